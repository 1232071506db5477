package io.jarvas.assistant;

import io.jarvas.conversation.Person;
import io.jarvas.conversation.PromptMessage;
import io.jarvas.language.Language;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What a person asks for with one message.
///
/// @param conversation its id; unknown ones are made
/// @param text 1 to 8,000 characters
/// @param history what a client that keeps its own history sends; a stored conversation wins
/// @param language that the client asks for; otherwise the setting's, otherwise the text's own
/// @param model one of the owner's list
/// @param messageId that the client gave the message: the same one again is the same turn
/// @param replaces the turn of the conversation in whose place this one comes
/// @param resume how long the turn goes on with nobody listening
/// @param spoken how it was said, where it was said aloud
public record UserTurn(
        Person person,
        Optional<String> conversation,
        String text,
        List<String> images,
        List<PromptMessage> history,
        Optional<Language> language,
        Optional<String> model,
        Optional<String> messageId,
        Optional<String> replaces,
        Duration resume,
        Optional<Spoken> spoken) {
    /// How a message was said aloud.
    ///
    /// @param area the id of the one in which it was heard
    public record Spoken(Optional<String> area) {}

    /// The longest message, in characters.
    public static final int MAXIMUM_LENGTH = 8_000;

    public UserTurn {
        if (text.isBlank() || text.codePointCount(0, text.length()) > MAXIMUM_LENGTH) {
            throw new IllegalArgumentException("a message has 1 to 8,000 characters");
        }
        images = List.copyOf(images);
        history = List.copyOf(history);
    }

    /// The same with the person's own words, of this message and earlier ones, as they may be shown.
    UserTurn showing(UnaryOperator<String> shown) {
        List<PromptMessage> said = history.stream()
                .map(message -> message.author() == PromptMessage.Author.PERSON
                        ? new PromptMessage(message.author(), shown.apply(message.content()), message.images())
                        : message)
                .toList();
        return new UserTurn(
                person,
                conversation,
                fitting(shown.apply(text)),
                images,
                said,
                language,
                model,
                messageId,
                replaces,
                resume,
                spoken);
    }

    private static String fitting(String text) {
        return text.codePointCount(0, text.length()) <= MAXIMUM_LENGTH
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAXIMUM_LENGTH));
    }

    /// A message that was said aloud, is sent once, and whose turn ends when nobody listens.
    public static UserTurn saidAloud(
            Person person,
            Optional<String> conversation,
            String text,
            Optional<Language> language,
            Optional<String> area) {
        return new UserTurn(
                person,
                conversation,
                text,
                List.of(),
                List.of(),
                language,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO,
                Optional.of(new Spoken(area)));
    }

    /// A message that was written.
    public UserTurn(
            Person person,
            Optional<String> conversation,
            String text,
            List<String> images,
            List<PromptMessage> history,
            Optional<Language> language,
            Optional<String> model,
            Optional<String> messageId,
            Optional<String> replaces,
            Duration resume) {
        this(
                person,
                conversation,
                text,
                images,
                history,
                language,
                model,
                messageId,
                replaces,
                resume,
                Optional.empty());
    }

    /// A message that is sent once, continues its conversation, and whose turn ends when nobody listens.
    public UserTurn(
            Person person,
            Optional<String> conversation,
            String text,
            List<String> images,
            List<PromptMessage> history,
            Optional<Language> language,
            Optional<String> model) {
        this(
                person,
                conversation,
                text,
                images,
                history,
                language,
                model,
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO);
    }
}
