package io.jarvas.sqlite;

import io.jarvas.conversation.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// The numbered steps from an empty file to the present schema. A step that was released is never changed.
final class Migrations {
    /// The first is number 1. How many a file has is its `user_version`.
    static final List<String> ALL = List.of("V001__conversations.sql", "V002__actions.sql", "V004__memories.sql");

    private Migrations() {}

    /// Runs the steps that the file does not have yet, each in a transaction of its own.
    ///
    /// @throws StoreException where the file has steps that this Jarvas does not know
    static void run(Connection connection, Path file) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            int version = version(statement);
            if (version > ALL.size()) {
                throw new StoreException(
                        "The database %s was written by a newer Jarvas (its schema is %d, this Jarvas knows %d): install that version again, or put a backup from before in its place."
                                .formatted(file, version, ALL.size()));
            }
            for (int next = version + 1; next <= ALL.size(); next++) {
                step(statement, next);
            }
        }
    }

    private static int version(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("PRAGMA user_version")) {
            return rows.getInt(1);
        }
    }

    /// Goes to SQLite as one text: it knows best where a statement ends.
    private static void step(Statement statement, int number) throws SQLException {
        statement.executeUpdate(
                "BEGIN IMMEDIATE;\n" + text(ALL.get(number - 1)) + "\nPRAGMA user_version = " + number + ";\nCOMMIT;");
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
