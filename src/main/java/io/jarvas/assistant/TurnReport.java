package io.jarvas.assistant;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What a turn took, for people who look after Jarvas.
///
/// @param at when it ended
/// @param finished see [TurnEvent.Done]
/// @param timings see [TurnEvent.Done]
/// @param tokens see [TurnEvent.Done]
public record TurnReport(Instant at, boolean finished, Map<String, Duration> timings, Map<String, Integer> tokens) {
    public TurnReport {
        timings = Map.copyOf(timings);
        tokens = Map.copyOf(tokens);
    }

    /// How long one part took; nothing where it did not happen.
    public Optional<Duration> timing(String part) {
        return Optional.ofNullable(timings.get(part));
    }
}
