package io.jarvas.web;

import io.helidon.webserver.ConnectionContext;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;

/// The WebSockets that are open. Safe to use from any thread.
final class Sockets implements AutoCloseable {
    private static final int LARGE_MESSAGE = 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final WebTimes times;
    private final ScheduledExecutorService scheduler;
    private final TokenHolders holders;
    private final Set<SocketConnection> open = ConcurrentHashMap.newKeySet();
    private final Traffic traffic;
    private volatile boolean closed;

    Sockets(WebTimes times, ScheduledExecutorService scheduler, TokenHolders holders, Traffic traffic) {
        this.times = times;
        this.scheduler = scheduler;
        this.holders = holders;
        this.traffic = traffic;
    }

    /// For how long the visitor, who was let in just now, may stay.
    TokenHolders.Stay stay(SocketVisitor visitor) {
        return holders.stay(visitor.person());
    }

    /// A connection that is a WebSocket from now on.
    SocketConnection open(
            ConnectionContext connection,
            Route.Endpoint.Socket endpoint,
            SocketVisitor visitor,
            TokenHolders.Stay stay) {
        FrameWriter writer = new FrameWriter(connection.dataWriter());
        FrameReader reader =
                new FrameReader(connection.dataReader(), endpoint.longest(), LARGE_MESSAGE, Call.LARGE_BODIES);
        SocketSession session = endpoint.sessions().open(visitor, writer);
        Traffic.Over over = traffic.begin(Traffic.Kind.SOCKET);
        SocketConnection socket =
                new SocketConnection(reader, writer, session, times, scheduler, () -> holders.lasts(stay), ended -> {
                    if (open.remove(ended)) {
                        over.close();
                    }
                });
        open.add(socket);
        if (closed) {
            socket.goAway();
        }
        return socket;
    }

    /// Says goodbye to those whose token is gone.
    void recheck() {
        open.forEach(socket -> Thread.ofVirtual().name("recheck").start(socket::recheck));
    }

    /// Says goodbye to everybody, and gives them a moment to leave.
    @Override
    public void close() {
        closed = true;
        // Each on a thread of its own: one may be stuck in a write.
        open.forEach(socket -> Thread.ofVirtual().name("goodbye").start(socket::goAway));
        long until = System.nanoTime() + PATIENCE.toNanos();
        try {
            for (SocketConnection socket : open) {
                socket.awaitEnd(Math.max(0, until - System.nanoTime()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
