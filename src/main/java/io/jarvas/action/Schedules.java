package io.jarvas.action;

import io.jarvas.conversation.Person;
import java.util.List;
import java.util.Optional;

/// What is scheduled, for the person who asked for it. Safe to use from any thread.
public interface Schedules {
    /// What waits or runs, and what the person was not told of yet, soonest first.
    List<Schedule> of(Person person);

    /// @return the schedule that is cancelled now; empty where the person has none of that id that waits
    /// @throws io.jarvas.conversation.StoreException where that cannot be kept; it still waits
    Optional<Schedule> cancel(String id, Person person);
}
