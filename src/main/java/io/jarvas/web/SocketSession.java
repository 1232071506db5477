package io.jarvas.web;

import java.nio.ByteBuffer;

/// What happens over one WebSocket.
interface SocketSession {
    /// A message came. Called on the thread that reads, one message at a time.
    ///
    /// @param utf8 its text
    /// @throws java.io.UncheckedIOException where the client is gone
    void message(byte[] utf8);

    /// A message of bytes came, where the [Route] lets them. Called as [#message(byte[])] is.
    ///
    /// @throws java.io.UncheckedIOException where the client is gone
    default void binary(ByteBuffer bytes) {
        throw new UnsupportedOperationException("text alone");
    }

    /// The client is gone, or as good as gone. Called after its last message, as often as one likes.
    void left();
}
