package io.jarvas.sqlite;

import io.jarvas.conversation.StoreException;
import io.jarvas.conversation.StoreHealth;
import io.jarvas.conversation.StoreSoundness;
import io.jarvas.conversation.StoreStatus;
import io.jarvas.conversation.StoreStatus.Problem;
import io.jarvas.conversation.StoreStatus.SetAside;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;

/// One SQLite file, and the two threads that use it. Safe to use from any thread.
///
/// SQLite is native code: a virtual thread that waits in it for the disk would hold one of the few carriers,
/// and every stream with it. So platform threads own the connections, and callers wait for them without
/// holding anything. One thread writes, and looks up what a turn cannot wait for; that is also all the locking there
/// is: transactions run one after another. The other thread reads what takes longer, lists and searches, from the last
/// committed state, so that no turn waits for somebody's search.
///
/// What was committed survives a killed process and a power cut: in WAL mode `synchronous=FULL` flushes the
/// log to the disk at every commit (`NORMAL`, the usual companion of WAL, only at checkpoints, and a power
/// cut takes what came after the last one).
///
/// After a failure the transaction is rolled back, and but for a full disk the connection is given up with it and the
/// next call makes a new one: when the disk has room again, Jarvas writes again.
///
/// A file that is damaged, or that a newer Jarvas wrote, is set aside whole, and another one is begun: from a copy,
/// where there is one, or empty. That happens at the start, and whenever SQLite finds the damage.
public final class Database implements AutoCloseable, StoreHealth {
    private static final System.Logger LOGGER = System.getLogger(Database.class.getName());

    private final DatabaseFiles files;
    private final Connector connector;
    private final InstantSource clock;
    private final boolean isOwn;
    private final Lane writing = new Lane("sqlite");
    private final Lane reading = new Lane("sqlite-read");
    /// Used by the writing thread alone.
    private Optional<Connection> writer = Optional.empty();
    /// Used by the reading thread alone.
    private Optional<Connection> reader = Optional.empty();

    private volatile Optional<Problem> problem = Optional.empty();
    private volatile Optional<SetAside> setAside = Optional.empty();

    /// @param isOwn whether the file may be set aside, and another one put in its place
    private Database(Path file, InstantSource clock, boolean isOwn) {
        this.files = new DatabaseFiles(file);
        this.connector = new Connector(files);
        this.clock = clock;
        this.isOwn = isOwn;
    }

    /// Opens the file, made where there is none, and brings its schema up to date.
    ///
    /// @param file in a directory that exists
    /// @throws StoreException with a sentence for the owner where that cannot be done
    public static Database open(Path file) {
        return open(file, InstantSource.system());
    }

    static Database open(Path file, InstantSource clock) {
        Database database = new Database(file, clock, true);
        try {
            database.lookUp(_ -> file);
            database.setAside = database.files.setAside();
        } catch (StoreException e) {
            database.close();
            throw e;
        } catch (IOException e) {
            database.close();
            throw new StoreException(Failures.sentence(file, e), e);
        }
        return database;
    }

    /// The file for a moment's work, while any other process goes on to use it: it is neither brought up to
    /// date nor set aside. Nothing where it is missing, or not of the present schema.
    ///
    /// @throws StoreException with a sentence for the owner where it cannot be read
    public static Optional<Database> beside(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (Connection connection = Connector.reader(file)) {
            return Migrations.version(connection) == Migrations.ALL.size()
                    ? Optional.of(new Database(file, InstantSource.system(), false))
                    : Optional.empty();
        } catch (SQLException e) {
            throw new StoreException(Failures.sentence(file, e), e);
        }
    }

    /// Writes a copy of the file beside it, whole and as of one moment, while any other process goes on to
    /// use it. A start that finds the file missing takes the copy.
    ///
    /// @return the copy
    /// @throws StoreException with a sentence for the owner where that cannot be done
    public static Path backup(Path file) {
        DatabaseFiles files = new DatabaseFiles(file);
        if (!Files.exists(file)) {
            throw new StoreException("There is no database %s to be copied.".formatted(file));
        }
        try (Connection connection = Connector.reader(file)) {
            Connector.copy(connection, files.newBackup());
            Files.move(
                    files.newBackup(),
                    files.backup(),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            return files.backup();
        } catch (SQLException | IOException e) {
            throw new StoreException(Failures.sentence(file, e), e);
        }
    }

    /// Looks whether the file is whole, and changes nothing: no file is made, and none mended.
    ///
    /// @param used whether another process or another part of this one has it open
    public static StoreSoundness soundness(Path file, boolean used) {
        if (!Files.exists(file)) {
            return StoreSoundness.ABSENT;
        }
        try (Connection connection = Connector.onlooker(file, used)) {
            if (Migrations.version(connection) > Migrations.ALL.size()) {
                return StoreSoundness.NEWER;
            }
            return Connector.isSound(connection) ? StoreSoundness.SOUND : StoreSoundness.DAMAGED;
        } catch (SQLException e) {
            LOGGER.log(Level.DEBUG, "The database cannot be looked at.", e);
            return Failures.damaged(e) ? StoreSoundness.DAMAGED : StoreSoundness.UNREADABLE;
        }
    }

    /// Does all of the work, or nothing of it. What it returned is on disk.
    ///
    /// @throws StoreException where it cannot be done
    <T> T transaction(Function<Handle, T> work) {
        return write(connection -> {
            T result = jdbi(connection).inTransaction(work::apply);
            problem = Optional.empty();
            return result;
        });
    }

    /// Reads what a turn waits for: a few rows that an index leads to.
    ///
    /// @throws StoreException where it cannot be done
    <T> T lookUp(Function<Handle, T> work) {
        return write(connection -> jdbi(connection).withHandle(work::apply));
    }

    /// Reads what may take longer, as of one moment, beside whatever is written.
    ///
    /// @throws StoreException where it cannot be done
    <T> T read(Function<Handle, T> work) {
        return reading.await(() -> {
            try {
                if (reader.isEmpty()) {
                    reader = Optional.of(Connector.reader(files.live()));
                }
                return jdbi(reader.get()).inTransaction(work::apply);
            } catch (SQLException | JdbiException e) {
                leaveReader();
                if (Failures.damaged(e)) {
                    writing.later(this::mend);
                }
                throw new StoreException(Failures.sentence(files.live(), e), e);
            }
        });
    }

    /// Leaves nothing of what was deleted before in the file or its log. Moving rows from page to page leaves
    /// bytes of them behind in pages that are still used, which `secure_delete` does not see; only a file
    /// that is written anew is free of them. Takes about a second for 100 MB.
    ///
    /// @throws StoreException where it cannot be done
    void wipe() {
        write(connection -> {
            Connector.wipe(connection);
            return true;
        });
    }

    /// Deletes every copy of the file, and all that was set aside.
    ///
    /// @throws StoreException where it cannot be done
    void forgetCopies() {
        try {
            files.forgetCopies();
            setAside = files.setAside();
        } catch (IOException e) {
            throw new StoreException("Copies of the database %s cannot be deleted: %s.".formatted(files.live(), e), e);
        }
    }

    /// Notes that Jarvas has started well with the file: copies from before its update go.
    public void settled() {
        try {
            files.forgetCopiesBefore();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "A copy from before the update of the database could not be deleted.", e);
        }
    }

    @Override
    public boolean works() {
        if (problem.isPresent()) {
            try {
                transaction(handle -> handle.execute("PRAGMA user_version = " + Migrations.ALL.size()));
            } catch (StoreException e) {
                LOGGER.log(Level.DEBUG, "The database still cannot be written.", e);
            }
        }
        return problem.isEmpty();
    }

    @Override
    public StoreStatus status() {
        return new StoreStatus(problem, setAside);
    }

    /// Waits for running work, empties the log into the file, and closes it.
    @Override
    public void close() {
        if (writing.closed()) {
            return;
        }
        closeReader();
        reading.close();
        writing.await(() -> {
            disconnect();
            return true;
        });
        writing.close();
    }

    /// Work on the writer's connection. It may throw what it wants to.
    @FunctionalInterface
    private interface Work<T> {
        T with(Connection connection) throws SQLException, IOException;
    }

    private <T> T write(Work<T> work) {
        return writing.await(() -> {
            try {
                return work.with(writer());
            } catch (SQLException | JdbiException | IOException e) {
                StoreException failure = new StoreException(Failures.sentence(files.live(), e), e);
                recover(e);
                throw failure;
            }
        });
    }

    private void recover(Exception failure) {
        if (!Failures.refused(failure)) {
            problem = Optional.of(Failures.problem(failure));
        }
        if (Failures.damaged(failure)) {
            mend();
        } else if (!Failures.passing(failure)) {
            disconnect();
        }
    }

    /// What a person wrote must not stand in an exception's message.
    private static Jdbi jdbi(Connection connection) {
        Jdbi jdbi = Jdbi.create(connection);
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        return jdbi;
    }

    private Connection writer() throws SQLException, IOException {
        if (writer.isEmpty()) {
            writer = Optional.of(connect());
        }
        return writer.get();
    }

    private Connection connect() throws SQLException, IOException {
        if (!isOwn) {
            return connector.writer();
        }
        connector.restoreWhereMissing();
        if (connector.isNewer()) {
            setAside(SetAside.Reason.NEWER);
        }
        try {
            return connector.writer();
        } catch (SQLException e) {
            if (!Failures.damaged(e)) {
                throw e;
            }
            mend();
            return connector.writer();
        }
    }

    /// Sees what is wrong with a file that SQLite found damaged: an index of words is made anew, of anything
    /// else the file is set aside.
    private void mend() {
        disconnect();
        closeReader();
        if (!isOwn) {
            return;
        }
        try {
            if (!connector.mended()) {
                setAside(SetAside.Reason.DAMAGED);
            }
        } catch (IOException e) {
            LOGGER.log(Level.ERROR, "The database is damaged, and cannot be set aside.", e);
        }
    }

    private void setAside(SetAside.Reason reason) throws IOException {
        SetAside file = files.setAside(reason, clock.instant());
        setAside = Optional.of(file);
        String why = switch (reason) {
            case DAMAGED -> "is damaged";
            case NEWER -> "was written by a newer Jarvas";
        };
        LOGGER.log(
                Level.ERROR,
                () -> "The database " + files.live() + " " + why + ". It was set aside as " + file.file()
                        + ", and another one is begun.");
        connector.restoreWhereMissing();
    }

    /// Closing the last connection empties the log into the file.
    private void disconnect() {
        writer.ifPresent(Database::close);
        writer = Optional.empty();
    }

    /// A file must not be renamed, nor come to an end, while it is read: the reader would take the log of the
    /// next one for its own.
    private void closeReader() {
        if (reading.closed()) {
            return;
        }
        reading.await(() -> {
            leaveReader();
            return true;
        });
    }

    private void leaveReader() {
        reader.ifPresent(Database::close);
        reader = Optional.empty();
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOGGER.log(Level.WARNING, "The database could not be closed cleanly.", e);
        }
    }
}
