package io.jarvas.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplerTest {
    @ParameterizedTest
    @ValueSource(
            ints = {
                4_000, 8_000, 11_025, 12_000, 15_999, 16_000, 16_001, 22_050, 24_000, 44_100, 48_000, 96_000, 191_999,
                192_000
            })
    void aToneIsTheSameToneAtAnyRate(int rate) {
        float[] out = resampled(Tones.sine(1_000, rate, 0.5, rate), rate, rate);

        assertThat(out).hasSize(16_000);
        Tones.Measure measure = Tones.measure(out, 1_000, 15_000, 1_000, 16_000);
        assertThat(20 * Math.log10(measure.amplitude() / 0.5)).isCloseTo(0, within(0.1));
        assertThat(measure.purity()).isLessThan(-70);
        assertThat(maximum(out)).isLessThan(0.6);
    }

    /// What both rates can hold is let through, and what the new one cannot hold does not come back as another
    /// tone.
    @ParameterizedTest
    @CsvSource({
        "48000, 100, 0",
        "48000, 6500, 0",
        "44100, 6500, 0",
        "22050, 6500, 0",
        "8000, 3300, 0",
        "48000, 8400, -70",
        "48000, 12000, -70",
        "48000, 20000, -70",
        "44100, 9000, -70",
        "22050, 10000, -70",
        "192000, 50000, -70",
    })
    void onlyWhatCanBeHeldIsLetThrough(int rate, double frequency, double decibels) {
        float[] out = resampled(Tones.sine(frequency, rate, 0.5, rate), rate, rate);

        double loud = 20 * Math.log10(Math.max(1e-6, maximum(Arrays.copyOfRange(out, 1_000, 15_000)) / 0.5));
        if (decibels == 0) {
            assertThat(loud).isCloseTo(0, within(0.5));
        } else {
            assertThat(loud).isLessThan(decibels);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 44_100, 48_000, 16_000, 191_999})
    void whatComesOutDoesNotDependOnTheCuts(int rate) {
        float[] noise = new float[5_000];
        Random random = new Random(rate);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = random.nextFloat() - 0.5f;
        }
        float[] whole = resampled(noise, rate, noise.length);

        for (int piece : new int[] {1, 2, 7, 160, 4_999}) {
            assertThat(resampled(noise, rate, piece)).as("pieces of " + piece).isEqualTo(whole);
        }
    }

    @Test
    void afterTheEndItBeginsAnew() {
        Collected out = new Collected();
        Resampler resampler = new Resampler(48_000, out::add);
        for (int recording = 0; recording < 2; recording++) {
            for (float sample : Tones.sine(440, 48_000, 0.5, 4_800)) {
                resampler.take(sample);
            }
            resampler.flush();
        }
        float[] both = out.samples();
        assertThat(both).hasSize(3_200);
        assertThat(Arrays.copyOfRange(both, 1_600, 3_200)).isEqualTo(Arrays.copyOf(both, 1_600));
    }

    private static final class Collected {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        private void add(ByteBuffer samples) {
            byte[] piece = new byte[samples.remaining()];
            samples.get(piece);
            bytes.writeBytes(piece);
        }

        private float[] samples() {
            return Tones.samples(bytes.toByteArray());
        }
    }

    private static float[] resampled(float[] samples, int rate, int piece) {
        Collected out = new Collected();
        Resampler resampler = new Resampler(rate, out::add);
        for (int i = 0; i < samples.length; i++) {
            resampler.take(samples[i]);
            if ((i + 1) % piece == 0) {
                resampler.pass();
            }
        }
        resampler.flush();
        return out.samples();
    }

    private static double maximum(float[] samples) {
        double maximum = 0;
        for (float sample : samples) {
            maximum = Math.max(maximum, Math.abs(sample));
        }
        return maximum;
    }
}
