package io.jarvas.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Reads and writes JSON as plain values: `Map` in its order, `List`, `String`, `Number`, `Boolean`, none of
/// which can be changed. A member or an element that is null is left out, so nothing in the result is null,
/// but for [#objectWithNulls(String)].
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /// The object that the text is.
    ///
    /// @throws JsonException where it is not one object, and nothing else
    public static Map<String, Object> object(String text) {
        return asObject(read(() -> MAPPER.readValue(text, Object.class)));
    }

    /// The object that the bytes are, in UTF-8.
    ///
    /// @throws JsonException where they are not one object, and nothing else
    public static Map<String, Object> object(byte[] bytes) {
        return asObject(read(() -> MAPPER.readValue(bytes, Object.class)));
    }

    /// The object that the text is, its nulls kept: for protocols in which null says something.
    /// [#withoutNulls(Map)] ends that.
    ///
    /// @throws JsonException where it is not one object, and nothing else
    public static Map<String, @Nullable Object> objectWithNulls(String text) {
        if (!(read(() -> MAPPER.readValue(text, Object.class)) instanceof Map<?, ?> map)) {
            throw new JsonException("not an object", null);
        }
        @SuppressWarnings("unchecked")
        Map<String, @Nullable Object> members = (Map<String, @Nullable Object>) map;
        return members;
    }

    /// The same object without the members and elements that are null.
    public static Map<String, Object> withoutNulls(Map<String, ? extends @Nullable Object> object) {
        return members(object);
    }

    /// The value that the text is.
    ///
    /// @throws JsonException where it is none, or null
    public static Object value(String text) {
        Object value = nonNull(read(() -> MAPPER.readValue(text, Object.class)));
        if (value == null) {
            throw new JsonException("null", null);
        }
        return value;
    }

    /// Any value of maps, lists, strings, numbers, booleans, and records and enums of ours, on one line.
    public static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /// As [#text(Object)], in UTF-8.
    public static byte[] bytes(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    private static Map<String, Object> asObject(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new JsonException("not an object", null);
        }
        return members(map);
    }

    private static Map<String, Object> members(Map<?, ?> map) {
        Map<String, Object> members = LinkedHashMap.newLinkedHashMap(map.size());
        map.forEach((name, member) -> {
            Object value = nonNull(member);
            if (value != null) {
                members.put((String) name, value);
            }
        });
        return Collections.unmodifiableMap(members);
    }

    private static @Nullable Object nonNull(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> members(map);
            case List<?> list ->
                list.stream().map(Json::nonNull).filter(Objects::nonNull).toList();
            case null -> null;
            default -> value;
        };
    }

    private static @Nullable Object read(Supplier<@Nullable Object> parse) {
        try {
            return parse.get();
        } catch (JacksonException e) {
            throw new JsonException(e.getOriginalMessage(), e);
        }
    }
}
