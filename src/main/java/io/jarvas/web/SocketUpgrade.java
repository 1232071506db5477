package io.jarvas.web;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.HttpPrologue;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.spi.Http1Upgrader;
import io.helidon.webserver.spi.ServerConnection;
import io.jarvas.conversation.StoreException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes connections WebSockets, where [Entrance] lets them. Where it does not, the request goes on as any other, to
/// the same doors, and is refused there as any other.
final class SocketUpgrade implements Http1Upgrader {
    static final String PROTOCOL = "websocket";

    private final Entrance entrance;
    private final Sockets sockets;

    SocketUpgrade(Entrance entrance, Sockets sockets) {
        this.entrance = entrance;
        this.sockets = sockets;
    }

    @Override
    public String supportedProtocol() {
        return PROTOCOL;
    }

    @Override
    public @Nullable ServerConnection upgrade(
            ConnectionContext connection, HttpPrologue prologue, WritableHeaders<?> headers) {
        Optional<Entrance.Opening> opening = entrance.opening(connection, prologue, headers);
        if (opening.isEmpty()) {
            return null;
        }
        TokenHolders.Stay stay = stay(opening.get().visitor());
        try {
            connection
                    .dataWriter()
                    .writeNow(
                            BufferData.create(opening.get().handshake().answer().getBytes(StandardCharsets.US_ASCII)));
        } catch (RuntimeException e) {
            throw new CloseConnectionException("the client left before it was answered", e);
        }
        return sockets.open(connection, opening.get().endpoint(), opening.get().visitor(), stay);
    }

    /// From before the answer, after which the token may go at any time.
    private TokenHolders.Stay stay(SocketVisitor visitor) {
        try {
            return sockets.stay(visitor);
        } catch (StoreException e) {
            throw new CloseConnectionException("it is not known whether the visitor may stay", e);
        }
    }
}
