package io.jarvas.action;

import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.HomeSnapshot;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

/// The evidence that a call did what it aims at: a snapshot in which the aim of every target holds. Safe to
/// use from any thread.
final class Proof {
    private final Map<EntityId, Predicate<EntityState>> aims;
    private final CountDownLatch watched = new CountDownLatch(1);
    private volatile boolean abandoned;

    Proof(Map<EntityId, Predicate<EntityState>> aims) {
        this.aims = Map.copyOf(aims);
    }

    /// Whether waiting is over: all aims hold, or nobody waits any more.
    boolean complete(HomeSnapshot home) {
        watched.countDown();
        return abandoned || holding(home).size() == aims.size();
    }

    /// The targets whose aim holds there, with the states that show it.
    SortedMap<EntityId, EntityState> holding(HomeSnapshot home) {
        SortedMap<EntityId, EntityState> holding = new TreeMap<>();
        aims.forEach((id, aim) -> home.state(id).filter(aim).ifPresent(state -> holding.put(id, state)));
        return holding;
    }

    /// Waits until a first snapshot was tried: from then on none is missed, so the call may leave.
    void awaitWatch() throws InterruptedException {
        watched.await();
    }

    /// Lets whoever waits go with the next snapshot.
    void abandon() {
        abandoned = true;
        watched.countDown();
    }

    Set<EntityId> wanted() {
        return aims.keySet();
    }
}
