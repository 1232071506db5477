package io.jarvas.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.action.ActionOutcome;
import io.jarvas.assistant.TurnEvent;
import io.jarvas.home.EntityId;
import io.jarvas.reply.Action;
import io.jarvas.reply.Proposal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventJsonTest {
    @Test
    void anActionIsToldWithItsArguments() {
        assertThat(EventJson.of(new TurnEvent.ActionProposed(
                        "a1", new Proposal.Readable(new Action("get_weather", Map.of("days", 3))))))
                .isEqualTo(new EventJson(
                        "action", "{\"id\":\"a1\",\"action\":{\"tool\":\"get_weather\",\"args\":{\"days\":3}}}"));
    }

    @Test
    void anActionThatCouldNotBeReadIsToldAsItWasWritten() {
        assertThat(EventJson.of(new TurnEvent.ActionProposed("a1", new Proposal.Unreadable("ACTION: {\n", "no end"))))
                .isEqualTo(new EventJson(
                        "action", "{\"id\":\"a1\",\"action\":{\"tool\":null,\"args\":null,\"raw\":\"ACTION: {\\n\"}}"));
    }

    @Test
    void everyOutcomeHasItsName() {
        List<EntityId> hall = List.of(new EntityId("light.hall"));
        var failure = new ActionOutcome.Failure(ActionOutcome.Failure.Reason.UNAVAILABLE, "light.hall", "");
        Map<ActionOutcome, String> names = Map.of(
                ChatAnswerTest.executed(),
                "\"outcome\":\"executed\",\"success\":true",
                new ActionOutcome.Already(hall),
                "\"outcome\":\"already\",\"success\":true",
                new ActionOutcome.Sent(Map.of()),
                "\"outcome\":\"sent\",\"success\":true",
                new ActionOutcome.Denied(ActionOutcome.Denied.Reason.NEVER, List.of("x.y")),
                "\"outcome\":\"denied\",\"success\":false",
                new ActionOutcome.NeedsConfirmation(
                        ActionOutcome.NeedsConfirmation.Reason.QUESTION,
                        "lock.unlock",
                        List.of("light.hall"),
                        Fixture.NOW,
                        false),
                "\"outcome\":\"needs_confirmation\",\"success\":false",
                new ActionOutcome.Malformed("x"),
                "\"outcome\":\"malformed\",\"success\":false",
                new ActionOutcome.Failed(List.of(failure), List.of()),
                "\"outcome\":\"failed\",\"success\":false");
        names.forEach((outcome, json) -> {
            EventJson event = EventJson.of(new TurnEvent.ActionDone("a1", outcome, "A sentence.", false));
            assertThat(event.name()).isEqualTo("action_result");
            assertThat(event.data())
                    .startsWith("{\"id\":\"a1\"," + json + ",\"message\":\"A sentence.\",\"changes\":[")
                    .endsWith("],\"undo\":null,\"undo_expires_in_seconds\":null}");
        });
    }

    @Test
    void whatCanBeUndoneSaysByWhichIdAndHowLong() {
        assertThat(EventJson.of(new TurnEvent.ActionDone("a1", ChatAnswerTest.executed(), "Done.", true))
                        .data())
                .endsWith("],\"undo\":\"a1\",\"undo_expires_in_seconds\":300}");
    }

    @Test
    void anActionThatWaitsIsToldWithItsQuestion() {
        var proposal = new Proposal.Readable(new Action("get_weather", Map.of("days", 3)));

        assertThat(EventJson.of(
                        new TurnEvent.Confirmation("a1", proposal, "Shall I?", Duration.ofMillis(59_980), true)))
                .isEqualTo(new EventJson(
                        "confirmation",
                        "{\"id\":\"a1\",\"action\":{\"tool\":\"get_weather\",\"args\":{\"days\":3}},"
                                + "\"reason\":\"Shall I?\",\"expires_in_seconds\":60,\"pin\":true}"));
    }

    @Test
    void everyPhaseIsInLowerCase() {
        for (TurnEvent.Phase phase : TurnEvent.Phase.values()) {
            assertThat(EventJson.of(new TurnEvent.Progress(phase, "")).data())
                    .isEqualTo(
                            "{\"phase\":\"" + phase.name().toLowerCase(java.util.Locale.ROOT) + "\",\"detail\":\"\"}");
        }
    }

    @Test
    void dataNeverHasALineOfItsOwn() {
        String awkward = "line\nline\r\u2028\u2029\u0000\u0085 \"quoted\" \\ 🏠";
        assertThat(EventJson.of(new TurnEvent.Text(awkward)).data())
                .doesNotContain("\n", "\r", "\0")
                .satisfies(data -> assertThat(io.jarvas.json.Json.object(data)).containsEntry("content", awkward));
    }
}
