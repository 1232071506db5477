package io.jarvas.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.jarvas.speech.SentenceQueue.Sentence;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class SentenceQueueTest {
    private final SentenceQueue queue = new SentenceQueue();

    @Test
    void sentencesComeInOrderAndTheEndAfterThem() {
        queue.say(" One. ");
        queue.say("Two.");
        queue.end();

        assertThat(queue.next()).contains(new Sentence(0, "One."));
        assertThat(queue.next()).contains(new Sentence(1, "Two."));
        assertThat(queue.next()).isEmpty();
        assertThat(queue.next()).isEmpty();
    }

    @Test
    void whatHasNoWordsIsCountedAndNotGiven() {
        queue.say("\n");
        queue.say("One.");

        assertThat(queue.next()).contains(new Sentence(1, "One."));
        assertThat(queue.said()).isEqualTo(2);
    }

    @Test
    void whoeverWaitsIsWokenByASentenceTheEndAndTheClosing() {
        assertThat(woken(() -> queue.say("One."))).contains(new Sentence(0, "One."));
        assertThat(woken(queue::end)).isEmpty();
        SentenceQueue another = new SentenceQueue();
        another.say("One.");
        another.close();

        assertThat(another.next()).isEmpty();
        another.say("Nobody hears this.");
    }

    @Test
    void nothingIsSaidAfterTheEnd() {
        queue.end();

        assertThatIllegalStateException().isThrownBy(() -> queue.say("One more thing."));
    }

    private Optional<Sentence> woken(Runnable by) {
        CompletableFuture<Optional<Sentence>> next = new CompletableFuture<>();
        Thread waiting = Thread.ofPlatform().start(() -> next.complete(queue.next()));
        await().until(() -> waiting.getState() == Thread.State.WAITING);
        by.run();
        return next.join();
    }
}
