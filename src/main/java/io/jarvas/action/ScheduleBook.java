package io.jarvas.action;

import io.jarvas.conversation.Person;
import io.jarvas.conversation.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// The schedules that are not settled yet, or of which the person has not been told, as they are here and as the store
/// has them. Guarded by the lock of the [Scheduler], whose it is.
///
/// A store that fails leaves open whether it kept the new state. Each schedule therefore remembers every state
/// in which the store may have it, and whichever it turns out to be is a state from which the next move may
/// begin. Where it is in none of those, somebody else has taken it up, and it is left alone.
final class ScheduleBook {
    /// How many of a person may wait.
    static final int MOST = 200;

    /// Until a home that is away, or a store that fails, is tried again.
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private static final Logger LOG = System.getLogger(ScheduleBook.class.getName());

    private static final Comparator<Schedule> SOONEST =
            Comparator.comparing(Schedule::due).thenComparing(Schedule::id);

    /// One of them.
    static final class Entry {
        private Schedule schedule;
        /// In which of these the store has it.
        private Set<Schedule.State> stored;

        private Instant notBefore = Instant.MIN;
        /// Under which its runs are noted; empty until it runs.
        private String action = "";
        /// Whether it was tried, and the home was away.
        private boolean unreached;

        private Entry(Schedule schedule) {
            this.schedule = schedule;
            this.stored = EnumSet.of(schedule.state());
        }

        Schedule schedule() {
            return schedule;
        }

        boolean waits() {
            return schedule.state() == Schedule.State.WAITING;
        }

        /// Whether it failed, was missed or was interrupted, and was not told yet.
        boolean isUntold() {
            return switch (schedule.state()) {
                case FAILED, MISSED, INTERRUPTED -> true;
                case WAITING, RUNNING, DONE, CANCELLED -> false;
            };
        }

        boolean isStored() {
            return stored.equals(EnumSet.of(schedule.state()));
        }

        /// When it is to be looked at next.
        Instant next() {
            return notBefore.isAfter(schedule.due()) ? notBefore : schedule.due();
        }

        /// Whether it is not to be looked at now. After a clock was set back nothing waits for longer than it
        /// would have.
        boolean isPaused(Instant now) {
            return now.isBefore(notBefore) && notBefore.isBefore(now.plus(AGAIN).plusMillis(1));
        }

        /// The id under which its runs are noted: the same when it is tried again.
        String action(String fresh) {
            if (action.isEmpty()) {
                action = fresh;
            }
            return action;
        }

        /// Notes that it was tried, and the home was away.
        void unreached(Instant now) {
            unreached = true;
            notBefore = now.plus(AGAIN);
        }

        boolean wasUnreached() {
            return unreached;
        }

        private boolean belongsTo(Person person) {
            return schedule.conversation().person().equals(person);
        }
    }

    private final ScheduleStore store;
    private final InstantSource clock;
    private final Map<String, Entry> open = new HashMap<>();

    ScheduleBook(ScheduleStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /// Takes up what was stored. What a dying process left behind as running may have been done.
    ///
    /// @throws StoreException where that cannot be read
    void open() {
        for (Schedule schedule : store.open()) {
            Entry entry = entry(schedule);
            if (schedule.state() == Schedule.State.RUNNING) {
                settle(entry, Schedule.State.INTERRUPTED);
            }
        }
    }

    /// @throws StoreException where it cannot be kept
    /// @throws UnusableArgumentsException where too many of the person wait
    void add(Schedule schedule) {
        long waiting = open.values().stream()
                .filter(entry -> entry.belongsTo(schedule.conversation().person()))
                .filter(entry -> entry.waits() || entry.schedule.state() == Schedule.State.CANCELLED)
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
    }

    /// The one of that schedule, which is taken up where it was not.
    Entry entry(Schedule schedule) {
        return open.computeIfAbsent(schedule.id(), _ -> new Entry(schedule));
    }

    List<Entry> all() {
        return List.copyOf(open.values());
    }

    /// A person's, but for what was cancelled, the soonest first.
    List<Schedule> of(Person person, Predicate<Entry> which) {
        return open.values().stream()
                .filter(entry -> entry.belongsTo(person))
                .filter(entry -> entry.schedule.state() != Schedule.State.CANCELLED)
                .filter(which)
                .map(Entry::schedule)
                .sorted(SOONEST)
                .toList();
    }

    /// @throws StoreException where it cannot be kept that it was
    Optional<Schedule> cancel(String id, Person person) {
        Entry entry = open.get(id);
        if (entry == null || !entry.belongsTo(person) || !entry.waits() || !move(entry, Schedule.State.CANCELLED)) {
            return Optional.empty();
        }
        open.remove(id);
        return Optional.of(entry.schedule);
    }

    /// Whether any of a person's runs.
    boolean runs(Person person) {
        return open.values().stream()
                .anyMatch(entry -> entry.belongsTo(person) && entry.schedule.state() == Schedule.State.RUNNING);
    }

    /// Cancels what waits of a person, and drops what was still to be told.
    ///
    /// @throws StoreException where that cannot be kept; what could not be cancelled still waits
    void forget(Person person) {
        for (Entry entry : all()) {
            if (entry.belongsTo(person) && entry.waits()) {
                move(entry, Schedule.State.CANCELLED);
                open.remove(entry.schedule.id());
            } else if (entry.belongsTo(person) && entry.isUntold()) {
                open.remove(entry.schedule.id());
            }
        }
    }

    /// Notes that the person was told. Where that cannot be kept, the person will be told once more.
    void told(String id) {
        Entry entry = open.get(id);
        if (entry == null || !entry.isUntold() || !entry.isStored()) {
            return;
        }
        try {
            store.told(id);
            open.remove(id);
        } catch (StoreException e) {
            LOG.log(Level.WARNING, () -> "it could not be stored that a schedule was told of: " + id, e);
        }
    }

    /// Gives it the state, whether or not the store can take that now: it is tried again until it can.
    void settle(Entry entry, Schedule.State state) {
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
    boolean move(Entry entry, Schedule.State to) {
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
}
