package io.jarvas.sqlite;

import io.jarvas.action.Schedule;
import io.jarvas.action.ScheduleStore;
import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.Person;
import io.jarvas.home.EntityId;
import io.jarvas.home.ServiceCall;
import io.jarvas.json.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.statement.StatementContext;

/// Schedules in SQLite. Safe to use from any thread.
///
/// What is settled makes room some time later, when a new one comes: the audit log tells of it longer.
public final class SqliteSchedules implements ScheduleStore {
    static final Duration KEPT = Duration.ofDays(30);

    private final Database database;
    private final InstantSource clock;

    public SqliteSchedules(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public void add(Schedule schedule) {
        Instant forgotten = clock.instant().minus(KEPT);
        database.transaction(handle -> {
            handle.createUpdate("""
                            DELETE FROM schedule WHERE due_ms < :before AND (state IN ('done', 'cancelled')
                                OR (told = 1 AND state IN ('failed', 'missed', 'interrupted')))""").bind("before", forgotten.toEpochMilli()).execute();
            return handle.createUpdate("""
                            INSERT INTO schedule (id, person, conversation, words, call, confirmed, due_ms, state)
                            VALUES (:id, :person, :conversation, :words, :call, :confirmed, :due, :state)""")
                    .bind("id", schedule.id())
                    .bind("person", schedule.conversation().person().id())
                    .bind("conversation", schedule.conversation().id())
                    .bind("words", schedule.words())
                    .bind("call", stored(schedule.call()))
                    .bind("confirmed", schedule.confirmed() ? 1 : 0)
                    .bind("due", schedule.due().toEpochMilli())
                    .bind("state", stored(schedule.state()))
                    .execute();
        });
    }

    @Override
    public boolean move(String id, Schedule.State from, Schedule.State to) {
        return database.transaction(handle -> handle.createUpdate(
                                "UPDATE schedule SET state = :to, told = 0 WHERE id = :id AND state = :from")
                        .bind("id", id)
                        .bind("from", stored(from))
                        .bind("to", stored(to))
                        .execute())
                == 1;
    }

    @Override
    public List<Schedule> open() {
        return database.transaction(
                handle -> handle.createQuery("""
                        SELECT id, person, conversation, words, call, confirmed, due_ms, state FROM schedule
                        WHERE state IN ('waiting', 'running')
                            OR (told = 0 AND state IN ('failed', 'missed', 'interrupted'))
                        ORDER BY due_ms, id""").map(SqliteSchedules::schedule).list());
    }

    @Override
    public void told(String id) {
        database.transaction(handle -> handle.createUpdate("UPDATE schedule SET told = 1 WHERE id = :id")
                .bind("id", id)
                .execute());
    }

    private static Schedule schedule(ResultSet row, StatementContext context) throws SQLException {
        return new Schedule(
                row.getString("id"),
                new ConversationKey(new Person(row.getString("person")), row.getString("conversation")),
                row.getString("words"),
                call(row.getString("call")),
                row.getBoolean("confirmed"),
                Instant.ofEpochMilli(row.getLong("due_ms")),
                Schedule.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)));
    }

    private static String stored(Schedule.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static String stored(ServiceCall call) {
        return Json.text(Map.of(
                "domain",
                call.domain(),
                "service",
                call.service(),
                "targets",
                call.targets().stream().map(EntityId::value).toList(),
                "data",
                call.data()));
    }

    private static ServiceCall call(String stored) {
        Map<String, Object> call = Json.object(stored);
        @SuppressWarnings("unchecked")
        Map<String, Object> data = (Map<String, Object>) member(call, "data");
        return new ServiceCall(
                (String) member(call, "domain"),
                (String) member(call, "service"),
                ((List<?>) member(call, "targets"))
                        .stream().map(target -> new EntityId((String) target)).toList(),
                data);
    }

    private static Object member(Map<String, Object> object, String name) {
        Object value = object.get(name);
        if (value == null) {
            throw new IllegalStateException("a stored call without " + name);
        }
        return value;
    }
}
