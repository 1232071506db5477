package io.jarvas.app;

import java.util.ArrayDeque;
import java.util.Deque;

/// What was started, and is closed in the reverse order. For one thread.
final class Resources implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(Resources.class.getName());

    private record Named(String name, AutoCloseable resource) {}

    private final Deque<Named> started = new ArrayDeque<>();

    /// @param name for the log, should it not close
    <T extends AutoCloseable> T add(String name, T resource) {
        started.push(new Named(name, resource));
        return resource;
    }

    /// Closes all of them, whatever one of them throws.
    @Override
    public void close() {
        while (!started.isEmpty()) {
            Named last = started.pop();
            try {
                last.resource.close();
            } catch (Exception e) {
                if (e instanceof InterruptedException) {
                    Thread.currentThread().interrupt();
                }
                LOGGER.log(System.Logger.Level.WARNING, "not closed cleanly: " + last.name, e);
            }
        }
    }
}
