package io.jarvas.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.action.ActionOutcome;
import io.jarvas.action.StateChange;
import io.jarvas.assistant.TurnEvent;
import io.jarvas.assistant.TurnSink;
import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.reply.Action;
import io.jarvas.reply.Proposal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatAnswerTest {
    @Test
    void anAnswerIsOneObject() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            Raw.Answer answer = Raw.post(jarvas.port(), "/api/chat/", "{\"message\":\"Hi\"}", Fixture.AUTHORIZED);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body())
                    .isEqualTo(
                            "{\"reply\":\"Hello there.\",\"action\":null,\"action_result\":null,\"used_search\":false,"
                                    + "\"search_results\":null,\"conversation_id\":\"new-conversation\"}");
            assertThat(jarvas.begun.getFirst().person().id()).isEqualTo("token:api");
        }
    }

    @Test
    void theFirstActionAndItsOutcomeAreTold() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            jarvas.script = (turn, sink) -> {
                sink.accept(new TurnEvent.ActionProposed(
                        "a1",
                        new Proposal.Readable(new Action("homeassistant_call_service", Map.of("domain", "light")))));
                sink.accept(new TurnEvent.ActionProposed("a2", new Proposal.Unreadable("ACTION: {", "no end")));
                sink.accept(new TurnEvent.ActionDone("a1", executed(), "Done: Hall.", true));
                sink.accept(new TurnEvent.ActionDone("a2", new ActionOutcome.Malformed("no end"), "Garbled.", false));
                turn.say(sink, "It is on.");
            };
            Raw.Answer answer = Raw.post(jarvas.port(), "/api/chat", "{\"message\":\"Light\"}");

            assertThat(answer.body())
                    .contains("\"action\":{\"tool\":\"homeassistant_call_service\",\"args\":{\"domain\":\"light\"}}")
                    .contains("\"action_result\":{\"id\":\"a1\",\"outcome\":\"executed\",\"success\":true,\"message\":"
                            + "\"Done: Hall.\",\"changes\":[{\"entity_id\":\"light.hall\",\"from\":\"off\",\"to\":\"on\"}],"
                            + "\"undo\":\"a1\",\"undo_expires_in_seconds\":300}");
        }
    }

    @Test
    void whatWasFoundOnTheWebIsTold() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            jarvas.script = (turn, sink) -> {
                search(sink, "s1", found("Opening hours"));
                search(sink, "s2", found("Porto", "Museum"));
                turn.say(sink, "At ten.");
            };
            Map<String, Object> answer =
                    ChatStreamTest.json(Raw.post(jarvas.port(), "/api/chat/", "{\"message\":\"?\"}"));

            assertThat(answer)
                    .containsEntry("used_search", true)
                    .containsEntry("search_results", List.of(page("Opening hours"), page("Porto"), page("Museum")));
        }
    }

    @Test
    void aSearchThatFoundNothingRanAndOneThatFailedDidNot() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            jarvas.script = (turn, sink) -> {
                search(sink, "s1", found());
                turn.say(sink, "Nothing.");
            };
            String message = "{\"message\":\"?\"}";
            assertThat(Raw.post(jarvas.port(), "/api/chat/", message).body())
                    .contains("\"used_search\":true,\"search_results\":[]");

            var unreachable = new ActionOutcome.Failure(ActionOutcome.Failure.Reason.UNREACHABLE, "web_search", "");
            jarvas.script = (turn, sink) -> {
                search(sink, "s1", new ActionOutcome.Failed(List.of(unreachable), List.of()));
                turn.say(sink, "It cannot be reached.");
            };
            assertThat(Raw.post(jarvas.port(), "/api/chat/", message).body())
                    .contains("\"used_search\":false,\"search_results\":null");
        }
    }

    static void search(TurnSink sink, String id, ActionOutcome outcome) {
        Action action = new Action("web_search", Map.of("query", "museum"));
        sink.accept(new TurnEvent.ActionProposed(id, new Proposal.Readable(action)));
        sink.accept(new TurnEvent.ActionDone(id, outcome, "Looked up.", false));
    }

    static ActionOutcome found(String... titles) {
        List<Object> results =
                Stream.of(titles).<Object>map(ChatAnswerTest::page).toList();
        return new ActionOutcome.Answered(Map.of("query", "museum", "results", results), List.of());
    }

    private static Map<String, Object> page(String title) {
        return Map.of("title", title, "address", "https://example.org", "text", "At ten.");
    }

    @ParameterizedTest
    @CsvSource({
        "ollama_cut_short,502",
        "ollama_stalled,504",
        "ollama_busy,503",
        "stopping,503",
        "ollama_unreachable,502"
    })
    void aProblemWithoutAWordIsAnError(String code, int status) throws Exception {
        try (Fixture jarvas = new Fixture()) {
            jarvas.script = (turn, sink) -> {
                sink.accept(new TurnEvent.Problem(code, "It does not answer.", true));
                sink.accept(new TurnEvent.FinalText(""));
                turn.done(sink, false);
            };
            Raw.Answer answer = Raw.post(jarvas.port(), "/api/chat/", "{\"message\":\"Hi\"}");

            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.body()).isEqualTo("{\"error\":\"It does not answer.\"}");
        }
    }

    @Test
    void anAnswerThatBrokeOffSaysSo() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            jarvas.script = (turn, sink) -> {
                sink.accept(new TurnEvent.Text("Once upon"));
                sink.accept(new TurnEvent.Problem("model_cut_short", "The model broke off.", true));
                turn.done(sink, false);
            };
            Raw.Answer answer = Raw.post(jarvas.port(), "/api/chat/", "{\"message\":\"Hi\"}");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).contains("\"reply\":\"Once upon\\n\\nThe model broke off.\"");
        }
    }

    @Test
    void aClientThatLeavesCancelsTheTurn() throws Exception {
        try (Fixture jarvas = new Fixture();
                Raw client = new Raw(jarvas.port())) {
            var running = new java.util.concurrent.CountDownLatch(1);
            jarvas.script = (turn, sink) -> {
                running.countDown();
                ChatStreamTest.awaitQuietly(jarvas.cancelled);
            };
            client.post("/api/chat/", "{\"message\":\"Hi\"}");
            assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
            client.leave();

            assertThat(jarvas.cancelled.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"GET,405", "PUT,405", "POST,415"})
    void everyRefusalIsAnErrorMember(String method, int status) throws Exception {
        try (Fixture jarvas = new Fixture()) {
            for (String path : List.of("/api/chat", "/api/chat/")) {
                Raw.Answer answer = Raw.request(jarvas.port(), method, path);

                assertThat(answer.status()).isEqualTo(status);
                assertThat(answer.header("Content-Type")).isEqualTo("application/json");
                assertThat(ChatStreamTest.json(answer)).containsOnlyKeys("error");
            }
        }
    }

    @Test
    void whatHelidonRefusesIsAnErrorMemberToo() throws Exception {
        try (Fixture jarvas = new Fixture();
                Raw client = new Raw(jarvas.port())) {
            client.send(client.head("POST", "/api/chat/", "Content-Length: 99999999") + "\r\n");
            Raw.Answer answer = client.answer();

            assertThat(answer.status()).isEqualTo(413);
            assertThat(ChatStreamTest.json(answer)).containsOnlyKeys("error");
        }
    }

    static ActionOutcome executed() {
        Instant now = Instant.parse("2026-11-23T08:30:00Z");
        return new ActionOutcome.Executed(
                List.of(new StateChange(
                        new EntityId("light.hall"),
                        new EntityState("off", Map.of(), now, now),
                        new EntityState("on", Map.of(), now, now))),
                List.of(),
                Map.of());
    }
}
