package io.jarvas.demo.home;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the air conditioning, the fans and the humidifier do.
final class HomeAir {
    private final HomeCore core;

    HomeAir(HomeCore core) {
        this.core = core;
    }

    Map<String, HomeCall.Action> actions() {
        Map<String, HomeCall.Action> actions = new LinkedHashMap<>();
        actions.put(
                "climate.turn_on",
                (call, state) -> mode(call, state, state.value().equals("off") ? awake(state) : state.value()));
        actions.put("climate.turn_off", (call, state) -> mode(call, state, "off"));
        actions.put(
                "climate.toggle",
                (call, state) -> mode(call, state, state.value().equals("off") ? awake(state) : "off"));
        actions.put(
                "climate.set_hvac_mode",
                (call, state) -> mode(call, state, call.text("hvac_mode").orElseThrow()));
        actions.put("climate.set_temperature", this::temperature);
        actions.put(
                "climate.set_preset_mode",
                (call, state) -> update(
                        call,
                        state,
                        state.value(),
                        "preset_mode",
                        known(
                                state,
                                "climate",
                                "preset_modes",
                                call.text("preset_mode").orElseThrow(),
                                "Preset mode %s is not valid. Valid preset modes are: %s",
                                "not_valid_preset_mode",
                                "mode",
                                "modes")));
        actions.put("climate.set_humidity", (call, state) -> {
            humidity(call, state, 30, 99);
            update(call, state, state.value(), "humidity", (int) call.number("humidity", 0));
        });
        actions.put("climate.set_fan_mode", (call, state) -> choose(call, state, "fan_mode", "Fan", "fan"));
        actions.put("climate.set_swing_mode", (call, state) -> choose(call, state, "swing_mode", "Swing", "swing"));
        actions.put(
                "climate.set_swing_horizontal_mode",
                (call, state) -> choose(call, state, "swing_horizontal_mode", "Horizontal swing", "horizontal_swing"));
        for (String service : List.of("turn_on", "turn_off", "toggle")) {
            actions.put("fan." + service, this::fan);
            actions.put("humidifier." + service, this::humidifier);
        }
        actions.put("fan.set_percentage", (call, state) -> speed(call, state, call.number("percentage", 0)));
        actions.put(
                "fan.increase_speed",
                (call, state) -> speed(call, state, percentage(state) + call.number("percentage_step", step(state))));
        actions.put(
                "fan.decrease_speed",
                (call, state) -> speed(call, state, percentage(state) - call.number("percentage_step", step(state))));
        actions.put(
                "fan.oscillate",
                (call, state) -> update(
                        call, state, state.value(), "oscillating", call.data().get("oscillating")));
        actions.put(
                "fan.set_direction",
                (call, state) -> update(
                        call, state, state.value(), "direction", call.data().get("direction")));
        actions.put("fan.set_preset_mode", this::preset);
        actions.put("humidifier.set_humidity", (call, state) -> {
            humidity(call, state, 0, 100);
            update(call, state, state.value(), "humidity", (int) call.number("humidity", 0));
        });
        actions.put(
                "humidifier.set_mode",
                (call, state) -> update(
                        call, state, state.value(), "mode", call.text("mode").orElseThrow()));
        return actions;
    }

    /// The mode in which it comes on.
    private static String awake(HomeState state) {
        List<?> modes = HomeServices.list(state.attributes().get("hvac_modes"));
        return modes.contains("heat_cool") ? "heat_cool" : "heat";
    }

    private void update(HomeCall call, HomeState state, String value, String name, @Nullable Object attribute) {
        Map<String, @Nullable Object> some = new LinkedHashMap<>();
        some.put(name, attribute);
        core.states().update(state.entityId(), value, some, call.context());
    }

    /// The value, where the entity's list of that name has it.
    private static String known(
            HomeState state,
            String domain,
            String list,
            String value,
            String words,
            String key,
            String one,
            String all) {
        List<?> known = HomeServices.list(state.attributes().get(list));
        if (!known.contains(value)) {
            String modes =
                    String.join(", ", known.stream().map(Object::toString).toList());
            throw HomeError.validation(words.formatted(value, modes), domain, key, Map.of(one, value, all, modes));
        }
        return value;
    }

    private void choose(HomeCall call, HomeState state, String field, String name, String key) {
        String words = name + " mode %s is not valid. Valid " + name.toLowerCase(Locale.ROOT) + " modes are: %s";
        String mode = known(
                state,
                "climate",
                field + "s",
                call.text(field).orElseThrow(),
                words,
                "not_valid_" + key + "_mode",
                "mode",
                "modes");
        update(call, state, state.value(), field, mode);
    }

    private static void humidity(HomeCall call, HomeState state, int least, int most) {
        double wanted = call.number("humidity", 0);
        String min = HomeState.written(state.number("min_humidity", least));
        String max = HomeState.written(state.number("max_humidity", most));
        if (wanted < state.number("min_humidity", least) || wanted > state.number("max_humidity", most)) {
            String given = HomeState.written(wanted);
            throw HomeError.validation(
                    "Provided humidity " + given + " is not valid. Accepted range is " + min + " to " + max,
                    state.domain(),
                    "humidity_out_of_range",
                    Map.of("humidity", given, "min_humidity", min, "max_humidity", max));
        }
    }

    private void mode(HomeCall call, HomeState state, String mode) {
        known(
                state,
                "climate",
                "hvac_modes",
                mode,
                "HVAC mode %s is not valid. Valid HVAC modes are: %s",
                "not_valid_hvac_mode",
                "mode",
                "modes");
        HomeState now = core.states().get(state.entityId());
        update(call, now, mode, "hvac_action", action(mode, now.attributes()));
    }

    /// What a thermostat in that mode does at its present temperatures.
    static String action(String mode, Map<String, @Nullable Object> attributes) {
        double now = attributes.get("current_temperature") instanceof Number number ? number.doubleValue() : 0;
        double target = attributes.get("temperature") instanceof Number number ? number.doubleValue() : now;
        return switch (mode) {
            case "off" -> "off";
            case "dry" -> "drying";
            case "fan_only" -> "fan";
            case "heat" -> now < target ? "heating" : "idle";
            case "cool" -> now > target ? "cooling" : "idle";
            default -> now < target - 0.5 ? "heating" : now > target + 0.5 ? "cooling" : "idle";
        };
    }

    private void temperature(HomeCall call, HomeState state) {
        Map<String, @Nullable Object> wanted = new LinkedHashMap<>();
        for (String field : List.of("temperature", "target_temp_high", "target_temp_low")) {
            if (call.has(field)) {
                wanted.put(field, inRange(state, call.number(field, 0)));
            }
        }
        if (call.has("temperature") && (state.features() & 1) == 0) {
            throw unable("'Target temperature'", "missing_target_temperature_entity_feature");
        }
        if (!call.has("temperature") && (state.features() & 2) == 0) {
            throw unable("'Upper/Lower target temperature'", "missing_target_temperature_range_entity_feature");
        }
        if (call.number("target_temp_low", 0) > call.number("target_temp_high", 100)) {
            throw HomeError.validation(
                    "'Lower target temperature' cannot be higher than 'Upper target temperature'",
                    "climate",
                    "low_temp_higher_than_high_temp",
                    null);
        }
        call.text("hvac_mode").ifPresent(mode -> mode(call, state, mode));
        HomeState now = core.states().get(state.entityId());
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>(now.attributes());
        attributes.putAll(wanted);
        attributes.put("hvac_action", action(now.value(), attributes));
        core.states().set(state.entityId(), now.value(), attributes, call.context());
    }

    private static HomeError unable(String parameter, String key) {
        return HomeError.validation(
                "Set temperature action was used with the " + parameter
                        + " parameter but the entity does not support it",
                "climate",
                key,
                null);
    }

    private static double inRange(HomeState state, double wanted) {
        if (wanted < state.number("min_temp", 7) || wanted > state.number("max_temp", 35)) {
            String min = String.valueOf(state.attributes().get("min_temp"));
            String max = String.valueOf(state.attributes().get("max_temp"));
            throw HomeError.validation(
                    "Provided temperature " + wanted + " is not valid. Accepted range is " + min + " to " + max,
                    "climate",
                    "temp_out_of_range",
                    Map.of("check_temp", String.valueOf(wanted), "min_temp", min, "max_temp", max));
        }
        return wanted;
    }

    private void fan(HomeCall call, HomeState state) {
        if (call.has("preset_mode")) {
            preset(call, state);
        } else if (!call.turnsOn(state.value().equals("on"))) {
            speed(call, state, 0);
        } else {
            speed(call, state, call.number("percentage", percentage(state) == 0 ? 50 : percentage(state)));
        }
    }

    private void preset(HomeCall call, HomeState state) {
        String mode = known(
                state,
                "fan",
                "preset_modes",
                call.text("preset_mode").orElseThrow(),
                "Preset mode %s is not valid, valid preset modes are: %s",
                "not_valid_preset_mode",
                "preset_mode",
                "preset_modes");
        update(call, state, "on", "preset_mode", mode);
    }

    private void speed(HomeCall call, HomeState state, double percentage) {
        int speed = (int) Math.clamp(percentage, 0, 100);
        Map<String, @Nullable Object> some = new LinkedHashMap<>();
        some.put("percentage", speed);
        some.put("preset_mode", null);
        core.states().update(state.entityId(), speed == 0 ? "off" : "on", some, call.context());
    }

    private static double percentage(HomeState state) {
        return state.number("percentage", 0);
    }

    private static double step(HomeState state) {
        return state.number("percentage_step", 10);
    }

    private void humidifier(HomeCall call, HomeState state) {
        boolean on = call.turnsOn(state.value().equals("on"));
        update(call, state, on ? "on" : "off", "action", on ? "humidifying" : "off");
    }
}
