package io.jarvas.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jarvas.MovedClock;
import io.jarvas.action.ActionOutcome;
import io.jarvas.action.Asking;
import io.jarvas.action.Door;
import io.jarvas.action.Doors;
import io.jarvas.action.FakeHome;
import io.jarvas.action.Proposals;
import io.jarvas.assistant.Following.Found;
import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.NewTurn;
import io.jarvas.conversation.NoSuchTurnException;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.RememberedConversations;
import io.jarvas.conversation.StoredTurn;
import io.jarvas.reply.Proposal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The ways back to a turn: the same message again, its events from any on, and its end.
@Timeout(30)
class LiveTurnsTest {
    private static final String ACTION = "ACTION: {\"tool\": \"one\"}\n";
    private static final Person OTHER = new Person("ha:other");

    private final MovedClock clock = new MovedClock(Instant.parse("2026-11-23T14:05:00Z"));
    private final ScriptedModel model = new ScriptedModel();
    private final RememberedConversations store = new RememberedConversations(clock);
    private final List<Proposal> acted = new CopyOnWriteArrayList<>();
    private final List<Assistant> assistants = new ArrayList<>();
    private final Assistant assistant = assistant(model);

    @AfterEach
    void close() {
        assistants.forEach(Assistant::close);
    }

    @Test
    void aRepeatedMessageIsToldTheSameTurnFromItsBeginningWhileItRuns() throws Exception {
        Told first = told(assistant.begin(turn("m1")));
        model.writes("Once ");
        await().until(() -> first.has(TurnEvent.Text.class));

        Told second = told(assistant.begin(turn("m1")));
        await().until(() -> second.has(TurnEvent.Text.class));
        model.writes("upon a time.").ends();
        first.join();
        second.join();

        assertThat(second.events).isEqualTo(first.events);
        assertThat(model.requests).hasSize(1);
        assertThat(store.deeds).filteredOn(deed -> deed.startsWith("accepted")).hasSize(1);
    }

    @Test
    void aRepeatedMessageIsToldTheSameTurnAfterItsEndAndNothingIsDoneAgain() throws Exception {
        model.writes("On it goes.\n", ACTION).ends();
        Told first = told(assistant.begin(turn("m1"))).join();

        Told second = told(assistant.begin(turn("m1"))).join();

        assertThat(second.events).isEqualTo(first.events);
        assertThat(acted).hasSize(1);
        assertThat(model.requests).hasSize(1);
    }

    @Test
    void aRepeatedMessageIsToldWhatIsStoredWhenItsEventsAreGone() throws Exception {
        model.writes("On it goes.\n", ACTION).ends();
        Told first = told(assistant.begin(turn("m1"))).join();
        clock.move(LiveTurns.KEPT);

        Told second = told(assistant.begin(turn("m1"))).join();

        String answer = first.text();
        assertThat(second.events)
                .containsExactly(
                        first.events.getFirst(),
                        new TurnEvent.Text(answer),
                        new TurnEvent.FinalText(answer),
                        new TurnEvent.Done(true, first.turn(), "c", Map.of(), Map.of()));
        assertThat(acted).hasSize(1);
        assertThat(model.requests).hasSize(1);
    }

    @Test
    void aRepeatedMessageWhoseTurnWasCutShortIsToldSo() throws Exception {
        RunningTurn cut = assistant.begin(turn("m1"));
        cut.cancel();
        told(cut).join();
        clock.move(LiveTurns.KEPT);

        assertThat(told(assistant.begin(turn("m1"))).join().done().finished()).isFalse();
    }

    @Test
    void repeatsAtOnceRunOneTurn() throws Exception {
        model.writes("Hello.").ends();
        List<Told> all = IntStream.range(0, 50)
                .mapToObj(_ -> new Told(() -> assistant.begin(turn("m1"))))
                .toList();
        for (Told each : all) {
            each.join();
        }

        assertThat(model.requests).hasSize(1);
        assertThat(all).extracting(each -> each.events).containsOnly(all.getFirst().events);
        assertThat(all.getFirst().text()).isEqualTo("Hello.");
    }

    @Test
    void aTurnThatDiedWithJarvasSaysSo() throws Exception {
        ConversationKey conversation = store.open(Person.LOCAL, Optional.of("c"));
        store.accepted(
                conversation, new NewTurn("t1", "liga a luz", clock.instant(), Optional.of("m1"), Optional.empty()));

        Told told = told(assistant.begin(turn("m1"))).join();

        assertThat(told.events)
                .containsExactly(
                        new TurnEvent.Accepted("t1", "c"),
                        new TurnEvent.Problem(
                                "interrupted",
                                "O Jarvas reiniciou enquanto respondia a isto. Pergunte outra vez, por favor.",
                                true),
                        new TurnEvent.FinalText(""),
                        new TurnEvent.Done(false, "t1", "c", Map.of(), Map.of()));
        assertThat(model.requests).isEmpty();
    }

    @Test
    void twoPersonsMayUseTheSameMessageId() throws Exception {
        model.writes("Mine.").ends();
        Told mine = told(assistant.begin(turn("m1"))).join();
        model.writes("Theirs.").ends();
        Told theirs = told(assistant.begin(turn(OTHER, "hello", Optional.of("m1"), Optional.empty(), Duration.ZERO)))
                .join();

        assertThat(mine.text()).isEqualTo("Mine.");
        assertThat(theirs.text()).isEqualTo("Theirs.");
        assertThat(theirs.turn()).isNotEqualTo(mine.turn());
    }

    @Test
    void whoComesBackMissesNothing() throws Exception {
        Told first = told(assistant.begin(turn("m1")));
        model.writes("One ", "two ");
        await().until(() -> first.events.size() == 4);

        Told back = told(listen(first.turn(), 3));
        model.writes("three.").ends();
        first.join();
        back.join();

        assertThat(back.events).isEqualTo(first.events.subList(3, first.events.size()));
        assertThat(told(listen(first.turn(), 5)).join().events).isEqualTo(first.events.subList(5, first.events.size()));
    }

    @Test
    void whoHadAllOfItIsToldNothing() throws Exception {
        model.writes("Hello.").ends();
        Told first = told(assistant.begin(turn("m1"))).join();

        assertThat(assistant.following().follow(Person.LOCAL, first.turn(), first.events.size()))
                .isEqualTo(new Found.Told());
        assertThat(assistant.following().follow(Person.LOCAL, first.turn(), 999_999_999))
                .isEqualTo(new Found.Told());
    }

    @Test
    void whoHadAllOfItIsToldNothingThoughItIsStillBeingPutAway() {
        model.writes("On it goes.").ends();
        List<TurnEvent> had = new ArrayList<>();
        List<Found> found = new ArrayList<>();
        RunningTurn running = assistant.begin(turn("m1"));
        running.run(event -> {
            had.add(event);
            if (event instanceof TurnEvent.Done) {
                found.add(assistant.following().follow(Person.LOCAL, running.id(), had.size()));
            }
        });

        assertThat(found).containsExactly(new Found.Told());
    }

    @Test
    void theEventsOfATurnAreForgottenSomeMinutesAfterItsEnd() throws Exception {
        model.writes("Hello.").ends();
        Told first = told(assistant.begin(turn("m1"))).join();
        clock.move(LiveTurns.KEPT.minusSeconds(1));
        assertThat(assistant.following().follow(Person.LOCAL, first.turn(), 0)).isInstanceOf(Found.Listening.class);
        clock.move(Duration.ofSeconds(1));

        assertThat(assistant.following().follow(Person.LOCAL, first.turn(), 0)).isEqualTo(new Found.Unknown());
    }

    @Test
    void theEventsOfEndedTurnsTakeOnlySoMuchRoom() throws Exception {
        String much = "x".repeat(100_000);
        List<String> turns = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            model.writes(much).ends();
            turns.add(told(assistant.begin(turn("m" + i))).join().turn());
        }

        // The text comes twice: in pieces, and as a whole.
        long kept = turns.stream()
                .filter(turn -> assistant.following().cancel(Person.LOCAL, turn))
                .count();
        assertThat(kept * 2 * much.length()).isBetween(LiveTurns.MOST / 2, LiveTurns.MOST);
        assertThat(assistant.following().cancel(Person.LOCAL, turns.getLast())).isTrue();
    }

    @Test
    void theLastListenerThatLeavesStopsTheModel() throws Exception {
        RunningTurn turn = assistant.begin(turn("m1"));
        Told first = told(turn);
        model.writes("Once ");
        await().until(() -> first.has(TurnEvent.Text.class));
        RunningTurn again = assistant.begin(turn("m1"));
        Told second = told(again);

        turn.leave();
        turn.leave();
        await().until(() -> second.has(TurnEvent.Text.class));
        assertThat(model.closed).isEmpty();
        again.leave();

        first.join();
        second.join();
        await().untilAsserted(() -> assertThat(model.closed).containsExactly("closed"));
        assertThat(stored("m1").state()).isEqualTo(StoredTurn.State.CUT_SHORT);
        assertThat(first.events).noneMatch(TurnEvent.Done.class::isInstance);
    }

    @Test
    void aTurnThatIsToBeResumedGoesOnWithNobodyListening() throws Exception {
        RunningTurn turn = assistant.begin(resumable(Duration.ofSeconds(60)));
        Told first = told(turn);
        model.writes("Once ");
        await().until(() -> first.has(TurnEvent.Text.class));

        turn.leave();
        model.writes("upon a time.").ends();
        first.join();

        assertThat(model.closed).isEmpty();
        assertThat(stored("m1").answer()).isEqualTo("Once upon a time.");
        Told back = told(listen(first.turn(), first.events.size())).join();
        assertThat(back.text()).isEqualTo("upon a time.");
        assertThat(back.done().finished()).isTrue();
    }

    @Test
    void aTurnThatNobodyComesBackToEndsAfterThatTime() throws Exception {
        RunningTurn turn = assistant.begin(resumable(Duration.ofMillis(50)));
        Told first = told(turn);
        model.writes("Once ");
        await().until(() -> first.has(TurnEvent.Text.class));

        turn.leave();
        first.join();

        await().untilAsserted(() -> assertThat(model.closed).containsExactly("closed"));
        assertThat(stored("m1").state()).isEqualTo(StoredTurn.State.CUT_SHORT);
    }

    @Test
    void aTurnThatSomebodyCameBackToGoesOnAfterThatTime() throws Exception {
        RunningTurn turn = assistant.begin(resumable(Duration.ofMillis(50)));
        Told first = told(turn);
        model.writes("Once ");
        await().until(() -> first.has(TurnEvent.Text.class));
        Told back = told(listen(first.turn(), 0));
        turn.leave();
        await().until(() -> back.has(TurnEvent.Text.class));

        // Another turn that nobody came back to has ended meanwhile.
        UserTurn lonely = turn(OTHER, "hello", Optional.empty(), Optional.empty(), Duration.ofMillis(100));
        told(assistant(new ScriptedModel()).begin(lonely), RunningTurn::leave).join();
        assertThat(assistant.following().runs(Person.LOCAL, first.turn())).isTrue();
        assistant.following().cancel(Person.LOCAL, first.turn());
        back.join();
        assertThat(back.done().finished()).isFalse();
    }

    @Test
    void aListenerThatBreaksDoesNotBreakTheOthers() throws Exception {
        Told first = told(assistant.begin(turn("m1")));
        model.writes("Once ");
        await().until(() -> first.has(TurnEvent.Text.class));
        RunningTurn again = assistant.begin(turn("m1"));
        again.run(_ -> {
            throw new IllegalStateException("gone");
        });
        model.writes("upon a time.").ends();

        assertThat(first.join().text()).isEqualTo("Once upon a time.");
        assertThat(first.done().finished()).isTrue();
    }

    @Test
    void cancellingStopsATurnForAllWhoListen() throws Exception {
        Told first = told(assistant.begin(resumable(Duration.ofSeconds(60))));
        model.writes("Once ");
        await().until(() -> first.has(TurnEvent.Text.class));

        assertThat(assistant.following().cancel(Person.LOCAL, first.turn())).isTrue();

        first.join();
        assertThat(first.done().finished()).isFalse();
        assertThat(assistant.following().cancel(Person.LOCAL, first.turn())).isTrue();
    }

    @Test
    void nobodyFindsAnothersTurn() throws Exception {
        Told first = told(assistant.begin(turn("m1")));
        model.writes("Once ");
        await().until(() -> first.has(TurnEvent.Text.class));

        assertThat(assistant.following().follow(OTHER, first.turn(), 0)).isEqualTo(new Found.Unknown());
        assertThat(assistant.following().cancel(OTHER, first.turn())).isFalse();
        assertThat(assistant.following().runs(OTHER, first.turn())).isFalse();
        assertThat(assistant.following().runs(Person.LOCAL, first.turn())).isTrue();
        model.ends();
        assertThat(first.join().done().finished()).isTrue();
    }

    @Test
    void aTurnThatIsReplacedWhileItRunsIsCancelledFirst() throws Exception {
        Told first = told(assistant.begin(turn("m1")));
        model.writes("Wrong ");
        await().until(() -> first.has(TurnEvent.Text.class));

        RunningTurn turn = assistant.begin(
                turn(Person.LOCAL, "better", Optional.of("m2"), Optional.of(first.turn()), Duration.ZERO));
        first.join();
        model.writes("Right.").ends();
        Told second = told(turn).join();

        assertThat(first.done().finished()).isFalse();
        assertThat(second.text()).isEqualTo("Right.");
        assertThat(stored("m1").current()).isFalse();
        assertThat(stored("m2").current()).isTrue();
        assertThat(model.requests.getLast().messages().toString()).doesNotContain("Wrong");
    }

    @Test
    void aTurnOfAnotherConversationCannotBeReplacedAndGoesOn() throws Exception {
        Told first = told(assistant.begin(turn("m1")));
        model.writes("Once ");
        await().until(() -> first.has(TurnEvent.Text.class));

        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> assistant.begin(new UserTurn(
                            Person.LOCAL,
                            Optional.of("elsewhere"),
                            "better",
                            List.of(),
                            List.of(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(first.turn()),
                            Duration.ZERO)))
                    .isInstanceOf(NoSuchTurnException.class);
        }
        model.ends();

        assertThat(first.join().done().finished()).isTrue();
        assertThat(model.closed).isEmpty();
    }

    private StoredTurn stored(String message) {
        return store.turn(Person.LOCAL, message).orElseThrow();
    }

    private RunningTurn listen(String turn, int after) {
        return ((Found.Listening) assistant.following().follow(Person.LOCAL, turn, after)).turn();
    }

    private static UserTurn turn(String message) {
        return turn(Person.LOCAL, "hello", Optional.of(message), Optional.empty(), Duration.ZERO);
    }

    private static UserTurn resumable(Duration resume) {
        return turn(Person.LOCAL, "hello", Optional.of("m1"), Optional.empty(), resume);
    }

    private static UserTurn turn(
            Person person, String text, Optional<String> message, Optional<String> replaces, Duration resume) {
        return new UserTurn(
                person,
                Optional.of("c"),
                text,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                message,
                replaces,
                resume);
    }

    private static Told told(RunningTurn turn) {
        return new Told(() -> turn);
    }

    private static Told told(RunningTurn turn, java.util.function.Consumer<RunningTurn> first) {
        return new Told(() -> {
            first.accept(turn);
            return turn;
        });
    }

    /// A listener, on a thread of its own.
    static final class Told {
        final List<TurnEvent> events = new CopyOnWriteArrayList<>();
        private final CountDownLatch over = new CountDownLatch(1);

        Told(java.util.function.Supplier<RunningTurn> turn) {
            Thread.startVirtualThread(() -> {
                try {
                    turn.get().run(events::add);
                } finally {
                    over.countDown();
                }
            });
        }

        Told join() throws InterruptedException {
            assertThat(over.await(20, TimeUnit.SECONDS)).isTrue();
            return this;
        }

        boolean has(Class<? extends TurnEvent> type) {
            return events.stream().anyMatch(type::isInstance);
        }

        String turn() {
            await().until(() -> !events.isEmpty());
            return ((TurnEvent.Accepted) events.getFirst()).turn();
        }

        String text() {
            StringBuilder text = new StringBuilder();
            for (TurnEvent event : events) {
                if (event instanceof TurnEvent.Text(String content)) {
                    text.append(content);
                }
            }
            return text.toString();
        }

        TurnEvent.Done done() {
            return (TurnEvent.Done) events.getLast();
        }
    }

    private Assistant assistant(ScriptedModel itsModel) {
        FakeHome home = new FakeHome().entity("light.a", "on");
        Door door = Doors.of(home, home, clock);
        Proposals proposals = new Proposals() {
            @Override
            public boolean reads(Proposal proposal) {
                return false;
            }

            @Override
            public ActionOutcome propose(String id, Proposal proposal, Asking asking) {
                acted.add(proposal);
                return new ActionOutcome.Sent(Map.of());
            }
        };
        Assistant made = new Assistant(
                new Assistant.Parts(home, itsModel, proposals, door, store, store, TokenRatios.NONE, _ -> {}, clock),
                new Assistant.Limits(8, 8, Optional.empty()));
        assistants.add(made);
        return made;
    }
}
