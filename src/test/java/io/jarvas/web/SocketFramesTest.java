package io.jarvas.web;

import static io.jarvas.web.SocketClient.data;
import static io.jarvas.web.SocketClient.encoded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jarvas.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a client sends over a WebSocket, well or badly.
@Timeout(60)
class SocketFramesTest {
    private final Fixture jarvas = new Fixture();

    @AfterEach
    void stop() {
        jarvas.close();
        await().untilAsserted(() -> assertThat(SocketThreads.running()).isEmpty());
    }

    @Test
    void aMessageComesInFragmentsCutAnywhere() throws Exception {
        byte[] message = "{\"type\":\"send\",\"message\":\"Olá, acende já 💡\"}".getBytes(StandardCharsets.UTF_8);
        try (SocketClient client = open()) {
            for (int cut = 0; cut <= message.length; cut++) {
                client.frame(false, SocketClient.TEXT, Arrays.copyOf(message, cut));
                client.frame(true, SocketClient.PING, new byte[] {(byte) cut});
                client.frame(true, SocketClient.CONTINUATION, Arrays.copyOfRange(message, cut, message.length));
                client.until(SocketClient.named("done"));
            }
            assertThat(jarvas.begun)
                    .hasSize(message.length + 1)
                    .allMatch(turn -> turn.text().equals("Olá, acende já 💡"));
        }
    }

    @Test
    void aMessageComesByteByByte() throws Exception {
        byte[] message = "{\"type\":\"ping\"}".getBytes(StandardCharsets.UTF_8);
        try (SocketClient client = open()) {
            for (byte octet : encoded(true, SocketClient.TEXT, message)) {
                client.raw.send(new byte[] {octet});
            }
            assertThat(client.text()).isEqualTo("{\"event\":\"pong\"}");
        }
    }

    @Test
    void aPingIsAnsweredWithWhatItHeld() throws Exception {
        try (SocketClient client = open()) {
            client.frame(true, SocketClient.PING, "abc".getBytes(StandardCharsets.UTF_8));
            SocketClient.Frame frame = client.next();
            while (frame.operation() == SocketClient.PING) {
                frame = client.next();
            }
            assertThat(frame.operation()).isEqualTo(SocketClient.PONG);
            assertThat(frame.text()).isEqualTo("abc");
        }
    }

    @Test
    void picturesOfMegabytesComeThroughAndLeaveRoomForOthers() throws Exception {
        String image = "A".repeat(5 * 1024 * 1024);
        byte[] message = Json.bytes(Map.of("type", "send", "message", "Hi", "images", List.of(image)));
        for (int i = 0; i < 4; i++) {
            try (SocketClient client = open()) {
                client.frame(false, SocketClient.TEXT, Arrays.copyOf(message, 3_000_000));
                client.frame(true, SocketClient.CONTINUATION, Arrays.copyOfRange(message, 3_000_000, message.length));
                client.until(SocketClient.named("done"));
            }
        }
        assertThat(jarvas.begun).hasSize(4);
        assertThat(jarvas.begun.getLast().images()).containsExactly(image);
        assertThat(Call.LARGE_BODIES.availablePermits()).isEqualTo(2);
    }

    @Test
    void aLargeMessageThatBreaksOffLeavesRoomForOthers() throws Exception {
        try (SocketClient client = open()) {
            byte[] frame = encoded(true, SocketClient.TEXT, new byte[2_000_000]);
            client.raw.send(Arrays.copyOf(frame, 1_500_000));
            await().until(() -> Call.LARGE_BODIES.availablePermits() == 1);
            client.raw.leave();
            await().until(() -> Call.LARGE_BODIES.availablePermits() == 2);
        }
    }

    @Test
    void aMessageThatDoesNotComeToItsEndIsGivenUp() throws Exception {
        WebTimes quick = new WebTimes(
                Duration.ofMillis(100), Duration.ofSeconds(10), Duration.ofMillis(800), Duration.ofSeconds(10));
        try (Fixture hasty = new Fixture(config -> config, quick);
                SocketClient client = SocketClient.open(hasty.port())) {
            client.frame(false, SocketClient.TEXT, new byte[] {'{'});
            long begin = System.nanoTime();
            try {
                while (true) {
                    // The answers to its pings do not make a message quicker.
                    assertThat(client.next().operation()).isEqualTo(SocketClient.PING);
                    client.frame(true, SocketClient.PONG, new byte[0]);
                }
            } catch (IOException ended) {
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(700));
            }
        }
    }

    @Test
    void tooLongAMessageIsRefusedBeforeItIsRead() throws Exception {
        try (SocketClient client = open()) {
            client.raw.send(new byte[] {(byte) 0x81, (byte) 0xFF, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 1, 2, 3});
            assertThat(client.closed()).isEqualTo(1009);
            assertThat(client.raw.isClosedByServer()).isTrue();
        }
    }

    @Test
    void tooManyFragmentsAreTooLongAMessage() throws Exception {
        try (SocketClient client = open()) {
            byte[] part = new byte[6 * 1024 * 1024];
            client.frame(false, SocketClient.TEXT, part);
            client.frame(false, SocketClient.CONTINUATION, part);
            client.frame(false, SocketClient.CONTINUATION, part);
            assertThat(client.closed()).isEqualTo(1009);
        }
    }

    /// First byte, second byte, and what the connection is closed with.
    @ParameterizedTest
    @CsvSource({
        "81, 05, 1002", // not masked
        "C1, 80, 1002", // an extension
        "83, 80, 1002", // an unknown frame
        "8B, 80, 1002",
        "80, 80, 1002", // nothing to be continued
        "82, 80, 1003", // binary
        "09, 80, 1002", // a ping in fragments
        "89, FE, 1002", // a long ping
        "88, 81, 1002", // half a code
    })
    void whoDoesNotKeepToTheProtocolIsTold(String first, String second, int code) throws Exception {
        try (SocketClient client = open()) {
            client.raw.send(new byte[] {(byte) Integer.parseInt(first, 16), (byte) Integer.parseInt(second, 16)});
            client.raw.send(new byte[16]);

            assertThat(client.closed()).isEqualTo(code);
            assertThat(client.raw.isClosedByServer()).isTrue();
        }
        assertServes();
    }

    @Test
    void whatIsNotUtf8IsNoText() throws Exception {
        try (SocketClient client = open()) {
            client.frame(true, SocketClient.TEXT, new byte[] {'{', (byte) 0xC3, '}'});
            assertThat(client.closed()).isEqualTo(1007);
        }
        try (SocketClient client = open()) {
            client.frame(false, SocketClient.TEXT, new byte[] {'{'});
            client.frame(true, SocketClient.TEXT, new byte[] {'}'});
            assertThat(client.closed()).isEqualTo(1002);
        }
        try (SocketClient client = open()) {
            client.frame(true, SocketClient.CLOSE, new byte[] {0, 5});
            assertThat(client.closed()).isEqualTo(1002);
        }
    }

    @Test
    void aTurnIsLeftWhenItsClientBreaksTheProtocol() throws Exception {
        jarvas.script = (turn, sink) -> {
            turn.say(sink, "Hello");
            try {
                assertThat(jarvas.cancelled.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
        try (SocketClient client = open()) {
            client.send("{\"type\":\"send\",\"message\":\"Hi\"}");
            client.text();
            client.frame(true, SocketClient.BINARY, new byte[1]);

            assertThat(jarvas.cancelled.await(1, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void whatIsNoMessageIsAProblem() throws Exception {
        try (SocketClient client = open()) {
            for (String message : List.of(
                    "",
                    "{",
                    "[]",
                    "null",
                    "42",
                    "\"send\"",
                    "{}",
                    "{\"type\":1}",
                    "{\"type\":null}",
                    "{\"type\":\"none\"}",
                    "{\"type\":\"send\"}",
                    "{\"type\":\"send\",\"message\":1}",
                    "{\"type\":\"send\",\"type\":\"send\",\"message\":\"Hi\"}",
                    "{\"type\":\"send\",\"message\":\"\\ud83c\",\"message_id\":\"\\ud83c\"}",
                    "{\"type\":\"send\",\"message\":\"Hi\",\"message_id\":{}}",
                    "{\"type\":\"send\",\"message\":\"Hi\",\"resume_seconds\":61}",
                    "{\"type\":\"cancel\"}",
                    "{\"type\":\"cancel\",\"turn_id\":[]}",
                    "{\"type\":\"confirm\",\"id\":true}",
                    "{\"type\":\"confirm\",\"id\":\"a\",\"pin\":1}",
                    "{\"type\":\"undo\",\"id\":\"a\",\"conversation_id\":1.5}",
                    "{\"type\":\"follow\",\"turn_id\":\"t\",\"last_event_id\":-1}",
                    "[".repeat(100_000),
                    "{\"type\":".repeat(10_000))) {
                client.send(message);
                Map<String, Object> event = client.event();
                assertThat(event).as(message).containsEntry("event", "problem");
                assertThat(data(event).get("status")).isEqualTo(400);
            }
        }
        assertThat(jarvas.begun).isEmpty();
        assertThat(jarvas.actions.asked).isEmpty();
        assertThat(jarvas.wishes).isEmpty();
    }

    @Test
    void aThousandBrokenClientsHarmNobody() throws Exception {
        Random random = new Random(2026);
        byte[] good = encoded(
                true, SocketClient.TEXT, "{\"type\":\"cancel\",\"turn_id\":\"t\"}".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < 1_000; i++) {
            byte[] bytes = good.clone();
            switch (random.nextInt(3)) {
                case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
                case 1 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                default -> {
                    bytes = new byte[random.nextInt(64)];
                    random.nextBytes(bytes);
                }
            }
            try (SocketClient client = open()) {
                client.raw.send(bytes);
                client.raw.endOfRequest();
            }
        }
        assertServes();
    }

    private void assertServes() throws Exception {
        try (SocketClient client = open()) {
            client.send("{\"type\":\"ping\"}");
            assertThat(client.text()).isEqualTo("{\"event\":\"pong\"}");
        }
    }

    private SocketClient open() throws IOException {
        return SocketClient.open(jarvas.port());
    }
}
