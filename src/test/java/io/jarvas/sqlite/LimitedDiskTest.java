package io.jarvas.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.NewTurn;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.PromptMessage;
import io.jarvas.conversation.StoreException;
import io.jarvas.conversation.StoreStatus;
import io.jarvas.conversation.TurnLog;
import io.jarvas.conversation.TurnLog.End;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On a file system of its own, of 3 MB, that fills up and becomes read-only, in a process of its own. Where the
/// machine lets nobody mount one, the file itself is limited, which shows less.
class LimitedDiskTest {
    private static final List<String> MOUNT =
            List.of("unshare", "-rm", "sh", "-c", "mount -t tmpfs -o size=3m none \"$0\" && exec \"$@\"");

    @TempDir
    private Path directory;

    @Test
    void aFullOrReadOnlyDiskIsSaidAndHarmsNothingEarlier() throws Exception {
        boolean mounts = canMount();
        List<String> before = mounts
                ? Stream.concat(MOUNT.stream(), Stream.of(directory.toString())).toList()
                : List.of();
        try (Child child = Child.start(
                before,
                List.of("-cp", System.getProperty("java.class.path")),
                Limited.class,
                directory.resolve("jarvas.db").toString(),
                String.valueOf(mounts))) {
            List<String> said = child.lines();
            assertThat(child.exit()).as(String.join("\n", said)).isZero();
            assertThat(said).contains("full", "room again", "whole");
            assertThat(said.contains("read-only")).isEqualTo(mounts);
        }
    }

    private boolean canMount() throws Exception {
        try {
            Path place = Files.createDirectories(directory.resolve("try"));
            Process process = new ProcessBuilder(Stream.concat(MOUNT.stream(), Stream.of(place.toString(), "true"))
                            .toList())
                    .redirectErrorStream(true)
                    .start();
            process.inputReader().lines().forEach(_ -> {});
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /// The process on the limited disk. Every check that fails ends it.
    static final class Limited {
        private static final Instant NOW = Instant.parse("2026-11-28T10:11:12Z");
        private static final ConversationKey CONVERSATION = new ConversationKey(Person.LOCAL, "1");

        private final Path file;
        private final boolean mounted;

        private Limited(Path file, boolean mounted) {
            this.file = file;
            this.mounted = mounted;
        }

        public static void main(String[] arguments) throws Exception {
            new Limited(Path.of(arguments[0]), Boolean.parseBoolean(arguments[1])).run();
        }

        private void run() throws Exception {
            try (Database database = Database.open(file)) {
                SqliteConversations conversations = new SqliteConversations(database, InstantSource.system());
                conversations.open(Person.LOCAL, Optional.of("1"));
                for (int i = 0; i < 5; i++) {
                    say(conversations, "t" + i);
                }
                // A turn that was accepted when the disk fills up.
                conversations.accepted(CONVERSATION, new NewTurn("t5", "words", NOW));
                fill(database);
                check(fails(() -> conversations.ended(
                        CONVERSATION,
                        "t5",
                        new TurnLog.Ending("long answer ".repeat(100_000), "", "", End.WHOLE, NOW))));
                check(fails(
                        () -> conversations.accepted(CONVERSATION, new NewTurn("t6", "words ".repeat(100_000), NOW))));
                check(database.status().problem().equals(Optional.of(StoreStatus.Problem.FULL)));
                check(conversations.history(CONVERSATION, 12).total() == 10);
                check(new SqlitePastConversations(database)
                                .page(Person.LOCAL, "words", Optional.empty(), 10)
                                .size()
                        == 1);
                System.out.println("full");

                empty(database);
                check(database.works());
                conversations.ended(CONVERSATION, "t5", new TurnLog.Ending("answer", "", "", End.WHOLE, NOW));
                say(conversations, "t6");
                check(conversations.history(CONVERSATION, 12).total() == 12);
                System.out.println("room again");
                fill(database);
            }
            startsWhenFull();
            if (mounted) {
                readOnly();
            }
            try (Database database = Database.open(file)) {
                empty(database);
                KilledProcessTest.isWhole(database);
                check(new SqlitePastConversations(database)
                                .find(CONVERSATION)
                                .orElseThrow()
                                .turns()
                                .size()
                        == 7);
                check(database.status().setAside().isEmpty());
                System.out.println("whole");
            }
        }

        /// It may or may not get as far; what is there stays.
        private void startsWhenFull() throws IOException {
            try (Database database = Database.open(file)) {
                System.out.println("starts: " + database.status());
            } catch (StoreException e) {
                System.out.println("does not start: " + e.getMessage());
            }
            Files.deleteIfExists(filler());
        }

        private void readOnly() throws Exception {
            mount("remount,ro");
            try (Database database = Database.open(file)) {
                SqliteConversations conversations = new SqliteConversations(database, InstantSource.system());
                check(fails(() -> conversations.accepted(CONVERSATION, new NewTurn("t7", "words", NOW))));
            } catch (StoreException e) {
                check(e.getMessage().contains("read-only") || e.getMessage().contains("cannot be"));
            }
            mount("remount,rw");
            System.out.println("read-only");
        }

        private void mount(String options) throws Exception {
            String directory = String.valueOf(file.getParent());
            check(new ProcessBuilder("mount", "-o", options, directory)
                            .inheritIO()
                            .start()
                            .waitFor()
                    == 0);
        }

        private Path filler() {
            return file.resolveSibling("filler");
        }

        private void fill(Database database) throws IOException {
            if (!mounted) {
                database.transaction(handle -> handle.execute("PRAGMA max_page_count = 1"));
                return;
            }
            try (OutputStream output = Files.newOutputStream(filler())) {
                byte[] page = new byte[4096];
                while (true) {
                    output.write(page);
                }
            } catch (IOException e) {
                check(String.valueOf(e.getMessage()).contains("No space"));
            }
        }

        private void empty(Database database) throws IOException {
            if (!mounted) {
                database.lookUp(handle -> handle.execute("PRAGMA max_page_count = 1000000"));
            }
            Files.deleteIfExists(filler());
        }

        private static void say(SqliteConversations conversations, String turn) {
            conversations.accepted(CONVERSATION, new NewTurn(turn, "words", NOW));
            conversations.appended(CONVERSATION, turn, new PromptMessage(PromptMessage.Author.PERSON, "words"));
            conversations.appended(CONVERSATION, turn, new PromptMessage(PromptMessage.Author.ASSISTANT, "answer"));
            conversations.ended(CONVERSATION, turn, new TurnLog.Ending("answer", "", "", End.WHOLE, NOW));
        }

        private static boolean fails(Runnable write) {
            try {
                write.run();
                return false;
            } catch (StoreException e) {
                System.out.println(e.getMessage());
                return true;
            }
        }

        private static void check(boolean holds) {
            if (!holds) {
                throw new AssertionError();
            }
        }
    }
}
