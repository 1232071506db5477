package io.jarvas.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.MovedClock;
import io.jarvas.conversation.Person;
import io.jarvas.memory.Memories.Editor;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class MemoryBookTest {
    private static final Person RITA = new Person("ha:rita");
    private static final Person TOM = new Person("ha:tom");
    private static final Source ASKED = new Source(Source.Kind.ASKED, "c", "t");
    private static final Source LEARNED = new Source(Source.Kind.LEARNED, "c", "t");

    private final MovedClock clock = new MovedClock(Instant.parse("2026-11-23T14:05:00Z"));

    @TempDir
    private Path directory;

    private Shelf shelf;

    @BeforeEach
    void open() {
        shelf = new Shelf(directory, clock);
    }

    @AfterEach
    void close() {
        shelf.close();
    }

    @Test
    void whatIsKeptIsListedWithWhereItCameFrom() {
        Kept kept = keep(RITA, Scope.PERSON, "  I take my\n coffee black ");

        Memory memory = ((Kept.Remembered) kept).memory();
        assertThat(memory.text()).isEqualTo("I take my coffee black");
        assertThat(memory.source()).isEqualTo(ASKED);
        assertThat(list(RITA)).containsExactly(memory);
    }

    @Test
    void onePersonNeverSeesAnothersMemories() {
        keep(RITA, Scope.PERSON, "Rita hides the presents in the shed");

        assertThat(list(TOM)).isEmpty();
        assertThat(shelf.search.find(TOM, "where are the presents hidden? in the shed?", 10))
                .isEmpty();
        assertThat(shelf.recall.of(TOM, "do you remember the presents?", 4_000).memories())
                .isEmpty();
    }

    @Test
    void theHouseholdsAreForEverybody() {
        keep(RITA, Scope.HOUSEHOLD, "The bins go out on Tuesdays");

        assertThat(list(TOM)).extracting(Memory::text).containsExactly("The bins go out on Tuesdays");
        assertThat(shelf.search.find(TOM, "when do the bins go out?", 3)).hasSize(1);
    }

    @Test
    void onlyWhoKeptItOrAnAdministratorChangesTheHouseholds() {
        String id = id(keep(RITA, Scope.HOUSEHOLD, "The bins go out on Tuesdays"));

        assertThat(shelf.book.edit(new Editor(TOM, false), id, Optional.empty(), Optional.of("Never")))
                .isInstanceOf(Kept.Unknown.class);
        assertThat(shelf.book.forget(new Editor(TOM, false), id)).isFalse();
        assertThat(shelf.book.edit(
                        new Editor(TOM, true), id, Optional.empty(), Optional.of("The bins go out on Fridays")))
                .isInstanceOf(Kept.Remembered.class);
        assertThat(shelf.book.forget(new Editor(TOM, true), id)).isTrue();
        assertThat(list(RITA)).isEmpty();
    }

    @Test
    void anAdministratorNeitherChangesNorDeletesWhatIsPersonal() {
        String id = id(keep(RITA, Scope.PERSON, "I take my coffee black"));

        assertThat(shelf.book.edit(new Editor(TOM, true), id, Optional.of(Scope.HOUSEHOLD), Optional.empty()))
                .isInstanceOf(Kept.Unknown.class);
        assertThat(shelf.book.forget(new Editor(TOM, true), id)).isFalse();
    }

    @Test
    void aSecretIsNotKept() {
        assertThat(keep(RITA, Scope.PERSON, "my PIN is 4711")).isInstanceOf(Kept.Secret.class);
        String id = id(keep(RITA, Scope.PERSON, "I like tea"));
        assertThat(shelf.book.edit(new Editor(RITA, false), id, Optional.empty(), Optional.of("a senha é gato")))
                .isInstanceOf(Kept.Secret.class);
        assertThat(list(RITA)).extracting(Memory::text).containsExactly("I like tea");
    }

    @Test
    void aNewerFactTakesTheOldersPlace() {
        keep(RITA, Scope.PERSON, "Rita likes the living room at 21 degrees");
        clock.move(Duration.ofDays(1));

        Kept kept = keep(RITA, Scope.PERSON, "Rita likes the living room at 19 degrees");

        assertThat(((Kept.Remembered) kept).replaced())
                .extracting(Memory::text)
                .containsExactly("Rita likes the living room at 21 degrees");
        assertThat(list(RITA)).extracting(Memory::text).containsExactly("Rita likes the living room at 19 degrees");
    }

    @Test
    void whatAnotherSaysReplacesNothing() {
        keep(RITA, Scope.HOUSEHOLD, "The living room is at 21 degrees");
        clock.move(Duration.ofDays(1));
        keep(TOM, Scope.HOUSEHOLD, "The living room is at 19 degrees");

        assertThat(list(RITA)).hasSize(2);
        // But the older one is not told beside the newer.
        assertThat(shelf.recall.of(RITA, "hello", 4_000).memories())
                .extracting(Memory::text)
                .containsExactly("The living room is at 19 degrees");
    }

    @Test
    void whatIsKnownIsNotKeptTwice() {
        keep(RITA, Scope.PERSON, "I take my coffee black");
        assertThat(keep(RITA, Scope.PERSON, "i take my coffee black.")).isInstanceOf(Kept.Known.class);
        assertThat(list(RITA)).hasSize(1);
    }

    @Test
    void aLongTextIsCut() {
        Memory memory = ((Kept.Remembered) keep(RITA, Scope.PERSON, "tea 😀 ".repeat(200))).memory();
        assertThat(memory.text()).hasSizeLessThanOrEqualTo(Memory.LONGEST).endsWith("…");
    }

    @Test
    void pagesFollowOneAnother() {
        for (int i = 0; i < 7; i++) {
            clock.move(Duration.ofSeconds(1));
            keep(i % 2 == 0 ? RITA : TOM, Scope.HOUSEHOLD, "fact " + "abcdefg".charAt(i) + "ly");
        }
        List<String> all = new ArrayList<>();
        Optional<String> before = Optional.empty();
        for (List<Memory> page = shelf.book.page(RITA, before, 3); !page.isEmpty(); ) {
            page.forEach(memory -> all.add(memory.text()));
            before = Optional.of(page.getLast().id());
            page = shelf.book.page(RITA, before, 3);
        }
        assertThat(all)
                .containsExactly("fact gly", "fact fly", "fact ely", "fact dly", "fact cly", "fact bly", "fact aly");
    }

    @Test
    void thatOwnerWhoWantsNothingRememberedGetsThat() {
        try (Shelf off = new Shelf(directory, Remember.OFF, Shelf.NO_MODEL, clock)) {
            assertThat(off.book.keep(RITA, Scope.PERSON, "I like tea", Source.WRITTEN))
                    .isInstanceOf(Kept.Off.class);
            assertThat(off.book.wanted(RITA)).isFalse();
        }
    }

    @Test
    void nothingIsLearnedUnlessTheOwnerTurnedThatOn() {
        assertThat(shelf.book.keep(RITA, Scope.PERSON, "I like tea", LEARNED)).isInstanceOf(Kept.Off.class);
        shelf.close();
        shelf = new Shelf(directory, Remember.LEARN, Shelf.NO_MODEL, clock);
        assertThat(shelf.book.keep(RITA, Scope.PERSON, "I like tea", LEARNED)).isInstanceOf(Kept.Remembered.class);
    }

    @Test
    void whoWantsNotToBeRememberedIsNot() {
        keep(RITA, Scope.PERSON, "I like tea");
        shelf.book.want(RITA, false);

        assertThat(keep(RITA, Scope.PERSON, "I like coffee")).isInstanceOf(Kept.Off.class);
        assertThat(shelf.recall.of(RITA, "what do I like?", 4_000).memories()).isEmpty();
        assertThat(list(RITA)).hasSize(1);
        assertThat(shelf.book.wanted(TOM)).isTrue();
        shelf.book.want(RITA, true);
        assertThat(shelf.recall.of(RITA, "what do I like?", 4_000).memories()).hasSize(1);
    }

    private Kept keep(Person person, Scope scope, String text) {
        return shelf.book.keep(person, scope, text, ASKED);
    }

    private List<Memory> list(Person person) {
        return shelf.book.page(person, Optional.empty(), 100);
    }

    private static String id(Kept kept) {
        return ((Kept.Remembered) kept).memory().id();
    }
}
