package io.jarvas.choice;

import io.jarvas.speech.SpeechStatus;
import io.jarvas.speech.SpeechToText;
import io.jarvas.speech.TextToSpeech;
import java.time.InstantSource;
import java.util.List;

/// What listens and what speaks, as the owner wants it. Safe to use from any thread.
public final class SpeechServices implements AutoCloseable {
    private final SpeechChoice<SpeechToText> listeners;
    private final SpeechChoice<TextToSpeech> speakers;

    private SpeechServices(SpeechChoice<SpeechToText> listeners, SpeechChoice<TextToSpeech> speakers) {
        this.listeners = listeners;
        this.speakers = speakers;
    }

    /// Begins to look for them.
    public static SpeechServices begin(
            Sought<SpeechToText> listening, Sought<TextToSpeech> speaking, InstantSource clock) {
        return new SpeechServices(
                choice("speech-to-text", listening, clock), choice("text-to-speech", speaking, clock));
    }

    private static <S> SpeechChoice<S> choice(String name, Sought<S> sought, InstantSource clock) {
        return sought.wanted() instanceof Wanted.Nobody
                ? SpeechChoice.ofNobody(name, clock)
                : SpeechChoice.begun(name, new SpeechSearch<>(sought), clock);
    }

    /// What there is, the best first, looked for anew. Waits for the answers.
    public static <S> List<SpeechStatus> look(Sought<S> sought) throws InterruptedException {
        return new SpeechSearch<>(sought)
                .look().candidates().stream().map(Candidate::status).toList();
    }

    public SpeechToText speechToText() {
        return new ChosenListener(listeners);
    }

    public TextToSpeech textToSpeech() {
        return new ChosenSpeaker(speakers);
    }

    /// Ends the search.
    @Override
    public void close() {
        listeners.close();
        speakers.close();
    }
}
