package io.jarvas.voice;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Where the time of one spoken turn went, for people who look after Jarvas.
///
/// @param at when it ended
/// @param outcome how
/// @param timings how long each part took, by name; parts that did not happen are absent, and one begins where the part
///     before it ended:
///     `end_of_speech`, the silence after the last word, until it was taken for the end; `transcript`, until the words
///     were known; `first_token`, until the model's first word; `first_sentence`, until there was something to say;
///     `first_audio`, until the first sound of it left. `total` is all of them together
/// @param sentences that were said
public record VoiceReport(Instant at, Outcome outcome, Map<String, Duration> timings, int sentences) {
    /// How a spoken turn ends.
    public enum Outcome {
        WHOLE,
        /// The person spoke over the answer, or stopped it.
        INTERRUPTED,
        /// Nothing was understood.
        NOTHING_UNDERSTOOD,
        FAILED
    }

    public VoiceReport {
        timings = Map.copyOf(timings);
    }

    /// How long one part took; nothing where it did not happen.
    public Optional<Duration> timing(String part) {
        return Optional.ofNullable(timings.get(part));
    }
}
