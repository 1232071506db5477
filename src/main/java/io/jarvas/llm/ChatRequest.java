package io.jarvas.llm;

import java.util.List;
import java.util.Optional;

/// A whole prompt. Window, time to live and sampling are the model's adapter's: they are the same in every
/// request.
///
/// @param model one of the owner's list; empty for the default one
/// @param messages from the system's to the person's newest
/// @param tools that the model may call natively; a model that was not taught to never gets them
public record ChatRequest(Optional<String> model, List<ChatMessage> messages, List<ToolSpec> tools, Wanted wanted) {
    /// What the prompt is sent for.
    public enum Wanted {
        ANSWER,
        /// The model is only to have read the prompt, so that a later one that begins like it is answered
        /// sooner: its answer is ended after one token.
        READING,
        /// The model is to say some words, so that it is seen that it can, and how fast.
        SAMPLE
    }

    public ChatRequest {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
    }

    /// A prompt without native tools.
    public ChatRequest(Optional<String> model, List<ChatMessage> messages, Wanted wanted) {
        this(model, messages, List.of(), wanted);
    }

    /// A prompt that is to be answered.
    public ChatRequest(Optional<String> model, List<ChatMessage> messages) {
        this(model, messages, Wanted.ANSWER);
    }
}
