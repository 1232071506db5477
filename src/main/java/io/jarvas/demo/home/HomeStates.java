package io.jarvas.demo.home;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The present state of every entity. Used by the home's thread alone.
final class HomeStates {
    private final Map<String, HomeState> states = new LinkedHashMap<>();
    private final HomeBus bus;
    private boolean begun;

    HomeStates(HomeBus bus) {
        this.bus = bus;
    }

    Collection<HomeState> all() {
        return Collections.unmodifiableCollection(states.values());
    }

    Optional<HomeState> find(String entityId) {
        return Optional.ofNullable(states.get(entityId));
    }

    /// @throws NoSuchElementException where there is no such entity
    HomeState get(String entityId) {
        return find(entityId).orElseThrow(() -> new NoSuchElementException(entityId));
    }

    /// Ends the building of the home: until now, a state was the entity's first, and nobody was told.
    void begin() {
        begun = true;
    }

    /// Gives the entity a state. Nothing happens, and no event is fired, where it has that state already.
    void set(String entityId, String value, Map<String, @Nullable Object> attributes, HomeContext context) {
        HomeState before = begun ? states.get(entityId) : null;
        if (before != null
                && before.value().equals(value)
                && before.attributes().equals(attributes)) {
            return;
        }
        Instant now = bus.now();
        Instant changed = before != null && before.value().equals(value) ? before.changed() : now;
        HomeState after = new HomeState(entityId, value, attributes, changed, now, context);
        states.put(entityId, after);
        if (begun) {
            changed(entityId, before, after, context);
        }
    }

    /// Gives the entity a state and some attributes, and leaves the others as they are.
    void update(String entityId, String value, Map<String, ? extends @Nullable Object> some, HomeContext context) {
        Map<String, @Nullable Object> attributes =
                new LinkedHashMap<>(get(entityId).attributes());
        attributes.putAll(some);
        set(entityId, value, attributes, context);
    }

    /// Takes the entity's state away, as when it is removed.
    void remove(String entityId, HomeContext context) {
        HomeState before = states.remove(entityId);
        if (before != null) {
            changed(entityId, before, null, context);
        }
    }

    private void changed(String entityId, @Nullable HomeState before, @Nullable HomeState after, HomeContext context) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("entity_id", entityId);
        data.put("old_state", before == null ? null : before.json());
        data.put("new_state", after == null ? null : after.json());
        bus.fire(new HomeEvent(
                "state_changed", data, bus.now(), context, new HomeEvent.Change(entityId, before, after)));
    }
}
