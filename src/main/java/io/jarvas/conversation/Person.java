package io.jarvas.conversation;

/// Someone who talks with Jarvas, and to whom conversations belong.
///
/// @param id `ha:` and a Home Assistant user's id, `token:` and a token's name, `local` for the machine
///     Jarvas runs on, or `nobody`
public record Person(String id) {
    /// Whoever sits at the machine that Jarvas runs on.
    public static final Person LOCAL = new Person("local");
    /// Someone who wanted to be forgotten.
    public static final Person NOBODY = new Person("nobody");

    public Person {
        if (id.isBlank()) {
            throw new IllegalArgumentException("a person without an id");
        }
    }
}
