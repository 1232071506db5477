package io.jarvas.web;

import io.jarvas.assistant.UserTurn;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.PromptMessage;
import io.jarvas.language.Language;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a client asks for with one message, checked. Members that are not known are left alone; known ones of
/// the wrong type are refused.
///
/// ```
/// {"message":"Turn on the hall light","conversation_id":"c1","history":[{"role":"user","content":"…"}],
///  "language":"en","model":"llama3.1:8b","images":["iVBORw0…"],"message_id":"m1","replaces":"9bc0…",
///  "resume_seconds":30}
/// ```
final class ChatBody {
    static final int LONGEST_ID = 200;
    private static final int LONGEST_RESUME_SECONDS = 60;
    private static final List<String> NUMBERS = List.of("resume_seconds");

    private final Map<String, Object> members;

    private ChatBody(Map<String, Object> members) {
        this.members = members;
    }

    static ChatBody of(Map<String, Object> members) {
        return new ChatBody(members);
    }

    /// The same from a query, in which everything is text.
    static ChatBody of(Query query) {
        Map<String, Object> members = new HashMap<>();
        query.parameters().forEach((name, values) -> members.put(name, values.getFirst()));
        members.keySet()
                .retainAll(List.of(
                        "message", "conversation_id", "language", "model", "message_id", "replaces", "resume_seconds"));
        for (String name : NUMBERS) {
            query.get(name)
                    .filter(text -> text.matches("[0-9]{1,9}"))
                    .ifPresent(text -> members.put(name, Integer.valueOf(text)));
        }
        return new ChatBody(members);
    }

    /// @param models what the owner lets a request ask for
    /// @throws Refusal where anything is not as it should be
    UserTurn turn(Person person, List<String> models) {
        String message = message();
        Optional<String> replaces = id("replaces");
        if (replaces.isPresent() && conversation().isEmpty()) {
            throw Refusal.badRequest("web.replaces");
        }
        return new UserTurn(
                person,
                conversation(),
                message,
                images(),
                history(),
                language(),
                model(models),
                id("message_id"),
                replaces,
                resume());
    }

    /// The conversation to go on with.
    Optional<String> conversation() {
        return id("conversation_id");
    }

    /// As they were sent.
    Map<String, Object> members() {
        return members;
    }

    private String message() {
        String message = text("message").orElseThrow(() -> Refusal.badRequest("web.message_missing"));
        if (message.isBlank()) {
            throw Refusal.badRequest("web.message_empty");
        }
        if (message.codePointCount(0, message.length()) > UserTurn.MAXIMUM_LENGTH) {
            throw Refusal.badRequest("web.message_too_long");
        }
        return message;
    }

    /// A member that is an id, where there is one: a text, or a whole number.
    Optional<String> id(String name) {
        Object value = members.get(name);
        if (value == null || value.equals("")) {
            return Optional.empty();
        }
        Optional<String> id = switch (value) {
            case String text -> Optional.of(wellFormed(name, text));
            case Integer number -> Optional.of(number.toString());
            case Long number -> Optional.of(number.toString());
            case BigInteger number when number.bitLength() < 256 -> Optional.of(number.toString());
            default -> Optional.empty();
        };
        return Optional.of(id.filter(text -> !text.isBlank() && text.length() <= LONGEST_ID)
                .orElseThrow(() -> Refusal.badRequest("web.id", name)));
    }

    private List<String> images() {
        List<String> images = new ArrayList<>();
        for (Object element : list("images")) {
            if (!(element instanceof String image) || image.isEmpty() || !isBase64(image)) {
                throw Refusal.badRequest("web.image");
            }
            images.add(image);
        }
        return images;
    }

    private List<PromptMessage> history() {
        List<PromptMessage> history = new ArrayList<>();
        for (Object element : list("history")) {
            if (!(element instanceof Map<?, ?> entry) || !(entry.get("content") instanceof String content)) {
                throw Refusal.badRequest("web.history");
            }
            PromptMessage.Author author = switch (String.valueOf(entry.get("role"))) {
                case "user" -> PromptMessage.Author.PERSON;
                case "assistant" -> PromptMessage.Author.ASSISTANT;
                default -> throw Refusal.badRequest("web.history");
            };
            history.add(new PromptMessage(author, wellFormed("history", content)));
        }
        return history;
    }

    private Optional<Language> language() {
        return text("language").flatMap(Language::ofTag);
    }

    private Optional<String> model(List<String> models) {
        Optional<String> model = text("model").filter(name -> !name.isEmpty());
        // Which there are is not known before Ollama was seen; whether this is one is asked there again.
        if (!models.isEmpty()
                && model.filter(name ->
                                models.stream().noneMatch(other -> plain(other).equals(plain(name))))
                        .isPresent()) {
            throw Refusal.badRequest("web.model", String.join(", ", models));
        }
        return model;
    }

    /// Ollama adds `:latest` to a name that has no tag.
    private static String plain(String model) {
        return model.endsWith(":latest") ? model.substring(0, model.length() - ":latest".length()) : model;
    }

    private Duration resume() {
        Object value = members.getOrDefault("resume_seconds", 0);
        if (!(value instanceof Integer seconds && seconds >= 0 && seconds <= LONGEST_RESUME_SECONDS)) {
            throw Refusal.badRequest("web.resume_seconds");
        }
        return Duration.ofSeconds(seconds);
    }

    /// A member that must be true or false.
    boolean flag(String name) {
        if (!(members.get(name) instanceof Boolean flag)) {
            throw Refusal.badRequest("web.not_flag", name);
        }
        return flag;
    }

    /// The text on one line, without what cannot be seen at its ends.
    static String oneLine(String text) {
        return text.replaceAll("[\\s\\p{Cc}\\u2028\\u2029]+", " ").strip();
    }

    /// A member that is a text, where there is one.
    Optional<String> text(String name) {
        Object value = members.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof String text)) {
            throw Refusal.badRequest("web.not_text", name);
        }
        return Optional.of(wellFormed(name, text));
    }

    private List<?> list(String name) {
        Object value = members.getOrDefault(name, List.of());
        if (!(value instanceof List<?> list)) {
            throw Refusal.badRequest("web.not_list", name);
        }
        return list;
    }

    /// JSON can escape half a character, which no other encoding can hold.
    private static String wellFormed(String name, String text) {
        if (text.codePoints().anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)) {
            throw Refusal.badRequest("web.half_character", name);
        }
        return text;
    }

    /// With its padding or without.
    private static boolean isBase64(String text) {
        int end = text.length();
        while (end > 0 && text.length() - end < 2 && text.charAt(end - 1) == '=') {
            end--;
        }
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c > 127 || !(Character.isLetterOrDigit(c) || c == '+' || c == '/')) {
                return false;
            }
        }
        return end % 4 != 1 && (end == text.length() || text.length() % 4 == 0);
    }
}
