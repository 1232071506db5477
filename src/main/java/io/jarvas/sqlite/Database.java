package io.jarvas.sqlite;

import io.jarvas.conversation.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// One SQLite file, and the one thread that uses it. Safe to use from any thread.
///
/// SQLite is native code: a virtual thread that waits in it for the disk would hold one of the few carriers,
/// and every stream with it. So one platform thread owns the only connection, and callers wait for it without
/// holding anything. That is also all the locking there is: transactions run one after another.
///
/// What was committed survives a killed process and a power cut: in WAL mode `synchronous=FULL` flushes the
/// log to the disk at every commit (`NORMAL`, the usual companion of WAL, only at checkpoints, and a power
/// cut takes what came after the last one).
///
/// After any failure the connection is given up, which rolls back what was open, and the next call makes a
/// new one: when the disk has room again, Jarvas writes again.
public final class Database implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(Database.class.getName());
    /// For another process that holds the file for a moment, a backup or a shell.
    private static final Duration BUSY = Duration.ofSeconds(5);

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path file;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("sqlite").daemon().factory());
    /// Used by the thread alone.
    private Optional<Connection> connection = Optional.empty();

    private volatile boolean failed;

    private Database(Path file) {
        this.file = file;
    }

    /// Opens the file, made where there is none, and brings its schema up to date.
    ///
    /// @param file in a directory that exists
    /// @throws StoreException with a sentence for the owner where that cannot be done
    public static Database open(Path file) {
        Database database = new Database(file);
        try {
            database.transaction(_ -> file);
        } catch (StoreException e) {
            database.close();
            throw e;
        }
        return database;
    }

    /// Does all of the work, or nothing of it. What it returned is on disk.
    ///
    /// @throws StoreException where it cannot be done
    <T> T transaction(Function<Handle, T> work) {
        return await(() -> {
            try {
                return jdbi(connection()).inTransaction(work::apply);
            } catch (SQLException | JdbiException | IOException e) {
                failed = true;
                disconnect();
                throw new StoreException(sentence(e), e);
            }
        });
    }

    /// Whether a message could be stored now. Nothing is written to find out, but where the last try failed.
    public boolean works() {
        if (failed) {
            try {
                transaction(handle -> handle.execute("PRAGMA user_version = " + Migrations.ALL.size()));
                failed = false;
            } catch (StoreException e) {
                LOGGER.log(System.Logger.Level.DEBUG, "The database still cannot be written.", e);
            }
        }
        return !failed;
    }

    /// Waits for running work, empties the log into the file, and closes it.
    @Override
    public void close() {
        if (thread.isShutdown()) {
            return;
        }
        await(() -> {
            disconnect();
            return true;
        });
        thread.close();
    }

    /// An interrupted caller waits on: whether its words were kept must not be left open.
    private <T> T await(Callable<T> work) {
        Future<T> result;
        try {
            result = thread.submit(work);
        } catch (RejectedExecutionException e) {
            throw new StoreException("The database is closed.", e);
        }
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof StoreException cause) {
                        throw new StoreException(String.valueOf(cause.getMessage()), cause);
                    }
                    throw new IllegalStateException("work on the database failed", e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// What a person wrote must not stand in an exception's message.
    private static Jdbi jdbi(Connection connection) {
        Jdbi jdbi = Jdbi.create(connection);
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        return jdbi;
    }

    private Connection connection() throws SQLException, IOException {
        if (connection.isEmpty()) {
            connection = Optional.of(connect());
        }
        return connection.get();
    }

    private Connection connect() throws SQLException, IOException {
        keepToOwner();
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setTransactionMode(TransactionMode.IMMEDIATE);
        config.setBusyTimeout((int) BUSY.toMillis());
        Connection fresh = config.createConnection("jdbc:sqlite:" + file);
        try {
            Migrations.run(fresh, file);
            return fresh;
        } catch (SQLException | RuntimeException e) {
            fresh.close();
            throw e;
        }
    }

    /// SQLite gives the log and its index the permissions of the file.
    private void keepToOwner() throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        FileAttribute<Set<PosixFilePermission>> ownerOnly = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (!Files.exists(file)) {
            Files.createFile(file, ownerOnly);
        } else if (!view.readAttributes().permissions().equals(OWNER_ONLY)) {
            view.setPermissions(OWNER_ONLY);
        }
    }

    /// Closing the last connection empties the log into the file.
    private void disconnect() {
        if (connection.isPresent()) {
            try {
                connection.get().close();
            } catch (SQLException e) {
                LOGGER.log(System.Logger.Level.WARNING, "The database could not be closed cleanly.", e);
            }
            connection = Optional.empty();
        }
    }

    private String sentence(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException sqlite) {
                return "The database %s %s.".formatted(file, meaning(sqlite.getResultCode()));
            }
        }
        return "The database %s cannot be used: %s.".formatted(file, failure);
    }

    private static String meaning(SQLiteErrorCode code) {
        return switch (code) {
            case SQLITE_FULL -> "cannot be written: the disk is full";
            case SQLITE_READONLY, SQLITE_READONLY_DBMOVED, SQLITE_READONLY_DIRECTORY, SQLITE_PERM ->
                "cannot be written: it is read-only, or was moved away";
            case SQLITE_CANTOPEN -> "cannot be opened: its directory is missing or not accessible";
            case SQLITE_NOTADB, SQLITE_CORRUPT ->
                "is damaged or not a database: put a backup in its place, or move it away to begin anew";
            case SQLITE_BUSY, SQLITE_LOCKED -> "is held by another program";
            default -> "cannot be used (" + code.name() + ")";
        };
    }
}
