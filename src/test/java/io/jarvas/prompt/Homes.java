package io.jarvas.prompt;

import io.jarvas.home.Area;
import io.jarvas.home.Entity;
import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.Floor;
import io.jarvas.home.HomeCatalog;
import io.jarvas.home.HomeConfig;
import io.jarvas.home.HomeSnapshot;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Homes to test with.
public final class Homes {
    public static final EntityId LIGHT = new EntityId("light.kitchen_lights");
    public static final Instant NOW = Instant.parse("2026-11-23T14:05:00Z");

    public static final Window WINDOW = new Window(8_192, 3);

    private Homes() {}

    /// A kitchen on the ground floor, with a light that is off.
    public static HomeSnapshot withOneLight() {
        return of(
                List.of(entity(LIGHT.value(), "Kitchen Lights", List.of("luzes da cozinha"))),
                Map.of(LIGHT, state("off", Map.of())));
    }

    /// These entities in a kitchen, with these states.
    public static HomeSnapshot of(List<Entity> entities, Map<EntityId, EntityState> states) {
        NavigableMap<EntityId, Entity> byId = new TreeMap<>();
        entities.forEach(entity -> byId.put(entity.id(), entity));
        NavigableMap<String, Area> areas = new TreeMap<>(
                Map.of("kitchen", new Area("kitchen", "Kitchen", List.of("cozinha"), Optional.of("ground"))));
        NavigableMap<String, Floor> floors = new TreeMap<>(
                Map.of("ground", new Floor("ground", "Ground floor", List.of("rés do chão"), OptionalInt.of(0))));
        HomeCatalog catalog = new HomeCatalog(
                new HomeConfig("Test", "2026.11.0", ZoneId.of("Europe/Lisbon"), "en", "°C"),
                byId,
                new TreeMap<>(),
                areas,
                floors,
                new TreeMap<>(),
                new TreeMap<>());
        return new HomeSnapshot(catalog, states, HomeSnapshot.Source.LIVE, NOW);
    }

    /// `count` lights of which the first `lit` are on.
    public static HomeSnapshot lights(int count, int lit) {
        List<Entity> entities = IntStream.range(0, count)
                .mapToObj(i -> entity("light.l%02d".formatted(i), "Light " + i, List.of()))
                .toList();
        Map<EntityId, EntityState> states = new HashMap<>();
        for (int i = 0; i < count; i++) {
            states.put(entities.get(i).id(), state(i < lit ? "on" : "off", Map.of()));
        }
        return of(entities, states);
    }

    public static Entity entity(String id, String name, List<String> aliases) {
        return new Entity(new EntityId(id), name, aliases, Optional.of("kitchen"), Optional.empty(), List.of());
    }

    public static EntityState state(String value, Map<String, Object> attributes) {
        return new EntityState(value, attributes, NOW, NOW);
    }

    /// The same home with other entities.
    public static HomeSnapshot of(HomeSnapshot home, NavigableMap<EntityId, Entity> entities) {
        HomeCatalog catalog = home.catalog();
        return new HomeSnapshot(
                new HomeCatalog(
                        catalog.config(),
                        entities,
                        catalog.devices(),
                        catalog.areas(),
                        catalog.floors(),
                        catalog.labels(),
                        catalog.services()),
                home.states(),
                home.source(),
                home.asOf());
    }

    /// The same home at a later moment.
    public static HomeSnapshot with(HomeSnapshot home, EntityId id, EntityState state) {
        Map<EntityId, EntityState> states = new HashMap<>(home.states());
        states.put(id, state);
        return new HomeSnapshot(
                home.catalog(), states, home.source(), home.asOf().plusSeconds(1));
    }
}
