package io.jarvas.action;

import io.jarvas.action.ActionOutcome.Denied;
import io.jarvas.action.ActionOutcome.Failed;
import io.jarvas.action.ActionOutcome.Failure;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.StoreException;
import io.jarvas.conversation.Ulid;
import io.jarvas.home.EntityId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Does what is scheduled when it is due, once. Safe to use from any thread.
///
/// One virtual thread sleeps until the next is due, or for a moment, after which it compares with the clock
/// anew: a machine that slept and a clock that was set are noticed. Each one runs on a virtual thread of its
/// own.
///
/// Before a call leaves, the store has the schedule as running. What it cannot take is not run. So what a dying
/// process leaves behind as running may have been done, and is never run a second time unasked; what it leaves
/// behind as waiting was not begun.
///
/// A store that fails leaves open whether it kept the new state. Each schedule therefore remembers every state
/// in which the store may have it, and whichever it turns out to be is a state from which the next move may
/// begin. Where it is in none of those, somebody else has taken it up, and it is left alone.
public final class Scheduler implements Schedules, AutoCloseable {
    /// What is found later than this after it was due is not run unasked.
    static final Duration TOO_LATE = Duration.ofMinutes(5);
    /// How many of a person may wait.
    static final int MOST = 200;

    private static final Logger LOG = System.getLogger(Scheduler.class.getName());
    /// How long it may take until a clock that was set is noticed.
    private static final Duration LOOK = Duration.ofSeconds(2);
    /// Until a home that is away, or a store that fails, is tried again.
    private static final Duration AGAIN = Duration.ofSeconds(5);
    /// Until what runs is left to itself when Jarvas ends.
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Comparator<Schedule> SOONEST =
            Comparator.comparing(Schedule::due).thenComparing(Schedule::id);

    /// Does what is due.
    @FunctionalInterface
    interface Runner {
        /// @param action the id under which it is noted; the same when it is tried again
        /// @return what became of it; whatever goes wrong is an outcome
        ActionOutcome run(Schedule schedule, String action);
    }

    /// One that is not settled yet, or of which the person has not been told. Guarded by the lock.
    private static final class Entry {
        private Schedule schedule;
        /// In which of these the store has it.
        private Set<Schedule.State> stored;

        private Instant notBefore = Instant.MIN;
        private String action = "";
        /// Whether it was tried, and the home was away.
        private boolean unreached;

        private Entry(Schedule schedule) {
            this.schedule = schedule;
            this.stored = EnumSet.of(schedule.state());
        }

        private boolean isStored() {
            return stored.equals(EnumSet.of(schedule.state()));
        }
    }

    private final ScheduleStore store;
    private final Runner runner;
    private final Clock clock;
    private final Duration look;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Entry> open = new HashMap<>();
    private int running;
    private boolean closed;
    private Optional<Thread> watch = Optional.empty();

    Scheduler(ScheduleStore store, Runner runner, Clock clock) {
        this(store, runner, clock, LOOK);
    }

    /// @param look how long it may take until a clock that was set is noticed
    Scheduler(ScheduleStore store, Runner runner, Clock clock, Duration look) {
        this.store = store;
        this.runner = runner;
        this.clock = clock;
        this.look = look;
    }

    /// Takes up what was stored, and begins to watch the clock.
    ///
    /// @throws StoreException where what was stored cannot be read
    void start() {
        lock.lock();
        try {
            for (Schedule schedule : store.open()) {
                Entry entry = open.computeIfAbsent(schedule.id(), _ -> new Entry(schedule));
                if (schedule.state() == Schedule.State.RUNNING) {
                    settle(entry, Schedule.State.INTERRUPTED);
                }
            }
            look();
            watch = Optional.of(Thread.ofVirtual().name("scheduler").start(this::watch));
        } finally {
            lock.unlock();
        }
    }

    /// @throws StoreException where it cannot be kept
    /// @throws UnusableArgumentsException where too many of the person wait
    void add(Schedule schedule) {
        lock.lock();
        try {
            long waiting = open.values().stream()
                    .map(entry -> entry.schedule)
                    .filter(other -> waits(other) || other.state() == Schedule.State.CANCELLED)
                    .filter(other -> other.conversation()
                            .person()
                            .equals(schedule.conversation().person()))
                    .count();
            if (waiting >= MOST) {
                throw new UnusableArgumentsException(
                        "no more than " + MOST + " schedules may wait: cancel one that is no longer needed");
            }
            Entry entry = new Entry(schedule);
            open.put(schedule.id(), entry);
            try {
                store.add(schedule);
            } catch (StoreException e) {
                // The store may have it nonetheless; whoever asked for it is told that it has not.
                entry.schedule = schedule.in(Schedule.State.CANCELLED);
                throw e;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<Schedule> of(Person person) {
        return list(person, _ -> true);
    }

    @Override
    public Optional<Schedule> cancel(String id, Person person) {
        lock.lock();
        try {
            Entry entry = open.get(id);
            if (entry == null
                    || !entry.schedule.conversation().person().equals(person)
                    || !waits(entry.schedule)
                    || !move(entry, Schedule.State.CANCELLED)) {
                return Optional.empty();
            }
            open.remove(id);
            return Optional.of(entry.schedule);
        } finally {
            lock.unlock();
        }
    }

    /// Cancels what waits of a person, and tells nobody of what failed, was missed or was interrupted. What
    /// runs goes
    /// on to its end.
    ///
    /// @throws StoreException where that cannot be kept; what could not be cancelled still waits
    void forget(Person person) {
        lock.lock();
        try {
            for (Entry entry : List.copyOf(open.values())) {
                Schedule schedule = entry.schedule;
                if (!schedule.conversation().person().equals(person)) {
                    continue;
                }
                if (waits(schedule)) {
                    move(entry, Schedule.State.CANCELLED);
                    open.remove(schedule.id());
                } else if (isUntold(schedule)) {
                    open.remove(schedule.id());
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /// What failed, was missed or was interrupted, and was not told yet.
    public List<Schedule> untold(Person person) {
        return list(person, Scheduler::isUntold);
    }

    /// Notes that the person was told. Where that cannot be kept, the person will be told once more.
    public void told(Schedule schedule) {
        lock.lock();
        try {
            Entry entry = open.get(schedule.id());
            if (entry == null || !isUntold(entry.schedule) || !entry.isStored()) {
                return;
            }
            store.told(schedule.id());
            open.remove(schedule.id());
        } catch (StoreException e) {
            LOG.log(Level.WARNING, () -> "it could not be stored that a schedule was told of: " + schedule.id(), e);
        } finally {
            lock.unlock();
        }
    }

    /// Does after all what failed, was missed or was interrupted. A person said yes to that, and sees what
    /// comes of it. Whoever says yes a second time finds it done.
    ActionOutcome late(Schedule schedule, Supplier<ActionOutcome> effect) {
        Entry entry;
        lock.lock();
        try {
            entry = open.computeIfAbsent(schedule.id(), _ -> new Entry(schedule));
            if (!isUntold(entry.schedule) || !move(entry, Schedule.State.RUNNING)) {
                return new Denied(Denied.Reason.CHANGED, subjects(schedule));
            }
            running++;
        } catch (StoreException e) {
            LOG.log(Level.ERROR, () -> "a schedule is not run, as that cannot be stored: " + schedule.id(), e);
            return new Failed(
                    List.of(new Failure(
                            Failure.Reason.NOT_STORED, schedule.call().id(), "")),
                    List.of());
        } finally {
            lock.unlock();
        }
        Schedule.State end = Schedule.State.INTERRUPTED;
        try {
            ActionOutcome outcome = effect.get();
            end = outcome.success() ? Schedule.State.DONE : Schedule.State.FAILED;
            return outcome;
        } finally {
            told(ended(entry, end));
        }
    }

    private static List<String> subjects(Schedule schedule) {
        List<EntityId> targets = schedule.call().targets();
        return targets.isEmpty()
                ? List.of(schedule.call().id())
                : targets.stream().map(EntityId::value).toList();
    }

    private List<Schedule> list(Person person, Predicate<Schedule> which) {
        lock.lock();
        try {
            return open.values().stream()
                    .map(entry -> entry.schedule)
                    .filter(schedule -> schedule.conversation().person().equals(person))
                    .filter(schedule -> schedule.state() != Schedule.State.CANCELLED)
                    .filter(which)
                    .sorted(SOONEST)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    private static boolean waits(Schedule schedule) {
        return schedule.state() == Schedule.State.WAITING;
    }

    private static boolean isUntold(Schedule schedule) {
        return switch (schedule.state()) {
            case FAILED, MISSED, INTERRUPTED -> true;
            case WAITING, RUNNING, DONE, CANCELLED -> false;
        };
    }

    private void watch() {
        lock.lock();
        try {
            while (!closed) {
                try {
                    look();
                } catch (RuntimeException e) {
                    LOG.log(Level.ERROR, "the schedules could not be looked at: they are soon looked at again", e);
                }
                long pause = Math.clamp(untilNext().toNanos(), 1_000_000, look.toNanos());
                changed.awaitNanos(pause);
            }
        } catch (InterruptedException e) {
            // Nobody interrupts this thread; what waits is in the store.
            LOG.log(Level.ERROR, "the scheduler was interrupted", e);
        } finally {
            lock.unlock();
        }
    }

    private Duration untilNext() {
        Instant now = clock.instant();
        return open.values().stream()
                .filter(entry -> waits(entry.schedule))
                .map(entry -> entry.notBefore.isAfter(entry.schedule.due()) ? entry.notBefore : entry.schedule.due())
                .min(Comparator.naturalOrder())
                .filter(next -> next.isBefore(now.plus(look)))
                .map(next -> Duration.between(now, next))
                .orElse(look);
    }

    /// Begins what is due, gives up what is too late, and stores what could not be stored before.
    private void look() {
        Instant now = clock.instant();
        for (Entry entry : List.copyOf(open.values())) {
            Schedule schedule = entry.schedule;
            // After a clock was set back nothing waits for longer than it would have.
            boolean paused = now.isBefore(entry.notBefore)
                    && entry.notBefore.isBefore(now.plus(AGAIN).plusMillis(1));
            if (paused) {
                continue;
            }
            if (waits(schedule) && now.isAfter(schedule.due().plus(TOO_LATE))) {
                settle(entry, entry.unreached ? Schedule.State.FAILED : Schedule.State.MISSED);
            } else if (!entry.isStored()) {
                settle(entry, schedule.state());
            } else if (waits(schedule) && !now.isBefore(schedule.due())) {
                begin(entry);
            }
        }
    }

    private void begin(Entry entry) {
        try {
            if (!move(entry, Schedule.State.RUNNING)) {
                return;
            }
        } catch (StoreException e) {
            LOG.log(
                    Level.ERROR,
                    () -> "a schedule is not run yet, as that cannot be stored: " + entry.schedule.id(),
                    e);
            return;
        }
        if (entry.action.isEmpty()) {
            entry.action = Ulid.at(clock.instant());
        }
        Schedule schedule = entry.schedule;
        String action = entry.action;
        running++;
        Thread.ofVirtual().name("schedule").start(() -> run(entry, schedule, action));
    }

    private void run(Entry entry, Schedule schedule, String action) {
        Schedule.State end = Schedule.State.INTERRUPTED;
        try {
            ActionOutcome outcome = runner.run(schedule, action);
            boolean inTime = !clock.instant().isAfter(schedule.due().plus(TOO_LATE));
            if (outcome.success()) {
                end = Schedule.State.DONE;
            } else {
                end = neverLeft(outcome) && inTime ? Schedule.State.WAITING : Schedule.State.FAILED;
            }
        } catch (Throwable e) {
            LOG.log(Level.ERROR, () -> "a schedule broke off: " + schedule.id(), e);
        } finally {
            ended(entry, end);
        }
    }

    /// Whether the home was away, so that nothing was called at all.
    private static boolean neverLeft(ActionOutcome outcome) {
        return outcome instanceof Failed(List<Failure> failures, List<StateChange> changes)
                && changes.isEmpty()
                && failures.stream().anyMatch(failure -> failure.reason() == Failure.Reason.UNREACHABLE)
                && failures.stream().allMatch(failure -> switch (failure.reason()) {
                    case UNREACHABLE, UNAVAILABLE -> true;
                    case UNKNOWN, REFUSED, UNVERIFIED, NOT_STORED, UNCHANGED -> false;
                });
    }

    private Schedule ended(Entry entry, Schedule.State end) {
        lock.lock();
        try {
            running--;
            if (end == Schedule.State.WAITING) {
                entry.unreached = true;
                entry.notBefore = clock.instant().plus(AGAIN);
            }
            settle(entry, end);
            changed.signalAll();
            return entry.schedule;
        } finally {
            lock.unlock();
        }
    }

    /// Gives it the state, whether or not the store can take that now: it is tried again until it can.
    private void settle(Entry entry, Schedule.State state) {
        entry.schedule = entry.schedule.in(state);
        try {
            move(entry, state);
        } catch (StoreException e) {
            LOG.log(Level.ERROR, () -> "the state of a schedule cannot be stored: " + entry.schedule.id(), e);
            return;
        }
        if (state == Schedule.State.DONE || state == Schedule.State.CANCELLED) {
            open.remove(entry.schedule.id());
        }
    }

    /// Moves it on in the store, and then here.
    ///
    /// @return whether it was moved; where it was not, it is nobody's here any more
    /// @throws StoreException where nobody knows whether it was
    private boolean move(Entry entry, Schedule.State to) {
        String id = entry.schedule.id();
        try {
            for (Schedule.State from : Set.copyOf(entry.stored)) {
                if (store.move(id, from, to)) {
                    entry.stored = EnumSet.of(to);
                    entry.schedule = entry.schedule.in(to);
                    return true;
                }
            }
        } catch (StoreException e) {
            entry.stored.add(to);
            entry.notBefore = clock.instant().plus(AGAIN);
            throw e;
        }
        LOG.log(Level.WARNING, () -> "a schedule is not, or no longer, in the store as it was: " + id);
        open.remove(id);
        return false;
    }

    /// Waits for what runs, so that its end is stored too.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            long left = PATIENCE.toNanos();
            while (running > 0 && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (running > 0) {
                LOG.log(Level.WARNING, () -> "schedules that still run: " + running);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        watch.ifPresent(thread -> {
            try {
                thread.join(PATIENCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
