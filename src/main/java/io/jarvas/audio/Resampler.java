package io.jarvas.audio;

import io.jarvas.speech.PcmFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Consumer;

/// Brings samples of any rate to that of [PcmFormat#SPEECH]: each is the sum of those around it, weighed by a windowed
/// sinc that lets through what both rates can hold. What comes out does not depend on how what goes in was cut.
///
/// The weights stand in a table, 512 to each crossing of zero, and are read between its entries: rates need have
/// nothing in common. A tone that is let through comes out within 0.1 dB, and one that is not, at least 70 dB quieter.
final class Resampler {
    private static final int RATE = PcmFormat.SPEECH.rate();
    private static final int CROSSINGS = 24;
    private static final int STEPS = 512;
    /// Of the narrower band.
    private static final double LET_THROUGH = 0.94;
    /// Of Kaiser's window.
    private static final double BETA = 8;

    private static final float[] WEIGHTS = weights();
    private static final int TAKEN_AT_ONCE = 8_192;
    private static final int PASSED_AT_ONCE = 8_192;

    private final int rate;
    private final Consumer<ByteBuffer> out;
    /// How many crossings one sample that goes in is apart from the next.
    private final double scale;
    /// How many samples to each side count.
    private final int reach;

    private final float[] in;
    private int filled;
    /// Where the next one that comes out stands: at a sample, and so many parts of [#RATE] after it.
    private int whole;

    private int parts;
    private ByteBuffer passed = ByteBuffer.allocate(0);

    Resampler(int rate, Consumer<ByteBuffer> out) {
        this.rate = rate;
        this.out = out;
        this.scale = Math.min(1, (double) RATE / rate);
        this.reach = (int) Math.ceil(CROSSINGS / scale);
        this.in = new float[2 * reach + TAKEN_AT_ONCE];
        silence();
    }

    /// Nothing before the next one.
    private void silence() {
        Arrays.fill(in, 0, reach, 0);
        filled = reach;
        whole = reach;
        parts = 0;
    }

    /// Takes the next sample, from -1 to 1.
    void take(float sample) {
        if (rate == RATE) {
            put(sample);
            return;
        }
        if (filled == in.length) {
            resample();
        }
        in[filled++] = sample;
    }

    /// Lets out what there is.
    void pass() {
        resample();
        if (passed.position() > 0) {
            ByteBuffer full = passed.flip();
            passed = ByteBuffer.allocate(0);
            out.accept(full);
        }
    }

    /// There may be no other: lets out those that wait for it.
    void flush() {
        resample();
        Arrays.fill(in, filled, filled + reach, 0);
        filled += reach;
        pass();
        silence();
    }

    private void resample() {
        while (whole < filled - reach) {
            put(weighed());
            parts += rate;
            whole += parts / RATE;
            parts %= RATE;
        }
        // Where the steps are long, the next one may lie ahead of all that came.
        int done = Math.min(whole - reach, filled);
        System.arraycopy(in, done, in, 0, filled - done);
        filled -= done;
        whole -= done;
    }

    private float weighed() {
        double sum = 0;
        double after = (double) parts / RATE;
        for (int i = 1 - reach; i <= reach; i++) {
            double place = Math.abs(i - after) * scale * STEPS;
            int step = (int) place;
            if (step < WEIGHTS.length - 1) {
                double between = place - step;
                sum += in[whole + i] * (WEIGHTS[step] + between * (WEIGHTS[step + 1] - WEIGHTS[step]));
            }
        }
        return (float) (sum * scale);
    }

    private void put(float sample) {
        if (!passed.hasRemaining()) {
            if (passed.position() > 0) {
                out.accept(passed.flip());
            }
            passed = ByteBuffer.allocate(PASSED_AT_ONCE).order(ByteOrder.LITTLE_ENDIAN);
        }
        int rounded = Math.round(sample * 32_768);
        passed.putShort((short) Math.clamp(rounded, Short.MIN_VALUE, Short.MAX_VALUE));
    }

    private static float[] weights() {
        float[] weights = new float[CROSSINGS * STEPS + 1];
        for (int i = 0; i < weights.length; i++) {
            double x = (double) i / STEPS;
            double angle = Math.PI * x * LET_THROUGH;
            double sinc = i == 0 ? 1 : Math.sin(angle) / angle;
            double edge = x / CROSSINGS;
            double window = bessel(BETA * Math.sqrt(Math.max(0, 1 - edge * edge))) / bessel(BETA);
            weights[i] = (float) (LET_THROUGH * sinc * window);
        }
        return weights;
    }

    /// The modified Bessel function of the first kind, of order zero.
    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > sum * 1e-12; k++) {
            term *= x / 2 / k * (x / 2 / k);
            sum += term;
        }
        return sum;
    }
}
