package io.jarvas.web;

import io.jarvas.conversation.Person;
import io.jarvas.home.HomeUsers;

/// Who may see and change what is everybody's.
///
/// @param users of Home Assistant
record Administrators(HomeUsers users) {
    private static final String HOME_ASSISTANT_USER = "ha:";

    /// Whoever sits at the machine has its files too. A token says nothing of who holds it.
    boolean include(Person person) {
        return person.equals(Person.LOCAL)
                || (person.id().startsWith(HOME_ASSISTANT_USER)
                        && users.administrator(person.id().substring(HOME_ASSISTANT_USER.length())));
    }
}
