package io.jarvas.choice;

import io.jarvas.speech.SpeechStatus;

/// One of the services that may listen, or speak.
///
/// @param place `tcp://core-whisper:10300`, `stt.faster_whisper`
/// @param port through which it is used
/// @param status what was known of it when it was looked for
record Candidate<S>(String place, S port, SpeechStatus status) {}
