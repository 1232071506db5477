package io.jarvas.web;

import io.jarvas.assistant.TurnReport;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// What the newest turns took, in figures.
final class LatencyFigures {
    /// As in [TurnReport#timings()], without the actions.
    static final List<String> PARTS =
            List.of("queue", "context", "prompt", "load", "prefill", "first_token", "first_text", "total");

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
                "last_turn",
                recent.stream().findFirst().map(turn -> turn.at().toString()).orElse(null));
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
        boolean share = reused.isPresent() && prompt.getAsInt() > 0;
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
                share ? WindowFigures.share((double) reused.getAsInt() / prompt.getAsInt()) : null));
    }

    private static @Nullable Integer orNull(OptionalInt count) {
        return count.isPresent() ? count.getAsInt() : null;
    }
}
