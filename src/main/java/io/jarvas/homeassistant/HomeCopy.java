package io.jarvas.homeassistant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.HomeCatalog;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.home.HomeSnapshot.Source;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The copy of the home that is kept here: states and registries come in, snapshots go out. Safe to use from
/// any thread.
///
/// The catalogue is made anew from the registries only where it was asked for ([#renew()]), and replaced only
/// where it differs.
final class HomeCopy {
    private static final String STATES = "states";

    private final SnapshotFeed feed;
    private final Clock clock;
    /// What is still worth showing once the socket is down.
    private final Cache<String, HomeSnapshot> remembered;

    private Optional<Registries> registries = Optional.empty();
    private Optional<HomeCatalog> catalog;
    private NavigableSet<EntityId> exposed;
    private Map<EntityId, EntityState> states = Map.of();
    private boolean live;

    /// @param kept the catalogue of an earlier run
    HomeCopy(SnapshotFeed feed, Clock clock, Duration statesKept, Optional<HomeCatalog> kept) {
        this.feed = feed;
        this.clock = clock;
        this.remembered = Caffeine.newBuilder()
                .expireAfterWrite(statesKept)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .executor(Runnable::run)
                .build();
        this.catalog = kept;
        this.exposed =
                kept.map(known -> new TreeSet<>(known.entities().keySet())).orElseGet(TreeSet::new);
        kept.ifPresent(known -> feed.publish(new HomeSnapshot(known, Map.of(), Source.LAST_KNOWN, Instant.EPOCH)));
    }

    /// The newest snapshot. Without the socket, its states are gone once they are too old.
    Optional<HomeSnapshot> snapshot() {
        Optional<HomeSnapshot> newest = feed.newest();
        if (newest.isEmpty() || newest.get().source() == Source.LIVE || remembered.getIfPresent(STATES) != null) {
            return newest;
        }
        return newest.map(old -> new HomeSnapshot(old.catalog(), Map.of(), Source.LAST_KNOWN, old.asOf()));
    }

    /// Whether states are remembered that are young enough to be shown.
    boolean remembers() {
        return remembered.getIfPresent(STATES) != null;
    }

    synchronized Optional<HomeCatalog> catalog() {
        return catalog;
    }

    /// A device as it was last told of, exposed or not.
    synchronized Optional<Registries.RegistryDevice> device(String id) {
        return registries.map(Registries::devices).map(devices -> devices.get(id));
    }

    synchronized NavigableSet<EntityId> exposed() {
        return exposed;
    }

    /// The first event of a subscription, which holds all states. From here on the copy is live.
    ///
    /// @param now the registries that go with it; without any, the last known catalogue stays
    synchronized void begin(Map<String, @Nullable Object> event, Optional<Registries> now) {
        registries = now;
        exposed = now.map(Registries::exposed).orElse(exposed);
        states = CompressedStates.apply(Map.of(), event, exposed);
        live = true;
        renew();
    }

    /// A later event of a subscription.
    ///
    /// @return whether the catalogue should be renewed because of it
    synchronized boolean change(Map<String, @Nullable Object> event) {
        if (!live) {
            return false;
        }
        Map<EntityId, EntityState> before = states;
        states = CompressedStates.apply(before, event, exposed);
        publish();
        return registries.isPresent() && matters(registries.get(), before, event);
    }

    private boolean matters(Registries known, Map<EntityId, EntityState> before, Map<String, @Nullable Object> event) {
        Set<EntityId> touched = new TreeSet<>();
        for (String kind : new String[] {"a", "c"}) {
            if (event.get(kind) instanceof Map<?, ?> changes) {
                changes.keySet()
                        .forEach(name -> EntityId.parse(String.valueOf(name)).ifPresent(touched::add));
            }
        }
        if (event.get("r") instanceof Iterable<?> removed) {
            removed.forEach(name -> EntityId.parse(String.valueOf(name)).ifPresent(touched::add));
        }
        return touched.stream()
                .filter(exposed::contains)
                .anyMatch(id -> known.dependsOn(
                        id, Optional.ofNullable(before.get(id)), Optional.ofNullable(states.get(id)), catalog));
    }

    /// Newer registries with the same exposure.
    synchronized void registries(Registries now) {
        registries = Optional.of(now);
        exposed = now.exposed();
        renew();
    }

    /// Makes the catalogue anew from registries and states, and publishes.
    synchronized void renew() {
        if (registries.isPresent()) {
            HomeCatalog made = registries.get().catalog(states, catalog);
            if (catalog.isEmpty() || !catalog.get().equals(made)) {
                catalog = Optional.of(made);
            }
        }
        publish();
    }

    private void publish() {
        if (live && catalog.isPresent()) {
            feed.publish(new HomeSnapshot(catalog.get(), states, Source.LIVE, clock.instant()));
        }
    }

    /// The socket is gone: what it told last is remembered for a while.
    synchronized void lost() {
        if (live && catalog.isPresent()) {
            live = false;
            remember(new HomeSnapshot(catalog.get(), states, Source.LAST_KNOWN, clock.instant()));
        }
    }

    /// REST does not answer either.
    synchronized void unreachable() {
        Optional<HomeSnapshot> newest = feed.newest();
        if (newest.isPresent() && newest.get().source() == Source.POLLED) {
            HomeSnapshot polled = newest.get();
            feed.publish(new HomeSnapshot(polled.catalog(), polled.states(), Source.LAST_KNOWN, polled.asOf()));
        }
    }

    /// States that were read over REST, of whatever entities; those exposed are kept.
    ///
    /// @return the newest snapshot, which is the socket's where that is back
    synchronized Optional<HomeSnapshot> polled(Map<EntityId, EntityState> all) {
        if (!live && catalog.isPresent()) {
            Map<EntityId, EntityState> shown = new HashMap<>(all);
            shown.keySet().retainAll(catalog.get().entities().keySet());
            states = Map.copyOf(shown);
            catalog = Optional.of(Capabilities.after(catalog.get(), states));
            remember(new HomeSnapshot(catalog.get(), states, Source.POLLED, clock.instant()));
        }
        return feed.newest();
    }

    private void remember(HomeSnapshot snapshot) {
        remembered.put(STATES, snapshot);
        feed.publish(snapshot);
    }
}
