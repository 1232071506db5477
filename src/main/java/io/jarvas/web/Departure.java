package io.jarvas.web;

import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import java.net.SocketTimeoutException;

/// The watch for a client that leaves: a virtual thread that reads where nothing more is to come, and so sees the end of the
/// connection when it comes. Only for connections that are closed after this answer, since what it reads is lost.
final class Departure {
    private Departure() {}

    /// Watches until the connection ends, by whomever.
    static void watch(ConnectionContext connection, Runnable onLeft) {
        Thread.ofVirtual().name("departure").start(() -> {
            awaitEnd(connection.dataReader());
            onLeft.run();
        });
    }

    private static void awaitEnd(DataReader reader) {
        boolean connected = true;
        while (connected) {
            try {
                reader.ensureAvailable();
                reader.skip(reader.available());
            } catch (DataReader.InsufficientDataAvailableException left) {
                connected = false;
            } catch (CloseConnectionException e) {
                connected = isTimeout(e);
            }
        }
    }

    /// Silence is what is expected of a client that waits for its answer.
    private static boolean isTimeout(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) {
                return true;
            }
        }
        return false;
    }
}
