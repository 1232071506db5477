package io.jarvas.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CurrentTurnTest {
    @Test
    void aThreadWorksForATurnUntilItEnds() {
        assertThat(CurrentTurn.id()).isEmpty();
        try (var _ = CurrentTurn.begin("t1")) {
            try (var _ = CurrentTurn.begin("t2")) {
                assertThat(CurrentTurn.id()).contains("t2");
            }
            assertThat(CurrentTurn.id()).contains("t1");
        }
        assertThat(CurrentTurn.id()).isEmpty();
    }

    @Test
    void threadsThatAreStartedMeanwhileWorkForTheSameTurn() {
        CompletableFuture<Optional<String>> seen = new CompletableFuture<>();
        try (var _ = CurrentTurn.begin("t1")) {
            Thread.ofVirtual().start(() -> seen.complete(CurrentTurn.id()));
        }

        assertThat(seen.join()).contains("t1");
    }

    @Test
    void workIsTakenOverWithItsTurn() throws Exception {
        Callable<Optional<String>> carried;
        try (var _ = CurrentTurn.begin("t1")) {
            carried = CurrentTurn.carried(CurrentTurn::id);
        }
        try (var _ = CurrentTurn.begin("t2")) {
            assertThat(carried.call()).contains("t1");
            assertThat(CurrentTurn.id()).contains("t2");
        }
    }
}
