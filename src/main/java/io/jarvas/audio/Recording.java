package io.jarvas.audio;

import java.nio.ByteBuffer;

/// One recording, of one form, that is being read. Used by one thread.
interface Recording {
    /// Reads the next piece, wherever it was cut.
    ///
    /// @throws AudioException where it cannot be read; nothing else of it can be then
    void read(ByteBuffer piece);

    /// There may be nothing else: lets out what was held back.
    void flush();

    /// Whether its next piece is known by where the last one ended, and by nothing else.
    boolean hasHeader();

    /// Whether it knows by itself that another one begins, and what looks like that may be a part of it.
    default boolean holdsOthers() {
        return false;
    }
}
