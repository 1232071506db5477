package io.jarvas.homeassistant;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// The parts that are to be read again, and the bell that tells so. Marked by any thread, taken by one.
final class Outdated {
    private final Semaphore bell = new Semaphore(0);
    private final Set<Part> parts = EnumSet.noneOf(Part.class);

    void mark(Set<Part> changed) {
        synchronized (parts) {
            parts.addAll(changed);
        }
        ring();
    }

    Set<Part> take() {
        bell.drainPermits();
        synchronized (parts) {
            Set<Part> taken = EnumSet.copyOf(parts);
            parts.clear();
            return taken;
        }
    }

    /// There is something else to do.
    void ring() {
        bell.release();
    }

    /// Waits for the bell.
    ///
    /// @return whether it rang in time
    boolean await(Duration limit) throws InterruptedException {
        return bell.tryAcquire(Math.max(0, limit.toNanos()), TimeUnit.NANOSECONDS);
    }

    /// Waits, whatever rings, unless the condition comes true.
    void pause(Duration pause, BooleanSupplier unless) throws InterruptedException {
        long end = System.nanoTime() + pause.toNanos();
        while (!unless.getAsBoolean() && System.nanoTime() < end) {
            await(Duration.ofNanos(end - System.nanoTime()));
        }
    }
}
