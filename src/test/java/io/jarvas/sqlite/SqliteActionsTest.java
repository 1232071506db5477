package io.jarvas.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.jarvas.MovedClock;
import io.jarvas.action.AuditEntry;
import io.jarvas.action.AuditEntry.Origin;
import io.jarvas.action.Schedule;
import io.jarvas.action.Schedule.State;
import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.StoreException;
import io.jarvas.home.EntityId;
import io.jarvas.home.ServiceCall;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteActionsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T18:30:00.123Z");
    private static final Person ANA = new Person("ha:ana");
    private static final Person RUI = new Person("token:rui");

    @TempDir
    private Path directory;

    private final MovedClock clock = new MovedClock(NOW);
    private Database database;
    private SqliteSchedules schedules;
    private SqliteAudit audit;

    @BeforeEach
    void open() {
        database = Database.open(directory.resolve("jarvas.db"));
        schedules = new SqliteSchedules(database, clock);
        audit = new SqliteAudit(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aScheduleOutlivesARestartAsItWas() {
        Schedule schedule = new Schedule(
                "a",
                new ConversationKey(ANA, "ç"),
                "às 23h, «isto»",
                new ServiceCall(
                        "light",
                        "turn_on",
                        List.of(new EntityId("light.a"), new EntityId("light.b")),
                        Map.of("brightness_pct", 40, "rgb_color", List.of(1, 2, 3), "transition", 0.5)),
                true,
                NOW,
                State.WAITING);
        schedules.add(schedule);
        database.close();
        open();
        assertThat(schedules.open()).containsExactly(schedule);
    }

    @Test
    void aScheduleMovesOnOnlyFromWhereItIs() {
        schedules.add(schedule("a", NOW));
        assertThat(schedules.move("a", State.RUNNING, State.DONE)).isFalse();
        assertThat(schedules.move("a", State.WAITING, State.RUNNING)).isTrue();
        assertThat(schedules.move("a", State.WAITING, State.RUNNING)).isFalse();
        assertThat(schedules.move("a", State.RUNNING, State.RUNNING)).isTrue();
        assertThat(schedules.move("b", State.WAITING, State.RUNNING)).isFalse();
        assertThat(schedules.open()).extracting(Schedule::state).containsExactly(State.RUNNING);
    }

    @Test
    void whatIsOpenIsWhatSomebodyHasToActOnOrBeToldOf() {
        int seconds = 0;
        for (State state : State.values()) {
            schedules.add(schedule(state.name(), NOW.minusSeconds(seconds++)).in(state));
        }
        assertThat(schedules.open())
                .extracting(Schedule::state)
                .containsExactly(State.INTERRUPTED, State.MISSED, State.FAILED, State.RUNNING, State.WAITING);
        for (State state : State.values()) {
            schedules.told(state.name());
        }
        assertThat(schedules.open()).extracting(Schedule::state).containsExactly(State.RUNNING, State.WAITING);
        schedules.move("RUNNING", State.RUNNING, State.INTERRUPTED);
        assertThat(schedules.open()).extracting(Schedule::state).containsExactly(State.INTERRUPTED, State.WAITING);
    }

    @Test
    void theSameScheduleIsNotKeptTwice() {
        schedules.add(schedule("a", NOW));
        assertThatThrownBy(() -> schedules.add(schedule("a", NOW))).isInstanceOf(StoreException.class);
    }

    @Test
    void whatIsSettledMakesRoomAfterAWhileAndNothingElse() {
        for (State state : State.values()) {
            schedules.add(schedule(state.name(), NOW).in(state));
        }
        schedules.told("FAILED");
        clock.move(SqliteSchedules.KEPT.plusMillis(1));
        schedules.add(schedule("new", clock.instant()));
        assertThat(database.<List<String>>transaction(handle -> handle.createQuery("SELECT id FROM schedule")
                        .mapTo(String.class)
                        .list()))
                .containsExactlyInAnyOrder("WAITING", "RUNNING", "MISSED", "INTERRUPTED", "new");
    }

    @Test
    void anEntryIsKeptAsItWasWritten() {
        AuditEntry entry = new AuditEntry(
                "a",
                NOW,
                new ConversationKey(ANA, "c"),
                "t",
                Origin.MODEL,
                "acende a luz da «sala»",
                "homeassistant_call_service",
                Map.of("domain", "light", "data", Map.of("brightness_pct", 40, "list", List.of(1, "x", true))),
                "allowed",
                "executed",
                "",
                List.of(
                        new AuditEntry.Call("scene.apply", List.of("light.a", "light.b")),
                        new AuditEntry.Call("lock.unlock", List.of("lock.a"))),
                List.of(new AuditEntry.Change("light.a", "off", "on")),
                Duration.ofMillis(37),
                false);
        audit.write(entry);
        database.close();
        open();
        assertThat(page()).containsExactly(entry);
    }

    @Test
    void aPersonFindsNobodyElsesEntry() {
        audit.write(entry("a", ANA, "sent"));
        assertThat(audit.find("a", ANA)).map(AuditEntry::id).contains("a");
        assertThat(audit.find("a", RUI)).isEmpty();
        assertThat(audit.find("b", ANA)).isEmpty();
    }

    @Test
    void aLaterEntryTakesThePlaceOfTheQuestion() {
        audit.write(entry("a", ANA, "needs_confirmation"));
        audit.write(entry("b", ANA, "sent"));
        audit.write(entry("a", ANA, "executed"));
        assertThat(page()).extracting(AuditEntry::id).containsExactly("b", "a");
        assertThat(page().getLast().outcome()).isEqualTo("executed");
    }

    @Test
    void aQuestionThatIsWrittenTooLateTakesNoPlaceOfItsAnswer() {
        audit.write(entry("a", ANA, "executed"));
        audit.write(entry("a", ANA, "needs_confirmation"));
        assertThat(page()).extracting(AuditEntry::outcome).containsExactly("executed");
    }

    @Test
    void whatIsTakenBackIsUndoneFromThenOn() {
        audit.write(entry("a", ANA, "executed"));
        audit.write(entry("b", ANA, "executed"));
        audit.write(undo("u1", "a", "needs_confirmation"));
        audit.write(undo("u2", "b", "failed"));
        assertThat(page()).noneMatch(AuditEntry::undone);
        audit.write(undo("u1", "a", "executed"));
        audit.write(entry("a", ANA, "executed"));
        assertThat(page().stream().filter(AuditEntry::undone).map(AuditEntry::id))
                .containsExactly("a");
    }

    @Test
    void pagesGoFromTheNewestToTheOldestWithoutAGapWhileNewOnesCome() {
        for (int i = 0; i < 10; i++) {
            audit.write(entry("a" + i, ANA, "sent"));
            audit.write(entry("r" + i, RUI, "sent"));
        }
        List<String> seen = new ArrayList<>();
        Optional<String> before = Optional.empty();
        for (List<AuditEntry> page = audit.page(Optional.of(ANA), before, 3);
                !page.isEmpty();
                page = audit.page(Optional.of(ANA), before, 3)) {
            page.forEach(entry -> seen.add(entry.id()));
            before = Optional.of(page.getLast().id());
            audit.write(entry("new" + seen.size(), ANA, "sent"));
        }
        assertThat(seen).containsExactly("a9", "a8", "a7", "a6", "a5", "a4", "a3", "a2", "a1", "a0");
        assertThat(audit.page(Optional.empty(), Optional.of("r1"), 10))
                .extracting(AuditEntry::id)
                .containsExactly("a1", "r0", "a0");
        assertThat(audit.page(Optional.empty(), Optional.of("gone"), 10)).isEmpty();
    }

    @Test
    void anExportHasEveryEntryOnce() {
        for (int i = 0; i < 520; i++) {
            audit.write(entry("a" + i, i % 13 == 0 ? RUI : ANA, "sent"));
        }
        List<String> all = new ArrayList<>();
        audit.export(Optional.empty(), entry -> all.add(entry.id()));
        assertThat(all).hasSize(520).doesNotHaveDuplicates();
        List<String> mine = new ArrayList<>();
        audit.export(Optional.of(ANA), entry -> mine.add(entry.id()));
        assertThat(mine).hasSize(480).isSubsetOf(all);
    }

    @Test
    void whatIsTooOldIsForgotten() {
        audit.write(entry("a", ANA, "sent"));
        audit.forgetBefore(NOW);
        assertThat(page()).hasSize(1);
        audit.forgetBefore(NOW.plusMillis(1));
        assertThat(page()).isEmpty();
    }

    @Test
    void aConversationsActionsAreFoundTheOldestFirst() {
        audit.write(entry("b", ANA, "sent"));
        audit.write(entry("a", ANA, "needs_confirmation"));
        audit.write(entry("other", new Person("ha:other"), "sent"));
        audit.write(undo("u", "b", "sent"));
        audit.write(entry("a", ANA, "executed"));
        assertThat(audit.of(new ConversationKey(ANA, "c")))
                .extracting(AuditEntry::id, AuditEntry::outcome, AuditEntry::undone)
                .containsExactly(tuple("b", "sent", true), tuple("a", "executed", false), tuple("u", "sent", false));
        assertThat(audit.of(new ConversationKey(ANA, "d"))).isEmpty();
    }

    @Test
    void aPageIsFoundByAnIndex() {
        for (String query : List.of(
                "SELECT * FROM action WHERE true AND person = 'x' AND ordinal < 7 ORDER BY ordinal DESC LIMIT 3",
                "SELECT * FROM action WHERE person = 'x' AND conversation = 'c' ORDER BY ordinal",
                "DELETE FROM action WHERE at_ms < 7")) {
            assertThat(database.<List<String>>transaction(handle -> handle.createQuery("EXPLAIN QUERY PLAN " + query)
                            .map((row, _) -> row.getString("detail"))
                            .list()))
                    .allMatch(step -> step.contains("USING INDEX"), "no scan, no sort");
        }
    }

    private List<AuditEntry> page() {
        return audit.page(Optional.empty(), Optional.empty(), 100);
    }

    private static Schedule schedule(String id, Instant due) {
        return new Schedule(
                id,
                new ConversationKey(ANA, "c"),
                "off, later",
                new ServiceCall("light", "turn_off", List.of(new EntityId("light.a")), Map.of()),
                false,
                due,
                State.WAITING);
    }

    private static AuditEntry undo(String id, String action, String outcome) {
        return entry(id, ANA, Origin.UNDO, Map.of("action", action), outcome);
    }

    private static AuditEntry entry(String id, Person person, String outcome) {
        return entry(id, person, Origin.MODEL, Map.of(), outcome);
    }

    private static AuditEntry entry(
            String id, Person person, Origin origin, Map<String, Object> arguments, String outcome) {
        return new AuditEntry(
                id,
                NOW,
                new ConversationKey(person, "c"),
                "t",
                origin,
                "do it",
                "tool",
                arguments,
                "allowed",
                outcome,
                "",
                List.of(),
                List.of(),
                Duration.ZERO,
                false);
    }
}
