package io.jarvas.voice;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;

/// Time that passes when a test lets it.
final class VirtualTime implements SessionTime {
    private final AtomicLong nanos = new AtomicLong(1_000);

    @Override
    public long nanos() {
        return nanos.get();
    }

    /// Returns soon, so that whoever waits looks at the time again.
    @Override
    @SuppressWarnings("WaitNotInLoop") // whoever waits here does so in a loop of its own
    public void await(Condition condition, long left) throws InterruptedException {
        condition.await(1, TimeUnit.MILLISECONDS);
    }

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
