package io.jarvas.homeassistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jarvas.home.HomeStatus.Link;
import io.jarvas.homeassistant.HomeSpeech.Engine;
import io.jarvas.speech.SpeechException.Code;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// How often Home Assistant is asked for what it listens and speaks with.
@Timeout(30)
class HomeEnginesTest {
    private static final String LISTENERS = "stt/engine/list";
    private static final String SPEAKERS = "tts/engine/list";

    private final FakeHomeAssistant fake = new FakeHomeAssistant();

    @TempDir
    private Path data;

    private HomeAssistant home;

    @BeforeEach
    void connect() {
        fake.result(LISTENERS, providers("stt.one", "stt.two"));
        fake.result(SPEAKERS, providers("tts.one", "tts.two"));
        home = new HomeAssistant(
                new HomeAssistantConfig(fake.url(), FakeHomeAssistant.TOKEN, data.resolve("home.json")),
                Clock.systemUTC());
        await().until(() -> home.status().link() == Link.LIVE);
    }

    @AfterEach
    void close() {
        home.close();
        fake.close();
    }

    @Test
    void enginesThatWereListedAreNotAskedForAgain() {
        List<Engine> listeners = home.speech().listeners();
        List<Engine> speakers = home.speech().speakers();

        listeners.forEach(one -> home.speech().speechToText(one.id(), listeners).look());
        assertThat(speakers)
                .allSatisfy(one -> assertThat(home.speech()
                                .textToSpeech(one.id(), Optional.empty(), speakers)
                                .look()
                                .languages())
                        .containsExactly("en"));

        assertThat(asked(LISTENERS)).isEqualTo(1);
        assertThat(asked(SPEAKERS)).isEqualTo(1);
    }

    @Test
    void anEngineThatTheOwnerNamesIsLookedForEachTime() {
        HomeTextToSpeech engine = home.speech().textToSpeech("tts.one", Optional.empty());

        assertThat(engine.look().works()).isTrue();
        fake.result(SPEAKERS, providers("tts.two"));

        assertThat(engine.look().problem()).contains(Code.ABSENT);
        assertThat(asked(SPEAKERS)).isEqualTo(2);
    }

    private long asked(String command) {
        return fake.commands.stream()
                .filter(one -> command.equals(one.get("type")))
                .count();
    }

    private static Map<String, Object> providers(String... ids) {
        return Map.of(
                "providers",
                List.of(ids).stream()
                        .map(id -> Map.of("engine_id", id, "supported_languages", List.of("en")))
                        .toList());
    }
}
