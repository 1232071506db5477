package io.jarvas.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Measures tones in samples.
final class Tones {
    private Tones() {}

    /// A tone, from -1 to 1.
    static float[] sine(double frequency, int rate, double amplitude, int count) {
        float[] samples = new float[count];
        for (int i = 0; i < count; i++) {
            samples[i] = (float) (amplitude * Math.sin(2 * Math.PI * frequency * i / rate));
        }
        return samples;
    }

    /// Of 16 bits, little-endian.
    static float[] samples(byte[] pcm) {
        float[] samples = new float[pcm.length / 2];
        ByteBuffer in = ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = in.getShort(2 * i) / 32_768f;
        }
        return samples;
    }

    /// How loud the tone is that fits best, and how loud all that is left without it is.
    record Measure(double amplitude, double rest) {
        /// The rest, by the tone, in decibels.
        double purity() {
            return 20 * Math.log10(rest / amplitude);
        }
    }

    static Measure measure(float[] samples, int from, int to, double frequency, int rate) {
        // Least squares of sine and cosine: the part measured need not hold whole waves.
        double ss = 0;
        double cc = 0;
        double sc = 0;
        double xs = 0;
        double xc = 0;
        for (int i = from; i < to; i++) {
            double s = Math.sin(2 * Math.PI * frequency * i / rate);
            double c = Math.cos(2 * Math.PI * frequency * i / rate);
            ss += s * s;
            cc += c * c;
            sc += s * c;
            xs += samples[i] * s;
            xc += samples[i] * c;
        }
        double determinant = ss * cc - sc * sc;
        double a = (xs * cc - xc * sc) / determinant;
        double b = (xc * ss - xs * sc) / determinant;
        double rest = 0;
        for (int i = from; i < to; i++) {
            double left = samples[i]
                    - a * Math.sin(2 * Math.PI * frequency * i / rate)
                    - b * Math.cos(2 * Math.PI * frequency * i / rate);
            rest += left * left;
        }
        return new Measure(Math.hypot(a, b), Math.sqrt(2 * rest / (to - from)));
    }
}
