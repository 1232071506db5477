package io.jarvas.choice;

import io.jarvas.speech.SpeechStatus;

/// One of the services that may listen, or speak.
///
/// @param place `tcp://core-whisper:10300`, `stt.faster_whisper`
/// @param port through which it is used
/// @param status what was known of it when it was looked for
record Candidate<S>(String place, S port, SpeechStatus status) {
    /// For the log: `piper at tcp://core-piper:10200`, or the place alone.
    String named() {
        return status.name().map(name -> name + " at " + place).orElse(place);
    }
}
