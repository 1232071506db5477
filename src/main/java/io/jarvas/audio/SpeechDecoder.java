package io.jarvas.audio;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/// Makes [PcmFormat#SPEECH] of what clients send: WebM or Ogg with Opus, WAV, or the very samples. Which it is, is
/// known by its first bytes. Used by one thread.
///
/// ```
/// begin()  decode(1A 45 DF A3 …)  decode(…)  end()  begin()  decode(52 49 46 46 …)  …
/// ```
///
/// Whatever lengths the headers claim, it holds a block of at most 256 KiB, and a few milliseconds of sound.
public final class SpeechDecoder {
    /// So many bytes tell the form.
    private static final int TELLING = 12;

    private static final int EBML = 0x1A45DFA3;
    private static final int RIFF = fourLetters("RIFF");
    private static final int WAVE = fourLetters("WAVE");
    private static final int OGG = fourLetters("OggS");
    private static final int MP4 = fourLetters("ftyp");
    private static final int FLAC = fourLetters("fLaC");
    private static final int BEGINNING = 0x02;

    private final Consumer<ByteBuffer> out;
    private final ByteBuffer held = ByteBuffer.allocate(TELLING);
    private boolean beginning = true;
    private Recording recording;

    /// @param out takes samples as they are decoded; what it throws ends the recording
    public SpeechDecoder(Consumer<ByteBuffer> out) {
        this.out = out;
        this.recording = new RawRecording(out);
    }

    /// A new recording may come. Where one with a header is not over, and what comes has none, that one goes
    /// on.
    public void begin() {
        held.clear();
        beginning = true;
    }

    /// Reads the next piece, wherever it was cut. A piece that begins with a header begins another recording.
    ///
    /// @throws AudioException where the recording cannot be read; nothing else of it can be then
    public void decode(ByteBuffer piece) {
        ByteBuffer rest = piece.slice();
        if (beginning) {
            while (held.hasRemaining() && rest.hasRemaining()) {
                held.put(rest.get());
            }
            if (held.hasRemaining()) {
                return;
            }
            beginning = false;
            reading(() -> {
                ByteBuffer first = held.flip();
                recording = known(first).or(() -> strange(first)).orElseGet(this::withoutHeader);
                recording.read(first);
            });
        } else if (rest.remaining() >= TELLING && !recording.holdsOthers()) {
            reading(() -> known(rest).ifPresent(another -> {
                recording.flush();
                recording = another;
            }));
        }
        reading(() -> recording.read(rest));
    }

    /// There may be nothing else: lets out what was held back.
    public void end() {
        reading(() -> {
            if (beginning && held.position() > 0) {
                // Too short for any header.
                beginning = false;
                recording = withoutHeader();
                recording.read(held.flip());
            }
            recording.flush();
        });
    }

    private void reading(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            recording = new Unreadable();
            throw e;
        }
    }

    private Recording withoutHeader() {
        return recording.hasHeader() ? recording : new RawRecording(out);
    }

    private Optional<Recording> known(ByteBuffer first) {
        int at = first.position();
        int letters = first.getInt(at);
        if (letters == EBML) {
            return Optional.of(new WebmRecording(out));
        }
        if (letters == RIFF && first.getInt(at + 8) == WAVE) {
            return Optional.of(new WavRecording(out));
        }
        boolean ogg = letters == OGG && (first.get(at + 5) & BEGINNING) != 0;
        return ogg ? Optional.of(new OggRecording(out)) : Optional.empty();
    }

    private static Optional<Recording> strange(ByteBuffer first) {
        boolean strange = first.getInt(4) == MP4 || first.getInt(0) == FLAC || first.getInt(0) == RIFF;
        if (strange) {
            throw AudioException.notUnderstood("another form of recording");
        }
        return Optional.empty();
    }

    private static int fourLetters(String letters) {
        return ByteBuffer.wrap(letters.getBytes(StandardCharsets.US_ASCII)).getInt();
    }

    /// After one that could not be read.
    private static final class Unreadable implements Recording {
        @Override
        public void read(ByteBuffer piece) {
            if (piece.hasRemaining()) {
                throw AudioException.broken("what came before could not be read");
            }
        }

        @Override
        public void flush() {}

        @Override
        public boolean hasHeader() {
            return false;
        }
    }
}
