package io.jarvas.voice;

import io.jarvas.assistant.TurnEvent;
import io.jarvas.speech.Sound;

/// What happens in a voice session, in the order in which a person learns of it.
public sealed interface VoiceEvent {
    record Status(State state) implements VoiceEvent {}

    enum State {
        /// The session is open; nobody listens yet.
        CONNECTED,
        LISTENING,
        THINKING,
        SPEAKING,
        /// Something went wrong, and was said in a [Problem]; the session can go on with the next `start`.
        ERROR,
        STOPPED
    }

    /// What has been understood so far, all of it each time.
    record PartialTranscript(String text) implements VoiceEvent {}

    /// What the person said. Empty where nothing was understood.
    record FinalTranscript(String text) implements VoiceEvent {}

    /// A piece of the answer, as it is written.
    record TextDelta(String text) implements VoiceEvent {}

    /// All of an answer, as it is written.
    ///
    /// @param turn its id
    record TextFinal(String turn, String conversation, String text) implements VoiceEvent {}

    /// What else happens in a turn: it is accepted, acts, asks, is done. Never its text.
    ///
    /// @param turn its id: one that was spoken over tells what becomes of it when the next has begun, too
    record Turn(String turn, TurnEvent event) implements VoiceEvent {}

    /// A piece of what is spoken.
    record Spoken(Sound sound) implements VoiceEvent {}

    /// @param code for programs: `speech_to_text_unreachable`
    /// @param sentence for a person, with what to do
    record Problem(String code, String sentence, boolean retryable) implements VoiceEvent {}
}
