package io.jarvas.voice;

import io.jarvas.assistant.SpokenTurns;
import io.jarvas.conversation.Person;
import io.jarvas.home.LiveHome;
import io.jarvas.language.Language;
import io.jarvas.speech.SpeechToText;
import io.jarvas.speech.TextToSpeech;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;

/// Voice sessions between clients, the services that understand and speak, and the assistant. Safe to use from any
/// thread.
public final class LiveSessions implements VoiceSessions {
    /// How much silence ends an utterance, unless the owner sets something else.
    public static final Duration SILENCE = EndOfSpeech.Limits.USUAL.silence();

    /// What sessions work with.
    ///
    /// @param speechToText which tells the log itself why it failed: a session does not know which service that
    /// was
    /// @param textToSpeech as `speechToText`
    /// @param home whose names are said where their ids are written
    /// @param silence that ends an utterance; 200 ms to 5 s
    /// @param reports takes what each spoken turn took
    public record Parts(
            SpokenTurns turns,
            SpeechToText speechToText,
            TextToSpeech textToSpeech,
            LiveHome home,
            Duration silence,
            Consumer<VoiceReport> reports,
            InstantSource clock,
            SessionTime time) {
        public Parts {
            if (silence.toMillis() < 200 || silence.toMillis() > 5_000) {
                throw new IllegalArgumentException("silence of " + silence.toMillis() + " ms ends no utterance");
            }
        }

        EndOfSpeech.Limits limits() {
            return EndOfSpeech.Limits.USUAL.withSilence(silence);
        }
    }

    private final Parts parts;

    public LiveSessions(Parts parts) {
        this.parts = parts;
    }

    @Override
    public VoiceSession open(Person person, Language language, VoiceSink sink) {
        return new LiveSession(parts, person, language, sink);
    }
}
