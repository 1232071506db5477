package io.jarvas.prompt;

import io.jarvas.conversation.History;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.language.Language;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/// Everything that a prompt is made from.
///
/// @param home empty where nothing is known of it
/// @param now in the home's time zone
/// @param text the person's words
/// @param language of the answer where the words do not show theirs; empty where none was asked for
/// @param model see [io.jarvas.llm.ChatRequest#model()]
/// @param memories that matter, a line each, the best first
/// @param spoken how it was said, where it was said aloud
public record TurnContext(
        Optional<HomeSnapshot> home,
        History history,
        Window window,
        ZonedDateTime now,
        String text,
        List<String> images,
        Optional<Language> language,
        Optional<String> model,
        List<String> memories,
        Optional<Spoken> spoken) {
    /// How words were said aloud.
    ///
    /// @param area the id of the one in which they were heard
    public record Spoken(Optional<String> area) {}

    public TurnContext {
        images = List.copyOf(images);
        memories = List.copyOf(memories);
    }

    /// One that was written.
    public TurnContext(
            Optional<HomeSnapshot> home,
            History history,
            Window window,
            ZonedDateTime now,
            String text,
            List<String> images,
            Optional<Language> language,
            Optional<String> model,
            List<String> memories) {
        this(home, history, window, now, text, images, language, model, memories, Optional.empty());
    }

    /// One that was written, without memories.
    public TurnContext(
            Optional<HomeSnapshot> home,
            History history,
            Window window,
            ZonedDateTime now,
            String text,
            List<String> images,
            Optional<Language> language,
            Optional<String> model) {
        this(home, history, window, now, text, images, language, model, List.of());
    }
}
