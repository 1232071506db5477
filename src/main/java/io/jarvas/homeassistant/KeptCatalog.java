package io.jarvas.homeassistant;

import io.jarvas.home.Area;
import io.jarvas.home.Device;
import io.jarvas.home.Entity;
import io.jarvas.home.EntityId;
import io.jarvas.home.Floor;
import io.jarvas.home.HomeCatalog;
import io.jarvas.home.HomeConfig;
import io.jarvas.home.Label;
import io.jarvas.json.Json;
import io.jarvas.json.JsonException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;

/// The file in which the last known catalogue is kept, readable by its owner alone, with the address that it
/// is of. What cannot be read or written is logged and does without.
final class KeptCatalog {
    private static final Logger LOG = System.getLogger(KeptCatalog.class.getName());
    private static final int FORM = 3;

    private final Path file;
    private final String url;

    KeptCatalog(Path file, URI url) {
        this.file = file;
        this.url = url.toString();
    }

    /// What was kept; nothing where that was of another address, or of another form.
    Optional<HomeCatalog> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Map<String, Object> kept = Json.object(Files.readAllBytes(file));
            boolean ours = Integer.valueOf(FORM).equals(kept.get("form")) && url.equals(kept.get("url"));
            return ours ? Optional.of(catalog(kept)) : Optional.empty();
        } catch (IOException | JsonException | DateTimeException | IllegalArgumentException e) {
            LOG.log(Level.WARNING, "The kept catalogue of the home could not be read", e);
            return Optional.empty();
        }
    }

    /// Replaces what was kept, whole or not at all.
    void write(HomeCatalog catalog) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            Path next = Files.createTempFile(folder, file.getFileName().toString(), ".new", ownerOnly());
            try {
                Files.write(next, Json.bytes(members(catalog)));
                Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(next);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The catalogue of the home could not be kept", e);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private Map<String, Object> members(HomeCatalog catalog) {
        HomeConfig config = catalog.config();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("form", FORM);
        members.put("url", url);
        members.put(
                "config",
                Map.of(
                        "name", config.name(),
                        "version", config.version(),
                        "zone", config.zone().getId(),
                        "language", config.language(),
                        "temperature_unit", config.temperatureUnit()));
        members.put("entities", each(catalog.entities().values(), entity -> {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("id", entity.id().value());
            map.put("name", entity.name());
            map.put("aliases", entity.aliases());
            entity.area().ifPresent(area -> map.put("area", area));
            entity.device().ifPresent(device -> map.put("device", device));
            map.put("labels", entity.labels());
            map.put("capabilities", entity.capabilities());
            return map;
        }));
        members.put(
                "devices",
                each(catalog.devices().values(), device -> Map.of("id", device.id(), "name", device.name())));
        members.put("areas", each(catalog.areas().values(), area -> {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("id", area.id());
            map.put("name", area.name());
            map.put("aliases", area.aliases());
            area.floor().ifPresent(floor -> map.put("floor", floor));
            return map;
        }));
        members.put("floors", each(catalog.floors().values(), floor -> {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("id", floor.id());
            map.put("name", floor.name());
            map.put("aliases", floor.aliases());
            floor.level().ifPresent(level -> map.put("level", level));
            return map;
        }));
        members.put("labels", each(catalog.labels().values(), label -> Map.of("id", label.id(), "name", label.name())));
        members.put("services", Descriptions.written(catalog.services()));
        return members;
    }

    private static <T> List<Object> each(Collection<T> values, Function<T, Map<String, Object>> members) {
        return new ArrayList<>(values.stream().map(members).toList());
    }

    private static HomeCatalog catalog(Map<String, Object> kept) {
        Map<?, ?> config = Fields.object(kept, "config");
        NavigableMap<EntityId, Entity> entities = new TreeMap<>();
        Fields.objects(Fields.list(kept, "entities")).forEach(map -> {
            EntityId id = new EntityId(Fields.text(map, "id", ""));
            entities.put(
                    id,
                    new Entity(
                            id,
                            Fields.text(map, "name", id.value()),
                            Fields.texts(map, "aliases"),
                            Fields.text(map, "area"),
                            Fields.text(map, "device"),
                            Fields.texts(map, "labels"),
                            Fields.members(map, "capabilities")));
        });
        return new HomeCatalog(
                new HomeConfig(
                        Fields.text(config, "name", "Home"),
                        Fields.text(config, "version", ""),
                        ZoneId.of(Fields.text(config, "zone", "UTC")),
                        Fields.text(config, "language", "en"),
                        Fields.text(config, "temperature_unit", "°C")),
                entities,
                byId(kept, "devices", (id, map) -> new Device(id, Fields.text(map, "name", ""))),
                byId(
                        kept,
                        "areas",
                        (id, map) -> new Area(
                                id,
                                Fields.text(map, "name", id),
                                Fields.texts(map, "aliases"),
                                Fields.text(map, "floor"))),
                byId(
                        kept,
                        "floors",
                        (id, map) ->
                                new Floor(id, Fields.text(map, "name", id), Fields.texts(map, "aliases"), level(map))),
                byId(kept, "labels", (id, map) -> new Label(id, Fields.text(map, "name", id))),
                Descriptions.read(Fields.object(kept, "services")));
    }

    private static OptionalInt level(Map<?, ?> floor) {
        return floor.get("level") instanceof Number level ? OptionalInt.of(level.intValue()) : OptionalInt.empty();
    }

    private interface Read<T> {
        T value(String id, Map<?, ?> members);
    }

    private static <T> NavigableMap<String, T> byId(Map<?, ?> kept, String name, Read<T> read) {
        NavigableMap<String, T> byId = new TreeMap<>();
        Fields.objects(Fields.list(kept, name))
                .forEach(map -> Fields.text(map, "id").ifPresent(id -> byId.put(id, read.value(id, map))));
        return byId;
    }
}
