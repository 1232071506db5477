package io.jarvas.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jarvas.MovedClock;
import io.jarvas.action.ActionOutcome.Denied;
import io.jarvas.action.ActionOutcome.Failed;
import io.jarvas.action.ActionOutcome.Failure;
import io.jarvas.action.ActionOutcome.Sent;
import io.jarvas.action.Schedule.State;
import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.StoreException;
import io.jarvas.home.EntityId;
import io.jarvas.home.ServiceCall;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchedulerTest {
    private static final Instant NOW = Instant.parse("2026-11-23T18:30:00Z");
    private static final Person ANA = new Person("ha:ana");
    private static final Person RUI = new Person("ha:rui");
    private static final ActionOutcome DONE = new Sent(Map.of());
    private static final ActionOutcome AWAY = failed(Failure.Reason.UNREACHABLE);

    private final MovedClock clock = new MovedClock(NOW);
    private final FailingStore store = new FailingStore();
    private final List<String> ran = new CopyOnWriteArrayList<>();
    private final List<String> actions = new CopyOnWriteArrayList<>();
    private volatile ActionOutcome outcome = DONE;
    private volatile Runnable within = () -> {};
    private Scheduler scheduler = scheduler();

    @AfterEach
    void close() {
        store.broken = false;
        store.lossy = false;
        scheduler.close();
    }

    @Test
    void itRunsWhatIsDueAndNothingBefore() {
        scheduler.start();
        scheduler.add(schedule("a", ANA, Duration.ofMinutes(20)));
        scheduler.add(schedule("b", ANA, Duration.ofMinutes(40)));
        assertThat(ids(scheduler.of(ANA))).containsExactly("a", "b");

        clock.move(Duration.ofMinutes(20));
        await().untilAsserted(() -> assertThat(ids(scheduler.of(ANA))).containsExactly("b"));

        assertThat(ran).containsExactly("a");
        assertThat(store.state("a")).isEqualTo(State.DONE);
        assertThat(store.state("b")).isEqualTo(State.WAITING);
        assertThat(scheduler.untold(ANA)).isEmpty();
    }

    @Test
    void aNewOneThatIsDueAtOnceIsRunAtOnce() {
        scheduler.start();
        scheduler.add(schedule("a", ANA, Duration.ZERO));
        await().untilAsserted(() -> assertThat(ran).containsExactly("a"));
    }

    @Test
    void itIsStoredAsRunningBeforeItRuns() {
        within = () -> assertThat(store.state("a")).isEqualTo(State.RUNNING);
        scheduler.add(schedule("a", ANA, Duration.ZERO));
        scheduler.start();
        await().untilAsserted(() -> assertThat(store.state("a")).isEqualTo(State.DONE));
    }

    @Test
    void oneThatTakesLongHoldsUpNoOther() {
        CountDownLatch over = new CountDownLatch(1);
        within = () -> {
            if (ran.size() == 1) {
                FakeHome.await(over);
            }
        };
        scheduler.start();
        scheduler.add(schedule("a", ANA, Duration.ZERO));
        await().untilAsserted(() -> assertThat(ran).containsExactly("a"));
        scheduler.add(schedule("b", ANA, Duration.ZERO));
        await().untilAsserted(() -> assertThat(store.state("b")).isEqualTo(State.DONE));
        assertThat(store.state("a")).isEqualTo(State.RUNNING);
        over.countDown();
        await().untilAsserted(() -> assertThat(store.state("a")).isEqualTo(State.DONE));
    }

    @Test
    void whatCouldNotBeDoneIsToldUntilItWasTold() {
        outcome = failed(Failure.Reason.REFUSED);
        scheduler.start();
        scheduler.add(schedule("a", ANA, Duration.ZERO));
        await().untilAsserted(() -> assertThat(states(scheduler.untold(ANA))).containsExactly(State.FAILED));
        assertThat(scheduler.untold(RUI)).isEmpty();
        assertThat(ran).hasSize(1);

        restart();
        assertThat(states(scheduler.untold(ANA))).containsExactly(State.FAILED);
        scheduler.told(scheduler.untold(ANA).getFirst());
        assertThat(scheduler.untold(ANA)).isEmpty();

        restart();
        assertThat(scheduler.of(ANA)).isEmpty();
        assertThat(ran).hasSize(1);
    }

    @Test
    void whatCannotBeStoredAsToldIsToldAgain() {
        outcome = failed(Failure.Reason.REFUSED);
        scheduler.start();
        scheduler.add(schedule("a", ANA, Duration.ZERO));
        await().untilAsserted(() -> assertThat(scheduler.untold(ANA)).hasSize(1));
        store.broken = true;
        scheduler.told(scheduler.untold(ANA).getFirst());
        assertThat(scheduler.untold(ANA)).hasSize(1);
        store.broken = false;
        scheduler.told(scheduler.untold(ANA).getFirst());
        assertThat(scheduler.untold(ANA)).isEmpty();
    }

    @Test
    void whatWaitsIsNotTold() {
        scheduler.start();
        Schedule schedule = schedule("a", ANA, Duration.ofMinutes(1));
        scheduler.add(schedule);
        scheduler.told(schedule);
        assertThat(scheduler.of(ANA)).hasSize(1);
    }

    @Test
    void aRunThatADeadProcessLeftIsNeverRunAgain() {
        store.add(schedule("a", ANA, Duration.ZERO).in(State.RUNNING));
        scheduler.start();
        assertThat(states(scheduler.untold(ANA))).containsExactly(State.INTERRUPTED);
        assertThat(store.state("a")).isEqualTo(State.INTERRUPTED);
        clock.move(Duration.ofMinutes(1));
        restart();
        assertThat(states(scheduler.untold(ANA))).containsExactly(State.INTERRUPTED);
        assertThat(ran).isEmpty();
    }

    @Test
    void whatIsLateByMoreThanFiveMinutesAtTheStartIsMissedAndTheRestIsRun() {
        store.add(schedule("late", ANA, Duration.ofMinutes(-5).minusMillis(1)));
        store.add(schedule("just", ANA, Duration.ofMinutes(-5)));
        scheduler.start();
        assertThat(ids(scheduler.untold(ANA))).containsExactly("late");
        assertThat(store.state("late")).isEqualTo(State.MISSED);
        await().untilAsserted(() -> assertThat(store.state("just")).isEqualTo(State.DONE));
        assertThat(ran).containsExactly("just");
    }

    @Test
    void whatAMachineSleptThroughIsMissed() {
        scheduler.start();
        scheduler.add(schedule("a", ANA, Duration.ofMinutes(1)));
        clock.move(Duration.ofHours(8));
        await().untilAsserted(() -> assertThat(states(scheduler.untold(ANA))).containsExactly(State.MISSED));
        assertThat(ran).isEmpty();
    }

    @Test
    void aHomeThatIsAwayIsTriedAgainUnderTheSameId() {
        outcome = AWAY;
        scheduler.start();
        scheduler.add(schedule("a", ANA, Duration.ZERO));
        await().untilAsserted(() -> assertThat(ran).hasSize(1));
        await().untilAsserted(() -> assertThat(store.state("a")).isEqualTo(State.WAITING));
        clock.move(Duration.ofSeconds(5));
        await().untilAsserted(() -> assertThat(ran).hasSize(2));
        outcome = DONE;
        clock.move(Duration.ofSeconds(5));
        await().untilAsserted(() -> assertThat(store.state("a")).isEqualTo(State.DONE));
        assertThat(ran).hasSize(3);
        assertThat(Set.copyOf(actions)).hasSize(1).doesNotContain("a");
    }

    @Test
    void aHomeThatStaysAwayForFiveMinutesIsAFailure() {
        outcome = AWAY;
        scheduler.start();
        scheduler.add(schedule("a", ANA, Duration.ZERO));
        await().untilAsserted(() -> assertThat(store.state("a")).isEqualTo(State.WAITING));
        await().untilAsserted(() -> assertThat(ran).hasSize(1));
        clock.move(Duration.ofMinutes(5).plusSeconds(1));
        await().untilAsserted(() -> assertThat(states(scheduler.untold(ANA))).containsExactly(State.FAILED));
        assertThat(store.state("a")).isEqualTo(State.FAILED);
        assertThat(ran).hasSize(1);
    }

    @Test
    void oneThatWaitsForTheHomeCanBeCancelled() {
        outcome = AWAY;
        scheduler.start();
        scheduler.add(schedule("a", ANA, Duration.ZERO));
        await().until(() -> ran.size() == 1 && store.state("a") == State.WAITING);
        await().until(() -> scheduler.cancel("a", ANA).isPresent());
        clock.move(Duration.ofMinutes(1));
        restart();
        assertThat(ran).hasSize(1);
        assertThat(scheduler.of(ANA)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Failure.Reason.class,
            names = {"UNREACHABLE"},
            mode = EnumSource.Mode.EXCLUDE)
    void whateverMayHaveReachedTheHomeIsNotTriedAgain(Failure.Reason reason) {
        outcome = failed(reason);
        scheduler.start();
        scheduler.add(schedule("a", ANA, Duration.ZERO));
        await().untilAsserted(() -> assertThat(store.state("a")).isEqualTo(State.FAILED));
        clock.move(Duration.ofMinutes(1));
        restart();
        assertThat(ran).hasSize(1);
    }

    @Test
    void aRunThatBreaksMayHaveBeenDone() {
        within = () -> {
            throw new IllegalStateException("broken");
        };
        scheduler.start();
        scheduler.add(schedule("a", ANA, Duration.ZERO));
        await().untilAsserted(() -> assertThat(states(scheduler.untold(ANA))).containsExactly(State.INTERRUPTED));
    }

    @Test
    void whatCannotBeStoredAsRunningIsNotRunUntilItCan() {
        scheduler.start();
        scheduler.add(schedule("a", ANA, Duration.ofMinutes(1)));
        store.broken = true;
        clock.move(Duration.ofMinutes(1));
        await().untilAsserted(() -> assertThat(store.failures.get()).isPositive());
        assertThat(ran).isEmpty();
        assertThat(states(scheduler.of(ANA))).containsExactly(State.WAITING);
        store.broken = false;
        clock.move(Duration.ofSeconds(5));
        await().untilAsserted(() -> assertThat(ran).containsExactly("a"));
    }

    @Test
    void aStoreThatKeptItAndSaidItDidNotIsUnderstood() {
        scheduler.start();
        scheduler.add(schedule("a", ANA, Duration.ofMinutes(1)));
        store.lossy = true;
        clock.move(Duration.ofMinutes(1));
        await().untilAsserted(() -> assertThat(store.failures.get()).isPositive());
        assertThat(store.state("a")).isEqualTo(State.RUNNING);
        assertThat(ran).isEmpty();
        store.lossy = false;
        clock.move(Duration.ofSeconds(5));
        await().untilAsserted(() -> assertThat(store.state("a")).isEqualTo(State.DONE));
        assertThat(ran).containsExactly("a");
    }

    @Test
    void whatIsTooLateWhenTheStoreWorksAgainIsMissed() {
        scheduler.start();
        scheduler.add(schedule("a", ANA, Duration.ofMinutes(1)));
        store.broken = true;
        clock.move(Duration.ofMinutes(7));
        await().untilAsserted(() -> assertThat(states(scheduler.untold(ANA))).containsExactly(State.MISSED));
        store.broken = false;
        clock.move(Duration.ofSeconds(5));
        await().untilAsserted(() -> assertThat(store.state("a")).isEqualTo(State.MISSED));
        assertThat(ran).isEmpty();
    }

    @Test
    void anEndThatCannotBeStoredIsStoredLater() {
        within = () -> store.broken = true;
        scheduler.start();
        scheduler.add(schedule("a", ANA, Duration.ZERO));
        await().untilAsserted(() -> assertThat(store.failures.get()).isPositive());
        assertThat(store.state("a")).isEqualTo(State.RUNNING);
        store.broken = false;
        clock.move(Duration.ofSeconds(5));
        await().untilAsserted(() -> assertThat(store.state("a")).isEqualTo(State.DONE));
        assertThat(ran).hasSize(1);
    }

    @Test
    void whatCouldNotBeAddedIsNeverRun() {
        scheduler.start();
        store.lossy = true;
        assertThatThrownBy(() -> scheduler.add(schedule("a", ANA, Duration.ofSeconds(30))))
                .isInstanceOf(StoreException.class);
        assertThat(scheduler.of(ANA)).isEmpty();
        store.lossy = false;
        await().untilAsserted(() -> assertThat(store.state("a")).isEqualTo(State.CANCELLED));
        clock.move(Duration.ofMinutes(1));
        restart();
        assertThat(ran).isEmpty();
    }

    @Test
    void aCancelledOneNeverRuns() {
        scheduler.start();
        scheduler.add(schedule("a", ANA, Duration.ofMinutes(1)));
        assertThat(scheduler.cancel("a", RUI)).isEmpty();
        assertThat(scheduler.cancel("b", ANA)).isEmpty();
        assertThat(scheduler.cancel("a", ANA)).map(Schedule::state).contains(State.CANCELLED);
        assertThat(scheduler.cancel("a", ANA)).isEmpty();
        clock.move(Duration.ofMinutes(1));
        restart();
        assertThat(scheduler.of(ANA)).isEmpty();
        assertThat(ran).isEmpty();
    }

    @Test
    void oneThatCannotBeCancelledSaysSoAndStillWaits() {
        scheduler.start();
        scheduler.add(schedule("a", ANA, Duration.ofMinutes(1)));
        store.broken = true;
        assertThatThrownBy(() -> scheduler.cancel("a", ANA)).isInstanceOf(StoreException.class);
        assertThat(states(scheduler.of(ANA))).containsExactly(State.WAITING);
    }

    @Test
    void aPersonHasNoMoreThanTwoHundredThatWait() {
        scheduler.start();
        for (int i = 0; i < ScheduleBook.MOST; i++) {
            scheduler.add(schedule("a" + i, ANA, Duration.ofMinutes(1)));
        }
        assertThatThrownBy(() -> scheduler.add(schedule("b", ANA, Duration.ofMinutes(1))))
                .isInstanceOf(UnusableArgumentsException.class)
                .hasMessageContaining("200");
        scheduler.add(schedule("c", RUI, Duration.ofMinutes(1)));
        assertThat(scheduler.cancel("a7", ANA)).isPresent();
        scheduler.add(schedule("b", ANA, Duration.ofMinutes(1)));
    }

    @Test
    void whatWasMissedIsDoneOnceAfterAYes() {
        store.add(schedule("a", ANA, Duration.ofHours(-1)));
        scheduler.start();
        Schedule missed = scheduler.untold(ANA).getFirst();
        scheduler.told(missed);

        List<State> within = new ArrayList<>();
        assertThat(scheduler.late(missed, () -> {
                    within.add(store.state("a"));
                    return DONE;
                }))
                .isEqualTo(DONE);
        assertThat(within).containsExactly(State.RUNNING);
        assertThat(store.state("a")).isEqualTo(State.DONE);

        assertThat(scheduler.late(missed, () -> {
                    throw new AssertionError("twice");
                }))
                .isEqualTo(new Denied(Denied.Reason.CHANGED, List.of("light.a")));
        assertThat(scheduler.of(ANA)).isEmpty();
    }

    @Test
    void whatWasMissedIsNotDoneWhereThatCannotBeStored() {
        store.add(schedule("a", ANA, Duration.ofHours(-1)));
        scheduler.start();
        store.broken = true;
        assertThat(scheduler.late(scheduler.untold(ANA).getFirst(), () -> {
                    throw new AssertionError("not stored");
                }))
                .isEqualTo(
                        new Failed(List.of(new Failure(Failure.Reason.NOT_STORED, "light.turn_off", "")), List.of()));
    }

    @Test
    void closingWaitsForWhatRuns() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        within = () -> {
            begun.countDown();
            FakeHome.await(over);
        };
        scheduler.start();
        scheduler.add(schedule("a", ANA, Duration.ZERO));
        FakeHome.await(begun);
        try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> closing = other.submit(scheduler::close);
            over.countDown();
            closing.get();
        }
        assertThat(store.state("a")).isEqualTo(State.DONE);
    }

    /// Many are made, cancelled and due at once, while the store fails now and then; each runs once where it
    /// was not cancelled, and never where it was.
    @Test
    void cancellingAndRunningAtOnceIsOneOfTheTwo() throws Exception {
        Random random = new Random(5);
        scheduler.start();
        List<String> all = new ArrayList<>();
        for (int i = 0; i < ScheduleBook.MOST; i++) {
            all.add("s" + i);
            scheduler.add(schedule("s" + i, ANA, Duration.ofMillis(1 + random.nextInt(50))));
        }
        Set<String> cancelled = ConcurrentHashMap.newKeySet();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String id : all) {
                for (int i = random.nextInt(3); i > 0; i--) {
                    threads.submit(() -> {
                        try {
                            if (scheduler.cancel(id, ANA).isPresent()) {
                                assertThat(cancelled.add(id)).isTrue();
                            }
                        } catch (StoreException e) {
                            store.failures.incrementAndGet();
                        }
                        return id;
                    });
                }
                if (random.nextInt(4) == 0) {
                    clock.move(Duration.ofMillis(1));
                }
                store.broken = random.nextInt(10) == 0;
            }
        }
        store.broken = false;
        await().until(() -> {
            clock.move(Duration.ofMillis(100));
            return scheduler.of(ANA).isEmpty();
        });
        List<String> expected =
                all.stream().filter(id -> !cancelled.contains(id)).toList();
        assertThat(ran).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(EnumSet.of(State.DONE, State.CANCELLED))
                .containsAll(all.stream().map(store::state).toList());
    }

    private void restart() {
        scheduler.close();
        scheduler = scheduler();
        scheduler.start();
    }

    private Scheduler scheduler() {
        return new Scheduler(store, this::run, clock, Duration.ofMillis(10));
    }

    private ActionOutcome run(Schedule schedule, String action) {
        ran.add(schedule.id());
        actions.add(action);
        within.run();
        return outcome;
    }

    private static ActionOutcome failed(Failure.Reason reason) {
        return new Failed(List.of(new Failure(reason, "light.a", "")), List.of());
    }

    private Schedule schedule(String id, Person person, Duration in) {
        return new Schedule(
                id,
                new ConversationKey(person, "c"),
                "off, later",
                new ServiceCall("light", "turn_off", List.of(new EntityId("light.a")), Map.of()),
                false,
                NOW.plus(in),
                State.WAITING);
    }

    private static List<String> ids(List<Schedule> schedules) {
        return schedules.stream().map(Schedule::id).toList();
    }

    private static List<State> states(List<Schedule> schedules) {
        return schedules.stream().map(Schedule::state).toList();
    }

    /// A disk that is full for a while.
    private static final class FailingStore implements ScheduleStore {
        private final MemorySchedules kept = new MemorySchedules();
        /// Whether nothing is kept.
        private volatile boolean broken;
        /// Whether what is kept is said not to be.
        private volatile boolean lossy;

        private final AtomicInteger failures = new AtomicInteger();

        @Override
        public void add(Schedule schedule) {
            fail(broken);
            kept.add(schedule);
            fail(lossy);
        }

        @Override
        public boolean move(String id, State from, State to) {
            fail(broken);
            boolean moved = kept.move(id, from, to);
            fail(lossy);
            return moved;
        }

        @Override
        public List<Schedule> open() {
            return kept.open();
        }

        @Override
        public void told(String id) {
            fail(broken);
            kept.told(id);
        }

        private State state(String id) {
            return kept.state(id);
        }

        private synchronized void fail(boolean now) {
            if (now) {
                failures.incrementAndGet();
                throw new StoreException("the disk is full");
            }
        }
    }
}
