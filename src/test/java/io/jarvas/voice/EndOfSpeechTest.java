package io.jarvas.voice;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.speech.PcmFormat;
import io.jarvas.voice.EndOfSpeech.Heard;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndOfSpeechTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration FRAME = Duration.ofMillis(20);

    private final EndOfSpeech ears = new EndOfSpeech(EndOfSpeech.Limits.USUAL);
    /// What happened, and after how much sound.
    private final List<String> happened = new ArrayList<>();

    private final List<Long> times = new ArrayList<>();
    private int heard;
    private long now;

    private void hear(ByteBuffer sound) {
        for (ByteBuffer frame : new Frames().of(sound)) {
            now += FRAME.toMillis();
            switch (ears.hear(frame)) {
                case Heard.Quiet _ -> {}
                case Heard.Begun(ByteBuffer before) -> {
                    heard = before.remaining();
                    happens("begun");
                }
                case Heard.Goes(ByteBuffer more) -> heard += more.remaining();
                case Heard.Ended(Duration _) -> happens("ended");
                case Heard.Nothing _ -> happens("nothing");
            }
        }
    }

    private void happens(String what) {
        happened.add(what);
        times.add(now);
    }

    private static ByteBuffer recorded(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(EndOfSpeechTest.class.getResourceAsStream(name + ".pcm"))) {
            return ByteBuffer.wrap(in.readAllBytes());
        }
    }

    /// Both at once.
    private static ByteBuffer mixed(ByteBuffer sound, double factor, DoubleUnaryOperator noise) {
        ByteBuffer samples = sound.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        double[] values = new double[samples.remaining() / 2];
        for (int i = 0; i < values.length; i++) {
            values[i] = samples.getShort() / 32_768.0 * factor;
        }
        return Sounds.of(
                PcmFormat.SPEECH.duration(sound.remaining()),
                time -> values[Math.min(values.length - 1, (int) Math.round(time * 16_000))]
                        + noise.applyAsDouble(time));
    }

    private static DoubleUnaryOperator hum(double loud) {
        return time -> loud * (Math.sin(2 * Math.PI * 50 * time) + 0.5 * Math.sin(2 * Math.PI * 150 * time));
    }

    private static DoubleUnaryOperator hiss(double loud) {
        return _ -> Sounds.room(loud);
    }

    @ParameterizedTest
    @CsvSource({
        "turn_on_en, 0.001",
        "desliga_pt, 0.001",
        "yes_en, 0.001",
        "turn_on_en, 0.01",
        "desliga_pt, 0.01",
        "yes_en, 0.005"
    })
    void anUtteranceIsHeardWholeAndEndsAfterSilence(String name, double noise) throws IOException {
        ByteBuffer speech = recorded(name);
        long length = PcmFormat.SPEECH.duration(speech.remaining()).toMillis();
        ears.listen();
        hear(Sounds.of(SECOND, hiss(noise)));
        hear(mixed(speech, 1, hiss(noise)));
        hear(Sounds.of(SECOND.multipliedBy(2), hiss(noise)));

        assertThat(happened).containsExactly("begun", "ended");
        assertThat(times.get(0)).isBetween(1_000L, 1_400L);
        assertThat(times.get(1)).isBetween(1_000 + length + 300, 1_000 + length + 900);
        assertThat(heard).isGreaterThan(speech.remaining());
    }

    @ParameterizedTest
    @ValueSource(strings = {"turn_on_en", "desliga_pt"})
    void whoSpeaksAtOnceIsHeardFromTheFirstSound(String name) throws IOException {
        ByteBuffer speech = recorded(name);
        ears.listen();
        hear(mixed(speech, 1, hiss(0.001)));
        hear(Sounds.quiet(SECOND));

        assertThat(happened).containsExactly("begun", "ended");
        assertThat(heard).isGreaterThan(speech.remaining() - PcmFormat.SPEECH.bytes(Duration.ofMillis(150)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.01, 0.05, 0.2})
    void humAndHissAreNoSpeech(double loud) {
        ears.listen();
        hear(Sounds.of(Duration.ofSeconds(4), hum(loud)));
        hear(Sounds.of(Duration.ofMillis(3_900), time -> hum(loud).applyAsDouble(time) + Sounds.room(loud / 10)));

        assertThat(happened).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.01, 0.1})
    void noiseIsNoSpeech(double loud) {
        ears.listen();
        hear(Sounds.of(Duration.ofMillis(7_900), hiss(loud)));

        assertThat(happened).isEmpty();
    }

    @Test
    void clicksAreNoSpeech() {
        ears.listen();
        hear(Sounds.of(
                Duration.ofMillis(7_900), time -> Sounds.room(0.001) + (time % 0.5 < 0.03 ? Sounds.room(0.5) : 0)));

        assertThat(happened).isEmpty();
    }

    @Test
    void clicksDoNotLengthenAnUtterance() throws IOException {
        ears.listen();
        hear(mixed(recorded("turn_on_en"), 1, hiss(0.001)));
        long spoken = now;
        hear(Sounds.of(
                SECOND.multipliedBy(2), time -> Sounds.room(0.001) + (time % 0.4 < 0.02 ? Sounds.room(0.5) : 0)));

        assertThat(happened).containsExactly("begun", "ended");
        assertThat(times.get(1)).isLessThanOrEqualTo(spoken + 950);
    }

    @Test
    void aMicrophoneThatOpensWithZerosIsNoBeginning() {
        ears.listen();
        hear(Sounds.of(Duration.ofMillis(300), _ -> 0));
        hear(Sounds.of(SECOND.multipliedBy(4), hiss(0.01)));

        assertThat(happened).isEmpty();
    }

    @Test
    void aToneThatStaysBecomesNoise() {
        ears.listen();
        hear(Sounds.quiet(SECOND));
        hear(Sounds.of(SECOND.multipliedBy(6), time -> 0.2 * Math.sin(2 * Math.PI * 440 * time) + Sounds.room(0.001)));

        assertThat(happened).containsExactly("begun", "ended");
        assertThat(times.get(1)).isLessThan(5_000);
    }

    @Test
    void aVoiceThatFadesIsHeardAsLongAsItStandsOut() {
        ears.listen();
        hear(Sounds.quiet(SECOND));
        hear(Sounds.of(
                SECOND.multipliedBy(4),
                time -> 0.3 * Math.exp(-time) * Sounds.voice(time) * Sounds.syllables(time) + Sounds.room(0.001)));
        hear(Sounds.quiet(SECOND.multipliedBy(2)));

        assertThat(happened).containsExactly("begun", "ended");
        assertThat(times.get(1)).isBetween(3_800L, 6_000L);
    }

    @Test
    void musicEndsAtTheLimit() {
        ears.listen();
        hear(Sounds.of(
                Duration.ofSeconds(40),
                time -> 0.2
                                * Math.exp(-4 * (time % 0.25))
                                * Math.sin(2 * Math.PI * (220 + 110 * Math.floor(time * 4 % 3)) * time)
                        + Sounds.room(0.001)));

        assertThat(happened).containsExactly("begun", "ended");
        assertThat(times.get(1)).isLessThanOrEqualTo(31_000);
        assertThat(heard).isLessThanOrEqualTo(PcmFormat.SPEECH.bytes(Duration.ofSeconds(30)));
    }

    @Test
    void pausesWithinAnUtteranceDoNotEndIt() throws IOException {
        ears.listen();
        for (int i = 0; i < 3; i++) {
            hear(mixed(recorded("turn_on_en"), 1, hiss(0.001)));
            hear(Sounds.quiet(Duration.ofMillis(600)));
        }
        hear(Sounds.quiet(SECOND));

        assertThat(happened).containsExactly("begun", "ended");
    }

    @Test
    void silenceForEightSecondsIsEnough() {
        ears.listen();
        hear(Sounds.quiet(Duration.ofSeconds(20)));

        assertThat(happened).containsExactly("nothing");
        assertThat(times).containsExactly(8_000L);
    }

    @Test
    void theSilenceThatEndsAnUtteranceIsTunable() throws IOException {
        EndOfSpeech quick = new EndOfSpeech(EndOfSpeech.Limits.USUAL.withSilence(Duration.ofMillis(400)));
        quick.listen();
        long at = 0;
        for (ByteBuffer frame : new Frames().of(Sounds.joined(recorded("turn_on_en"), Sounds.quiet(SECOND)))) {
            at += 20;
            if (quick.hear(frame) instanceof Heard.Ended(Duration silence)) {
                assertThat(silence).isEqualTo(Duration.ofMillis(400));
                break;
            }
        }
        assertThat(at)
                .isLessThan(PcmFormat.SPEECH
                                .duration(recorded("turn_on_en").remaining())
                                .toMillis()
                        + 500);
    }

    @ParameterizedTest
    @CsvSource({"turn_on_en, 0.001", "desliga_pt, 0.001", "turn_on_en, 0.01", "desliga_pt, 0.003"})
    void speechOverAnAnswerIsHeardAtOnce(String name, double noise) throws IOException {
        ears.listenOver();
        hear(Sounds.of(SECOND.multipliedBy(3), hiss(noise)));
        hear(mixed(recorded(name), 1, hiss(noise)));

        assertThat(happened).startsWith("begun");
        long onset = 3_000 + onset(recorded(name));
        assertThat(times.getFirst()).isLessThanOrEqualTo(onset + 150);
    }

    /// When it becomes loud.
    private static long onset(ByteBuffer sound) {
        long at = 0;
        for (ByteBuffer frame : new Frames().of(sound)) {
            if (Level.of(frame) > -32) {
                return at;
            }
            at += 20;
        }
        return at;
    }

    @Test
    void neitherTheEchoOfAnAnswerNorNoiseInterruptsIt() throws IOException {
        ears.listenOver();
        hear(Sounds.quiet(SECOND));
        hear(mixed(recorded("turn_on_en"), 0.03, hiss(0.001)));
        hear(Sounds.of(SECOND, time -> Sounds.room(0.001) + (time % 0.5 < 0.06 ? Sounds.room(0.5) : 0)));
        hear(Sounds.of(SECOND, hiss(0.1)));
        hear(Sounds.quiet(SECOND));

        assertThat(happened).isEmpty();
    }
}
