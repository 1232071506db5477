package io.jarvas.bench;

import io.jarvas.home.Entity;
import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.HomeCatalog;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.home.LiveHome;
import io.jarvas.search.GeneratedHome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/// A home of words whose states a benchmark changes. Nothing is known of it until it is [#publish]ed.
///
/// Its sensors say what they measure in their states too, as Home Assistant's do. One thread changes it.
final class ChangingHome implements LiveHome {
    private static final List<String> SWITCHED = List.of("light", "switch", "cover", "fan", "lock", "media_player");

    private final Clock clock;
    private HomeCatalog catalog;
    private Map<EntityId, EntityState> states;
    private final Map<EntityId, EntityState> first;
    private final List<EntityId> ids;
    private volatile Optional<HomeSnapshot> newest = Optional.empty();
    private int rustles;

    ChangingHome(GeneratedHome.Naming naming, int size, Clock clock) {
        HomeSnapshot generated = GeneratedHome.snapshot(naming, size);
        this.clock = clock;
        this.catalog = generated.catalog();
        this.states = new HashMap<>(generated.states());
        catalog.entities().values().forEach(this::measure);
        this.first = Map.copyOf(states);
        this.ids = List.copyOf(new TreeSet<>(states.keySet()));
    }

    private void measure(Entity entity) {
        if (entity.id().domain().equals("sensor")) {
            states.computeIfPresent(entity.id(), (_, state) -> {
                Map<String, Object> attributes = new TreeMap<>(entity.capabilities());
                attributes.putAll(state.attributes());
                return new EntityState(state.value(), attributes, state.changed(), state.updated());
            });
        }
    }

    HomeSnapshot publish() {
        HomeSnapshot snapshot = new HomeSnapshot(
                catalog, Collections.unmodifiableMap(new HashMap<>(states)), HomeSnapshot.Source.LIVE, clock.instant());
        newest = Optional.of(snapshot);
        return snapshot;
    }

    /// Switches things, the first of the home: on what was off, open what was closed, and the other way round
    /// where they were switched before.
    void change(int count) {
        List<EntityId> switched = catalog.entities().keySet().stream()
                .filter(id -> SWITCHED.contains(id.domain()))
                .filter(id -> first.containsKey(id) && first.get(id).available())
                .limit(count)
                .toList();
        if (switched.size() < count) {
            throw new IllegalArgumentException("the home has " + switched.size() + " things to switch");
        }
        switched.forEach(id -> {
            EntityState before = first.get(id);
            boolean switchedBefore = !before.equals(states.get(id));
            set(
                    id,
                    switchedBefore
                            ? before
                            : new EntityState(other(before.value()), before.attributes(), now(), now()));
        });
    }

    private static String other(String value) {
        return switch (value) {
            case "on", "playing" -> "off";
            case "off" -> "on";
            case "open" -> "closed";
            case "closed" -> "open";
            case "locked" -> "unlocked";
            case "unlocked" -> "locked";
            default -> "idle";
        };
    }

    /// Changes one state, the next of all: a measurement by a little, or by much at every tenth time; anything
    /// else is switched.
    void changeOne(int number) {
        EntityId id = ids.get(Math.floorMod(number * 7919, ids.size()));
        EntityState before = states.getOrDefault(id, first.get(id));
        String value = before.value();
        boolean measures = value.matches("-?\\d+(\\.\\d+)?");
        String next = measures
                ? String.valueOf(round(Double.parseDouble(first.get(id).value()) * (number % 10 == 0 ? 1.5 : 1.01)))
                : other(value);
        set(id, new EntityState(next, before.attributes(), now(), now()));
    }

    /// Lets every sensor of power, signal strength and temperature move a little around what it first showed.
    ///
    /// @return how many there are
    int rustle() {
        rustles++;
        int side = rustles % 3 - 1;
        List<EntityId> noisy = new ArrayList<>();
        first.forEach((id, state) -> {
            Optional<Double> step = step(state);
            if (step.isPresent()) {
                noisy.add(id);
                double value = Double.parseDouble(state.value()) + side * step.get();
                set(id, new EntityState(String.valueOf(round(value)), state.attributes(), now(), now()));
            }
        });
        return noisy.size();
    }

    private static Optional<Double> step(EntityState state) {
        if (!state.value().matches("-?\\d+(\\.\\d+)?")) {
            return Optional.empty();
        }
        return switch (String.valueOf(state.attributes().get("device_class"))) {
            case "temperature" -> Optional.of(0.1);
            case "signal_strength" -> Optional.of(3.0);
            case "power" -> Optional.of(Double.parseDouble(state.value()) * 0.1);
            default -> Optional.empty();
        };
    }

    private static double round(double value) {
        return Math.round(value * 10) / 10.0;
    }

    /// Gives one thing another name, as an owner does.
    void rename() {
        NavigableMap<EntityId, Entity> entities = new TreeMap<>(catalog.entities());
        Entity old = entities.firstEntry().getValue();
        entities.put(
                old.id(),
                new Entity(
                        old.id(),
                        old.name() + " of the east wing",
                        old.aliases(),
                        old.area(),
                        old.device(),
                        old.labels(),
                        old.capabilities()));
        catalog = new HomeCatalog(
                catalog.config(),
                entities,
                catalog.devices(),
                catalog.areas(),
                catalog.floors(),
                catalog.labels(),
                catalog.services());
    }

    private void set(EntityId id, EntityState state) {
        states.put(id, state);
    }

    private Instant now() {
        return clock.instant();
    }

    @Override
    public Optional<HomeSnapshot> snapshot() {
        return newest;
    }

    @Override
    public HomeSnapshot fresh() {
        return newest.orElseThrow();
    }

    /// Tries the newest one only.
    @Override
    public Optional<HomeSnapshot> await(Predicate<HomeSnapshot> condition, Duration limit) {
        return newest.filter(condition);
    }
}
