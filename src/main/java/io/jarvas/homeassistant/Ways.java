package io.jarvas.homeassistant;

import io.jarvas.home.HomeException;
import io.jarvas.home.HomeException.Code;
import io.jarvas.home.HomeStatus.Problem;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The two ways to Home Assistant: the socket, and REST where the socket is down. Safe to use from any thread.
final class Ways {
    private final Upkeep upkeep;
    private final RestApi rest;
    private volatile boolean closed;

    Ways(Upkeep upkeep, RestApi rest) {
        this.upkeep = upkeep;
        this.rest = rest;
    }

    /// What the socket gives; what REST gives where nothing left over the socket.
    ///
    /// @throws HomeException where neither gives anything
    <T> T either(Function<Connection, T> overSocket, Function<RestApi, T> overRest) {
        return socket(overSocket).orElseGet(() -> overRest.apply(allowed()));
    }

    /// What the socket gives; nothing where nothing left over it.
    ///
    /// @throws HomeException where something left and it failed
    <T> Optional<T> socket(Function<Connection, T> overSocket) {
        open();
        Optional<Connection> connection = upkeep.connection().filter(present -> !present.ended());
        if (connection.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(overSocket.apply(connection.get()));
        } catch (HomeException e) {
            if (e.code() == Code.UNREACHABLE) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /// What REST gives.
    ///
    /// @throws HomeException where it fails
    <T> T rest(Function<RestApi, T> overRest) {
        open();
        return overRest.apply(allowed());
    }

    /// A token that was refused is not tried again by every call: Home Assistant tells its owner of each.
    private RestApi allowed() {
        if (upkeep.status().problem().equals(Optional.of(Problem.WRONG_TOKEN))) {
            throw new HomeException(Code.WRONG_TOKEN, upkeep.status().detail());
        }
        return rest;
    }

    private void open() {
        if (closed) {
            throw new HomeException(Code.UNREACHABLE, "closed");
        }
    }

    /// Asks over the socket.
    ///
    /// @throws HomeException where Home Assistant refuses, too
    static Answer.Success ask(Connection connection, String type, Map<String, ?> fields, Duration limit) {
        return switch (connection.ask(type, fields, limit)) {
            case Answer.Success success -> success;
            case Answer.Failure failure -> throw new HomeException(Code.REFUSED, failure.message());
        };
    }

    /// Nothing leaves any more.
    void close() {
        closed = true;
    }
}
