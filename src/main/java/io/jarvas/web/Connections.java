package io.jarvas.web;

import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// The listener's connections, as far as Helidon shows them to a listener of its own only.
///
/// It ends those whose request comes a byte at a time, which Helidon's timeouts, each for one read, never do:
/// a request has so long for its headers, and again for its body. And it knows which connection a thread
/// serves. Safe to use from any thread.
final class Connections implements Http1ConnectionListener {
    private static final ThreadLocal<ConnectionContext> CURRENT = new ThreadLocal<>();

    private static final class Reading {
        private final Thread reader = Thread.currentThread();
        private final long since = System.nanoTime();
        private boolean over;

        synchronized void end() {
            over = true;
        }

        /// Interrupting a thread that reads from a socket closes the socket.
        synchronized void giveUp() {
            if (!over) {
                over = true;
                reader.interrupt();
            }
        }
    }

    private final Duration limit;
    private final Map<ConnectionContext, Reading> headers = new ConcurrentHashMap<>();
    private final Set<Reading> bodies = ConcurrentHashMap.newKeySet();

    Connections(Duration limit, ScheduledExecutorService scheduler) {
        this.limit = limit;
        long period = Math.max(1, limit.toMillis() / 4);
        // The scheduler is shut down with the server, and this with it.
        var _ = scheduler.scheduleAtFixedRate(this::sweep, period, period, TimeUnit.MILLISECONDS);
    }

    @Override
    public void prologue(ConnectionContext connection, HttpPrologue prologue) {
        headers.put(connection, new Reading());
    }

    @Override
    public void headers(ConnectionContext connection, Headers all) {
        CURRENT.set(connection);
        Reading reading = headers.remove(connection);
        if (reading != null) {
            reading.end();
        }
    }

    /// The connection whose request this thread answers.
    ConnectionContext current() {
        return Objects.requireNonNull(CURRENT.get(), "not a thread of the server");
    }

    /// Reads a body, on this thread, within the limit.
    <T> T body(Supplier<T> read) {
        Reading reading = new Reading();
        bodies.add(reading);
        try {
            return read.get();
        } finally {
            reading.end();
            bodies.remove(reading);
        }
    }

    private void sweep() {
        long now = System.nanoTime();
        headers.values().removeIf(reading -> isOver(reading, now));
        bodies.removeIf(reading -> isOver(reading, now));
    }

    private boolean isOver(Reading reading, long now) {
        if (now - reading.since < limit.toNanos()) {
            return false;
        }
        reading.giveUp();
        return true;
    }
}
