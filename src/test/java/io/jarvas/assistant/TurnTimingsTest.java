package io.jarvas.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.llm.ModelChunk;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TurnTimingsTest {
    private final TurnTimings timings = new TurnTimings();

    @Test
    void whatTheModelsServerCountedIsThatOfAllPasses() {
        timings.usage(usage(3_000, 40, 20_000, 9_000), 0);
        timings.usage(usage(3_100, 5, 2, 60), 3_050);

        TurnReport report = report();
        assertThat(report.timing("load")).contains(Duration.ofMillis(20_002));
        assertThat(report.timing("prefill")).contains(Duration.ofMillis(9_060));
        assertThat(report.count("prompt")).hasValue(6_100);
        assertThat(report.count("reused")).hasValue(3_050);
        assertThat(report.read()).hasValue(3_050);
        assertThat(report.count("generated")).hasValue(45);
    }

    @Test
    void ofAPassNoMoreIsReusedThanItsPromptHas() {
        timings.usage(usage(1_000, 1, 0, 0), 0);
        timings.usage(usage(1_000, 1, 0, 0), 1_500);

        assertThat(report().count("reused")).hasValue(1_000);
    }

    @Test
    void aPassThatWasNotCountedTakesNothingFromTheOthers() {
        timings.usage(usage(1_000, 10, 0, 0), 900);
        timings.usage(usage(-1, -1, 0, 0), 5);

        TurnReport report = report();
        assertThat(report.count("prompt")).hasValue(1_000);
        assertThat(report.count("reused")).hasValue(900);
        assertThat(report.count("generated")).hasValue(10);
    }

    @Test
    void theFirstTokenIsThatOfTheFirstPass() {
        assertThat(timings.first("first_token")).isTrue();
        Duration first = report().timing("first_token").orElseThrow();

        assertThat(timings.first("first_token")).isFalse();
        assertThat(report().timing("first_token")).contains(first);
    }

    @Test
    void withoutTheModelThereIsNothingToCount() {
        timings.mark("queue");

        assertThat(report().tokens()).isEmpty();
        assertThat(report().timings()).containsOnlyKeys("queue");
    }

    private TurnReport report() {
        return timings.report(Instant.EPOCH, true);
    }

    private static ModelChunk.Usage usage(int prompt, int generated, long loadMs, long readMs) {
        return new ModelChunk.Usage(
                prompt, generated, Duration.ofMillis(loadMs), Duration.ofMillis(readMs), Duration.ofMillis(5));
    }
}
