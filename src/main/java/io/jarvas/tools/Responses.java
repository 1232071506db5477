package io.jarvas.tools;

import io.jarvas.home.Entity;
import io.jarvas.home.ServiceResult;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Reads what services answer.
final class Responses {
    private Responses() {}

    /// What the service said of the entity; empty where it said nothing.
    static Map<?, ?> of(ServiceResult result, Entity entity) {
        return result.response().get(entity.id().value()) instanceof Map<?, ?> object ? object : Map.of();
    }

    static List<Map<?, ?>> objects(Map<?, ?> object, String name) {
        Stream<?> all = object.get(name) instanceof List<?> list ? list.stream() : Stream.of();
        return all.<Map<?, ?>>mapMulti((each, objects) -> {
                    if (each instanceof Map<?, ?> member) {
                        objects.accept(member);
                    }
                })
                .toList();
    }

    /// The text on one line, bounded; empty where there is none.
    static String text(Map<?, ?> object, String name, int most) {
        Object value = object.get(name);
        return value instanceof String text ? Texts.line(text, most) : "";
    }
}
