package io.jarvas.ollama;

import io.jarvas.llm.ModelStatus.Capability;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What `/api/show` says of a model, as far as it shapes a request.
///
/// @param digest of the files it was read for; empty where unknown
/// @param chat whether it answers in words; an embedding model does not
/// @param embedding whether it says what texts mean
/// @param tools whether it was taught to call tools
/// @param vision whether it sees pictures
/// @param contextTokens the longest window it was made for; 0 where unknown
/// @param repeatPenalty whether its own file sets one
/// @param thinking how it is kept from thinking aloud
record ModelDetails(
        String digest,
        boolean chat,
        boolean embedding,
        boolean tools,
        boolean vision,
        int contextTokens,
        boolean repeatPenalty,
        Thinking thinking) {
    /// How a model thinks, and what the request says about it.
    enum Thinking {
        /// It does not, or can be told not to: `think: false`.
        OFF,
        /// It has levels and always thinks: `think: "low"`.
        LOW,
        /// It can do nothing else. `think: true` lets the server tell thoughts from words.
        ALWAYS,
        /// It can do nothing else, and the server does not know: the prompt ends with `<think>`, so the
        /// answer begins inside.
        UNMARKED
    }

    private static final Pattern REPEAT_PENALTY = Pattern.compile("(?m)^\\s*repeat_penalty\\s");
    private static final Pattern THINK_SWITCH = Pattern.compile("\\.(Think|IsThinkSet|ThinkLevel)\\b");
    private static final Pattern ENDS_IN_THOUGHT =
            Pattern.compile("<think>\\s*(\\\\n)*\\s*(\\{\\{-?\\s*end\\s*-?}}\\s*)*$");

    static ModelDetails of(String digest, Map<?, ?> shown) {
        List<?> capabilities = Fields.list(shown, "capabilities");
        String family = Fields.text(Fields.object(shown, "details"), "family");
        // Servers before 0.6.4 list no capabilities.
        boolean chat = capabilities.isEmpty() ? !family.contains("bert") : capabilities.contains("completion");
        return new ModelDetails(
                digest,
                chat,
                capabilities.isEmpty() ? !chat : capabilities.contains("embedding"),
                capabilities.contains("tools"),
                capabilities.isEmpty()
                        ? !Fields.object(shown, "projector_info").isEmpty()
                        : capabilities.contains("vision"),
                contextTokens(Fields.object(shown, "model_info")),
                REPEAT_PENALTY.matcher(Fields.text(shown, "parameters")).find(),
                thinking(capabilities, family, Fields.text(shown, "parser"), Fields.text(shown, "template")));
    }

    Set<Capability> capabilities() {
        Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
        if (tools) {
            capabilities.add(Capability.TOOLS);
        }
        if (vision) {
            capabilities.add(Capability.VISION);
        }
        if (thinking != Thinking.OFF) {
            capabilities.add(Capability.THINKING);
        }
        return capabilities;
    }

    private static int contextTokens(Map<?, ?> info) {
        return (int) Fields.number(info, Fields.text(info, "general.architecture") + ".context_length");
    }

    private static Thinking thinking(List<?> capabilities, String family, String parser, String template) {
        if (family.equals("gptoss") || family.equals("gpt-oss") || parser.equals("harmony")) {
            return Thinking.LOW;
        }
        if (!capabilities.contains("thinking")) {
            return ENDS_IN_THOUGHT.matcher(template).find() ? Thinking.UNMARKED : Thinking.OFF;
        }
        boolean cannotStop = parser.isEmpty()
                ? !THINK_SWITCH.matcher(template).find()
                : parser.endsWith("-thinking") || parser.endsWith("-think");
        return cannotStop ? Thinking.ALWAYS : Thinking.OFF;
    }
}
