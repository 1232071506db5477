package io.jarvas.prompt;

import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.HomeSnapshot;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A state as a model was told it when it asked to read something.
///
/// Such a line names states in three ways:
/// ```
/// [result of homeassistant_get_states: {"states": [{"entity_id": "light.desk", "state": "on", …}]}]
/// [result of get_history: {"entity_id": "light.desk", "newest_first": [{"at": "…", "state": "on"}, …]}]
/// [result of some_tool: {"light.desk": "on"}]
/// ```
///
/// @param attributes those that were told
/// @param whole whether the entity had no others
record ReadState(String value, Map<String, Object> attributes, boolean whole) {
    private static final String NEWEST_FIRST = "newest_first";

    private ReadState(String value) {
        this(value, Map.of(), false);
    }

    /// What a line of a result tells, the last of each entity.
    static Map<EntityId, ReadState> of(String line) {
        Map<EntityId, ReadState> states = new LinkedHashMap<>();
        collect(ResultData.of(line), states);
        return states;
    }

    private static void collect(Object value, Map<EntityId, ReadState> states) {
        switch (value) {
            case Map<?, ?> map -> {
                entity(map).ifPresent(id -> state(map).ifPresent(state -> states.put(id, state)));
                map.forEach((name, member) -> {
                    if (name instanceof String id && member instanceof String state) {
                        EntityId.parse(id).ifPresent(known -> states.put(known, new ReadState(state)));
                    }
                    collect(member, states);
                });
            }
            case List<?> list -> list.forEach(item -> collect(item, states));
            default -> {}
        }
    }

    private static Optional<EntityId> entity(Map<?, ?> map) {
        return map.get("entity_id") instanceof String id ? EntityId.parse(id) : Optional.empty();
    }

    private static Optional<ReadState> state(Map<?, ?> map) {
        Map<?, ?> newest = map.get(NEWEST_FIRST) instanceof List<?> rows
                        && !rows.isEmpty()
                        && rows.getFirst() instanceof Map<?, ?> first
                ? first
                : map;
        if (!(newest.get("state") instanceof String value)) {
            return Optional.empty();
        }
        if (!(newest.get("attributes") instanceof Map<?, ?> told)) {
            return Optional.of(new ReadState(value));
        }
        Map<String, Object> attributes = new HashMap<>();
        told.forEach((name, attribute) -> attributes.put(String.valueOf(name), attribute));
        return Optional.of(new ReadState(value, attributes, !told.containsKey(ResultLine.MORE)));
    }

    /// The line that the entity had then. What the model was not told of it is taken to be as it is now.
    String line(EntityId id, HomeSnapshot home) {
        Map<String, Object> all = new HashMap<>();
        home.state(id).filter(_ -> !whole).ifPresent(now -> all.putAll(now.attributes()));
        all.putAll(attributes);
        EntityState then = new EntityState(value, all, home.asOf(), home.asOf());
        return StateLine.of(id, then, home.catalog().config().zone()).text();
    }
}
