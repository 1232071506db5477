package io.jarvas.wyoming;

import io.jarvas.language.Language;
import io.jarvas.speech.Listening;
import io.jarvas.speech.SpeechStatus;
import io.jarvas.speech.SpeechToText;
import java.util.Optional;
import java.util.function.Consumer;

/// Understands what is spoken by a Wyoming service such as Whisper, Vosk or Speech-to-Phrase. Each utterance has a
/// connection of its own.
///
/// ```
/// → transcribe  audio-start  audio-chunk…  audio-stop
/// ←               transcript-start  transcript-chunk…  transcript  transcript-stop
/// ```
public final class WyomingSpeechToText implements SpeechToText {
    private final Service service;
    private final Optional<String> model;

    /// @param model that the owner wants; empty where the service chooses
    public WyomingSpeechToText(WyomingPlace place, Optional<String> model) {
        this.service = new Service(place, ServiceKind.LISTENING, model);
        this.model = model;
    }

    @Override
    public Listening listen(Language language, Consumer<String> partial) {
        return WyomingListening.begin(service, model, language, partial);
    }

    @Override
    public SpeechStatus status() {
        return service.status();
    }

    /// Asks the service anew what it is, and waits for that, some seconds where nobody answers.
    public SpeechStatus look() {
        return service.look();
    }
}
