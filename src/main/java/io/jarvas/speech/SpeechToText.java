package io.jarvas.speech;

import io.jarvas.language.Language;
import java.util.function.Consumer;

/// Understands what is spoken. Safe to use from any thread.
public interface SpeechToText {
    /// Begins to listen to one utterance. May return before the service has been reached.
    ///
    /// @param partial takes what has been understood so far, all of it each time, where the service tells; on a
    ///     thread of its own, never after [Listening#transcript()] returned or threw
    /// @throws SpeechException where nobody can listen
    Listening listen(Language language, Consumer<String> partial);

    /// What is known of the service. Costs no call and never waits.
    SpeechStatus status();
}
