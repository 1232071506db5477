package io.jarvas.conversation;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Forgets conversations in which nothing was written for long: at the start, and then once a day, on a thread of its
/// own. Safe to use from any thread.
public final class Retention implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Retention.class.getName());
    private static final Duration DAILY = Duration.ofDays(1);

    private final PersonalData data;
    private final Duration keep;
    private final InstantSource clock;
    private final Duration pause;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    /// @param keep how long a conversation is kept after what was written in it last
    public Retention(PersonalData data, Duration keep, InstantSource clock) {
        this(data, keep, clock, DAILY);
    }

    /// @param pause from one time to the next
    Retention(PersonalData data, Duration keep, InstantSource clock, Duration pause) {
        this.data = data;
        this.keep = keep;
        this.clock = clock;
        this.pause = pause;
        this.thread = Thread.ofVirtual().name("retention").start(this::run);
    }

    private void run() {
        try {
            do {
                expire();
            } while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void expire() {
        try {
            data.expire(clock.instant().minus(keep));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "old conversations could not be deleted", e);
        }
    }

    /// Waits for what is being deleted.
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
