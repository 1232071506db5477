package io.jarvas.audio;

import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/// Decodes the packets of one stream of Opus, [RFC 6716](https://www.rfc-editor.org/rfc/rfc6716), to
/// [io.jarvas.speech.PcmFormat#SPEECH]. Used by one thread.
///
/// The decoder itself joins channels. It would also bring them to 16 kHz, but Concentus 1.0.2 loses tones on that way
/// where a packet is of both kinds, as those of voices at low rates are.
final class OpusPackets {
    private static final byte[] MAGIC = "OpusHead".getBytes(StandardCharsets.US_ASCII);
    private static final int HEAD = 19;
    private static final int RATE = 48_000;
    /// No packet is longer than 120 ms.
    private static final int LONGEST = RATE * 120 / 1000;

    private final Resampler resampler;
    private final OpusDecoder decoder;
    private final short[] samples = new short[LONGEST];
    private int skip;

    /// A stream without a head.
    OpusPackets(Consumer<ByteBuffer> out) {
        resampler = new Resampler(RATE, out);
        try {
            decoder = new OpusDecoder(RATE, 1);
        } catch (OpusException e) {
            throw new IllegalStateException("every decoder knows 48 kHz, mono", e);
        }
    }

    /// @param head after [RFC 7845](https://www.rfc-editor.org/rfc/rfc7845)
    OpusPackets(byte[] head, Consumer<ByteBuffer> out) {
        this(out);
        if (!isHead(head) || head.length < HEAD) {
            throw AudioException.broken("no head of Opus");
        }
        ByteBuffer fields = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        int version = fields.get(8) & 0xFF;
        int channels = fields.get(9) & 0xFF;
        if (version >> 4 != 0 || channels == 0 || channels > 2) {
            throw AudioException.notUnderstood("Opus of another version, or of many channels");
        }
        skip = fields.getShort(10) & 0xFFFF;
        decoder.setGain(fields.getShort(16));
    }

    static boolean isHead(byte[] packet) {
        return packet.length >= MAGIC.length && Arrays.equals(packet, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    void decode(byte[] packet) {
        if (packet.length == 0) {
            return;
        }
        int count = samples(packet);
        int from = Math.min(skip, count);
        skip -= from;
        for (int i = from; i < count; i++) {
            resampler.take(samples[i] / 32_768f);
        }
        resampler.pass();
    }

    void flush() {
        resampler.flush();
    }

    private int samples(byte[] packet) {
        try {
            return decoder.decode(packet, 0, packet.length, samples, 0, LONGEST, false);
        } catch (OpusException | RuntimeException | AssertionError e) {
            // The library says of many broken packets only that an index was out of bounds.
            throw AudioException.broken("no packet of Opus: " + e.getMessage());
        }
    }
}
