package io.jarvas.prompt;

/// How a home is shown to the model.
public enum HomeForm {
    /// Nothing is known of it.
    UNKNOWN,
    /// Every entity and its state, in the beginning of every prompt.
    WHOLE,
    /// Places and counts in the beginning; the entities that matter come with each turn.
    INDEX
}
