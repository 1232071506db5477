package io.jarvas.homeassistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.jarvas.home.HomeStatus.Link;
import io.jarvas.language.Language;
import io.jarvas.speech.Listening;
import io.jarvas.speech.SpeechException;
import io.jarvas.speech.SpeechException.Code;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The speech of a real Home Assistant: its demo's engine that listens, which takes stereo alone and hears the same
/// words in whatever is spoken.
@Tag("peers")
class RealSpeechTest {
    @TempDir
    private Path directory;

    private HomeAssistant home;

    @BeforeEach
    void connect() {
        home = new HomeAssistant(
                new HomeAssistantConfig(
                        URI.create(System.getenv("JARVAS_TEST_HA_URL")),
                        System.getenv("JARVAS_TEST_HA_TOKEN"),
                        directory.resolve("home.json")),
                Clock.systemUTC());
        await().until(() -> home.status().link() == Link.LIVE);
    }

    @AfterEach
    void close() {
        home.close();
    }

    @Test
    void theEngineIsListedAndUnderstands() {
        assertThat(home.speech().listeners())
                .contains(new HomeSpeech.Engine("stt.demo_stt", java.util.List.of("en", "de")));
        HomeSpeechToText ears = home.speech().speechToText("stt.demo_stt");
        try (Listening listening = ears.listen(Language.ENGLISH, _ -> {})) {
            for (int piece = 0; piece < 20; piece++) {
                listening.hear(ByteBuffer.allocate(3_200));
            }
            assertThat(listening.transcript()).isEqualTo("Turn the Kitchen Lights on");
        }
        assertThat(ears.status().works()).isTrue();
        assertThat(ears.status().languages()).containsExactly("en", "de");
    }

    @Test
    void aLanguageThatItDoesNotKnowIsSaid() {
        HomeSpeechToText ears = home.speech().speechToText("stt.demo_stt");
        try (Listening listening = ears.listen(Language.PORTUGUESE, _ -> {})) {
            assertThatExceptionOfType(SpeechException.class)
                    .isThrownBy(listening::transcript)
                    .satisfies(e -> assertThat(e.code()).isEqualTo(Code.LANGUAGE));
        }
    }

    @Test
    void anEngineThatIsNotThereIsSaid() {
        assertThat(home.speech().speechToText("stt.nobody").look().problem()).contains(Code.ABSENT);
        assertThat(home.speech()
                        .textToSpeech("tts.nobody", Optional.empty())
                        .look()
                        .problem())
                .contains(Code.ABSENT);
    }

    @Test
    void aPreferredAssistantIsReadOrThereIsNone() {
        assertThat(home.speech().preferred()).isNotNull();
    }
}
