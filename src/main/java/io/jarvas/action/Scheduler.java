package io.jarvas.action;

import io.jarvas.conversation.Person;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Does what is scheduled when it is due. Safe to use from any thread.
public final class Scheduler implements Schedules, AutoCloseable {
    /// What is found later than this after it was due is not run unasked.
    static final Duration TOO_LATE = Duration.ofMinutes(5);

    Scheduler(ScheduleStore store, Function<Schedule, ActionOutcome> runner, Clock clock) {}

    /// Takes up what was stored, and begins to watch the clock.
    void start() {
        throw new UnsupportedOperationException();
    }

    /// @throws io.jarvas.conversation.StoreException where it cannot be kept
    void add(Schedule schedule) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Schedule> of(Person person) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Schedule> cancel(String id, Person person) {
        throw new UnsupportedOperationException();
    }

    /// What failed, was missed or was interrupted, and was not told yet.
    public List<Schedule> untold(Person person) {
        throw new UnsupportedOperationException();
    }

    /// Notes that the person was told.
    public void told(Schedule schedule) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
