package io.jarvas.audio;

import io.jarvas.speech.PcmFormat;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/// Makes [PcmFormat#SPEECH] of what clients send: WebM or Ogg with Opus, WAV, or the very samples. Which it is, is known
/// by its first bytes. Used by one thread.
public final class SpeechDecoder {
    private final Recording raw;

    public SpeechDecoder(Consumer<ByteBuffer> out) {
        raw = new RawRecording(out);
    }

    /// A new recording may come, or the one that comes goes on.
    public void begin() {}

    /// @throws AudioException where the recording cannot be read
    public void decode(ByteBuffer piece) {
        raw.read(piece);
    }

    /// Lets out what was held back.
    public void end() {
        raw.flush();
    }
}
