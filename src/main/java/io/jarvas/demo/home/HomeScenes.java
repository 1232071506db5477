package io.jarvas.demo.home;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the scenes do: bring entities into states, with what these states show, by calling their services.
final class HomeScenes {
    private static final List<String> COLOURS =
            List.of("color_temp_kelvin", "hs_color", "rgb_color", "rgbw_color", "rgbww_color", "xy_color");

    private final HomeCore core;
    private final HomeServices services;
    private final Set<String> created = new HashSet<>();

    HomeScenes(HomeCore core, HomeServices services) {
        this.core = core;
        this.services = services;
    }

    Map<String, HomeCall.Action> actions() {
        return Map.of(
                "scene.turn_on", this::turnOn,
                "scene.apply",
                        (call, state) -> reproduce(
                                (Map<?, ?>) Objects.requireNonNull(call.data().get("entities")), call),
                "scene.create", this::create,
                "scene.delete", this::delete);
    }

    private void turnOn(HomeCall call, HomeState scene) {
        core.states().set(scene.entityId(), HomeState.iso(core.bus().now()), scene.attributes(), call.context());
        reproduce(core.detail(scene.entityId(), "entities"), call);
    }

    private void create(HomeCall call, HomeState state) {
        Map<String, @Nullable Object> entities = new LinkedHashMap<>();
        HomeServices.list(call.data().get("snapshot_entities")).forEach(id -> {
            HomeState now = core.states()
                    .find(id.toString())
                    .orElseThrow(() -> HomeError.validation(
                            "Entity " + id + " does not exist", "scene", "entity_not_found", Map.of()));
            Map<String, @Nullable Object> wanted = new LinkedHashMap<>(now.attributes());
            wanted.put("state", now.value());
            entities.put(now.entityId(), wanted);
        });
        if (call.data().get("entities") instanceof Map<?, ?> said) {
            said.forEach((id, wanted) -> entities.put((String) id, wanted));
        }
        String name = call.text("scene_id").orElseThrow();
        String id = "scene." + name;
        core.remember(id, "entities", entities);
        created.add(id);
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        attributes.put("entity_id", List.copyOf(entities.keySet()));
        attributes.put("friendly_name", name);
        core.states().set(id, "unknown", attributes, call.context());
    }

    private void delete(HomeCall call, HomeState scene) {
        if (!created.remove(scene.entityId())) {
            throw HomeError.validation(
                    "The scene " + scene.entityId() + " is not created with action `scene.create`",
                    "scene",
                    "entity_not_dynamically_created",
                    Map.of("entity_id", scene.entityId()));
        }
        core.states().remove(scene.entityId(), call.context());
    }

    /// What is unknown, or in a state that its domain does not know, is passed over.
    private void reproduce(Map<?, ?> entities, HomeCall call) {
        entities.forEach((id, said) -> {
            Map<String, @Nullable Object> wanted = new LinkedHashMap<>();
            if (said instanceof Map<?, ?> members) {
                members.forEach((name, value) -> wanted.put((String) name, value));
            } else {
                wanted.put("state", said);
            }
            Object state = wanted.remove("state");
            String value = state instanceof Boolean yes ? yes ? "on" : "off" : String.valueOf(state);
            core.states()
                    .find(String.valueOf(id))
                    .ifPresent(now -> new Reproduction(now, value, wanted, call.context()).run());
        });
    }

    /// One entity on its way to a state.
    private final class Reproduction {
        private final HomeState now;
        private final String value;
        private final Map<String, @Nullable Object> wanted;
        private final HomeContext context;

        private Reproduction(HomeState now, String value, Map<String, @Nullable Object> wanted, HomeContext context) {
            this.now = now;
            this.value = value;
            this.wanted = wanted;
            this.context = context;
        }

        private void call(String service, String... fields) {
            Map<String, @Nullable Object> data = new LinkedHashMap<>();
            for (String field : fields) {
                if (wanted.get(field) != null) {
                    data.put(field, wanted.get(field));
                }
            }
            call(service, data);
        }

        private void call(String service, Map<String, @Nullable Object> data) {
            Map<String, @Nullable Object> whole = new LinkedHashMap<>(data);
            whole.put("entity_id", now.entityId());
            services.call(now.domain(), service, whole, Map.of(), false, context);
        }

        /// Calls the service where the state is to show the attribute, and does not yet.
        private void attribute(String service, String field, String attribute) {
            Object shown = wanted.get(attribute);
            if (shown != null && !shown.equals(now.attributes().get(attribute))) {
                Map<String, @Nullable Object> data = new LinkedHashMap<>();
                data.put(field, shown);
                call(service, data);
            }
        }

        private void run() {
            switch (now.domain()) {
                case "light" -> light();
                case "switch", "input_boolean", "siren", "automation" -> onOff();
                case "cover" -> {
                    moves("cover");
                    attribute("set_cover_tilt_position", "tilt_position", "current_tilt_position");
                }
                case "valve" -> moves("valve");
                case "climate" -> climate();
                case "fan" -> {
                    if (value.equals("on")) {
                        call("turn_on", wanted.get("preset_mode") != null ? "preset_mode" : "percentage");
                        attribute("oscillate", "oscillating", "oscillating");
                        attribute("set_direction", "direction", "direction");
                    } else {
                        onOff();
                    }
                }
                case "humidifier" -> {
                    onOff();
                    attribute("set_mode", "mode", "mode");
                    attribute("set_humidity", "humidity", "humidity");
                }
                case "media_player" -> media();
                case "vacuum" -> vacuum();
                case "lock" -> either("locked", "lock", "unlocked", "unlock");
                case "alarm_control_panel" -> alarm();
                case "input_number", "input_text" -> {
                    wanted.put("value", value);
                    call("set_value", "value");
                }
                case "input_select" -> {
                    wanted.put("option", value);
                    attribute("set_options", "options", "options");
                    call("select_option", "option");
                }
                case "input_datetime" -> {
                    wanted.put(value.contains(" ") ? "datetime" : value.contains(":") ? "time" : "date", value);
                    call("set_datetime", "datetime", "time", "date");
                }
                default -> {}
            }
        }

        private void either(String first, String service, String second, String other) {
            if (value.equals(first) && !now.value().equals(first)) {
                call(service);
            } else if (value.equals(second) && !now.value().equals(second)) {
                call(other);
            }
        }

        private void onOff() {
            either("on", "turn_on", "off", "turn_off");
        }

        private void light() {
            if (!value.equals("on")) {
                onOff();
                return;
            }
            String mode = String.valueOf(wanted.get("color_mode"));
            String colour = COLOURS.stream()
                    .filter(name -> wanted.get(name) != null)
                    .filter(name -> mode.equals("null") || name.startsWith(mode + "_"))
                    .findFirst()
                    .orElse("");
            String effect = "off".equals(wanted.get("effect")) ? "" : "effect";
            call("turn_on", "brightness", effect, colour);
        }

        private void moves(String domain) {
            if (wanted.get("current_position") != null && (now.features() & 4) != 0) {
                wanted.put("position", wanted.get("current_position"));
                call("set_" + domain + "_position", "position");
            } else {
                boolean open = value.equals("open") || value.equals("opening");
                if (open || value.equals("closed") || value.equals("closing")) {
                    call((open ? "open_" : "close_") + domain);
                }
            }
        }

        private void climate() {
            if (!value.equals(now.value())) {
                wanted.put("hvac_mode", value);
                call("set_hvac_mode", "hvac_mode");
            }
            if (wanted.get("temperature") != null) {
                call("set_temperature", "temperature");
            }
            if (wanted.get("target_temp_high") != null && wanted.get("target_temp_low") != null) {
                call("set_temperature", "target_temp_high", "target_temp_low");
            }
            attribute("set_preset_mode", "preset_mode", "preset_mode");
            attribute("set_fan_mode", "fan_mode", "fan_mode");
            attribute("set_swing_mode", "swing_mode", "swing_mode");
            attribute("set_swing_horizontal_mode", "swing_horizontal_mode", "swing_horizontal_mode");
            attribute("set_humidity", "humidity", "humidity");
        }

        private void media() {
            if (value.equals("off")) {
                onOff();
                return;
            }
            if (now.value().equals("off")) {
                call("turn_on");
            }
            attribute("volume_set", "volume_level", "volume_level");
            attribute("volume_mute", "is_volume_muted", "is_volume_muted");
            attribute("select_source", "source", "source");
            attribute("select_sound_mode", "sound_mode", "sound_mode");
            switch (value) {
                case "playing" -> call("media_play");
                case "paused" -> call("media_pause");
                case "idle" -> call("media_stop");
                default -> {}
            }
        }

        private void vacuum() {
            if (!value.equals(now.value())) {
                switch (value) {
                    case "cleaning", "on" -> call("start");
                    case "docked", "returning" -> call("return_to_base");
                    case "paused" -> call("pause");
                    case "idle" -> call("stop");
                    default -> {}
                }
            }
            attribute("set_fan_speed", "fan_speed", "fan_speed");
        }

        private void alarm() {
            if (value.equals(now.value())) {
                return;
            }
            if (value.equals("disarmed") || value.equals("triggered")) {
                call(value.equals("disarmed") ? "alarm_disarm" : "alarm_trigger", "code");
            } else if (value.startsWith("armed_")) {
                call("alarm_arm_" + value.substring("armed_".length()), "code");
            }
        }
    }
}
