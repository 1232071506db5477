package io.jarvas.llm;

import java.util.List;
import java.util.Optional;

/// A whole prompt. Window, time to live and sampling are the model's adapter's: they are the same in every
/// request.
///
/// @param model one of the owner's list; empty for the default one
/// @param messages from the system's to the person's newest
public record ChatRequest(Optional<String> model, List<ChatMessage> messages) {
    public ChatRequest {
        messages = List.copyOf(messages);
    }
}
