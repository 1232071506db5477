package io.jarvas.speech;

import java.util.List;
import java.util.Optional;

/// What is known of a service that understands or speaks.
///
/// @param name of the service as it calls itself, `faster-whisper`; empty where none is known
/// @param place where it is: `tcp://core-whisper:10300`, `stt.faster_whisper`; empty where none is known
/// @param languages that it knows, as BCP 47 tags; empty where it does not say
/// @param problem why the last try failed; empty while it works, or was not tried
/// @param detail the service's own words about the problem
public record SpeechStatus(
        Optional<String> name,
        Optional<String> place,
        List<String> languages,
        Optional<SpeechException.Code> problem,
        String detail) {
    /// There is no service, because the owner wants none or none was found.
    public static final SpeechStatus ABSENT = new SpeechStatus(
            Optional.empty(), Optional.empty(), List.of(), Optional.of(SpeechException.Code.ABSENT), "");

    public SpeechStatus {
        languages = List.copyOf(languages);
    }

    public boolean works() {
        return problem.isEmpty();
    }
}
