package io.jarvas.assistant;

import java.util.Map;

/// Keeps how many characters a token of each model has, from one run to the next. Safe to use from any thread.
///
/// Whether a home is shown whole depends on it, and what an index has room for: without it the same home would
/// begin prompts with other bytes after a restart, until it was learnt anew.
public interface TokenRatios {
    /// Keeps nothing.
    TokenRatios NONE = new TokenRatios() {
        @Override
        public Map<String, Double> load() {
            return Map.of();
        }

        @Override
        public void save(Map<String, Double> charactersPerToken) {}
    };

    /// Characters per token, by the model's name, as last saved: `{"qwen3:8b":3.62}`. Empty where nothing was,
    /// or where it cannot be read.
    Map<String, Double> load();

    /// Replaces what was saved. Whatever goes wrong costs no more than learning it anew.
    void save(Map<String, Double> charactersPerToken);
}
