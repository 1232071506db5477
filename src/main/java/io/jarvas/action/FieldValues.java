package io.jarvas.action;

import io.jarvas.home.EntityId;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.home.ServiceField;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Checks and mends the value of one field of a call, by what Home Assistant's selector and the targets
/// themselves say that it takes. What is right already stays as it is.
final class FieldValues {
    /// Where an entity lists what a field without an `attribute` of its own, or a plain text, may be.
    private static final Map<String, String> LISTS = Map.ofEntries(
            Map.entry("effect", "effect_list"),
            Map.entry("preset_mode", "preset_modes"),
            Map.entry("hvac_mode", "hvac_modes"),
            Map.entry("fan_mode", "fan_modes"),
            Map.entry("swing_mode", "swing_modes"),
            Map.entry("swing_horizontal_mode", "swing_horizontal_modes"),
            Map.entry("source", "source_list"),
            Map.entry("sound_mode", "sound_mode_list"),
            Map.entry("mode", "available_modes"),
            Map.entry("fan_speed", "fan_speed_list"),
            Map.entry("speed", "supported_speeds"),
            Map.entry("operation_mode", "operation_list"),
            Map.entry("option", "options"),
            Map.entry("tone", "available_tones"),
            Map.entry("activity", "activity_list"));

    /// A list longer than this may have been cut.
    private static final int LONGEST_LIST = 64;

    private final String service;
    private final List<Target> targets;
    private final HomeSnapshot home;
    private final NameIndex names;
    private final NumberValues numbers;

    FieldValues(String service, List<Target> targets, HomeSnapshot home, NameIndex names) {
        this.service = service;
        this.targets = targets;
        this.home = home;
        this.names = names;
        this.numbers = new NumberValues(service, targets, home);
    }

    /// @throws UnusableArgumentsException with what would be right
    Object mended(String name, ServiceField field, Object value) {
        return switch (field.selector()) {
            case "number" -> numbers.number(name, field, value);
            case "color_temp" -> numbers.kelvins(name, field, value);
            case "boolean" -> OptionNames.truth(value).orElseThrow(() -> wrong(name + " must be true or false"));
            case "select" -> select(name, field, value);
            case "state" -> option(name, options(name), value);
            case "text" -> text(name, field, value);
            case "color_rgb" -> rgb(name, value);
            case "duration" -> duration(name, field, value);
            case "time" -> time(name, value);
            case "date" -> date(name, value);
            case "datetime" -> dateAndTime(name, value);
            case "constant" ->
                value instanceof Number
                        ? value
                        : OptionNames.truth(value).orElseThrow(() -> wrong(name + " must be true"));
            case "object" -> list(value);
            case "entity" -> entities(name, field, value);
            case "area" -> areas(name, value);
            default -> value;
        };
    }

    private Object select(String name, ServiceField field, Object value) {
        List<String> options = field.limits().get("options") instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
        if (Boolean.TRUE.equals(field.limits().get("custom_value"))) {
            return value instanceof String text
                    ? OptionNames.find(text, options).orElse(text)
                    : value;
        }
        if (name.equals("color_name") && value instanceof String text) {
            return ColourNames.name(text)
                    .filter(options::contains)
                    .or(() -> OptionNames.find(text, options))
                    .orElseThrow(() -> wrong("color_name must be a colour of CSS, such as red; or give rgb_color"));
        }
        return Boolean.TRUE.equals(field.limits().get("multiple"))
                ? each(value, one -> option(name, options, one))
                : option(name, options, value);
    }

    /// Whether the target itself lists what the field may be.
    static boolean lists(Target target, String field) {
        String attribute = LISTS.get(field);
        return attribute != null && !target.texts(attribute).isEmpty();
    }

    /// What every target offers; empty where one says nothing.
    private List<String> options(String name) {
        String attribute = LISTS.get(name);
        Set<String> common = new LinkedHashSet<>();
        boolean first = true;
        for (Target target : targets) {
            List<String> own = attribute == null ? List.of() : target.texts(attribute);
            if (own.isEmpty() || own.size() >= LONGEST_LIST) {
                return List.of();
            }
            if (first) {
                common.addAll(own);
            } else {
                common.retainAll(own);
            }
            first = false;
        }
        if (common.isEmpty() && !targets.isEmpty()) {
            throw wrong("no " + name + " is common to all of them");
        }
        return List.copyOf(common);
    }

    private static Object option(String name, List<String> options, Object value) {
        if (options.isEmpty()) {
            return value;
        }
        Optional<String> found = switch (value) {
            case String text -> OptionNames.find(text, options);
            case Boolean flag -> OptionNames.find(flag ? "on" : "off", options);
            case Number number ->
                OptionNames.find(NumberValues.whole(number.doubleValue()).toString(), options);
            default -> Optional.empty();
        };
        return found.orElseThrow(() -> wrong(name + " must be one of " + String.join(", ", options)));
    }

    private Object text(String name, ServiceField field, Object value) {
        if (name.equals("value") && (service.startsWith("number.") || service.startsWith("input_number."))) {
            return numbers.number(name, field, value);
        }
        if (name.equals("value") && value instanceof String text) {
            NumberValues.Range length = numbers.range(name, field);
            if (!length.has(text.length())) {
                throw wrong("value must have " + NumberValues.whole(Math.max(0, length.least())) + " to "
                        + NumberValues.whole(length.most()) + " characters");
            }
            return text;
        }
        if (service.startsWith("input_datetime.") && value instanceof String) {
            return switch (name) {
                case "date" -> date(name, value);
                case "datetime" -> dateAndTime(name, value);
                default -> value;
            };
        }
        if (name.equals("duration") && value instanceof String text) {
            return SpokenTimes.duration(text)
                    .<Object>map(duration -> Math.toIntExact(duration.toSeconds()))
                    .orElse(text);
        }
        if (LISTS.containsKey(name)) {
            return option(name, options(name), value);
        }
        if (value instanceof Map<?, ?> || (value instanceof List<?> list && list.size() != 1 && !takesMany(field))) {
            throw wrong(name + " must be one text");
        }
        return value instanceof List<?> list && !takesMany(field) ? list.getFirst() : value;
    }

    private boolean takesMany(ServiceField field) {
        return Boolean.TRUE.equals(field.limits().get("multiple")) || service.equals("todo.remove_item");
    }

    private static Object rgb(String name, Object value) {
        Object mended = list(value);
        if (mended instanceof List<?> list
                && list.size() == 3
                && list.stream()
                        .allMatch(part -> part instanceof Number n && n.intValue() >= 0 && n.intValue() <= 255)) {
            return mended;
        }
        if (value instanceof String text) {
            Optional<List<Integer>> rgb = ColourNames.rgb(text);
            if (rgb.isPresent()) {
                return rgb.get();
            }
        }
        throw wrong(name + " must be three numbers from 0 to 255");
    }

    /// A list of numbers that was written as text.
    private static Object list(Object value) {
        if (value instanceof String text && text.matches("\\s*[(\\[]?\\s*[0-9.]+(\\s*,\\s*[0-9.]+)+\\s*[)\\]]?\\s*")) {
            return Stream.of(text.replaceAll("[()\\[\\]\\s]", "").split(","))
                    .filter(part -> part.matches("\\d+(\\.\\d+)?"))
                    .<Object>map(part -> NumberValues.whole(Double.parseDouble(part)))
                    .toList();
        }
        if (value instanceof List<?> list && list.stream().anyMatch(String.class::isInstance)) {
            return list.stream()
                    .<Object>map(part -> part instanceof String text && text.matches("\\d+(\\.\\d+)?")
                            ? NumberValues.whole(Double.parseDouble(text))
                            : part)
                    .toList();
        }
        return value;
    }

    private static Object duration(String name, ServiceField field, Object value) {
        if (value instanceof Number || value instanceof Map<?, ?>) {
            return value;
        }
        boolean negative = Boolean.TRUE.equals(field.limits().get("allow_negative"));
        if (value instanceof String text) {
            if (text.strip().matches((negative ? "-?" : "") + "\\d+(:\\d{1,2}){1,2}(\\.\\d+)?|\\d+")) {
                return text.strip();
            }
            boolean minus = negative && text.strip().matches("(?i)(-|minus |menos ).*");
            Optional<Duration> duration =
                    SpokenTimes.duration(minus ? text.strip().replaceFirst("(?i)^(-|minus |menos )", "") : text);
            if (duration.isPresent()) {
                return SpokenTimes.written(minus ? duration.get().negated() : duration.get());
            }
        }
        throw wrong(name + " must be a duration: 00:10:00");
    }

    private static Object time(String name, Object value) {
        if (value instanceof String text) {
            Optional<String> time = SpokenTimes.time(text).map(SpokenTimes::written);
            if (time.isPresent()) {
                return text.strip().matches("\\d\\d:\\d\\d") ? text.strip() : time.get();
            }
        }
        throw wrong(name + " must be a time of day: 23:00:00");
    }

    private static Object date(String name, Object value) {
        if (value instanceof String text) {
            Optional<String> date = SpokenTimes.date(text).map(Object::toString);
            if (date.isPresent()) {
                return date.get();
            }
        }
        throw wrong(name + " must be a date: 2026-12-24");
    }

    private static Object dateAndTime(String name, Object value) {
        if (value instanceof String text) {
            if (text.strip().matches("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d.*")) {
                return text.strip();
            }
            Optional<String> both = SpokenTimes.dateAndTime(text);
            if (both.isPresent()) {
                return both.get();
            }
        }
        throw wrong(name + " must be a date and a time: 2026-12-24 15:00:00");
    }

    private Object entities(String name, ServiceField field, Object value) {
        Set<String> domains = switch (field.limits().get("domain")) {
            case String one -> Set.of(one);
            case List<?> list -> Set.copyOf(list.stream().map(String::valueOf).toList());
            case null, default -> Set.of();
        };
        if (Boolean.TRUE.equals(field.limits().get("multiple"))) {
            return each(value, one -> entity(name, domains, one));
        }
        return entity(name, domains, value instanceof List<?> list && list.size() == 1 ? list.getFirst() : value);
    }

    private Object entity(String name, Set<String> domains, Object value) {
        if (value instanceof String text) {
            Optional<EntityId> id = EntityId.parse(Words.unaccented(text));
            if (id.filter(home.catalog().entities()::containsKey).isPresent()) {
                return id.get().value();
            }
            List<EntityId> found = names.named(text, of -> domains.isEmpty() || domains.contains(of.domain()));
            if (found.size() == 1) {
                return found.getFirst().value();
            }
        }
        throw wrong(name + " must be an entity's id" + (domains.isEmpty() ? "" : " of " + String.join(", ", domains)));
    }

    private Object areas(String name, Object value) {
        return each(
                value,
                one -> names.area(String.valueOf(one))
                        .orElseThrow(() -> wrong(name + " must be one of "
                                + String.join(", ", home.catalog().areas().keySet()))));
    }

    private static List<Object> each(Object value, java.util.function.Function<Object, Object> mend) {
        Collection<?> values = value instanceof Collection<?> several ? several : List.of(value);
        return values.stream().<Object>map(mend).toList();
    }

    private static UnusableArgumentsException wrong(String message) {
        return new UnusableArgumentsException(message);
    }
}
