package io.jarvas.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.MovedClock;
import io.jarvas.action.ActionOutcome.Denied;
import io.jarvas.action.ActionOutcome.Executed;
import io.jarvas.action.ActionOutcome.NeedsConfirmation;
import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.Person;
import io.jarvas.home.EntityId;
import io.jarvas.home.ServiceResult;
import io.jarvas.language.Wish;
import io.jarvas.reply.Action;
import io.jarvas.reply.Proposal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfirmationsTest {
    private static final String PIN = "2580";
    private static final Person ANA = new Person("ha:ana");
    private static final Person RUI = new Person("ha:rui");
    private static final ConversationKey CHAT = new ConversationKey(ANA, "c");
    private static final CallRunner.Limits LIMITS =
            new CallRunner.Limits(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofMillis(1));

    private final MovedClock clock = new MovedClock(Instant.parse("2026-11-23T18:30:00Z"));
    private final FakeHome home = new FakeHome()
            .entity("lock.door", "locked")
            .entity("light.a", "off")
            .services("lock.unlock", "light.turn_on");

    private Door door = door(Optional.empty());

    {
        home.answer = call -> {
            call.targets().forEach(target -> home.set(target.value(), "unlocked"));
            return new ServiceResult(Map.of());
        };
    }

    @Test
    void aYesDoesItOnce() {
        unlock("a");
        assertThat(yes("a"))
                .isInstanceOfSatisfying(
                        Reaction.Settled.class,
                        settled -> assertThat(settled.outcome()).isInstanceOf(Executed.class));
        assertThat(yes("a")).isEqualTo(new Reaction.TooLate("a"));
        assertThat(door.reject("a", ANA)).isEqualTo(new Reaction.TooLate("a"));
        assertThat(home.calls).hasSize(1);
    }

    @Test
    void aNoEndsIt() {
        unlock("a");
        assertThat(settled(door.reject("a", ANA))).isEqualTo(new Denied(Denied.Reason.REJECTED, List.of("lock.door")));
        assertThat(yes("a")).isEqualTo(new Reaction.TooLate("a"));
        assertThat(home.calls).isEmpty();
    }

    @Test
    void itWaitsForSixtySeconds() {
        unlock("a");
        unlock("b");
        clock.move(Duration.ofSeconds(60).minusNanos(1));
        assertThat(door.waiting(CHAT)).containsOnlyKeys("a", "b");
        assertThat(yes("a")).isInstanceOf(Reaction.Settled.class);
        clock.move(Duration.ofNanos(1));
        assertThat(door.waiting(CHAT)).isEmpty();
        assertThat(yes("b")).isEqualTo(new Reaction.TooLate("b"));
        assertThat(home.calls).hasSize(1);
    }

    @Test
    void aClockThatIsSetBackDoesNotMakeItWaitLonger() {
        unlock("a");
        clock.move(Duration.ofHours(-1));
        assertThat(yes("a")).isEqualTo(new Reaction.TooLate("a"));
    }

    @Test
    void anotherPersonEndsItAndLearnsNothing() {
        unlock("a");
        assertThat(door.confirm("a", RUI, Optional.of(PIN))).isEqualTo(new Reaction.Unknown("a"));
        assertThat(yes("a")).isEqualTo(new Reaction.TooLate("a"));
        unlock("b");
        assertThat(door.reject("b", RUI)).isEqualTo(new Reaction.Unknown("b"));
        assertThat(yes("b")).isEqualTo(new Reaction.TooLate("b"));
        assertThat(door.confirm("b", RUI, Optional.empty())).isEqualTo(new Reaction.Unknown("b"));
        assertThat(home.calls).isEmpty();
    }

    @Test
    void onlyWhatWaitsInThisConversationIsFoundThere() {
        unlock("a");
        assertThat(door.waiting(new ConversationKey(ANA, "other"))).isEmpty();
        assertThat(door.waiting(new ConversationKey(RUI, "c"))).isEmpty();
        assertThat(door.waiting(CHAT)).containsOnlyKeys("a");
    }

    @Test
    void somethingElseThatIsSaidGivesUpThisConversationAlone() {
        unlock("a");
        door.giveUp(new ConversationKey(ANA, "other"));
        assertThat(door.waiting(CHAT)).containsOnlyKeys("a");
        door.giveUp(CHAT);
        assertThat(yes("a")).isEqualTo(new Reaction.TooLate("a"));
    }

    @Test
    void aRestartEndsIt() {
        unlock("a");
        door = door(Optional.empty());
        assertThat(yes("a")).isEqualTo(new Reaction.Unknown("a"));
        assertThat(home.calls).isEmpty();
    }

    @Test
    void itIsNotDoneWhereItWouldBeSomethingElseByNow() {
        Asking asks = new Asking(CHAT, "t", "can you?", Wish.ASKS, _ -> true);
        home.entity("cover.blind", "closed").services("cover.open_cover");
        Proposal open = call("cover", "open_cover", "cover.blind");
        assertThat(door.propose("a", open, asks))
                .isInstanceOfSatisfying(
                        NeedsConfirmation.class,
                        question -> assertThat(question.reason()).isEqualTo(NeedsConfirmation.Reason.QUESTION));
        home.entity("cover.blind", "closed", Map.of("device_class", "garage"));
        assertThat(settled(yes("a"))).isEqualTo(new Denied(Denied.Reason.CHANGED, List.of("cover.blind")));
        assertThat(yes("a")).isEqualTo(new Reaction.TooLate("a"));
        assertThat(home.calls).isEmpty();
    }

    @Test
    void aHomeThatIsAwayIsNotTouched() {
        unlock("a");
        home.away = true;
        assertThat(yes("a"))
                .isInstanceOfSatisfying(
                        Reaction.Settled.class,
                        settled -> assertThat(settled.outcome().success()).isFalse());
        assertThat(home.calls).isEmpty();
    }

    @Test
    void aPinIsWantedAndTriedThreeTimes() {
        door = door(Optional.of(PIN));
        assertThat(unlock("a").pin()).isTrue();
        assertThat(yes("a")).isEqualTo(new Reaction.PinWanted("a", false, 3));
        assertThat(yes("a", "1")).isEqualTo(new Reaction.PinWanted("a", true, 2));
        assertThat(yes("a", "")).isEqualTo(new Reaction.PinWanted("a", true, 1));
        assertThat(yes("a")).isEqualTo(new Reaction.PinWanted("a", false, 1));
        assertThat(yes("a", "0000")).isEqualTo(new Reaction.TooLate("a"));
        assertThat(yes("a", PIN)).isEqualTo(new Reaction.TooLate("a"));
        assertThat(home.calls).isEmpty();
    }

    @Test
    void theRightPinDoesItAndForgivesTheWrongOnes() {
        door = door(Optional.of(PIN));
        unlock("a");
        yes("a", "1");
        yes("a", "2");
        assertThat(yes("a", PIN)).isInstanceOf(Reaction.Settled.class);
        unlock("b");
        assertThat(yes("b", "1")).isEqualTo(new Reaction.PinWanted("b", true, 2));
    }

    @Test
    void onePinIsTriedOnceForAllThatOneYesIsFor() {
        door = door(Optional.of(PIN));
        List<String> all = List.of("a", "b", "c");
        all.forEach(this::unlock);
        for (int left : List.of(2, 1)) {
            assertThat(door.confirm(all, ANA, Optional.of("0000")))
                    .containsExactly(
                            new Reaction.PinWanted("a", true, left),
                            new Reaction.PinWanted("b", true, left),
                            new Reaction.PinWanted("c", true, left));
        }
        assertThat(door.confirm(all, ANA, Optional.of(PIN))).hasOnlyElementsOfType(Reaction.Settled.class);
        all.forEach(this::unlock);
        List.of("1", "2", "3").forEach(wrong -> door.confirm(all, ANA, Optional.of(wrong)));
        assertThat(door.waiting(CHAT)).as("the third wrong one ends all").isEmpty();
        assertThat(yes("c", PIN)).isEqualTo(new Reaction.TooLate("c"));
    }

    @Test
    void whatNeedsNoPinIsDoneBesideAWrongOne() {
        door = door(Optional.of(PIN));
        home.answer = _ -> {
            home.set("light.a", "on");
            return new ServiceResult(Map.of());
        };
        unlock("a");
        door.propose("b", call("light", "turn_on", "light.a"), new Asking(CHAT, "t", "can you?", Wish.ASKS, _ -> true));

        assertThat(door.confirm(List.of("a", "b"), ANA, Optional.of("0000")))
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo(new Reaction.PinWanted("a", true, 2)),
                        second -> assertThat(second).isInstanceOf(Reaction.Settled.class));
    }

    @Test
    void whoUsedUpTheTriesHasNoneForFiveMinutesAndNoLonger() {
        door = door(Optional.of(PIN));
        unlock("a");
        unlock("other");
        List.of("1", "2", "3").forEach(wrong -> yes("a", wrong));
        assertThat(yes("other", PIN)).isEqualTo(new Reaction.TooLate("other"));

        clock.move(Confirmations.PENALTY.minusSeconds(1));
        unlock("b");
        assertThat(yes("b", PIN)).isEqualTo(new Reaction.TooLate("b"));

        clock.move(Duration.ofSeconds(1));
        unlock("c");
        assertThat(yes("c", PIN)).isInstanceOf(Reaction.Settled.class);
        assertThat(home.calls).hasSize(1);
    }

    @Test
    void theTriesOfOneAreNotThoseOfAnother() {
        door = door(Optional.of(PIN));
        unlock("a");
        List.of("1", "2", "3").forEach(wrong -> yes("a", wrong));
        propose("b", new ConversationKey(RUI, "c"));
        assertThat(door.confirm("b", RUI, Optional.of(PIN))).isInstanceOf(Reaction.Settled.class);
    }

    @Test
    void aClockThatIsSetBackDoesNotMakeThePenaltyLonger() {
        door = door(Optional.of(PIN));
        unlock("a");
        List.of("1", "2", "3").forEach(wrong -> yes("a", wrong));
        clock.move(Duration.ofDays(-1));
        unlock("b");
        assertThat(yes("b", PIN)).isEqualTo(new Reaction.TooLate("b"));
        clock.move(Confirmations.PENALTY);
        unlock("c");
        assertThat(yes("c", PIN)).isInstanceOf(Reaction.Settled.class);
    }

    @Test
    void whatIsNotRiskyNeedsNoPin() {
        door = door(Optional.of(PIN));
        Asking asks = new Asking(CHAT, "t", "can you?", Wish.ASKS, _ -> true);
        home.answer = _ -> {
            home.set("light.a", "on");
            return new ServiceResult(Map.of());
        };
        assertThat(door.propose("a", call("light", "turn_on", "light.a"), asks))
                .isInstanceOfSatisfying(
                        NeedsConfirmation.class,
                        question -> assertThat(question.pin()).isFalse());
        assertThat(yes("a")).isInstanceOf(Reaction.Settled.class);
        assertThat(home.calls).hasSize(1);
    }

    @Test
    void theOldestOfAPersonIsGivenUpForOneTooMany() {
        propose("r", new ConversationKey(RUI, "c"));
        for (int i = 0; i <= Confirmations.MOST; i++) {
            unlock("a" + i);
        }
        assertThat(door.waiting(CHAT)).hasSize(Confirmations.MOST).doesNotContainKey("a0");
        assertThat(yes("a0")).isEqualTo(new Reaction.TooLate("a0"));
        assertThat(door.waiting(new ConversationKey(RUI, "c"))).containsOnlyKeys("r");
    }

    private record Told(boolean mine, boolean no, Optional<String> pin, Reaction reaction) {}

    /// Each action has a lock of its own, so that what was called says which action ran.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void fiveHundredAtOnceEachRunAtMostOnceAndNeverWithoutTheirYes(long seed) throws Exception {
        int actions = 500;
        Random random = new Random(seed);
        for (int i = 0; i < actions; i++) {
            home.entity("lock.l" + i, "locked");
        }
        home.services("lock.unlock");
        door = door(Optional.of(PIN));
        List<Collection<Told>> told = new ArrayList<>();
        for (int i = 0; i < actions; i++) {
            told.add(new ConcurrentLinkedQueue<>());
        }
        CountDownLatch go = new CountDownLatch(1);
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < actions; i++) {
                int action = i;
                // A few share one, so that tries and penalties meet.
                Person person = new Person("ha:p" + i / 5);
                ConversationKey conversation = new ConversationKey(person, "c" + i % 3);
                door.propose(
                        "a" + i,
                        call("lock", "unlock", "lock.l" + i),
                        new Asking(conversation, "t", "open", Wish.ACTS, _ -> true));
                for (int word = 1 + random.nextInt(5); word > 0; word--) {
                    boolean mine = random.nextInt(12) > 0;
                    boolean no = random.nextInt(6) == 0;
                    Optional<String> pin = switch (random.nextInt(6)) {
                        case 0 -> Optional.empty();
                        case 1, 2 -> Optional.of("0000");
                        default -> Optional.of(PIN);
                    };
                    int moved = random.nextInt(400);
                    all.add(threads.submit(() -> {
                        FakeHome.await(go);
                        Person who = mine ? person : RUI;
                        if (moved == 0) {
                            clock.move(Duration.ofSeconds(12));
                        } else if (moved < 5) {
                            door.giveUp(conversation);
                        }
                        Reaction reaction = no ? door.reject("a" + action, who) : door.confirm("a" + action, who, pin);
                        told.get(action).add(new Told(mine, no, pin, reaction));
                    }));
                }
            }
            go.countDown();
            for (Future<?> each : all) {
                each.get();
            }
        }
        int ran = 0;
        for (int i = 0; i < actions; i++) {
            EntityId lock = new EntityId("lock.l" + i);
            long called = home.calls.stream()
                    .filter(call -> call.targets().contains(lock))
                    .count();
            List<Told> settled = told.get(i).stream()
                    .filter(each -> each.reaction() instanceof Reaction.Settled)
                    .toList();
            assertThat(settled)
                    .hasSizeLessThanOrEqualTo(1)
                    .allSatisfy(each -> assertThat(each.mine()).isTrue());
            List<Told> executed = settled.stream()
                    .filter(each -> each.reaction() instanceof Reaction.Settled(var _, var _, var _, Executed _))
                    .toList();
            assertThat(called).isEqualTo(executed.size());
            assertThat(executed).allSatisfy(each -> {
                assertThat(each.no()).isFalse();
                assertThat(each.pin()).contains(PIN);
            });
            ran += executed.size();
        }
        assertThat(home.calls).hasSize(ran);
        assertThat(ran).isBetween(1, actions - 1);
        clock.move(Confirmations.LIFE);
        for (int i = 0; i < actions; i++) {
            assertThat(door.confirm("a" + i, new Person("ha:p" + i / 5), Optional.of(PIN)))
                    .isEqualTo(new Reaction.TooLate("a" + i));
        }
        assertThat(home.calls).hasSize(ran);
    }

    private Door door(Optional<String> pin) {
        return Doors.of(home, home, LIMITS, List.of(), pin, clock);
    }

    private static ActionOutcome settled(Reaction reaction) {
        return ((Reaction.Settled) reaction).outcome();
    }

    private NeedsConfirmation unlock(String id) {
        return propose(id, CHAT);
    }

    private NeedsConfirmation propose(String id, ConversationKey conversation) {
        Asking asking = new Asking(conversation, "t", "open the door", Wish.ACTS, _ -> true);
        return (NeedsConfirmation) door.propose(id, call("lock", "unlock", "lock.door"), asking);
    }

    private static Proposal call(String domain, String service, String entity) {
        return new Proposal.Readable(new Action(
                Door.CALL, Map.of("domain", domain, "service", service, "data", Map.of("entity_id", entity))));
    }

    private Reaction yes(String id) {
        return door.confirm(id, ANA, Optional.empty());
    }

    private Reaction yes(String id, String pin) {
        return door.confirm(id, ANA, Optional.of(pin));
    }
}
