package io.jarvas.web;

import io.jarvas.voice.VoiceReport;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the newest spoken turns took, part by part. Safe to use from any thread.
public final class VoiceLog {
    /// As in [VoiceReport#timings()].
    static final List<String> PARTS =
            List.of("end_of_speech", "transcript", "first_token", "first_sentence", "first_audio", "total");

    private static final int RECENT = 20;

    private final Deque<VoiceReport> reports = new ArrayDeque<>();

    public synchronized void accept(VoiceReport report) {
        reports.addFirst(report);
        if (reports.size() > RECENT) {
            reports.removeLast();
        }
    }

    private synchronized List<VoiceReport> recent() {
        return List.copyOf(reports);
    }

    /// Of those that were answered aloud; nothing where there was none.
    ///
    /// ```
    /// {"turns":3,"last_turn":"2026-11-28T10:00:00Z","median_ms":{"transcript":310.0,…,"total":1400.2},
    ///  "last_ms":{"transcript":290.1,…}}
    /// ```
    @Nullable
    Map<String, @Nullable Object> json() {
        List<VoiceReport> spoken = recent().stream()
                .filter(report -> report.timing("total").isPresent())
                .toList();
        return spoken.isEmpty()
                ? null
                : EventJson.object(
                        "turns", spoken.size(),
                        "last_turn", spoken.getFirst().at().toString(),
                        "median_ms", medians(spoken),
                        "last_ms", medians(List.of(spoken.getFirst())));
    }

    private static Map<String, Double> medians(List<VoiceReport> reports) {
        Map<String, Double> medians = new LinkedHashMap<>();
        for (String part : PARTS) {
            List<Duration> sorted = reports.stream()
                    .map(report -> report.timing(part))
                    .flatMap(Optional::stream)
                    .sorted()
                    .toList();
            if (!sorted.isEmpty()) {
                medians.put(part, EventJson.milliseconds(sorted.get(sorted.size() / 2)));
            }
        }
        return medians;
    }
}
