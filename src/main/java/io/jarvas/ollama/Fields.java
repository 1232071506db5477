package io.jarvas.ollama;

import java.util.List;
import java.util.Map;

/// Reads the members of a JSON object that may be absent or of another kind.
final class Fields {
    private Fields() {}

    static String text(Map<?, ?> object, String name) {
        return object.get(name) instanceof String text ? text : "";
    }

    static long number(Map<?, ?> object, String name) {
        return object.get(name) instanceof Number number ? number.longValue() : 0;
    }

    static List<?> list(Map<?, ?> object, String name) {
        return object.get(name) instanceof List<?> list ? list : List.of();
    }

    static Map<?, ?> object(Map<?, ?> object, String name) {
        return object.get(name) instanceof Map<?, ?> member ? member : Map.of();
    }
}
