package io.jarvas.web;

/// What happens over one WebSocket.
interface SocketSession {
    /// A message came. Called on the thread that reads, one message at a time.
    ///
    /// @param utf8 its text
    /// @throws java.io.UncheckedIOException where the client is gone
    void message(byte[] utf8);

    /// The client is gone, or as good as gone. Called after its last message, as often as one likes.
    void left();
}
