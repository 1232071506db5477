package io.jarvas.sqlite;

import io.jarvas.conversation.Person;
import io.jarvas.conversation.Satellites;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Those who have a voice alone, found in SQLite. Safe to use from any thread.
public final class SqliteSatellites implements Satellites {
    private static final String KEPT = """
            WITH kept AS (
                SELECT id, conversations, memories, max(coalesce(said_ms, 0), coalesce(changed_ms, 0)) AS newest_ms
                FROM (SELECT person.id,
                        (SELECT count(newest_ms) FROM conversation WHERE person = person.id) AS conversations,
                        (SELECT max(newest_ms) FROM conversation WHERE person = person.id) AS said_ms,
                        (SELECT count(*) FROM memory WHERE person = person.id) AS memories,
                        (SELECT max(changed_ms) FROM memory WHERE person = person.id) AS changed_ms
                    FROM person WHERE id = :assist OR substr(id, 1, length(:satellites)) = :satellites)
                WHERE conversations + memories > 0)
            SELECT * FROM kept
            """;

    private final Database database;

    public SqliteSatellites(Database database) {
        this.database = database;
    }

    @Override
    public List<Satellite> page(Optional<String> before, int most) {
        String after =
                before.isEmpty() ? "" : "WHERE (newest_ms, id) < (SELECT newest_ms, id FROM kept WHERE id = :before) ";
        return database.read(handle -> {
            var query = handle.createQuery(KEPT + after + "ORDER BY newest_ms DESC, id DESC LIMIT :most")
                    .bind("assist", Person.ASSIST.id())
                    .bind("satellites", Person.satellite("").id())
                    .bind("most", most);
            before.ifPresent(id -> query.bind("before", id));
            return query.map((row, _) -> new Satellite(
                            new Person(row.getString("id")),
                            row.getInt("conversations"),
                            row.getInt("memories"),
                            Instant.ofEpochMilli(row.getLong("newest_ms"))))
                    .list();
        });
    }
}
