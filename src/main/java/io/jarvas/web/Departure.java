package io.jarvas.web;

import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;

/// The watch for a client that leaves: a virtual thread that reads where nothing more is to come, and so sees
/// the end of the connection when it comes. Only for connections that are closed after this answer, since
/// what it reads is lost.
final class Departure {
    private static final System.Logger LOG = System.getLogger(Departure.class.getName());

    private Departure() {}

    /// Watches until the connection ends, by whomever.
    static void watch(ConnectionContext connection, Runnable onLeft) {
        Thread.ofVirtual().name("departure").start(() -> {
            try {
                awaitEnd(connection.dataReader());
            } finally {
                // Whatever ended the watch: who leaves now would not be seen.
                onLeft.run();
            }
        });
    }

    private static void awaitEnd(DataReader reader) {
        try {
            while (true) {
                reader.ensureAvailable();
                reader.skip(reader.available());
            }
        } catch (DataReader.InsufficientDataAvailableException | CloseConnectionException left) {
            LOG.log(System.Logger.Level.TRACE, "a connection ended", left);
        }
    }
}
