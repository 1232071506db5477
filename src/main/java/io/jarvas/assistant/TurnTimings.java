package io.jarvas.assistant;

import io.jarvas.llm.ModelChunk;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Where a turn's time went. Used by the turn's own thread.
final class TurnTimings {
    private final long start = System.nanoTime();
    private final Map<String, Duration> durations = new LinkedHashMap<>();
    private final Map<String, Integer> tokens = new LinkedHashMap<>();
    private final Map<String, Boolean> hits = new LinkedHashMap<>();
    private long last = start;

    /// Ends a part that began where the one before it ended; `total` began at the start.
    void mark(String part) {
        long now = System.nanoTime();
        durations.put(part, Duration.ofNanos(now - (part.equals("total") ? start : last)));
        last = now;
    }

    /// Notes when something came for the first time, counted from the start.
    ///
    /// @return whether it was the first time
    boolean first(String event) {
        return durations.putIfAbsent(event, Duration.ofNanos(System.nanoTime() - start)) == null;
    }

    /// Whether that part or event is known.
    boolean has(String part) {
        return durations.containsKey(part);
    }

    /// What the model's server counted of one pass: the turn's is the sum of all.
    ///
    /// @param reused tokens of the prompt that it had not to read
    void usage(ModelChunk.Usage usage, int reused) {
        durations.merge("load", usage.load(), Duration::plus);
        durations.merge("prefill", usage.prompt(), Duration::plus);
        durations.merge("decode", usage.generation(), Duration::plus);
        int prompt = Math.max(0, usage.promptTokens());
        tokens.merge("prompt", prompt, Integer::sum);
        tokens.merge("reused", Math.clamp(reused, 0, prompt), Integer::sum);
        tokens.merge("generated", Math.max(0, usage.generatedTokens()), Integer::sum);
    }

    /// Notes whether what the turn needs was at hand.
    void hit(String cache, boolean hit) {
        hits.put(cache, hit);
    }

    void actions(Map<String, Duration> actions) {
        durations.putAll(actions);
    }

    TurnReport report(Instant now, boolean finished) {
        return new TurnReport(now, finished, durations, tokens, hits);
    }
}
