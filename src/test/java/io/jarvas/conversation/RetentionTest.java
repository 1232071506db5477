package io.jarvas.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");

    private final BlockingQueue<Instant> expired = new LinkedBlockingQueue<>();
    private volatile boolean broken;

    private final PersonalData data = new PersonalData() {
        @Override
        public void erase(Person person) {
            throw new AssertionError();
        }

        @Override
        public void expire(Instant before) {
            expired.add(before);
            if (broken) {
                throw new StoreException("the disk is full");
            }
        }
    };

    @Test
    void whatIsTooOldIsForgottenAtTheStart() throws Exception {
        try (Retention _ = new Retention(data, Duration.ofDays(365), InstantSource.fixed(NOW))) {
            assertThat(expired.poll(10, TimeUnit.SECONDS)).isEqualTo(NOW.minus(Duration.ofDays(365)));
        }
        assertThat(expired).isEmpty();
    }

    @Test
    void itGoesOnAfterAPauseWhateverWentWrong() throws Exception {
        broken = true;
        try (Retention _ = new Retention(data, Duration.ofDays(1), InstantSource.fixed(NOW), Duration.ofMillis(1))) {
            for (int i = 0; i < 3; i++) {
                assertThat(expired.poll(10, TimeUnit.SECONDS)).isEqualTo(NOW.minus(Duration.ofDays(1)));
            }
        }
    }
}
