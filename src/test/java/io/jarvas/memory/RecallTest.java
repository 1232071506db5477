package io.jarvas.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.MovedClock;
import io.jarvas.conversation.Person;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class RecallTest {
    private static final Person RITA = new Person("ha:rita");
    private static final int ROOM = 1_200;

    private final MovedClock clock = new MovedClock(Instant.parse("2026-11-23T14:05:00Z"));

    @TempDir
    private Path directory;

    private Shelf shelf;

    @BeforeEach
    void open() {
        shelf = new Shelf(directory, clock);
        keep("I take my coffee black");
        keep("The spare key is under the blue flowerpot");
        keep("Oscar's birthday is the 14th of March");
        keep("The bins go out on Tuesdays");
    }

    @AfterEach
    void close() {
        shelf.close();
    }

    @Test
    void aMessageAboutNothingOfTheKindIsToldTheThreeMostRecent() {
        assertThat(told("turn on the light"))
                .containsExactly(
                        "The bins go out on Tuesdays",
                        "Oscar's birthday is the 14th of March",
                        "The spare key is under the blue flowerpot");
    }

    @Test
    void aMessageThatAsksForMemoriesIsToldTheOnesItIsAbout() {
        assertThat(told("do you remember how I drink my coffee?")).containsExactly("I take my coffee black");
        assertThat(told("lembras-te de quando o Óscar faz anos?"))
                .first()
                .isEqualTo("Oscar's birthday is the 14th of March");
    }

    @Test
    void whereNothingIsFoundTheMostRecentAreTold() {
        assertThat(told("do you remember zzz?")).hasSize(3);
    }

    @Test
    void whatWasLookedUpStaysAtHandForAMinute() {
        assertThat(recall("hello").known()).isFalse();
        clock.move(Duration.ofSeconds(59));
        assertThat(recall("good evening").known()).isTrue();
        clock.move(Duration.ofSeconds(1));
        assertThat(recall("hello").known()).isFalse();
    }

    @Test
    void whatIsAtHandIsOlderThanAChangePastIt() {
        told("hello");
        Memory memory = new Memory("x", RITA, Scope.PERSON, "past the book", Source.WRITTEN, clock.instant());
        shelf.store.write(Optional.of(memory), Set.of());

        assertThat(told("hello")).doesNotContain("past the book");
        clock.move(Duration.ofMinutes(1));
        assertThat(told("hello")).contains("past the book");
    }

    @Test
    void aChangeIsSeenAtOnce() {
        told("hello");
        keep("Rita likes tea");
        assertThat(told("hello")).first().isEqualTo("Rita likes tea");
    }

    @Test
    void anotherPersonsAnswerIsNotAtHand() {
        told("hello");
        Recall.Recalled other = shelf.recall.of(new Person("ha:tom"), "hello", ROOM);
        assertThat(other.known()).isFalse();
        assertThat(other.memories()).isEmpty();
    }

    @Test
    void memoriesTakeNoMoreThanTheirRoom() {
        for (int i = 0; i < 3; i++) {
            keep("abc".charAt(i) + "x".repeat(480));
        }
        assertThat(recall("hello").memories()).hasSize(2);
        assertThat(shelf.recall.of(RITA, "hello", 10).memories()).isEmpty();
    }

    @Test
    void thatOwnerWhoTurnedItOffHasNothingTold() {
        try (Shelf off = new Shelf(directory, Remember.OFF, Shelf.NO_MODEL, clock)) {
            assertThat(off.recall.of(RITA, "do you remember my coffee?", ROOM).memories())
                    .isEmpty();
        }
    }

    @Test
    void meaningFindsWhatWordsDoNot() {
        shelf.close();
        String question = "do you remember what I want for elevenses?";
        shelf = new Shelf(
                directory,
                Remember.ASKED,
                Shelf.model(
                        Optional.of("m"),
                        Map.of(
                                question,
                                new float[] {1, 0.1f},
                                "I take my coffee black",
                                new float[] {0.9f, 0.1f},
                                "The bins go out on Tuesdays",
                                new float[] {-0.5f, 1})),
                clock);
        assertThat(shelf.search.find(RITA, question, 3))
                .extracting(Memory::text)
                .doesNotContain("I take my coffee black");
        assertThat(shelf.meanings.learnSome(() -> true)).isTrue();
        assertThat(shelf.meanings.learnSome(() -> true)).isFalse();
        assertThat(shelf.search.find(RITA, question, 3))
                .extracting(Memory::text)
                .first()
                .isEqualTo("I take my coffee black");
        assertThat(shelf.search.find(new Person("ha:tom"), question, 3)).isEmpty();
    }

    @Test
    void misspeltAndSplitWordsFindTheirFact() {
        assertThat(shelf.search.find(RITA, "the flowerpto", 1))
                .extracting(Memory::text)
                .containsExactly("The spare key is under the blue flowerpot");
        assertThat(shelf.search.find(RITA, "flower pot", 1)).hasSize(1);
        assertThat(shelf.search.find(RITA, "sparekey", 1)).hasSize(1);
    }

    private void keep(String text) {
        clock.move(Duration.ofSeconds(1));
        shelf.book.keep(RITA, Scope.PERSON, text, Source.WRITTEN);
    }

    private Recall.Recalled recall(String words) {
        return shelf.recall.of(RITA, words, ROOM);
    }

    private List<String> told(String words) {
        return recall(words).memories().stream().map(Memory::text).toList();
    }
}
