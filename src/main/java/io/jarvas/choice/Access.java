package io.jarvas.choice;

import io.jarvas.speech.SpeechStatus;
import java.util.function.Supplier;

/// A service, and how it is asked what it is.
///
/// @param port through which it is used
/// @param look asks it, which may take some seconds; what goes wrong is in the answer
/// @param <S> [io.jarvas.speech.SpeechToText] or [io.jarvas.speech.TextToSpeech]
public record Access<S>(S port, Supplier<SpeechStatus> look) {}
