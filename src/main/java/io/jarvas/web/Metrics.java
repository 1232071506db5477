package io.jarvas.web;

import io.jarvas.action.AuditEntry;
import io.jarvas.assistant.TurnReport;
import io.jarvas.voice.VoiceReport;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What Jarvas counts of its turns and actions, for Prometheus: numbers alone, nothing of who said what. Safe
/// to use from any thread.
public final class Metrics {
    private static final String ACTION = "action";
    private static final String NEEDS_CONFIRMATION = "needs_confirmation";
    private static final List<String> OUTCOMES =
            List.of("executed", "already", "sent", NEEDS_CONFIRMATION, "denied", "malformed", "failed");
    private static final List<String> ANSWERS = List.of("asked", "confirmed", "rejected");
    private static final double[] SECONDS = {
        0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60
    };

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Counter turns = Counter.builder()
            .name("jarvas_turns_total")
            .help("Turns, by whether the model said all it wanted and nothing went wrong.")
            .labelNames("finished")
            .register(registry);
    private final Histogram durations = Histogram.builder()
            .name("jarvas_turn_duration_seconds")
            .help("How long each part of a turn took, or when it came after the turn's start.")
            .labelNames("part")
            .classicOnly()
            .classicUpperBounds(SECONDS)
            .register(registry);
    private final Counter prompt = tokens("prompt", "Tokens of all prompts.");
    private final Counter reused = tokens("reused", "Tokens of prompts that the model had in its cache, about.");
    private final Counter read = tokens("read", "Tokens of prompts that the model had to read, about.");
    private final Counter generated = tokens("generated", "Tokens of the model's answers.");
    private final Counter caches = Counter.builder()
            .name("jarvas_cache_requests_total")
            .help(
                    "What a turn needed (rules, services and catalogue; the home's states; memories), by whether it was at hand.")
            .labelNames("cache", "result")
            .register(registry);

    private final Counter actions = Counter.builder()
            .name("jarvas_actions_total")
            .help("What was proposed, by outcome; what waited for a yes once more by what came of it.")
            .labelNames("outcome")
            .register(registry);
    private final Counter confirmations = Counter.builder()
            .name("jarvas_confirmations_total")
            .help("Questions whether something may be done, and people's answers to them.")
            .labelNames("answer")
            .register(registry);

    private final Counter voiceTurns = Counter.builder()
            .name("jarvas_voice_turns_total")
            .help("Spoken turns, by how they ended.")
            .labelNames("outcome")
            .register(registry);
    private final Histogram voiceDurations = Histogram.builder()
            .name("jarvas_voice_duration_seconds")
            .help("How long each part of a spoken turn took, from the last word to the first sound.")
            .labelNames("part")
            .classicOnly()
            .classicUpperBounds(SECONDS)
            .register(registry);

    public Metrics() {
        VoiceLog.PARTS.forEach(voiceDurations::initLabelValues);
        for (VoiceReport.Outcome outcome : VoiceReport.Outcome.values()) {
            voiceTurns.initLabelValues(EventJson.lower(outcome));
        }
        OUTCOMES.forEach(actions::initLabelValues);
        ANSWERS.forEach(confirmations::initLabelValues);
        for (String finished : List.of("true", "false")) {
            turns.initLabelValues(finished);
        }
        LatencyFigures.PARTS.forEach(durations::initLabelValues);
        durations.initLabelValues(ACTION);
        for (String cache : List.of("base_prompt", "user_context", "memories")) {
            caches.initLabelValues(cache, "hit");
            caches.initLabelValues(cache, "miss");
        }
    }

    private Counter tokens(String kind, String help) {
        return Counter.builder()
                .name("jarvas_" + kind + "_tokens_total")
                .help(help)
                .register(registry);
    }

    /// Counts a turn that has ended.
    public void accept(TurnReport turn) {
        turns.labelValues(String.valueOf(turn.finished())).inc();
        turn.timings().forEach(this::observe);
        turn.count("prompt").ifPresent(prompt::inc);
        turn.count("reused").ifPresent(reused::inc);
        turn.read().ifPresent(read::inc);
        turn.count("generated").ifPresent(generated::inc);
        turn.hits()
                .forEach((cache, hit) ->
                        caches.labelValues(cache, hit ? "hit" : "miss").inc());
    }

    /// Counts what became of an action, as the audit log is told it.
    public void accept(AuditEntry entry) {
        if (OUTCOMES.contains(entry.outcome())) {
            actions.labelValues(entry.outcome()).inc();
        }
        if (entry.outcome().equals(NEEDS_CONFIRMATION)) {
            confirmations.labelValues("asked").inc();
        } else if (ANSWERS.contains(entry.verdict())) {
            confirmations.labelValues(entry.verdict()).inc();
        }
    }

    /// Counts a spoken turn that has ended.
    public void accept(VoiceReport report) {
        voiceTurns.labelValues(EventJson.lower(report.outcome())).inc();
        for (String part : VoiceLog.PARTS) {
            report.timing(part)
                    .ifPresent(time -> voiceDurations.labelValues(part).observe(seconds(time)));
        }
    }

    private static double seconds(Duration duration) {
        return (double) duration.toNanos() / TimeUnit.SECONDS.toNanos(1);
    }

    private void observe(String part, Duration duration) {
        double seconds = seconds(duration);
        if (LatencyFigures.PARTS.contains(part)) {
            durations.labelValues(part).observe(seconds);
        } else if (part.startsWith("action_")) {
            durations.labelValues(ACTION).observe(seconds);
        }
    }

    MetricSnapshots counted() {
        return registry.scrape();
    }
}
