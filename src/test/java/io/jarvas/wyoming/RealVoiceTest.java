package io.jarvas.wyoming;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.language.Language;
import io.jarvas.speech.Listening;
import io.jarvas.speech.PcmFormat;
import io.jarvas.speech.Sound;
import io.jarvas.speech.Speaking;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Real services speak and understand, over the protocol's own package: espeak-ng, PocketSphinx, and the package's
/// client.
@Timeout(180)
@Tag("peers")
@EnabledIfEnvironmentVariable(named = VoicePeer.PYTHON, matches = ".+")
class RealVoiceTest {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatOurVoiceSaysOurEarsUnderstand(boolean streaming) throws IOException {
        try (VoicePeer espeak = VoicePeer.espeak(streaming);
                VoicePeer sphinx = VoicePeer.sphinx(streaming)) {
            WyomingTextToSpeech voice = new WyomingTextToSpeech(espeak.place(), Optional.empty());
            WyomingSpeechToText ears = new WyomingSpeechToText(sphinx.place(), Optional.empty());
            for (String line : Files.readAllLines(VoicePeer.resource("sentences.tsv"))) {
                Language language = Language.ofTag(line.substring(0, 2)).orElseThrow();
                String sentence = line.substring(3);
                BlockingQueue<String> partials = new LinkedBlockingQueue<>();

                String understood = understood(ears, language, spoken(voice, language, sentence), partials);

                assertThat(understood).isEqualTo(sentence);
                assertThat(partials.isEmpty()).isNotEqualTo(streaming);
            }
            assertThat(voice.status().name()).contains("espeak-ng");
            assertThat(voice.status().languages()).containsExactly("en-US", "pt-BR", "pt-PT");
            assertThat(ears.status().name()).contains("pocketsphinx");
            assertThat(voice.status().works() && ears.status().works()).isTrue();
        }
    }

    @Test
    void whatIsNoSentenceIsNotUnderstood() {
        try (VoicePeer espeak = VoicePeer.espeak(false);
                VoicePeer sphinx = VoicePeer.sphinx(false)) {
            WyomingTextToSpeech voice = new WyomingTextToSpeech(espeak.place(), Optional.empty());
            WyomingSpeechToText ears = new WyomingSpeechToText(sphinx.place(), Optional.empty());

            byte[] other = spoken(voice, Language.PORTUGUESE, "o comboio das sete chega tarde");

            assertThat(understood(ears, Language.PORTUGUESE, other, new LinkedBlockingQueue<>()))
                    .isEmpty();
            assertThat(understood(ears, Language.PORTUGUESE, new byte[32_000], new LinkedBlockingQueue<>()))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void eachSoundKnowsItsSentence(boolean streaming) {
        try (VoicePeer espeak = VoicePeer.espeak(streaming)) {
            WyomingTextToSpeech voice = new WyomingTextToSpeech(espeak.place(), Optional.empty());
            Set<Integer> sentences = new TreeSet<>();
            try (Speaking speaking = voice.speak(Language.PORTUGUESE)) {
                speaking.say("A luz está ligada.");
                speaking.say("São 8h30, e está frio.");
                speaking.say("Mais alguma coisa?");
                speaking.end();
                Optional<Sound> sound = speaking.next();
                while (sound.isPresent()) {
                    assertThat(sound.orElseThrow().duration()).isLessThanOrEqualTo(Duration.ofMillis(100));
                    sentences.add(sound.orElseThrow().sentence());
                    sound = speaking.next();
                }
            }
            assertThat(sentences).containsExactly(0, 1, 2);
        }
    }

    @Test
    void thePackagesOwnClientIsAnsweredTwoHundredTimes() throws IOException, InterruptedException {
        WyomingServerConfig config = new WyomingServerConfig("127.0.0.1", 0, "1.2.3");
        try (WyomingServer server = WyomingServer.start(config, new ScriptedAgent(), address -> true)) {
            Process client = VoicePeer.python("turns_client.py", List.of(String.valueOf(server.port()), "200"))
                    .start();
            String said = new String(client.getInputStream().readAllBytes(), UTF_8);

            assertThat(client.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(said).isEqualTo("200 turns\n");
            assertThat(client.exitValue()).isZero();
        }
    }

    private static byte[] spoken(WyomingTextToSpeech voice, Language language, String sentence) {
        ByteArrayOutputStream samples = new ByteArrayOutputStream();
        PcmFormat format = PcmFormat.SPEECH;
        try (Speaking speaking = voice.speak(language)) {
            speaking.say(sentence);
            speaking.end();
            Optional<Sound> sound = speaking.next();
            while (sound.isPresent()) {
                format = sound.orElseThrow().format();
                byte[] piece = new byte[sound.orElseThrow().samples().remaining()];
                sound.orElseThrow().samples().get(piece);
                samples.writeBytes(piece);
                sound = speaking.next();
            }
        }
        assertThat(format.channels()).isEqualTo(1);
        return resampled(samples.toByteArray(), format.rate());
    }

    private static String understood(
            WyomingSpeechToText ears, Language language, byte[] sound, BlockingQueue<String> partials) {
        try (Listening listening = ears.listen(language, partials::add)) {
            int piece = PcmFormat.SPEECH.bytes(Duration.ofMillis(30));
            for (int at = 0; at < sound.length; at += piece) {
                listening.hear(ByteBuffer.wrap(sound, at, Math.min(piece, sound.length - at)));
            }
            return listening.transcript();
        }
    }

    /// At the rate of [PcmFormat#SPEECH], in straight lines from sample to sample.
    private static byte[] resampled(byte[] sound, int rate) {
        ByteBuffer from = ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN);
        int frames = (int) ((long) (sound.length / 2 - 1) * PcmFormat.SPEECH.rate() / rate);
        ByteBuffer to = ByteBuffer.allocate(frames * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (int frame = 0; frame < frames; frame++) {
            double at = (double) frame * rate / PcmFormat.SPEECH.rate();
            int before = (int) at;
            double part = at - before;
            to.putShort((short) (from.getShort(2 * before) * (1 - part) + from.getShort(2 * before + 2) * part));
        }
        return to.array();
    }
}
