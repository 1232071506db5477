package io.jarvas.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.NewTurn;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.PromptMessage;
import io.jarvas.conversation.StoredConversation;
import io.jarvas.conversation.StoredTurn;
import io.jarvas.conversation.TurnLog;
import io.jarvas.conversation.TurnLog.End;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A process that does all that Jarvas does to its database, without a pause, is killed at random moments: while it
/// writes, and while it starts. Nothing that it had reported is missing, and the next one needs no repair.
class KilledProcessTest {
    private static final int LANES = 2;
    private static final int KILLS = 100;
    /// One in so many kills hits a process that brings an old file up to date.
    private static final int UPDATES = 5;

    private static final Person ANA = new Person("ha:ana");
    private static final Person RUI = new Person("ha:rui");

    @TempDir
    private Path directory;

    private List<String> options = List.of();

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void nothingThatWasReportedIsLostInTwoHundredKills() throws Exception {
        String trained = directory.resolve("trained.db").toString();
        options = Child.fastOptions(
                Files.createDirectory(directory.resolve("shared")), Working.class, trained, "trained-", "100");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> lanes = IntStream.range(0, LANES)
                    .mapToObj(lane -> threads.submit(() -> killAgainAndAgain(lane)))
                    .toList();
            int reported = 0;
            for (Future<Integer> lane : lanes) {
                reported += lane.get();
            }
            assertThat(reported).as("under load").isGreaterThan(LANES * KILLS * 3);
        }
    }

    /// @return how many changes the processes reported
    private int killAgainAndAgain(int lane) throws Exception {
        Path home = Files.createDirectory(directory.resolve("lane" + lane));
        Random random = new Random(4 + lane);
        Truth truth = new Truth();
        int reported = 0;
        Child next = start(home, 0, random);
        try {
            for (int kill = 0; kill < KILLS; kill++) {
                Child child = next;
                // Java takes its time to start: the next one does while this one works.
                next = start(home, kill + 1, random);
                boolean update = isUpdate(kill);
                Truth ofThis = update ? new Truth() : truth;
                assertThat(child.line()).isEqualTo("ready");
                child.go();
                if (update || random.nextInt(4) == 0) {
                    // Anywhere, in opening too.
                    TimeUnit.MICROSECONDS.sleep(random.nextInt(400_000));
                } else {
                    int reports = 1 + random.nextInt(30);
                    for (int i = 0; i < reports; i++) {
                        ofThis.note(List.of(child.line()));
                    }
                    reported += reports;
                }
                child.kill();
                ofThis.note(child.lines());
                assertThat(child.exit()).as("killed, not failed").isEqualTo(128 + 9);
                try (Database database = Database.open(file(home, kill))) {
                    isWhole(database);
                    ofThis.isKept(database);
                    if (update) {
                        assertThat(new SqlitePastConversations(database)
                                        .page(new Person("token:Rui's tablet"), "batteries", Optional.empty(), 10))
                                .hasSize(1);
                    }
                }
                isWithoutRepair(home);
            }
        } finally {
            next.close();
        }
        return reported;
    }

    private static boolean isUpdate(int kill) {
        return kill % UPDATES == UPDATES - 1;
    }

    private static Path file(Path home, int kill) {
        return home.resolve(isUpdate(kill) ? "old" + kill + ".db" : "jarvas.db");
    }

    private Child start(Path home, int kill, Random random) throws IOException {
        if (isUpdate(kill)) {
            Earlier.copy(1 + random.nextInt(2), file(home, kill));
        }
        return Child.start(List.of(), options, Working.class, file(home, kill).toString(), kill + "-");
    }

    static void isWhole(Database database) {
        assertThat(database.<List<String>>lookUp(handle -> handle.createQuery("PRAGMA integrity_check")
                        .mapTo(String.class)
                        .list()))
                .containsExactly("ok");
        assertThat(database.<List<String>>lookUp(handle -> handle.createQuery("PRAGMA foreign_key_check")
                        .mapTo(String.class)
                        .list()))
                .isEmpty();
        database.lookUp(
                handle -> handle.execute("INSERT INTO turn_words (turn_words, rank) VALUES ('integrity-check', 1)"));
    }

    private static void isWithoutRepair(Path home) throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .noneMatch(name -> name.contains("damaged") || name.contains("newer"));
        }
    }

    /// What the processes reported, and so what must be there.
    static final class Truth {
        /// By turn: its conversation.
        private final Map<String, ConversationKey> accepted = new HashMap<>();
        private final Set<String> ended = new HashSet<>();
        /// A later name may have come to be without a report.
        private final Set<ConversationKey> named = new HashSet<>();
        private final Set<ConversationKey> deleted = new HashSet<>();

        void note(List<String> lines) {
            for (String line : lines) {
                String[] words = line.split(" ");
                if (words.length < 4) {
                    // It died within the line: what it did is done, but it had not said so.
                    continue;
                }
                ConversationKey conversation = new ConversationKey(new Person(words[1]), words[2]);
                switch (words[0]) {
                    case "accepted" -> accepted.put(words[3], conversation);
                    case "ended" -> ended.add(words[3]);
                    case "renamed" -> named.add(conversation);
                    case "deleting" -> {
                        // Whether it came to it is open.
                        accepted.values().removeIf(conversation::equals);
                        named.remove(conversation);
                    }
                    case "deleted" -> deleted.add(conversation);
                    default -> throw new AssertionError(line);
                }
            }
        }

        /// Of a copy: what was accepted is there, or was deleted when it was made.
        void areAccepted(Database database) {
            SqlitePastConversations past = new SqlitePastConversations(database);
            accepted.forEach((turn, conversation) -> past.find(conversation)
                    .ifPresent(there ->
                            assertThat(there.turns()).anyMatch(one -> one.id().equals(turn))));
            assertThat(accepted.values())
                    .anyMatch(conversation -> past.find(conversation).isPresent());
        }

        void isKept(Database database) {
            SqlitePastConversations past = new SqlitePastConversations(database);
            Map<ConversationKey, Optional<StoredConversation>> all = new HashMap<>();
            accepted.forEach((turn, conversation) -> {
                StoredTurn stored = all.computeIfAbsent(conversation, past::find).orElseThrow().turns().stream()
                        .filter(one -> one.id().equals(turn))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("lost: " + turn));
                assertThat(stored.text()).contains(turn.replace("-", ""));
                if (ended.contains(turn)) {
                    assertThat(stored.state()).isEqualTo(StoredTurn.State.WHOLE);
                    assertThat(stored.answer()).isEqualTo("answer to " + turn);
                }
            });
            named.forEach(conversation -> assertThat(
                            past.find(conversation).orElseThrow().summary().title())
                    .startsWith("title"));
            deleted.forEach(conversation -> assertThat(past.find(conversation)).isEmpty());
        }
    }

    /// The process that is killed.
    static final class Working {
        public static void main(String[] arguments) throws IOException {
            System.out.println("ready");
            if (System.in.read() < 0) {
                return;
            }
            Database database = Database.open(Path.of(arguments[0]));
            SqliteConversations conversations = new SqliteConversations(database, InstantSource.system());
            SqlitePastConversations past = new SqlitePastConversations(database);
            Random random = new Random();
            String previous = "";
            int end = arguments.length > 2 ? Integer.parseInt(arguments[2]) : Integer.MAX_VALUE;
            for (int i = 0; i < end; i++) {
                Person person = random.nextBoolean() ? ANA : RUI;
                // Ids are used once, so that what was deleted stays so.
                ConversationKey conversation = conversations.open(
                        person,
                        Optional.of("c" + arguments[1] + i / 8 + person.id().charAt(3)));
                String name = " " + person.id() + " " + conversation.id() + " ";
                String turn = arguments[1] + i;
                Optional<String> replaces = Optional.of(previous)
                        .filter(id -> id.startsWith(conversation.id()) && random.nextInt(4) == 0)
                        .map(id -> id.substring(conversation.id().length() + 1));
                conversations.accepted(
                        conversation,
                        new NewTurn(
                                turn,
                                "words ".repeat(i % 50) + turn.replace("-", ""),
                                Instant.now(),
                                Optional.of("m" + turn),
                                replaces));
                System.out.println("accepted" + name + turn);
                previous = conversation.id() + " " + turn;
                conversations.appended(conversation, turn, new PromptMessage(PromptMessage.Author.PERSON, "p" + i));
                conversations.appended(conversation, turn, new PromptMessage(PromptMessage.Author.ASSISTANT, "a" + i));
                conversations.ended(
                        conversation, turn, new TurnLog.Ending("answer to " + turn, "", "", End.WHOLE, Instant.now()));
                System.out.println("ended" + name + turn);
                switch (random.nextInt(8)) {
                    case 0 -> {
                        past.rename(conversation, "title" + i);
                        System.out.println("renamed" + name + "title" + i);
                    }
                    case 1 -> past.page(person, "words", Optional.empty(), 20);
                    case 2 -> {
                        if (i % 8 == 7) {
                            System.out.println("deleting" + name + "-");
                            past.delete(conversation);
                            System.out.println("deleted" + name + "-");
                        }
                    }
                    default -> conversations.history(conversation, 12);
                }
            }
        }
    }
}
