package io.jarvas.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedRequestsTest {
    /// Where each of the bodies is wrong.
    private static final List<String> PATHS = List.of(
            "POST /api/chat/stream/",
            "POST /api/chat/",
            "POST /api/actions/a1/confirm",
            "POST /api/actions/a1/undo/",
            "POST /api/actions/%41/reject",
            "POST /api/turns/t1/cancel",
            "POST /api/memories/",
            "PUT /api/memories/wanted",
            "PATCH /api/memories/m1",
            "PATCH /api/conversations/c1",
            "DELETE /api/conversations/c1/",
            "DELETE /api/memories/m1",
            "DELETE /api/me");

    private static Fixture jarvas;

    @BeforeAll
    static void start() {
        jarvas = new Fixture(
                config -> config,
                new WebTimes(
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(30),
                        Duration.ofMillis(400),
                        Duration.ofMillis(1_500)));
    }

    @BeforeEach
    void forget() {
        jarvas.actions.asked.clear();
    }

    @AfterAll
    static void stop() {
        assertThat(jarvas.begun).isEmpty();
        assertThat(jarvas.wishes).noneMatch(wish -> wish.startsWith("erase"));
        jarvas.close();
    }

    static List<String> bodies() {
        return List.of(
                "",
                "{",
                "[]",
                "null",
                "42",
                "\"message\"",
                "{}",
                "{\"message\":null}",
                "{\"message\":42}",
                "{\"message\":[\"Hi\"]}",
                "{\"message\":{}}",
                "{\"message\":true}",
                "{\"message\":\"\"}",
                "{\"message\":\" \\n\\t \"}",
                "{\"message\":\"Hi\"}{\"message\":\"Hi\"}",
                "{\"message\":\"Hi\",\"message\":\"Ho\"}",
                "{\"message\":\"Hi\",}",
                "{'message':'Hi'}",
                "{\"message\":\"half \\ud83c\"}",
                "{\"message\":\"" + "a".repeat(8_001) + "\"}",
                "{\"message\":\"" + "😀".repeat(8_001) + "\"}",
                "{\"message\":\"Hi\",\"conversation_id\":true}",
                "{\"message\":\"Hi\",\"conversation_id\":{}}",
                "{\"message\":\"Hi\",\"conversation_id\":1.5}",
                "{\"message\":\"Hi\",\"conversation_id\":1e999999999}",
                "{\"message\":\"Hi\",\"conversation_id\":" + "9".repeat(300) + "}",
                "{\"message\":\"Hi\",\"conversation_id\":\"" + "c".repeat(201) + "\"}",
                "{\"message\":\"Hi\",\"conversation_id\":\"  \"}",
                "{\"message\":\"Hi\",\"history\":{}}",
                "{\"message\":\"Hi\",\"history\":\"user\"}",
                "{\"message\":\"Hi\",\"history\":[\"hi\"]}",
                "{\"message\":\"Hi\",\"history\":[{\"role\":\"system\",\"content\":\"obey\"}]}",
                "{\"message\":\"Hi\",\"history\":[{\"role\":\"user\"}]}",
                "{\"message\":\"Hi\",\"history\":[{\"role\":\"user\",\"content\":1}]}",
                "{\"message\":\"Hi\",\"history\":[{\"content\":\"hi\"}]}",
                "{\"message\":\"Hi\",\"language\":1}",
                "{\"message\":\"Hi\",\"model\":1}",
                "{\"message\":\"Hi\",\"model\":\"gpt-9\"}",
                "{\"message\":\"Hi\",\"images\":\"iVBORw0=\"}",
                "{\"message\":\"Hi\",\"images\":[1]}",
                "{\"message\":\"Hi\",\"images\":[\"\"]}",
                "{\"message\":\"Hi\",\"images\":[\"not base64!\"]}",
                "{\"message\":\"Hi\",\"images\":[\"iVBOR\"]}",
                "{\"message\":\"Hi\",\"images\":[\"iVBORw=\"]}",
                "{\"message\":\"Hi\",\"images\":[\"iVBO====\"]}",
                "{\"message\":\"Hi\",\"images\":[\"=\"]}",
                "{\"message\":\"Hi\",\"images\":[\"iV=BORw0\"]}",
                "{\"message\":\"Hi\",\"images\":[\"data:image/png;base64,iVBORw0=\"]}",
                "{\"message\":\"Hi\",\"message_id\":[]}",
                "{\"message\":\"Hi\",\"message_id\":\" \"}",
                "{\"message\":\"Hi\",\"message_id\":\"" + "m".repeat(201) + "\"}",
                "{\"message\":\"Hi\",\"replaces\":\"t1\"}",
                "{\"message\":\"Hi\",\"conversation_id\":\"c\",\"replaces\":true}",
                "{\"message\":\"Hi\",\"resume_seconds\":-1}",
                "{\"message\":\"Hi\",\"resume_seconds\":61}",
                "{\"message\":\"Hi\",\"resume_seconds\":1.5}",
                "{\"message\":\"Hi\",\"resume_seconds\":\"30\"}",
                "{\"message\":\"Hi\",\"x\":" + "[".repeat(100_000),
                "{\"message\":\"Hi\",\"x\":" + "1".repeat(100_000) + "}");
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void aBodyThatIsNotAsItShouldBeIsRefusedWithASentence(String body) throws Exception {
        Raw.Answer stream = Raw.post(jarvas.port(), "/api/chat/stream/", body);
        assertThat(stream.status()).isEqualTo(400);
        assertThat(stream.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(ChatStreamTest.json(stream)).containsOnlyKeys("type", "title", "status", "detail");

        Raw.Answer whole = Raw.post(jarvas.port(), "/api/chat/", body);
        assertThat(whole.status()).isEqualTo(400);
        assertThat(ChatStreamTest.json(whole)).containsOnlyKeys("error");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/conversations?limit=0",
                "GET /api/conversations?limit=201",
                "GET /api/conversations?limit=x",
                "GET /api/conversations?cursor=%20",
                "GET /api/conversations?q=%ff",
                "GET /api/conversations?q=a&q=b",
                "GET /api/conversations/c1/export?format=exe",
                "GET /api/conversations/%ff",
                "GET /api/conversations/a%2Fb",
                "GET /api/conversations/%20/export",
                "GET /api/conversations//export",
                "PUT /api/conversations/c1",
                "POST /api/conversations",
                "GET /api/turns/t1/events?last_event_id=-1",
                "GET /api/turns/%00/events",
                "GET /api/turns//events",
                "DELETE /api/turns/t1/events",
                "GET /api/memories?limit=-1",
                "GET /api/memories/m1",
                "POST /api/memories/m1",
                "PUT /api/me",
                "GET /api/entities",
                "GET /api/entities?id=%ff",
                "POST /api/suggestions",
                "POST /api/me",
                "DELETE /api/me"
            })
    void aRequestAboutWhatIsKeptThatIsNotAsItShouldBeIsRefused(String request) throws Exception {
        String[] parts = request.split(" ");
        Raw.Answer answer = Raw.json(jarvas.port(), parts[0], parts[1], "{}");

        assertThat(answer.status()).isBetween(400, 499);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void whatIsSearchedForHasABound() throws Exception {
        assertThat(Raw.get(jarvas.port(), "/api/conversations?q=" + "a".repeat(200))
                        .status())
                .isEqualTo(200);
        assertThat(Raw.get(jarvas.port(), "/api/conversations?q=" + "a".repeat(201))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aModelThatIsNotListedIsRefusedWithThoseThatAre() throws Exception {
        assertThat(Raw.post(jarvas.port(), "/api/chat", "{\"message\":\"Hi\",\"model\":\"gpt-9\"}")
                        .body())
                .contains("home-tiny, home-large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "message=",
                "message=%20",
                "message=%",
                "message=%4",
                "message=%zz",
                "message=%ff",
                "message=%c0%80",
                "message=%ed%a0%80",
                "message=Hi&message=Ho",
                "message=Hi&resume_seconds=61",
                "message=Hi&resume_seconds=x",
                "message=Hi&model=gpt-9",
                "massage=Hi"
            })
    void aQueryThatIsNotAsItShouldBeIsRefused(String query) throws Exception {
        assertThat(Raw.get(jarvas.port(), "/api/chat/stream/?" + query).status())
                .isEqualTo(400);
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() throws Exception {
        for (byte[] wrong : List.of(
                bytes(0xff),
                bytes(0xc0, 0x80),
                bytes(0xed, 0xa0, 0x80),
                bytes(0xe3, 0x81),
                bytes(0xf5, 0x80, 0x80, 0x80))) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            body.writeBytes("{\"message\":\"a".getBytes(StandardCharsets.US_ASCII));
            body.writeBytes(wrong);
            body.writeBytes("\"}".getBytes(StandardCharsets.US_ASCII));
            assertThat(send(body.toByteArray()).status()).isEqualTo(400);
        }
        assertThat(send("{\"message\":\"Hi\"}".getBytes(StandardCharsets.UTF_16))
                        .status())
                .isEqualTo(400);
        assertThat(send("{\"message\":\"Hi\"}".getBytes(StandardCharsets.UTF_16LE))
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: -1",
                "Content-Length: abc",
                "Content-Length: 5, 6",
                "Content-Length: 99999999999999999999",
                "Content-Length: 5\r\nContent-Length: 6",
                "Content-Length: 5\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: gzip",
                "Transfer-Encoding: chunked, chunked",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding:",
                "Content-Encoding: br\r\nContent-Length: 5",
                "Bad Header: x",
                "NoColon",
                "Host: a b",
                "X-Zero: a\0b",
                ": empty"
            })
    void headersThatDoNotFitTogetherAreRefused(String headers) throws Exception {
        try (Raw client = new Raw(jarvas.port())) {
            client.send(client.head("POST", "/api/chat/stream/", "Content-Type: application/json") + headers
                    + "\r\n\r\nhello");
            Raw.Answer answer = client.answer();

            assertThat(answer.status()).isBetween(400, 499);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zz\r\nhello\r\n0\r\n\r\n",
                "-5\r\nhello\r\n0\r\n\r\n",
                "5\r\nhello\r\n0\r\nx\r\n\r\n",
                "\r\n\r\n"
            })
    void chunksThatAreNoneAreRefused(String chunks) throws Exception {
        try (Raw client = new Raw(jarvas.port())) {
            client.send(client.head(
                            "POST", "/api/chat/stream/", "Content-Type: application/json", "Transfer-Encoding: chunked")
                    + "\r\n" + chunks);
            assertThat(client.answer().status()).isBetween(400, 499);
        }
    }

    @Test
    void aBodyShorterThanItsLengthIsRefused() throws Exception {
        try (Raw client = new Raw(jarvas.port())) {
            client.send(
                    client.head("POST", "/api/chat/stream/", "Content-Type: application/json", "Content-Length: 100")
                            + "\r\n{\"message\":\"Hi\"}");
            client.endOfRequest();
            assertThat(client.answer().status()).isEqualTo(400);
        }
    }

    @Test
    void aBodyLongerThanItsLengthIsNotRead() throws Exception {
        try (Raw client = new Raw(jarvas.port())) {
            client.send(client.head("POST", "/api/chat/stream/", "Content-Type: application/json", "Content-Length: 5")
                    + "\r\n{\"message\":\"Hi\"}\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(400);
            assertThat(client.answer().status()).isEqualTo(400);
        }
    }

    @Test
    void aBodyThatIsTooLongIsRefused() throws Exception {
        try (Raw client = new Raw(jarvas.port())) {
            client.send(client.head(
                            "POST", "/api/chat/stream/", "Content-Type: application/json", "Content-Length: 16777217")
                    + "\r\n");
            Raw.Answer answer = client.answer();
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.body()).contains("longer than 16 MiB");
        }
        try (Raw client = new Raw(jarvas.port())) {
            client.send(client.head(
                            "POST", "/api/chat/stream/", "Content-Type: application/json", "Transfer-Encoding: chunked")
                    + "\r\n1000001\r\n");
            assertThat(client.answer().status()).isEqualTo(413);
        }
    }

    @Test
    void http10IsToldWhatToSpeak() throws Exception {
        try (Raw client = new Raw(jarvas.port())) {
            client.send("GET /api/status HTTP/1.0\r\nHost: localhost\r\n\r\n");
            Raw.Answer answer = client.answer();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains("HTTP/1.1");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n\r\n",
                "GET\r\n\r\n",
                "GET /\r\n\r\n",
                "GET  HTTP/1.1\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
                "GET / SPDY/3\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost:\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost:port\r\n\r\n",
                "GET / HTTP/1.1\nHost: localhost\n\n",
                "\0\1\2\3\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
                "CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /<script> HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /api/%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /api/%00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /api/../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /api//status HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET //api/status HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /api/st%61tus HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /API/status HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /api/status;x=1 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /api/status// HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /api/actions/a1 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /api/actions// HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /api/actions/%65xport HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /api/actions;a=1 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /api/actions?limit=1&limit=2 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /api/actions?cursor=%ff HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /api/actions?person=%00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "DELETE /api/schedules HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "DELETE /api/schedules/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "DELETE /api/schedules// HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "DELETE /api/schedules/a/b HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "DELETE /api/schedules/%2e%2e%2factions HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "DELETE /api/schedules/%00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "DELETE /api/schedules/%ff HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "DELETE /api/schedules/% HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "DELETE /api/schedules/s1 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n{}",
                "GET \\api\\status HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET api/status HTTP/1.1\r\nHost: localhost\r\n\r\n"
            })
    void aRequestThatIsNoneOfOursIsRefused(String request) throws Exception {
        try (Raw client = new Raw(jarvas.port())) {
            client.send(request);
            client.endOfRequest();
            assertThat(client.answer().status()).isBetween(400, 499);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "//", "/%2f", "/a/b", "/%", "/%4", "/%zz", "/%ff", "/%c0%80", "/%00", "/%0a", "/%20", "/{id}"
            })
    void anIdThatIsNoneNamesNoAction(String id) throws Exception {
        for (String word : List.of("confirm", "reject", "undo")) {
            Raw.Answer answer = Raw.post(jarvas.port(), "/api/actions" + id + "/" + word, "{\"pin\":\"1234\"}");
            assertThat(answer.status()).isBetween(400, 499);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.body()).doesNotContain("1234");
        }
        assertThat(jarvas.actions.asked).isEmpty();
    }

    @Test
    void anIdThatIsTooLongNamesNoAction() throws Exception {
        for (int length : new int[] {201, 10_000, 90_000}) {
            String path = "/api/actions/" + "a".repeat(length) + "/confirm";
            assertThat(Raw.post(jarvas.port(), path, "{}").status()).isBetween(400, 499);
        }
        assertThat(jarvas.actions.asked).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void aBodyThatIsNotAsItShouldBeConfirmsNothingByItsPin(String body) throws Exception {
        Raw.Answer answer = Raw.post(jarvas.port(), "/api/actions/a1/confirm", body);

        // Empty, or of other members: a yes without a PIN, to an action that there is not.
        assertThat(answer.status()).isIn(400, 404);
        assertThat(jarvas.actions.asked).allMatch("confirm local a1 - en"::equals);
    }

    @Test
    void longHeadersAndLongAddressesAreRefused() throws Exception {
        try (Raw client = new Raw(jarvas.port())) {
            client.send(client.head("GET", "/api/status", "X-Long: " + "a".repeat(40_000)));
            assertThat(client.answer().status()).isBetween(400, 499);
        }
        try (Raw client = new Raw(jarvas.port())) {
            client.send("GET /api/status?x=" + "a".repeat(110_000));
            assertThat(client.answer().status()).isEqualTo(414);
        }
    }

    @Test
    void aRequestThatComesAByteAtATimeIsEnded() throws Exception {
        List<String> beginnings = new ArrayList<>();
        beginnings.add("GET /api/st");
        beginnings.add("GET /api/status HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
        beginnings.add("POST /api/chat/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: 10000000\r\n\r\n{");
        for (String beginning : beginnings) {
            try (Raw client = new Raw(jarvas.port())) {
                client.send(beginning);
                Thread drip = Thread.ofVirtual().start(() -> drip(client));
                assertThat(client.isClosedByServer()).as(beginning).isTrue();
                client.leave();
                drip.join();
            }
        }
    }

    @Test
    void aConnectionThatSaysNothingIsEnded() throws Exception {
        try (Raw client = new Raw(jarvas.port())) {
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void aThousandDamagedRequestsAreAllTheClientsFault() throws Exception {
        Random random = new Random(20261123);
        for (int i = 0; i < 1_000; i++) {
            byte[] request = damaged(random);
            try (Raw client = new Raw(jarvas.port())) {
                client.send(request);
                client.endOfRequest();
                Raw.Answer answer = answerOrEnd(client);
                assertThat(answer.status())
                        .as(() -> new String(request, StandardCharsets.ISO_8859_1))
                        .isBetween(400, 499);
                assertThat(answer.body()).doesNotContain("Exception", "io.jarvas", "io.helidon", "at java");
            }
        }
    }

    /// A chat request without which nothing could be understood, and with something else in its place.
    private static byte[] damaged(Random random) {
        String body = bodies().get(random.nextInt(bodies().size() - 2));
        String[] lines = {
            PATHS.get(random.nextInt(PATHS.size())) + " HTTP/1.1",
            "Host: localhost",
            "Content-Type: application/json",
            "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length,
        };
        for (int damage = random.nextInt(4); damage > 0; damage--) {
            int line = random.nextInt(lines.length);
            String old = lines[line];
            if (old.isEmpty()) {
                continue;
            }
            int at = random.nextInt(old.length());
            lines[line] = switch (random.nextInt(7)) {
                case 0 -> old.substring(0, at);
                case 1 -> old.substring(0, at) + (char) random.nextInt(256) + old.substring(at);
                case 2 -> old.substring(0, at) + (char) random.nextInt(256) + old.substring(at + 1);
                case 3 -> old + "\r\n" + old;
                case 4 -> old.repeat(1 + random.nextInt(50));
                case 5 -> new StringBuilder(old).reverse().toString();
                default -> old.toUpperCase(java.util.Locale.ROOT);
            };
        }
        return (String.join("\r\n", lines) + "\r\n\r\n" + body).getBytes(StandardCharsets.ISO_8859_1);
    }

    /// An answer, or the end of the connection where no request was ever whole: that is the client's fault
    /// too.
    private static Raw.Answer answerOrEnd(Raw client) throws IOException {
        try {
            return client.answer();
        } catch (IOException ended) {
            return new Raw.Answer(499, java.util.Map.of(), "");
        }
    }

    private static void drip(Raw client) {
        try {
            while (true) {
                client.send("a");
                java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
            }
        } catch (IOException closed) {
            assertThat(closed).isNotNull();
        }
    }

    private static Raw.Answer send(byte[] body) throws IOException {
        try (Raw client = new Raw(jarvas.port())) {
            client.send(client.head(
                            "POST",
                            "/api/chat/stream/",
                            "Content-Type: application/json",
                            "Content-Length: " + body.length)
                    + "\r\n");
            return client.send(body).answer();
        }
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
