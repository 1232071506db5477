package io.jarvas.sqlite;

import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.StoredTurn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/// From rows of the table `turn` to what the person was shown.
final class TurnRows {
    static final String COLUMNS = "person, conversation, id, text, answer, state, current, accepted_ms, ended_ms";

    private TurnRows() {}

    static StoredTurn turn(ResultSet row, StatementContext context) throws SQLException {
        return new StoredTurn(
                new ConversationKey(new Person(row.getString("person")), row.getString("conversation")),
                row.getString("id"),
                row.getString("text"),
                row.getString("answer"),
                StoredTurn.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getBoolean("current"),
                Instant.ofEpochMilli(row.getLong("accepted_ms")),
                instant(row, "ended_ms"));
    }

    static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        long milliseconds = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(milliseconds));
    }
}
