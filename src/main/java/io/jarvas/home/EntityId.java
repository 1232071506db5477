package io.jarvas.home;

import java.util.Optional;
import java.util.regex.Pattern;

/// The id of an entity as Home Assistant writes it: `light.kitchen_lights`.
public record EntityId(String value) implements Comparable<EntityId> {
    private static final Pattern FORM = Pattern.compile("[a-z0-9_]+\\.[a-z0-9_]+");

    /// @throws IllegalArgumentException where the text is not of the form `domain.object_id`
    public EntityId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not an entity id: " + value);
        }
    }

    /// The id that the text is, or nothing where it is not one.
    public static Optional<EntityId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new EntityId(text)) : Optional.empty();
    }

    /// What stands before the dot: `light`.
    public String domain() {
        return value.substring(0, value.indexOf('.'));
    }

    /// What stands after the dot: `kitchen_lights`.
    public String object() {
        return value.substring(value.indexOf('.') + 1);
    }

    @Override
    public int compareTo(EntityId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
