package io.jarvas.web;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Who is connected now. Safe to use from any thread.
final class Traffic {
    enum Kind {
        /// Requests that are being answered, event streams among them.
        REQUEST,
        /// Event streams.
        STREAM,
        /// WebSockets.
        SOCKET
    }

    private final Map<Kind, Long> open = new ConcurrentHashMap<>();

    /// Counts one until it is over.
    Over begin(Kind kind) {
        open.merge(kind, 1L, Long::sum);
        return () -> open.merge(kind, -1L, Long::sum);
    }

    long open(Kind kind) {
        return open.getOrDefault(kind, 0L);
    }

    /// To be closed once.
    @FunctionalInterface
    interface Over extends AutoCloseable {
        @Override
        void close();
    }
}
