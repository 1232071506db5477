package io.jarvas.homeassistant;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads members of JSON objects that another program wrote: what is not of the expected kind counts as
/// absent.
final class Fields {
    private Fields() {}

    static Stream<Map<?, ?>> objects(List<?> list) {
        return list.stream().<Map<?, ?>>mapMulti((item, next) -> {
            if (item instanceof Map<?, ?> map) {
                next.accept(map);
            }
        });
    }

    /// The text of that name; nothing where it is absent or blank.
    static Optional<String> text(Map<?, ?> object, String name) {
        return object.get(name) instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }

    static String text(Map<?, ?> object, String name, String otherwise) {
        return text(object, name).orElse(otherwise);
    }

    /// The texts in the list of that name, without blank ones.
    static List<String> texts(Map<?, ?> object, String name) {
        return list(object, name).stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(text -> !text.isBlank())
                .toList();
    }

    static List<?> list(Map<?, ?> object, String name) {
        return object.get(name) instanceof List<?> list ? list : List.of();
    }

    static Map<?, ?> object(Map<?, ?> object, String name) {
        return object.get(name) instanceof Map<?, ?> map ? map : Map.of();
    }

    /// The members of the object of that name.
    static Map<String, Object> members(Map<?, ?> object, String name) {
        Map<String, Object> members = new LinkedHashMap<>();
        object(object, name).forEach((member, value) -> members.put((String) member, value));
        return members;
    }
}
