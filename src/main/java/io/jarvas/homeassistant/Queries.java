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
import java.util.function.Function;
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
    private volatile Users users = new Users(Map.of(), Instant.MIN);

    private record Users(Map<String, User> byId, Instant read) {}

    /// One who is active.
    private record User(String id, String name, boolean administrator) {}

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
        return user(user).filter(User::administrator).isPresent();
    }

    @Override
    public Optional<String> name(String user) {
        return user(user).map(User::name).filter(name -> !name.isBlank());
    }

    private Optional<User> user(String id) {
        Users known = users;
        if (!known.read().isAfter(clock.instant().minus(USERS_KEPT))) {
            try {
                Optional<Map<String, User>> read =
                        ways.socket(connection -> users(Ways.ask(connection, "config/auth/list", Map.of(), answer)));
                known = new Users(read.orElse(Map.of()), clock.instant());
                if (read.isPresent()) {
                    users = known;
                }
            } catch (HomeException e) {
                LOG.log(Level.DEBUG, "Home Assistant's users cannot be read: {0}", e.code());
                return Optional.empty();
            }
        }
        return Optional.ofNullable(known.byId().get(id));
    }

    private static Map<String, User> users(Answer.Success users) {
        return Fields.objects(users.list())
                .filter(user -> !Boolean.FALSE.equals(user.get("is_active")))
                .flatMap(user -> Fields.text(user, "id")
                        .map(id -> new User(
                                id,
                                Fields.text(user, "name", ""),
                                Boolean.TRUE.equals(user.get("is_owner"))
                                        || Fields.texts(user, "group_ids").contains("system-admin")))
                        .stream())
                .collect(Collectors.toUnmodifiableMap(User::id, Function.identity(), (one, _) -> one));
    }
}
