package io.jarvas.homeassistant;

import io.jarvas.home.CameraPictures;
import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.HomeEvents;
import io.jarvas.home.HomeException;
import io.jarvas.home.HomeException.Code;
import io.jarvas.home.HomeLink;
import io.jarvas.home.HomePlaces;
import io.jarvas.home.HomeRecords;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.home.HomeSnapshot.Source;
import io.jarvas.home.HomeStatus;
import io.jarvas.home.HomeStatus.Problem;
import io.jarvas.home.HomeUsers;
import io.jarvas.home.LiveHome;
import io.jarvas.home.Routines;
import io.jarvas.home.ServiceCall;
import io.jarvas.home.ServiceCaller;
import io.jarvas.home.ServiceDescription;
import io.jarvas.home.ServiceDescription.Response;
import io.jarvas.home.ServiceResult;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/// A Home Assistant: a live copy of what its owner exposed, the way to act on it, and what it can be asked. Safe to use
/// from any thread.
///
/// One WebSocket keeps the copy; while it is down it is tried again without end, and REST stands in. Nothing
/// here fails for good: a token that is put right, a Home Assistant that comes back, are found without a
/// restart.
public final class HomeAssistant
        implements LiveHome,
                HomeLink,
                ServiceCaller,
                Routines,
                HomeRecords,
                CameraPictures,
                HomeEvents,
                HomeUsers,
                HomePlaces,
                AutoCloseable {
    private final HomeAssistantConfig.Timing timing;
    private final SnapshotFeed feed = new SnapshotFeed();
    private final HomeCopy copy;
    private final RestApi rest;
    private final Upkeep upkeep;
    private final Ways ways;
    private final Queries queries;
    private final Records records;
    private final HomeSpeech speech;
    private final Places places;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client;
    private final Thread thread;

    /// Begins to connect, in the background.
    public HomeAssistant(HomeAssistantConfig config, Clock clock) {
        timing = config.timing();
        Addresses addresses = Addresses.of(config.url());
        KeptCatalog kept = new KeptCatalog(config.keptCatalog(), config.url());
        copy = new HomeCopy(feed, clock, timing.statesKept(), kept.read());
        rest = new RestApi(addresses.api(), config.token(), timing.connect());
        client = HttpClient.newBuilder()
                .executor(executor)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timing.connect())
                .build();
        upkeep = new Upkeep(client, addresses.socket(), config, clock, copy, rest, kept);
        ways = new Ways(upkeep, rest);
        queries = new Queries(ways, copy, clock, timing.answer());
        records = new Records(ways, copy, timing.answer());
        speech = new HomeSpeech(ways, new SpeechRequests(client, addresses.api(), config.token(), timing), timing);
        places = new Places(ways, copy, clock, timing.answer());
        thread = Thread.ofVirtual().name("home-assistant").start(upkeep);
    }

    @Override
    public HomeStatus status() {
        return upkeep.status();
    }

    @Override
    public Optional<HomeSnapshot> snapshot() {
        return copy.snapshot();
    }

    @Override
    public HomeSnapshot fresh() {
        Optional<HomeSnapshot> newest = feed.newest();
        return newest.isPresent() && newest.get().source() == Source.LIVE ? newest.get() : polled(timing.answer());
    }

    private HomeSnapshot polled(Duration limit) {
        if (upkeep.status().problem().equals(Optional.of(Problem.WRONG_TOKEN))) {
            throw new HomeException(Code.WRONG_TOKEN, upkeep.status().detail());
        }
        if (copy.catalog().isEmpty()) {
            throw new HomeException(Code.UNREACHABLE, "it is not known yet what of the home is exposed");
        }
        return copy.polled(rest.states(limit))
                .orElseThrow(() -> new HomeException(Code.UNREACHABLE, "nothing is known of the home"));
    }

    @Override
    public Optional<HomeSnapshot> await(Predicate<HomeSnapshot> condition, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        SnapshotFeed.Reader reader = feed.reader();
        try {
            if (reader.current().filter(condition).isPresent()) {
                return reader.current();
            }
            while (true) {
                Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
                boolean live = reader.current().map(HomeSnapshot::source).equals(Optional.of(Source.LIVE));
                boolean came = reader.next(live || left.compareTo(timing.poll()) < 0 ? left : timing.poll());
                if (came && reader.current().filter(condition).isPresent()) {
                    return reader.current();
                }
                if (!came && System.nanoTime() >= end) {
                    return Optional.empty();
                }
                if (!came && !live) {
                    poll(Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime())));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /// The snapshot comes through the feed; without one, the wait goes on for the socket.
    private void poll(Duration limit) {
        try {
            polled(limit);
        } catch (HomeException e) {
            System.getLogger(HomeAssistant.class.getName())
                    .log(System.Logger.Level.DEBUG, "No states over REST while waiting for one: {0}", e.code());
        }
    }

    @Override
    public ServiceResult call(ServiceCall call) {
        boolean response = response(call) != Response.NONE;
        return ways.either(
                connection -> call(connection, call, response), rest -> rest.call(call, response, timing.call()));
    }

    private Response response(ServiceCall call) {
        return copy.catalog()
                .flatMap(catalog -> Optional.ofNullable(catalog.services().get(call.id())))
                .map(ServiceDescription::response)
                .orElse(Response.NONE);
    }

    private ServiceResult call(Connection connection, ServiceCall call, boolean response) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("domain", call.domain());
        fields.put("service", call.service());
        fields.put("service_data", call.data());
        if (!call.targets().isEmpty()) {
            fields.put(
                    "target",
                    Map.of(
                            "entity_id",
                            call.targets().stream().map(EntityId::value).toList()));
        }
        if (response) {
            fields.put("return_response", true);
        }
        Answer.Success answer = Ways.ask(connection, "call_service", fields, timing.call());
        return new ServiceResult(Fields.members(answer.object(), "response"));
    }

    @Override
    public Optional<Map<String, Object>> config(EntityId routine) {
        return queries.config(routine);
    }

    @Override
    public byte[] picture(EntityId camera) {
        return queries.picture(camera);
    }

    @Override
    public void fire(String type, Map<String, Object> data) {
        queries.fire(type, data);
    }

    @Override
    public boolean administrator(String user) {
        return queries.administrator(user);
    }

    @Override
    public Optional<String> name(String user) {
        return queries.name(user);
    }

    @Override
    public Optional<String> deviceName(String device) {
        return places.device(device).map(PlacedDevice::name).filter(name -> !name.isBlank());
    }

    @Override
    public Optional<PlacedDevice> device(String id) {
        return places.device(id);
    }

    @Override
    public Optional<PlacedEntity> entity(EntityId id) {
        return places.entity(id);
    }

    @Override
    public Optional<String> user(String device) {
        return places.user(device);
    }

    @Override
    public List<EntityState> history(EntityId entity, Instant from, Instant to) {
        return records.history(entity, from, to);
    }

    @Override
    public List<Map<String, Object>> statistics(EntityId entity, Instant from, Instant to, Duration period) {
        return records.statistics(entity, from, to, period);
    }

    /// What it listens and speaks with.
    public HomeSpeech speech() {
        return speech;
    }

    /// Ends the connection and everything that runs for it.
    @Override
    public void close() {
        ways.close();
        upkeep.close();
        client.shutdownNow();
        executor.shutdownNow();
        rest.close();
        thread.interrupt();
        try {
            thread.join(timing.connect());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
