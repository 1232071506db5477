package io.jarvas.web;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Writes to a client of a WebSocket, after RFC 6455, one frame after the other. Safe to use from any thread.
///
/// There is no queue: whoever has something to say waits until it is on its way, as with an event stream. So a client
/// that reads slowly slows down its own turns, and takes no memory.
final class FrameWriter implements SocketOut {
    private static final int TEXT = 0x1;
    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;
    private static final int PONG = 0xA;

    private final DataWriter out;
    private final ReentrantLock writing = new ReentrantLock();
    private final BlockingCall call = new BlockingCall();
    private final AtomicReference<@Nullable ByteBuffer> pong = new AtomicReference<>();
    /// Guarded by the lock.
    private boolean closed;

    FrameWriter(DataWriter out) {
        this.out = out;
    }

    @Override
    public void text(String message) {
        writing.lock();
        try {
            write(TEXT, message.getBytes(StandardCharsets.UTF_8));
            answerPing();
        } finally {
            writing.unlock();
        }
    }

    /// Asks whether the client is there, unless a message is on its way, which asks as well.
    ///
    /// @throws UncheckedIOException where it is gone
    void ping() {
        if (writing.tryLock()) {
            try {
                write(PING, new byte[0]);
                answerPing();
            } finally {
                writing.unlock();
            }
        }
    }

    /// Answers a ping, now or after the message that is on its way. Of several pings the newest is answered.
    ///
    /// @throws UncheckedIOException where the client is gone
    void pong(ByteBuffer payload) {
        pong.set(payload);
        // Whoever reads must not wait for a client that does not: the end of the connection would not be seen.
        if (writing.tryLock()) {
            try {
                answerPing();
            } finally {
                writing.unlock();
            }
        }
    }

    @Override
    public void close(int code, String reason) {
        writing.lock();
        try {
            if (!closed) {
                byte[] words = reason.getBytes(StandardCharsets.UTF_8);
                byte[] payload = ByteBuffer.allocate(2 + words.length)
                        .putShort((short) code)
                        .put(words)
                        .array();
                write(CLOSE, payload);
                closed = true;
            }
        } finally {
            writing.unlock();
        }
    }

    /// Ends the connection where a write has taken so long.
    ///
    /// @return whether a write is under way
    boolean giveUpStuck(Duration limit) {
        return call.giveUpAfter(limit);
    }

    private void answerPing() {
        ByteBuffer payload = pong.getAndSet(null);
        if (payload != null) {
            byte[] bytes = new byte[payload.remaining()];
            payload.get(bytes);
            write(PONG, bytes);
        }
    }

    private void write(int operation, byte[] payload) {
        if (closed) {
            throw new UncheckedIOException(new IOException("the connection is being closed"));
        }
        BufferData frame = BufferData.create(10 + payload.length);
        frame.write(0x80 | operation);
        if (payload.length < 126) {
            frame.write(payload.length);
        } else if (payload.length < 1 << 16) {
            frame.write(126);
            frame.writeInt16(payload.length);
        } else {
            frame.write(127);
            frame.writeInt32(0);
            frame.writeInt32(payload.length);
        }
        frame.write(payload);
        call.run(() -> writeNow(frame));
    }

    private void writeNow(BufferData frame) {
        try {
            out.writeNow(frame);
        } catch (RuntimeException e) {
            // Helidon's SocketWriterException, among others.
            throw new UncheckedIOException(new IOException("the client is gone", e));
        }
    }
}
