package io.jarvas.wyoming;

import io.jarvas.language.Language;
import io.jarvas.speech.Speaking;
import io.jarvas.speech.SpeechStatus;
import io.jarvas.speech.TextToSpeech;
import java.util.Optional;

/// Speaks by a Wyoming service such as Piper. Where the service takes an answer's sentences as they are written, one
/// connection carries the answer; else each sentence has one of its own, and the next one leaves as soon as all of the
/// former's sound is here.
///
/// ```
/// → synthesize-start  synthesize-chunk…  synthesize  synthesize-stop        → synthesize
/// ←   audio-start audio-chunk… audio-stop …  synthesize-stopped             ← audio-start audio-chunk… audio-stop
/// ```
///
/// [io.jarvas.speech.Sound#sentence()] is exact where each sentence is asked for by itself. In a stream it counts
/// the service's `audio-start`s, up to the number of sentences that were said: exact where the service speaks sentence
/// by sentence as it is given them, as Piper does, since each ends with an empty line; too high where the service cuts
/// a sentence once more; and 0 throughout where it makes one piece of all.
public final class WyomingTextToSpeech implements TextToSpeech {
    private final Service service;

    /// @param voice that the owner wants, for the languages that it speaks; for the others one is chosen
    public WyomingTextToSpeech(WyomingPlace place, Optional<String> voice) {
        this.service = new Service(place, ServiceKind.SPEAKING, voice);
    }

    @Override
    public Speaking speak(Language language) {
        return WyomingSpeaking.begin(service, language);
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
