package io.jarvas.assistant;

import io.jarvas.prompt.Note;
import java.time.ZoneOffset;
import java.util.Map;

/// What the model is told of an answer that was not heard to its end.
final class Interruption {
    /// The last words are enough to find the place; in characters.
    private static final int LAST_WORDS = 120;

    private Interruption() {}

    /// See [io.jarvas.conversation.History#note()].
    ///
    /// @param heard the answer's words until then; empty where none was heard
    static String note(String heard) {
        String words = heard.isBlank()
                ? "the person interrupted the answer above before hearing any of it"
                : "the person interrupted the answer above and heard it only until: " + last(heard.strip());
        return Note.of(words, Map.of(), Map.of(), ZoneOffset.UTC).text();
    }

    private static String last(String heard) {
        if (heard.length() <= LAST_WORDS) {
            return heard;
        }
        int space = heard.indexOf(' ', heard.length() - LAST_WORDS);
        return "…" + heard.substring(space < 0 ? heard.length() - LAST_WORDS : space);
    }
}
