package io.jarvas.sqlite;

import io.jarvas.conversation.Person;
import io.jarvas.llm.Embedding;
import io.jarvas.memory.MeaningStore;
import io.jarvas.memory.Memory;
import io.jarvas.memory.MemoryConsents;
import io.jarvas.memory.MemoryIndex;
import io.jarvas.memory.MemoryStore;
import io.jarvas.memory.Scope;
import io.jarvas.memory.Source;
import io.jarvas.memory.Wording;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// Memories in SQLite, found by FTS5 over the stems of their words. Every statement that reads for a person names the
/// person, so nobody meets what is another's. Safe to use from any thread.
public final class SqliteMemories implements MemoryStore, MemoryIndex, MemoryConsents, MeaningStore {
    private static final String COLUMNS =
            "m.id, m.person, m.scope, m.text, m.source, m.conversation, m.turn, m.changed_ms";
    /// A word that is in the memory counts more than one that means the same.
    private static final String RANK = "bm25(memory_words, 1.0, 0.45)";
    private static final String BEYOND = "\uffff";

    private final Database database;
    private final InstantSource clock;

    public SqliteMemories(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        if (database.lookUp(SqliteMemories::isWordedOtherwise)) {
            database.transaction(SqliteMemories::wordAnew);
        }
    }

    /// Asked at every start, and so without jdbi, whose first query takes longer than all else here.
    private static boolean isWordedOtherwise(Handle handle) {
        try (Statement statement = handle.getConnection().createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT EXISTS (SELECT 1 FROM memory WHERE wording <> " + Wording.VERSION + ")")) {
            return row.next() && row.getBoolean(1);
        } catch (SQLException e) {
            throw new ConnectionException(e);
        }
    }

    /// What an earlier Jarvas worded otherwise.
    private static boolean wordAnew(Handle handle) {
        handle.createQuery("SELECT ordinal, text FROM memory WHERE wording <> :version")
                .bind("version", Wording.VERSION)
                .map((row, _) -> new Worded(row.getLong("ordinal"), row.getString("text")))
                .list()
                .forEach(old -> {
                    index(handle, old.ordinal(), old.text());
                    handle.createUpdate("UPDATE memory SET wording = :version WHERE ordinal = :ordinal")
                            .bind("version", Wording.VERSION)
                            .bind("ordinal", old.ordinal())
                            .execute();
                });
        return true;
    }

    private record Worded(long ordinal, String text) {}

    @Override
    public List<Memory> page(Person person, Optional<String> before, int most) {
        String older = before.isEmpty()
                ? ""
                : "AND (m.changed_ms, m.id) < (SELECT changed_ms, id FROM memory WHERE id = :before)";
        String newest = "ORDER BY m.changed_ms DESC, m.id DESC LIMIT :most";
        return database.read(handle -> {
            var query = handle.createQuery("""
                            SELECT * FROM (SELECT %1$s FROM memory m WHERE m.person = :person %2$s %3$s)
                            UNION ALL
                            SELECT * FROM (SELECT %1$s FROM memory m
                                WHERE m.scope = 'household' AND m.person <> :person %2$s %3$s)
                            ORDER BY changed_ms DESC, id DESC LIMIT :most""".formatted(COLUMNS, older, newest))
                    .bind("person", person.id())
                    .bind("most", most);
            before.ifPresent(id -> query.bind("before", id));
            return query.map(SqliteMemories::memory).list();
        });
    }

    @Override
    public Optional<Memory> find(String id) {
        return database.lookUp(handle -> handle.createQuery("SELECT " + COLUMNS + " FROM memory m WHERE m.id = :id")
                .bind("id", id)
                .map(SqliteMemories::memory)
                .findOne());
    }

    @Override
    public void write(Optional<Memory> memory, Collection<String> forgotten) {
        database.transaction(handle -> {
            forgotten.forEach(id -> handle.createUpdate("DELETE FROM memory WHERE id = :id")
                    .bind("id", id)
                    .execute());
            memory.ifPresent(fact -> write(handle, fact));
            return true;
        });
    }

    private void write(Handle handle, Memory memory) {
        person(handle, memory.owner());
        long ordinal = handle.createQuery("""
                        INSERT INTO memory (id, person, scope, text, source, conversation, turn, changed_ms, wording)
                        VALUES (:id, :person, :scope, :text, :source, :conversation, :turn, :changed, :wording)
                        ON CONFLICT (id) DO UPDATE SET scope = excluded.scope, text = excluded.text,
                            source = excluded.source, conversation = excluded.conversation, turn = excluded.turn,
                            changed_ms = excluded.changed_ms, wording = excluded.wording
                        RETURNING ordinal""")
                .bind("id", memory.id())
                .bind("person", memory.owner().id())
                .bind("scope", stored(memory.scope()))
                .bind("text", memory.text())
                .bind("source", stored(memory.source().kind()))
                .bind("conversation", memory.source().conversation())
                .bind("turn", memory.source().turn())
                .bind("changed", memory.changed().toEpochMilli())
                .bind("wording", Wording.VERSION)
                .mapTo(long.class)
                .one();
        index(handle, ordinal, memory.text());
        handle.createUpdate("DELETE FROM memory_meaning WHERE memory = :ordinal")
                .bind("ordinal", ordinal)
                .execute();
    }

    private void person(Handle handle, Person person) {
        handle.createUpdate("INSERT INTO person (id, created_ms) VALUES (:person, :now) ON CONFLICT DO NOTHING")
                .bind("person", person.id())
                .bind("now", clock.instant().toEpochMilli())
                .execute();
    }

    private static void index(Handle handle, long ordinal, String text) {
        Wording wording = Wording.of(text);
        handle.createUpdate("DELETE FROM memory_words WHERE rowid = :ordinal")
                .bind("ordinal", ordinal)
                .execute();
        handle.createUpdate("INSERT INTO memory_words (rowid, stems, kin) VALUES (:ordinal, :stems, :kin)")
                .bind("ordinal", ordinal)
                .bind("stems", String.join(" ", wording.stems()))
                .bind("kin", String.join(" ", wording.kin()))
                .execute();
    }

    @Override
    public List<Memory> find(Person person, Collection<String> words, int most) {
        if (words.isEmpty()) {
            return List.of();
        }
        String any =
                words.stream().map(word -> '"' + word.replace("\"", "") + '"').collect(Collectors.joining(" OR "));
        return database.lookUp(handle -> handle.createQuery("""
                        SELECT %s FROM memory_words JOIN memory m ON m.ordinal = memory_words.rowid
                        WHERE memory_words MATCH :any AND (m.person = :person OR m.scope = 'household')
                        ORDER BY %s, m.changed_ms DESC LIMIT :most""".formatted(COLUMNS, RANK))
                .bind("any", any)
                .bind("person", person.id())
                .bind("most", most)
                .map(SqliteMemories::memory)
                .list());
    }

    @Override
    public Set<String> stems(Collection<String> beginnings) {
        return database.lookUp(handle -> {
            Set<String> stems = new HashSet<>();
            for (String beginning : beginnings) {
                stems.addAll(handle.createQuery(
                                "SELECT term FROM memory_stems WHERE term >= :from AND term < :to AND col = 'stems'")
                        .bind("from", beginning)
                        .bind("to", beginning + BEYOND)
                        .mapTo(String.class)
                        .list());
            }
            return stems;
        });
    }

    @Override
    public boolean wanted(Person person) {
        return database.lookUp(handle -> handle.createQuery("SELECT remembered FROM person WHERE id = :person")
                .bind("person", person.id())
                .mapTo(boolean.class)
                .findOne()
                .orElse(true));
    }

    @Override
    public void want(Person person, boolean wanted) {
        database.transaction(handle -> {
            person(handle, person);
            return handle.createUpdate("UPDATE person SET remembered = :wanted WHERE id = :person")
                    .bind("wanted", wanted ? 1 : 0)
                    .bind("person", person.id())
                    .execute();
        });
    }

    @Override
    public List<Memory> without(String model, int most) {
        return database.read(handle -> handle.createQuery("""
                        SELECT %s FROM memory m LEFT JOIN memory_meaning a ON a.memory = m.ordinal
                        WHERE a.model IS NULL OR a.model <> :model ORDER BY m.ordinal DESC LIMIT :most""".formatted(COLUMNS))
                .bind("model", model)
                .bind("most", most)
                .map(SqliteMemories::memory)
                .list());
    }

    @Override
    public boolean put(Memory memory, Embedding meaning) {
        return database.transaction(handle -> handle.createUpdate("""
                        INSERT INTO memory_meaning (memory, model, vector)
                        SELECT ordinal, :model, :vector FROM memory WHERE id = :id AND text = :text
                        ON CONFLICT (memory) DO UPDATE SET model = excluded.model, vector = excluded.vector""")
                        .bind("model", meaning.model())
                        .bind("vector", meaning.bytes())
                        .bind("id", memory.id())
                        .bind("text", memory.text())
                        .execute())
                > 0;
    }

    @Override
    public List<Placed> all(String model) {
        return database.read(handle -> handle.createQuery("""
                        SELECT m.id, m.person, m.scope, a.vector
                        FROM memory_meaning a JOIN memory m ON m.ordinal = a.memory WHERE a.model = :model""")
                .bind("model", model)
                .map((row, _) -> new Placed(
                        row.getString("id"),
                        new Person(row.getString("person")),
                        scope(row.getString("scope")),
                        Embedding.of(model, row.getBytes("vector"))))
                .list());
    }

    private static Memory memory(ResultSet row, StatementContext context) throws SQLException {
        return new Memory(
                row.getString("id"),
                new Person(row.getString("person")),
                scope(row.getString("scope")),
                row.getString("text"),
                new Source(
                        Source.Kind.valueOf(row.getString("source").toUpperCase(Locale.ROOT)),
                        row.getString("conversation"),
                        row.getString("turn")),
                Instant.ofEpochMilli(row.getLong("changed_ms")));
    }

    private static Scope scope(String stored) {
        return Scope.valueOf(stored.toUpperCase(Locale.ROOT));
    }

    private static String stored(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
