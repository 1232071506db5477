package io.jarvas.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A recording in WAV, which may still be being made: then it does not know its length, and says 0 or the highest there
/// is.
final class WavRecording implements Recording {
    private static final int RIFF = 0x46464952;
    private static final int FORMAT = 0x20746D66;
    private static final int DATA = 0x61746164;
    private static final int RIFF_HEADER = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int SHORTEST_FORMAT = 16;
    private static final int LONGEST_FORMAT = 40;
    private static final long ENDLESS = 0xFFFF_FFFFL;

    private enum Part {
        RIFF_HEADER,
        CHUNK_HEADER,
        FORMAT,
        SOUND,
        OTHER
    }

    private final Consumer<ByteBuffer> out;
    /// What is read whole before it means something.
    private final ByteBuffer whole = ByteBuffer.allocate(LONGEST_FORMAT).order(ByteOrder.LITTLE_ENDIAN);

    private Part part = Part.RIFF_HEADER;
    /// Of the chunk.
    private long left;
    /// What evens it out.
    private long odd;

    private @Nullable WavSamples samples;

    WavRecording(Consumer<ByteBuffer> out) {
        this.out = out;
        whole.limit(RIFF_HEADER);
    }

    @Override
    public void read(ByteBuffer piece) {
        while (piece.hasRemaining()) {
            switch (part) {
                case RIFF_HEADER, CHUNK_HEADER, FORMAT -> {
                    whole.put(piece.get());
                    if (!whole.hasRemaining()) {
                        wholeRead();
                    }
                }
                case SOUND -> sound(piece);
                case OTHER -> {
                    int length = (int) Math.min(left, piece.remaining());
                    piece.position(piece.position() + length);
                    left -= length;
                    if (left == 0) {
                        expect(Part.CHUNK_HEADER, CHUNK_HEADER);
                    }
                }
            }
        }
    }

    @Override
    public void flush() {
        if (samples != null) {
            samples.flush();
        }
    }

    /// Where it is being made, samples alone look the same.
    @Override
    public boolean hasHeader() {
        return false;
    }

    private void expect(Part next, int length) {
        part = next;
        whole.clear().limit(length);
    }

    private void wholeRead() {
        switch (part) {
            case CHUNK_HEADER -> chunk(whole.getInt(0), whole.getInt(4) & 0xFFFF_FFFFL);
            case FORMAT -> {
                samples = WavSamples.of(whole, out);
                skip(left - whole.limit());
            }
            default -> expect(Part.CHUNK_HEADER, CHUNK_HEADER);
        }
    }

    private void chunk(int id, long size) {
        odd = size & 1;
        switch (id) {
            // Another one: the rest of its header is as long as the format's name.
            case RIFF -> skip(RIFF_HEADER - CHUNK_HEADER);
            case FORMAT -> {
                if (size < SHORTEST_FORMAT) {
                    throw AudioException.broken("a short format");
                }
                left = size + odd;
                expect(Part.FORMAT, (int) Math.min(size, LONGEST_FORMAT));
            }
            case DATA -> {
                if (samples == null) {
                    throw AudioException.broken("sound before its format");
                }
                part = Part.SOUND;
                left = size == 0 || size == ENDLESS ? Long.MAX_VALUE : size;
            }
            default -> skip(size + odd);
        }
    }

    private void skip(long length) {
        if (length == 0) {
            expect(Part.CHUNK_HEADER, CHUNK_HEADER);
        } else {
            part = Part.OTHER;
            left = length;
        }
    }

    private void sound(ByteBuffer piece) {
        WavSamples of = samples;
        if (of == null) {
            throw AudioException.broken("sound before its format");
        }
        int length = (int) Math.min(left, piece.remaining());
        of.read(piece.slice(piece.position(), length));
        piece.position(piece.position() + length);
        left -= length;
        if (left == 0) {
            of.flush();
            skip(odd);
        }
    }
}
