package io.jarvas.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.NewTurn;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.PromptMessage;
import io.jarvas.conversation.PromptMessage.Author;
import io.jarvas.conversation.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("jarvas.db");
    }

    @Test
    void aCommitIsFlushedToTheDisk() {
        try (Database database = Database.open(file)) {
            assertThat(pragma(database, "journal_mode")).isEqualTo("wal");
            assertThat(pragma(database, "synchronous")).isEqualTo("2");
            assertThat(pragma(database, "foreign_keys")).isEqualTo("1");
            assertThat(pragma(database, "busy_timeout")).isEqualTo("5000");
        }
    }

    @Test
    void nobodyButTheOwnerMayReadTheFiles() throws Exception {
        try (Database database = Database.open(file)) {
            accept(database, "t1");
            try (Stream<Path> files = Files.list(directory)) {
                assertThat(files)
                        .hasSize(3)
                        .allSatisfy(one -> assertThat(permissions(one)).isEqualTo("rw-------"));
            }
        }
    }

    @Test
    void aFileThatOthersMayReadBecomesTheOwnersAlone() throws Exception {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));

        Database.open(file).close();

        assertThat(permissions(file)).isEqualTo("rw-------");
    }

    @Test
    void closingLeavesOneFile() throws Exception {
        try (Database database = Database.open(file)) {
            accept(database, "t1");
        }

        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void closingAgainIsHarmlessAndUseAfterwardsAnError() {
        Database database = Database.open(file);
        database.close();
        database.close();

        assertThatThrownBy(() -> accept(database, "t1"))
                .isInstanceOf(StoreException.class)
                .hasMessage("The database is closed.");
    }

    @Test
    void everyMigrationIsListedInItsOrder() throws Exception {
        Path resources = Path.of(
                        Migrations.class.getResource(Migrations.ALL.getFirst()).toURI())
                .getParent();
        try (Stream<Path> files = Files.list(resources)) {
            assertThat(files.map(one -> one.getFileName().toString())
                            .filter(name -> name.endsWith(".sql"))
                            .sorted())
                    .containsExactlyElementsOf(Migrations.ALL);
        }
        for (int i = 0; i < Migrations.ALL.size(); i++) {
            assertThat(Migrations.ALL.get(i)).startsWith("V%03d__".formatted(i + 1));
        }
    }

    @Test
    void anOpenedFileHasEveryMigrationOnce() {
        for (int i = 0; i < 2; i++) {
            try (Database database = Database.open(file)) {
                assertThat(pragma(database, "user_version")).isEqualTo(String.valueOf(Migrations.ALL.size()));
            }
        }
    }

    @Test
    void aMigrationThatFailsLeavesNothing() throws Exception {
        sqlite("CREATE TABLE prompt_message (something TEXT)");

        assertThatThrownBy(() -> Database.open(file)).isInstanceOf(StoreException.class);

        assertThat(sqlite("SELECT group_concat(name) FROM sqlite_schema WHERE type = 'table'"))
                .isEqualTo("prompt_message");
        assertThat(sqlite("PRAGMA user_version")).isEqualTo("0");
    }

    @Test
    void aFileOfANewerJarvasIsRefusedAndLeftAsItIs() throws Exception {
        sqlite("PRAGMA user_version = 999");

        assertThatThrownBy(() -> Database.open(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("was written by a newer Jarvas")
                .hasMessageContaining("999")
                .hasMessageContaining(file.toString());
        assertThat(sqlite("PRAGMA user_version")).isEqualTo("999");
    }

    @Test
    void aFileThatIsNoDatabaseIsRefusedAndLeftAsItIs() throws Exception {
        Files.writeString(file, "not a database, but somebody's words ".repeat(100));

        assertThatThrownBy(() -> Database.open(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is damaged or not a database");
        assertThat(file).content().startsWith("not a database");
    }

    @Test
    void aDirectoryThatIsMissingIsAStoreException() {
        assertThatThrownBy(() -> Database.open(directory.resolve("missing/jarvas.db")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("cannot be used");
    }

    @Test
    void aFullDiskKeepsNothingOfTheWriteAndIsOverWhenThereIsRoom() {
        try (Database database = Database.open(file)) {
            accept(database, "t1");
            database.transaction(handle -> handle.execute("PRAGMA max_page_count = 1"));
            SqliteConversations conversations = conversations(database);
            ConversationKey conversation = new ConversationKey(Person.LOCAL, "1");
            PromptMessage large = new PromptMessage(Author.PERSON, "x".repeat(1_000_000));

            assertThatThrownBy(() -> conversations.appended(conversation, "t1", large))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("the disk is full");

            assertThat(conversations.history(conversation, 12).total()).isZero();
            conversations.appended(conversation, "t1", large);
            assertThat(conversations.history(conversation, 12).newest()).containsExactly(large);
        }
    }

    @Test
    void aReadOnlyFileIsAStoreException() {
        try (Database database = Database.open(file)) {
            accept(database, "t1");

            assertThatThrownBy(() -> database.transaction(handle -> {
                        handle.execute("PRAGMA query_only = ON");
                        return handle.execute("DELETE FROM turn");
                    }))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("read-only");

            accept(database, "t2");
        }
    }

    @Test
    void aFileThatCameToNothingIsMadeAnewAfterOneFailure() throws Exception {
        try (Database database = Database.open(file)) {
            accept(database, "t1");
            database.transaction(handle -> handle.execute("DROP TABLE turn"));

            assertThatThrownBy(() -> accept(database, "t2")).isInstanceOf(StoreException.class);
            Files.delete(file);
            accept(database, "t2");

            assertThat(database.<List<String>>transaction(handle -> handle.createQuery("SELECT id FROM turn")
                            .mapTo(String.class)
                            .list()))
                    .containsExactly("t2");
        }
    }

    @Test
    void itWorksUntilAWriteFailsAndAgainWhenOneSucceeds() throws Exception {
        try (Database database = Database.open(file)) {
            assertThat(database.works()).isTrue();

            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = other.createStatement()) {
                database.transaction(handle -> handle.execute("PRAGMA busy_timeout = 1"));
                statement.execute("BEGIN EXCLUSIVE");
                assertThatThrownBy(() -> accept(database, "t1"))
                        .isInstanceOf(StoreException.class)
                        .hasMessageContaining("is held by another program");
                statement.execute("COMMIT");
            }

            assertThat(database.works()).isTrue();
            accept(database, "t1");

            assertThatThrownBy(() -> database.transaction(handle -> handle.execute("DROP TABLE turn, turn")))
                    .isInstanceOf(StoreException.class);
            Path aside = directory.resolve("aside");
            Files.move(file, aside);
            Files.createDirectory(file);
            assertThat(database.works()).isFalse();

            Files.delete(file);
            Files.move(aside, file);
            assertThat(database.works()).isTrue();
        }
    }

    @Test
    void workThatThrowsIsRolledBack() {
        try (Database database = Database.open(file)) {
            accept(database, "t1");

            assertThatThrownBy(() -> database.transaction(handle -> {
                        handle.execute("DELETE FROM turn");
                        throw new StoreException("no");
                    }))
                    .isInstanceOf(StoreException.class)
                    .hasMessage("no");

            assertThat(database.<Integer>transaction(handle -> handle.createQuery("SELECT count(*) FROM turn")
                            .mapTo(int.class)
                            .one()))
                    .isEqualTo(1);
        }
    }

    @Test
    void anInterruptedCallerStillKeepsItsWordsAndItsInterrupt() {
        try (Database database = Database.open(file)) {
            Thread.currentThread().interrupt();
            accept(database, "t1");

            assertThat(Thread.interrupted()).isTrue();
            assertThat(database.<Integer>transaction(handle -> handle.createQuery("SELECT count(*) FROM turn")
                            .mapTo(int.class)
                            .one()))
                    .isEqualTo(1);
        }
    }

    private static SqliteConversations conversations(Database database) {
        return new SqliteConversations(database, InstantSource.system());
    }

    private static void accept(Database database, String turn) {
        SqliteConversations conversations = conversations(database);
        conversations.accepted(
                conversations.open(Person.LOCAL, Optional.of("1")), new NewTurn(turn, "words", Instant.EPOCH));
    }

    private static String pragma(Database database, String name) {
        return database.transaction(handle ->
                handle.createQuery("PRAGMA " + name).mapTo(String.class).one());
    }

    /// What a shell beside Jarvas would do.
    private String sqlite(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            return statement.execute(sql) ? statement.getResultSet().getString(1) : "";
        }
    }

    private static String permissions(Path file) throws java.io.IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
