package io.jarvas.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.conversation.Person;
import io.jarvas.llm.Embedding;
import io.jarvas.memory.Memory;
import io.jarvas.memory.Scope;
import io.jarvas.memory.Source;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteMemoriesTest {
    private static final Person RITA = new Person("ha:rita");

    @TempDir
    private Path directory;

    private Database database;
    private SqliteMemories memories;

    @BeforeEach
    void open() {
        database = Database.open(directory.resolve("jarvas.db"));
        memories = new SqliteMemories(database, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void memoriesOutliveARestart() {
        memories.write(Optional.of(memory("1", "I take my coffee black")), Set.of());
        close();
        open();
        assertThat(memories.find(RITA, List.of("coff"), 3)).containsExactly(memory("1", "I take my coffee black"));
    }

    @Test
    void whatIsForgottenIsNotFoundAndStandsInNoIndex() throws Exception {
        memories.write(Optional.of(memory("1", "the xylophonist drinks espresso")), Set.of());
        memories.write(Optional.empty(), Set.of("1"));

        assertThat(memories.find("1")).isEmpty();
        assertThat(memories.find(RITA, List.of("xylophonist"), 3)).isEmpty();
        assertThat(memories.stems(List.of("xy"))).isEmpty();
    }

    @Test
    void aPersonsMemoriesGoWithThePerson() {
        memories.write(Optional.of(memory("1", "I take my coffee black")), Set.of());
        memories.put(memory("1", "I take my coffee black"), Embedding.of("m", new float[] {1, 2}));
        database.transaction(handle -> handle.execute("DELETE FROM person WHERE id = 'ha:rita'"));

        assertThat(memories.page(RITA, Optional.empty(), 10)).isEmpty();
        assertThat(memories.find(RITA, List.of("coff"), 3)).isEmpty();
        assertThat(memories.all("m")).isEmpty();
        assertThat(memories.stems(List.of("co"))).isEmpty();
    }

    @Test
    void aMemoryThatIsWrittenAnewLosesItsMeaning() {
        Memory first = memory("1", "I take my coffee black");
        memories.write(Optional.of(first), Set.of());
        assertThat(memories.without("m", 9)).containsExactly(first);
        assertThat(memories.put(first, Embedding.of("m", new float[] {1, 2}))).isTrue();
        assertThat(memories.without("m", 9)).isEmpty();
        assertThat(memories.without("another", 9)).hasSize(1);

        Memory second = memory("1", "I take my tea black");
        memories.write(Optional.of(second), Set.of());

        assertThat(memories.all("m")).isEmpty();
        assertThat(memories.put(first, Embedding.of("m", new float[] {1, 2}))).isFalse();
        assertThat(memories.find(RITA, List.of("coff"), 3)).isEmpty();
        assertThat(memories.find(RITA, List.of("tea"), 3)).containsExactly(second);
    }

    @Test
    void whatAnEarlierJarvasWordedOtherwiseIsWordedAnew() {
        memories.write(Optional.of(memory("1", "I take my coffee black")), Set.of());
        database.transaction(handle -> {
            handle.execute("DELETE FROM memory_words");
            return handle.execute("UPDATE memory SET wording = 0");
        });
        assertThat(memories.find(RITA, List.of("coff"), 3)).isEmpty();

        memories = new SqliteMemories(database, Clock.systemUTC());
        assertThat(memories.find(RITA, List.of("coff"), 3)).hasSize(1);
    }

    @Test
    void wordsAreNoQuery() {
        memories.write(Optional.of(memory("1", "I take my coffee black")), Set.of());
        assertThat(memories.find(RITA, List.of("\" OR stems:*", "NEAR(", "*"), 3))
                .isEmpty();
    }

    @Test
    void theFileHoldsNothingOfAForgottenIndexEntry() throws Exception {
        memories.write(Optional.of(memory("1", "zqxjzqxj")), Set.of());
        memories.write(Optional.empty(), Set.of("1"));
        String index = database.transaction(
                handle -> handle.createQuery("SELECT group_concat(hex(block)) FROM memory_words_data")
                        .mapTo(String.class)
                        .one());
        assertThat(index).doesNotContain(hex("zqxj"));
        assertThat(Files.exists(directory.resolve("jarvas.db"))).isTrue();
    }

    private static String hex(String text) {
        StringBuilder hex = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.US_ASCII)) {
            hex.append(String.format("%02X", b));
        }
        return hex.toString();
    }

    private static Memory memory(String id, String text) {
        return new Memory(id, RITA, Scope.PERSON, text, new Source(Source.Kind.ASKED, "c", "t"), Instant.EPOCH);
    }
}
