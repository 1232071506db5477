package io.jarvas.assistant;

import io.jarvas.home.HomeSnapshot;
import io.jarvas.home.LiveHome;
import io.jarvas.prompt.Homes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// A home that stays as a test has it.
final class StillHome implements LiveHome {
    volatile Optional<HomeSnapshot> now = Optional.of(Homes.withOneLight());

    /// Home Assistant cannot be reached: nothing but the catalogue is known.
    static HomeSnapshot away(HomeSnapshot home) {
        return new HomeSnapshot(home.catalog(), Map.of(), HomeSnapshot.Source.LAST_KNOWN, home.asOf());
    }

    @Override
    public Optional<HomeSnapshot> snapshot() {
        return now;
    }

    @Override
    public HomeSnapshot fresh() {
        return now.orElseThrow();
    }

    @Override
    public Optional<HomeSnapshot> await(Predicate<HomeSnapshot> condition, Duration limit) {
        return now.filter(condition);
    }
}
