package io.jarvas.wyoming;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.MovedClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SparingCountTest {
    @Test
    void aLineIsDueOnceAMinuteAndTellsHowManyTimes() {
        MovedClock clock = new MovedClock(Instant.EPOCH);
        SparingCount count = new SparingCount(clock);

        assertThat(count.happened()).hasValue(1);
        for (int i = 0; i < 1_000; i++) {
            assertThat(count.happened()).isEmpty();
        }
        clock.move(Duration.ofMinutes(1));
        assertThat(count.happened()).hasValue(1_001);
        assertThat(count.happened()).isEmpty();
    }
}
