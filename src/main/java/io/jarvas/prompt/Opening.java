package io.jarvas.prompt;

import io.jarvas.llm.ChatMessage;
import java.util.List;

/// All of a prompt that is known before the person has written: what a model can read in advance.
public record Opening(List<ChatMessage> messages, PromptParts parts, HomeForm form) {
    public Opening {
        messages = List.copyOf(messages);
    }
}
