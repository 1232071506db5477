package io.jarvas.search;

import io.jarvas.home.EntityState;
import io.jarvas.home.ServiceDescription;
import io.jarvas.home.ServiceDescription.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// What entities of each domain typically can do and are, under the names of Home Assistant's attributes.
final class Typical {
    private static final Map<String, List<String>> SERVICES = Map.ofEntries(
            Map.entry("light", List.of("turn_on", "turn_off", "toggle")),
            Map.entry("switch", List.of("turn_on", "turn_off", "toggle")),
            Map.entry("input_boolean", List.of("turn_on", "turn_off", "toggle")),
            Map.entry("fan", List.of("turn_on", "turn_off", "set_percentage", "oscillate", "set_preset_mode")),
            Map.entry("cover", List.of("open_cover", "close_cover", "stop_cover", "set_cover_position")),
            Map.entry("valve", List.of("open_valve", "close_valve", "set_valve_position")),
            Map.entry("lock", List.of("lock", "unlock", "open")),
            Map.entry("climate", List.of("set_temperature", "set_hvac_mode", "set_preset_mode", "turn_off")),
            Map.entry("water_heater", List.of("set_temperature", "set_operation_mode", "turn_on", "turn_off")),
            Map.entry("humidifier", List.of("set_humidity", "set_mode", "turn_on", "turn_off")),
            Map.entry("media_player", List.of("media_play", "media_pause", "volume_set", "select_source", "turn_off")),
            Map.entry("vacuum", List.of("start", "pause", "return_to_base", "set_fan_speed")),
            Map.entry("lawn_mower", List.of("start_mowing", "pause", "dock")),
            Map.entry("scene", List.of("turn_on")),
            Map.entry("script", List.of("turn_on", "turn_off")),
            Map.entry("number", List.of("set_value")),
            Map.entry("input_number", List.of("set_value")),
            Map.entry("select", List.of("select_option")),
            Map.entry("input_select", List.of("select_option")),
            Map.entry("siren", List.of("turn_on", "turn_off")),
            Map.entry("timer", List.of("start", "pause", "cancel")),
            Map.entry("alarm_control_panel", List.of("alarm_arm_away", "alarm_arm_home", "alarm_disarm")),
            Map.entry("todo", List.of("add_item", "get_items", "update_item")),
            Map.entry("calendar", List.of("create_event", "get_events")),
            Map.entry("weather", List.of("get_forecasts")));

    private Typical() {}

    static NavigableMap<String, ServiceDescription> services() {
        NavigableMap<String, ServiceDescription> services = new TreeMap<>();
        SERVICES.forEach((domain, names) -> names.forEach(name -> {
            Response response = name.startsWith("get_") ? Response.ONLY : Response.NONE;
            services.put(domain + "." + name, new ServiceDescription(domain, name, response));
        }));
        return services;
    }

    /// @param choice what decides where entities of a kind differ
    static Map<String, Object> capabilities(Words.Thing thing, int choice) {
        Map<String, Object> all = new TreeMap<>(ofDomain(thing, choice));
        if (!thing.deviceClass().isEmpty()) {
            all.put("device_class", thing.deviceClass());
        }
        return all;
    }

    private static Map<String, Object> ofDomain(Words.Thing thing, int choice) {
        return switch (thing.domain()) {
            case "light" ->
                switch (choice % 4) {
                    case 0 -> Map.of("supported_color_modes", List.of("onoff"), "supported_features", 0);
                    case 1 ->
                        Map.of(
                                "supported_color_modes",
                                List.of("color_temp", "xy"),
                                "min_color_temp_kelvin",
                                2000,
                                "max_color_temp_kelvin",
                                6535,
                                "effect_list",
                                List.of("off", "candle", "fire"),
                                "supported_features",
                                44);
                    default -> Map.of("supported_color_modes", List.of("brightness"), "supported_features", 32);
                };
            case "cover" -> Map.of("supported_features", choice % 3 == 0 ? 11 : 15);
            case "valve" -> Map.of("supported_features", 3, "reports_position", false);
            case "fan" ->
                Map.of("supported_features", 57, "percentage_step", 25, "preset_modes", List.of("auto", "sleep"));
            case "climate" ->
                Map.of(
                        "hvac_modes",
                        List.of("off", "heat", "auto"),
                        "min_temp",
                        7,
                        "max_temp",
                        35,
                        "target_temp_step",
                        0.5,
                        "preset_modes",
                        List.of("eco", "comfort", "away"),
                        "supported_features",
                        401);
            case "water_heater" ->
                Map.of(
                        "min_temp",
                        30,
                        "max_temp",
                        65,
                        "operation_list",
                        List.of("eco", "performance", "off"),
                        "supported_features",
                        11);
            case "humidifier" ->
                Map.of(
                        "min_humidity",
                        30,
                        "max_humidity",
                        80,
                        "available_modes",
                        List.of("normal", "sleep"),
                        "supported_features",
                        1);
            case "media_player" ->
                Map.of("source_list", List.of("HDMI 1", "Spotify", "Radio"), "supported_features", 152461);
            case "vacuum" ->
                Map.of("fan_speed_list", List.of("quiet", "balanced", "turbo"), "supported_features", 30524);
            case "lawn_mower" -> Map.of("supported_features", 7);
            case "number", "input_number" ->
                Map.of("min", 0, "max", 100, "step", 5, "mode", "slider", "unit_of_measurement", "%");
            case "select", "input_select" -> Map.of("options", options(thing));
            case "alarm_control_panel" -> Map.of("code_format", "number", "supported_features", 3);
            case "todo" -> Map.of("supported_features", 15);
            case "weather" -> Map.of("supported_features", 3);
            case "camera", "siren" -> Map.of("supported_features", 3);
            case "sensor" -> sensor(thing);
            default -> Map.of();
        };
    }

    private static List<String> options(Words.Thing thing) {
        return switch (thing.english()) {
            case "Oven Program" -> List.of("Off", "Top and bottom heat", "Grill", "Pizza");
            case "Charging Mode" -> List.of("Fast", "Eco", "Solar only");
            default -> List.of("Home", "Away", "Night", "Holiday");
        };
    }

    private static Map<String, Object> sensor(Words.Thing thing) {
        String unit = unit(thing.deviceClass());
        if (thing.deviceClass().equals("enum")) {
            return Map.of("options", List.of("idle", "running", "finished"));
        }
        return unit.isEmpty()
                ? Map.of("state_class", "measurement")
                : Map.of("state_class", "measurement", "unit_of_measurement", unit);
    }

    private static String unit(String deviceClass) {
        return switch (deviceClass) {
            case "temperature" -> "°C";
            case "humidity", "battery", "moisture", "" -> "%";
            case "power" -> "W";
            case "energy" -> "kWh";
            case "illuminance" -> "lx";
            case "carbon_dioxide" -> "ppm";
            case "pm25" -> "µg/m³";
            case "pressure" -> "bar";
            case "distance" -> "km";
            case "wind_speed" -> "km/h";
            case "precipitation" -> "mm";
            case "data_rate" -> "Mbit/s";
            case "duration" -> "min";
            default -> "";
        };
    }

    /// @param choice what decides between states of the same kind
    static EntityState state(Words.Thing thing, int choice) {
        Instant changed = GeneratedHome.NOW.minus(Duration.ofSeconds(choice % 90_000));
        if (choice % 97 == 0) {
            return new EntityState("unavailable", Map.of(), changed, changed);
        }
        boolean active = choice % 4 == 1;
        return switch (thing.domain()) {
            case "light" ->
                active
                        ? new EntityState("on", Map.of("brightness", 20 + choice % 236), changed, changed)
                        : new EntityState("off", Map.of(), changed, changed);
            case "cover" ->
                new EntityState(
                        active ? "open" : "closed", Map.of("current_position", active ? 100 : 0), changed, changed);
            case "climate", "water_heater" ->
                new EntityState(
                        active ? "heat" : "off",
                        Map.of("current_temperature", 18 + choice % 60 / 10.0, "temperature", 21),
                        changed,
                        changed);
            case "fan" ->
                new EntityState(active ? "on" : "off", Map.of("percentage", active ? 50 : 0), changed, changed);
            case "media_player" ->
                active
                        ? new EntityState(
                                "playing",
                                Map.of("volume_level", 0.3, "media_title", "Fado Tropical", "source", "Spotify"),
                                changed,
                                changed)
                        : new EntityState("off", Map.of(), changed, changed);
            default -> new EntityState(value(thing, choice, active), Map.of(), changed, changed);
        };
    }

    private static String value(Words.Thing thing, int choice, boolean active) {
        return switch (thing.domain()) {
            case "valve" -> active ? "open" : "closed";
            case "lock" -> active ? "unlocked" : "locked";
            case "vacuum" -> active ? "cleaning" : "docked";
            case "lawn_mower" -> active ? "mowing" : "docked";
            case "scene", "event" -> "2026-11-22T19:30:00+00:00";
            case "number", "input_number" -> Integer.toString(choice % 21 * 5);
            case "select", "input_select" -> options(thing).get(choice % 4);
            case "camera", "timer" -> "idle";
            case "alarm_control_panel" -> "disarmed";
            case "todo" -> Integer.toString(choice % 9);
            case "weather" -> "cloudy";
            case "sensor" -> reading(thing.deviceClass(), choice);
            default -> active ? "on" : "off";
        };
    }

    private static String reading(String deviceClass, int choice) {
        return switch (deviceClass) {
            case "temperature" -> Double.toString(15 + choice % 100 / 10.0);
            case "enum" -> List.of("idle", "running", "finished").get(choice % 3);
            case "power", "illuminance", "carbon_dioxide" -> Integer.toString(choice % 1500);
            case "energy", "pressure", "wind_speed", "precipitation" -> Double.toString(choice % 200 / 10.0);
            case "ph" -> Double.toString(6.8 + choice % 10 / 10.0);
            default -> Integer.toString(choice % 100);
        };
    }
}
