package io.jarvas.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.assistant.TurnReport;
import io.jarvas.assistant.WindowReport;
import io.jarvas.conversation.StoreStatus;
import io.jarvas.home.HomeStatus;
import io.jarvas.json.Json;
import io.jarvas.language.Language;
import io.jarvas.language.Sentences;
import io.jarvas.llm.ModelException;
import io.jarvas.llm.ModelStatus;
import io.jarvas.prompt.HomeForm;
import io.jarvas.speech.SpeechException;
import io.jarvas.speech.SpeechStatus;
import io.jarvas.voice.VoiceReport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatusPageTest {
    @Test
    void whatWorksIsSaidInSentencesAndFigures() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            jarvas.recent = IntStream.rangeClosed(1, 5)
                    .mapToObj(i -> Fixture.report(Duration.ofMillis(100L * i), Duration.ofSeconds(i)))
                    .toList();
            Map<String, Object> status = ChatStreamTest.json(Raw.get(jarvas.port(), "/api/status/"));

            assertThat(status).containsEntry("language", "en");
            assertThat(part(status, "home"))
                    .containsEntry("link", "live")
                    .containsEntry("entities", 0)
                    .containsEntry("sentence", "Home Assistant is connected, and every change is seen at once.");
            assertThat(part(status, "model"))
                    .containsEntry("name", "home-tiny")
                    .containsEntry("window_tokens", 8192)
                    .containsEntry("memory", "loaded")
                    .containsEntry("allowed", List.of("home-tiny", "home-large"));
            assertThat(part(status, "latency"))
                    .containsEntry("turns", 5)
                    .containsEntry("first_text_ms", Map.of("median", 300.0, "slowest", 500.0))
                    .containsEntry("total_ms", Map.of("median", 3000.0, "slowest", 5000.0));
        }
    }

    @Test
    void whatIsWrongWithTheStoreIsSaid() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            assertThat(part(ChatStreamTest.json(Raw.get(jarvas.port(), "/api/status")), "store"))
                    .containsEntry("sentence", "Conversations are stored.")
                    .doesNotContainEntry("problem", "damaged");

            StoreStatus.SetAside file = new StoreStatus.SetAside(
                    StoreStatus.SetAside.Reason.DAMAGED, "jarvas.db.damaged-20261128T101112Z", Fixture.NOW);
            jarvas.store = new StoreStatus(Optional.empty(), Optional.of(file));
            assertThat(part(ChatStreamTest.json(Raw.get(jarvas.port(), "/api/status")), "store"))
                    .containsEntry("problem", "damaged")
                    .containsEntry("set_aside", "jarvas.db.damaged-20261128T101112Z")
                    .hasEntrySatisfying(
                            "sentence",
                            sentence -> assertThat((String) sentence).contains("set aside as jarvas.db."));

            for (StoreStatus.Problem problem : StoreStatus.Problem.values()) {
                jarvas.store = new StoreStatus(Optional.of(problem), Optional.of(file));
                assertThat(part(ChatStreamTest.json(Raw.get(jarvas.port(), "/api/status?language=pt")), "store"))
                        .containsEntry("problem", EventJson.lower(problem))
                        .hasEntrySatisfying(
                                "sentence",
                                sentence -> assertThat((String) sentence).startsWith("Não se consegue guardar nada"));
            }
        }
    }

    @Test
    void latencyIsSaidByPartsAndTokens() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            jarvas.recent = List.of(
                    Fixture.report(Duration.ofMillis(120), Duration.ofSeconds(1)),
                    new TurnReport(
                            Fixture.NOW,
                            true,
                            Map.of(
                                    "queue", Duration.ofNanos(1_234_567),
                                    "prefill", Duration.ofMillis(80),
                                    "action_a1", Duration.ofMillis(30),
                                    "first_text", Duration.ofMillis(90),
                                    "total", Duration.ofSeconds(2)),
                            Map.of("prompt", 900),
                            Map.of()));
            String status = Raw.get(jarvas.port(), "/api/status").body();

            assertThat(status)
                    .contains(
                            "\"median_ms\":{\"queue\":1.234,\"prefill\":80.0,\"first_text\":120.0,\"total\":2000.0}",
                            "\"tokens\":[{\"prompt\":1000,\"reused\":960,\"read\":40,\"generated\":20,\"reused_share\":0.96},"
                                    + "{\"prompt\":900,\"reused\":null,\"read\":null,\"generated\":null,\"reused_share\":null}]");
        }
    }

    @Test
    void theLatestTurnsComeOneByOneForAChart() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            jarvas.recent = List.of(
                    new TurnReport(
                            Fixture.NOW.plusSeconds(9),
                            true,
                            Map.of(
                                    "first_text", Duration.ofMillis(120),
                                    "decode", Duration.ofMillis(480),
                                    "total", Duration.ofSeconds(1)),
                            Map.of("prompt", 1_000, "reused", 960, "generated", 20),
                            Map.of()),
                    new TurnReport(Fixture.NOW, true, Map.of("first_text", Duration.ofMillis(90)), Map.of(), Map.of()));
            assertThat(Raw.get(jarvas.port(), "/api/status").body())
                    .contains(
                            "\"recent\":[{\"ended\":\"2026-11-23T08:30:00Z\",\"first_text_ms\":90.0,\"total_ms\":null,"
                                    + "\"reused_share\":null,\"tokens_per_second\":null},"
                                    + "{\"ended\":\"2026-11-23T08:30:09Z\",\"first_text_ms\":120.0,\"total_ms\":1000.0,"
                                    + "\"reused_share\":0.96,\"tokens_per_second\":41.7}]");
        }
    }

    @Test
    void eachPartSaysWhetherItWorks() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            assertWorks(jarvas, true, "home", "model", "store", "window");
            assertWorks(jarvas, false, "voice");
            Map<String, Object> status = ChatStreamTest.json(Raw.get(jarvas.port(), "/api/status?language=pt"));
            assertThat(part(status, "voice"))
                    .containsEntry("state", "off")
                    .containsEntry(
                            "sentence",
                            "Para falar com o Jarvas, instale as aplicações Whisper e Piper da loja do Home Assistant e"
                                    + " inicie-as, ou defina speech_to_text e text_to_speech. Até lá, escreva.");
            assertThat(status).containsKey("version");

            jarvas.link = new HomeStatus(
                    HomeStatus.Link.LIVE, Optional.of(HomeStatus.Problem.NOT_ADMINISTRATOR), "", Fixture.NOW);
            jarvas.model = jarvas.model.withProblem(Optional.of(ModelException.Code.UNREACHABLE), "");
            jarvas.store = new StoreStatus(Optional.of(StoreStatus.Problem.FULL), Optional.empty());
            assertWorks(jarvas, false, "home", "model", "store", "voice");
        }
    }

    @Test
    void theVoiceSaysWhatItCanDoAndWhatIsMissing() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            jarvas.listening = speech("faster-whisper", "tcp://core-whisper:10300", Optional.empty());
            jarvas.speaking = speech("piper", "tcp://core-piper:10200", Optional.empty());
            assertThat(voice(jarvas))
                    .containsEntry("works", true)
                    .containsEntry("state", "ready")
                    .containsEntry("sentence", "Jarvas listens and speaks.");
            assertThat(part(voice(jarvas), "speech_to_text"))
                    .containsEntry("state", "works")
                    .containsEntry("name", "faster-whisper")
                    .containsEntry("place", "tcp://core-whisper:10300")
                    .containsEntry("languages", List.of("en", "pt"));

            jarvas.speaking = speech("piper", "tcp://core-piper:10200", Optional.of(SpeechException.Code.UNREACHABLE));
            assertThat(voice(jarvas))
                    .containsEntry("works", false)
                    .containsEntry("state", "listens")
                    .containsEntry(
                            "sentence",
                            "Jarvas listens. Nobody answers at tcp://core-piper:10200, which speaks. Start it, or set"
                                    + " text_to_speech to another.");

            jarvas.listening = SpeechStatus.ABSENT;
            jarvas.speaking = speech("piper", "tts.nobody", Optional.of(SpeechException.Code.ABSENT));
            assertThat(voice(jarvas))
                    .containsEntry("state", "down")
                    .containsEntry(
                            "sentence",
                            "Nothing listens: install the app Whisper from Home Assistant's store and start it, or set"
                                    + " speech_to_text. tts.nobody, which is to speak, is not there. Look for its name in Home Assistant, or set text_to_speech to auto.");
        }
    }

    @Test
    void whatASpokenTurnTookIsToldPartByPart() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            assertThat(Json.text(voice(jarvas))).doesNotContain("\"median_ms\"");
            jarvas.voiceLog.accept(report(100, 900));
            jarvas.voiceLog.accept(report(300, 1_500));
            jarvas.voiceLog.accept(report(200, 1_200));
            jarvas.voiceLog.accept(new VoiceReport(Fixture.NOW, VoiceReport.Outcome.FAILED, Map.of(), 0));

            assertThat(part(voice(jarvas), "latency"))
                    .containsEntry("turns", 3)
                    .containsEntry("last_turn", Fixture.NOW.toString())
                    .containsEntry("median_ms", Map.of("transcript", 200.0, "total", 1_200.0))
                    .containsEntry("last_ms", Map.of("transcript", 200.0, "total", 1_200.0));
        }
    }

    private static VoiceReport report(long transcript, long total) {
        return new VoiceReport(
                Fixture.NOW,
                VoiceReport.Outcome.WHOLE,
                Map.of("transcript", Duration.ofMillis(transcript), "total", Duration.ofMillis(total)),
                1);
    }

    @Test
    void aVoiceThatIsTurnedOffAsksForNothing() {
        assertThat(VoiceFigures.json(JarvasWeb.Voice.NONE, Sentences.in(Language.ENGLISH)))
                .containsEntry("state", "off")
                .containsEntry(
                        "sentence",
                        "Listening and speaking are turned off in the settings (speech_to_text, text_to_speech).");
    }

    private static Map<String, Object> voice(Fixture jarvas) throws Exception {
        return part(ChatStreamTest.json(Raw.get(jarvas.port(), "/api/status?language=en")), "voice");
    }

    private static SpeechStatus speech(String name, String place, Optional<SpeechException.Code> problem) {
        return new SpeechStatus(Optional.of(name), Optional.of(place), List.of("en", "pt"), problem, "");
    }

    private static void assertWorks(Fixture jarvas, boolean works, String... parts) throws Exception {
        Map<String, Object> status = ChatStreamTest.json(Raw.get(jarvas.port(), "/api/status"));
        for (String part : parts) {
            assertThat(part(status, part))
                    .as(part)
                    .containsEntry("works", works)
                    .containsKey("sentence");
        }
    }

    @Test
    void whatEachModelCanIsSaidWhereItIsKnown() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            jarvas.model = new ModelStatus(
                    Optional.of("eye"),
                    List.of("eye", "mind", "new"),
                    8192,
                    Map.of(),
                    Map.of(
                            "eye", Set.of(ModelStatus.Capability.VISION),
                            "mind", Set.of(ModelStatus.Capability.THINKING)),
                    ModelStatus.Memory.LOADED,
                    "",
                    "",
                    Optional.empty(),
                    "",
                    Fixture.NOW);
            assertThat(Raw.get(jarvas.port(), "/api/status").body())
                    .contains("\"capabilities\":[{\"name\":\"eye\",\"sees\":true,\"thinks\":false},"
                            + "{\"name\":\"mind\",\"sees\":false,\"thinks\":true},"
                            + "{\"name\":\"new\",\"sees\":null,\"thinks\":null}]");
        }
    }

    @Test
    void theWindowIsSaidInASentenceAndFigures() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            Map<String, Object> status = ChatStreamTest.json(Raw.get(jarvas.port(), "/api/status"));

            assertThat(part(status, "window"))
                    .containsEntry("home", "whole")
                    .containsEntry("home_share", 0.262)
                    .containsEntry("read_in_advance", 0.5)
                    .containsEntry("tokens", 8192)
                    .containsEntry("answer_tokens", 1024)
                    .containsEntry(
                            "sentence",
                            "The home takes 26 % of the model's window. The model is reading the home: 50 %.");
            assertThat(part(part(status, "window"), "part_tokens"))
                    .containsOnlyKeys("rules", "services", "catalogue", "states", "conversation", "turn")
                    .containsEntry("catalogue", 900);
        }
    }

    @Test
    void howTheHomeIsShownIsSaidInEveryLanguage() {
        for (HomeForm form : HomeForm.values()) {
            for (Language language : Language.values()) {
                WindowReport window = new WindowReport(8_192, 1_024, Map.of("rules", 8_192), form, 1);
                assertThat((String) WindowFigures.json(window, Sentences.in(language))
                                .get("sentence"))
                        .isNotBlank()
                        .doesNotContain("%s", "%%");
            }
        }
        WindowReport large = new WindowReport(8_192, 1_024, Map.of(), HomeForm.INDEX, 1);
        assertThat(WindowFigures.json(large, Sentences.in(Language.PORTUGUESE)))
                .containsEntry(
                        "sentence",
                        "A casa é grande demais para a janela do modelo, por isso cada pergunta traz os dispositivos de que trata."
                                + " Para que seja mostrada inteira, aumente ollama_context ou exponha menos dispositivos.");
    }

    @Test
    void whatDoesNotWorkIsSaidInThePersonsLanguage() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            jarvas.link = new HomeStatus(
                    HomeStatus.Link.DOWN, Optional.of(HomeStatus.Problem.WRONG_TOKEN), "auth_invalid", Fixture.NOW);
            Map<String, Object> status =
                    ChatStreamTest.json(Raw.get(jarvas.port(), "/api/status", "Accept-Language: pt-PT"));

            assertThat(part(status, "home"))
                    .containsEntry("problem", "wrong_token")
                    .containsEntry("detail", "auth_invalid");
            assertThat((String) part(status, "home").get("sentence")).startsWith("O Home Assistant não aceita o token");
        }
    }

    @Test
    void everyProblemHasASentenceInEveryLanguage() {
        for (Language language : Language.values()) {
            Sentences sentences = Sentences.in(language);
            for (HomeStatus.Problem problem : HomeStatus.Problem.values()) {
                assertThat(sentences.say("home." + EventJson.lower(problem))).isNotBlank();
            }
            for (HomeStatus.Link link : HomeStatus.Link.values()) {
                assertThat(sentences.say("home." + EventJson.lower(link))).isNotBlank();
            }
            for (ModelException.Code code : ModelException.Code.values()) {
                assertThat(sentences.say("model." + EventJson.lower(code))).isNotBlank();
            }
            for (ModelStatus.Memory memory : ModelStatus.Memory.values()) {
                assertThat(sentences.say("model." + EventJson.lower(memory))).isNotBlank();
            }
        }
    }

    private static Map<String, Object> part(Map<String, Object> status, String name) {
        return Json.object(Json.text(status.get(name)));
    }
}
