package io.jarvas.home;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// What there is in a home, apart from its states: exposed entities, where they are, what can be called.
///
/// It changes seldom. The same instance stays in every [HomeSnapshot] until a registry, the exposure or the
/// services change, so whatever is derived from it may be kept by identity.
///
/// @param entities exposed entities only
/// @param services by id, `light.turn_on`
public record HomeCatalog(
        HomeConfig config,
        NavigableMap<EntityId, Entity> entities,
        NavigableMap<String, Device> devices,
        NavigableMap<String, Area> areas,
        NavigableMap<String, Floor> floors,
        NavigableMap<String, Label> labels,
        NavigableMap<String, ServiceDescription> services) {
    public HomeCatalog {
        entities = sorted(entities);
        devices = sorted(devices);
        areas = sorted(areas);
        floors = sorted(floors);
        labels = sorted(labels);
        services = sorted(services);
    }

    private static <K, V> NavigableMap<K, V> sorted(NavigableMap<K, V> map) {
        return Collections.unmodifiableNavigableMap(new TreeMap<>(map));
    }

    public Optional<Entity> entity(EntityId id) {
        return Optional.ofNullable(entities.get(id));
    }

    public Optional<Area> areaOf(Entity entity) {
        return entity.area().map(areas::get);
    }

    public Optional<Floor> floorOf(Area area) {
        return area.floor().map(floors::get);
    }
}
