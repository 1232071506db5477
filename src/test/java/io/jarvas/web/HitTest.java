package io.jarvas.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HitTest {
    @Test
    void theMarksBecomePlacesInTheText() {
        assertThat(Hit.of("turn on the \u0002hall\u0003 and \u0002Hall\u0003"))
                .isEqualTo(new Hit("turn on the hall and Hall", List.of(new Hit.Range(12, 16), new Hit.Range(21, 25))));
        assertThat(Hit.of("nothing")).isEqualTo(new Hit("nothing", List.of()));
    }

    @Test
    void marksThatAreNotPairsAreNoPlaces() {
        assertThat(Hit.of("\u0003a\u0002\u0003b\u0002c")).isEqualTo(new Hit("abc", List.of()));
    }
}
