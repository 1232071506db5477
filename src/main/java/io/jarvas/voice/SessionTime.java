package io.jarvas.voice;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/// The time that sessions go by. Safe to use from any thread.
public interface SessionTime {
    /// This machine's.
    SessionTime SYSTEM = new SessionTime() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        @SuppressWarnings("WaitNotInLoop") // Whoever calls it waits in a loop.
        public void await(Condition condition, long nanos) throws InterruptedException {
            condition.await(nanos, TimeUnit.NANOSECONDS);
        }
    };

    /// As [System#nanoTime()].
    long nanos();

    /// Waits until the condition is signalled, at most so long; may return earlier. The condition's lock is
    /// held.
    void await(Condition condition, long nanos) throws InterruptedException;
}
