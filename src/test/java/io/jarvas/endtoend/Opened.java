package io.jarvas.endtoend;

import java.util.ArrayDeque;
import java.util.Deque;

/// What a test has opened, and is closed in the reverse order. For one thread.
final class Opened {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T what) {
        open.push(what);
        return what;
    }

    void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
