package io.jarvas.voice;

import io.jarvas.language.Language;
import java.util.Optional;
import java.util.function.Function;

/// Makes of what is written what is said. One per answer; not for several threads.
final class SpokenText {
    private final Language language;
    private final Function<String, Optional<String>> names;

    /// @param names of the home's entities, by id
    SpokenText(Language language, Function<String, Optional<String>> names) {
        this.language = language;
        this.names = names;
    }

    /// What is said of a piece; empty where nothing is.
    String of(Piece piece) {
        return piece.text();
    }
}
