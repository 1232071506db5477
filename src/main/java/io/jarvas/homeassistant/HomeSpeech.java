package io.jarvas.homeassistant;

import io.jarvas.home.HomeException;
import io.jarvas.speech.SpeechException;
import io.jarvas.speech.SpeechException.Code;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What Home Assistant itself listens and speaks with. Safe to use from any thread.
public final class HomeSpeech {
    private final Ways ways;
    private final SpeechRequests requests;
    private final HomeAssistantConfig.Timing timing;

    HomeSpeech(Ways ways, SpeechRequests requests, HomeAssistantConfig.Timing timing) {
        this.ways = ways;
        this.requests = requests;
        this.timing = timing;
    }

    /// A service of Home Assistant.
    ///
    /// @param id `stt.faster_whisper`; of old integrations a name alone, `google_translate`
    /// @param languages as it writes them
    public record Engine(String id, List<String> languages) {
        public Engine {
            languages = List.copyOf(languages);
        }

        /// @throws SpeechException where it is not one of them
        static Engine of(String id, List<Engine> engines) {
            return engines.stream()
                    .filter(engine -> engine.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new SpeechException(Code.ABSENT, "Home Assistant has no " + id));
        }
    }

    /// What the owner's preferred voice assistant uses; nothing for what it does without.
    ///
    /// @param voice of `textToSpeech`
    public record Preferred(Optional<String> speechToText, Optional<String> textToSpeech, Optional<String> voice) {
        public static final Preferred NONE = new Preferred(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// All that listen.
    ///
    /// @throws SpeechException where Home Assistant does not say; one that has no speech at all has none
    public List<Engine> listeners() {
        return engines("stt/engine/list");
    }

    /// All that speak.
    ///
    /// @throws SpeechException as [#listeners()]
    public List<Engine> speakers() {
        return engines("tts/engine/list");
    }

    private List<Engine> engines(String command) {
        return Fields.objects(Fields.list(ask(command, Map.of()), "providers"))
                .filter(engine -> !Boolean.TRUE.equals(engine.get("deprecated")))
                .flatMap(engine -> Fields.text(engine, "engine_id")
                        .map(id -> new Engine(id, Fields.texts(engine, "supported_languages")))
                        .stream())
                .toList();
    }

    /// The preferred voice assistant.
    ///
    /// @throws SpeechException as [#listeners()]
    public Preferred preferred() {
        Map<?, ?> list = ask("assist_pipeline/pipeline/list", Map.of());
        Optional<String> preferred = Fields.text(list, "preferred_pipeline");
        return Fields.objects(Fields.list(list, "pipelines"))
                .filter(pipeline -> Fields.text(pipeline, "id").equals(preferred))
                .findFirst()
                .map(pipeline -> new Preferred(
                        Fields.text(pipeline, "stt_engine"),
                        Fields.text(pipeline, "tts_engine"),
                        Fields.text(pipeline, "tts_voice")))
                .orElse(Preferred.NONE);
    }

    /// The names of a speaking engine's voices in a language; none where it does not tell.
    ///
    /// @param language as the engine writes it
    /// @throws SpeechException as [#listeners()]
    public List<String> voices(String engine, String language) {
        return Fields.objects(Fields.list(
                        ask("tts/engine/voices", Map.of("engine_id", engine, "language", language)), "voices"))
                .flatMap(voice -> Fields.text(voice, "voice_id").stream())
                .toList();
    }

    private Map<?, ?> ask(String command, Map<String, ?> fields) {
        try {
            return ways.socket(connection -> answer(connection.ask(command, fields, timing.answer())))
                    .orElseThrow(() -> new SpeechException(Code.UNREACHABLE, "it is not connected"));
        } catch (HomeException e) {
            throw new SpeechException(Code.UNREACHABLE, String.valueOf(e.getMessage()), e);
        }
    }

    private static Map<?, ?> answer(Answer answer) {
        return switch (answer) {
            case Answer.Success success -> success.object();
            // A Home Assistant without that integration.
            case Answer.Failure failure when failure.code().equals("unknown_command") -> Map.of();
            case Answer.Failure failure -> throw new HomeException(HomeException.Code.REFUSED, failure.message());
        };
    }

    /// Listens with an engine.
    ///
    /// @param engine of those that listen
    public HomeSpeechToText speechToText(String engine) {
        return new HomeSpeechToText(engine, this::listeners, requests);
    }

    /// Listens with an engine, without asking which there are.
    ///
    /// @param engines what [#listeners()] said
    public HomeSpeechToText speechToText(String engine, List<Engine> engines) {
        return new HomeSpeechToText(engine, () -> engines, requests);
    }

    /// Speaks with an engine.
    ///
    /// @param engine of those that speak
    /// @param voice that the owner wants, in the languages that it speaks
    public HomeTextToSpeech textToSpeech(String engine, Optional<String> voice) {
        return new HomeTextToSpeech(engine, voice, this::speakers, requests, this);
    }

    /// Speaks with an engine, without asking which there are.
    ///
    /// @param engines what [#speakers()] said
    public HomeTextToSpeech textToSpeech(String engine, Optional<String> voice, List<Engine> engines) {
        return new HomeTextToSpeech(engine, voice, () -> engines, requests, this);
    }
}
