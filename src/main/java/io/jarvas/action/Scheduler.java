package io.jarvas.action;

import io.jarvas.action.ActionOutcome.Failed;
import io.jarvas.action.ActionOutcome.Failure;
import io.jarvas.action.ScheduleBook.Entry;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.StoreException;
import io.jarvas.conversation.Ulid;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Does what is scheduled when it is due, once. Safe to use from any thread.
///
/// One virtual thread sleeps until the next is due, or for a moment, after which it compares with the clock
/// anew: a machine that slept and a clock that was set are noticed. Each one runs on a virtual thread of its
/// own.
///
/// Before a call leaves, the store has the schedule as running. What it cannot take is not run. So what a dying
/// process leaves behind as running may have been done, and is never run a second time unasked; what it leaves
/// behind as waiting was not begun. [ScheduleBook] keeps what is open, and the store in step with it.
public final class Scheduler implements Schedules, AutoCloseable {
    /// What is found later than this after it was due is not run unasked.
    static final Duration TOO_LATE = Duration.ofMinutes(5);

    private static final Logger LOG = System.getLogger(Scheduler.class.getName());
    /// How long it may take until a clock that was set is noticed.
    private static final Duration LOOK = Duration.ofSeconds(2);
    /// How long is waited for what runs.
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /// Does what is due.
    @FunctionalInterface
    interface Runner {
        /// @param action the id under which it is noted; the same when it is tried again
        /// @return what became of it; whatever goes wrong is an outcome
        ActionOutcome run(Schedule schedule, String action);
    }

    private final Runner runner;
    private final Clock clock;
    private final Duration look;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ScheduleBook book;
    private int running;
    private boolean closed;
    private Optional<Thread> watch = Optional.empty();

    Scheduler(ScheduleStore store, Runner runner, Clock clock) {
        this(store, runner, clock, LOOK);
    }

    /// @param look how long it may take until a clock that was set is noticed
    Scheduler(ScheduleStore store, Runner runner, Clock clock, Duration look) {
        this.book = new ScheduleBook(store, clock);
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
            book.open();
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
            book.add(schedule);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<Schedule> of(Person person) {
        return locked(() -> book.of(person, _ -> true));
    }

    @Override
    public Optional<Schedule> cancel(String id, Person person) {
        return locked(() -> book.cancel(id, person));
    }

    /// Cancels what waits of a person, waits for the end of what runs, and tells nobody of what failed, was
    /// missed or was interrupted.
    ///
    /// @throws StoreException where that cannot be kept, or what runs does not end; what could not be cancelled
    ///     still waits
    void forget(Person person) {
        lock.lock();
        try {
            book.forget(person);
            long left = PATIENCE.toNanos();
            while (book.runs(person) && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (book.runs(person)) {
                throw new StoreException("A scheduled call still runs.");
            }
            book.forget(person);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("The wait for a scheduled call was interrupted.", e);
        } finally {
            lock.unlock();
        }
    }

    /// What failed, was missed or was interrupted, and was not told yet.
    public List<Schedule> untold(Person person) {
        return locked(() -> book.of(person, Entry::isUntold));
    }

    /// Notes that the person was told. Where that cannot be kept, the person will be told once more.
    public void told(Schedule schedule) {
        lock.lock();
        try {
            book.told(schedule.id());
        } finally {
            lock.unlock();
        }
    }

    private <T> T locked(Supplier<T> doing) {
        lock.lock();
        try {
            return doing.get();
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
            entry = book.entry(schedule);
            if (!entry.isUntold() || !book.move(entry, Schedule.State.RUNNING)) {
                return Calls.changed(schedule.call());
            }
            running++;
        } catch (StoreException e) {
            LOG.log(Level.ERROR, () -> "a schedule is not run, as that cannot be stored: " + schedule.id(), e);
            return ActionOutcome.failed(
                    Failure.Reason.NOT_STORED, schedule.call().id(), "");
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
        return book.all().stream()
                .filter(Entry::waits)
                .map(Entry::next)
                .min(Comparator.naturalOrder())
                .filter(next -> next.isBefore(now.plus(look)))
                .map(next -> Duration.between(now, next))
                .orElse(look);
    }

    /// Begins what is due, gives up what is too late, and stores what could not be stored before.
    private void look() {
        Instant now = clock.instant();
        for (Entry entry : book.all()) {
            Schedule schedule = entry.schedule();
            if (entry.isPaused(now)) {
                continue;
            }
            if (entry.waits() && now.isAfter(schedule.due().plus(TOO_LATE))) {
                book.settle(entry, entry.wasUnreached() ? Schedule.State.FAILED : Schedule.State.MISSED);
            } else if (!entry.isStored()) {
                book.settle(entry, schedule.state());
            } else if (entry.waits() && !now.isBefore(schedule.due())) {
                begin(entry);
            }
        }
    }

    private void begin(Entry entry) {
        try {
            if (!book.move(entry, Schedule.State.RUNNING)) {
                return;
            }
        } catch (StoreException e) {
            LOG.log(
                    Level.ERROR,
                    () -> "a schedule is not run yet, as that cannot be stored: "
                            + entry.schedule().id(),
                    e);
            return;
        }
        Schedule schedule = entry.schedule();
        String action = entry.action(Ulid.at(clock.instant()));
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
                    case UNKNOWN, REFUSED, UNVERIFIED, NOT_STORED, UNPLANNED, UNCHANGED, MODEL_CANNOT_SEE -> false;
                });
    }

    private Schedule ended(Entry entry, Schedule.State end) {
        lock.lock();
        try {
            running--;
            if (end == Schedule.State.WAITING) {
                entry.unreached(clock.instant());
            }
            book.settle(entry, end);
            changed.signalAll();
            return entry.schedule();
        } finally {
            lock.unlock();
        }
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
