package io.jarvas.home;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/// A home that is kept up to date in the background. Safe to use from any thread.
public interface LiveHome {
    /// The newest snapshot; empty until the home was known once. Costs no call and never waits.
    Optional<HomeSnapshot> snapshot();

    /// The newest snapshot, to act on: at once while the socket is up; read anew while REST stands in.
    ///
    /// @throws HomeException where neither can be had
    HomeSnapshot fresh();

    /// Waits until a snapshot fulfils the condition. The present one and every later one are tried, none is
    /// skipped. While REST stands in, the states are read again for it.
    ///
    /// @param limit the longest wait
    /// @return the first snapshot that does, or nothing where none came in time
    Optional<HomeSnapshot> await(Predicate<HomeSnapshot> condition, Duration limit);
}
