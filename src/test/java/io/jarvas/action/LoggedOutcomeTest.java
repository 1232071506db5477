package io.jarvas.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.action.ActionOutcome.Already;
import io.jarvas.action.ActionOutcome.Denied;
import io.jarvas.action.ActionOutcome.Executed;
import io.jarvas.action.ActionOutcome.Failed;
import io.jarvas.action.ActionOutcome.Failure;
import io.jarvas.action.ActionOutcome.Malformed;
import io.jarvas.action.ActionOutcome.Sent;
import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.Person;
import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.ServiceCall;
import io.jarvas.language.Wish;
import io.jarvas.reply.Action;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class LoggedOutcomeTest {
    private static final EntityId LIGHT = new EntityId("light.hall");
    private static final StateChange CHANGE = new StateChange(LIGHT, state("off"), state("on"));

    static Stream<ActionOutcome> outcomes() {
        return Stream.of(
                new Executed(List.of(CHANGE), List.of(), Map.of()),
                new Already(List.of(LIGHT)),
                new Sent(Map.of()),
                new Malformed("no end: here, there"),
                new Denied(Denied.Reason.CHANGED, List.of("light.hall", "lock.front")),
                new Failed(
                        List.of(
                                new Failure(Failure.Reason.UNAVAILABLE, "light.hall", ""),
                                new Failure(Failure.Reason.UNKNOWN, "the lamp, that one: there", ""),
                                new Failure(Failure.Reason.MODEL_CANNOT_SEE, "look", "")),
                        List.of(CHANGE)));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void whatTheLogWasToldItTellsAgain(ActionOutcome outcome) {
        assertThat(LoggedOutcome.of(entry(outcome))).contains(outcome);
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonOfAFailureIsReadAgain(Failure.Reason reason) {
        ActionOutcome failed = ActionOutcome.failed(reason, "light.hall", "");
        assertThat(LoggedOutcome.of(entry(failed))).contains(failed);
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonOfARefusalIsReadAgain(Denied.Reason reason) {
        ActionOutcome denied = new Denied(reason, List.of("light.hall"));
        assertThat(LoggedOutcome.of(entry(denied))).contains(denied);
    }

    @Test
    void whatTheLogDoesNotSayIsNotMadeUp() {
        assertThat(LoggedOutcome.of(entry(new ActionOutcome.Answered(Map.of("items", List.of()), List.of()))))
                .isEmpty();
        assertThat(LoggedOutcome.of(entry(new ActionOutcome.NeedsConfirmation(
                        ActionOutcome.NeedsConfirmation.Reason.RISKY,
                        "lock.unlock",
                        List.of("lock.front"),
                        Instant.EPOCH,
                        false))))
                .isEmpty();
        assertThat(LoggedOutcome.of(AuditEntries.withoutWords(
                        what(), "never", new Denied(Denied.Reason.SECRET, List.of("x")), Duration.ZERO)))
                .isEmpty();
    }

    private static AuditEntry entry(ActionOutcome outcome) {
        ServiceCall call = new ServiceCall("light", "turn_on", List.of(LIGHT), Map.of());
        return AuditEntries.of(what(), new Ruled("allowed", outcome, List.of(call)), Duration.ZERO);
    }

    private static Case what() {
        Asking asking = new Asking(new ConversationKey(Person.LOCAL, "c"), "t", "light on", Wish.ACTS, _ -> true);
        return new Case("a", AuditEntry.Origin.MODEL, asking, new Action(Door.CALL, Map.of()), Instant.EPOCH);
    }

    private static EntityState state(String value) {
        return new EntityState(value, Map.of(), Instant.EPOCH, Instant.EPOCH);
    }
}
