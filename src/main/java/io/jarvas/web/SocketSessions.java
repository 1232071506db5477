package io.jarvas.web;

/// What begins when a WebSocket has been opened.
@FunctionalInterface
interface SocketSessions {
    SocketSession open(SocketVisitor visitor, SocketOut out);
}
