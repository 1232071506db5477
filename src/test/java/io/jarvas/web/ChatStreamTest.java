package io.jarvas.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jarvas.assistant.OverloadedException;
import io.jarvas.assistant.TurnEvent;
import io.jarvas.assistant.UserTurn;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.PromptMessage;
import io.jarvas.conversation.StoreException;
import io.jarvas.language.Language;
import io.jarvas.llm.ModelException;
import io.jarvas.llm.ModelStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ChatStreamTest {
    private static final WebTimes QUICK =
            new WebTimes(Duration.ofMillis(40), Duration.ofMillis(200), Duration.ofMillis(300), Duration.ofMillis(400));

    @Test
    void anAnswerIsAStreamOfEventsThatEachHaveAnId() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            Raw.Answer answer = Raw.post(jarvas.port(), "/api/chat/stream/", """
                    {"message":"Olá","conversation_id":7}""");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Content-Type")).isEqualTo("text/event-stream");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
            assertThat(answer.header("X-Accel-Buffering")).isEqualTo("no");
            assertThat(answer.header("Content-Encoding")).isEqualTo("identity");
            assertThat(answer.headers()).doesNotContainKey("server");
            assertThat(answer.body()).isEqualTo("""
                    id: 1
                    event: status
                    data: {"phase":"accepted","turn_id":"turn-1","conversation_id":"7"}

                    id: 2
                    data: {"type":"chunk","content":"Hello"}

                    id: 3
                    data: {"type":"chunk","content":" there."}

                    id: 4
                    event: final_text
                    data: {"text":"Hello there."}

                    id: 5
                    event: done
                    data: {"finished":true,"conversation_id":"7","turn_id":"turn-1","timings":{"queue":1.234},"tokens":{"generated":4,"prompt":812,"reused":770}}

                    """);
        }
    }

    @Test
    void everythingAClientAsksForReachesTheAssistant() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            Raw.post(jarvas.port(), "/api/chat/stream", """
                    {"message":"Acende a luz","conversation_id":"c1","language":"pt-PT","model":"home-large","images":["iVBORw0="],
                     "history":[{"role":"user","content":"hi"},{"role":"assistant","content":"Hello"}],"message_id":"m1",
                     "replaces":"t1","resume_seconds":30,"something_else":{"a":1}}""");

            assertThat(jarvas.begun)
                    .containsExactly(new UserTurn(
                            Person.LOCAL,
                            Optional.of("c1"),
                            "Acende a luz",
                            List.of("iVBORw0="),
                            List.of(
                                    new PromptMessage(PromptMessage.Author.PERSON, "hi"),
                                    new PromptMessage(PromptMessage.Author.ASSISTANT, "Hello")),
                            Optional.of(Language.PORTUGUESE),
                            Optional.of("home-large"),
                            Optional.of("m1"),
                            Optional.of("t1"),
                            Duration.ofSeconds(30)));
        }
    }

    @Test
    void theLatestOfAModelIsTheModel() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            Raw.post(jarvas.port(), "/api/chat", """
                    {"message":"Hi","model":"home-large:latest"}""");

            assertThat(jarvas.begun.getLast().model()).contains("home-large:latest");
        }
    }

    @Test
    void beforeOllamaWasSeenAnyModelMayBeAskedFor() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            ModelStatus known = jarvas.model;
            jarvas.model = new ModelStatus(
                    Optional.empty(),
                    List.of(),
                    0,
                    known.memory(),
                    "",
                    Optional.of(ModelException.Code.UNREACHABLE),
                    "",
                    known.checked());

            Raw.post(jarvas.port(), "/api/chat", """
                    {"message":"Hi","model":"home-large"}""");

            assertThat(jarvas.begun.getLast().model()).contains("home-large");
        }
    }

    @Test
    void largeBodiesAreReadTwoAtATimeAndSmallOnesBesideThem() throws Exception {
        byte[] large = ("{\"message\":\"Hi\",\"other\":\"" + "x".repeat(2 * 1024 * 1024) + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        try (Fixture jarvas = new Fixture();
                Raw first = new Raw(jarvas.port());
                Raw second = new Raw(jarvas.port());
                Raw third = new Raw(jarvas.port())) {
            String length = "Content-Length: " + large.length;
            for (Raw client : List.of(first, second, third)) {
                client.send(client.head("POST", "/api/chat", "Content-Type: application/json", length) + "\r\n");
            }
            await().until(() -> Call.LARGE_BODIES.availablePermits() == 0 && Call.LARGE_BODIES.hasQueuedThreads());

            assertThat(Raw.post(jarvas.port(), "/api/chat", "{\"message\":\"Hi\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(jarvas.begun).hasSize(1);

            Thread.ofVirtual().start(() -> send(third, large));
            for (Raw client : List.of(first, second)) {
                assertThat(client.send(large).answer().status()).isEqualTo(200);
            }
            assertThat(third.answer().status()).isEqualTo(200);
        }
    }

    private static void send(Raw client, byte[] bytes) {
        try {
            client.send(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aGetDoesTheSameForEventSource() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            String longest = "😀".repeat(UserTurn.MAXIMUM_LENGTH - 3) + " +&";
            Raw.Answer answer = Raw.get(
                    jarvas.port(),
                    "/api/chat/stream/?conversation_id=c+1&resume_seconds=5&message_id=7&language=xx&message="
                            + URLEncoder.encode(longest, StandardCharsets.UTF_8));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(jarvas.begun)
                    .containsExactly(new UserTurn(
                            Person.LOCAL,
                            Optional.of("c 1"),
                            longest,
                            List.of(),
                            List.of(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of("7"),
                            Optional.empty(),
                            Duration.ofSeconds(5)));
        }
    }

    @Test
    void anEventHasReachedTheClientBeforeTheNextIsMade() throws Exception {
        CountDownLatch clientHasIt = new CountDownLatch(1);
        try (Fixture jarvas = new Fixture();
                Raw client = new Raw(jarvas.port())) {
            jarvas.script = (turn, sink) -> {
                sink.accept(new TurnEvent.Text("Olá "));
                awaitQuietly(clientHasIt);
                sink.accept(new TurnEvent.Text("João 🏠"));
                turn.done(sink, true);
            };
            client.post("/api/chat/stream/", "{\"message\":\"Olá\"}");
            client.head();

            assertThat(client.event()).isEqualTo("id: 1\ndata: {\"type\":\"chunk\",\"content\":\"Olá \"}\n\n");
            clientHasIt.countDown();
            assertThat(client.event()).isEqualTo("id: 2\ndata: {\"type\":\"chunk\",\"content\":\"João 🏠\"}\n\n");
            assertThat(client.event()).contains("event: done");
            assertThat(client.chunk()).isEmpty();
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void aClientThatLeavesCancelsTheTurnWhileNothingIsWritten() throws Exception {
        try (Fixture jarvas = new Fixture();
                Raw client = new Raw(jarvas.port())) {
            jarvas.script = (turn, sink) -> {
                sink.accept(new TurnEvent.Accepted("t", "c"));
                awaitQuietly(jarvas.cancelled);
            };
            client.post("/api/chat/stream/", "{\"message\":\"Tell me a story\"}");
            client.head();
            client.event();
            client.leave();

            assertThat(jarvas.cancelled.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aClientThatLeavesIsNoticedAlsoAfterItSentMoreThanItsRequest() throws Exception {
        try (Fixture jarvas = new Fixture();
                Raw client = new Raw(jarvas.port())) {
            jarvas.script = (turn, sink) -> {
                sink.accept(new TurnEvent.Accepted("t", "c"));
                awaitQuietly(jarvas.cancelled);
            };
            client.post("/api/chat/stream/", "{\"message\":\"Tell me a story\"}");
            client.send(client.head("GET", "/api/status") + "\r\n");
            client.head();
            client.event();
            client.leave();

            assertThat(jarvas.cancelled.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aQuietStreamHasACommentLineNowAndThenAndOutlivesTheIdleTimeout() throws Exception {
        try (Fixture jarvas = new Fixture(config -> config, QUICK);
                Raw client = new Raw(jarvas.port())) {
            CountDownLatch enough = new CountDownLatch(1);
            jarvas.script = (turn, sink) -> {
                sink.accept(new TurnEvent.Accepted("t", "c"));
                awaitQuietly(enough);
                assertThat(jarvas.cancelled.getCount()).isEqualTo(1);
                turn.done(sink, true);
            };
            client.post("/api/chat/stream/", "{\"message\":\"Think hard\"}");
            client.head();
            client.event();
            // 30 times 40 ms: three times the idle timeout.
            for (int i = 0; i < 30; i++) {
                assertThat(client.event()).isEqualTo(": still here\n\n");
            }
            enough.countDown();
            String last = client.event();
            while (last.startsWith(":")) {
                last = client.event();
            }

            assertThat(last).startsWith("id: 2\nevent: done");
        }
    }

    @Test
    void commentLinesNeverStandInsideAnEvent() throws Exception {
        WebTimes hasty = new WebTimes(
                Duration.ofNanos(200_000), Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20));
        try (Fixture jarvas = new Fixture(config -> config, hasty)) {
            jarvas.script = (turn, sink) -> {
                for (int i = 0; i < 2_000; i++) {
                    sink.accept(new TurnEvent.Text("piece " + i));
                }
                turn.done(sink, true);
            };
            Raw.Answer answer = Raw.post(jarvas.port(), "/api/chat/stream/", "{\"message\":\"Go\"}");

            List<String> events = List.of(answer.body().split("\n\n")).stream()
                    .filter(event -> !event.equals(": still here"))
                    .toList();
            assertThat(events).hasSize(2_001);
            for (int i = 0; i < 2_000; i++) {
                assertThat(events.get(i))
                        .isEqualTo("id: " + (i + 1) + "\ndata: {\"type\":\"chunk\",\"content\":\"piece " + i + "\"}");
            }
        }
    }

    @Test
    void aClientThatNeverReadsDoesNotHoldItsTurn() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        try (Fixture jarvas = new Fixture(config -> config, QUICK);
                Raw client = new Raw(jarvas.port())) {
            jarvas.script = (turn, sink) -> {
                String much = "x".repeat(100_000);
                try {
                    for (int i = 0; i < 10_000; i++) {
                        sink.accept(new TurnEvent.Text(much));
                    }
                } catch (UncheckedIOException gone) {
                    ended.countDown();
                }
            };
            client.post("/api/chat/stream/", "{\"message\":\"Say much\"}");

            assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(jarvas.cancelled.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aProblemOfTheTurnIsAnEvent() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            jarvas.script = (turn, sink) -> {
                sink.accept(new TurnEvent.Progress(TurnEvent.Phase.LOADING, ""));
                sink.accept(new TurnEvent.Problem("ollama_unreachable", "Ollama does not answer.", true));
                sink.accept(new TurnEvent.FinalText(""));
                turn.done(sink, false);
            };
            Raw.Answer answer = Raw.post(jarvas.port(), "/api/chat/stream/", "{\"message\":\"Hi\"}");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).contains("""
                            event: status
                            data: {"phase":"loading","detail":""}
                            """).contains("""
                            event: error
                            data: {"error":"Ollama does not answer.","code":"ollama_unreachable","retryable":true}
                            """).contains("\"finished\":false");
        }
    }

    @Test
    void tooManyMessagesAreRefusedBeforeTheStreamBegins() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            jarvas.refuseToBegin = new OverloadedException(Duration.ofMillis(2_100));
            Raw.Answer answer = Raw.post(jarvas.port(), "/api/chat/stream/", "{\"message\":\"Hi\"}");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isEqualTo("3");
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        }
    }

    @Test
    void aMessageThatCannotBeStoredIsRefusedWithASentence() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            jarvas.refuseToBegin = new StoreException("disk full", new IOException("/secret/path"));
            Raw.Answer answer = Raw.post(
                    jarvas.port(), "/api/chat/stream/", "{\"message\":\"Hi\"}", "Accept-Language: pt-PT,pt;q=0.9");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body()).contains("Não consigo guardar nada").doesNotContain("secret");
        }
    }

    @Test
    void aBugIsA500WithoutItsInsides() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            jarvas.refuseToBegin = new IllegalStateException("secret insides");
            Raw.Answer answer = Raw.post(jarvas.port(), "/api/chat/stream/", "{\"message\":\"Hi\"}");

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body()).doesNotContain("secret", "Exception", "io.jarvas");
        }
    }

    @Test
    void aConnectionIsUsedAgainForWhatIsNoStream() throws Exception {
        try (Fixture jarvas = new Fixture();
                Raw client = new Raw(jarvas.port())) {
            for (int i = 0; i < 3; i++) {
                client.send(client.head("GET", "/api/status/") + "\r\n");
                assertThat(client.answer().status()).isEqualTo(200);
                client.post("/api/chat/stream/", "{\"message\":\"\"}");
                assertThat(client.answer().status()).isEqualTo(400);
            }
        }
    }

    static void awaitQuietly(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("what was waited for did not come");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static Map<String, Object> json(Raw.Answer answer) {
        return io.jarvas.json.Json.object(answer.body());
    }
}
