package io.jarvas.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.NewTurn;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.Satellites.Satellite;
import io.jarvas.memory.Memory;
import io.jarvas.memory.Scope;
import io.jarvas.memory.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteSatellitesTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Person KITCHEN = Person.satellite("kitchen");
    private static final Person HALL = Person.satellite("hall");

    @TempDir
    private Path directory;

    private Database database;
    private SqliteConversations conversations;
    private SqliteMemories memories;
    private SqliteSatellites satellites;
    private int turns;

    @BeforeEach
    void open() {
        database = Database.open(directory.resolve("jarvas.db"));
        conversations = new SqliteConversations(database, InstantSource.fixed(NOW));
        memories = new SqliteMemories(database, InstantSource.fixed(NOW));
        satellites = new SqliteSatellites(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void thoseWithAVoiceAloneAreListedTheLastThatWasSpokenToFirst() {
        says(KITCHEN, "a", 1);
        says(KITCHEN, "b", 2);
        says(KITCHEN, "b", 3);
        says(Person.ASSIST, "a", 4);
        says(HALL, "a", 5);
        for (String other :
                List.of("ha:satellite:x", "token:satellite", "local", "assistant", "satellites", "Satellite:x")) {
            says(new Person(other), "a", 6);
        }
        remembers(KITCHEN, "m1", 3);
        remembers(KITCHEN, "m2", 9);

        assertThat(satellites.page(Optional.empty(), 10))
                .containsExactly(
                        new Satellite(KITCHEN, 2, 2, at(9)),
                        new Satellite(HALL, 1, 0, at(5)),
                        new Satellite(Person.ASSIST, 1, 0, at(4)));
    }

    @Test
    void theyComeInPages() {
        for (int i = 0; i < 5; i++) {
            says(Person.satellite("s" + i), "a", 1);
        }

        List<Satellite> first = satellites.page(Optional.empty(), 2);
        List<Satellite> second =
                satellites.page(Optional.of(first.getLast().person().id()), 2);
        List<Satellite> third =
                satellites.page(Optional.of(second.getLast().person().id()), 2);
        assertThat(java.util.stream.Stream.of(first, second, third).flatMap(List::stream))
                .extracting(each -> each.person().id())
                .containsExactly("satellite:s4", "satellite:s3", "satellite:s2", "satellite:s1", "satellite:s0");
    }

    @Test
    void whateverTheirIdIsTheyAreListed() {
        List<String> ids = List.of("satellite:😀", "satellite:a/b", "satellite:%_", "satellite:" + "x".repeat(300));
        ids.forEach(id -> says(new Person(id), "a", 1));

        assertThat(satellites.page(Optional.empty(), 10))
                .extracting(each -> each.person().id())
                .containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void oneOfWhichNothingIsKeptIsInNoList() {
        conversations.open(HALL, Optional.of("empty"));
        says(KITCHEN, "a", 1);
        new SqlitePersonalData(database).erase(KITCHEN);

        assertThat(satellites.page(Optional.empty(), 10)).isEmpty();
    }

    private static Instant at(int minute) {
        return NOW.plus(Duration.ofMinutes(minute));
    }

    private void says(Person person, String conversation, int minute) {
        ConversationKey key = conversations.open(person, Optional.of(conversation));
        conversations.accepted(
                key, new NewTurn("t" + turns++, "hello", at(minute), Optional.empty(), Optional.empty()));
    }

    private void remembers(Person person, String id, int minute) {
        memories.write(
                Optional.of(new Memory(id, person, Scope.PERSON, "We like tea", Source.WRITTEN, at(minute))),
                List.of());
    }
}
