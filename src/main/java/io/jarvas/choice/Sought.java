package io.jarvas.choice;

import java.util.Optional;

/// What is to be found.
///
/// @param wanted by the owner
/// @param voice that it is to speak with; empty for what Home Assistant's preferred voice assistant uses
/// @param <S> [io.jarvas.speech.SpeechToText] or [io.jarvas.speech.TextToSpeech]
public record Sought<S>(Wanted wanted, Optional<String> voice, Sources<S> sources) {}
