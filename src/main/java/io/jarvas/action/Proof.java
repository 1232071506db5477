package io.jarvas.action;

import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.HomeSnapshot;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

/// The evidence that a call did what it aims at: for each target the first state that shows it. Safe to use
/// from any thread.
///
/// A state that shows it once is enough: every published snapshot is tried, and a cover that was seen
/// `opening` has obeyed.
final class Proof {
    private final Map<EntityId, Predicate<EntityState>> aims;
    private final Map<EntityId, EntityState> shown = new ConcurrentHashMap<>();
    private final CountDownLatch watched = new CountDownLatch(1);
    private volatile boolean abandoned;

    Proof(Map<EntityId, Predicate<EntityState>> aims) {
        this.aims = Map.copyOf(aims);
    }

    /// Whether waiting is over: all is shown, or nobody waits any more.
    boolean complete(HomeSnapshot home) {
        aims.forEach((id, aim) -> home.state(id).filter(aim).ifPresent(state -> shown.putIfAbsent(id, state)));
        watched.countDown();
        return abandoned || shown.keySet().equals(aims.keySet());
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

    Map<EntityId, EntityState> shown() {
        return Map.copyOf(shown);
    }
}
