package io.jarvas.web;

import io.helidon.common.buffers.DataReader;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/// Reads what a client sends over a WebSocket, after RFC 6455: whole messages of text, or of bytes where these are
/// wanted, in however many fragments they come, and what the client says about the connection. A letter that two
/// fragments share is one letter.
///
/// Used by one thread, but for [#giveUpSilent(Duration, Duration)] and [#end()].
final class FrameReader {
    private static final int CONTINUATION = 0x0;
    private static final int TEXT = 0x1;
    private static final int BINARY = 0x2;
    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;
    private static final int PONG = 0xA;
    private static final int LONGEST_CONTROL = 125;

    /// What came.
    sealed interface Incoming {
        /// A whole message of text. No record, since its text may be large, and an array is not a value.
        final class Message implements Incoming {
            private final byte[] utf8;

            private Message(byte[] utf8) {
                this.utf8 = utf8;
            }

            /// Its text, which nobody else has.
            byte[] utf8() {
                return utf8;
            }
        }

        /// A whole message of bytes, which nobody else has.
        record Binary(ByteBuffer bytes) implements Incoming {}

        record Ping(ByteBuffer payload) implements Incoming {}

        record Pong() implements Incoming {}

        /// @param code what the answer says
        record Close(int code) implements Incoming {}
    }

    /// The client has not kept to the protocol; the connection is to be closed with this code.
    static final class BrokenProtocolException extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final int code;

        BrokenProtocolException(int code, String reason) {
            super(reason, null, false, false);
            this.code = code;
        }

        int code() {
            return code;
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    private record Header(boolean last, int operation, long length, int mask) {
        boolean isControl() {
            return operation >= CLOSE;
        }
    }

    /// How long messages may be.
    ///
    /// @param text in bytes
    /// @param binary in bytes; 0 where such messages are not wanted
    record Longest(int text, int binary) {
        /// For who speaks in text alone.
        static final Longest TEXT_ALONE = new Longest(Call.LONGEST_BODY, 0);
    }

    private final DataReader in;
    private final Longest longest;
    private final int large;
    private final Semaphore largeOnes;
    private final BlockingCall reading = new BlockingCall();

    private ByteArrayOutputStream message = new ByteArrayOutputStream();
    private boolean inMessage;
    private boolean isBinary;
    private boolean isLarge;
    /// When the message that is being read began; 0 where none is.
    private volatile long messageSince;

    /// @param large from so many bytes on a message is large
    /// @param largeOnes how many large messages may be read, and understood, at once
    FrameReader(DataReader in, Longest longest, int large, Semaphore largeOnes) {
        this.in = in;
        this.longest = longest;
        this.large = large;
        this.largeOnes = largeOnes;
    }

    /// Waits for the next message, or word about the connection.
    ///
    /// @throws BrokenProtocolException where the client has not kept to the protocol
    /// @throws RuntimeException of Helidon's, of several kinds, where the client is gone
    Incoming next() {
        while (true) {
            Header header = header();
            if (header.isControl()) {
                return control(header);
            }
            part(header);
            if (header.last()) {
                messageSince = 0;
                inMessage = false;
                byte[] bytes = message.toByteArray();
                message = new ByteArrayOutputStream();
                if (isBinary) {
                    return new Incoming.Binary(ByteBuffer.wrap(bytes));
                }
                require(Query.isUtf8(bytes), 1007, "not UTF-8");
                return new Incoming.Message(bytes);
            }
        }
    }

    /// The last message, or what there is of it, is done with.
    void release() {
        if (isLarge) {
            isLarge = false;
            largeOnes.release();
        }
    }

    /// Reads on, for nothing, until the connection ends.
    void drain() {
        while (true) {
            reading.run(in::ensureAvailable);
            in.skip(in.available());
        }
    }

    /// Ends the reading, and with it the connection, where nothing came for so long, or one message takes too
    /// long.
    void giveUpSilent(Duration silence, Duration slowMessage) {
        long since = messageSince;
        boolean slow = since != 0 && System.nanoTime() - since > slowMessage.toNanos();
        reading.giveUpAfter(slow ? Duration.ZERO : silence);
    }

    /// Ends the reading, now or when it is gone on with.
    void end() {
        reading.end();
    }

    private Header header() {
        int first = octet();
        int second = octet();
        boolean last = (first & 0x80) != 0;
        int operation = first & 0x0F;
        if ((first & 0x70) != 0) {
            throw new BrokenProtocolException(1002, "an extension that was not agreed on");
        }
        if ((second & 0x80) == 0) {
            throw new BrokenProtocolException(1002, "not masked");
        }
        long length = length(second & 0x7F);
        check(last, operation, length);
        return new Header(last, operation, length, mask());
    }

    private void check(boolean last, int operation, long length) {
        switch (operation) {
            case CONTINUATION -> require(inMessage, 1002, "nothing to be continued");
            case TEXT -> require(!inMessage, 1002, "a message within a message");
            case BINARY -> {
                require(longest.binary() > 0, 1003, "text alone");
                require(!inMessage, 1002, "a message within a message");
            }
            case CLOSE, PING, PONG -> require(last && length <= LONGEST_CONTROL, 1002, "too long a control frame");
            default -> throw new BrokenProtocolException(1002, "an unknown frame");
        }
        if (operation < CLOSE) {
            boolean bytes = operation == BINARY || (operation == CONTINUATION && isBinary);
            int most = bytes ? longest.binary() : longest.text();
            // The length alone may be as large as a number can be.
            require(length <= most - message.size(), 1009, "a message of more than " + (most >> 20) + " MiB");
        }
    }

    private static void require(boolean kept, int code, String reason) {
        if (!kept) {
            throw new BrokenProtocolException(code, reason);
        }
    }

    private long length(int stated) {
        int octets = switch (stated) {
            case 126 -> 2;
            case 127 -> 8;
            default -> 0;
        };
        long length = octets == 0 ? stated : 0;
        for (int i = 0; i < octets; i++) {
            length = length << 8 | octet();
        }
        require(length >= 0, 1002, "no length");
        return length;
    }

    private int mask() {
        return octet() << 24 | octet() << 16 | octet() << 8 | octet();
    }

    private void part(Header header) {
        if (!inMessage) {
            inMessage = true;
            isBinary = header.operation() == BINARY;
            messageSince = System.nanoTime();
        }
        if (!isLarge && message.size() + header.length() > large) {
            // Whoever waits here is not slow.
            messageSince = 0;
            largeOnes.acquireUninterruptibly();
            isLarge = true;
            messageSince = System.nanoTime();
        }
        payload(header, message);
    }

    private Incoming control(Header header) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        payload(header, bytes);
        ByteBuffer payload = ByteBuffer.wrap(bytes.toByteArray());
        return switch (header.operation()) {
            case PING -> new Incoming.Ping(payload);
            case PONG -> new Incoming.Pong();
            default -> new Incoming.Close(closeCode(payload));
        };
    }

    private static int closeCode(ByteBuffer payload) {
        if (payload.remaining() == 0) {
            return 1000;
        }
        require(payload.remaining() >= 2, 1002, "half a code");
        int code = payload.getShort() & 0xFFFF;
        boolean known = (code >= 1000 && code <= 1014 && code != 1004 && code != 1005 && code != 1006)
                || (code >= 3000 && code <= 4999);
        require(known, 1002, "no such code");
        return code;
    }

    private void payload(Header header, ByteArrayOutputStream into) {
        long left = header.length();
        int at = 0;
        while (left > 0) {
            reading.run(in::ensureAvailable);
            byte[] bytes = in.readBytes((int) Math.min(left, in.available()));
            for (int i = 0; i < bytes.length; i++, at++) {
                bytes[i] ^= (byte) (header.mask() >>> (24 - 8 * (at & 3)));
            }
            into.writeBytes(bytes);
            left -= bytes.length;
        }
    }

    private int octet() {
        reading.run(in::ensureAvailable);
        return in.read() & 0xFF;
    }
}
