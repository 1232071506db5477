package io.jarvas.web;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// Server-sent events over an answer's output stream: each with an id, each flushed at once, and a comment
/// line now and then so that proxies do not close a quiet stream.
///
/// A client that is there but reads nothing blocks a write, and with it the turn. The pulse that sends the
/// comment lines sees that from outside, and interrupts the writing thread, which closes the connection. Safe
/// to use from any thread.
final class EventStream implements AutoCloseable {
    private static final byte[] COMMENT = ": still here\n\n".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;
    private final Duration stuckWrite;
    private final Runnable onBroken;
    private final ScheduledFuture<?> pulse;
    private final ReentrantLock writing = new ReentrantLock();
    private long lastId;
    private volatile boolean closed;

    private final BlockingCall call = new BlockingCall();

    /// @param last the id of the last event that the client has had; the next one's follows it
    /// @param onBroken told when nothing can be written any more
    EventStream(OutputStream out, int last, WebTimes times, ScheduledExecutorService scheduler, Runnable onBroken) {
        this.out = out;
        this.lastId = last;
        this.stuckWrite = times.stuckWrite();
        this.onBroken = onBroken;
        long period = times.heartbeat().toNanos();
        this.pulse = scheduler.scheduleAtFixedRate(this::beat, period, period, TimeUnit.NANOSECONDS);
    }

    /// Sends the event, and returns when it is on its way.
    ///
    /// @throws UncheckedIOException where the client is gone
    void send(EventJson event) {
        writing.lock();
        try {
            String head = event.name().equals(EventJson.DEFAULT) ? "" : "event: " + event.name() + "\n";
            write(("id: " + ++lastId + "\n" + head + "data: " + event.data() + "\n\n")
                    .getBytes(StandardCharsets.UTF_8));
        } finally {
            writing.unlock();
        }
    }

    /// Sends a comment line, and with it the answer's head: the client knows that it is listening before
    /// there is an event.
    ///
    /// @throws UncheckedIOException where the client is gone
    void begin() {
        writing.lock();
        try {
            write(COMMENT);
        } finally {
            writing.unlock();
        }
    }

    /// Ends the comment lines. What was sent stays sent.
    @Override
    public void close() {
        // The pulse goes on until then: a comment line may be stuck.
        writing.lock();
        try {
            closed = true;
        } finally {
            writing.unlock();
        }
        pulse.cancel(false);
    }

    /// Runs on the scheduler's one thread, so nothing here may block.
    private void beat() {
        if (!call.giveUpAfter(stuckWrite)) {
            Thread.ofVirtual().name("heartbeat").start(this::comment);
        }
    }

    private void comment() {
        if (!writing.tryLock()) {
            return;
        }
        try {
            if (!closed) {
                write(COMMENT);
            }
        } catch (UncheckedIOException gone) {
            onBroken.run();
        } finally {
            writing.unlock();
        }
    }

    private void write(byte[] bytes) {
        call.run(() -> writeNow(bytes));
    }

    private void writeNow(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            // Helidon's ServerConnectionException, among others.
            throw new UncheckedIOException(new IOException("the client is gone", e));
        }
    }
}
