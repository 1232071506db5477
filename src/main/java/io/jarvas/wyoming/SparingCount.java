package io.jarvas.wyoming;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;

/// Keeps the log short where the same happens over and over: says when a line is due, and how many times it happened.
final class SparingCount {
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final InstantSource clock;
    private Instant next = Instant.MIN;
    private long count;

    SparingCount(InstantSource clock) {
        this.clock = clock;
    }

    /// It happened.
    ///
    /// @return how many times since the last line, where another one is due
    synchronized OptionalLong happened() {
        count++;
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return OptionalLong.empty();
        }
        long since = count;
        count = 0;
        next = now.plus(PAUSE);
        return OptionalLong.of(since);
    }
}
