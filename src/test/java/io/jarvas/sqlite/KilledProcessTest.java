package io.jarvas.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.NewTurn;
import io.jarvas.conversation.Person;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that accepts messages without a pause is killed at random moments; nothing it had accepted is
/// missing.
class KilledProcessTest {
    private static final int ROUNDS = 10;

    @TempDir
    private Path directory;

    @Test
    void everyAcceptedMessageSurvivesAKill() throws Exception {
        Path file = directory.resolve("jarvas.db");
        Random random = new Random(4);
        List<String> accepted = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            accepted.addAll(acceptUntilKilled(file, round, 1 + random.nextInt(200)));

            try (Database database = Database.open(file)) {
                assertThat(database.<String>transaction(handle -> handle.createQuery("PRAGMA integrity_check")
                                .mapTo(String.class)
                                .one()))
                        .isEqualTo("ok");
                assertThat(database.<List<String>>transaction(handle -> handle.createQuery("SELECT id FROM turn")
                                .mapTo(String.class)
                                .list()))
                        .containsAll(accepted);
            }
        }
        assertThat(accepted).hasSizeGreaterThanOrEqualTo(ROUNDS);
    }

    /// @return the turns whose acceptance the process reported before its end
    private static List<String> acceptUntilKilled(Path file, int round, int reports) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Accepting.class.getName(),
                        file.toString(),
                        String.valueOf(round))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> reported = new ArrayList<>();
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                reported.add(line);
                if (reported.size() == reports) {
                    // Not Process.destroyForcibly(), which closes the stream that is still to be read.
                    process.toHandle().destroyForcibly();
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(process.exitValue()).as("killed, not failed").isEqualTo(128 + 9);
        return reported;
    }

    /// The process that is killed.
    static final class Accepting {
        public static void main(String[] arguments) {
            Database database = Database.open(Path.of(arguments[0]));
            SqliteConversations conversations = new SqliteConversations(database, InstantSource.system());
            ConversationKey conversation = conversations.open(Person.LOCAL, Optional.of("1"));
            for (int i = 0; ; i++) {
                String turn = arguments[1] + "-" + i;
                conversations.accepted(conversation, new NewTurn(turn, "words ".repeat(i % 50), Instant.EPOCH));
                System.out.println(turn);
            }
        }
    }
}
