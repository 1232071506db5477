package io.jarvas.choice;

import java.net.URI;
import java.util.List;

/// Which service the owner wants to listen, or to speak.
public sealed interface Wanted {
    /// The one that is found.
    ///
    /// @param places where Wyoming services usually are, `tcp://core-whisper:10300`, the nearest first
    record Found(List<URI> places) implements Wanted {
        public Found {
            places = List.copyOf(places);
        }
    }

    /// None.
    record Nobody() implements Wanted {}

    /// @param place of a Wyoming service: `tcp://192.168.1.20:10300`
    record Wyoming(URI place) implements Wanted {}

    /// @param entity of Home Assistant: `stt.faster_whisper`, `tts.piper`
    record Entity(String entity) implements Wanted {}
}
