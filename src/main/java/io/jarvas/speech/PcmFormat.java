package io.jarvas.speech;

import java.time.Duration;

/// How sound is written down: signed samples of 16 bits, little-endian, the channels of a moment side by side.
///
/// @param rate samples a second
public record PcmFormat(int rate, int channels) {
    /// What is spoken to Jarvas, wherever it comes from: 16 kHz, mono.
    public static final PcmFormat SPEECH = new PcmFormat(16_000, 1);

    private static final int SAMPLE = 2;

    public PcmFormat {
        if (rate < 4_000 || rate > 192_000 || channels < 1 || channels > 8) {
            throw new IllegalArgumentException("no format of sound: " + rate + " Hz, " + channels + " channels");
        }
    }

    /// The bytes of one moment, all channels of it.
    public int frame() {
        return SAMPLE * channels;
    }

    /// How long so many bytes sound.
    public Duration duration(long bytes) {
        return Duration.ofNanos(bytes / frame() * 1_000_000_000L / rate);
    }

    /// The bytes that sound so long, whole frames.
    public int bytes(Duration duration) {
        return Math.toIntExact(duration.toNanos() * rate / 1_000_000_000L) * frame();
    }
}
