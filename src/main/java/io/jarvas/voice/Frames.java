package io.jarvas.voice;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Cuts sound, in whatever pieces it comes, into frames of [EndOfSpeech#FRAME]. Not for several threads.
final class Frames {
    private ByteBuffer open = ByteBuffer.allocate(EndOfSpeech.FRAME);

    /// The frames that are complete with the next piece, which stays as it is.
    List<ByteBuffer> of(ByteBuffer samples) {
        ByteBuffer rest = samples.duplicate();
        List<ByteBuffer> frames = new ArrayList<>();
        while (rest.hasRemaining()) {
            int length = Math.min(rest.remaining(), open.remaining());
            open.put(rest.slice(rest.position(), length));
            rest.position(rest.position() + length);
            if (!open.hasRemaining()) {
                frames.add(open.flip().asReadOnlyBuffer());
                open = ByteBuffer.allocate(EndOfSpeech.FRAME);
            }
        }
        return frames;
    }

    /// Forgets what is not complete.
    void clear() {
        open.clear();
    }
}
