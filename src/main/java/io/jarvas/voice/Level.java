package io.jarvas.voice;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;

/// Measures sound in [io.jarvas.speech.PcmFormat#SPEECH].
final class Level {
    /// One of so many samples is enough to find a voice's pitch.
    private static final int EVERY = 4;
    /// Periods of a voice, 400 to 75 Hz, in those samples.
    private static final int SHORTEST = 10;

    private static final int LONGEST = 53;
    private static final double PERIODIC = 0.5;

    private Level() {}

    /// Its energy in decibels of full scale, without its mean, which is none; -96 is silence.
    static double of(ByteBuffer sound) {
        ShortBuffer samples = samples(sound);
        int count = samples.remaining();
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < count; i++) {
            double sample = samples.get(i);
            sum += sample;
            squares += sample * sample;
        }
        double variance = count == 0 ? 0 : squares / count - sum / count * (sum / count);
        return 10 * Math.log10(Math.max(variance, 0.27) / (32_768.0 * 32_768.0));
    }

    /// Whether it repeats itself as a voice's vowels do. Of 40 ms at least.
    static boolean isVoiced(ByteBuffer sound) {
        ShortBuffer samples = samples(sound);
        double[] few = new double[samples.remaining() / EVERY];
        double mean = 0;
        for (int i = 0; i < few.length; i++) {
            for (int j = 0; j < EVERY; j++) {
                few[i] += samples.get(i * EVERY + j);
            }
            mean += few[i] / few.length;
        }
        for (int i = 0; i < few.length; i++) {
            few[i] -= mean;
        }
        for (int lag = SHORTEST; lag <= LONGEST && lag < few.length / 2; lag++) {
            if (correlation(few, lag) > PERIODIC) {
                return true;
            }
        }
        return false;
    }

    private static double correlation(double[] samples, int lag) {
        double product = 0;
        double one = 1;
        double other = 1;
        for (int i = lag; i < samples.length; i++) {
            product += samples[i] * samples[i - lag];
            one += samples[i] * samples[i];
            other += samples[i - lag] * samples[i - lag];
        }
        return product / Math.sqrt(one * other);
    }

    private static ShortBuffer samples(ByteBuffer sound) {
        return sound.duplicate().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    }
}
