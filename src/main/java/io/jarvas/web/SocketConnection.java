package io.jarvas.web;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.spi.ServerConnection;
import io.jarvas.conversation.StoreException;
import io.jarvas.web.FrameReader.BrokenProtocolException;
import io.jarvas.web.FrameReader.Incoming;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// A connection that has become a WebSocket, from the first frame to the last.
///
/// One thread reads, until the client is gone or says goodbye. A pulse asks now and then whether it is still there,
/// and ends what is stuck: a write that the client does not take, a message that does not come to its end, a client
/// that does not answer.
final class SocketConnection implements ServerConnection {
    /// So many pings may be left unanswered.
    private static final int PINGS = 3;

    private static final Duration LAST_FRAMES = Duration.ofSeconds(1);
    /// Bytes come many times a second, and a look at the tokens costs something.
    private static final Duration SOUND_UNCHECKED = Duration.ofSeconds(1);

    private static final int GOING_AWAY = 1001;
    private static final int NOT_WELCOME = 1008;
    private static final String GONE = "the token was revoked";
    private static final System.Logger LOG = System.getLogger(SocketConnection.class.getName());

    private final FrameReader reader;
    private final FrameWriter writer;
    private final SocketSession session;
    private final WebTimes times;
    private final ScheduledExecutorService scheduler;
    private final BooleanSupplier isWelcome;
    private final Consumer<SocketConnection> onOver;
    private final CountDownLatch over = new CountDownLatch(1);
    /// Of the thread that reads.
    private long seenWelcome = System.nanoTime();

    /// @param isWelcome whether the person who opened it may still come in
    SocketConnection(
            FrameReader reader,
            FrameWriter writer,
            SocketSession session,
            WebTimes times,
            ScheduledExecutorService scheduler,
            BooleanSupplier isWelcome,
            Consumer<SocketConnection> onOver) {
        this.reader = reader;
        this.writer = writer;
        this.session = session;
        this.times = times;
        this.scheduler = scheduler;
        this.isWelcome = isWelcome;
        this.onOver = onOver;
    }

    @Override
    public void handle(Limit limit) {
        try {
            long period = times.heartbeat().toNanos();
            Future<?> pulse = scheduler.scheduleAtFixedRate(this::beat, period, period, TimeUnit.NANOSECONDS);
            try {
                converse();
            } finally {
                pulse.cancel(false);
            }
        } catch (BrokenProtocolException broken) {
            part(broken);
        } catch (RuntimeException gone) {
            // Helidon has no one exception for a connection that ended.
            LOG.log(System.Logger.Level.DEBUG, "a socket ended", gone);
        } catch (Error broke) {
            LOG.log(System.Logger.Level.ERROR, "a socket broke", broke);
        } finally {
            reader.release();
            session.left();
            over.countDown();
            onOver.accept(this);
        }
        // What is thrown instead would be answered with HTTP.
        throw new CloseConnectionException("the socket is over");
    }

    private void converse() {
        while (true) {
            switch (reader.next()) {
                case Incoming.Message message -> {
                    checkWelcome();
                    session.message(message.utf8());
                    reader.release();
                }
                case Incoming.Binary(var bytes) -> {
                    if (System.nanoTime() - seenWelcome > SOUND_UNCHECKED.toNanos()) {
                        checkWelcome();
                    }
                    session.binary(bytes);
                    reader.release();
                }
                case Incoming.Ping(var payload) -> writer.pong(payload);
                case Incoming.Pong() -> {}
                case Incoming.Close(int code) -> {
                    session.left();
                    writer.close(code, "");
                    return;
                }
            }
        }
    }

    private void checkWelcome() {
        if (!isWelcome.getAsBoolean()) {
            throw new BrokenProtocolException(NOT_WELCOME, GONE);
        }
        seenWelcome = System.nanoTime();
    }

    /// Says why, and gives the client a moment to read it: where what it sent is left unread, the end of the
    /// connection would overtake the word.
    private void part(BrokenProtocolException broken) {
        LOG.log(System.Logger.Level.DEBUG, "a socket is closed: {0}", broken.reason());
        session.left();
        try {
            writer.close(broken.code(), broken.reason());
            Future<?> end = scheduler.schedule(reader::end, LAST_FRAMES.toMillis(), TimeUnit.MILLISECONDS);
            try {
                reader.drain();
            } finally {
                end.cancel(false);
            }
        } catch (RuntimeException gone) {
            LOG.log(System.Logger.Level.TRACE, "the client left", gone);
        }
    }

    /// Runs on the scheduler's one thread, so nothing here may block.
    private void beat() {
        reader.giveUpSilent(times.heartbeat().multipliedBy(PINGS), times.slowRequest());
        if (!writer.giveUpStuck(times.stuckWrite())) {
            Thread.ofVirtual().name("ping").start(() -> {
                ping();
                recheck();
            });
        }
    }

    private void ping() {
        try {
            writer.ping();
        } catch (UncheckedIOException gone) {
            LOG.log(System.Logger.Level.TRACE, "no ping could be sent", gone);
        }
    }

    /// Ends it where the person is no longer welcome.
    void recheck() {
        try {
            if (!isWelcome.getAsBoolean()) {
                session.left();
                writer.close(NOT_WELCOME, GONE);
                reader.end();
            }
        } catch (StoreException e) {
            LOG.log(System.Logger.Level.DEBUG, "it is not known whether a token is still there", e);
        } catch (UncheckedIOException gone) {
            LOG.log(System.Logger.Level.TRACE, "the client left", gone);
        }
    }

    /// Says that the server stops; the client answers that by ending the connection.
    void goAway() {
        try {
            writer.close(GOING_AWAY, "Jarvas stops");
        } catch (UncheckedIOException gone) {
            LOG.log(System.Logger.Level.TRACE, "the client left", gone);
        }
    }

    /// @param nanos the longest wait
    void awaitEnd(long nanos) throws InterruptedException {
        if (!over.await(nanos, TimeUnit.NANOSECONDS)) {
            reader.end();
        }
    }

    /// A quiet socket is not idle: the pulse ends it when nobody is there.
    @Override
    public Duration idleTime() {
        return Duration.ZERO;
    }

    @Override
    public void close(boolean interrupt) {
        reader.end();
    }
}
