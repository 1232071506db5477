package io.jarvas.web;

import io.jarvas.conversation.Person;
import io.jarvas.home.HomeUsers;
import java.util.Optional;

/// Who may see and change what is everybody's.
///
/// @param users of Home Assistant
record Administrators(HomeUsers users) {
    /// The parameter with which what a satellite said is asked for, in the place of one's own.
    static final String SATELLITE = "satellite";

    /// What Home Assistant calls the person, or the device that is all that is known of them; nothing where
    /// it knows neither.
    Optional<String> name(Person person) {
        return person.user().flatMap(users::name).or(() -> person.satellite().flatMap(users::deviceName));
    }

    /// Whose things are asked for: the person's own, or those of a satellite, which are nobody's own and which
    /// administrators look after.
    Person whose(Call call, Person person) {
        return call.query()
                .get(SATELLITE)
                .filter(id -> !id.isEmpty())
                .map(id -> satellite(person, id))
                .orElse(person);
    }

    /// The satellite of the id, for an administrator. A person who has a panel is none.
    Person satellite(Person administrator, String id) {
        check(administrator);
        return Optional.of(id)
                .filter(text -> !text.isBlank())
                .map(Person::new)
                .filter(Person::speaks)
                .orElseThrow(() -> Refusal.of(404, "web.no_satellite"));
    }

    void check(Person person) {
        if (!include(person)) {
            throw Refusal.of(403, "web.satellites_administrators");
        }
    }

    /// Whoever sits at the machine has its files too. A token says nothing of who holds it.
    boolean include(Person person) {
        return person.equals(Person.LOCAL)
                || person.user().filter(users::administrator).isPresent();
    }
}
