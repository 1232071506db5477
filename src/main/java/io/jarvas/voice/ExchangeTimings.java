package io.jarvas.voice;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// When what happened in a spoken turn. Used under its session's lock.
final class ExchangeTimings {
    /// In the order in which they come.
    enum Part {
        END_OF_SPEECH,
        TRANSCRIPT,
        FIRST_TOKEN,
        FIRST_SENTENCE,
        FIRST_AUDIO
    }

    private final Map<Part, Long> ends = new EnumMap<>(Part.class);
    private long lastWord;

    /// @param silence since the last word
    void ended(long now, Duration silence) {
        lastWord = now - silence.toNanos();
        mark(Part.END_OF_SPEECH, now);
    }

    /// A part has ended; only the first time counts.
    void mark(Part part, long now) {
        ends.putIfAbsent(part, now);
    }

    VoiceReport report(Instant at, VoiceReport.Outcome outcome, int sentences) {
        Map<String, Duration> timings = new HashMap<>();
        long before = lastWord;
        for (Map.Entry<Part, Long> part : ends.entrySet()) {
            timings.put(part.getKey().name().toLowerCase(Locale.ROOT), Duration.ofNanos(part.getValue() - before));
            before = part.getValue();
        }
        if (ends.containsKey(Part.FIRST_AUDIO)) {
            timings.put("total", Duration.ofNanos(before - lastWord));
        }
        return new VoiceReport(at, outcome, timings, sentences);
    }
}
