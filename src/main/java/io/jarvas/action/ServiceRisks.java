package io.jarvas.action;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The risk of each service, as data: `domain: service service …`. What stands in no table is risky too.
final class ServiceRisks {
    /// What changes the system, reaches files or other machines, or takes words or programs that nobody can
    /// judge.
    private static final Set<String> NEVER_DOMAINS = Set.of(
            "hassio",
            "shell_command",
            "command_line",
            "python_script",
            "pyscript",
            "backup",
            "conversation",
            "mqtt",
            "rest_command",
            "system_log",
            "logger",
            "frontend",
            "lovelace",
            "cloud",
            "update",
            "file",
            "downloader",
            "ftp",
            "folder_watcher",
            "profiler");

    private static final Map<String, Set<String>> NEVER = table("""
            scene: apply create delete
            recorder: purge purge_entities enable disable
            camera: snapshot record
            image: snapshot
            """);

    private static final Map<String, Set<String>> SAFE = table("""
            homeassistant: turn_on turn_off toggle update_entity
            light: turn_on turn_off toggle
            switch: turn_on turn_off toggle
            input_boolean: turn_on turn_off toggle
            fan: turn_on turn_off toggle increase_speed decrease_speed oscillate set_direction set_percentage set_preset_mode
            cover: open_cover close_cover stop_cover toggle set_cover_position open_cover_tilt close_cover_tilt stop_cover_tilt toggle_cover_tilt set_cover_tilt_position
            valve: close_valve stop_valve
            lock: lock
            climate: turn_on turn_off toggle set_hvac_mode set_preset_mode set_temperature set_humidity set_fan_mode set_swing_mode set_swing_horizontal_mode
            water_heater: turn_on turn_off set_away_mode set_temperature set_operation_mode
            humidifier: turn_on turn_off toggle set_mode set_humidity
            media_player: turn_on turn_off toggle volume_up volume_down media_play_pause media_play media_pause media_stop media_next_track media_previous_track clear_playlist volume_set volume_mute media_seek join unjoin select_source select_sound_mode play_media browse_media search_media shuffle_set repeat_set
            vacuum: start pause stop return_to_base clean_spot clean_area locate set_fan_speed
            lawn_mower: start_mowing pause dock stop
            siren: turn_off
            alarm_control_panel: alarm_arm_home alarm_arm_away alarm_arm_night alarm_arm_vacation alarm_arm_custom_bypass
            remote: turn_on turn_off toggle
            scene: turn_on
            script: turn_off
            group: turn_on turn_off toggle
            input_number: set_value increment decrement
            input_select: select_first select_last select_next select_previous select_option
            input_text: set_value
            input_datetime: set_datetime
            input_button: press
            button: press
            number: set_value
            select: select_first select_last select_next select_previous select_option
            text: set_value
            date: set_value
            time: set_value
            datetime: set_value
            timer: start pause cancel finish change
            counter: increment decrement reset set_value
            todo: add_item update_item remove_item get_items remove_completed_items
            shopping_list: add_item remove_item complete_item incomplete_item complete_all incomplete_all clear_completed_items sort
            calendar: create_event get_events
            schedule: get_schedule
            weather: get_forecasts
            recorder: get_statistics
            tts: speak
            """);

    private static final Set<String> READING = Set.of(
            "todo.get_items",
            "calendar.get_events",
            "schedule.get_schedule",
            "weather.get_forecasts",
            "recorder.get_statistics",
            "media_player.browse_media",
            "media_player.search_media");

    /// Risky for every entity of the domain. Nobody can read here what a script or an automation does, and
    /// one that is switched off may have been an alarm.
    private static final Map<String, Set<String>> RISKY = table("""
            lock: unlock open
            alarm_control_panel: alarm_disarm alarm_trigger
            valve: open_valve toggle set_valve_position
            siren: turn_on toggle
            automation: turn_on turn_off toggle trigger
            script: turn_on toggle
            """);

    /// Risky where the entity's device class is one of these.
    private static final Map<String, Set<String>> RISKY_CLASSES = table("""
            cover.open_cover: garage gate door
            cover.toggle: garage gate door
            cover.set_cover_position: garage gate door
            button.press: restart update
            """);

    /// What a generic service comes to for an entity of a domain that has no service of the same name.
    private static final Map<String, String> GENERIC = Map.of(
            "cover.turn_on", "cover.open_cover",
            "cover.turn_off", "cover.close_cover",
            "valve.turn_on", "valve.open_valve",
            "valve.turn_off", "valve.close_valve",
            "lock.turn_on", "lock.unlock",
            "lock.turn_off", "lock.unlock");

    /// What can be named and has no service of ours.
    private static final Set<String> OTHER_DOMAINS = Set.of(
            "sensor",
            "binary_sensor",
            "camera",
            "image",
            "person",
            "device_tracker",
            "zone",
            "sun",
            "event",
            "notify",
            "update",
            "assist_satellite",
            "stt",
            "wake_word",
            "conversation",
            "ai_task");

    /// Files of the machine, and pages of Home Assistant's own, cameras among them.
    private static final Pattern FILES = Pattern.compile("media-source://media_source(/.*)?|/.*", Pattern.DOTALL);

    private ServiceRisks() {}

    static boolean never(String domain, String service) {
        return NEVER_DOMAINS.contains(domain)
                || domain.endsWith("_script")
                || service.startsWith("reload")
                || (domain.equals("homeassistant") && !listed(SAFE, domain, service))
                || listed(NEVER, domain, service);
    }

    /// Whether the service changes nothing.
    static boolean reads(String id) {
        return READING.contains(id);
    }

    /// Whether nothing about the service itself asks for a confirmation.
    static boolean safe(String domain, String service) {
        return listed(SAFE, domain, service);
    }

    /// Whether the domain has services of ours, so that we know what their targets are.
    static boolean known(String domain) {
        return SAFE.containsKey(domain) || RISKY.containsKey(domain);
    }

    /// Whether `domain.something` is the id of an entity rather than ordinary text.
    static boolean ofEntities(String domain) {
        return known(domain) || OTHER_DOMAINS.contains(domain);
    }

    /// Whether some service is risky for every entity of the domain.
    static boolean riskyDomain(String domain) {
        return RISKY.containsKey(domain);
    }

    /// The device classes for which some service of the domain is risky.
    static Set<String> riskyClasses(String domain) {
        return RISKY_CLASSES.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(domain + "."))
                .flatMap(entry -> entry.getValue().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Whether a media player that is given this text reaches files of the home.
    static boolean file(String media) {
        return FILES.matcher(media).matches();
    }

    static Set<String> riskyClasses(String domain, String service) {
        return RISKY_CLASSES.getOrDefault(domain + "." + service, Set.of());
    }

    /// The service that a generic one (`turn_on`) is for an entity of the domain: `cover.open_cover`.
    static String own(String domain, String generic) {
        String same = domain + "." + generic;
        return GENERIC.getOrDefault(same, same);
    }

    private static boolean listed(Map<String, Set<String>> table, String domain, String service) {
        return table.getOrDefault(domain, Set.of()).contains(service);
    }

    private static Map<String, Set<String>> table(String lines) {
        Map<String, Set<String>> table = new HashMap<>();
        lines.lines().forEach(line -> {
            int colon = line.indexOf(": ");
            table.put(line.substring(0, colon), Set.of(line.substring(colon + 2).split(" ")));
        });
        return Map.copyOf(table);
    }
}
