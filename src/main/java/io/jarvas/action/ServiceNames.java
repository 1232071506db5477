package io.jarvas.action;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds the service of a domain that a verb means: `light.on` is `light.turn_on`.
final class ServiceNames {
    /// What cannot be told from the names alone: `domain.verb`, or the verb in any domain.
    private static final Map<String, String> OTHERWISE = Map.ofEntries(
            Map.entry("cover.turn_on", "open_cover"),
            Map.entry("cover.turn_off", "close_cover"),
            Map.entry("cover.set_position", "set_cover_position"),
            Map.entry("cover.set_tilt_position", "set_cover_tilt_position"),
            Map.entry("cover.open_tilt", "open_cover_tilt"),
            Map.entry("cover.close_tilt", "close_cover_tilt"),
            Map.entry("valve.set_position", "set_valve_position"),
            Map.entry("climate.set_mode", "set_hvac_mode"),
            Map.entry("climate.set_temp", "set_temperature"),
            Map.entry("climate.set_target_temperature", "set_temperature"),
            Map.entry("climate.set_preset", "set_preset_mode"),
            Map.entry("water_heater.set_temp", "set_temperature"),
            Map.entry("water_heater.set_mode", "set_operation_mode"),
            Map.entry("fan.set_speed", "set_percentage"),
            Map.entry("fan.set_preset", "set_preset_mode"),
            Map.entry("fan.set_fan_speed", "set_percentage"),
            Map.entry("light.set_brightness", "turn_on"),
            Map.entry("light.set_color", "turn_on"),
            Map.entry("light.set_colour", "turn_on"),
            Map.entry("light.dim", "turn_on"),
            Map.entry("light.set", "turn_on"),
            Map.entry("media_player.set_volume", "volume_set"),
            Map.entry("media_player.volume", "volume_set"),
            Map.entry("media_player.set_source", "select_source"),
            Map.entry("media_player.next", "media_next_track"),
            Map.entry("media_player.next_track", "media_next_track"),
            Map.entry("media_player.previous", "media_previous_track"),
            Map.entry("media_player.previous_track", "media_previous_track"),
            Map.entry("media_player.resume", "media_play"),
            Map.entry("media_player.seek", "media_seek"),
            Map.entry("vacuum.dock", "return_to_base"),
            Map.entry("vacuum.return_home", "return_to_base"),
            Map.entry("vacuum.clean", "start"),
            Map.entry("vacuum.turn_on", "start"),
            Map.entry("vacuum.turn_off", "return_to_base"),
            Map.entry("lawn_mower.start", "start_mowing"),
            Map.entry("scene.activate", "turn_on"),
            Map.entry("scene.start", "turn_on"),
            Map.entry("script.run", "turn_on"),
            Map.entry("script.start", "turn_on"),
            Map.entry("script.execute", "turn_on"),
            Map.entry("script.stop", "turn_off"),
            Map.entry("select.set_option", "select_option"),
            Map.entry("input_select.set_option", "select_option"),
            Map.entry("input_datetime.set_value", "set_datetime"),
            Map.entry("todo.add", "add_item"),
            Map.entry("todo.remove", "remove_item"),
            Map.entry("calendar.add_event", "create_event"));

    private ServiceNames() {}

    /// @param services that the domain has, by name
    static Optional<String> find(String domain, String verb, Set<String> services) {
        if (services.contains(verb)) {
            return Optional.of(verb);
        }
        String known = OTHERWISE.get(domain + "." + verb);
        if (known != null) {
            return Optional.of(known).filter(services::contains);
        }
        Set<String> meant = Stream.of(
                        "turn_" + verb,
                        verb + "_" + domain,
                        "media_" + verb,
                        "alarm_" + verb,
                        "set_" + verb,
                        "set_" + verb + "_mode")
                .filter(services::contains)
                .collect(Collectors.toUnmodifiableSet());
        return meant.size() == 1 ? meant.stream().findFirst() : Optional.empty();
    }
}
