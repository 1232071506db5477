package io.jarvas.llm;

/// A model that answers in pieces. Safe to use from any thread.
public interface LanguageModel {
    /// Sends the prompt. Returns at once; what goes wrong is thrown by the stream.
    ModelStream stream(ChatRequest request);

    /// What is known of the server and its model. Costs no call and never waits.
    ModelStatus status();
}
