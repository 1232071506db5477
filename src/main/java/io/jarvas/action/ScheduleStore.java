package io.jarvas.action;

import java.util.List;

/// Where schedules are kept. What returned is on disk. Safe to use from any thread.
///
/// Every method throws [io.jarvas.conversation.StoreException] where it cannot be done.
public interface ScheduleStore {
    /// Keeps a new one.
    void add(Schedule schedule);

    /// Moves one on, if it is in the first state still; the two may be the same. Nobody was told of the new
    /// one.
    ///
    /// @return whether it was
    boolean move(String id, Schedule.State from, Schedule.State to);

    /// Every one that is in a state that somebody still has to act on, or be told of, soonest first: those that
    /// wait or run, and those that failed, were missed or were interrupted and of which nobody was told.
    List<Schedule> open();

    /// Notes that the person was told how it ended.
    void told(String id);
}
