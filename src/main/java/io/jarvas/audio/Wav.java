package io.jarvas.audio;

import io.jarvas.speech.PcmFormat;
import io.jarvas.speech.Sound;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Sound as a WAV file.
public final class Wav {
    private static final int HEADER = 44;
    private static final short PCM = 1;
    private static final short BITS = 16;

    private Wav() {}

    /// All of a file that holds the sound.
    public static byte[] of(Sound sound) {
        PcmFormat format = sound.format();
        ByteBuffer samples = sound.samples().duplicate();
        int length = samples.remaining();
        return ByteBuffer.allocate(HEADER + length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(ascii("RIFF"))
                .putInt(HEADER - 8 + length)
                .put(ascii("WAVEfmt "))
                .putInt(16)
                .putShort(PCM)
                .putShort((short) format.channels())
                .putInt(format.rate())
                .putInt(format.rate() * format.frame())
                .putShort((short) format.frame())
                .putShort(BITS)
                .put(ascii("data"))
                .putInt(length)
                .put(samples)
                .array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
