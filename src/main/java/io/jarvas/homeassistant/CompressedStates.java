package io.jarvas.homeassistant;

import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.json.Json;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The compressed states of `subscribe_entities`, read and applied.
///
/// An event holds added entities (`a`), changed ones (`c`) and removed ids (`r`). A state is `s` (value), `a`
/// (attributes), `lc` and `lu` (last changed and updated, in seconds; `lu` is left out where it equals `lc`).
/// A change has what to set under `+` and attributes to remove under `-`; an attribute may be set to null,
/// which here removes it too:
/// `{"c":{"light.x":{"+":{"s":"on","lc":1.5,"a":{"brightness":3}},"-":{"a":["effect"]}}}}`.
final class CompressedStates {
    private CompressedStates() {}

    /// The states after the event. The map given is not changed.
    ///
    /// @param exposed what may be held; everything else in the event is passed over
    static Map<EntityId, EntityState> apply(
            Map<EntityId, EntityState> states, Map<String, ? extends @Nullable Object> event, Set<EntityId> exposed) {
        Map<EntityId, EntityState> next = new HashMap<>(states);
        members(event.get("a"))
                .forEach((name, value) -> exposed(name, exposed).ifPresent(id -> next.put(id, added(members(value)))));
        members(event.get("c"))
                .forEach((name, value) -> exposed(name, exposed)
                        .ifPresent(id -> next.computeIfPresent(id, (_, state) -> changed(state, members(value)))));
        if (event.get("r") instanceof List<?> removed) {
            removed.forEach(name -> exposed(String.valueOf(name), exposed).ifPresent(next::remove));
        }
        return Collections.unmodifiableMap(next);
    }

    private static Optional<EntityId> exposed(String name, Set<EntityId> exposed) {
        return EntityId.parse(name).filter(exposed::contains);
    }

    private static EntityState added(Map<String, @Nullable Object> state) {
        Instant changed = time(state.get("lc")).orElse(Instant.EPOCH);
        return new EntityState(
                String.valueOf(state.get("s")),
                Json.withoutNulls(members(state.get("a"))),
                changed,
                time(state.get("lu")).orElse(changed));
    }

    private static EntityState changed(EntityState state, Map<String, @Nullable Object> change) {
        Map<String, @Nullable Object> set = members(change.get("+"));
        Optional<Instant> changed = time(set.get("lc"));
        return new EntityState(
                set.get("s") instanceof String value ? value : state.value(),
                attributes(state.attributes(), members(set.get("a")), members(change.get("-"))),
                changed.orElse(state.changed()),
                time(set.get("lu")).or(() -> changed).orElse(state.updated()));
    }

    private static Map<String, Object> attributes(
            Map<String, Object> before, Map<String, @Nullable Object> set, Map<String, @Nullable Object> remove) {
        if (set.isEmpty() && remove.isEmpty()) {
            return before;
        }
        Map<String, Object> attributes = new LinkedHashMap<>(before);
        Map<String, Object> values = Json.withoutNulls(set);
        set.keySet().forEach(name -> {
            Object value = values.get(name);
            if (value == null) {
                attributes.remove(name);
            } else {
                attributes.put(name, value);
            }
        });
        if (remove.get("a") instanceof List<?> names) {
            names.forEach(attributes::remove);
        }
        return attributes;
    }

    private static Optional<Instant> time(@Nullable Object seconds) {
        return seconds instanceof Number number
                ? Optional.of(Instant.ofEpochSecond(0, Math.round(number.doubleValue() * 1e6) * 1000))
                : Optional.empty();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> members(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
    }
}
