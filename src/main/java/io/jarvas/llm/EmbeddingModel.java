package io.jarvas.llm;

import java.util.Optional;

/// A model that turns texts into what they mean. Safe to use from any thread.
///
/// There may be none, and it may be away: whoever asks does without then. It never takes the place of the model that
/// answers.
public interface EmbeddingModel {
    /// Which model would say it now; empty where there is none. Costs no call and never waits.
    Optional<String> model();

    /// What a text means, within a time that nobody notices; empty where that cannot be had, or the model
    /// would have to be loaded first.
    Optional<Embedding> quickly(String text);

    /// The same while nobody waits; it may have to be loaded.
    Optional<Embedding> atLeisure(String text);
}
