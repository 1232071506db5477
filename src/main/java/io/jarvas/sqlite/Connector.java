package io.jarvas.sqlite;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// Makes connections to a database, and knows what must be right with its file first. Not safe to share between
/// threads; what is static is.
final class Connector {
    private static final System.Logger LOGGER = System.getLogger(Connector.class.getName());
    /// For another process that holds the file for a moment, a backup or a shell.
    private static final Duration BUSY = Duration.ofSeconds(5);

    private final DatabaseFiles files;

    Connector(DatabaseFiles files) {
        this.files = files;
    }

    /// One that writes, on a file whose schema is brought up to date.
    Connection writer() throws SQLException, IOException {
        DatabaseFiles.keepToOwner(files.live());
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.enforceForeignKeys(false);
        config.setTransactionMode(TransactionMode.IMMEDIATE);
        config.setPragma(Pragma.SECURE_DELETE, "true");
        config.setBusyTimeout((int) BUSY.toMillis());
        Connection fresh = config.createConnection(url(files.live()));
        try {
            touchEveryTable(fresh);
            update(fresh);
            execute(fresh, "PRAGMA foreign_keys = ON");
            return fresh;
        } catch (SQLException | IOException | RuntimeException e) {
            fresh.close();
            throw e;
        }
    }

    /// One that reads a file which is there.
    static Connection reader(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout((int) BUSY.toMillis());
        return config.createConnection(url(file));
    }

    /// One that reads a file which is there, and leaves no trace. A file that nobody uses, and that has no
    /// log, is read as one that cannot change: otherwise SQLite would make a log for it, which would belong
    /// to whoever looks.
    static Connection onlooker(Path file, boolean used) throws SQLException {
        if (used || Files.exists(Path.of(file + "-wal"))) {
            return reader(file);
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        return config.createConnection(url(file.toUri(), "immutable=1"));
    }

    private static String url(URI file, String query) {
        return "jdbc:sqlite:file:" + file.getRawPath() + "?" + query;
    }

    /// Where the live file is missing, takes the newest copy that is whole.
    void restoreWhereMissing() throws IOException {
        if (Files.exists(files.live())) {
            return;
        }
        for (Path copy : files.copies()) {
            if (isWhole(copy)) {
                files.restore(copy);
                LOGGER.log(
                        Level.WARNING,
                        () -> "There was no database " + files.live() + ": the copy " + copy + " took its place.");
                return;
            }
            LOGGER.log(Level.WARNING, () -> "The copy " + copy + " of the database cannot be used.");
        }
    }

    /// Whether the live file can be read, and has steps that this Jarvas does not know.
    boolean isNewer() {
        if (!Files.exists(files.live())) {
            return false;
        }
        try (Connection connection = reader(files.live())) {
            return Migrations.version(connection) > Migrations.ALL.size();
        } catch (SQLException e) {
            LOGGER.log(Level.DEBUG, "the version of the database cannot be read", e);
            return false;
        }
    }

    /// Whether the live file is sound, or is so now that its index of words was made anew. Reads all of it.
    boolean mended() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout((int) BUSY.toMillis());
        try (Connection connection = config.createConnection(url(files.live()))) {
            if (isSound(connection)) {
                return true;
            }
            for (String index : indexes(connection)) {
                execute(connection, "INSERT INTO %1$s (%1$s) VALUES ('rebuild')".formatted(index));
            }
            boolean sound = isSound(connection);
            if (sound) {
                LOGGER.log(Level.WARNING, "An index of words of the database was damaged, and was made anew.");
            }
            return sound;
        } catch (SQLException e) {
            LOGGER.log(Level.DEBUG, "the database cannot be mended", e);
            return !Failures.damaged(e) && !missing(e);
        }
    }

    /// The tables of FTS5, of whatever schema.
    private static List<String> indexes(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%USING fts5 (%'")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    /// Writes all that the connection sees into another file, which is on the disk when this returns.
    static void copy(Connection connection, Path target) throws SQLException, IOException {
        Files.deleteIfExists(target);
        try {
            DatabaseFiles.keepToOwner(target);
            execute(connection, "VACUUM INTO '" + target.toString().replace("'", "''") + "'");
            DatabaseFiles.flush(target);
        } catch (SQLException | IOException e) {
            Files.deleteIfExists(target);
            throw e;
        }
    }

    /// Writes the file anew, and empties its log.
    static void wipe(Connection connection) throws SQLException {
        execute(connection, "VACUUM");
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
            if (row.getInt(1) != 0) {
                throw new SQLiteException("the log is still read", SQLiteErrorCode.SQLITE_BUSY);
            }
        }
    }

    /// A look at the first page of each table: the cheapest way to find most of what is wrong with a file.
    private static void touchEveryTable(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery("SELECT name FROM sqlite_schema WHERE type = 'table'")) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            for (String table : tables) {
                statement
                        .executeQuery("SELECT 1 FROM \"" + table.replace("\"", "\"\"") + "\" LIMIT 1")
                        .close();
            }
        }
    }

    private void update(Connection connection) throws SQLException, IOException {
        int version = Migrations.version(connection);
        boolean old = version > 0 && version < Migrations.ALL.size();
        if (old) {
            LOGGER.log(
                    Level.INFO,
                    () -> "The database is brought from schema " + version + " to " + Migrations.ALL.size() + ".");
            copy(connection, files.before(Migrations.ALL.size()));
        }
        Migrations.run(connection);
        if (old) {
            // Earlier versions left what was deleted in free pages.
            wipe(connection);
        }
    }

    private static boolean isWhole(Path copy) {
        try (Connection connection = reader(copy)) {
            int version = Migrations.version(connection);
            return version > 0 && version <= Migrations.ALL.size() && isSound(connection);
        } catch (SQLException e) {
            LOGGER.log(Level.DEBUG, "a copy cannot be read", e);
            return false;
        }
    }

    static boolean isSound(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA quick_check(1)")) {
            return rows.next() && rows.getString(1).equals("ok");
        }
    }

    /// A statement about a table that is not there: what the file held was lost.
    private static boolean missing(SQLException failure) {
        return failure instanceof SQLiteException sqlite && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_ERROR;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String url(Path file) {
        return "jdbc:sqlite:" + file;
    }
}
