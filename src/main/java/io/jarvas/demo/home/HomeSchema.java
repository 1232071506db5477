package io.jarvas.demo.home;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The members that a command or a service takes, and the words in which Home Assistant refuses others.
///
/// @param fields by name, in order
/// @param quoting whether a refusal repeats the value: WebSocket commands do, service data do not
record HomeSchema(Map<String, Field> fields, boolean quoting) {
    private static final Pattern ENTITY_ID = Pattern.compile("[a-z0-9_]+\\.[a-z0-9_]+");

    /// How a value of each kind is read. A value that is not of the kind is refused with an
    /// [IllegalArgumentException].
    private static final Map<String, Function<@Nullable Object, @Nullable Object>> KINDS = Map.ofEntries(
            Map.entry("any", value -> value),
            Map.entry("str", value -> strictly(value instanceof String, value, "expected str")),
            Map.entry(
                    "str?", value -> strictly(value == null || value instanceof String, value, "expected str or None")),
            Map.entry("bool", value -> strictly(value instanceof Boolean, value, "expected bool")),
            Map.entry("id", value -> strictly(value instanceof Integer, value, "expected int")),
            Map.entry(
                    "level",
                    value -> strictly(value == null || value instanceof Integer, value, "expected int or None")),
            Map.entry("list", value -> strictly(value instanceof List, value, "expected list")),
            Map.entry("strings", value -> strictly(value instanceof List, value, "expected a list")),
            Map.entry("dict", value -> strictly(value instanceof Map, value, "expected dict")),
            Map.entry("target", value -> strictly(value instanceof Map, value, "expected a mapping")),
            Map.entry("entity_id", HomeSchema::entityId),
            Map.entry(
                    "entity_ids",
                    value -> entityIds(value).stream().map(HomeSchema::entityId).toList()),
            Map.entry(
                    "string",
                    value -> strictly(
                            value instanceof String || value instanceof Number, value, "value should be a string")),
            Map.entry("text", HomeSchema::text),
            Map.entry("boolean", HomeSchema::flag),
            Map.entry("int", HomeSchema::integer),
            Map.entry("float", HomeSchema::decimal),
            Map.entry("byte", value -> Math.clamp(integer(value), 0, 255)),
            Map.entry("percentage", value -> percentage(integer(value), 0)),
            Map.entry("brightness", value -> percentage(decimal(value), 0)),
            Map.entry("step", value -> percentage(decimal(value), -100)),
            Map.entry("fraction", HomeSchema::fraction),
            Map.entry("natural", value -> atLeastZero(integer(value))),
            Map.entry("positive", value -> atLeastZero(decimal(value))),
            Map.entry("hs", value -> sequence(value, 360, 100)),
            Map.entry("xy", value -> sequence(value, 1, 1)),
            Map.entry("rgb", value -> sequence(value, 255, 255, 255)),
            Map.entry("rgbw", value -> sequence(value, 255, 255, 255, 255)),
            Map.entry("rgbww", value -> sequence(value, 255, 255, 255, 255, 255)),
            Map.entry("repeat", HomeSchema::repeat),
            Map.entry("date", value -> moment(value, "Could not parse date", LocalDate::parse)),
            Map.entry("time", value -> moment(value, "Invalid time specified: " + value, LocalTime::parse)),
            Map.entry("datetime", value -> moment(value, "Invalid datetime specified: " + value, HomeCalendar::moment)),
            Map.entry("texts", HomeSchema::texts),
            Map.entry("entities", HomeSchema::entities));

    /// @param kind a name of [#KINDS], or the values that are allowed: `daily|hourly`
    record Field(String name, String kind, boolean required) {
        private @Nullable Object read(@Nullable Object value) {
            Function<@Nullable Object, @Nullable Object> known = KINDS.get(kind);
            if (known != null) {
                return known.apply(value);
            }
            List<String> allowed = List.of(kind.split("\\|", -1));
            return strictly(allowed.contains(String.valueOf(value)), value, "value must be one of " + quoted(allowed));
        }
    }

    /// A schema from fields written `name kind`, where a name that ends in `!` must be there.
    static HomeSchema of(boolean quoting, List<String> fields) {
        Map<String, Field> byName = new LinkedHashMap<>();
        for (String field : fields) {
            int space = field.indexOf(' ');
            boolean required = field.charAt(space - 1) == '!';
            String name = field.substring(0, required ? space - 1 : space);
            byName.put(name, new Field(name, field.substring(space + 1), required));
        }
        return new HomeSchema(byName, quoting);
    }

    /// The members as they are to be used.
    ///
    /// @throws HomeError where one is missing, unknown or not of its kind
    Map<String, @Nullable Object> read(Map<String, @Nullable Object> members) {
        Map<String, @Nullable Object> read = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        members.forEach((name, value) -> {
            Field field = fields.get(name);
            String at = " at '" + name + "'" + (quoting ? ". Got " + python(value) : "");
            if (field == null) {
                problems.add("not a valid option" + at);
                return;
            }
            try {
                read.put(name, field.read(value));
            } catch (IllegalArgumentException e) {
                problems.add(e.getMessage() + at);
            }
        });
        for (Field field : fields.values()) {
            if (field.required() && !members.containsKey(field.name())) {
                problems.add("required key not provided at '" + field.name() + "'" + (quoting ? ". Got None" : ""));
            }
        }
        if (!problems.isEmpty()) {
            throw HomeError.invalidFormat(quoting ? String.join("\n", problems) : problems.getFirst());
        }
        return read;
    }

    /// A JSON value as Python prints it.
    static String python(@Nullable Object value) {
        return switch (value) {
            case null -> "None";
            case Boolean flag -> flag ? "True" : "False";
            case String text -> "'" + text + "'";
            case List<?> list -> list.stream().map(HomeSchema::python).toList().toString();
            case Map<?, ?> map -> {
                List<String> members = new ArrayList<>();
                map.forEach((name, member) -> members.add(python(name) + ": " + python(member)));
                yield "{" + String.join(", ", members) + "}";
            }
            default -> value.toString();
        };
    }

    static String quoted(List<String> words) {
        return words.stream().map(word -> "'" + word + "'").toList().toString();
    }

    private static @Nullable Object strictly(boolean holds, @Nullable Object value, String words) {
        if (!holds) {
            throw new IllegalArgumentException(words);
        }
        return value;
    }

    private static Object entityId(@Nullable Object value) {
        String id = String.valueOf(value);
        if (!ENTITY_ID.matcher(id).matches()) {
            throw new IllegalArgumentException("Entity ID " + id + " is an invalid entity ID");
        }
        return id;
    }

    private static List<?> entityIds(@Nullable Object value) {
        return value instanceof List<?> list
                ? list
                : List.of(String.valueOf(value).split(" *, *", -1));
    }

    private static Object text(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        if (text.isBlank()) {
            throw new IllegalArgumentException("value must not be empty");
        }
        return text;
    }

    private static Object flag(@Nullable Object value) {
        if (value instanceof Boolean flag) {
            return flag;
        }
        if (value instanceof Number number) {
            return number.doubleValue() != 0;
        }
        return switch (String.valueOf(value)) {
            case "true", "on", "yes", "1", "enable" -> true;
            case "false", "off", "no", "0", "disable" -> false;
            default -> throw new IllegalArgumentException("invalid boolean value " + value);
        };
    }

    private static int integer(@Nullable Object value) {
        try {
            return value instanceof Number number ? number.intValue() : Integer.parseInt(String.valueOf(value));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected int", e);
        }
    }

    private static double decimal(@Nullable Object value) {
        try {
            return value instanceof Number number ? number.doubleValue() : Double.parseDouble(String.valueOf(value));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected float", e);
        }
    }

    private static <N extends Number> N percentage(N value, int least) {
        if (value.doubleValue() < least || value.doubleValue() > 100) {
            throw new IllegalArgumentException("expected a percentage between " + least + " and 100");
        }
        return value;
    }

    private static <N extends Number> N atLeastZero(N value) {
        if (value.doubleValue() < 0) {
            throw new IllegalArgumentException("value must be at least 0");
        }
        return value;
    }

    private static List<Double> sequence(@Nullable Object value, double... most) {
        if (!(value instanceof List<?> list) || list.size() != most.length) {
            throw new IllegalArgumentException("expected a sequence of " + most.length + " items");
        }
        List<Double> sequence = new ArrayList<>();
        for (int i = 0; i < most.length; i++) {
            double item = atLeastZero(decimal(list.get(i)));
            if (item > most[i]) {
                throw new IllegalArgumentException("value must be at most " + HomeState.written(most[i]));
            }
            sequence.add(item);
        }
        return sequence;
    }

    private static Object repeat(@Nullable Object value) {
        String mode = String.valueOf(value);
        if (!List.of("all", "off", "one").contains(mode)) {
            throw new IllegalArgumentException("expected RepeatMode or one of 'all', 'off', 'one'");
        }
        return mode;
    }

    /// The moment, which as a text can be read in the same way again.
    private static Object moment(@Nullable Object value, String words, Function<String, ? extends Object> parse) {
        try {
            return parse.apply(String.valueOf(value));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(words, e);
        }
    }

    private static Object texts(@Nullable Object value) {
        List<?> texts = HomeServices.list(value);
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("value must not be empty");
        }
        return texts.stream().map(String::valueOf).toList();
    }

    /// States by entity, each written alone or among attributes.
    private static Object entities(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> entities)) {
            throw new IllegalArgumentException("expected a dictionary");
        }
        entities.forEach((id, wanted) -> {
            entityId(id);
            Object state = wanted instanceof Map<?, ?> members ? members.get("state") : wanted;
            if (!(state instanceof String) && !(state instanceof Boolean)) {
                throw new IllegalArgumentException("State for " + id + " should be a string");
            }
        });
        return entities;
    }

    private static Object fraction(@Nullable Object value) {
        double number = decimal(value);
        if (number > 1) {
            throw new IllegalArgumentException("value must be at most 1");
        }
        if (number < 0) {
            throw new IllegalArgumentException("value must be at least 0");
        }
        return number;
    }
}
