package io.jarvas.demo.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the model was told of something that it asked to read.
///
/// @param data JSON values by name
record ModelResult(Map<String, Object> data) {
    ModelResult {
        data = Map.copyOf(data);
    }

    /// Why there is nothing else.
    Optional<String> error() {
        return text("error");
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(data.get(name)).map(Object::toString);
    }

    /// The rows of that name that are objects.
    List<ModelResult> rows(String name) {
        return list(name).stream()
                .filter(Map.class::isInstance)
                .map(row -> of((Map<?, ?>) row))
                .toList();
    }

    /// The values of that name; none where it is no list.
    List<?> list(String name) {
        return data.get(name) instanceof List<?> list ? list : List.of();
    }

    /// The object of that name; an empty one where there is none.
    ModelResult object(String name) {
        return data.get(name) instanceof Map<?, ?> map ? of(map) : new ModelResult(Map.of());
    }

    Optional<Double> number(String name) {
        return data.get(name) instanceof Number number ? Optional.of(number.doubleValue()) : Optional.empty();
    }

    private static ModelResult of(Map<?, ?> map) {
        Map<String, Object> data = new java.util.LinkedHashMap<>();
        map.forEach((name, value) -> data.put((String) name, value));
        return new ModelResult(data);
    }
}
