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
    private static final String DEVICE_CLASS = "device_class";

    private Members() {}

    /// The entities that a group, or a scene, names; of one that cannot be reached nobody knows them.
    static List<EntityId> of(EntityId entity, HomeSnapshot home) {
        EntityState state = home.states().get(entity);
        return state != null && state.attributes().get("entity_id") instanceof List<?> list
                ? list.stream()
                        .map(String::valueOf)
                        .map(EntityId::parse)
                        .flatMap(Optional::stream)
                        .toList()
                : List.of();
    }

    /// From the state, else, for what cannot be reached now, as it was last known; empty where it has none,
    /// or is not exposed.
    static String deviceClass(EntityId entity, HomeSnapshot home) {
        Object said =
                home.state(entity).map(EntityState::attributes).orElse(Map.of()).get(DEVICE_CLASS);
        Object known = said != null
                ? said
                : home.catalog()
                        .entity(entity)
                        .map(Entity::capabilities)
                        .orElse(Map.of())
                        .get(DEVICE_CLASS);
        return known instanceof String text ? text : "";
    }
}
