package io.jarvas.assistant;

import io.jarvas.conversation.Person;
import io.jarvas.conversation.PromptMessage;
import io.jarvas.language.Language;
import java.util.List;
import java.util.Optional;

/// What a person asks for with one message.
///
/// @param conversation its id; unknown ones are made
/// @param text 1 to 8,000 characters
/// @param history what a client that keeps its own history sends; a stored conversation wins
/// @param language that the client asks for; otherwise the setting's, otherwise the text's own
/// @param model one of the owner's list
public record UserTurn(
        Person person,
        Optional<String> conversation,
        String text,
        List<String> images,
        List<PromptMessage> history,
        Optional<Language> language,
        Optional<String> model) {
    /// The longest message, in characters.
    public static final int MAXIMUM_LENGTH = 8_000;

    public UserTurn {
        if (text.isBlank() || text.codePointCount(0, text.length()) > MAXIMUM_LENGTH) {
            throw new IllegalArgumentException("a message has 1 to 8,000 characters");
        }
        images = List.copyOf(images);
        history = List.copyOf(history);
    }
}
