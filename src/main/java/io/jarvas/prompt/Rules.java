package io.jarvas.prompt;

import io.jarvas.language.Language;
import io.jarvas.llm.ToolSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/// The texts that every prompt begins with, in one language and for models that can the same. The same
/// instance each time.
final class Rules {
    static final String SERVICES = resource("services.txt");
    private static final String ACTING = "<acting>\n";

    /// Of the tools, the one that remembers: without it there are no memories.
    private static final String SAVE_NOTE = "save_note";

    /// What the rules depend on.
    private record Kind(Language language, List<String> tools, boolean natively) {}

    private static final Map<Kind, Rules> KNOWN = new ConcurrentHashMap<>();

    private final String common;
    private final String index;
    private final String unknown;
    private final List<ToolSpec> tools;

    private Rules(Kind kind) {
        String tag = "_" + tag(kind.language()) + ".txt";
        String acting = kind.natively()
                ? resource("calling" + tag)
                : resource("acting" + tag)
                        + (kind.tools().isEmpty() ? "" : resource("toolbox" + tag) + ToolTexts.lines(kind.tools()));
        String memories = kind.tools().contains(SAVE_NOTE) ? resource("memories" + tag) : "";
        common = resource("rules" + tag).replace(ACTING, acting + "\n") + memories;
        index = resource("index" + tag);
        unknown = resource("unknown" + tag);
        tools = kind.natively() ? ToolTexts.specs(kind.tools(), kind.language()) : List.of();
    }

    /// @param available the names of the tools besides `homeassistant_call_service`
    /// @param natively whether the model calls them itself
    static Rules of(Language language, List<String> available, boolean natively) {
        return KNOWN.computeIfAbsent(new Kind(language, available, natively), Rules::new);
    }

    /// How to answer and to act.
    String common() {
        return common;
    }

    /// What is different where the model knows the home's index only.
    String index() {
        return index;
    }

    /// What to do while nothing is known of the home.
    String unknown() {
        return unknown;
    }

    /// What the model may call natively; empty where it writes ACTION lines.
    List<ToolSpec> tools() {
        return tools;
    }

    /// How much the tools take in a prompt besides its text, in characters, about.
    int toolCharacters() {
        return ToolSpec.characters(tools);
    }

    /// What a message ends with that tells what the model asked to read.
    static String goOn(Language language) {
        return switch (language) {
            case ENGLISH -> "Continue your answer.";
            case PORTUGUESE -> "Continua a tua resposta.";
        };
    }

    /// Asks which facts of a conversation are worth remembering.
    static String facts(Language language) {
        return resource("facts_" + tag(language) + ".txt");
    }

    static String tag(Language language) {
        return switch (language) {
            case ENGLISH -> "en";
            case PORTUGUESE -> "pt";
        };
    }

    static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Rules.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
