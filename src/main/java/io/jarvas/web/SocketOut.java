package io.jarvas.web;

/// The way to the client of a WebSocket. Safe to use from any thread.
interface SocketOut {
    /// Sends a message, and returns when it is on its way.
    ///
    /// @throws java.io.UncheckedIOException where the client is gone, or nothing may be sent any more
    void text(String message);

    /// Says goodbye, once; nothing is sent afterwards.
    ///
    /// @throws java.io.UncheckedIOException where the client is gone
    void close(int code, String reason);
}
