package io.jarvas.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jarvas.app.Browser;
import io.jarvas.audio.Wav;
import io.jarvas.speech.PcmFormat;
import io.jarvas.speech.Sound;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a real Chromium records of a tone is heard as that tone.
class BrowserVoiceIT {
    private static final Pattern EXAMPLE = Pattern.compile("(?s)```js\n(const microphone = [^`]*/ws/voice/.*?)```");
    private static final int TONE = 600;

    @TempDir
    private Path directory;

    @Test
    void theExampleOfTheDocumentationIsHeard() throws Exception {
        FakeVoice voice = new FakeVoice();
        Path microphone = Files.write(directory.resolve("tone.wav"), Wav.of(tone()));
        try (Fixture jarvas = new Fixture(voice, WebTimes.USUAL);
                Browser browser = new Browser(
                        directory.resolve("profile"),
                        "--use-fake-ui-for-media-stream",
                        "--use-fake-device-for-media-stream",
                        "--use-file-for-fake-audio-capture=" + microphone)) {
            browser.looks(1280, 800, 1, false, "en");
            browser.open(URI.create("http://localhost:" + jarvas.port() + "/health/live"));
            var _ = browser.script("(async () => {" + example(jarvas.port()) + "})()");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !voice.opened.isEmpty()
                            && voice.opened.getFirst().asked.contains("stop"));

            byte[] heard = voice.opened.getFirst().heard();
            assertThat(heard.length).isGreaterThan(PcmFormat.SPEECH.bytes(Duration.ofMillis(1_500)));
            assertThat(share(heard)).isGreaterThan(0.9);
        }
    }

    /// Shorter, and without what browsers do to voices, which a tone is not.
    private static String example(int port) throws Exception {
        Matcher found = EXAMPLE.matcher(Files.readString(Path.of("docs", "http-api.md")));
        assertThat(found.find()).isTrue();
        return found.group(1)
                .replace("localhost:8099", "localhost:" + port)
                .replace(
                        "{audio: true}",
                        "{audio: {echoCancellation: false, noiseSuppression: false, autoGainControl: false}}")
                .replace("4000", "2000");
    }

    private static Sound tone() {
        PcmFormat format = new PcmFormat(48_000, 1);
        ByteBuffer samples =
                ByteBuffer.allocate(format.bytes(Duration.ofSeconds(2))).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; samples.hasRemaining(); i++) {
            samples.putShort((short) (16_000 * Math.sin(2 * Math.PI * TONE * i / format.rate())));
        }
        return new Sound(format, samples.flip(), 0);
    }

    /// How much of the second half's power the tone is.
    private static double share(byte[] pcm) {
        ByteBuffer samples = ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN);
        int count = pcm.length / 4;
        double power = 0;
        double sine = 0;
        double cosine = 0;
        for (int i = 0; i < count; i++) {
            double sample = samples.getShort(2 * (pcm.length / 2 - count + i));
            double angle = 2 * Math.PI * TONE * i / PcmFormat.SPEECH.rate();
            power += sample * sample;
            sine += sample * Math.sin(angle);
            cosine += sample * Math.cos(angle);
        }
        return 2 * (sine * sine + cosine * cosine) / count / power;
    }
}
