package io.jarvas.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.NewTurn;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.StoreException;
import io.jarvas.conversation.StoreStatus.SetAside;
import io.jarvas.conversation.StoreStatus.SetAside.Reason;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetAsideTest {
    private static final Instant NOW = Instant.parse("2026-11-28T10:11:12Z");
    private static final int PAGE = 4096;

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("jarvas.db");
    }

    @Test
    void aFileThatIsNoDatabaseIsSetAsideAndAnotherIsBegun() throws Exception {
        Files.writeString(file, "not a database, but somebody's words ".repeat(100));

        try (Database database = open()) {
            accept(database, "t1");
            assertThat(database.works()).isTrue();
            assertThat(database.status().setAside())
                    .contains(new SetAside(Reason.DAMAGED, "jarvas.db.damaged-20261128T101112Z", NOW));
        }
        assertThat(directory.resolve("jarvas.db.damaged-20261128T101112Z"))
                .content()
                .startsWith("not a database");
    }

    @Test
    void aFileOfANewerJarvasIsSetAsideAsItIs() throws Exception {
        Database.open(file).close();
        sqlite(file, "PRAGMA user_version = 999");

        try (Database database = open()) {
            accept(database, "t1");
            assertThat(database.status().setAside())
                    .contains(new SetAside(Reason.NEWER, "jarvas.db.newer-20261128T101112Z", NOW));
        }
        assertThat(sqlite(directory.resolve("jarvas.db.newer-20261128T101112Z"), "PRAGMA user_version"))
                .isEqualTo("999");
    }

    @Test
    void itIsSaidUntilTheFileIsTakenAway() throws Exception {
        Files.writeString(file, "nonsense ".repeat(1000));
        open().close();

        try (Database database = open()) {
            assertThat(database.status().setAside().orElseThrow().at()).isEqualTo(NOW);
        }

        Files.delete(directory.resolve("jarvas.db.damaged-20261128T101112Z"));
        try (Database database = open()) {
            assertThat(database.status().setAside()).isEmpty();
        }
    }

    @Test
    void twoInOneSecondHaveTwoNames() throws Exception {
        for (int i = 0; i < 2; i++) {
            Files.writeString(file, "nonsense ".repeat(1000));
            open().close();
        }

        assertThat(directory).isDirectoryContaining("glob:**damaged-20261128T101112Z-2");
        assertThat(directory).isDirectoryContaining("glob:**damaged-20261128T101112Z");
    }

    @Test
    void aTableWithoutItsFirstPageIsFoundAtTheStart() throws Exception {
        try (Database database = open()) {
            accept(database, "t1");
        }
        overwrite(Integer.parseInt(sqlite(file, "SELECT rootpage FROM sqlite_schema WHERE name = 'turn'")));

        try (Database database = open()) {
            assertThat(database.status().setAside()).isPresent();
            accept(database, "t2");
        }
    }

    @Test
    void aFileThatWasCutIsFoundAtTheStart() throws Exception {
        try (Database database = open()) {
            for (int i = 0; i < 200; i++) {
                accept(database, "t" + i);
            }
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(10 * PAGE);
        }

        try (Database database = open()) {
            assertThat(database.status().setAside()).isPresent();
            accept(database, "t1");
        }
    }

    @Test
    void damageThatShowsLaterIsSetAsideThenAndTheNextMessageIsTakenIn() throws Exception {
        try (Database database = open()) {
            for (int i = 0; i < 2_000; i++) {
                accept(database, "t" + i);
            }
        }
        int pages = (int) (Files.size(file) / PAGE);
        int root = Integer.parseInt(sqlite(file, "SELECT rootpage FROM sqlite_schema WHERE name = 'turn'"));
        for (int page = root + 1; page <= pages; page++) {
            overwrite(page);
        }

        try (Database database = open()) {
            SqlitePastConversations past = new SqlitePastConversations(database);
            for (int i = 0; database.status().setAside().isEmpty() && i < 100; i++) {
                assertThatThrownBy(() -> {
                            past.find(new ConversationKey(Person.LOCAL, "1"));
                            accept(database, "t-new");
                        })
                        .isInstanceOf(StoreException.class)
                        .hasMessageContaining("is damaged");
            }
            assertThat(database.status().setAside()).isPresent();
            accept(database, "t1");
            assertThat(past.page(Person.LOCAL, "", Optional.empty(), 10)).hasSize(1);
        }
    }

    @Test
    void anIndexOfWordsThatIsDamagedIsMadeAnewAndNothingIsLost() throws Exception {
        try (Database database = open()) {
            accept(database, "t1");
        }
        sqlite(file, "UPDATE turn_words_data SET block = zeroblob(20) WHERE id > 100");

        try (Database database = open()) {
            SqlitePastConversations past = new SqlitePastConversations(database);
            for (int i = 0; i < 100 && hits(past) == 0; i++) {
                Thread.onSpinWait();
            }
            accept(database, "t2");
            assertThat(hits(past)).isEqualTo(1);
            assertThat(database.status().setAside()).isEmpty();
            assertThat(past.find(new ConversationKey(Person.LOCAL, "1"))
                            .orElseThrow()
                            .turns())
                    .hasSize(2);
        }
    }

    @Test
    void aMissingFileIsTakenFromTheCopyThatWasMadeForABackup() throws Exception {
        try (Database database = open()) {
            accept(database, "t1");
            assertThat(Database.backup(file)).isEqualTo(directory.resolve("jarvas.db.backup"));
        }
        Files.delete(file);

        try (Database database = open()) {
            assertThat(new SqlitePastConversations(database).page(Person.LOCAL, "", Optional.empty(), 10))
                    .hasSize(1);
            assertThat(database.status().setAside()).isEmpty();
        }
        assertThat(directory.resolve("jarvas.db.backup")).doesNotExist();
    }

    @Test
    void aCopyThatIsNotWholeIsLeftAlone() throws Exception {
        Files.writeString(directory.resolve("jarvas.db.backup"), "half of a copy");

        try (Database database = open()) {
            accept(database, "t1");
        }
        assertThat(directory.resolve("jarvas.db.backup")).hasContent("half of a copy");
    }

    private static int hits(SqlitePastConversations past) {
        try {
            return past.page(Person.LOCAL, "words", Optional.empty(), 10).size();
        } catch (StoreException e) {
            return 0;
        }
    }

    private Database open() {
        return Database.open(file, InstantSource.fixed(NOW));
    }

    private static void accept(Database database, String turn) {
        SqliteConversations conversations = new SqliteConversations(database, InstantSource.system());
        conversations.accepted(
                conversations.open(Person.LOCAL, Optional.of("1")), new NewTurn(turn, "words ".repeat(20), NOW));
    }

    private void overwrite(int page) throws Exception {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            byte[] nonsense = new byte[PAGE];
            Arrays.fill(nonsense, (byte) 0x5a);
            channel.write(ByteBuffer.wrap(nonsense), (page - 1L) * PAGE);
        }
    }

    private static String sqlite(Path file, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            return statement.execute(sql) ? statement.getResultSet().getString(1) : "";
        }
    }
}
