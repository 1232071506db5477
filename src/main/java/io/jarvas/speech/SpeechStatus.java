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

    /// Of a service that nobody has asked yet.
    public static SpeechStatus untried(String place) {
        return new SpeechStatus(Optional.empty(), Optional.of(place), List.of(), Optional.empty(), "");
    }

    /// This, after another try.
    ///
    /// @param failure empty where it went well
    public SpeechStatus after(Optional<SpeechException> failure) {
        return new SpeechStatus(
                name,
                place,
                languages,
                failure.map(SpeechException::code),
                failure.map(cause -> String.valueOf(cause.getMessage())).orElse(""));
    }

    /// This, of a service that said what it knows.
    public SpeechStatus knowing(List<String> tags) {
        return new SpeechStatus(name, place, tags, problem, detail);
    }

    public boolean works() {
        return problem.isEmpty();
    }
}
