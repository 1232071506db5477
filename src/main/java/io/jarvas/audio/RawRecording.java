package io.jarvas.audio;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/// Samples as they are wanted, without a header.
final class RawRecording implements Recording {
    private static final int SAMPLE = 2;

    private final Consumer<ByteBuffer> out;
    private boolean hasHalf;
    private byte half;

    RawRecording(Consumer<ByteBuffer> out) {
        this.out = out;
    }

    @Override
    public void read(ByteBuffer piece) {
        ByteBuffer samples = ByteBuffer.allocate(1 + piece.remaining());
        if (hasHalf) {
            samples.put(half);
        }
        samples.put(piece).flip();
        hasHalf = samples.remaining() % SAMPLE != 0;
        if (hasHalf) {
            half = samples.get(samples.limit() - 1);
            samples.limit(samples.limit() - 1);
        }
        if (samples.hasRemaining()) {
            out.accept(samples);
        }
    }

    @Override
    public void flush() {
        hasHalf = false;
    }

    @Override
    public boolean hasHeader() {
        return false;
    }
}
