package io.jarvas.wyoming;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// What no client should send, made from a seed.
final class FuzzedEvents {
    private static final List<Event> EVENTS = List.of(
            new Event("describe"),
            new Event("ping", Map.of("text", "olá")),
            new Event("select-program", Map.of("name", "jarvas-streaming")),
            new Event("transcript", Map.of("text", "liga a luz", "context", Map.of("conversation_id", "c"))),
            new Event("transcript", Map.of("text", "refuse", "language", "en")),
            new Event("transcript", Map.of("text", "wait")),
            new Event("transcript-chunk", Map.of("text", "liga")),
            new Event("audio-chunk", Map.of("rate", 16_000, "width", 2, "channels", 1), ByteBuffer.allocate(640)),
            new Event("unknown", Map.of("a", List.of(1, 2, Map.of("b", "c")))));
    private static final List<String> LINES = List.of(
            "{\"type\":\"transcript\",\"data_length\":%d}\n",
            "{\"type\":\"audio-chunk\",\"payload_length\":%d}\n",
            "{\"type\":\"ping\",\"data\":{\"text\":%d}}\n",
            "{\"type\":\"transcript\",\"data\":{\"text\":\"x\",\"context\":%d}}\n",
            "{\"type\":%d}\n",
            "%d\n");

    private final Random random;

    FuzzedEvents(long seed) {
        this.random = new Random(seed);
    }

    byte[] next() {
        return switch (random.nextInt(9)) {
            case 0 -> noise(random.nextInt(1, 400));
            case 1 -> cut(events(random.nextInt(1, 4)));
            case 2, 3 -> changed(events(random.nextInt(1, 4)));
            case 4 -> events(random.nextInt(1, 12));
            case 5 -> line();
            case 6 -> ("{\"type\":\"describe\",\"data\":" + "[".repeat(random.nextInt(1, 3_000))).getBytes(UTF_8);
            case 7 -> swapped(events(2));
            default -> random.nextInt(50) == 0 ? flood() : cut(noise(200));
        };
    }

    /// Where the next cut falls.
    int cutOf(int length) {
        return random.nextInt(length + 1);
    }

    private byte[] events(int count) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            bytes.writeBytes(EventWriter.bytes(EVENTS.get(random.nextInt(EVENTS.size()))));
        }
        return bytes.toByteArray();
    }

    private byte[] line() {
        long number = switch (random.nextInt(4)) {
            case 0 -> random.nextLong();
            case 1 -> random.nextInt(100_000);
            case 2 -> -1;
            default -> random.nextInt(300);
        };
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(
                LINES.get(random.nextInt(LINES.size())).formatted(number).getBytes(UTF_8));
        bytes.writeBytes(noise(random.nextInt(300)));
        return bytes.toByteArray();
    }

    private byte[] flood() {
        return switch (random.nextInt(3)) {
            case 0 -> "x".repeat(100_000).getBytes(UTF_8);
            case 1 -> events(2_000);
            default -> ("{\"type\":\"" + "y".repeat(70_000) + "\"}\n").getBytes(UTF_8);
        };
    }

    private byte[] noise(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] cut(byte[] bytes) {
        byte[] cut = new byte[cutOf(bytes.length)];
        System.arraycopy(bytes, 0, cut, 0, cut.length);
        return cut;
    }

    private byte[] changed(byte[] bytes) {
        int changes = random.nextInt(1, 5);
        for (int i = 0; i < changes; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private byte[] swapped(byte[] bytes) {
        int at = cutOf(bytes.length);
        byte[] swapped = new byte[bytes.length];
        System.arraycopy(bytes, at, swapped, 0, bytes.length - at);
        System.arraycopy(bytes, 0, swapped, bytes.length - at, at);
        return swapped;
    }
}
