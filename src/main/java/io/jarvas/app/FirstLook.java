package io.jarvas.app;

import io.jarvas.home.HomeSnapshot;
import io.jarvas.home.LiveHome;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/// A home in the first moments of the program: whoever wants to see it before it was known once waits for that, and
/// goes without it only where it does not come in time. So the doors can open before the home is known, and a message
/// that comes at once is answered with it all the same.
final class FirstLook implements LiveHome {
    private final LiveHome home;
    private final long end;

    /// @param patience from now on
    FirstLook(LiveHome home, Duration patience) {
        this.home = home;
        end = System.nanoTime() + patience.toNanos();
    }

    @Override
    public Optional<HomeSnapshot> snapshot() {
        Optional<HomeSnapshot> newest = home.snapshot();
        long left = end - System.nanoTime();
        return newest.isPresent() || left <= 0 ? newest : home.await(_ -> true, Duration.ofNanos(left));
    }

    @Override
    public HomeSnapshot fresh() {
        return home.fresh();
    }

    @Override
    public Optional<HomeSnapshot> await(Predicate<HomeSnapshot> condition, Duration limit) {
        return home.await(condition, limit);
    }
}
