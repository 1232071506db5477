package io.jarvas.wyoming;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads JSON that others wrote: what is not as it should be is as if it were not there.
final class Values {
    private Values() {}

    static Optional<String> text(Map<String, ?> object, String name) {
        return object.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    static boolean isTrue(Map<String, ?> object, String name) {
        return Boolean.TRUE.equals(object.get(name));
    }

    static Map<String, Object> object(Map<String, ?> object, String name) {
        return object.get(name) instanceof Map<?, ?> members ? asObject(members) : Map.of();
    }

    static List<Map<String, Object>> objects(Map<String, ?> object, String name) {
        if (!(object.get(name) instanceof List<?> list)) {
            return List.of();
        }
        return list.stream()
                .filter(Map.class::isInstance)
                .map(element -> asObject((Map<?, ?>) element))
                .toList();
    }

    static List<String> texts(Map<String, ?> object, String name) {
        if (!(object.get(name) instanceof List<?> list)) {
            return List.of();
        }
        return list.stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    /// The names of JSON's members are texts.
    @SuppressWarnings("unchecked")
    private static Map<String, Object> asObject(Map<?, ?> members) {
        return (Map<String, Object>) members;
    }
}
