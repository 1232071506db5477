package io.jarvas.homeassistant;

import io.jarvas.home.Entity;
import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.HomeCatalog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What an entity is and can do, read from its states: the attributes that Home Assistant calls
/// `capability_attributes`, and the few beside them that stay while the state changes. An attribute is read
/// only in the domains where it is one: `min` is a number's least value, and a statistics sensor's newest
/// finding.
///
/// The catalogue that holds them must not change while devices come, go and run, so what is known is kept:
///
/// - An attribute that is absent stays as it was last known, and an entity that is unavailable only adds what
///   was not known.
/// - Lists, ranges and features flap in some integrations, with the present mode, with the members of a group
///   that can be reached, with the devices in the house: an air conditioner has other fan modes and
///   temperatures when it heats, a music service the speakers that are on, an appliance the programs that fit.
///   These only grow: lists and `supported_features` to all that was ever offered, ranges to the widest, steps
///   to the finest. So the catalogue settles once each value was seen.
/// - They are taken anew, as they then are, where Home Assistant's version or the unit changes; and always for
///   helpers (`input_select`), which change only when somebody sets them.
/// - Texts (`device_class`, `unit_of_measurement`) are fixed by the integration or the owner; the newest holds.
/// - A media player's `supported_features` follow what is playing, and are left out.
final class Capabilities {
    /// The most that is kept of a list.
    static final int MOST_ITEMS = 64;
    /// The longest text that is kept; a longer one counts as absent.
    static final int LONGEST_TEXT = 100;

    private static final String FEATURES = "supported_features";
    private static final String UNIT = "unit_of_measurement";
    private static final List<String> COMMON = List.of("device_class", UNIT, FEATURES);
    private static final Map<String, List<String>> OF_DOMAIN = Map.ofEntries(
            Map.entry("alarm_control_panel", with("code_format", "code_arm_required")),
            Map.entry(
                    "climate",
                    with(
                            "hvac_modes",
                            "fan_modes",
                            "preset_modes",
                            "swing_modes",
                            "swing_horizontal_modes",
                            "min_temp",
                            "max_temp",
                            "target_temp_step",
                            "min_humidity",
                            "max_humidity",
                            "target_humidity_step")),
            Map.entry("cover", with("supported_speeds")),
            Map.entry("event", with("event_types")),
            Map.entry("fan", with("preset_modes", "percentage_step")),
            Map.entry("humidifier", with("available_modes", "min_humidity", "max_humidity", "target_humidity_step")),
            Map.entry("input_datetime", with("has_date", "has_time")),
            Map.entry("input_number", with("min", "max", "step")),
            Map.entry("input_select", with("options")),
            Map.entry("input_text", with("min", "max")),
            Map.entry(
                    "light",
                    with("supported_color_modes", "effect_list", "min_color_temp_kelvin", "max_color_temp_kelvin")),
            Map.entry("lock", with("code_format")),
            Map.entry("media_player", List.of("device_class", "source_list", "sound_mode_list")),
            Map.entry("number", with("min", "max", "step")),
            Map.entry("remote", with("activity_list")),
            Map.entry("select", with("options")),
            Map.entry("sensor", with("state_class", "options")),
            Map.entry("siren", with("available_tones")),
            Map.entry("text", with("min", "max", "mode")),
            Map.entry("vacuum", with("fan_speed_list")),
            Map.entry("water_heater", with("operation_list", "min_temp", "max_temp", "target_temp_step")));

    private Capabilities() {}

    private static List<String> with(String... more) {
        List<String> names = new ArrayList<>(COMMON);
        names.addAll(List.of(more));
        return List.copyOf(names);
    }

    /// What is known after a state.
    ///
    /// @param known from before
    /// @param anew whether what the state says replaces what is known, and does not add to it
    static Map<String, Object> after(EntityId id, Map<String, Object> known, EntityState state, boolean anew) {
        Map<String, Object> attributes = state.attributes();
        String domain = id.domain();
        boolean replace = anew || domain.startsWith("input_") || otherUnit(known, attributes);
        Map<String, Object> next = new TreeMap<>(known);
        for (String name : names(domain)) {
            Object said = bounded(name, attributes.get(name));
            Object before = known.get(name);
            if (said != null && before == null) {
                next.put(name, said);
            } else if (said != null && before != null && state.available()) {
                next.put(name, replace ? said : grown(name, before, said));
            }
        }
        return next;
    }

    /// The catalogue after states, in which nothing but capabilities may be new; the same one where nothing is.
    static HomeCatalog after(HomeCatalog known, Map<EntityId, EntityState> states) {
        NavigableMap<EntityId, Entity> entities = new TreeMap<>(known.entities());
        entities.replaceAll((id, entity) -> Optional.ofNullable(states.get(id))
                .map(state -> after(id, entity.capabilities(), state, false))
                .filter(next -> !next.equals(entity.capabilities()))
                .map(next -> new Entity(
                        id, entity.name(), entity.aliases(), entity.area(), entity.device(), entity.labels(), next))
                .orElse(entity));
        return entities.equals(known.entities())
                ? known
                : new HomeCatalog(
                        known.config(),
                        entities,
                        known.devices(),
                        known.areas(),
                        known.floors(),
                        known.labels(),
                        known.services());
    }

    /// Whether two states of an entity may say different things of it. Nearly always answered by the identity
    /// of the attributes, which a change of the value alone leaves.
    static boolean differ(EntityId id, EntityState before, EntityState after) {
        if (before.available() != after.available()) {
            return true;
        }
        Map<String, Object> old = before.attributes();
        Map<String, Object> now = after.attributes();
        return !old.equals(now)
                && names(id.domain()).stream().anyMatch(name -> !Objects.equals(old.get(name), now.get(name)));
    }

    private static List<String> names(String domain) {
        return OF_DOMAIN.getOrDefault(domain, COMMON);
    }

    private static boolean otherUnit(Map<String, Object> known, Map<String, Object> attributes) {
        return known.get(UNIT) instanceof String before
                && attributes.get(UNIT) instanceof String now
                && !before.equals(now);
    }

    private static @Nullable Object bounded(String name, @Nullable Object value) {
        return switch (value) {
            case String text -> text.isBlank() || text.length() > LONGEST_TEXT ? null : text;
            case Boolean flag -> flag;
            case Number number -> number(name, number);
            case List<?> list -> texts(list);
            // A siren's tones may have numbers: `{"1":"fire"}`.
            case Map<?, ?> map -> texts(map.values());
            case null, default -> null;
        };
    }

    private static @Nullable List<String> texts(Collection<?> values) {
        List<String> texts = values.stream()
                .filter(item -> item instanceof String || item instanceof Integer)
                .map(String::valueOf)
                .filter(text -> !text.isBlank() && text.length() <= LONGEST_TEXT)
                .distinct()
                .limit(MOST_ITEMS)
                .toList();
        return texts.isEmpty() ? null : texts;
    }

    /// A whole number is the same whether it was written `7` or `7.0`.
    private static @Nullable Number number(String name, Number number) {
        double value = number.doubleValue();
        if (value == Math.rint(value) && Math.abs(value) <= Integer.MAX_VALUE) {
            return (int) value;
        }
        return Double.isFinite(value) && !name.equals(FEATURES) ? value : null;
    }

    private static Object grown(String name, Object before, Object said) {
        if (before instanceof List<?> old && said instanceof List<?> now) {
            Set<Object> all = new LinkedHashSet<>(old);
            all.addAll(now);
            return all.stream().limit(MOST_ITEMS).toList();
        }
        if (before instanceof Number old && said instanceof Number now) {
            if (name.equals(FEATURES)) {
                return old.intValue() | now.intValue();
            }
            boolean least = name.startsWith("min") || name.endsWith("step");
            return least == now.doubleValue() < old.doubleValue() ? now : old;
        }
        return said;
    }
}
