package io.jarvas.demo.home;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The state of one entity at one moment, in the three forms that Home Assistant sends.
///
/// @param attributes in Home Assistant's order, nulls included
record HomeState(
        String entityId,
        String value,
        Map<String, @Nullable Object> attributes,
        Instant changed,
        Instant updated,
        HomeContext context) {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx");

    /// Attributes that say what an entity can do; its entry in the registry has them too.
    private static final Set<String> CAPABILITIES = Set.of(
            "available_modes",
            "available_tones",
            "effect_list",
            "event_types",
            "fan_modes",
            "fan_speed_list",
            "hvac_modes",
            "max",
            "max_color_temp_kelvin",
            "max_humidity",
            "max_temp",
            "min",
            "min_color_temp_kelvin",
            "min_humidity",
            "min_temp",
            "operation_list",
            "options",
            "preset_modes",
            "sound_mode_list",
            "source_list",
            "state_class",
            "step",
            "supported_color_modes",
            "swing_horizontal_modes",
            "swing_modes",
            "target_humidity_step",
            "target_temp_step");

    /// Attributes beside them that an entity has even while it is unavailable.
    private static final Set<String> LASTING = Set.of(
            "assumed_state",
            "attribution",
            "device_class",
            "entity_picture",
            "friendly_name",
            "icon",
            "supported_features",
            "unit_of_measurement");

    HomeState {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    /// A moment as Python's `isoformat` writes it: `2026-11-23T02:33:27.777089+00:00`.
    static String iso(Instant time) {
        OffsetDateTime utc = time.atOffset(ZoneOffset.UTC);
        return (utc.getNano() < 1000 ? SECONDS : MICROS).format(utc);
    }

    /// A moment in seconds since 1970.
    static double timestamp(Instant time) {
        return (time.getEpochSecond() * 1_000_000 + time.getNano() / 1000) / 1e6;
    }

    /// A number as Python writes it where it is a whole one.
    static String written(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }

    String domain() {
        return entityId.substring(0, entityId.indexOf('.'));
    }

    boolean available() {
        return !value.equals("unavailable");
    }

    /// Those of the attributes that say what the entity can do.
    static Map<String, @Nullable Object> capabilities(Map<String, @Nullable Object> attributes) {
        Map<String, @Nullable Object> capabilities = new LinkedHashMap<>(attributes);
        capabilities.keySet().retainAll(CAPABILITIES);
        return capabilities;
    }

    /// What is left of the attributes while the entity is unavailable.
    Map<String, @Nullable Object> lasting() {
        Map<String, @Nullable Object> lasting = new LinkedHashMap<>(attributes);
        lasting.keySet().removeIf(name -> !CAPABILITIES.contains(name) && !LASTING.contains(name));
        return lasting;
    }

    /// The attribute as a number, or the other where it is none.
    double number(String attribute, double otherwise) {
        return attributes.get(attribute) instanceof Number number ? number.doubleValue() : otherwise;
    }

    int features() {
        return (int) number("supported_features", 0);
    }

    /// As in `get_states`, `state_changed` and REST.
    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("entity_id", entityId);
        json.put("state", value);
        json.put("attributes", attributes);
        json.put("last_changed", iso(changed));
        json.put("last_reported", iso(updated));
        json.put("last_updated", iso(updated));
        json.put("context", context.json());
        return json;
    }

    /// As `subscribe_entities` sends it first: `s`, `a`, `c`, `lc` and, where it differs, `lu`.
    Map<String, @Nullable Object> compressed() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("s", value);
        json.put("a", attributes);
        json.put("c", context.user() == null ? context.id() : context.json());
        json.put("lc", timestamp(changed));
        if (!updated.equals(changed)) {
            json.put("lu", timestamp(updated));
        }
        return json;
    }

    /// What `subscribe_entities` sends when this follows on an earlier state: `+` what is new, `-` what is
    /// gone.
    Map<String, Object> changesSince(HomeState old) {
        Map<String, @Nullable Object> added = new LinkedHashMap<>();
        if (!value.equals(old.value)) {
            added.put("s", value);
        }
        if (!changed.equals(old.changed)) {
            added.put("lc", timestamp(changed));
        } else if (!updated.equals(old.updated)) {
            added.put("lu", timestamp(updated));
        }
        if (!Objects.equals(context.user(), old.context.user())) {
            Map<String, @Nullable Object> cause = new LinkedHashMap<>();
            cause.put("user_id", context.user());
            cause.put("id", context.id());
            added.put("c", cause);
        } else if (!context.id().equals(old.context.id())) {
            added.put("c", context.id());
        }
        Map<String, @Nullable Object> news = new LinkedHashMap<>();
        attributes.forEach((name, attribute) -> {
            if (!old.attributes.containsKey(name) || !Objects.equals(attribute, old.attributes.get(name))) {
                news.put(name, attribute);
            }
        });
        if (!news.isEmpty()) {
            added.put("a", news);
        }
        Map<String, Object> changes = new LinkedHashMap<>();
        changes.put("+", added);
        List<String> gone = old.attributes.keySet().stream()
                .filter(name -> !attributes.containsKey(name))
                .toList();
        if (!gone.isEmpty()) {
            changes.put("-", Map.of("a", gone));
        }
        return changes;
    }
}
