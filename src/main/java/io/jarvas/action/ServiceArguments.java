package io.jarvas.action;

import io.jarvas.action.SpokenNumbers.Quantity;
import io.jarvas.action.SpokenNumbers.Unit;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.home.ServiceDescription;
import io.jarvas.home.ServiceField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Checks the fields of a call against what Home Assistant says of the service and what the targets say of
/// themselves, and mends them where models are known to err and only one reading is left.
///
/// A field is found by its name or by what else it is called; its value is read by [FieldValues]. What the
/// service, or a target, cannot take is refused with what would be right. What Home Assistant takes without
/// describing it stays: the fields of scripts, of services of unknown domains, and the few in [#SILENT].
final class ServiceArguments {
    /// Fields that Home Assistant takes and does not describe.
    private static final Map<String, Set<String>> SILENT = Map.of(
            "media_player.play_media", Set.of("media_content_id", "media_content_type", "extra"),
            "script.turn_on", Set.of("variables"),
            "script.turn_off", Set.of("variables"),
            "automation.trigger", Set.of("variables"));

    /// Fields of which a call needs one, though none is required by itself.
    private static final Map<String, List<String>> NEEDS_ONE = Map.of(
            "climate.set_hvac_mode", List.of("hvac_mode"),
            "climate.set_temperature", List.of("temperature", "target_temp_high", "target_temp_low"),
            "input_datetime.set_datetime", List.of("date", "time", "datetime", "timestamp"),
            "calendar.create_event", List.of("start_date_time", "start_date", "in"),
            "select.select_option", List.of("option"),
            "fan.set_direction", List.of("direction"));

    /// What a light without it passes over, as Home Assistant lets it.
    private static final Set<String> PASSED_OVER = Set.of("transition", "flash");

    /// Where a call has one of these, another that is required need not be there.
    private static final Map<String, String> INSTEAD = Map.of("media", "media_content_id");

    private static final Set<String> TARGETS = Set.of("entity_id", "area_id", "floor_id", "label_id", "device_id");

    private static final Map<String, String> COUNTS = Map.of(
            "seconds",
            "seconds",
            "minutes",
            "minutes",
            "hours",
            "hours",
            "segundos",
            "seconds",
            "minutos",
            "minutes",
            "horas",
            "hours");

    private final ServiceDescription service;
    private final List<Target> targets;
    private final FieldValues values;

    /// @param targets of the service's own domain
    ServiceArguments(ServiceDescription service, List<Target> targets, HomeSnapshot home, NameIndex names) {
        this.service = service;
        this.targets = targets;
        this.values = new FieldValues(service.id(), targets, home, names);
    }

    /// The fields as the service takes them.
    ///
    /// @throws UnusableArgumentsException with what would be right
    Map<String, Object> mended(Map<String, Object> given) {
        if (service.fields().isEmpty()) {
            return given;
        }
        Map<String, Object> mended = new LinkedHashMap<>();
        given.forEach((name, value) -> {
            Given found = found(name, value);
            ServiceField field = service.fields().get(found.name());
            if (field == null) {
                put(mended, found.name(), found.value());
            } else if (!left(field, found.value())) {
                supported(found.name(), field);
                put(mended, found.name(), values.mended(found.name(), field, found.value()));
            }
        });
        required(mended);
        return mended;
    }

    /// Models fill forms: what they leave empty is not given.
    private static boolean left(ServiceField field, @org.jspecify.annotations.Nullable Object value) {
        return value == null
                || (value instanceof String text
                        && text.isBlank()
                        && !field.selector().equals("text"));
    }

    private static void put(Map<String, Object> fields, String name, Object value) {
        Object other = fields.putIfAbsent(name, value);
        if (other != null && !other.equals(value)) {
            throw new UnusableArgumentsException(name + " is given twice");
        }
    }

    /// What a name and its value come to.
    private record Given(String name, Object value) {}

    private Given found(String name, Object value) {
        Optional<Given> other = otherwise(name, value);
        if (other.isPresent()) {
            return other.get();
        }
        Optional<String> field = FieldNames.find(name, service.fields().keySet());
        if (field.isPresent()) {
            return otherwise(field.get(), value).orElse(new Given(field.get(), value));
        }
        if (SILENT.getOrDefault(service.id(), Set.of()).contains(name)
                || !ServiceRisks.known(service.domain())
                || service.domain().equals("script")) {
            return new Given(name, value);
        }
        throw new UnusableArgumentsException(service.id() + " has no field " + name
                + FieldNames.nearest(name, service.fields().keySet())
                        .map(nearest -> "; did you mean " + nearest + "?")
                        .orElse(""));
    }

    /// The same in another field, where the value shows that it belongs there.
    private Optional<Given> otherwise(String name, Object value) {
        return switch (Words.snake(name)) {
            case "brightness", "brightness_step" -> share(Words.snake(name) + "_pct", value);
            case "color", "colour", "cor", "color_name", "rgb_color" -> colour(name, value);
            case "start", "start_time", "start_date_time" -> day(value, "start_date");
            case "end", "end_time", "end_date_time" -> day(value, "end_date");
            case "due", "due_datetime" -> day(value, "due_date");
            case "due_date" -> hour(value, "due_datetime");
            case "start_date" -> hour(value, "start_date_time");
            case "end_date" -> hour(value, "end_date_time");
            case String plain
            when COUNTS.containsKey(plain) && service.fields().containsKey("duration") && value instanceof Number ->
                SpokenTimes.duration(value + " " + COUNTS.get(plain))
                        .map(SpokenTimes::written)
                        .map(duration -> new Given("duration", duration));
            case String _ -> Optional.empty();
        };
    }

    /// A brightness that is a share of the whole is not one of 255.
    private Optional<Given> share(String name, Object value) {
        if (!service.fields().containsKey(name) || !(value instanceof String text)) {
            return Optional.empty();
        }
        return SpokenNumbers.read(text)
                .map(Quantity::unit)
                .filter(unit -> unit != Unit.NONE)
                .map(_ -> new Given(name, value));
    }

    private Optional<Given> colour(String name, Object value) {
        if (!service.fields().containsKey("color_name")) {
            return Optional.empty();
        }
        if (value instanceof List<?>) {
            return Optional.of(new Given("rgb_color", value));
        }
        if (!(value instanceof String text) || text.isBlank()) {
            return Optional.empty();
        }
        if (ColourNames.kelvins(text).isPresent()) {
            return Optional.of(new Given("color_temp_kelvin", text));
        }
        if (ColourNames.name(text).isPresent()) {
            return name.equals("rgb_color") ? Optional.empty() : Optional.of(new Given("color_name", text));
        }
        return ColourNames.rgb(text).map(rgb -> new Given("rgb_color", rgb));
    }

    private Optional<Given> day(Object value, String field) {
        return value instanceof String text
                        && service.fields().containsKey(field)
                        && SpokenTimes.date(text).isPresent()
                ? Optional.of(new Given(field, text))
                : Optional.empty();
    }

    private Optional<Given> hour(Object value, String field) {
        return value instanceof String text
                        && service.fields().containsKey(field)
                        && SpokenTimes.dateAndTime(text).isPresent()
                ? Optional.of(new Given(field, text))
                : Optional.empty();
    }

    private void supported(String name, ServiceField field) {
        if (PASSED_OVER.contains(name)) {
            return;
        }
        List<String> without = targets.stream()
                .filter(target -> !takes(target, name, field) || !has(target, name))
                .map(target -> target.id().value())
                .toList();
        if (!without.isEmpty()) {
            throw new UnusableArgumentsException(String.join(", ", without) + " does not take " + name);
        }
    }

    /// Fans list presets without the feature that the description asks for, and Home Assistant takes them.
    private static boolean takes(Target target, String name, ServiceField field) {
        return FieldValues.lists(target, name) || (target.supports(field.features()) && target.has(field.attributes()));
    }

    private boolean has(Target target, String name) {
        return !service.domain().equals("input_datetime")
                || switch (name) {
                    case "date" -> !Boolean.FALSE.equals(target.attribute("has_date"));
                    case "time" -> !Boolean.FALSE.equals(target.attribute("has_time"));
                    default -> true;
                };
    }

    /// Whether the target takes every field of the call; those that are not found are asked for later.
    boolean fits(Target target, Map<String, Object> given) {
        return given.entrySet().stream().allMatch(entry -> {
            String name = otherwise(entry.getKey(), entry.getValue())
                    .map(Given::name)
                    .or(() -> FieldNames.find(entry.getKey(), service.fields().keySet()))
                    .orElse("");
            ServiceField field = service.fields().get(name);
            return field == null || PASSED_OVER.contains(name) || (takes(target, name, field) && has(target, name));
        });
    }

    private void required(Map<String, Object> mended) {
        List<String> missing = new ArrayList<>();
        service.fields().forEach((name, field) -> {
            if (field.required()
                    && !TARGETS.contains(name)
                    && !mended.containsKey(name)
                    && !mended.containsKey(INSTEAD.getOrDefault(name, name))) {
                missing.add(name);
            }
        });
        List<String> one = NEEDS_ONE.getOrDefault(service.id(), List.of());
        if (missing.isEmpty() && !one.isEmpty() && one.stream().noneMatch(mended::containsKey)) {
            missing.add(String.join(" or ", one));
        }
        if (!missing.isEmpty()) {
            throw new UnusableArgumentsException(service.id() + " needs " + String.join(", ", missing));
        }
    }
}
