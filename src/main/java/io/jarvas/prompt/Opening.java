package io.jarvas.prompt;

import io.jarvas.llm.ChatMessage;
import io.jarvas.llm.ToolSpec;
import java.util.List;

/// All of a prompt that is known before the person has written: what a model can read in advance.
///
/// @param tools see [io.jarvas.llm.ChatRequest#tools()]
public record Opening(List<ChatMessage> messages, List<ToolSpec> tools, PromptParts parts, HomeForm form) {
    public Opening {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
    }
}
