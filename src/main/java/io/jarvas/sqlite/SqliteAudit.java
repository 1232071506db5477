package io.jarvas.sqlite;

import io.jarvas.action.AuditEntry;
import io.jarvas.action.AuditLog;
import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.Person;
import io.jarvas.json.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/// The audit log in SQLite. Safe to use from any thread.
///
/// A page goes by the order in which the entries first came, so that nothing is passed over or shown twice
/// while new ones come. Where the entry that a page begins after is gone, all that was older is gone too, and
/// the page is empty.
public final class SqliteAudit implements AuditLog {
    private final Database database;

    public SqliteAudit(Database database) {
        this.database = database;
    }

    @Override
    public void write(AuditEntry entry) {
        database.transaction(handle -> {
            handle.createUpdate("""
                            INSERT INTO action (id, at_ms, person, conversation, turn, origin, asked, tool, arguments,
                                verdict, outcome, detail, calls, changes, took_us, undone)
                            VALUES (:id, :at, :person, :conversation, :turn, :origin, :asked, :tool, :arguments,
                                :verdict, :outcome, :detail, :calls, :changes, :took, :undone)
                            ON CONFLICT (id) DO UPDATE SET
                                verdict = excluded.verdict, outcome = excluded.outcome, detail = excluded.detail,
                                calls = excluded.calls, changes = excluded.changes, took_us = excluded.took_us,
                                undone = max(undone, excluded.undone)
                            WHERE excluded.outcome <> 'needs_confirmation' OR outcome = 'needs_confirmation'""")
                    .bind("id", entry.id())
                    .bind("at", entry.at().toEpochMilli())
                    .bind("person", entry.conversation().person().id())
                    .bind("conversation", entry.conversation().id())
                    .bind("turn", entry.turn())
                    .bind("origin", entry.origin().name().toLowerCase(Locale.ROOT))
                    .bind("asked", entry.asked())
                    .bind("tool", entry.tool())
                    .bind("arguments", Json.text(entry.arguments()))
                    .bind("verdict", entry.verdict())
                    .bind("outcome", entry.outcome())
                    .bind("detail", entry.detail())
                    .bind("calls", Json.text(entry.calls()))
                    .bind("changes", Json.text(entry.changes()))
                    .bind("took", entry.took().dividedBy(ChronoUnit.MICROS.getDuration()))
                    .bind("undone", entry.undone() ? 1 : 0)
                    .execute();
            return entry.undoes()
                    .map(undone -> handle.createUpdate("UPDATE action SET undone = 1 WHERE id = :id")
                            .bind("id", undone)
                            .execute())
                    .orElse(0);
        });
    }

    @Override
    public Optional<AuditEntry> find(String id, Person person) {
        return database.transaction(
                handle -> handle.createQuery("SELECT * FROM action WHERE id = :id AND person = :person")
                        .bind("id", id)
                        .bind("person", person.id())
                        .map(SqliteAudit::entry)
                        .findOne());
    }

    @Override
    public List<AuditEntry> page(Optional<Person> person, Optional<String> before, int most) {
        String conditions = (person.isPresent() ? " AND person = :person" : "")
                + (before.isPresent() ? " AND ordinal < (SELECT ordinal FROM action WHERE id = :before)" : "");
        return database.transaction(handle -> {
            Query query = handle.createQuery(
                            "SELECT * FROM action WHERE true" + conditions + " ORDER BY ordinal DESC LIMIT :most")
                    .bind("most", most);
            person.ifPresent(whose -> query.bind("person", whose.id()));
            before.ifPresent(id -> query.bind("before", id));
            return query.map(SqliteAudit::entry).list();
        });
    }

    @Override
    public List<AuditEntry> of(ConversationKey conversation) {
        return database.read(handle -> handle.createQuery("SELECT * FROM action"
                        + " WHERE person = :person AND conversation = :conversation ORDER BY ordinal")
                .bind("person", conversation.person().id())
                .bind("conversation", conversation.id())
                .map(SqliteAudit::entry)
                .list());
    }

    @Override
    public void forgetBefore(Instant before) {
        database.transaction(handle -> handle.createUpdate("DELETE FROM action WHERE at_ms < :before")
                .bind("before", before.toEpochMilli())
                .execute());
    }

    private static AuditEntry entry(ResultSet row, StatementContext context) throws SQLException {
        return new AuditEntry(
                row.getString("id"),
                Instant.ofEpochMilli(row.getLong("at_ms")),
                new ConversationKey(new Person(row.getString("person")), row.getString("conversation")),
                row.getString("turn"),
                AuditEntry.Origin.valueOf(row.getString("origin").toUpperCase(Locale.ROOT)),
                row.getString("asked"),
                row.getString("tool"),
                Json.object(row.getString("arguments")),
                row.getString("verdict"),
                row.getString("outcome"),
                row.getString("detail"),
                array(row.getString("calls")).stream().map(SqliteAudit::call).toList(),
                array(row.getString("changes")).stream()
                        .map(SqliteAudit::change)
                        .toList(),
                Duration.of(row.getLong("took_us"), ChronoUnit.MICROS),
                row.getBoolean("undone"));
    }

    private static List<?> array(String text) {
        return (List<?>) Json.value(text);
    }

    private static AuditEntry.Call call(Object stored) {
        Map<?, ?> call = (Map<?, ?>) stored;
        return new AuditEntry.Call(
                text(call, "service"),
                ((List<?>) Objects.requireNonNull(call.get("entities")))
                        .stream().map(String.class::cast).toList());
    }

    private static AuditEntry.Change change(Object stored) {
        Map<?, ?> change = (Map<?, ?>) stored;
        return new AuditEntry.Change(text(change, "entity"), text(change, "from"), text(change, "to"));
    }

    private static String text(Map<?, ?> object, String name) {
        return String.valueOf(object.get(name));
    }
}
