package io.jarvas.homeassistant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.jarvas.home.EntityId;
import io.jarvas.home.HomeException;
import io.jarvas.home.HomePlaces;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where devices and entities are that need not be exposed. Devices are in the copy; of an entity, and of whose a
/// device is, Home Assistant is asked, once a minute at most. Safe to use from any thread.
final class Places implements HomePlaces {
    private static final Logger LOG = System.getLogger(Places.class.getName());
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final int MOST = 1_000;
    private static final String OWNERS = "owners";

    private final Ways ways;
    private final HomeCopy copy;
    private final Duration answer;
    private final Cache<EntityId, Optional<PlacedEntity>> entities;
    private final Cache<String, Map<String, String>> owners;

    Places(Ways ways, HomeCopy copy, InstantSource clock, Duration answer) {
        this.ways = ways;
        this.copy = copy;
        this.answer = answer;
        this.entities = cache(clock).build();
        this.owners = cache(clock).build();
    }

    private static Caffeine<Object, Object> cache(InstantSource clock) {
        return Caffeine.newBuilder()
                .expireAfterWrite(KEPT)
                .maximumSize(MOST)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .executor(Runnable::run);
    }

    @Override
    public Optional<PlacedDevice> device(String id) {
        return copy.device(id).map(device -> new PlacedDevice(device.name(), device.area()));
    }

    @Override
    public Optional<PlacedEntity> entity(EntityId id) {
        Optional<PlacedEntity> known = entities.getIfPresent(id);
        if (known != null) {
            return known;
        }
        Optional<PlacedEntity> read = placed(id);
        entities.put(id, read);
        return read;
    }

    /// Home Assistant refuses what has no entry.
    private Optional<PlacedEntity> placed(EntityId id) {
        try {
            return ways.socket(connection -> Ways.ask(
                                    connection, "config/entity_registry/get", Map.of("entity_id", id.value()), answer)
                            .object())
                    .map(entry -> new PlacedEntity(Fields.text(entry, "device_id"), Fields.text(entry, "area_id")));
        } catch (HomeException e) {
            LOG.log(Level.DEBUG, "Where an entity is cannot be read: {0}", e.code());
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> user(String device) {
        Map<String, String> known = owners.getIfPresent(OWNERS);
        if (known == null) {
            known = owners();
            owners.put(OWNERS, known);
        }
        return Optional.ofNullable(known.get(device));
    }

    /// The user of each device that tells where one person is. What tells of several is nobody's own.
    private Map<String, String> owners() {
        try {
            return ways.socket(connection -> owners(connection)).orElse(Map.of());
        } catch (HomeException e) {
            LOG.log(Level.DEBUG, "Whose a device is cannot be read: {0}", e.code());
            return Map.of();
        }
    }

    private Map<String, String> owners(Connection connection) {
        Map<String, Set<String>> trackers =
                trackers(Ways.ask(connection, "person/list", Map.of(), answer).object());
        if (trackers.isEmpty()) {
            return Map.of();
        }
        Map<?, ?> entries = Ways.ask(
                        connection,
                        Part.ENTRIES.command(),
                        Map.of("entity_ids", List.copyOf(trackers.keySet())),
                        answer)
                .object();
        Map<String, Set<String>> users = new HashMap<>();
        trackers.forEach((tracker, persons) -> Fields.text(Fields.object(entries, tracker), "device_id")
                .ifPresent(device ->
                        users.computeIfAbsent(device, _ -> new HashSet<>()).addAll(persons)));
        return users.entrySet().stream()
                .filter(device -> device.getValue().size() == 1)
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        device -> device.getValue().iterator().next()));
    }

    /// The users of each tracker.
    private static Map<String, Set<String>> trackers(Map<?, ?> persons) {
        Map<String, Set<String>> users = new LinkedHashMap<>();
        Stream.of("storage", "config")
                .flatMap(kind -> Fields.objects(Fields.list(persons, kind)))
                .forEach(person -> Fields.text(person, "user_id")
                        .ifPresent(user -> Fields.texts(person, "device_trackers")
                                .forEach(tracker -> users.computeIfAbsent(tracker, _ -> new HashSet<>())
                                        .add(user))));
        return users;
    }
}
