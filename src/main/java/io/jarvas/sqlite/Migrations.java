package io.jarvas.sqlite;

import io.jarvas.conversation.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// The numbered steps from an empty file to the present schema. A step that was released is never changed.
final class Migrations {
    /// The first is number 1. How many a file has is its `user_version`.
    static final List<String> ALL = List.of(
            "V001__conversations.sql", //
            "V002__actions.sql",
            "V003__calls.sql",
            "V004__past_conversations.sql",
            "V005__memories.sql",
            "V006__action_conversation.sql",
            "V007__access_tokens.sql");

    private Migrations() {}

    /// How many steps the file has.
    static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA user_version")) {
            return rows.getInt(1);
        }
    }

    /// Runs the steps that the file does not have yet, all of them or none.
    ///
    /// @param connection without foreign keys: a step may put another table in the place of one that is
    /// referred to
    static void run(Connection connection) throws SQLException {
        int version = version(connection);
        if (version >= ALL.size()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("BEGIN IMMEDIATE");
            for (String step : ALL.subList(version, ALL.size())) {
                // Goes to SQLite as one text: it knows best where a statement ends.
                statement.executeUpdate(text(step));
            }
            statement.executeUpdate("PRAGMA user_version = " + ALL.size());
            try (ResultSet broken = statement.executeQuery("PRAGMA foreign_key_check")) {
                if (broken.next()) {
                    throw new StoreException("The update of the database would leave rows of " + broken.getString(1)
                            + " that refer to nothing, so it was not done: please report it.");
                }
            }
            statement.executeUpdate("COMMIT");
        }
    }

    private static String text(String name) {
        try (InputStream resource = Migrations.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException("no resource " + name);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
