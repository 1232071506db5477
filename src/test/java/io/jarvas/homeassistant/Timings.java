package io.jarvas.homeassistant;

import io.jarvas.homeassistant.HomeAssistantConfig.Timing;
import java.time.Duration;

/// Short waits, so that the tests are quick; the long ones are those that a test is not about.
final class Timings {
    private Timings() {}

    static final Timing QUICK = with(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(10));

    static Timing with(Duration answer, Duration quiet, Duration reread) {
        return new Timing(
                Duration.ofSeconds(5),
                answer,
                answer,
                quiet,
                Duration.ofMillis(10),
                Duration.ofMillis(50),
                Duration.ofMillis(50),
                Duration.ofMillis(20),
                reread,
                Duration.ofMillis(20),
                Duration.ofMillis(20),
                Duration.ofMinutes(10));
    }
}
