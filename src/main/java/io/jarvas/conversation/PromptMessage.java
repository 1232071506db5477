package io.jarvas.conversation;

import java.util.List;

/// One message of a prompt, byte for byte as the model was sent it, or wrote it, ACTION lines included and
/// thinking left out. The next prompt repeats it, so that the model finds it in its cache.
///
/// @param images in base64, as the model was sent them
public record PromptMessage(Author author, String content, List<String> images) {
    public enum Author {
        PERSON,
        ASSISTANT
    }

    public PromptMessage {
        images = List.copyOf(images);
    }

    public PromptMessage(Author author, String content) {
        this(author, content, List.of());
    }
}
