package io.jarvas.action;

import io.jarvas.home.Area;
import io.jarvas.home.Entity;
import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.Floor;
import io.jarvas.home.HomeCatalog;
import io.jarvas.home.HomeConfig;
import io.jarvas.home.HomeException;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.home.Label;
import io.jarvas.home.LiveHome;
import io.jarvas.home.ServiceCall;
import io.jarvas.home.ServiceCaller;
import io.jarvas.home.ServiceDescription;
import io.jarvas.home.ServiceResult;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;

/// A home in memory that publishes snapshots and records calls.
public final class FakeHome implements LiveHome, ServiceCaller {
    private final TreeMap<EntityId, Entity> entities = new TreeMap<>();
    private final TreeMap<String, Area> areas = new TreeMap<>();
    private final TreeMap<String, Floor> floors = new TreeMap<>();
    private final TreeMap<String, Label> labels = new TreeMap<>();
    private final TreeMap<String, ServiceDescription> services = new TreeMap<>();
    private final Map<EntityId, EntityState> states = new TreeMap<>();
    private final List<HomeSnapshot> published = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    public final List<ServiceCall> calls = new CopyOnWriteArrayList<>();

    /// What a call does, and answers.
    public Function<ServiceCall, ServiceResult> answer = _ -> new ServiceResult(Map.of());
    boolean away;

    /// Whether whoever waits is not told of what is published.
    volatile boolean quiet;

    /// Counted down once somebody who waited was told what he waited for.
    final CountDownLatch found = new CountDownLatch(1);

    /// What befalls whoever begins to wait.
    Runnable onAwait = () -> {};

    public FakeHome entity(String id, String state, Map<String, Object> attributes) {
        return entity(id, state, attributes, "", List.of());
    }

    public FakeHome entity(String id, String state) {
        return entity(id, state, Map.of());
    }

    public FakeHome entity(
            String id, String state, Map<String, Object> attributes, String area, List<String> entityLabels) {
        EntityId key = new EntityId(id);
        Optional<String> in = area.isEmpty() ? Optional.empty() : Optional.of(area);
        entities.put(key, new Entity(key, id, List.of(), in, Optional.empty(), entityLabels));
        return set(id, state, attributes);
    }

    /// One that the owner has given a name.
    public FakeHome named(String id, String name, String state, Map<String, Object> attributes, String area) {
        EntityId key = new EntityId(id);
        Optional<String> in = area.isEmpty() ? Optional.empty() : Optional.of(area);
        entities.put(key, new Entity(key, name, List.of(), in, Optional.empty(), List.of(), attributes));
        return set(id, state, attributes);
    }

    public FakeHome area(String id, String name, String floor) {
        areas.put(id, new Area(id, name, List.of(), Optional.of(floor)));
        return this;
    }

    public FakeHome floor(String id, String name) {
        floors.put(id, new Floor(id, name, List.of(), OptionalInt.empty()));
        return this;
    }

    public FakeHome label(String id, String name) {
        labels.put(id, new Label(id, name));
        return this;
    }

    public FakeHome services(String... ids) {
        for (String id : ids) {
            String[] parts = id.split("\\.");
            services.put(id, new ServiceDescription(parts[0], parts[1], ServiceDescription.Response.NONE));
        }
        return publish();
    }

    public FakeHome set(String id, String state) {
        return set(id, state, Map.of());
    }

    /// A new state, published.
    public FakeHome set(String id, String state, Map<String, Object> attributes) {
        states.put(new EntityId(id), new EntityState(state, attributes, Instant.EPOCH, Instant.EPOCH));
        return publish();
    }

    private FakeHome publish() {
        lock.lock();
        try {
            HomeConfig config = new HomeConfig("Home", "2026.11.0", ZoneId.of("UTC"), "en", "°C");
            HomeCatalog catalog = new HomeCatalog(config, entities, new TreeMap<>(), areas, floors, labels, services);
            published.add(new HomeSnapshot(catalog, Map.copyOf(states), HomeSnapshot.Source.LIVE, Instant.EPOCH));
            if (!quiet) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
        return this;
    }

    @Override
    public Optional<HomeSnapshot> snapshot() {
        return Optional.of(published.getLast());
    }

    @Override
    public HomeSnapshot fresh() {
        if (away) {
            throw new HomeException(HomeException.Code.UNREACHABLE, "gone");
        }
        return published.getLast();
    }

    @Override
    public Optional<HomeSnapshot> await(Predicate<HomeSnapshot> condition, Duration limit) {
        onAwait.run();
        long left = limit.toNanos();
        lock.lock();
        try {
            int at = published.size() - 1;
            while (true) {
                for (; at < published.size(); at++) {
                    if (condition.test(published.get(at))) {
                        found.countDown();
                        return Optional.of(published.get(at));
                    }
                }
                if (left <= 0) {
                    return Optional.empty();
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public ServiceResult call(ServiceCall call) {
        calls.add(call);
        return answer.apply(call);
    }

    /// Waits without a sleep.
    static void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody came");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
