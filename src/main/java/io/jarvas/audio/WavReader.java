package io.jarvas.audio;

import io.jarvas.speech.PcmFormat;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/// Reads a WAV file that is still being written: the sound comes out as it comes in. For one thread.
public final class WavReader {
    private static final int RIFF = 0x46464952;
    private static final int WAVE = 0x45564157;
    private static final int FORMAT = 0x20746D66;
    private static final int DATA = 0x61746164;
    private static final int PCM = 1;
    private static final int EXTENSIBLE = 0xFFFE;
    private static final int SHORTEST_FORMAT = 16;
    /// Of what stands before the sound, in bytes.
    private static final int LONGEST_CHUNK = 1 << 20;

    private final InputStream in;
    private final PcmFormat format;
    /// In bytes, of the sound.
    private long left;

    /// Reads what stands before the sound.
    ///
    /// @throws IOException where it is no WAV file, or not one of 16 bits
    public WavReader(InputStream in) throws IOException {
        this.in = in;
        ByteBuffer head = read(12);
        if (head.getInt(0) != RIFF || head.getInt(8) != WAVE) {
            throw new IOException("no WAV file");
        }
        Optional<PcmFormat> found = Optional.empty();
        while (true) {
            ByteBuffer chunk = read(8);
            int kind = chunk.getInt(0);
            long size = Integer.toUnsignedLong(chunk.getInt(4));
            if (kind == DATA) {
                format = found.orElseThrow(() -> new IOException("sound without a format"));
                // Whoever writes while the sound is made does not know how long it will be.
                left = size == 0 || size >= Integer.MAX_VALUE - 64L ? Long.MAX_VALUE : size;
                return;
            }
            if (size > LONGEST_CHUNK) {
                throw new IOException("no sound within " + LONGEST_CHUNK + " bytes");
            }
            ByteBuffer content = read((int) (size + size % 2));
            if (kind == FORMAT) {
                found = Optional.of(format(content));
            }
        }
    }

    private ByteBuffer read(int size) throws IOException {
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException("the file ends before the sound");
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static PcmFormat format(ByteBuffer content) throws IOException {
        if (content.remaining() < SHORTEST_FORMAT) {
            throw new IOException("a format of " + content.remaining() + " bytes");
        }
        int coding = Short.toUnsignedInt(content.getShort(0));
        int bits = content.getShort(14);
        if ((coding != PCM && coding != EXTENSIBLE) || bits != 16) {
            throw new IOException("sound of the coding " + coding + " with " + bits + " bits");
        }
        try {
            return new PcmFormat(content.getInt(4), content.getShort(2));
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    public PcmFormat format() {
        return format;
    }

    /// Waits for the next piece: whole frames, what has come already, at most so many bytes; nothing at the
    /// end.
    ///
    /// @throws IOException where the rest does not come
    public Optional<ByteBuffer> next(int most) throws IOException {
        int frame = format.frame();
        int length = (int) Math.min(left, Math.max(frame, most / frame * frame));
        byte[] bytes = new byte[length];
        int read = length == 0 ? -1 : in.read(bytes);
        if (read < 0) {
            left = 0;
            return Optional.empty();
        }
        int whole = (read + frame - 1) / frame * frame;
        if (whole > read && whole <= length) {
            read += in.readNBytes(bytes, read, whole - read);
        }
        left -= read;
        return Optional.of(
                ByteBuffer.wrap(bytes, 0, read / frame * frame).slice().order(ByteOrder.LITTLE_ENDIAN));
    }
}
