package io.jarvas.sqlite;

import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.PersonalData;
import java.time.Instant;
import java.util.List;

/// Forgets, in SQLite. Safe to use from any thread.
public final class SqlitePersonalData implements PersonalData {
    /// So few conversations go in one transaction that a turn hardly waits for it.
    private static final int AT_ONCE = 5;

    private final Database database;

    public SqlitePersonalData(Database database) {
        this.database = database;
    }

    @Override
    public void erase(Person person) {
        database.transaction(handle -> {
            Forgetting.person(handle, person);
            return true;
        });
        database.wipe();
        database.forgetCopies();
    }

    @Override
    public void expire(Instant before) {
        while (database.transaction(handle -> {
                    List<ConversationKey> expired = handle.createQuery("""
                                    SELECT person, id FROM conversation
                                    WHERE coalesce(newest_ms, created_ms) < :before LIMIT :most""")
                            .bind("before", before.toEpochMilli())
                            .bind("most", AT_ONCE)
                            .map((row, _) -> new ConversationKey(new Person(row.getString(1)), row.getString(2)))
                            .list();
                    expired.forEach(conversation -> Forgetting.conversation(handle, conversation));
                    return expired.size();
                })
                == AT_ONCE) {
            // There may be more.
        }
    }
}
