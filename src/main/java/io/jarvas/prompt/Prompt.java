package io.jarvas.prompt;

import io.jarvas.conversation.PromptMessage;
import io.jarvas.llm.ChatRequest;

/// A prompt, and its newest message apart: what is to be kept, so that the next prompt can repeat it.
public record Prompt(ChatRequest request, PromptMessage newest) {}
