package io.jarvas.assistant;

import java.time.Duration;

/// More messages at once than the settings allow.
public final class OverloadedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Duration retryAfter;

    public OverloadedException(Duration retryAfter) {
        super("the queue is full");
        this.retryAfter = retryAfter;
    }

    /// When a place is likely to be free.
    public Duration retryAfter() {
        return retryAfter;
    }
}
