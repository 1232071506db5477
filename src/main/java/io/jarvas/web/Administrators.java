package io.jarvas.web;

import io.jarvas.conversation.Person;
import io.jarvas.home.HomeUsers;
import java.util.Optional;

/// Who may see and change what is everybody's.
///
/// @param users of Home Assistant
record Administrators(HomeUsers users) {
    /// What Home Assistant calls the person, or the device that is all that is known of them; nothing where it
    /// knows
    /// neither.
    Optional<String> name(Person person) {
        return person.user().flatMap(users::name).or(() -> person.satellite().flatMap(users::deviceName));
    }

    /// Whoever sits at the machine has its files too. A token says nothing of who holds it.
    boolean include(Person person) {
        return person.equals(Person.LOCAL)
                || person.user().filter(users::administrator).isPresent();
    }
}
