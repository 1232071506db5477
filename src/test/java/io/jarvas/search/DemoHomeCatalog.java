package io.jarvas.search;

import io.jarvas.home.Area;
import io.jarvas.home.Device;
import io.jarvas.home.Entity;
import io.jarvas.home.EntityId;
import io.jarvas.home.Floor;
import io.jarvas.home.HomeCatalog;
import io.jarvas.home.HomeConfig;
import io.jarvas.home.Label;
import io.jarvas.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/// The catalogue of the demo home, read from its file.
public final class DemoHomeCatalog {
    private DemoHomeCatalog() {}

    public static HomeCatalog read() {
        try (InputStream in = Objects.requireNonNull(
                DemoHomeCatalog.class.getResourceAsStream("/io/jarvas/demo/home/home.json"), "home.json")) {
            return catalog(Json.object(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HomeCatalog catalog(Map<String, Object> home) {
        TreeMap<String, Floor> floors = new TreeMap<>();
        list(home, "floors").forEach(floor -> {
            int level = floor.get("level") instanceof Number number ? number.intValue() : 0;
            floors.put(
                    text(floor, "floor_id"),
                    new Floor(
                            text(floor, "floor_id"),
                            text(floor, "name"),
                            texts(floor, "aliases"),
                            OptionalInt.of(level)));
        });
        TreeMap<String, Area> areas = new TreeMap<>();
        list(home, "areas")
                .forEach(area -> areas.put(
                        text(area, "area_id"),
                        new Area(
                                text(area, "area_id"),
                                text(area, "name"),
                                texts(area, "aliases"),
                                optional(area, "floor_id"))));
        TreeMap<String, Label> labels = new TreeMap<>();
        list(home, "labels")
                .forEach(label ->
                        labels.put(text(label, "label_id"), new Label(text(label, "label_id"), text(label, "name"))));
        TreeMap<String, Device> devices = new TreeMap<>();
        TreeMap<String, String> areaOfDevice = new TreeMap<>();
        list(home, "devices").forEach(device -> {
            devices.put(text(device, "id"), new Device(text(device, "id"), text(device, "name")));
            areaOfDevice.put(text(device, "id"), text(device, "area"));
        });
        TreeMap<EntityId, Entity> entities = new TreeMap<>();
        list(home, "entities").forEach(entity -> {
            EntityId id = new EntityId(text(entity, "id"));
            Optional<String> device = optional(entity, "device");
            entities.put(
                    id,
                    new Entity(
                            id,
                            text(entity, "name"),
                            texts(entity, "aliases"),
                            optional(entity, "area").or(() -> device.map(areaOfDevice::get)),
                            device,
                            texts(entity, "labels"),
                            capabilities(entity)));
        });
        HomeConfig config = new HomeConfig("Demo home", "2026.11.0", ZoneOffset.UTC, "en", "°C");
        return new HomeCatalog(config, entities, devices, areas, floors, labels, new TreeMap<>());
    }

    private static Map<String, Object> capabilities(Map<?, ?> entity) {
        Map<String, Object> capabilities = new TreeMap<>();
        if (entity.get("attributes") instanceof Map<?, ?> attributes) {
            optional(attributes, "device_class").ifPresent(name -> capabilities.put("device_class", name));
        }
        return capabilities;
    }

    private static List<Map<?, ?>> list(Map<?, ?> map, String key) {
        return ((List<?>) Objects.requireNonNull(map.get(key), key))
                .stream().<Map<?, ?>>map(element -> (Map<?, ?>) element).toList();
    }

    private static String text(Map<?, ?> map, String key) {
        return Objects.requireNonNull(map.get(key), key).toString();
    }

    private static Optional<String> optional(Map<?, ?> map, String key) {
        return Optional.ofNullable(map.get(key)).map(Object::toString);
    }

    private static List<String> texts(Map<?, ?> map, String key) {
        return map.get(key) instanceof List<?> list
                ? list.stream().map(Object::toString).toList()
                : List.of();
    }
}
