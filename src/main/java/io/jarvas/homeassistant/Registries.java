package io.jarvas.homeassistant;

import io.jarvas.home.Area;
import io.jarvas.home.Device;
import io.jarvas.home.Entity;
import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.Floor;
import io.jarvas.home.HomeCatalog;
import io.jarvas.home.HomeConfig;
import io.jarvas.home.Label;
import io.jarvas.home.ServiceDescription;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What Home Assistant's registries say, part by part as they were last read. Immutable; [#with] gives a
/// newer one.
///
/// @param exposed what the owner exposed to conversation; may name entities that do not exist
/// @param entries of exposed entities that have one
record Registries(
        HomeConfig config,
        NavigableSet<EntityId> exposed,
        Map<EntityId, Entry> entries,
        Map<String, RegistryDevice> devices,
        Map<String, RegistryArea> areas,
        NavigableMap<String, Floor> floors,
        NavigableMap<String, Label> labels,
        NavigableMap<String, ServiceDescription> services) {

    static final Registries EMPTY = new Registries(
            new HomeConfig("Home", "", ZoneOffset.UTC, "en", "°C"),
            new TreeSet<>(),
            Map.of(),
            Map.of(),
            Map.of(),
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>());

    /// An entity's entry. Its name is what the owner calls it; empty where the name is the state's.
    record Entry(
            Optional<String> name,
            List<String> aliases,
            Optional<String> area,
            Optional<String> device,
            List<String> labels,
            boolean disabled) {}

    record RegistryDevice(String name, Optional<String> area, List<String> labels) {}

    record RegistryArea(Area area, List<String> labels) {}

    /// These, with one part as Home Assistant now tells it.
    Registries with(Part part, Answer.Success answer) {
        return switch (part) {
            case CONFIG ->
                new Registries(config(answer.object()), exposed, entries, devices, areas, floors, labels, services);
            case EXPOSED -> exposed(exposed(answer.object()));
            case ENTRIES ->
                new Registries(config, exposed, entries(answer.object()), devices, areas, floors, labels, services);
            case DEVICES ->
                new Registries(
                        config,
                        exposed,
                        entries,
                        byId(answer.list(), "id", Registries::device),
                        areas,
                        floors,
                        labels,
                        services);
            case AREAS ->
                new Registries(
                        config,
                        exposed,
                        entries,
                        devices,
                        byId(answer.list(), "area_id", Registries::area),
                        floors,
                        labels,
                        services);
            case FLOORS ->
                new Registries(
                        config,
                        exposed,
                        entries,
                        devices,
                        areas,
                        byId(answer.list(), "floor_id", Registries::floor),
                        labels,
                        services);
            case LABELS ->
                new Registries(
                        config,
                        exposed,
                        entries,
                        devices,
                        areas,
                        floors,
                        byId(answer.list(), "label_id", Registries::label),
                        services);
            case SERVICES ->
                new Registries(
                        config, exposed, entries, devices, areas, floors, labels, Descriptions.read(answer.object()));
        };
    }

    /// These, with another exposure.
    Registries exposed(Collection<EntityId> ids) {
        return new Registries(config, new TreeSet<>(ids), entries, devices, areas, floors, labels, services);
    }

    /// Whether a running Home Assistant said it: while it starts, entities and services are missing.
    static boolean running(Answer.Success config) {
        return "RUNNING".equals(config.object().get("state"));
    }

    /// The catalogue of what is exposed and exists: it has an entry that is not disabled, or a state.
    ///
    /// @param before whose names and capabilities are kept for entities that have no state at the moment, or
    /// one
    ///     that does not tell
    HomeCatalog catalog(Map<EntityId, EntityState> states, Optional<HomeCatalog> before) {
        NavigableMap<EntityId, Entity> entities = new TreeMap<>();
        NavigableMap<String, Device> used = new TreeMap<>();
        boolean anew = before.filter(this::sameUnitsAndVersion).isEmpty();
        for (EntityId id : exposed) {
            Optional<Entry> entry = Optional.ofNullable(entries.get(id));
            Optional<EntityState> state = Optional.ofNullable(states.get(id));
            boolean exists = entry.map(known -> !known.disabled()).orElse(state.isPresent());
            if (!exists) {
                continue;
            }
            Optional<String> deviceId = entry.flatMap(Entry::device).filter(devices::containsKey);
            Optional<RegistryDevice> device = deviceId.map(devices::get);
            Optional<String> area = entry.flatMap(Entry::area)
                    .or(() -> device.flatMap(RegistryDevice::area))
                    .filter(areas::containsKey);
            Optional<Entity> earlier = before.flatMap(catalog -> catalog.entity(id));
            String name = entry.flatMap(Entry::name)
                    .or(() -> state.flatMap(Registries::friendlyName))
                    .or(() -> earlier.map(Entity::name))
                    .orElse(id.value());
            Set<String> marks = Stream.of(
                            entry.map(Entry::labels),
                            device.map(RegistryDevice::labels),
                            area.map(areas::get).map(RegistryArea::labels))
                    .flatMap(Optional::stream)
                    .flatMap(List::stream)
                    .filter(labels::containsKey)
                    .collect(Collectors.toCollection(TreeSet::new));
            List<String> aliases = entry.map(Entry::aliases).orElse(List.of());
            Map<String, Object> last = earlier.map(Entity::capabilities).orElse(Map.of());
            Map<String, Object> capabilities =
                    state.map(now -> Capabilities.after(id, last, now, anew)).orElse(last);
            entities.put(id, new Entity(id, name, aliases, area, deviceId, List.copyOf(marks), capabilities));
            device.ifPresent(
                    known -> used.put(deviceId.orElseThrow(), new Device(deviceId.orElseThrow(), known.name())));
        }
        NavigableMap<String, Area> rooms = new TreeMap<>();
        areas.forEach((id, area) -> rooms.put(id, area.area()));
        return new HomeCatalog(config, entities, used, rooms, floors, labels, services);
    }

    private boolean sameUnitsAndVersion(HomeCatalog before) {
        return before.config().version().equals(config.version())
                && before.config().temperatureUnit().equals(config.temperatureUnit());
    }

    /// Whether the catalogue would differ for another state of the entity. Costs little: it is asked for each
    /// state that changes.
    ///
    /// @param known the catalogue that was made from these
    boolean dependsOn(
            EntityId id, Optional<EntityState> before, Optional<EntityState> after, Optional<HomeCatalog> known) {
        Optional<Entry> entry = Optional.ofNullable(entries.get(id));
        boolean existence = entry.isEmpty() && before.isPresent() != after.isPresent();
        boolean name = entry.flatMap(Entry::name).isEmpty()
                && after.isPresent()
                && !before.flatMap(Registries::friendlyName).equals(after.flatMap(Registries::friendlyName));
        return existence || name || capabilities(id, before, after, known);
    }

    private static boolean capabilities(
            EntityId id, Optional<EntityState> before, Optional<EntityState> after, Optional<HomeCatalog> known) {
        if (after.isEmpty() || (before.isPresent() && !Capabilities.differ(id, before.get(), after.get()))) {
            return false;
        }
        return known.flatMap(catalog -> catalog.entity(id))
                .map(Entity::capabilities)
                .filter(last ->
                        !Capabilities.after(id, last, after.get(), false).equals(last))
                .isPresent();
    }

    private static Optional<String> friendlyName(EntityState state) {
        return Fields.text(state.attributes(), "friendly_name");
    }

    private static HomeConfig config(Map<?, ?> config) {
        ZoneId zone;
        try {
            zone = ZoneId.of(Fields.text(config, "time_zone", "UTC"));
        } catch (DateTimeException e) {
            zone = ZoneOffset.UTC;
        }
        return new HomeConfig(
                Fields.text(config, "location_name", "Home"),
                Fields.text(config, "version", ""),
                zone,
                Fields.text(config, "language", "en"),
                Fields.text(Fields.object(config, "unit_system"), "temperature", "°C"));
    }

    private static Set<EntityId> exposed(Map<?, ?> answer) {
        Set<EntityId> ids = new LinkedHashSet<>();
        Fields.object(answer, "exposed_entities").forEach((name, assistants) -> {
            if (name instanceof String text
                    && assistants instanceof Map<?, ?> map
                    && Boolean.TRUE.equals(map.get("conversation"))) {
                EntityId.parse(text).ifPresent(ids::add);
            }
        });
        return ids;
    }

    private static Map<EntityId, Entry> entries(Map<?, ?> answer) {
        Map<EntityId, Entry> entries = new HashMap<>();
        answer.forEach((name, value) -> {
            if (name instanceof String text && value instanceof Map<?, ?> entry) {
                EntityId.parse(text).ifPresent(id -> entries.put(id, entry(entry)));
            }
        });
        return entries;
    }

    /// A null among the aliases stands for the entity's name itself; it is gone here, as every null is.
    private static Entry entry(Map<?, ?> entry) {
        return new Entry(
                Fields.text(entry, "name"),
                Fields.texts(entry, "aliases"),
                Fields.text(entry, "area_id"),
                Fields.text(entry, "device_id"),
                Fields.texts(entry, "labels"),
                Fields.text(entry, "disabled_by").isPresent());
    }

    private static RegistryDevice device(Map<?, ?> device) {
        return new RegistryDevice(
                Fields.text(device, "name_by_user").orElseGet(() -> Fields.text(device, "name", "")),
                Fields.text(device, "area_id"),
                Fields.texts(device, "labels"));
    }

    private static RegistryArea area(Map<?, ?> area) {
        String id = Fields.text(area, "area_id", "");
        return new RegistryArea(
                new Area(
                        id,
                        Fields.text(area, "name", id),
                        Fields.texts(area, "aliases").stream().sorted().toList(),
                        Fields.text(area, "floor_id")),
                Fields.texts(area, "labels"));
    }

    private static Floor floor(Map<?, ?> floor) {
        String id = Fields.text(floor, "floor_id", "");
        OptionalInt level =
                floor.get("level") instanceof Number number ? OptionalInt.of(number.intValue()) : OptionalInt.empty();
        List<String> aliases = Fields.texts(floor, "aliases").stream().sorted().toList();
        return new Floor(id, Fields.text(floor, "name", id), aliases, level);
    }

    private static Label label(Map<?, ?> label) {
        String id = Fields.text(label, "label_id", "");
        return new Label(id, Fields.text(label, "name", id));
    }

    private static <T> NavigableMap<String, T> byId(List<?> items, String id, Function<Map<?, ?>, T> read) {
        NavigableMap<String, T> byId = new TreeMap<>();
        Fields.objects(items).forEach(item -> Fields.text(item, id).ifPresent(key -> byId.put(key, read.apply(item))));
        return byId;
    }
}
