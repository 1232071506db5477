package io.jarvas.bench;

import io.jarvas.home.Area;
import io.jarvas.home.Device;
import io.jarvas.home.Entity;
import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.HomeCatalog;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.search.GeneratedHome;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// The homes and requests of the data set assist-mini, read where `JARVAS_TEST_DATA` says, else beside the
/// project.
final class AssistMini {
    static final Path DATA =
            Path.of(Optional.ofNullable(System.getenv("JARVAS_TEST_DATA")).orElse("../shared/data"), "assist-mini");

    private AssistMini() {}

    /// What a person says to a home.
    ///
    /// @param setup the states before
    /// @param accepted the entities that are to change
    record Sentence(String words, Map<EntityId, EntityState> setup, Set<EntityId> accepted) {
        HomeSnapshot after(HomeSnapshot home) {
            Map<EntityId, EntityState> states = new HashMap<>(home.states());
            states.putAll(setup);
            return new HomeSnapshot(home.catalog(), states, home.source(), home.asOf());
        }
    }

    record Home(
            String name,
            List<Area> areas,
            List<Device> devices,
            List<Entity> entities,
            Map<EntityId, EntityState> states,
            List<Sentence> sentences) {
        /// This home as a part of another: its entities win over those of the same id, its areas are the
        /// other's where they have the same name.
        HomeSnapshot among(HomeSnapshot other) {
            HomeCatalog catalog = other.catalog();
            NavigableMap<String, Area> allAreas = new TreeMap<>(catalog.areas());
            Map<String, String> idsOfAreas = new HashMap<>();
            for (Area area : areas) {
                String id = catalog.areas().values().stream()
                        .filter(known -> known.name().equalsIgnoreCase(area.name()))
                        .map(Area::id)
                        .findFirst()
                        .orElse("assist_" + area.id());
                idsOfAreas.put(area.id(), id);
                allAreas.putIfAbsent(id, new Area(id, area.name(), List.of(), Optional.empty()));
            }
            NavigableMap<String, Device> allDevices = new TreeMap<>(catalog.devices());
            devices.forEach(device -> allDevices.put(device.id(), device));
            NavigableMap<EntityId, Entity> allEntities = new TreeMap<>(catalog.entities());
            for (Entity entity : entities) {
                allEntities.put(
                        entity.id(),
                        new Entity(
                                entity.id(),
                                entity.name(),
                                List.of(),
                                entity.area().map(idsOfAreas::get),
                                entity.device(),
                                List.of(),
                                entity.capabilities()));
            }
            Map<EntityId, EntityState> allStates = new HashMap<>(other.states());
            allStates.putAll(states);
            HomeCatalog together = new HomeCatalog(
                    catalog.config(),
                    allEntities,
                    allDevices,
                    allAreas,
                    catalog.floors(),
                    catalog.labels(),
                    catalog.services());
            return new HomeSnapshot(together, allStates, other.source(), other.asOf());
        }
    }

    /// All homes of the data set, none where it is not there.
    static List<Home> homes() {
        if (!Files.isDirectory(DATA)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(DATA)) {
            return folders.filter(Files::isDirectory)
                    .sorted()
                    .map(AssistMini::home)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Home home(Path folder) {
        Map<?, ?> fixtures = yaml(folder.resolve("_fixtures.yaml"));
        List<Entity> entities = new ArrayList<>();
        Map<EntityId, EntityState> states = new HashMap<>();
        for (Map<?, ?> entity : maps(fixtures, "entities")) {
            EntityId id = new EntityId(text(entity, "id"));
            Map<String, Object> attributes = attributes(entity);
            entities.add(new Entity(
                    id,
                    text(entity, "name"),
                    List.of(),
                    optional(entity, "area"),
                    optional(entity, "device"),
                    List.of(),
                    attributes));
            states.put(id, state(entity));
        }
        List<Sentence> sentences = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> !file.endsWith("_fixtures.yaml"))
                    .sorted()
                    .forEach(file -> sentences.addAll(sentences(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Home(
                folder.getFileName().toString(),
                maps(fixtures, "areas").stream()
                        .map(area -> new Area(text(area, "id"), text(area, "name"), List.of(), Optional.empty()))
                        .toList(),
                maps(fixtures, "devices").stream()
                        .map(device -> new Device(text(device, "id"), text(device, "name")))
                        .toList(),
                entities,
                states,
                sentences);
    }

    private static List<Sentence> sentences(Path file) {
        List<Sentence> sentences = new ArrayList<>();
        for (Map<?, ?> test : maps(yaml(file), "tests")) {
            Map<EntityId, EntityState> setup = new HashMap<>();
            if (test.get("setup") instanceof Map<?, ?> before) {
                before.forEach((id, state) -> setup.put(new EntityId(id.toString()), state((Map<?, ?>) state)));
            }
            Set<EntityId> accepted = new TreeSet<>();
            if (test.get("expect_changes") instanceof Map<?, ?> changes) {
                changes.keySet().forEach(id -> accepted.add(new EntityId(id.toString())));
            }
            if (test.get("sentences") instanceof List<?> words) {
                words.forEach(sentence -> sentences.add(new Sentence(sentence.toString(), setup, accepted)));
            }
        }
        return sentences;
    }

    private static EntityState state(Map<?, ?> entity) {
        Object value = entity.get("state");
        String text = value == null ? "unknown" : value.toString();
        if (value instanceof Boolean on) {
            text = on ? "on" : "off";
        }
        return new EntityState(text, attributes(entity), GeneratedHome.NOW, GeneratedHome.NOW);
    }

    /// The attributes, with `cover.CoverDeviceClass.CURTAIN` as Home Assistant gives it: `curtain`.
    private static Map<String, Object> attributes(Map<?, ?> entity) {
        Map<String, Object> attributes = new TreeMap<>();
        if (entity.get("attributes") instanceof Map<?, ?> all) {
            all.forEach((key, value) -> {
                if (key.equals("device_class")) {
                    String text = value.toString();
                    attributes.put(
                            "device_class",
                            text.substring(text.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
                } else if (value != null) {
                    attributes.put(key.toString(), value);
                }
            });
        }
        return attributes;
    }

    private static Map<?, ?> yaml(Path file) {
        try (Reader reader = Files.newBufferedReader(file)) {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Map<?, ?>> maps(Map<?, ?> map, String key) {
        List<Map<?, ?>> maps = new ArrayList<>();
        if (map.get(key) instanceof List<?> list) {
            list.forEach(element -> maps.add((Map<?, ?>) element));
        }
        return maps;
    }

    private static String text(Map<?, ?> map, String key) {
        return optional(map, key).orElseThrow(() -> new IllegalArgumentException("no " + key + " in " + map));
    }

    private static Optional<String> optional(Map<?, ?> map, String key) {
        return Optional.ofNullable(map.get(key)).map(Object::toString);
    }
}
