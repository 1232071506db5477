package io.jarvas.web;

import static io.jarvas.web.SocketClient.data;
import static io.jarvas.web.SocketClient.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jarvas.assistant.OverloadedException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Chatting over a WebSocket, with everything real but the model and the home.
@Timeout(60)
class ChatSocketTest {
    private static final String ANA = "X-Remote-User-Id: ana";

    @TempDir
    Path folder;

    private Optional<LiveJarvas> started = Optional.empty();

    @AfterEach
    void stop() {
        started.ifPresent(LiveJarvas::close);
    }

    @Test
    void theEventsAreThoseOfAnEventStreamToTheByte() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            String stream = Raw.post(jarvas.port(), "/api/chat/stream", "{\"message\":\"Olá\"}")
                    .body();
            List<String> expected = new ArrayList<>();
            for (String event : stream.split("\n\n")) {
                String name =
                        event.contains("event: ") ? event.split("event: ")[1].split("\n")[0] : "message";
                expected.add("{\"event\":\"" + name + "\",\"id\":\""
                        + event.split("id: ")[1].split("\n")[0] + "\",\"turn_id\":\"turn-1\",\"message_id\":7,\"data\":"
                        + event.split("data: ")[1] + "}");
            }

            try (SocketClient client = SocketClient.open(jarvas.port())) {
                client.send("{\"type\":\"send\",\"message\":\"Olá\",\"message_id\":7}");

                for (String event : expected) {
                    assertThat(client.text()).isEqualTo(event);
                }
            }
            assertThat(jarvas.begun.getLast().messageId()).contains("7");
        }
    }

    @Test
    void anOrdinaryClientChats() throws Exception {
        LiveJarvas jarvas = start();
        Collected events = new Collected();
        try (HttpClient http = HttpClient.newHttpClient();
                Fixture local = new Fixture()) {
            WebSocket socket = http.newWebSocketBuilder()
                    .buildAsync(URI.create("ws://localhost:" + local.port() + "/ws/chat/"), events)
                    .join();
            socket.sendText("{\"type\":\"send\",", false).join();
            socket.sendText("\"message\":\"Olá\"}", true).join();

            assertThat(events.next()).contains("\"phase\":\"accepted\"");
            assertThat(events.next()).contains("Hello");
            socket.sendPing(java.nio.ByteBuffer.wrap(new byte[] {1, 2})).join();
            assertThat(events.pongs.poll(10, TimeUnit.SECONDS)).isEqualTo(2);
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
            assertThat(events.closed.poll(10, TimeUnit.SECONDS)).isEqualTo(WebSocket.NORMAL_CLOSURE);
        }
        assertThat(jarvas.model.closed).isEmpty();
    }

    private static final class Collected implements WebSocket.Listener {
        private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        private final BlockingQueue<Integer> pongs = new LinkedBlockingQueue<>();
        private final BlockingQueue<Integer> closed = new LinkedBlockingQueue<>();

        String next() throws InterruptedException {
            return String.valueOf(texts.poll(10, TimeUnit.SECONDS));
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            texts.add(text.toString());
            return WebSocket.Listener.super.onText(socket, text, last);
        }

        @Override
        public CompletionStage<?> onPong(WebSocket socket, java.nio.ByteBuffer payload) {
            pongs.add(payload.remaining());
            return WebSocket.Listener.super.onPong(socket, payload);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.add(code);
            return WebSocket.Listener.super.onClose(socket, code, reason);
        }
    }

    @Test
    void severalTurnsRunOverOneSocket() throws Exception {
        LiveJarvas jarvas = start();
        try (SocketClient client = ana(jarvas)) {
            client.send("{\"type\":\"send\",\"message\":\"slowly\",\"conversation_id\":\"c1\",\"message_id\":\"m1\"}");
            List<Map<String, Object>> had = client.until(named("message"));
            client.send("{\"type\":\"send\",\"message\":\"hello\",\"conversation_id\":\"c2\",\"message_id\":\"m2\"}");

            List<Map<String, Object>> second = client.until(named("done"));

            assertThat(had).allMatch(event -> event.get("message_id").equals("m1"));
            assertThat(second).allMatch(event -> event.get("message_id").equals("m2"));
            assertThat(second)
                    .extracting(event -> event.get("turn_id"))
                    .containsOnly(data(second.getFirst()).get("turn_id"))
                    .doesNotContain(had.getFirst().get("turn_id"));
            jarvas.model.goOn.release();
            assertThat(client.until(named("done")))
                    .allMatch(event -> event.get("message_id").equals("m1"));
        }
    }

    @Test
    void aTurnIsCancelled() throws Exception {
        LiveJarvas jarvas = start();
        try (SocketClient client = ana(jarvas)) {
            client.send("{\"type\":\"send\",\"message\":\"slowly\"}");
            Object turn = client.until(named("message")).getFirst().get("turn_id");

            client.send("{\"type\":\"cancel\",\"turn_id\":\"" + turn + "\"}");

            List<Map<String, Object>> rest = client.until(named("done"));
            if (rest.stream().noneMatch(named("answer"))) {
                rest.addAll(client.until(named("answer")));
            }
            assertThat(rest)
                    .contains(Map.of(
                            "event", "answer", "type", "cancel", "turn_id", turn, "status", 204, "data", Map.of()));
            assertThat(rest.stream().filter(named("done")).map(SocketClient::data))
                    .singleElement()
                    .satisfies(done -> assertThat(done.get("finished")).isEqualTo(false));
            client.send("{\"type\":\"cancel\",\"turn_id\":\"none\"}");
            assertThat(client.event()).containsEntry("event", "answer").containsEntry("status", 404);
        }
    }

    @Test
    void anActionIsConfirmedAndTakenBackOnlyByThePersonWhoWasAsked() throws Exception {
        LiveJarvas jarvas = start();
        try (SocketClient client = ana(jarvas);
                SocketClient other = SocketClient.open(
                        new Raw(jarvas.port(), "127.0.0.2"), ChatSocket.PATH, "X-Remote-User-Id: rui")) {
            client.send("{\"type\":\"send\",\"message\":\"unlock the front door\"}");
            String id = confirmation(client.until(named("done")));

            client.send("{\"type\":\"confirm\",\"id\":\"" + id + "\"}");
            Map<String, Object> answer = client.event();

            assertThat(answer)
                    .containsEntry("event", "answer")
                    .containsEntry("type", "confirm")
                    .containsEntry("id", id)
                    .containsEntry("status", 200);
            assertThat(data(answer).get("outcome")).isEqualTo("executed");
            client.send("{\"type\":\"confirm\",\"id\":\"" + id + "\"}");
            Map<String, Object> late = client.event();
            assertThat(late).containsEntry("status", 409);
            assertThat(data(late).get("status")).isEqualTo(409);
            other.send("{\"type\":\"undo\",\"id\":\"" + id + "\"}");
            assertThat(other.event()).containsEntry("event", "answer").containsEntry("status", 404);
            client.send("{\"type\":\"undo\",\"id\":\"" + id + "\",\"language\":\"pt\"}");
            assertThat(data(client.event()).get("outcome")).isEqualTo("executed");

            client.send("{\"type\":\"send\",\"message\":\"unlock the front door\"}");
            String again = confirmation(client.until(named("done")));
            client.send("{\"type\":\"reject\",\"id\":\"" + again + "\"}");
            assertThat(data(client.event()).get("outcome")).isEqualTo("denied");
        }
    }

    @Test
    void aWrongPinIsAnsweredAsOverHttp() throws Exception {
        LiveJarvas jarvas = start(Optional.of("4711"));
        try (SocketClient client = ana(jarvas)) {
            client.send("{\"type\":\"send\",\"message\":\"unlock the front door\"}");
            String id = confirmation(client.until(named("done")));

            client.send("{\"type\":\"confirm\",\"id\":\"" + id + "\",\"pin\":\"1234\"}");
            Map<String, Object> answer = client.event();

            assertThat(answer).containsEntry("event", "answer").containsEntry("status", 403);
            assertThat(data(answer).get("pin")).isEqualTo(true);
            assertThat(data(answer).get("tries_left")).isEqualTo(2);
            client.send("{\"type\":\"confirm\",\"id\":\"" + id + "\",\"pin\":\"4711\"}");
            assertThat(data(client.event()).get("outcome")).isEqualTo("executed");
        }
    }

    @Test
    void whatIsTappedWhileATurnRunsIsToldWithTheNextMessage() throws Exception {
        LiveJarvas jarvas = start();
        try (SocketClient client = ana(jarvas)) {
            client.send("{\"type\":\"send\",\"message\":\"light on, the hall light\",\"conversation_id\":\"c1\"}");
            String done = client.until(named("done")).stream()
                    .filter(named("action_result"))
                    .map(event -> String.valueOf(data(event).get("id")))
                    .findFirst()
                    .orElseThrow();
            client.send("{\"type\":\"send\",\"message\":\"slowly\",\"conversation_id\":\"c1\"}");
            client.until(named("message"));
            client.send("{\"type\":\"undo\",\"id\":\"" + done + "\"}");
            assertThat(client.until(named("answer")).getLast()).containsEntry("status", 200);
            jarvas.model.goOn.release();
            client.until(named("done"));

            client.send("{\"type\":\"send\",\"message\":\"hello\",\"conversation_id\":\"c1\"}");
            client.until(named("done"));

            assertThat(jarvas.model.shown.getLast()).contains("the person answered since");
        }
    }

    @Test
    void aClientThatVanishesStopsTheModelWithinASecond() throws Exception {
        LiveJarvas jarvas = start();
        try (SocketClient client = ana(jarvas)) {
            client.send("{\"type\":\"send\",\"message\":\"slowly\"}");
            client.until(named("message"));
            client.raw.leave();

            assertThat(jarvas.model.closed.poll(1, TimeUnit.SECONDS)).isEqualTo("closed");
        }
    }

    @Test
    void aClientThatSaysGoodbyeStopsTheModelWithinASecond() throws Exception {
        LiveJarvas jarvas = start();
        try (SocketClient client = ana(jarvas)) {
            client.send("{\"type\":\"send\",\"message\":\"slowly\"}");
            client.until(named("message"));
            client.frame(true, SocketClient.CLOSE, new byte[] {3, (byte) 0xE9});

            assertThat(client.closed()).isEqualTo(1001);
            assertThat(jarvas.model.closed.poll(1, TimeUnit.SECONDS)).isEqualTo("closed");
            assertThat(client.raw.isClosedByServer()).isTrue();
        }
    }

    @Test
    void aTurnIsGoneOnWithOverAnotherSocket() throws Exception {
        LiveJarvas jarvas = start();
        List<Map<String, Object>> had;
        try (SocketClient client = ana(jarvas)) {
            client.send("{\"type\":\"send\",\"message\":\"slowly\",\"resume_seconds\":60}");
            had = client.until(named("message"));
            client.raw.leave();
        }
        String follow = "{\"type\":\"follow\",\"turn_id\":\"" + had.getFirst().get("turn_id") + "\",\"last_event_id\":";

        try (SocketClient back = ana(jarvas)) {
            back.send(follow + "\"" + had.getLast().get("id") + "\"}");
            jarvas.model.goOn.release();
            List<Map<String, Object>> rest = back.until(named("done"));

            assertThat(rest.getFirst()).containsEntry("id", String.valueOf(had.size() + 1));
            assertThat(data(rest.getLast()).get("finished")).isEqualTo(true);
            assertThat(jarvas.model.closed).isEmpty();

            back.send(follow + "0}");
            List<Map<String, Object>> all = new ArrayList<>(had);
            all.addAll(rest);
            assertThat(back.until(named("done"))).isEqualTo(all);
            back.send(follow + rest.getLast().get("id") + "}");
            assertThat(back.event()).containsEntry("event", "answer").containsEntry("status", 204);
            back.send("{\"type\":\"follow\",\"turn_id\":\"none\"}");
            assertThat(back.event()).containsEntry("event", "answer").containsEntry("status", 404);
            back.send(follow + "\"x\"}");
            assertThat(back.event()).containsEntry("event", "problem");
        }
    }

    @Test
    void moreTurnsThanOneSocketMayHaveAreRefusedAndTheOthersGoOn() throws Exception {
        LiveJarvas jarvas = start();
        try (SocketClient client = ana(jarvas)) {
            for (int i = 0; i <= ChatSocket.MOST; i++) {
                client.send("{\"type\":\"send\",\"message\":\"slowly\",\"message_id\":" + i + "}");
            }
            Map<String, Object> problem = client.until(named("problem")).getLast();

            assertThat(problem).containsEntry("message_id", ChatSocket.MOST);
            assertThat(data(problem).get("status")).isEqualTo(429);
            jarvas.model.goOn.release(ChatSocket.MOST);
            for (int i = 0; i < ChatSocket.MOST; i++) {
                client.until(named("done"));
            }
            client.send("{\"type\":\"send\",\"message\":\"hello\"}");
            client.until(named("done"));
        }
    }

    @Test
    void whatIsRefusedSaysWhichMessageItWas() throws Exception {
        try (Fixture jarvas = new Fixture();
                SocketClient client = SocketClient.open(jarvas.port(), "Accept-Language: pt")) {
            client.send("{\"type\":\"send\",\"message\":\" \",\"message_id\":\"m1\"}");
            Map<String, Object> problem = client.event();
            assertThat(problem).containsEntry("event", "problem").containsEntry("message_id", "m1");
            assertThat(data(problem).get("status")).isEqualTo(400);
            assertThat(data(problem).get("title")).isEqualTo("Bad Request");
            assertThat(data(problem).get("detail")).isEqualTo("A mensagem está vazia.");

            client.send("{\"type\":\"send\",\"message\":\" \",\"language\":\"en\"}");
            assertThat(data(client.event()).get("detail")).isEqualTo("The message is empty.");

            jarvas.refuseToBegin = new OverloadedException(Duration.ofSeconds(3));
            client.send("{\"type\":\"send\",\"message\":\"Hi\"}");
            assertThat(data(client.event()))
                    .satisfies(data -> assertThat(data.get("status")).isEqualTo(503))
                    .satisfies(
                            data -> assertThat(data.get("retry_after_seconds")).isEqualTo(3));
            jarvas.refuseToBegin = new IllegalStateException("broken");
            client.send("{\"type\":\"send\",\"message\":\"Hi\"}");
            assertThat(data(client.event()).get("status")).isEqualTo(500);
            client.send("{\"type\":\"confirm\"}");
            assertThat(data(client.event()).get("status")).isEqualTo(400);
            client.send("{\"type\":\"ping\"}");
            assertThat(client.text()).isEqualTo("{\"event\":\"pong\"}");
        }
    }

    @Test
    void stoppingSaysGoodbye() throws Exception {
        Fixture jarvas = new Fixture();
        try (SocketClient client = SocketClient.open(jarvas.port())) {
            Thread stopping = Thread.startVirtualThread(jarvas::close);

            assertThat(client.closed()).isEqualTo(1001);
            client.frame(true, SocketClient.CLOSE, new byte[] {3, (byte) 0xE9});
            assertThat(client.raw.isClosedByServer()).isTrue();
            stopping.join();
        }
    }

    @Test
    void whoSaysNothingToTheGoodbyeIsNotWaitedFor() throws Exception {
        Fixture jarvas = new Fixture();
        try (SocketClient client = SocketClient.open(jarvas.port())) {
            jarvas.close();

            assertThat(client.closed()).isEqualTo(1001);
            assertThat(client.raw.isClosedByServer()).isTrue();
        }
    }

    @Test
    void aSocketOutlivesIdleTimesWhileItsClientAnswersPings() throws Exception {
        WebTimes quick = new WebTimes(
                Duration.ofMillis(50), Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofMillis(200));
        try (Fixture jarvas = new Fixture(config -> config, quick);
                SocketClient client = SocketClient.open(jarvas.port())) {
            for (int i = 0; i < 20; i++) {
                SocketClient.Frame ping = client.next();
                assertThat(ping.operation()).isEqualTo(SocketClient.PING);
                client.frame(true, SocketClient.PONG, ping.payload());
            }
            client.send("{\"type\":\"ping\"}");
            assertThat(client.text()).isEqualTo("{\"event\":\"pong\"}");
        }
    }

    @Test
    void aClientThatAnswersNoPingIsGivenUp() throws Exception {
        WebTimes quick = new WebTimes(
                Duration.ofMillis(50), Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(10));
        try (Fixture jarvas = new Fixture(config -> config, quick);
                SocketClient client = SocketClient.open(jarvas.port())) {
            int pings = 0;
            while (true) {
                try {
                    assertThat(client.next().operation()).isEqualTo(SocketClient.PING);
                    pings++;
                } catch (java.io.IOException ended) {
                    break;
                }
            }
            assertThat(pings).isBetween(2, 5);
        }
    }

    @Test
    void aClientThatDoesNotReadIsGivenUpAndItsTurnsAreLeft() throws Exception {
        WebTimes quick = new WebTimes(
                Duration.ofMillis(50), Duration.ofMillis(300), Duration.ofSeconds(10), Duration.ofSeconds(10));
        String much = "x".repeat(100_000);
        try (Fixture jarvas = new Fixture(config -> config, quick)) {
            jarvas.script = (turn, sink) -> {
                while (jarvas.cancelled.getCount() > 0) {
                    turn.say(sink, much);
                }
            };
            try (SocketClient client = SocketClient.open(new Raw(jarvas.port(), "127.0.0.1", 8_192), ChatSocket.PATH)) {
                client.send("{\"type\":\"send\",\"message\":\"Hi\"}");

                assertThat(jarvas.cancelled.await(20, TimeUnit.SECONDS)).isTrue();
                await().until(() -> SocketThreads.running().isEmpty());
            }
            assertThat(Raw.get(jarvas.port(), "/health/live").status()).isEqualTo(200);
        }
    }

    @Test
    void theSocketOfAPersonWhoIsErasedSaysWhatHappened() throws Exception {
        LiveJarvas jarvas = start();
        try (SocketClient client = ana(jarvas)) {
            client.send("{\"type\":\"send\",\"message\":\"slowly\",\"resume_seconds\":60}");
            client.until(named("message"));

            assertThat(jarvas.answer("ana", "DELETE", "/api/me", "{\"confirm\":\"everything\"}")
                            .status())
                    .isEqualTo(204);

            assertThat(data(client.until(named("done")).getLast()).get("finished"))
                    .isEqualTo(false);
        }
    }

    private static String confirmation(List<Map<String, Object>> events) {
        return events.stream()
                .filter(named("confirmation"))
                .map(event -> String.valueOf(data(event).get("id")))
                .findFirst()
                .orElseThrow();
    }

    private LiveJarvas start() {
        return start(Optional.empty());
    }

    private LiveJarvas start(Optional<String> pin) {
        LiveJarvas jarvas = new LiveJarvas(folder, pin);
        started = Optional.of(jarvas);
        return jarvas;
    }

    private static SocketClient ana(LiveJarvas jarvas) throws Exception {
        return SocketClient.open(new Raw(jarvas.port(), "127.0.0.2"), ChatSocket.PATH, ANA);
    }
}
