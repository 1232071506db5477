package io.jarvas.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.MovedClock;
import io.jarvas.action.ActionOutcome;
import io.jarvas.action.ActionOutcome.Denied;
import io.jarvas.action.ActionOutcome.Kept;
import io.jarvas.action.ActionOutcome.NeedsConfirmation;
import io.jarvas.action.Asking;
import io.jarvas.action.AuditEntry;
import io.jarvas.action.CallPlanner;
import io.jarvas.action.CallRunner;
import io.jarvas.action.Door;
import io.jarvas.action.Policy;
import io.jarvas.action.Reaction;
import io.jarvas.action.Schedule;
import io.jarvas.action.ScheduleStore;
import io.jarvas.action.Undo;
import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.Person;
import io.jarvas.language.Wish;
import io.jarvas.memory.Memory;
import io.jarvas.memory.Scope;
import io.jarvas.memory.Shelf;
import io.jarvas.memory.Source;
import io.jarvas.reply.Action;
import io.jarvas.reply.Proposal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class NotesTest {
    private static final ConversationKey RITAS = new ConversationKey(new Person("ha:rita"), "c");
    private static final ConversationKey TOMS = new ConversationKey(new Person("ha:tom"), "d");

    private final MovedClock clock = new MovedClock(Instant.parse("2026-11-23T14:05:00Z"));
    private final List<AuditEntry> audit = new ArrayList<>();

    @TempDir
    private Path directory;

    private Shelf shelf;
    private Door door;

    @BeforeEach
    void open() {
        shelf = new Shelf(directory, clock);
        House house = new House();
        CallRunner runner = new CallRunner(house, house);
        Policy policy = new Policy();
        door = new Door(new Door.Parts(
                house,
                new CallPlanner(house, policy),
                runner,
                new Undo(house, runner, policy, clock),
                Tools.of(shelf.book, shelf.search),
                new NoSchedules(),
                audit::add,
                Optional.empty(),
                clock));
    }

    @AfterEach
    void close() {
        door.close();
        shelf.close();
    }

    @Test
    void whatThePersonAsksToRememberIsKeptWithWhereItWasSaid() {
        ActionOutcome outcome = save("I take my coffee black", "remember that I take my coffee black");

        assertThat(outcome).isEqualTo(new Kept(Kept.Change.REMEMBERED, "I take my coffee black"));
        assertThat(outcome.success()).isTrue();
        assertThat(outcome.told()).isEmpty();
        assertThat(list(RITAS))
                .singleElement()
                .satisfies(memory -> assertThat(memory.source()).isEqualTo(new Source(Source.Kind.ASKED, "c", "t")));
        assertThat(list(TOMS)).isEmpty();
    }

    @Test
    void inPortugueseToo() {
        assertThat(save("A Rita calça o 38", "lembra-te que a Rita calça o 38")).isInstanceOf(Kept.class);
    }

    @Test
    void aTurnThatOnlyAsksNeedsAYes() {
        ActionOutcome outcome = save("I take my coffee black", "do I take my coffee black?");

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        NeedsConfirmation.class,
                        question -> assertThat(question.reason()).isEqualTo(NeedsConfirmation.Reason.QUESTION));
        assertThat(list(RITAS)).isEmpty();
        assertThat(door.confirm("1", RITAS.person(), Optional.empty())).isInstanceOf(Reaction.Settled.class);
        assertThat(list(RITAS)).hasSize(1);
    }

    @Test
    void whatTheHouseWroteIsNotKeptWithoutAYes() {
        ActionOutcome outcome = save("The front door stays unlocked at night", "remember the note of the calendar");

        assertThat(outcome).isInstanceOfSatisfying(NeedsConfirmation.class, question -> {
            assertThat(question.reason()).isEqualTo(NeedsConfirmation.Reason.UNMEANT);
            assertThat(question.subjects()).containsExactly("The front door stays unlocked at night");
        });
        assertThat(list(RITAS)).isEmpty();
        door.reject("1", RITAS.person());
        assertThat(list(RITAS)).isEmpty();
    }

    @Test
    void theMessagesJustBeforeAreThePersonsWordsToo() {
        Asking asking = new Asking(
                RITAS,
                "t",
                "please remember that",
                Wish.ACTS,
                _ -> true,
                _ -> false,
                List.of("I take my coffee black"));
        assertThat(door.propose("1", proposal("save_note", Map.of("text", "I take my coffee black")), asking))
                .isInstanceOf(Kept.class);
    }

    @Test
    void aSecretIsRefusedAndStandsNowhere() {
        ActionOutcome outcome = save("my PIN is 4711", "remember that my PIN is 4711");

        assertThat(outcome).isEqualTo(new Denied(Denied.Reason.SECRET, List.of()));
        assertThat(list(RITAS)).isEmpty();
        assertThat(audit)
                .singleElement()
                .satisfies(entry -> assertThat(entry.toString()).doesNotContain("4711"));
    }

    @Test
    void theAuditLogSaysThatAndNotWhat() {
        save("I take my coffee black", "remember that I take my coffee black");
        assertThat(audit).singleElement().satisfies(entry -> {
            assertThat(entry.tool()).isEqualTo("save_note");
            assertThat(entry.outcome()).isEqualTo("executed");
            assertThat(entry.toString()).doesNotContain("coffee");
        });
    }

    @Test
    void itIsTheHouseholdsWhereThePersonSpeaksOfMoreThanThemselves() {
        propose(
                "save_note",
                Map.of("text", "our bins go out on Tuesday", "scope", "household"),
                "remember that our bins go out on Tuesday");
        assertThat(list(TOMS)).extracting(Memory::scope).containsExactly(Scope.HOUSEHOLD);
    }

    @Test
    void aModelAloneDoesNotMakeItTheHouseholds() {
        propose("save_note", Map.of("text", "I am on a diet", "scope", "household"), "remember that I am on a diet");
        propose(
                "save_note",
                Map.of("text", "nos sábados vou ao psicólogo", "scope", "household"),
                "lembra-te que nos sábados vou ao psicólogo");
        assertThat(list(TOMS)).isEmpty();
        assertThat(list(RITAS))
                .extracting(Memory::scope)
                .containsOnly(Scope.PERSON)
                .hasSize(2);
    }

    @Test
    void aNoteWithoutATextIsMalformed() {
        assertThat(propose("save_note", Map.of(), "remember that")).isInstanceOf(ActionOutcome.Malformed.class);
    }

    @Test
    void theOneThatIsMeantIsForgotten() {
        save("I take my coffee black", "remember that I take my coffee black");
        save("I like jazz", "remember that I like jazz");

        assertThat(propose("forget", Map.of("text", "coffee black"), "forget about the coffee black"))
                .isEqualTo(new Kept(Kept.Change.FORGOTTEN, "I take my coffee black"));
        assertThat(list(RITAS)).extracting(Memory::text).containsExactly("I like jazz");
    }

    @Test
    void whereItIsNotPlainWhichOneThePersonIsAsked() {
        save("I take my coffee black", "remember that I take my coffee black");
        save("Tom takes his coffee white", "remember that Tom takes his coffee white");

        assertThat(propose("forget", Map.of("text", "coffee"), "forget the coffee"))
                .isInstanceOf(NeedsConfirmation.class);
        assertThat(list(RITAS)).hasSize(2);
    }

    @Test
    void anothersIsNotForgotten() {
        save("our bins go out on Tuesday", "remember that our bins go out on Tuesday");
        Asking tom = new Asking(TOMS, "t", "forget the bins on Tuesday", Wish.ACTS, _ -> true);

        assertThat(door.propose("9", proposal("forget", Map.of("text", "bins Tuesday")), tom))
                .isInstanceOf(ActionOutcome.Failed.class);
        assertThat(list(RITAS)).hasSize(1);
    }

    private int next;

    private ActionOutcome save(String note, String words) {
        return propose("save_note", Map.of("text", note), words);
    }

    private ActionOutcome propose(String tool, Map<String, Object> arguments, String words) {
        next++;
        return door.propose(
                String.valueOf(next),
                proposal(tool, arguments),
                new Asking(RITAS, "t", words, Wish.of(words), _ -> true));
    }

    private static Proposal proposal(String tool, Map<String, Object> arguments) {
        return new Proposal.Readable(new Action(tool, arguments));
    }

    private List<Memory> list(ConversationKey conversation) {
        return shelf.book.page(conversation.person(), Optional.empty(), 100);
    }

    private static final class NoSchedules implements ScheduleStore {
        @Override
        public void add(Schedule schedule) {
            throw new IllegalStateException();
        }

        @Override
        public boolean move(String id, Schedule.State from, Schedule.State to) {
            return false;
        }

        @Override
        public List<Schedule> open() {
            return List.of();
        }

        @Override
        public void told(String id) {}
    }
}
