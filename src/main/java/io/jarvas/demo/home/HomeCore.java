package io.jarvas.demo.home;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the home consists of. All of it belongs to the home's thread.
///
/// @param details what the home's data says of an entity beyond its state and its registry entry, by entity
///     id
/// @param movements what cancels an entity's next step, by entity id
record HomeCore(
        HomeThread thread,
        HomeBus bus,
        HomeStates states,
        HomeRegistry registry,
        Map<String, Map<String, Object>> details,
        Map<String, Runnable> movements) {
    static HomeCore of(HomeBus bus) {
        return new HomeCore(
                new HomeThread(), bus, new HomeStates(bus), new HomeRegistry(bus), new HashMap<>(), new HashMap<>());
    }

    /// The detail of that name, an object, or one without members.
    @SuppressWarnings("unchecked")
    Map<String, @Nullable Object> detail(String entityId, String name) {
        Map<String, Object> all = details.getOrDefault(entityId, Map.of());
        return all.get(name) instanceof Map<?, ?> detail
                ? new LinkedHashMap<>((Map<String, @Nullable Object>) detail)
                : new LinkedHashMap<>();
    }

    /// Keeps a detail for later.
    void remember(String entityId, String name, Object detail) {
        details.computeIfAbsent(entityId, id -> new HashMap<>()).put(name, detail);
    }

    /// Runs the step later, unless the entity is told something else before.
    void move(String entityId, Duration delay, Runnable step) {
        halt(entityId);
        movements.put(entityId, thread.later(delay, step));
    }

    /// Forgets the entity's next step.
    void halt(String entityId) {
        Runnable cancel = movements.remove(entityId);
        if (cancel != null) {
            cancel.run();
        }
    }

    /// Brings the names and icons that the states show in line with the registries.
    void rename() {
        for (HomeState state : List.copyOf(states.all())) {
            Map<String, @Nullable Object> shown = new LinkedHashMap<>(state.attributes());
            registry.friendlyName(state.entityId()).ifPresent(name -> shown.put("friendly_name", name));
            if (registry.find(HomeRegistry.Kind.ENTITY, state.entityId()).isPresent()) {
                registry.icon(state.entityId())
                        .ifPresentOrElse(icon -> shown.put("icon", icon), () -> shown.remove("icon"));
            }
            states.set(state.entityId(), state.value(), shown, bus.context(null));
        }
    }
}
