package io.jarvas.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.home.HomeException;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.home.LiveHome;
import io.jarvas.prompt.Homes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class FirstLookTest {
    /// A home that becomes known while somebody waits for it, or never.
    private static final class Late implements LiveHome {
        private final Deque<HomeSnapshot> coming = new ArrayDeque<>();
        private final List<Duration> waits = new ArrayList<>();
        private Optional<HomeSnapshot> known = Optional.empty();

        @Override
        public Optional<HomeSnapshot> snapshot() {
            return known;
        }

        @Override
        public HomeSnapshot fresh() {
            return known.orElseThrow(() -> new HomeException(HomeException.Code.UNREACHABLE, "not known"));
        }

        @Override
        public Optional<HomeSnapshot> await(Predicate<HomeSnapshot> condition, Duration limit) {
            waits.add(limit);
            known = Optional.ofNullable(coming.poll()).filter(condition);
            return known;
        }
    }

    private final Late home = new Late();

    @Test
    void whoLooksBeforeTheHomeIsKnownWaitsForIt() {
        home.coming.add(Homes.withOneLight());

        FirstLook live = new FirstLook(home, Duration.ofSeconds(3));

        assertThat(live.snapshot()).contains(Homes.withOneLight());
        assertThat(home.waits)
                .hasSize(1)
                .allSatisfy(limit -> assertThat(limit).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(3)));
    }

    @Test
    void aKnownHomeIsShownAtOnce() {
        home.known = Optional.of(Homes.withOneLight());

        assertThat(new FirstLook(home, Duration.ofSeconds(3)).snapshot()).contains(Homes.withOneLight());
        assertThat(home.waits).isEmpty();
    }

    @Test
    void nobodyWaitsForAHomeThatDidNotComeInTime() {
        assertThat(new FirstLook(home, Duration.ZERO).snapshot()).isEmpty();
        assertThat(home.waits).isEmpty();
    }

    @Test
    void everythingElseIsTheHomesOwn() {
        home.known = Optional.of(Homes.withOneLight());
        FirstLook live = new FirstLook(home, Duration.ofSeconds(3));

        assertThat(live.fresh()).isEqualTo(Homes.withOneLight());
        home.coming.add(Homes.withOneLight());
        assertThat(live.await(_ -> true, Duration.ofMillis(7))).isPresent();
        assertThat(home.waits).containsExactly(Duration.ofMillis(7));
    }
}
