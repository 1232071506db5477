package io.jarvas.prompt;

import io.jarvas.llm.ModelStatus.Capability;
import java.util.Set;

/// The model's context window, and how much text fits into it.
///
/// @param model whose it is
/// @param tokens the whole window
/// @param charactersPerToken as learnt from what the model's server counted
/// @param capabilities of the model
public record Window(String model, int tokens, double charactersPerToken, Set<Capability> capabilities) {
    /// The share that the home may take: rules, services, catalogue and states.
    private static final double HOME = 0.45;

    /// The most tokens that are kept for the answer, in a window that has room for more.
    private static final int LONGEST_ANSWER = 1_024;

    /// The window of a model that only reads and writes text.
    public Window(String model, int tokens, double charactersPerToken) {
        this(model, tokens, charactersPerToken, Set.of());
    }

    /// The window of the only model.
    public Window(int tokens, double charactersPerToken) {
        this("", tokens, charactersPerToken);
    }

    public Window {
        capabilities = Set.copyOf(capabilities);
        if (tokens < 1 || !(charactersPerToken > 0)) {
            throw new IllegalArgumentException("a window holds text");
        }
    }

    /// How many tokens that much text is, about.
    public int tokensOf(int characters) {
        return (int) Math.ceil(characters / charactersPerToken);
    }

    /// How much text fits into that many tokens, about.
    public int charactersOf(int tokens) {
        return (int) (tokens * charactersPerToken);
    }

    /// What the home may take, in tokens; a home that needs more is shown as an index.
    public int home() {
        return (int) (tokens * HOME);
    }

    /// What is kept for the answer, in tokens.
    public int answer() {
        return Math.min(LONGEST_ANSWER, tokens / 4);
    }

    /// What a prompt may take, in tokens.
    public int prompt() {
        return tokens - answer();
    }
}
