package io.jarvas.choice;

import java.net.URI;
import java.util.Optional;

/// Where the services that listen come from, or those that speak.
///
/// @param <S> [io.jarvas.speech.SpeechToText] or [io.jarvas.speech.TextToSpeech]
public interface Sources<S> {
    /// The Wyoming service at a place.
    ///
    /// @param voice that it is to speak with
    Access<S> wyoming(URI place, Optional<String> voice);

    /// The engine of Home Assistant's with that id, whether or not there is one.
    ///
    /// @param id `stt.faster_whisper`
    /// @param voice that it is to speak with
    Access<S> engine(String id, Optional<String> voice);

    /// What Home Assistant has now. Waits for its answer.
    ///
    /// @throws io.jarvas.speech.SpeechException where it does not say
    HomeOffer<S> home();
}
