package io.jarvas.web;

import io.jarvas.speech.PcmFormat;
import java.time.Duration;
import java.util.function.LongSupplier;

/// How much sound a client may send: a recording at once, and in the long run some times as fast as it is spoken. Used
/// by one thread.
final class SoundAllowance {
    /// The longest recording that may come at once.
    static final Duration AT_ONCE = Duration.ofMinutes(2);

    private static final int TIMES_REAL = 4;

    /// More came than there is room for.
    static final class ExceededException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private ExceededException() {
            super("more sound than anybody speaks", null, false, false);
        }
    }

    private final LongSupplier nanoClock;
    private long left = AT_ONCE.toNanos();
    private long since;

    SoundAllowance(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.since = nanoClock.getAsLong();
    }

    /// @param bytes of [PcmFormat#SPEECH]
    /// @throws ExceededException where they are too many
    void take(int bytes) {
        long now = nanoClock.getAsLong();
        // Before it is multiplied: a quiet day must not overflow.
        long passed = Math.min(now - since, AT_ONCE.toNanos());
        since = now;
        left = Math.min(AT_ONCE.toNanos(), left + passed * TIMES_REAL);
        long wanted = PcmFormat.SPEECH.duration(bytes).toNanos();
        if (wanted > left) {
            throw new ExceededException();
        }
        left -= wanted;
    }
}
