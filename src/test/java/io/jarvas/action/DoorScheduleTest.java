package io.jarvas.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jarvas.MovedClock;
import io.jarvas.action.ActionOutcome.Answered;
import io.jarvas.action.ActionOutcome.Cancelled;
import io.jarvas.action.ActionOutcome.Denied;
import io.jarvas.action.ActionOutcome.Executed;
import io.jarvas.action.ActionOutcome.Failed;
import io.jarvas.action.ActionOutcome.Malformed;
import io.jarvas.action.ActionOutcome.NeedsConfirmation;
import io.jarvas.action.ActionOutcome.Scheduled;
import io.jarvas.home.ServiceResult;
import io.jarvas.language.Wish;
import io.jarvas.reply.Action;
import io.jarvas.reply.Proposal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DoorScheduleTest {
    private static final String PIN = "2580";
    private static final Asking ASKS = new Asking(Doors.CONVERSATION, "t", "what?", Wish.ASKS, _ -> true);

    private final MovedClock clock = new MovedClock(Instant.parse("2026-11-23T18:30:00Z"));
    private final MemorySchedules store = new MemorySchedules();
    private final List<AuditEntry> audit = new CopyOnWriteArrayList<>();
    private final FakeHome home = new FakeHome()
            .entity("light.a", "on")
            .entity("cover.blind", "closed")
            .entity("lock.door", "locked")
            .services("light.turn_off", "cover.open_cover", "lock.unlock");
    private Door door = door();

    {
        home.answer = call -> {
            String state = switch (call.service()) {
                case "turn_off" -> "off";
                case "open_cover" -> "open";
                default -> "unlocked";
            };
            call.targets().forEach(target -> home.set(target.value(), state));
            return new ServiceResult(Map.of());
        };
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void whatIsScheduledIsDoneWhenItIsDueAndBothAreInTheAuditLog() {
        door.start();
        assertThat(make("s", "light", "turn_off", "light.a", Doors.acting()))
                .isInstanceOfSatisfying(
                        Scheduled.class,
                        scheduled -> assertThat(scheduled.schedule().due())
                                .isEqualTo(clock.instant().plus(Duration.ofMinutes(20))));
        assertThat(home.calls).isEmpty();
        clock.move(Duration.ofMinutes(20));
        await().untilAsserted(() -> assertThat(store.state("s")).isEqualTo(Schedule.State.DONE));
        assertThat(home.calls).hasSize(1);
        assertThat(audit).hasSize(2);
        assertThat(audit.getFirst()).satisfies(made -> {
            assertThat(made.id()).isEqualTo("s");
            assertThat(made.service()).isEmpty();
        });
        assertThat(audit.getLast()).satisfies(done -> {
            assertThat(done.origin()).isEqualTo(AuditEntry.Origin.SCHEDULE);
            assertThat(done.outcome()).isEqualTo("executed");
            assertThat(done.service()).isEqualTo("light.turn_off");
            assertThat(done.entities()).containsExactly("light.a");
            assertThat(done.arguments()).isEqualTo(Map.of("id", "s"));
            assertThat(done.turn()).as("a turn of its own").isEqualTo("s");
        });
    }

    @Test
    void aRiskyOneNeedsItsYesWhenItIsMadeAndNoneWhenItIsDue() {
        door.start();
        assertThat(make("s", "lock", "unlock", "lock.door", Doors.acting()))
                .isInstanceOfSatisfying(
                        NeedsConfirmation.class,
                        question -> assertThat(question.pin()).isTrue());
        assertThat(door.scheduler().of(Doors.CONVERSATION.person())).isEmpty();
        assertThat(door.confirm("s", Doors.CONVERSATION.person(), Optional.of(PIN)))
                .isInstanceOfSatisfying(
                        Reaction.Settled.class,
                        settled -> assertThat(settled.outcome()).isInstanceOf(Scheduled.class));
        clock.move(Duration.ofMinutes(20));
        await().untilAsserted(() -> assertThat(store.state("s")).isEqualTo(Schedule.State.DONE));
        assertThat(home.calls).hasSize(1);
    }

    @Test
    void aYesToAQuestionIsNoYesToARiskThatCameSince() {
        door.start();
        assertThat(make("s", "cover", "open_cover", "cover.blind", ASKS))
                .isInstanceOfSatisfying(
                        NeedsConfirmation.class,
                        question -> assertThat(question.pin()).isFalse());
        door.confirm("s", Doors.CONVERSATION.person(), Optional.empty());
        home.entity("cover.blind", "closed", Map.of("device_class", "garage"));
        clock.move(Duration.ofMinutes(20));
        await().untilAsserted(() -> assertThat(store.state("s")).isEqualTo(Schedule.State.FAILED));
        assertThat(home.calls).isEmpty();
        assertThat(audit.getLast().outcome()).isEqualTo("denied");
    }

    @Test
    void aTurnThatOnlyAsksCancelsNothingWithoutAYes() {
        make("s", "light", "turn_off", "light.a", Doors.acting());
        assertThat(propose("x", Map.of("cancel", "all"), ASKS)).isInstanceOf(NeedsConfirmation.class);
        assertThat(store.state("s")).isEqualTo(Schedule.State.WAITING);
        door.confirm("x", Doors.CONVERSATION.person(), Optional.empty());
        assertThat(store.state("s")).isEqualTo(Schedule.State.CANCELLED);
    }

    @Test
    void whatWaitsIsShownAndCancelledInWords() {
        make("s", "light", "turn_off", "light.a", Doors.acting());
        assertThat(propose("x", Map.of("list", true), ASKS))
                .isEqualTo(new Answered(
                        Map.of(
                                "schedules",
                                List.of(Map.of(
                                        "id", "s",
                                        "due", "2026-11-23T18:50",
                                        "service", "light.turn_off",
                                        "entity_id", List.of("light.a"),
                                        "state", "waiting"))),
                        List.of()));
        assertThat(propose("y", Map.of("cancel", "s"), Doors.acting()).success())
                .isTrue();
        assertThat(store.state("s")).isEqualTo(Schedule.State.CANCELLED);
        assertThat(propose("z", Map.of("cancel", "s"), Doors.acting()).success())
                .isFalse();
    }

    @Test
    void onlyWhoAsksWhatWaitsReads() {
        assertThat(reads(Map.of("list", true))).isTrue();
        assertThat(reads(Map.of("list", true, "in", "", "cancel", ""))).isTrue();
        assertThat(reads(Map.of("cancel", "all"))).isFalse();
        assertThat(reads(Map.of("cancel", "all", "list", false))).isFalse();
        assertThat(reads(Map.of("in", "20 minutes"))).isFalse();
        assertThat(reads(Map.of())).isFalse();
    }

    @Test
    void whatIsCancelledInWordsIsToldAndNotAnEvent() {
        make("s", "light", "turn_off", "light.a", Doors.acting());
        assertThat(propose("x", Map.of("cancel", "all"), Doors.acting()))
                .isInstanceOfSatisfying(
                        Cancelled.class,
                        cancelled -> assertThat(cancelled.schedules())
                                .extracting(Schedule::id)
                                .containsExactly("s"));
        assertThat(audit.getLast()).satisfies(entry -> {
            assertThat(entry.outcome()).isEqualTo("executed");
            assertThat(entry.detail()).isEqualTo("s");
            assertThat(entry.calls()).isEmpty();
        });
        assertThat(propose("y", Map.of("cancel", "all"), ASKS))
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.failures())
                                .extracting(ActionOutcome.Failure::reason)
                                .containsExactly(ActionOutcome.Failure.Reason.UNPLANNED));
    }

    @Test
    void whatIsScheduledIsTakenBackByCancellingIt() {
        make("s", "lock", "unlock", "lock.door", Doors.acting());
        door.confirm("s", Doors.CONVERSATION.person(), Optional.of(PIN));
        assertThat(door.undoable("s")).isTrue();

        assertThat(undo("s")).isInstanceOf(Cancelled.class);

        assertThat(store.state("s")).isEqualTo(Schedule.State.CANCELLED);
        assertThat(audit.getLast().undoes()).contains("s");
        assertThat(audit.getLast().calls()).isEmpty();
        assertThat(door.undoable("s")).isFalse();
    }

    @Test
    void whatWaitsNoMoreIsNotTakenBack() {
        make("s", "light", "turn_off", "light.a", Doors.acting());
        door.scheduler().cancel("s", Doors.CONVERSATION.person());

        assertThat(door.undoable("s")).isFalse();
        assertThat(undo("s")).isEqualTo(new Denied(Denied.Reason.FINAL, List.of("light.a")));
    }

    @Test
    void whatHasNoMeaningIsMalformedWithWhatWouldBeRight() {
        assertThat(propose("x", Map.of("in", "soon", "action", Map.of("tool", Door.CALL)), Doors.acting()))
                .isInstanceOfSatisfying(
                        Malformed.class,
                        malformed -> assertThat(malformed.detail()).contains("\"in\" needs"));
        assertThat(propose("y", Map.of("in", 1, "action", Map.of("tool", "nothing")), Doors.acting()))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void whatWasMissedIsDoneOnceHoweverOftenItWasAskedAbout() {
        Schedule missed = missed("light", "turn_off", "light.a");
        Door.Asked first = door.askAgain(missed, Doors.acting());
        Door.Asked second = door.askAgain(missed, Doors.acting());
        assertThat(first.question().reason()).isEqualTo(NeedsConfirmation.Reason.LATE);
        assertThat(first.question().pin()).isFalse();
        assertThat(yes(first.id(), "")).isInstanceOf(Executed.class);
        assertThat(yes(second.id(), "")).isEqualTo(new Denied(Denied.Reason.CHANGED, List.of("light.a")));
        assertThat(home.calls).hasSize(1);
    }

    @Test
    void whatWasMissedAndIsRiskyNeedsThePin() {
        Schedule missed = missed("lock", "unlock", "lock.door");
        Door.Asked asked = door.askAgain(missed, Doors.acting());
        assertThat(asked.question().pin()).isTrue();
        assertThat(yes(asked.id(), PIN)).isInstanceOf(Executed.class);
    }

    @Test
    void whatBecameRiskySinceItWasAskedAboutIsNotDone() {
        Schedule missed = missed("cover", "open_cover", "cover.blind");
        Door.Asked asked = door.askAgain(missed, Doors.acting());
        assertThat(asked.question().pin()).isFalse();
        home.entity("cover.blind", "closed", Map.of("device_class", "garage"));
        assertThat(yes(asked.id(), "")).isEqualTo(new Denied(Denied.Reason.CHANGED, List.of("cover.blind")));
        assertThat(home.calls).isEmpty();
    }

    private Schedule missed(String domain, String service, String entity) {
        make("s", domain, service, entity, Doors.acting());
        door.confirm("s", Doors.CONVERSATION.person(), Optional.of(PIN));
        clock.move(Duration.ofHours(1));
        door.close();
        door = door();
        door.start();
        return door.scheduler().untold(Doors.CONVERSATION.person()).getFirst();
    }

    private ActionOutcome yes(String id, String pin) {
        return ((Reaction.Settled) door.confirm(id, Doors.CONVERSATION.person(), Optional.of(pin))).outcome();
    }

    private ActionOutcome make(String id, String domain, String service, String entity, Asking asking) {
        Map<String, Object> call = Map.of("domain", domain, "service", service, "data", Map.of("entity_id", entity));
        return propose(id, Map.of("in", "20 minutes", "action", Map.of("tool", Door.CALL, "args", call)), asking);
    }

    private ActionOutcome undo(String id) {
        return ((Reaction.Settled) door.undo(id, Doors.CONVERSATION.person(), Optional.empty())).outcome();
    }

    private boolean reads(Map<String, Object> arguments) {
        return door.reads(new Proposal.Readable(new Action(Door.SCHEDULE, arguments)));
    }

    private ActionOutcome propose(String id, Map<String, Object> arguments, Asking asking) {
        return door.propose(id, new Proposal.Readable(new Action(Door.SCHEDULE, arguments)), asking);
    }

    private Door door() {
        Policy policy = new Policy();
        CallRunner runner = new CallRunner(
                home,
                home,
                new CallRunner.Limits(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofMillis(1)));
        return new Door(new Door.Parts(
                home,
                new CallPlanner(home, policy),
                runner,
                new Undo(home, runner, policy, clock),
                List.of(),
                store,
                audit::add,
                Optional.of(PIN),
                clock));
    }
}
