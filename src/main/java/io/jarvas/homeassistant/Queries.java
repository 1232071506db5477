package io.jarvas.homeassistant;

import io.jarvas.home.CameraPictures;
import io.jarvas.home.EntityId;
import io.jarvas.home.HomeCatalog;
import io.jarvas.home.HomeEvents;
import io.jarvas.home.HomeException;
import io.jarvas.home.HomeException.Code;
import io.jarvas.home.HomeUsers;
import io.jarvas.home.Routines;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What is asked of Home Assistant beside states and services: what its routines do, what its cameras see, who
/// its users are; and what it is told. Safe to use from any thread.
final class Queries implements Routines, CameraPictures, HomeEvents, HomeUsers {
    private static final Logger LOG = System.getLogger(Queries.class.getName());
    private static final Duration ROUTINE = Duration.ofSeconds(1);
    private static final Duration PICTURE = Duration.ofSeconds(10);
    private static final int LARGEST_PICTURE = 5 << 20;
    private static final Duration USERS_KEPT = Duration.ofMinutes(1);

    private final Ways ways;
    private final HomeCopy copy;
    private final InstantSource clock;
    private final Duration answer;

    /// The administrators, as they were last read.
    private volatile Administrators administrators = new Administrators(Set.of(), Instant.MIN);

    private record Administrators(Set<String> ids, Instant read) {}

    Queries(Ways ways, HomeCopy copy, InstantSource clock, Duration answer) {
        this.ways = ways;
        this.copy = copy;
        this.clock = clock;
        this.answer = answer;
    }

    /// A blueprint's configuration does not say what it does: it counts as one that cannot be read.
    @Override
    public Optional<Map<String, Object>> config(EntityId routine) {
        try {
            return (switch (routine.domain()) {
                        case "script", "automation" -> kept(routine);
                        case "scene" -> scene(routine);
                        default -> Optional.<Map<String, Object>>empty();
                    })
                    .filter(config -> !config.isEmpty() && !config.containsKey("use_blueprint"));
        } catch (HomeException e) {
            LOG.log(Level.DEBUG, "What a routine does cannot be read: {0}", e.code());
            return Optional.empty();
        }
    }

    /// Over the socket alone: REST knows a script by the name under which it was made, which another may bear
    /// now.
    private Optional<Map<String, Object>> kept(EntityId routine) {
        return ways.socket(connection -> Fields.members(
                Ways.ask(connection, routine.domain() + "/config", Map.of("entity_id", routine.value()), ROUTINE)
                        .object(),
                "config"));
    }

    private Optional<Map<String, Object>> scene(EntityId scene) {
        return shownId(scene).or(() -> registeredId(scene)).map(id -> ways.rest(rest -> rest.scene(id, ROUTINE)));
    }

    private Optional<String> shownId(EntityId scene) {
        return copy.snapshot()
                .flatMap(snapshot -> snapshot.state(scene))
                .flatMap(state -> Fields.text(state.attributes(), "id"));
    }

    /// Only Home Assistant's own scenes have their id as `unique_id`, not those of a hub.
    private Optional<String> registeredId(EntityId scene) {
        return ways.socket(connection -> Ways.ask(
                                connection, "config/entity_registry/get", Map.of("entity_id", scene.value()), ROUTINE)
                        .object())
                .filter(entry -> "homeassistant".equals(entry.get("platform")))
                .flatMap(entry -> Fields.text(entry, "unique_id"));
    }

    @Override
    public byte[] picture(EntityId camera) {
        exposed(copy.catalog(), camera);
        byte[] picture = ways.rest(rest -> rest.picture(camera, LARGEST_PICTURE, PICTURE));
        if (!startsWith(picture, 0xFF, 0xD8) && !startsWith(picture, 0x89, 'P', 'N', 'G')) {
            throw new HomeException(Code.REFUSED, "the camera gives neither JPEG nor PNG");
        }
        return picture;
    }

    /// @throws HomeException where the entity is not exposed
    static void exposed(Optional<HomeCatalog> catalog, EntityId entity) {
        if (catalog.flatMap(known -> known.entity(entity)).isEmpty()) {
            throw new HomeException(Code.REFUSED, "nothing exposed has that id");
        }
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        for (int i = 0; i < start.length; i++) {
            if (bytes.length <= i || (bytes[i] & 0xFF) != start[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void fire(String type, Map<String, Object> data) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("event_type", type);
        fields.put("event_data", data);
        ways.either(connection -> Ways.ask(connection, "fire_event", fields, answer), rest -> {
            rest.fire(type, data, answer);
            return true;
        });
    }

    @Override
    public boolean administrator(String user) {
        Administrators known = administrators;
        if (known.read().isAfter(clock.instant().minus(USERS_KEPT))) {
            return known.ids().contains(user);
        }
        try {
            Optional<Set<String>> read = ways.socket(
                    connection -> administrators(Ways.ask(connection, "config/auth/list", Map.of(), answer)));
            read.ifPresent(ids -> administrators = new Administrators(ids, clock.instant()));
            return read.filter(ids -> ids.contains(user)).isPresent();
        } catch (HomeException e) {
            LOG.log(Level.DEBUG, "Who is an administrator cannot be read: {0}", e.code());
            return false;
        }
    }

    private static Set<String> administrators(Answer.Success users) {
        return Fields.objects(users.list())
                .filter(user -> !Boolean.FALSE.equals(user.get("is_active")))
                .filter(user -> Boolean.TRUE.equals(user.get("is_owner"))
                        || Fields.texts(user, "group_ids").contains("system-admin"))
                .flatMap(user -> Fields.text(user, "id").stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
