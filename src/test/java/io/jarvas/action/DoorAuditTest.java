package io.jarvas.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.MovedClock;
import io.jarvas.action.AuditEntry.Call;
import io.jarvas.action.AuditEntry.Origin;
import io.jarvas.home.ServiceCall;
import io.jarvas.home.ServiceResult;
import io.jarvas.reply.Action;
import io.jarvas.reply.Proposal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the audit log is told.
class DoorAuditTest {
    private final MovedClock clock = new MovedClock(Instant.parse("2026-11-23T18:30:00Z"));
    private final List<AuditEntry> audit = new ArrayList<>();
    private final FakeHome home = new FakeHome()
            .entity("light.a", "on")
            .entity("lock.door", "unlocked")
            .services("light.turn_off", "lock.lock");
    private final Door door = door();

    DoorAuditTest() {
        home.answer = call -> {
            if (call.data().get("entities") instanceof Map<?, ?> entities) {
                entities.keySet().forEach(id -> home.set(String.valueOf(id), "on"));
            }
            call.targets().forEach(target -> home.set(target.value(), after(call)));
            return new ServiceResult(Map.of());
        };
    }

    private static String after(ServiceCall call) {
        return switch (call.service()) {
            case "turn_off" -> "off";
            case "lock" -> "locked";
            default -> "unlocked";
        };
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void anUndoSaysWhatItCalled() {
        call("a", "light.turn_off", "light.a");
        undo("a");

        assertThat(audit.getLast()).satisfies(entry -> {
            assertThat(entry.origin()).isEqualTo(Origin.UNDO);
            assertThat(entry.undoes()).contains("a");
            assertThat(entry.outcome()).isEqualTo("executed");
            assertThat(entry.calls()).containsExactly(new Call("scene.apply", List.of("light.a")));
        });
    }

    @Test
    void anUndoThatNeedsAYesSaysWhatItWouldCallAndThenWhatItCalled() {
        call("a", "lock.lock", "lock.door");
        Reaction.Settled question = undo("a");
        assertThat(audit.getLast()).satisfies(entry -> {
            assertThat(entry.outcome()).isEqualTo("needs_confirmation");
            assertThat(entry.calls()).containsExactly(new Call("lock.unlock", List.of("lock.door")));
        });

        door.confirm(question.id(), Doors.CONVERSATION.person(), Optional.empty());

        assertThat(audit.getLast()).satisfies(entry -> {
            assertThat(entry.outcome()).isEqualTo("executed");
            assertThat(entry.service()).isEqualTo("lock.unlock");
            assertThat(entry.entities()).containsExactly("lock.door");
        });
    }

    @Test
    void theTextOfAnActionThatCannotBeReadIsKeptAsFarAsItIsShort() {
        String raw = "{\"tool\": " + "🏠".repeat(600);
        door.propose("a", new Proposal.Unreadable(raw, "no object"), Doors.acting());

        assertThat(audit.getLast().detail()).isEqualTo("no object");
        assertThat(audit.getLast().arguments()).containsOnlyKeys("raw");
        assertThat(raw).startsWith((String) audit.getLast().arguments().get("raw"));
        assertThat(((String) audit.getLast().arguments().get("raw")).codePoints())
                .hasSize(500);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"data\": {\"code\": \"1234\", \"x\": 1|{\"data\": {\"code\": •••, \"x\": 1",
                "{'entity_id': 'a', 'code': '1234|{'entity_id': 'a', 'code': •••",
                "{\\\"Alarm_Code\\\": \\\"1234\\\"}|{\\\"Alarm_Code\\\": •••}",
                "{pin: 1234, x: [|{pin: •••, x: ["
            })
    void aCodeInWhatCannotBeReadIsNotKept(String raw, String kept) {
        door.propose("a", new Proposal.Unreadable(raw, ""), Doors.acting());

        assertThat(audit.getLast().arguments()).isEqualTo(Map.of("raw", kept));
    }

    private void call(String id, String service, String entity) {
        door.propose(
                id,
                new Proposal.Readable(
                        new Action(Door.CALL, Map.of("service", service, "data", Map.of("entity_id", entity)))),
                Doors.acting());
    }

    private Reaction.Settled undo(String id) {
        return (Reaction.Settled) door.undo(id, Doors.CONVERSATION.person(), Optional.empty());
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
                new MemorySchedules(),
                audit::add,
                Optional.empty(),
                clock));
    }
}
