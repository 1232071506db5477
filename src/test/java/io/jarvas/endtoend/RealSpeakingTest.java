package io.jarvas.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jarvas.home.HomeStatus.Link;
import io.jarvas.homeassistant.HomeAssistant;
import io.jarvas.homeassistant.HomeAssistantConfig;
import io.jarvas.homeassistant.HomeTextToSpeech;
import io.jarvas.language.Language;
import io.jarvas.speech.PcmFormat;
import io.jarvas.speech.Sound;
import io.jarvas.speech.Speaking;
import io.jarvas.speech.SpeechException;
import io.jarvas.speech.SpeechException.Code;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/// A real Home Assistant speaks: with its demo's voice, which is MP3 that Home Assistant makes WAV of, and with a
/// Wyoming service, whose sound it hands on.
@Tag("peers")
@EnabledIfEnvironmentVariable(named = "JARVAS_PEERS", matches = ".+")
class RealSpeakingTest {
    private static final int PORT = 8203;

    private static final Opened OPEN = new Opened();

    @TempDir
    private static Path directory;

    private static HomeAssistant home;

    @BeforeAll
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    static void start() throws Exception {
        Peer peer = new Peer("home-assistant", PORT);
        OPEN.add(peer::stop);
        peer.start();
        Map<String, String> exports = peer.startAgain(configuration ->
                configuration.contains("\ntts:") ? configuration : configuration + "tts:\n  - platform: demo\n");
        URI url = URI.create(exports.get("JARVAS_TEST_HA_URL"));
        String owner = exports.get("JARVAS_TEST_HA_TOKEN");
        FakeVoice voice = OPEN.add(new FakeVoice());
        HomeRest rest = OPEN.add(new HomeRest(url, owner));
        addVoice(url, owner, rest, voice.port());
        home = OPEN.add(new HomeAssistant(
                new HomeAssistantConfig(url, owner, directory.resolve("home.json")), Clock.systemUTC()));
        await().until(() -> home.status().link() == Link.LIVE);
    }

    private static void addVoice(URI url, String owner, HomeRest rest, int port) {
        try (HomeSocket socket = new HomeSocket(url, owner)) {
            ((List<?>) socket.command("config_entries/get", Map.of("domain", "wyoming"))
                            .get("result"))
                    .forEach(entry ->
                            rest.delete("/api/config/config_entries/entry/" + ((Map<?, ?>) entry).get("entry_id")));
        }
        Map<String, Object> flow = rest.post("/api/config/config_entries/flow", Map.of("handler", "wyoming"));
        rest.post("/api/config/config_entries/flow/" + flow.get("flow_id"), Map.of("host", "127.0.0.1", "port", port));
        await().atMost(Duration.ofSeconds(20)).until(() -> rest.states().containsKey("tts.test_voice"));
    }

    @AfterAll
    static void stop() throws Exception {
        OPEN.close();
    }

    @Test
    void theVoicesAreListed() {
        assertThat(home.speech().speakers()).extracting(engine -> engine.id()).contains("demo", "tts.test_voice");
        assertThat(home.speech().textToSpeech("demo", Optional.empty()).look().languages())
                .containsExactly("en", "de");
    }

    @Test
    void sentencesComeInOrderAndTheNextIsMadeMeanwhile() {
        List<Sound> sounds = spoken("tts.test_voice", "One.", "", "Three.");

        assertThat(sounds).extracting(Sound::format).containsOnly(new PcmFormat(22_050, 1));
        assertThat(sounds).extracting(Sound::sentence).containsOnly(0, 2).isSorted();
        assertThat(sounds.stream()
                        .mapToInt(sound -> sound.samples().remaining())
                        .sum())
                .isEqualTo(2 * 4_410);
    }

    @Test
    void anMp3IsMadeSoundOf() {
        List<Sound> sounds = spoken("demo", "Hello.");

        assertThat(sounds.stream().map(Sound::duration).reduce(Duration.ZERO, Duration::plus))
                .isGreaterThan(Duration.ofMillis(200));
    }

    @Test
    void aLanguageThatIsNotSpokenIsSaid() {
        try (Speaking speaking =
                home.speech().textToSpeech("demo", Optional.empty()).speak(Language.PORTUGUESE)) {
            speaking.say("Olá.");
            Assertions.assertThatExceptionOfType(SpeechException.class)
                    .isThrownBy(speaking::next)
                    .satisfies(e -> assertThat(e.code()).isEqualTo(Code.LANGUAGE));
        }
    }

    private static List<Sound> spoken(String engine, String... sentences) {
        HomeTextToSpeech voice = home.speech().textToSpeech(engine, Optional.empty());
        try (Speaking speaking = voice.speak(Language.ENGLISH)) {
            for (String sentence : sentences) {
                speaking.say(sentence);
            }
            speaking.end();
            List<Sound> sounds = new ArrayList<>();
            for (Optional<Sound> sound = speaking.next(); sound.isPresent(); sound = speaking.next()) {
                sounds.add(sound.get());
            }
            assertThat(voice.status().works()).isTrue();
            return sounds;
        }
    }
}
