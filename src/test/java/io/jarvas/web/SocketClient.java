package io.jarvas.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// A WebSocket by hand: whatever frames are to be sent can be sent, and what comes back is seen as it came.
final class SocketClient implements AutoCloseable {
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;
    private static final int[] MASK = {0x12, 0xAB, 0x00, 0xFF};
    private static final String[] HANDSHAKE = {
        "Upgrade: websocket",
        "Connection: keep-alive, Upgrade",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
    };

    final Raw raw;

    static final class Frame {
        private final int operation;
        private final byte[] payload;

        private Frame(int operation, byte[] payload) {
            this.operation = operation;
            this.payload = payload;
        }

        int operation() {
            return operation;
        }

        byte[] payload() {
            return payload;
        }

        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        int code() {
            return ByteBuffer.wrap(payload).getShort() & 0xFFFF;
        }
    }

    private SocketClient(Raw raw) {
        this.raw = raw;
    }

    static SocketClient open(int port, String... headers) throws IOException {
        return open(new Raw(port), ChatSocket.PATH, headers);
    }

    static SocketClient open(Raw raw, String target, String... headers) throws IOException {
        Raw.Answer answer = ask(raw, target, headers).head();
        assertThat(answer.status()).isEqualTo(101);
        assertThat(answer.header("sec-websocket-accept")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        return new SocketClient(raw);
    }

    /// The answer to a handshake that is refused.
    static Raw.Answer refused(int port, String target, String... headers) throws IOException {
        try (Raw raw = new Raw(port)) {
            return ask(raw, target, headers).answer();
        }
    }

    static Raw ask(Raw raw, String target, String... headers) throws IOException {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of(HANDSHAKE));
        return raw.send(raw.head("GET", target, all.toArray(String[]::new)) + "\r\n");
    }

    SocketClient send(String json) throws IOException {
        return frame(true, TEXT, json.getBytes(StandardCharsets.UTF_8));
    }

    SocketClient frame(boolean last, int operation, byte[] payload) throws IOException {
        raw.send(encoded(last, operation, payload));
        return this;
    }

    static byte[] encoded(boolean last, int operation, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write((last ? 0x80 : 0) | operation);
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else if (payload.length < 1 << 16) {
            frame.write(0x80 | 126);
            frame.writeBytes(
                    ByteBuffer.allocate(2).putShort((short) payload.length).array());
        } else {
            frame.write(0x80 | 127);
            frame.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
        }
        for (int octet : MASK) {
            frame.write(octet);
        }
        for (int i = 0; i < payload.length; i++) {
            frame.write(payload[i] ^ MASK[i % 4]);
        }
        return frame.toByteArray();
    }

    Frame next() throws IOException {
        byte[] head = raw.bytes(2);
        if (head.length < 2) {
            throw new IOException("the connection ended");
        }
        assertThat(head[0] & 0xF0).isEqualTo(0x80);
        int length = head[1];
        if (length == 126) {
            length = ByteBuffer.wrap(raw.bytes(2)).getShort() & 0xFFFF;
        } else if (length == 127) {
            length = (int) ByteBuffer.wrap(raw.bytes(8)).getLong();
        }
        return new Frame(head[0] & 0x0F, raw.bytes(length));
    }

    /// The next message, as it came.
    String text() throws IOException {
        Frame frame = next();
        while (frame.operation() == PING || frame.operation() == PONG) {
            frame = next();
        }
        assertThat(frame.operation()).as(frame.text()).isEqualTo(TEXT);
        return frame.text();
    }

    Map<String, Object> event() throws IOException {
        return Json.object(text());
    }

    /// The events up to the first that is so.
    List<Map<String, Object>> until(Predicate<Map<String, Object>> last) throws IOException {
        List<Map<String, Object>> events = new ArrayList<>();
        do {
            events.add(event());
        } while (!last.test(events.getLast()));
        return events;
    }

    static Predicate<Map<String, Object>> named(String name) {
        return event -> name.equals(event.get("event"));
    }

    static Map<?, ?> data(Map<String, Object> event) {
        return (Map<?, ?>) event.get("data");
    }

    /// The code with which the server closes, its pings and pongs left out.
    int closed() throws IOException {
        Frame frame = next();
        while (frame.operation() != CLOSE) {
            frame = next();
        }
        return frame.code();
    }

    @Override
    public void close() throws IOException {
        raw.close();
    }
}
