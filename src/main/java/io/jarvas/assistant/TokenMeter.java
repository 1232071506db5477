package io.jarvas.assistant;

import io.jarvas.llm.ChatMessage;
import io.jarvas.llm.ModelStatus;
import io.jarvas.llm.ToolSpec;
import io.jarvas.prompt.Window;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// How many characters a model's tokens have, as learnt from what its server counted. Safe to use from any
/// thread.
///
/// What it says moves only where it is off by more than a twentieth, and is the same after a restart: whether
/// a home fits into the window depends on it, and a prompt that changes its form with every small difference
/// would be read anew each time.
final class TokenMeter {
    private static final double AT_FIRST = 3;

    /// In characters. In a shorter prompt the marks that the model's template puts around messages weigh too
    /// much.
    private static final int SHORTEST = 1_000;

    /// No model's tokens are shorter or longer on average; servers that say so have not counted.
    private static final double LEAST = 0.5;

    private static final double MOST = 12;

    private static final double TOLERANCE = 0.05;

    /// How much of the difference the newest prompt makes.
    private static final double WEIGHT = 0.25;

    private static final int USUAL_WINDOW = 8_192;

    private record Measure(double learnt, double said) {
        Measure with(double newest) {
            double now = learnt + WEIGHT * (newest - learnt);
            return new Measure(now, Math.abs(now - said) > TOLERANCE * said ? now : said);
        }
    }

    private final TokenRatios ratios;
    private final Map<String, Measure> measures = new ConcurrentHashMap<>();

    /// @param ratios of earlier runs, and where those of this one are kept
    TokenMeter(TokenRatios ratios) {
        this.ratios = ratios;
        ratios.load().forEach((model, ratio) -> {
            if (possible(ratio)) {
                measures.put(model, new Measure(ratio, ratio));
            }
        });
    }

    double charactersPerToken(String model) {
        Measure measure = measures.get(model);
        return measure == null ? AT_FIRST : measure.said();
    }

    /// The window of a request.
    ///
    /// @param model see [io.jarvas.llm.ChatRequest#model()]
    Window window(ModelStatus status, Optional<String> model) {
        int tokens = status.window(model);
        String name = model.or(status::model).orElse("");
        return new Window(
                name, tokens > 0 ? tokens : USUAL_WINDOW, charactersPerToken(name), status.capabilities(model));
    }

    /// Learns from a whole prompt. One with pictures tells nothing: they are tokens without characters.
    ///
    /// @param tools that were sent with it
    /// @param tokens as the server counted them
    void learn(String model, List<ChatMessage> prompt, List<ToolSpec> tools, int tokens) {
        int characters = PrefixLedger.characters(prompt) + ToolSpec.characters(tools);
        boolean pictures = prompt.stream().anyMatch(message -> !message.images().isEmpty());
        double measured = (double) characters / Math.max(1, tokens);
        if (characters >= SHORTEST && !pictures && possible(measured)) {
            learn(model, measured);
        }
    }

    private synchronized void learn(String model, double measured) {
        Measure known = measures.get(model);
        Measure now = known == null ? new Measure(measured, AT_FIRST).with(measured) : known.with(measured);
        measures.put(model, now);
        if (known == null || known.said() != now.said()) {
            Map<String, Double> all = new HashMap<>();
            measures.forEach((name, measure) -> all.put(name, measure.said()));
            ratios.save(all);
        }
    }

    private static boolean possible(double charactersPerToken) {
        return charactersPerToken >= LEAST && charactersPerToken <= MOST;
    }
}
