package io.jarvas.action;

import io.jarvas.home.Entity;
import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.HomeSnapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the attributes of an entity say about what it stands for.
final class Members {
    private Members() {}

    /// The entities that a group, or a scene, names.
    static List<EntityId> of(EntityId entity, HomeSnapshot home) {
        return attribute(entity, "entity_id", home) instanceof List<?> list
                ? list.stream()
                        .map(String::valueOf)
                        .map(EntityId::parse)
                        .flatMap(Optional::stream)
                        .toList()
                : List.of();
    }

    /// Empty where it has none, or is not exposed.
    static String deviceClass(EntityId entity, HomeSnapshot home) {
        return attribute(entity, "device_class", home) instanceof String text ? text : "";
    }

    /// From the state, else, for what cannot be reached now, as it was last known.
    private static Object attribute(EntityId entity, String name, HomeSnapshot home) {
        Map<String, Object> attributes =
                home.state(entity).map(EntityState::attributes).orElse(Map.of());
        Object value = attributes.get(name);
        if (value != null) {
            return value;
        }
        Object known = home.catalog()
                .entity(entity)
                .map(Entity::capabilities)
                .orElse(Map.of())
                .get(name);
        return known == null ? "" : known;
    }
}
