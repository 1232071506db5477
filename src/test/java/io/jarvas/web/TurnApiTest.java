package io.jarvas.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.assistant.Following.Found;
import io.jarvas.assistant.RunningTurn;
import io.jarvas.assistant.TurnEvent;
import io.jarvas.assistant.TurnSink;
import io.jarvas.conversation.NoSuchTurnException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TurnApiTest {
    private Fixture jarvas;
    private final CountDownLatch left = new CountDownLatch(1);

    @BeforeEach
    void start() {
        jarvas = new Fixture();
    }

    @AfterEach
    void stop() {
        jarvas.close();
    }

    @Test
    void eventsGoOnWithTheIdsTheyHad() throws Exception {
        jarvas.found = listening(sink -> {
            sink.accept(new TurnEvent.Text("there."));
            sink.accept(new TurnEvent.FinalText("Hello there."));
            sink.accept(new TurnEvent.Done(true, "t1", "c1", Map.of(), Map.of()));
        });

        Raw.Answer answer = Raw.get(jarvas.port(), "/api/turns/t%201/events/", "Last-Event-ID: 7");

        assertThat(jarvas.wishes).containsExactly("follow local t 1 7");
        assertThat(answer.header("Content-Type")).isEqualTo("text/event-stream");
        assertThat(answer.header("X-Accel-Buffering")).isEqualTo("no");
        assertThat(answer.body()).isEqualTo("""
                : still here

                id: 8
                data: {"type":"chunk","content":"there."}

                id: 9
                event: final_text
                data: {"text":"Hello there."}

                id: 10
                event: done
                data: {"finished":true,"conversation_id":"c1","turn_id":"t1","timings":{},"tokens":{}}

                """);
    }

    @Test
    void theLastEventIsAParameterForWhoCannotSendAHeader() throws Exception {
        Raw.get(jarvas.port(), "/api/turns/t1/events?last_event_id=12");
        Raw.get(jarvas.port(), "/api/turns/t1/events?last_event_id=12", "Last-Event-ID: 13");
        Raw.get(jarvas.port(), "/api/turns/t1/events", "Last-Event-ID:");
        Raw.get(jarvas.port(), "/api/turns/t1/events");

        assertThat(jarvas.wishes)
                .containsExactly("follow local t1 12", "follow local t1 13", "follow local t1 0", "follow local t1 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "x", "99999999999", "1 2", "١"})
    void anIdThatIsNoneIsRefused(String id) throws Exception {
        assertThat(Raw.get(
                                jarvas.port(),
                                "/api/turns/t1/events?last_event_id="
                                        + java.net.URLEncoder.encode(id, java.nio.charset.StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aClientKnowsThatItListensBeforeThereIsAnotherEvent() throws Exception {
        jarvas.found = listening(_ -> ChatStreamTest.awaitQuietly(left));
        try (Raw client = new Raw(jarvas.port())) {
            client.send(client.head("GET", "/api/turns/t1/events", "Last-Event-ID: 3") + "\r\n");

            assertThat(client.head().status()).isEqualTo(200);
            assertThat(client.event()).isEqualTo(": still here\n\n");
            client.leave();
        }
    }

    @Test
    void whoHasHadAllOfItIsToldNotToComeBack() throws Exception {
        jarvas.found = new Found.Told();

        Raw.Answer answer = Raw.get(jarvas.port(), "/api/turns/t1/events");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void anothersTurnIsOneThatIsNotThere() throws Exception {
        assertThat(Raw.get(jarvas.port(), "/api/turns/t1/events").status()).isEqualTo(404);
        Raw.Answer cancelled = Raw.post(jarvas.port(), "/api/turns/t1/cancel", "");
        assertThat(cancelled.status()).isEqualTo(404);
        assertThat(cancelled.body()).contains("You have no such turn");
    }

    @Test
    void aTurnIsCancelled() throws Exception {
        jarvas.found = new Found.Told();

        assertThat(Raw.post(jarvas.port(), "/api/turns/t1/cancel/", "{}").status())
                .isEqualTo(204);
        assertThat(jarvas.wishes).containsExactly("cancel local t1");
        assertThat(Raw.get(jarvas.port(), "/api/turns/t1/cancel").status()).isEqualTo(405);
    }

    @Test
    void aFollowerThatGoesIsNoticedWhileNothingIsWritten() throws Exception {
        jarvas.found = listening(sink -> {
            sink.accept(new TurnEvent.Text("there."));
            ChatStreamTest.awaitQuietly(left);
        });
        try (Raw client = new Raw(jarvas.port())) {
            client.send(client.head("GET", "/api/turns/t1/events") + "\r\n");
            client.head();
            client.event();
            client.leave();

            assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aListenersStreamHasNoHead() throws Exception {
        jarvas.found = new Found.Told();

        try (Raw client = new Raw(jarvas.port())) {
            assertThat(client.send(client.head("HEAD", "/api/turns/t1/events") + "\r\n")
                            .head()
                            .status())
                    .isEqualTo(405);
        }
        assertThat(jarvas.wishes).isEmpty();
    }

    @Test
    void aTurnThatCannotBeReplacedIsNotFound() throws Exception {
        jarvas.refuseToBegin = new NoSuchTurnException();
        String body = "{\"message\":\"Hi\",\"conversation_id\":\"c1\",\"replaces\":\"t9\"}";

        Raw.Answer stream = Raw.post(jarvas.port(), "/api/chat/stream", body);
        assertThat(stream.status()).isEqualTo(404);
        assertThat(ChatStreamTest.json(stream)).containsKey("detail");
        Raw.Answer whole = Raw.post(jarvas.port(), "/api/chat", body);
        assertThat(whole.status()).isEqualTo(404);
        assertThat(ChatStreamTest.json(whole)).containsOnlyKeys("error");
    }

    @Test
    void whatATurnReplacesIsOfAConversationThatIsNamed() throws Exception {
        assertThat(Raw.post(jarvas.port(), "/api/chat", "{\"message\":\"Hi\",\"replaces\":\"t9\"}")
                        .status())
                .isEqualTo(400);
        assertThat(jarvas.begun).isEmpty();
    }

    private Found listening(Consumer<TurnSink> script) {
        return new Found.Listening(new RunningTurn() {
            @Override
            public String id() {
                return "t1";
            }

            @Override
            public String conversation() {
                return "c1";
            }

            @Override
            public void run(TurnSink sink) {
                script.accept(sink);
            }

            @Override
            public void leave() {
                left.countDown();
            }

            @Override
            public void cancel() {
                throw new AssertionError("who goes only leaves");
            }
        });
    }
}
