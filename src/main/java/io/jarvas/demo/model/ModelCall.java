package io.jarvas.demo.model;

import io.jarvas.demo.model.ModelWord.Sense;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A service with its fields, as a clause asks for it of one domain.
///
/// @param phrase what the voice says of it: `act.…`, with the values that follow the things' names
record ModelCall(String service, Map<String, Object> fields, String phrase, List<Object> values) {
    private static final Pattern TARGET =
            Pattern.compile("(?<![a-z_])(?:target[_ ])?(?:temperature|target)\\D{0,4}(\\d+(?:\\.\\d+)?)");
    private static final int STEP_PERCENT = 20;

    ModelCall {
        fields = Map.copyOf(fields);
        values = List.copyOf(values);
    }

    private ModelCall(String service, String field, Object value, String phrase, Object said) {
        this(service, Map.of(field, value), phrase, List.of(said));
    }

    private ModelCall(String service, String phrase) {
        this(service, Map.of(), phrase, List.of());
    }

    /// The call; nothing where the clause leaves open how much.
    ///
    /// @param service the one that the table names for the intent
    static Optional<ModelCall> of(ModelClause clause, String domain, String service, Optional<ModelState> state) {
        String intent = clause.intent().orElseThrow();
        OptionalDouble value = clause.value();
        return switch (domain) {
            case "light" -> intent.equals("off") ? Optional.of(plain(service)) : light(clause, intent, service);
            case "cover" -> position(clause, intent, service, "set_cover_position");
            case "valve" -> position(clause, intent, service, "set_valve_position");
            case "fan" ->
                value.isPresent() && !intent.equals("off")
                        ? percent(value, "set_percentage", "percentage")
                        : unlessSet(intent, service);
            case "climate" -> climate(clause, intent, service, state);
            case "media_player" -> media(clause, intent, service);
            case "humidifier" ->
                value.isPresent() && !intent.equals("off")
                        ? percent(value, "set_humidity", "humidity")
                        : unlessSet(intent, service);
            case "number", "input_number" ->
                value.stream()
                        .mapToObj(ModelCall::number)
                        .map(number -> new ModelCall(service, "value", number, service, number))
                        .findFirst();
            case "alarm_control_panel" -> {
                String armed = service.startsWith("alarm_arm")
                        ? "alarm_arm_" + clause.arm().orElse("away")
                        : service;
                yield Optional.of(plain(armed));
            }
            case "scene", "script", "automation" ->
                Optional.of(new ModelCall(service, service.equals("turn_on") ? "activate" : service));
            default -> Optional.of(plain(service));
        };
    }

    private static ModelCall plain(String service) {
        return new ModelCall(service, service);
    }

    private static Optional<ModelCall> unlessSet(String intent, String service) {
        return intent.equals("set") ? Optional.empty() : Optional.of(plain(service));
    }

    private static Optional<ModelCall> light(ModelClause clause, String intent, String service) {
        int sign = intent.equals("down") ? -1 : 1;
        if (clause.relative()) {
            int step = sign * (int) clause.value().orElse(STEP_PERCENT);
            String phrase = sign > 0 ? "brighter" : "darker";
            return Optional.of(new ModelCall(service, Map.of("brightness_step_pct", step), phrase, List.of()));
        }
        Optional<ModelCall> coloured = clause.colour().map(colour -> coloured(clause, service, colour));
        if (coloured.isPresent()) {
            return coloured;
        }
        if (clause.value().isPresent()) {
            return percent(clause.value(), service, "brightness_pct").map(call -> call.saying("brightness"));
        }
        return unlessSet(intent, service);
    }

    private static ModelCall coloured(ModelClause clause, String service, String colour) {
        if (colour.endsWith("K")) {
            int kelvin = Integer.parseInt(colour.substring(0, colour.length() - 1));
            return new ModelCall(
                    service, Map.of("color_temp_kelvin", kelvin), kelvin < 4000 ? "warm" : "cold", List.of());
        }
        String said = clause.said().stream()
                .filter(word -> word.is(Sense.COLOUR))
                .map(ModelWord::text)
                .findFirst()
                .orElse(colour);
        return new ModelCall(service, "color_name", colour, "colour", said);
    }

    private static Optional<ModelCall> position(ModelClause clause, String intent, String service, String exact) {
        boolean whole =
                intent.equals("stop") || intent.equals("lock") || clause.value().isEmpty();
        return whole ? unlessSet(intent, service) : percent(clause.value(), exact, "position");
    }

    private static Optional<ModelCall> climate(
            ModelClause clause, String intent, String service, Optional<ModelState> state) {
        if (clause.relative()
                || (clause.value().isEmpty() && service.equals("set_temperature") && !intent.equals("set"))) {
            double step = (intent.equals("down") ? -1 : 1) * clause.value().orElse(1);
            return state.map(ModelState::detail)
                    .map(TARGET::matcher)
                    .filter(Matcher::find)
                    .map(target -> temperature(Double.parseDouble(target.group(1)) + step));
        }
        if (intent.equals("off")) {
            return Optional.of(plain(service));
        }
        if (clause.value().isPresent()) {
            return Optional.of(temperature(clause.value().getAsDouble()));
        }
        if (clause.mode().isPresent()) {
            String mode = clause.mode().get();
            return Optional.of(new ModelCall("set_hvac_mode", "hvac_mode", mode, "set_hvac_mode", "mode." + mode));
        }
        return unlessSet(intent, service);
    }

    private static ModelCall temperature(double degrees) {
        Object number = number(degrees);
        return new ModelCall("set_temperature", "temperature", number, "set_temperature", number);
    }

    private static Optional<ModelCall> media(ModelClause clause, String intent, String service) {
        if (intent.equals("mute") || intent.equals("unmute")) {
            return Optional.of(
                    new ModelCall(service, Map.of("is_volume_muted", intent.equals("mute")), intent, List.of()));
        }
        boolean volume = List.of("set", "up", "down").contains(intent);
        if (volume && clause.value().isPresent() && !clause.relative()) {
            double percent = Math.clamp(clause.value().getAsDouble(), 0, 100);
            return Optional.of(
                    new ModelCall("volume_set", "volume_level", percent / 100, "volume_set", number(percent)));
        }
        return unlessSet(intent, service);
    }

    private static Optional<ModelCall> percent(OptionalDouble value, String service, String field) {
        int percent = (int) Math.clamp(value.orElseThrow(), 0, 100);
        return Optional.of(new ModelCall(service, field, percent, service, percent));
    }

    private ModelCall saying(String other) {
        return new ModelCall(service, fields, other, values);
    }

    /// `21` and `20.5`.
    static Object number(double value) {
        if (value == Math.rint(value)) {
            return (long) value;
        }
        return value;
    }
}
