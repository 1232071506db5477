package io.jarvas.web;

import io.jarvas.assistant.TurnReport;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What the newest turns took, in figures.
final class LatencyFigures {
    /// As in [TurnReport#timings()], without the actions.
    static final List<String> PARTS =
            List.of("queue", "context", "prompt", "load", "prefill", "decode", "first_token", "first_text", "total");

    private static final int RECENT = 20;

    private LatencyFigures() {}

    /// @param turns the newest first
    static Map<String, @Nullable Object> json(List<TurnReport> turns) {
        List<TurnReport> recent = turns.stream()
                .filter(turn -> turn.timing("first_text").isPresent())
                .limit(RECENT)
                .toList();
        return EventJson.object(
                "turns",
                recent.size(),
                "first_text_ms",
                figures(recent, "first_text"),
                "total_ms",
                figures(recent, "total"),
                "median_ms",
                medians(recent),
                "tokens",
                recent.stream().flatMap(turn -> tokens(turn).stream()).toList(),
                "recent",
                recent.reversed().stream().map(LatencyFigures::one).toList(),
                "last_turn",
                recent.stream().findFirst().map(turn -> turn.at().toString()).orElse(null));
    }

    /// `{"ended":"…","first_text_ms":312.5,"total_ms":2034.0,"reused_share":0.96,"tokens_per_second":41.2}`:
    /// what is not known is null.
    private static Map<String, @Nullable Object> one(TurnReport turn) {
        return EventJson.object(
                "ended",
                turn.at().toString(),
                "first_text_ms",
                turn.timing("first_text").map(EventJson::milliseconds).orElse(null),
                "total_ms",
                turn.timing("total").map(EventJson::milliseconds).orElse(null),
                "reused_share",
                reusedShare(turn),
                "tokens_per_second",
                tokensPerSecond(turn));
    }

    private static @Nullable Double reusedShare(TurnReport turn) {
        OptionalInt prompt = turn.count("prompt");
        OptionalInt reused = turn.count("reused");
        return reused.isPresent() && prompt.orElse(0) > 0
                ? WindowFigures.share((double) reused.getAsInt() / prompt.getAsInt())
                : null;
    }

    private static @Nullable Double tokensPerSecond(TurnReport turn) {
        OptionalInt generated = turn.count("generated");
        double seconds = turn.timing("decode").map(Duration::toNanos).orElse(0L) / (double) TimeUnit.SECONDS.toNanos(1);
        return generated.isPresent() && seconds > 0 ? Math.round(10 * generated.getAsInt() / seconds) / 10.0 : null;
    }

    /// `{"median":812.4,"slowest":2034.0}`, or nothing where there was no turn.
    private static @Nullable Map<String, @Nullable Object> figures(List<TurnReport> turns, String part) {
        List<Duration> sorted = sorted(turns, part);
        return sorted.isEmpty()
                ? null
                : EventJson.object("median", median(sorted), "slowest", EventJson.milliseconds(sorted.getLast()));
    }

    /// `{"queue":0.1,"prefill":140.2,"total":812.4}`: parts that no turn had are absent.
    private static Map<String, Double> medians(List<TurnReport> turns) {
        Map<String, Double> medians = new LinkedHashMap<>();
        for (String part : PARTS) {
            List<Duration> sorted = sorted(turns, part);
            if (!sorted.isEmpty()) {
                medians.put(part, median(sorted));
            }
        }
        return medians;
    }

    private static List<Duration> sorted(List<TurnReport> turns, String part) {
        return turns.stream()
                .flatMap(turn -> turn.timing(part).stream())
                .sorted()
                .toList();
    }

    private static double median(List<Duration> sorted) {
        return EventJson.milliseconds(sorted.get(sorted.size() / 2));
    }

    /// `{"prompt":1000,"reused":960,"read":40,"generated":20,"reused_share":0.96}`, or nothing where the model
    /// did not count.
    private static Optional<Map<String, @Nullable Object>> tokens(TurnReport turn) {
        OptionalInt prompt = turn.count("prompt");
        if (prompt.isEmpty()) {
            return Optional.empty();
        }
        OptionalInt reused = turn.count("reused");
        return Optional.of(EventJson.object(
                "prompt",
                prompt.getAsInt(),
                "reused",
                orNull(reused),
                "read",
                orNull(turn.read()),
                "generated",
                orNull(turn.count("generated")),
                "reused_share",
                reusedShare(turn)));
    }

    private static @Nullable Integer orNull(OptionalInt count) {
        return count.isPresent() ? count.getAsInt() : null;
    }
}
