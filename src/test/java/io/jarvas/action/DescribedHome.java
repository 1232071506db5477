package io.jarvas.action;

import io.jarvas.home.Area;
import io.jarvas.home.Entity;
import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.Floor;
import io.jarvas.home.HomeCatalog;
import io.jarvas.home.HomeConfig;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.home.Label;
import io.jarvas.home.LiveHome;
import io.jarvas.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A home at one moment, with the services of Home Assistant 2026.11, written as lines: `id | name, alias | area |
/// state {attributes}`.
final class DescribedHome implements LiveHome {
    private final HomeSnapshot snapshot;

    DescribedHome(String lines) {
        TreeMap<EntityId, Entity> entities = new TreeMap<>();
        Map<EntityId, EntityState> states = new HashMap<>();
        lines.lines().forEach(line -> {
            String[] columns = line.split(" *\\| *");
            EntityId id = new EntityId(columns[0].strip());
            List<String> names = List.of(columns[1].split(", "));
            int brace = columns[3].indexOf('{');
            String value =
                    brace < 0 ? columns[3] : columns[3].substring(0, brace).strip();
            Map<String, Object> attributes = brace < 0 ? Map.of() : Json.object(columns[3].substring(brace));
            entities.put(
                    id,
                    new Entity(
                            id,
                            names.getFirst(),
                            names.subList(1, names.size()),
                            Optional.of(columns[2]).filter(area -> !area.isEmpty()),
                            Optional.empty(),
                            id.domain().equals("light") && columns[2].equals("kitchen")
                                    ? List.of("night")
                                    : List.of()));
            states.put(id, new EntityState(value, attributes, Instant.EPOCH, Instant.EPOCH));
        });
        TreeMap<String, Area> areas = new TreeMap<>();
        Stream.of(
                        new Area("kitchen", "Kitchen", List.of("Cozinha"), Optional.of("ground")),
                        new Area("living_room", "Living Room", List.of("Sala de estar", "Sala"), Optional.of("ground")),
                        new Area("bedroom", "Bedroom", List.of("Quarto"), Optional.of("first")),
                        new Area("attic", "Attic", List.of("Sótão"), Optional.of("first")))
                .forEach(area -> areas.put(area.id(), area));
        TreeMap<String, Floor> floors = new TreeMap<>();
        floors.put("ground", new Floor("ground", "Ground floor", List.of("Rés do chão"), OptionalInt.of(0)));
        floors.put("first", new Floor("first", "First floor", List.of("Primeiro andar"), OptionalInt.of(1)));
        TreeMap<String, Label> labels = new TreeMap<>();
        labels.put("night", new Label("night", "Noite"));
        HomeConfig config = new HomeConfig("Home", "2026.11.0", ZoneId.of("UTC"), "en", "°C");
        HomeCatalog catalog =
                new HomeCatalog(config, entities, new TreeMap<>(), areas, floors, labels, DescribedServices.all());
        snapshot = new HomeSnapshot(catalog, states, HomeSnapshot.Source.LIVE, Instant.EPOCH);
    }

    @Override
    public Optional<HomeSnapshot> snapshot() {
        return Optional.of(snapshot);
    }

    @Override
    public HomeSnapshot fresh() {
        return snapshot;
    }

    @Override
    public Optional<HomeSnapshot> await(Predicate<HomeSnapshot> condition, Duration limit) {
        return Optional.of(snapshot).filter(condition);
    }
}
