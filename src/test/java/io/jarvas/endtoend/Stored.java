package io.jarvas.endtoend;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// A turn as it stands in the database.
record Stored(String text, String answer, String state) {
    /// All turns, oldest first.
    static List<Stored> in(Path database) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT text, answer, state FROM turn ORDER BY accepted_ms")) {
            List<Stored> turns = new ArrayList<>();
            while (rows.next()) {
                turns.add(new Stored(rows.getString("text"), rows.getString("answer"), rows.getString("state")));
            }
            return turns;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
