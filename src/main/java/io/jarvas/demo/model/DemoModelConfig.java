package io.jarvas.demo.model;

import java.time.Clock;
import java.time.Duration;

/// How fast the demo model is, and how much it can take.
///
/// @param tokenPause between two tokens of an answer
/// @param promptTokensPerSecond how fast it reads what is not in its cache
/// @param loading how long it takes into memory
/// @param contextTokens its largest window
public record DemoModelConfig(
        Duration tokenPause, int promptTokensPerSecond, Duration loading, int contextTokens, Clock clock) {
    /// About 30 tokens a second, as a model on home hardware writes; it reads faster than one.
    public static final DemoModelConfig LIFELIKE =
            new DemoModelConfig(Duration.ofMillis(33), 20_000, Duration.ofMillis(200), 32_768, Clock.systemUTC());

    /// Without any delay, for tests.
    public static final DemoModelConfig INSTANT =
            new DemoModelConfig(Duration.ZERO, Integer.MAX_VALUE, Duration.ZERO, 32_768, Clock.systemUTC());

    public DemoModelConfig {
        if (tokenPause.isNegative() || loading.isNegative()) {
            throw new IllegalArgumentException("a negative duration");
        }
        if (promptTokensPerSecond < 1 || contextTokens < 1) {
            throw new IllegalArgumentException("a count below 1");
        }
    }

    /// The same with another pause between tokens.
    public DemoModelConfig withTokenPause(Duration pause) {
        return new DemoModelConfig(pause, promptTokensPerSecond, loading, contextTokens, clock);
    }
}
