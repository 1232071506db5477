package io.jarvas.demo.home;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Tells everyone who listens what happens in the home. Used by the home's thread alone.
final class HomeBus {
    private final Set<Consumer<HomeEvent>> listeners = new LinkedHashSet<>();
    private final InstantSource clock;
    private final RandomGenerator random;

    HomeBus(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    HomeContext context(@Nullable String user) {
        return HomeContext.of(user, now(), random);
    }

    /// 32 hexadecimal digits, as Home Assistant's ids are.
    String newId() {
        return "%016x%016x".formatted(random.nextLong(), random.nextLong());
    }

    /// @return what ends the listening
    Runnable listen(Consumer<HomeEvent> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void fire(String type, Map<String, @Nullable Object> data, HomeContext context) {
        fire(new HomeEvent(type, data, now(), context, null));
    }

    void fire(HomeEvent event) {
        List<Consumer<HomeEvent>> present = new ArrayList<>(listeners);
        present.forEach(listener -> listener.accept(event));
    }
}
