package io.jarvas.action;

import io.jarvas.action.ActionOutcome.Failure;
import io.jarvas.action.ServiceStates.Attribute;
import io.jarvas.action.ServiceStates.Service;
import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.home.ServiceCall;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/// What brings back the states from before an action, in the home as it is now.
///
/// @param states that come back
/// @param same entities that are as they were
/// @param others entities that somebody changed since, which stay as they are
/// @param lost whether something was changed that nothing brings back
/// @param failures entities that cannot be reached now
/// @param scene `scene.apply`; empty where none is needed
/// @param calls of the services that bring back the rest, in their order
record Restoration(
        SortedMap<EntityId, EntityState> states,
        List<EntityId> same,
        List<EntityId> others,
        boolean lost,
        List<Failure> failures,
        Optional<ServiceCall> scene,
        List<ServiceCall> calls) {
    /// States that are on their way to others.
    private static final Map<String, Set<String>> WAYS = Map.of(
            "opening", Set.of("open"),
            "closing", Set.of("closed", "open"),
            "locking", Set.of("locked"),
            "unlocking", Set.of("unlocked", "open"),
            "arming", Set.of("armed_away", "armed_home", "armed_night", "armed_vacation", "armed_custom_bypass"),
            "pending", Set.of("armed_away", "armed_home", "armed_night", "armed_vacation", "triggered"),
            "disarming", Set.of("disarmed"),
            "returning", Set.of("docked"),
            "buffering", Set.of("playing"));

    boolean nothing() {
        return states.isEmpty() && calls.isEmpty();
    }

    /// All that is to be called, each with the entities that it is for.
    List<ServiceCall> all() {
        List<ServiceCall> all = new ArrayList<>();
        scene.ifPresent(
                call -> all.add(new ServiceCall(call.domain(), call.service(), List.copyOf(inScene()), call.data())));
        all.addAll(calls);
        return List.copyOf(all);
    }

    private Set<EntityId> inScene() {
        Set<EntityId> entities = new TreeSet<>();
        if (scene.isPresent() && scene.get().data().get("entities") instanceof Map<?, ?> map) {
            map.keySet().forEach(id -> entities.add(new EntityId(String.valueOf(id))));
        }
        return entities;
    }

    /// @param done what is to be taken back
    /// @param reached every entity that it may have changed
    static Restoration of(Undo.Done.Called done, Collection<EntityId> reached, HomeSnapshot now) {
        return new Reading(done, now).of(reached);
    }

    /// The states that prove the scene.
    Map<EntityId, Predicate<EntityState>> aims(HomeSnapshot now) {
        Map<EntityId, Predicate<EntityState>> aims = new TreeMap<>();
        Set<EntityId> set = inScene();
        states.forEach((id, wanted) -> now.state(id)
                .filter(_ -> set.contains(id))
                .ifPresent(start -> aims.put(id, state -> reached(id.domain(), wanted, start, state))));
        return aims;
    }

    private static boolean reached(String domain, EntityState wanted, EntityState start, EntityState state) {
        boolean moving = leads(state.value(), wanted.value()) && !state.value().equals(start.value());
        return (moving || sameValue(state, wanted))
                && ServiceStates.attributes(domain, wanted).stream()
                        .filter(attribute -> attribute.inScene(wanted))
                        .allMatch(attribute -> attribute.same(state, wanted)
                                || (attribute.toward() && (moving || nearer(attribute.name(), wanted, start, state))));
    }

    private static boolean nearer(String attribute, EntityState wanted, EntityState start, EntityState state) {
        Optional<Double> to = ServiceAims.number(wanted.attributes().get(attribute));
        Optional<Double> from = ServiceAims.number(start.attributes().get(attribute));
        Optional<Double> at = ServiceAims.number(state.attributes().get(attribute));
        return to.isPresent()
                && from.isPresent()
                && at.isPresent()
                && Math.abs(at.get() - to.get()) < Math.abs(from.get() - to.get());
    }

    private static boolean leads(String from, String to) {
        return WAYS.getOrDefault(from, Set.of()).contains(to);
    }

    private static boolean sameValue(EntityState one, EntityState other) {
        return ServiceAims.same(one.value(), other.value(), 1e-6);
    }

    /// One reading of what was done, entity by entity.
    private static final class Reading {
        private final Undo.Done.Called done;
        private final HomeSnapshot now;
        private final Map<EntityId, EntityState> after = new TreeMap<>();
        private final SortedMap<EntityId, EntityState> states = new TreeMap<>();
        private final List<EntityId> same = new ArrayList<>();
        private final List<EntityId> others = new ArrayList<>();
        private final List<Failure> failures = new ArrayList<>();
        private final Map<String, Object> scene = new LinkedHashMap<>();
        private final Map<Service, List<EntityId>> services = new LinkedHashMap<>();
        private boolean lost;

        private Reading(Undo.Done.Called done, HomeSnapshot now) {
            this.done = done;
            this.now = now;
            done.outcome().changed().forEach(change -> after.put(change.entity(), change.after()));
        }

        private Restoration of(Collection<EntityId> reached) {
            Set<EntityId> candidates = new TreeSet<>(reached);
            candidates.addAll(after.keySet());
            if (done.outcome() instanceof ActionOutcome.Executed executed) {
                executed.already().stream().filter(id -> !after.containsKey(id)).forEach(candidates::remove);
            }
            candidates.stream().filter(id -> !wholeGroup(id)).forEach(this::read);
            List<ServiceCall> calls = new ArrayList<>();
            services.forEach((service, targets) ->
                    calls.add(new ServiceCall(service.domain(), service.service(), targets, service.data())));
            ServiceStates.opposite(done.call().id(), done.call().data())
                    .ifPresent(back -> calls.add(new ServiceCall(
                            back.domain(), back.service(), done.call().targets(), back.data())));
            return new Restoration(
                    states,
                    List.copyOf(same),
                    List.copyOf(others),
                    lost,
                    List.copyOf(failures),
                    scene.isEmpty()
                            ? Optional.empty()
                            : Optional.of(new ServiceCall("scene", "apply", List.of(), Map.of("entities", scene))),
                    List.copyOf(calls));
        }

        /// A group all of whose members are known comes back with them, each as it was.
        private boolean wholeGroup(EntityId id) {
            List<EntityId> members = Members.of(id, done.before());
            return !members.isEmpty()
                    && members.stream()
                            .allMatch(member -> done.before().state(member).isPresent());
        }

        private void read(EntityId id) {
            Optional<EntityState> was = done.before().state(id);
            Optional<EntityState> is = now.state(id).filter(EntityState::available);
            if (was.isEmpty() || ServiceStates.way(id.domain()) == ServiceStates.Way.NOTHING) {
                lost |= after.containsKey(id) && Members.of(id, done.before()).isEmpty();
                return;
            }
            if (is.isEmpty()) {
                if (after.containsKey(id)) {
                    failures.add(new Failure(Failure.Reason.UNAVAILABLE, id.value(), ""));
                }
                return;
            }
            List<Attribute> attributes = ServiceStates.attributes(id.domain(), was.get());
            List<Attribute> different = attributes.stream()
                    .filter(attribute -> !attribute.same(is.get(), was.get()))
                    .toList();
            EntityState left = after.get(id);
            if (sameValue(was.get(), is.get()) && different.isEmpty()) {
                same.add(id);
            } else if (left != null
                    && !sameValue(left, is.get())
                    && !leads(left.value(), is.get().value())) {
                if (sameValue(was.get(), is.get())) {
                    same.add(id);
                } else {
                    others.add(id);
                }
            } else if (ServiceStates.service(id.domain(), was.get().value()).isEmpty()) {
                lost = true;
            } else {
                states.put(id, was.get());
                restore(id, was.get(), is.get(), attributes, different);
            }
        }

        private void restore(
                EntityId id, EntityState was, EntityState is, List<Attribute> attributes, List<Attribute> different) {
            List<Attribute> alone = different.stream()
                    .filter(attribute -> !attribute.service().isEmpty())
                    .toList();
            if (ServiceStates.way(id.domain()) == ServiceStates.Way.SERVICE) {
                List<Attribute> standing = attributes.stream()
                        .filter(attribute -> !attribute.service().isEmpty())
                        .filter(attribute -> ServiceAims.number(was.attributes().get(attribute.name()))
                                .filter(value -> value != 0)
                                .isPresent())
                        .toList();
                if (standing.isEmpty()) {
                    Service service =
                            ServiceStates.service(id.domain(), was.value()).orElseThrow();
                    Object code = done.call().data().get("code");
                    add(id, code == null ? service : service.with("code", code));
                }
                standing.forEach(attribute -> add(id, attribute, was));
                return;
            }
            if (sameValue(was, is) && alone.size() == different.size()) {
                alone.forEach(attribute -> add(id, attribute, was));
                return;
            }
            Map<String, Object> entity = new LinkedHashMap<>();
            entity.put("state", was.value());
            // A device that was off is told no more than it must be.
            if (!was.value().equals("off") || different.stream().anyMatch(attribute -> attribute.inScene(was))) {
                attributes.stream()
                        .filter(attribute -> attribute.inScene(was))
                        .forEach(attribute ->
                                entity.put(attribute.name(), was.attributes().get(attribute.name())));
            }
            scene.put(id.value(), entity);
            alone.stream()
                    .filter(attribute -> !attribute.inScene(was))
                    .filter(attribute -> is.attributes().containsKey(attribute.name()))
                    .forEach(attribute -> add(id, attribute, was));
        }

        private void add(EntityId id, Attribute attribute, EntityState was) {
            Object value = was.attributes().getOrDefault(attribute.name(), "");
            add(id, new Service(id.domain(), attribute.service(), Map.of(attribute.field(), value)));
        }

        private void add(EntityId id, Service service) {
            services.computeIfAbsent(service, _ -> new ArrayList<>()).add(id);
        }
    }
}
