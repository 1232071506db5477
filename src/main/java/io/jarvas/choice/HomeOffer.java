package io.jarvas.choice;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/// What Home Assistant said in one look that it has.
///
/// @param engines their ids, `stt.faster_whisper`
/// @param access to one of them, with the voice that it is to speak with
/// @param preferred engine of the voice assistant that the owner prefers
/// @param voice that the owner chose for `preferred`
/// @param <S> [io.jarvas.speech.SpeechToText] or [io.jarvas.speech.TextToSpeech]
public record HomeOffer<S>(
        List<String> engines,
        BiFunction<String, Optional<String>, Access<S>> access,
        Optional<String> preferred,
        Optional<String> voice) {
    public HomeOffer {
        engines = List.copyOf(engines);
    }
}
