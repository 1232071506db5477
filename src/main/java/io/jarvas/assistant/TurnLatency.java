package io.jarvas.assistant;

import java.time.Duration;
import java.time.Instant;

/// How long a person waited in a turn.
///
/// @param firstText from the message's arrival to the first piece of the answer
/// @param total to its end
public record TurnLatency(Instant at, Duration firstText, Duration total) {}
