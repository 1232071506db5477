package io.jarvas.action;

import io.jarvas.home.Entity;
import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.HomeCatalog;
import io.jarvas.home.HomeException;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.home.LiveHome;
import io.jarvas.home.Routines;
import io.jarvas.home.ServiceCall;
import io.jarvas.home.ServiceCaller;
import io.jarvas.home.ServiceResult;
import io.jarvas.homeassistant.HomeAssistant;
import io.jarvas.homeassistant.HomeAssistantConfig;
import io.jarvas.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/// A real Home Assistant in which everything is exposed, whatever its owner exposes: its states are read over REST.
final class RealHouse implements LiveHome, ServiceCaller, Routines, AutoCloseable {
    private final HomeAssistant home;
    private final HttpClient http = HttpClient.newHttpClient();

    RealHouse(Path directory) {
        home = new HomeAssistant(
                new HomeAssistantConfig(URI.create(url()), token(), directory.resolve("home.json")), Clock.systemUTC());
        home.await(snapshot -> snapshot.source() == HomeSnapshot.Source.LIVE, Duration.ofSeconds(20));
    }

    private static String url() {
        return System.getenv("JARVAS_TEST_HA_URL");
    }

    private static String token() {
        return System.getenv("JARVAS_TEST_HA_TOKEN");
    }

    @Override
    public Optional<HomeSnapshot> snapshot() {
        return Optional.of(fresh());
    }

    @Override
    public HomeSnapshot fresh() {
        HomeCatalog known = home.fresh().catalog();
        TreeMap<EntityId, Entity> entities = new TreeMap<>();
        Map<EntityId, EntityState> states = new HashMap<>();
        for (Object each : (List<?>) Json.value(get("/api/states"))) {
            Map<String, Object> state = Json.object(Json.text(each));
            EntityId id = new EntityId(String.valueOf(state.get("entity_id")));
            entities.put(
                    id,
                    known.entity(id)
                            .orElseGet(() -> new Entity(
                                    id, id.value(), List.of(), Optional.empty(), Optional.empty(), List.of())));
            states.put(
                    id,
                    new EntityState(
                            String.valueOf(state.get("state")),
                            Json.object(Json.text(state.get("attributes"))),
                            Instant.EPOCH,
                            Instant.EPOCH));
        }
        HomeCatalog catalog = new HomeCatalog(
                known.config(),
                entities,
                known.devices(),
                known.areas(),
                known.floors(),
                known.labels(),
                known.services());
        return new HomeSnapshot(catalog, states, HomeSnapshot.Source.LIVE, Instant.now());
    }

    @Override
    public Optional<HomeSnapshot> await(Predicate<HomeSnapshot> condition, Duration limit) {
        try {
            return Optional.of(Awaitility.await()
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(50))
                    .timeout(limit)
                    .until(this::fresh, condition));
        } catch (ConditionTimeoutException e) {
            return Optional.empty();
        }
    }

    @Override
    public ServiceResult call(ServiceCall call) {
        return home.call(call);
    }

    @Override
    public Optional<Map<String, Object>> config(EntityId routine) {
        return home.config(routine);
    }

    /// The services that it offers, by their ids.
    NavigableSet<String> services() {
        return new TreeSet<>(home.fresh().catalog().services().keySet());
    }

    private String get(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + path))
                .header("Authorization", "Bearer " + token())
                .build();
        try {
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new HomeException(HomeException.Code.UNREACHABLE, "gone", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HomeException(HomeException.Code.UNREACHABLE, "interrupted", e);
        }
    }

    @Override
    public void close() {
        home.close();
        http.close();
    }
}
