package io.jarvas.assistant;

import io.jarvas.conversation.Person;

/// Turns that run, and those that ended some minutes ago, for whoever comes back to one. A person's own alone.
/// Safe to use from any thread.
public interface Following {
    /// Goes on listening to a turn.
    ///
    /// @param after how many of its events the listener has had
    Found follow(Person person, String turn, int after);

    /// Stops a turn; one that has ended stays as it is.
    ///
    /// @return whether the person has such a turn
    boolean cancel(Person person, String turn);

    /// Whether the turn runs, or waits to.
    boolean runs(Person person, String turn);

    /// What there is of a turn.
    sealed interface Found {
        /// @param turn tells the events that are missing, and those to come
        record Listening(RunningTurn turn) implements Found {}

        /// It has ended, and the listener has had all of it.
        record Told() implements Found {}

        /// The person has no such turn, or it ended too long ago.
        record Unknown() implements Found {}
    }
}
