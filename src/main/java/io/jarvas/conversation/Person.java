package io.jarvas.conversation;

import java.util.Optional;

/// Someone who talks with Jarvas, and to whom conversations belong.
///
/// @param id `ha:` and a Home Assistant user's id, `token:` and a token's name, `local` for the machine
///     Jarvas runs on, `satellite:` and the id of a device (or of its entity) that is spoken to and is nobody's own,
///     `assist` for whoever asks through Home Assistant's Assist without a device, or `nobody`
public record Person(String id) {
    private static final String USER = "ha:";
    private static final String SATELLITE = "satellite:";

    /// Whoever sits at the machine that Jarvas runs on.
    public static final Person LOCAL = new Person("local");
    /// Someone who wanted to be forgotten.
    public static final Person NOBODY = new Person("nobody");

    /// Whoever asks through Assist, and nobody knows where.
    public static final Person ASSIST = new Person("assist");

    /// @param id of a Home Assistant user
    public static Person user(String id) {
        return new Person(USER + id);
    }

    /// The id of the Home Assistant user, where the person is one.
    public Optional<String> user() {
        return id.startsWith(USER) ? Optional.of(id.substring(USER.length())) : Optional.empty();
    }

    /// Whoever is in the room with a device.
    ///
    /// @param device its id in Home Assistant, or that of its entity
    public static Person satellite(String device) {
        return new Person(SATELLITE + device);
    }

    /// The device that the person speaks to, where that is all that is known of them.
    public Optional<String> satellite() {
        return id.startsWith(SATELLITE) ? Optional.of(id.substring(SATELLITE.length())) : Optional.empty();
    }

    /// Whether the person has a voice alone, and no panel.
    public boolean speaks() {
        return equals(ASSIST) || satellite().isPresent();
    }

    public Person {
        if (id.isBlank()) {
            throw new IllegalArgumentException("a person without an id");
        }
    }
}
