package io.jarvas.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.ConversationSummary;
import io.jarvas.conversation.History;
import io.jarvas.conversation.NewTurn;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.PromptMessage;
import io.jarvas.conversation.StoreException;
import io.jarvas.conversation.StoredTurn;
import io.jarvas.conversation.TurnLog;
import io.jarvas.conversation.TurnLog.End;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationsTest {
    private static final Person ANA = new Person("ha:3f1c9d2ab7e54c8e9d10a1b2c3d4e5f6");
    private static final Person TABLET = new Person("token:Rui's tablet");
    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("jarvas.db");
    }

    @Test
    void thereIsAFileOfEveryEarlierSchema() {
        // Steps 3 and later were not released yet: the one who adds a step after a release keeps a file from before it.
        for (int schema = 1; schema < Math.min(Migrations.ALL.size(), 3); schema++) {
            assertThat(Migrations.class.getResource("v" + schema + ".db")).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whatAnEarlierJarvasWroteIsAllThere(int schema) throws Exception {
        Earlier.copy(schema, file);
        try (Database database = Database.open(file)) {
            SqliteConversations conversations = new SqliteConversations(database, InstantSource.fixed(NOW));
            SqlitePastConversations past = new SqlitePastConversations(database);

            assertThat(past.page(ANA, "", Optional.empty(), 10))
                    .extracting(ConversationSummary::title, ConversationSummary::turns)
                    .containsExactly(
                            tuple("Conta-me uma história de um âmbar perdido", 1),
                            tuple("Acende as luzes da cozinha", 2));
            assertThat(past.page(TABLET, "", Optional.empty(), 10))
                    .extracting(ConversationSummary::title, ConversationSummary::turns)
                    .containsExactly(tuple("What is the temperature upstairs?", 6));
            List<StoredTurn> his =
                    past.find(new ConversationKey(TABLET, "41")).orElseThrow().turns();
            assertThat(his).extracting(StoredTurn::text).startsWith("What is the temperature upstairs?");
            assertThat(his.getFirst().answer()).isEqualTo("It is 21.5 °C in the bedroom.");
            assertThat(his.getLast().state()).isEqualTo(StoredTurn.State.ACCEPTED);
            History history = conversations.history(new ConversationKey(ANA, "41"), 12);
            assertThat(history.total()).isEqualTo(4);
            assertThat(history.newest().getFirst())
                    .isEqualTo(new PromptMessage(
                            PromptMessage.Author.PERSON, "[domingo 18:20]\nAcende as luzes da cozinha"));
            assertThat(history.note()).isEqualTo("lock.front_door: unchanged");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whatAnEarlierJarvasWroteIsFoundAndGoesOn(int schema) throws Exception {
        Earlier.copy(schema, file);
        try (Database database = Database.open(file)) {
            SqliteConversations conversations = new SqliteConversations(database, InstantSource.fixed(NOW));
            SqlitePastConversations past = new SqlitePastConversations(database);

            assertThat(past.page(ANA, "ambar", Optional.empty(), 10)).hasSize(1);
            assertThat(past.page(TABLET, "ambar", Optional.empty(), 10)).isEmpty();
            assertThat(past.page(TABLET, "battery", Optional.empty(), 10)).hasSize(1);

            ConversationKey his = new ConversationKey(TABLET, "41");
            String second = past.find(his).orElseThrow().turns().get(1).id();
            conversations.accepted(his, new NewTurn("new", "Is it warm?", NOW, Optional.empty(), Optional.of(second)));
            conversations.ended(his, "new", new TurnLog.Ending("No.", "", "", End.WHOLE, NOW));
            assertThat(past.find(his).orElseThrow().turns().stream().filter(StoredTurn::current))
                    .extracting(StoredTurn::text)
                    .containsExactly("What is the temperature upstairs?", "Is it warm?");
            assertThat(conversations.history(his, 12).total()).isEqualTo(2);
        }
    }

    @Test
    void schedulesAndTheAuditLogStay() throws Exception {
        Earlier.copy(2, file);
        try (Database database = Database.open(file)) {
            assertThat(new SqliteSchedules(database, InstantSource.fixed(NOW)).open())
                    .extracting(schedule -> schedule.conversation().person())
                    .containsExactly(ANA);
            assertThat(new SqliteAudit(database).page(Optional.empty(), Optional.empty(), 10))
                    .hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aCopyFromBeforeLiesBesideUntilAGoodStart(int schema) throws Exception {
        Earlier.copy(schema, file);
        Path copy = directory.resolve("jarvas.db.before-" + Migrations.ALL.size());
        try (Database database = Database.open(file)) {
            assertThat(sqlite(copy, "PRAGMA user_version")).isEqualTo(String.valueOf(schema));
            assertThat(sqlite(copy, "SELECT count(*) FROM turn")).isEqualTo("9");

            database.settled();

            assertThat(copy).doesNotExist();
        }
        assertThat(directory).isDirectoryContaining(one -> one.equals(file));
    }

    @Test
    void anUpToDateFileIsNotCopied() throws Exception {
        for (int i = 0; i < 2; i++) {
            try (Database database = Database.open(file)) {
                assertThat(directory).isDirectoryNotContaining("glob:**before*");
                assertThat(database.status().setAside()).isEmpty();
            }
        }
    }

    @Test
    void stepsThatFailLeaveTheFileAsItWas() throws Exception {
        Earlier.copy(1, file);
        // Stands in the way of the third step, when the second is done.
        sqlite(file, "CREATE TABLE turn_words (something TEXT)");

        assertThatThrownBy(() -> Database.open(file)).isInstanceOf(StoreException.class);

        assertThat(sqlite(file, "PRAGMA user_version")).isEqualTo("1");
        assertThat(sqlite(file, "SELECT count(*) FROM sqlite_schema WHERE name = 'action'"))
                .isEqualTo("0");
        assertThat(sqlite(file, "SELECT count(*) FROM turn")).isEqualTo("9");

        sqlite(file, "DROP TABLE turn_words");
        Database.open(file).close();
        assertThat(sqlite(file, "PRAGMA user_version")).isEqualTo(String.valueOf(Migrations.ALL.size()));
    }

    @Test
    void aCopyTakesThePlaceOfAFileThatTheUpdateLeftDamaged() throws Exception {
        Earlier.copy(2, file);
        Database.open(file).close();
        Files.writeString(file, "nonsense ".repeat(1000));

        try (Database database = Database.open(file)) {
            assertThat(database.status().setAside()).isPresent();
            assertThat(new SqlitePastConversations(database).page(ANA, "", Optional.empty(), 10))
                    .hasSize(2);
        }
    }

    @Test
    void whatAnEarlierJarvasHadDeletedIsInNoFreePage() throws Exception {
        Earlier.copy(2, file);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA secure_delete = OFF");
            statement.executeUpdate("UPDATE turn SET answer = 'xylomarimba' || hex(zeroblob(3000))");
            statement.executeUpdate("UPDATE turn SET answer = ''");
        }
        assertThat(Bytes.filesWith(directory, "xylomarimba")).contains("jarvas.db");

        try (Database database = Database.open(file)) {
            database.settled();
            assertThat(Bytes.filesWith(directory, "xylomarimba")).isEmpty();
        }
    }

    private static String sqlite(Path file, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            return statement.execute(sql) ? statement.getResultSet().getString(1) : "";
        }
    }
}
