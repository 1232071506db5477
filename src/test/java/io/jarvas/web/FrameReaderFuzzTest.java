package io.jarvas.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.common.buffers.DataReader;
import io.jarvas.web.FrameReader.BrokenProtocolException;
import io.jarvas.web.FrameReader.Incoming;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Frames well and badly made, cut at random: what is read does not depend on the cuts, and ends with the end or with a
/// word about the protocol.
@Timeout(60)
class FrameReaderFuzzTest {
    private static final int CASES = 50_000;
    private static final FrameReader.Longest LONGEST = new FrameReader.Longest(200, 100);

    @Test
    void whatIsReadDoesNotDependOnTheCuts() {
        Random random = new Random(20261128);
        Semaphore large = new Semaphore(2);
        int broken = 0;
        int messages = 0;
        for (int i = 0; i < CASES; i++) {
            byte[] bytes = bytes(random);
            List<String> whole = read(bytes, () -> bytes.length, large);
            List<String> cut = read(bytes, () -> 1 + random.nextInt(random.nextBoolean() ? 3 : 60), large);

            assertThat(cut).isEqualTo(whole);
            broken += whole.getLast().startsWith("broken") ? 1 : 0;
            messages += whole.size() - 1;
        }
        assertThat(large.availablePermits()).isEqualTo(2);
        assertThat(broken).isBetween(CASES / 10, CASES);
        assertThat(messages).isGreaterThan(CASES / 2);
    }

    private interface Length {
        int next();
    }

    /// What came, and how it ended.
    private static List<String> read(byte[] bytes, Length length, Semaphore large) {
        AtomicInteger at = new AtomicInteger();
        FrameReader reader = new FrameReader(DataReader.create(() -> piece(bytes, at, length)), LONGEST, 60, large);
        List<String> read = new ArrayList<>();
        try {
            while (true) {
                read.add(
                        switch (reader.next()) {
                            case Incoming.Message message ->
                                "text " + HexFormat.of().formatHex(message.utf8());
                            case Incoming.Binary(var binary) -> "binary " + hex(binary);
                            case Incoming.Ping(var payload) -> "ping " + hex(payload);
                            case Incoming.Pong() -> "pong";
                            case Incoming.Close(int code) -> "close " + code;
                        });
                reader.release();
            }
        } catch (BrokenProtocolException broken) {
            assertThat(broken.code()).isIn(1002, 1003, 1007, 1009);
            read.add("broken " + broken.code());
        } catch (DataReader.InsufficientDataAvailableException end) {
            read.add("end");
        }
        reader.release();
        return read;
    }

    private static String hex(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return HexFormat.of().formatHex(copy);
    }

    private static byte @Nullable [] piece(byte[] bytes, AtomicInteger at, Length length) {
        int from = at.get();
        if (from == bytes.length) {
            return null;
        }
        int to = Math.min(bytes.length, from + length.next());
        at.set(to);
        return Arrays.copyOfRange(bytes, from, to);
    }

    private static byte[] bytes(Random random) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int frames = random.nextInt(5); frames >= 0; frames--) {
            byte[] payload = new byte[random.nextInt(random.nextInt(4) == 0 ? 220 : 30)];
            int operation = new int[] {0, 1, 1, 2, 2, 8, 9, 10}[random.nextInt(8)];
            if (operation == SocketClient.BINARY || random.nextInt(4) == 0) {
                random.nextBytes(payload);
            } else {
                Arrays.fill(payload, (byte) 'a');
            }
            all.writeBytes(SocketClient.encoded(random.nextInt(4) != 0, operation, payload));
        }
        byte[] bytes = all.toByteArray();
        switch (random.nextInt(5)) {
            case 0 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 2 -> {
                byte[] noise = new byte[random.nextInt(40)];
                random.nextBytes(noise);
                System.arraycopy(noise, 0, bytes, 0, Math.min(noise.length, bytes.length));
            }
            default -> {}
        }
        return bytes;
    }
}
