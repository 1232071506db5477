package io.jarvas.speech;

import io.jarvas.language.Language;

/// Speaks. Safe to use from any thread.
public interface TextToSpeech {
    /// Begins to speak one answer. Returns at once; what goes wrong is thrown by [Speaking#next()].
    Speaking speak(Language language);

    /// What is known of the service. Costs no call and never waits.
    SpeechStatus status();
}
