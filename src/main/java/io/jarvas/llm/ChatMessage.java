package io.jarvas.llm;

import java.util.List;

/// One message of a prompt.
///
/// @param images pictures in base64, for models with vision
public record ChatMessage(Role role, String content, List<String> images) {
    public enum Role {
        SYSTEM,
        USER,
        ASSISTANT
    }

    public ChatMessage {
        images = List.copyOf(images);
    }

    public ChatMessage(Role role, String content) {
        this(role, content, List.of());
    }
}
