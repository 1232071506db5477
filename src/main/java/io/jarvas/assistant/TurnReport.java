package io.jarvas.assistant;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// What a turn took, for people who look after Jarvas.
///
/// @param at when it ended
/// @param finished see [TurnEvent.Done]
/// @param timings see [TurnEvent.Done]
/// @param tokens see [TurnEvent.Done]
/// @param hits whether what the turn needed was at hand, by name: `base_prompt`, the rules, services and
///     catalogue as the turn before had them; `user_context`, states of the home that are live or young enough.
///     Empty where the turn needed neither
public record TurnReport(
        Instant at,
        boolean finished,
        Map<String, Duration> timings,
        Map<String, Integer> tokens,
        Map<String, Boolean> hits) {
    public TurnReport {
        timings = Map.copyOf(timings);
        tokens = Map.copyOf(tokens);
        hits = Map.copyOf(hits);
    }

    /// How long one part took; nothing where it did not happen.
    public Optional<Duration> timing(String part) {
        return Optional.ofNullable(timings.get(part));
    }

    /// How many tokens of one kind there were; nothing where that is not known.
    public OptionalInt count(String kind) {
        Integer count = tokens.get(kind);
        return count == null ? OptionalInt.empty() : OptionalInt.of(Math.max(0, count));
    }

    /// Tokens of the prompt that the model had to read: those it could not reuse.
    public OptionalInt read() {
        OptionalInt prompt = count("prompt");
        OptionalInt reused = count("reused");
        return prompt.isPresent() && reused.isPresent()
                ? OptionalInt.of(Math.max(0, prompt.getAsInt() - reused.getAsInt()))
                : OptionalInt.empty();
    }
}
