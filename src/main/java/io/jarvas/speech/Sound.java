package io.jarvas.speech;

import java.nio.ByteBuffer;
import java.time.Duration;

/// A piece of what is spoken.
///
/// @param samples whole frames, read-only
/// @param sentence which of the sentences that were said it belongs to, the first is 0
public record Sound(PcmFormat format, ByteBuffer samples, int sentence) {
    public Sound {
        if (samples.remaining() % format.frame() != 0) {
            throw new IllegalArgumentException("half a frame");
        }
        samples = samples.asReadOnlyBuffer();
    }

    /// How long it sounds.
    public Duration duration() {
        return format.duration(samples.remaining());
    }
}
