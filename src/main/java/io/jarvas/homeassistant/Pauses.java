package io.jarvas.homeassistant;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// Pauses between attempts: each twice as long as the one before, up to a longest, and none quite as long as
/// it could be, so that many clients do not come back at the same moment. For one thread.
final class Pauses {
    private final Duration first;
    private final Duration longest;
    private Duration next;

    Pauses(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
        this.next = first;
    }

    /// An attempt went well: the next pause is a first one.
    void reset() {
        next = first;
    }

    Duration next() {
        Duration full = next;
        Duration doubled = full.multipliedBy(2);
        next = doubled.compareTo(longest) < 0 ? doubled : longest;
        return Duration.ofNanos(
                (long) (full.toNanos() * ThreadLocalRandom.current().nextDouble(0.5, 1)));
    }
}
