package io.jarvas.wyoming;

import io.jarvas.speech.PcmFormat;
import io.jarvas.speech.Sound;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Makes [Sound] of what a service sends: samples of any width become 16 bits, long pieces short ones, and halves of a
/// frame wait for their other half.
final class Samples {
    private static final Duration LONGEST = Duration.ofMillis(100);

    private final PcmFormat format;
    private final int width;
    private byte[] half = new byte[0];

    /// @param width bytes of one sample, 1 to 4; those of one byte have no sign, as in WAV
    Samples(PcmFormat format, int width) {
        if (width < 1 || width > 4) {
            throw new BrokenEventException("samples of " + width + " bytes");
        }
        this.format = format;
        this.width = width;
    }

    /// @throws BrokenEventException where the event does not say the format
    static Samples of(Event event) {
        try {
            return new Samples(
                    new PcmFormat(event.requiredNumber("rate"), event.requiredNumber("channels")),
                    event.requiredNumber("width"));
        } catch (IllegalArgumentException e) {
            throw new BrokenEventException(String.valueOf(e.getMessage()), e);
        }
    }

    boolean isLike(Samples other) {
        return format.equals(other.format) && width == other.width;
    }

    List<Sound> add(ByteBuffer payload, int sentence) {
        ByteBuffer all = ByteBuffer.allocate(half.length + payload.remaining())
                .put(half)
                .put(payload.duplicate())
                .flip();
        int whole = all.remaining() - all.remaining() % (width * format.channels());
        half = new byte[all.remaining() - whole];
        all.get(whole, half);
        ByteBuffer samples = narrowed(all.slice(0, whole));
        List<Sound> sounds = new ArrayList<>();
        int longest = format.bytes(LONGEST);
        for (int at = 0; at < samples.limit(); at += longest) {
            sounds.add(new Sound(format, samples.slice(at, Math.min(longest, samples.limit() - at)), sentence));
        }
        return sounds;
    }

    private ByteBuffer narrowed(ByteBuffer samples) {
        if (width == 2) {
            return samples;
        }
        ByteBuffer narrow = ByteBuffer.allocate(samples.remaining() / width * 2).order(ByteOrder.LITTLE_ENDIAN);
        while (samples.hasRemaining()) {
            narrow.putShort((short) (width == 1 ? ((samples.get() & 0xFF) - 128) << 8 : highest(samples)));
        }
        return narrow.flip();
    }

    /// The upper two bytes of the next sample, the lower ones left aside.
    private int highest(ByteBuffer samples) {
        samples.position(samples.position() + width - 2);
        int low = samples.get() & 0xFF;
        return (samples.get() << 8) | low;
    }
}
