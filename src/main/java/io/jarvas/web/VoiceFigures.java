package io.jarvas.web;

import io.jarvas.language.Sentences;
import io.jarvas.speech.SpeechException.Code;
import io.jarvas.speech.SpeechStatus;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How Jarvas listens and speaks, in sentences and figures.
final class VoiceFigures {
    private VoiceFigures() {}

    /// How one of the two is.
    private enum State {
        WORKS,
        /// The owner wants none.
        OFF,
        /// None was found.
        ABSENT,
        /// It is not known yet which there are.
        LOOKING,
        PROBLEM;

        static State of(boolean wanted, SpeechStatus status) {
            if (!wanted) {
                return OFF;
            }
            if (status.works()) {
                return WORKS;
            }
            if (status.problem().equals(Optional.of(Code.ABSENT))
                    && status.place().isEmpty()) {
                return ABSENT;
            }
            return status.place().isEmpty() ? LOOKING : PROBLEM;
        }

        boolean silent() {
            return this == OFF || this == ABSENT;
        }
    }

    static Map<String, @Nullable Object> json(JarvasWeb.Voice voice, Sentences sentences) {
        SpeechStatus listening = voice.listening().get();
        SpeechStatus speaking = voice.speaking().get();
        State listens = State.of(voice.listeningWanted(), listening);
        State speaks = State.of(voice.speakingWanted(), speaking);
        return EventJson.object(
                "works", listens == State.WORKS && speaks == State.WORKS,
                "state", state(listens, speaks),
                "sentence", sentence(listens, listening, speaks, speaking, sentences),
                "listens", listens == State.WORKS,
                "speaks", speaks == State.WORKS,
                "speech_to_text", service(listens, listening),
                "text_to_speech", service(speaks, speaking),
                "latency", voice.log().json(),
                "assist_port",
                        voice.assistPort().isPresent() ? voice.assistPort().getAsInt() : null);
    }

    /// `off` where nothing could be done with it, so that nobody is offered it.
    private static String state(State listens, State speaks) {
        if (listens.silent() && speaks.silent()) {
            return "off";
        }
        if (listens == State.LOOKING || speaks == State.LOOKING) {
            return "looking";
        }
        if (listens == State.WORKS) {
            return speaks == State.WORKS ? "ready" : "listens";
        }
        return speaks == State.WORKS ? "speaks" : "down";
    }

    private static String sentence(
            State listens, SpeechStatus listening, State speaks, SpeechStatus speaking, Sentences sentences) {
        if (listens == speaks && listens != State.PROBLEM) {
            return sentences.say("voice." + EventJson.lower(listens));
        }
        return sentence("voice.listening.", listens, listening, sentences) + " "
                + sentence("voice.speaking.", speaks, speaking, sentences);
    }

    private static String sentence(String key, State state, SpeechStatus status, Sentences sentences) {
        if (state != State.PROBLEM) {
            return sentences.say(key + EventJson.lower(state));
        }
        Code problem = status.problem().orElseThrow();
        // The one that the owner named is another matter than none at all.
        String which = problem == Code.ABSENT ? "absent_there" : EventJson.lower(problem);
        return sentences.say(key + which, status.place().orElseThrow());
    }

    private static Map<String, @Nullable Object> service(State state, SpeechStatus status) {
        return EventJson.object(
                "works", state == State.WORKS,
                "state", EventJson.lower(state),
                "name", status.name().orElse(null),
                "place", status.place().orElse(null),
                "languages", status.languages(),
                "problem", status.problem().map(EventJson::lower).orElse(null),
                "detail", status.detail());
    }
}
