package io.jarvas.voice;

import io.jarvas.speech.PcmFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/// Sound that is made for tests, in 16 kHz.
public final class Sounds {
    private static final Random RANDOM = new Random(7);

    private Sounds() {}

    /// @param wave from seconds to -1 … 1
    static ByteBuffer of(Duration duration, DoubleUnaryOperator wave) {
        ByteBuffer sound = ByteBuffer.allocate(PcmFormat.SPEECH.bytes(duration)).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; sound.hasRemaining(); i++) {
            sound.putShort((short) Math.clamp(Math.round(wave.applyAsDouble(i / 16_000.0) * 32_767), -32_768, 32_767));
        }
        return sound.flip();
    }

    /// As a voice that says syllables, four a second, in a quiet room.
    public static ByteBuffer speech(Duration duration) {
        return of(duration, time -> 0.3 * voice(time) * syllables(time) + room(0.001));
    }

    static double voice(double time) {
        double sum = 0;
        for (int harmonic = 1; harmonic <= 8; harmonic++) {
            sum += Math.sin(2 * Math.PI * 130 * harmonic * time) / harmonic;
        }
        return sum / 2;
    }

    static double syllables(double time) {
        return 0.05 + 0.95 * Math.pow(Math.abs(Math.cos(2 * Math.PI * 2 * time)), 0.7);
    }

    static double room(double loud) {
        return loud * RANDOM.nextGaussian();
    }

    /// A quiet room.
    public static ByteBuffer quiet(Duration duration) {
        return of(duration, _ -> room(0.001));
    }

    public static ByteBuffer joined(ByteBuffer... sounds) {
        int length = 0;
        for (ByteBuffer sound : sounds) {
            length += sound.remaining();
        }
        ByteBuffer joined = ByteBuffer.allocate(length);
        for (ByteBuffer sound : sounds) {
            joined.put(sound.duplicate());
        }
        return joined.flip();
    }
}
