package io.jarvas.web;

import io.jarvas.assistant.WindowReport;
import io.jarvas.language.Sentences;
import io.jarvas.prompt.HomeForm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How the model's window is used, in sentences and figures.
final class WindowFigures {
    /// As in [WindowReport#parts()], in the prompt's order.
    private static final List<String> PARTS =
            List.of("rules", "services", "catalogue", "states", "conversation", "turn");

    /// What is the same in every conversation.
    private static final List<String> HOME = PARTS.subList(0, 4);

    private WindowFigures() {}

    static Map<String, @Nullable Object> json(WindowReport window, Sentences sentences) {
        return EventJson.object(
                "works", window.form() != HomeForm.UNKNOWN,
                "sentence", sentence(window, sentences),
                "home", EventJson.lower(window.form()),
                "home_share", share(home(window)),
                "read_in_advance", share(window.read()),
                "tokens", window.tokens(),
                "answer_tokens", window.answer(),
                "part_tokens", tokens(window));
    }

    private static Map<String, Integer> tokens(WindowReport window) {
        Map<String, Integer> tokens = new LinkedHashMap<>();
        PARTS.forEach(part -> tokens.put(part, window.parts().getOrDefault(part, 0)));
        return tokens;
    }

    /// The share of the window that the home takes, with the rules and services that it needs.
    static double home(WindowReport window) {
        int tokens = HOME.stream()
                .mapToInt(part -> window.parts().getOrDefault(part, 0))
                .sum();
        return (double) tokens / window.tokens();
    }

    private static String sentence(WindowReport window, Sentences sentences) {
        String form = switch (window.form()) {
            case UNKNOWN -> sentences.say("window.unknown");
            case WHOLE -> sentences.say("window.whole", percent(home(window)));
            case INDEX -> sentences.say("window.index");
        };
        boolean reading = window.read() > 0 && window.read() < 1;
        return reading ? form + " " + sentences.say("window.reading", percent(window.read())) : form;
    }

    /// To a tenth of a percent.
    static double share(double share) {
        return Math.round(share * 1_000) / 1_000.0;
    }

    private static long percent(double share) {
        return Math.round(share * 100);
    }
}
