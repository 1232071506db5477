package io.jarvas.bench;

import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.NewTurn;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.PromptMessage;
import io.jarvas.conversation.TurnLog.End;
import io.jarvas.conversation.TurnLog.Ending;
import io.jarvas.sqlite.Database;
import io.jarvas.sqlite.SqliteConversations;
import io.jarvas.sqlite.SqlitePastConversations;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/// How the store does when a household has talked for years: lists, searches and a turn's own work among many messages.
///
/// Arguments: messages (100000), rounds (300).
final class Growth {
    private static final int PERSONS = 3;
    private static final int TURNS_A_CONVERSATION = 20;
    /// One conversation of the first person is as long as nobody's.
    private static final int LONG = 5_000;

    private static final int WORDS = 8_000;

    private final Path file;
    private final int rounds;
    private final Random random = new Random(6);
    private final List<String> words = new ArrayList<>();

    private Growth(Path file, int rounds) {
        this.file = file;
        this.rounds = rounds;
        for (int i = 0; i < WORDS; i++) {
            StringBuilder word = new StringBuilder();
            for (int letters = 3 + random.nextInt(7); letters > 0; letters--) {
                word.append((char) ('a' + random.nextInt(26)));
            }
            words.add(word.toString());
        }
    }

    public static void main(String[] arguments) throws Exception {
        int messages = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 300;
        Path directory = Files.createTempDirectory("growth");
        try {
            new Growth(directory.resolve("jarvas.db"), rounds).run(messages / 2);
        } finally {
            try (Stream<Path> files = Files.list(directory)) {
                for (Path one : files.toList()) {
                    Files.delete(one);
                }
            }
            Files.delete(directory);
        }
    }

    private void run(int turns) throws SQLException, IOException {
        System.out.printf(Locale.ROOT, "%-52s %8s %8s %8s  ms, load %.1f%n", "", "min", "median", "p99", load());
        measure("open, empty", 30, _ -> Database.open(file).close());
        fill(turns);
        System.out.printf(
                Locale.ROOT, "%d messages, %d conversations, %d MB%n", 2 * turns, conversations(turns), size());
        measure("open", 30, _ -> Database.open(file).close());
        try (Database database = Database.open(file)) {
            SqliteConversations conversations = new SqliteConversations(database, InstantSource.system());
            SqlitePastConversations past = new SqlitePastConversations(database);
            Person person = person(0);
            String middle =
                    past.page(person, "", Optional.empty(), 300).getLast().id();
            measure("list, the first 20", rounds, _ -> past.page(person, "", Optional.empty(), 20));
            measure("list, 20 from the 300th on", rounds, _ -> past.page(person, "", Optional.of(middle), 20));
            for (int word : new int[] {4_000, 500, 50, 0}) {
                measure(
                        "search, a word like no. %d of %d".formatted(word, WORDS),
                        rounds,
                        i -> past.page(person, words.get(word + i % 20), Optional.empty(), 20));
            }
            measure(
                    "search, two words",
                    rounds,
                    i -> past.page(person, words.get(i % 300) + " " + words.get(i % 100), Optional.empty(), 20));
            measure("search, a word of every turn", rounds, _ -> past.page(person, "luz", Optional.empty(), 20));
            measure("a conversation of 20 turns, whole", rounds, i -> past.find(key(i * PERSONS + PERSONS)));
            measure("a turn: history", rounds, i -> conversations.history(key(i * PERSONS + PERSONS), 12));
            measure("a turn: history, among 10,000 messages", rounds, _ -> conversations.history(key(0), 12));
            measure("a turn: is the message known?", rounds, i -> conversations.turn(person, "m" + i * 7));
            measure(
                    "a turn: a new message is taken in",
                    rounds,
                    i -> conversations.accepted(key(PERSONS), new NewTurn("new" + i, text(12), Instant.now())));
            measure(
                    "a turn: what the model is sent",
                    rounds,
                    i -> conversations.appended(
                            key(PERSONS), "new" + i, new PromptMessage(PromptMessage.Author.PERSON, text(12))));
            measure(
                    "a turn: its end",
                    rounds,
                    i -> conversations.ended(
                            key(PERSONS), "new" + i, new Ending(text(50), "", "", End.WHOLE, Instant.now())));
            measure(
                    "an edit, in a conversation of 5,000 turns",
                    20,
                    i -> conversations.accepted(
                            key(0),
                            new NewTurn(
                                    "edit" + i,
                                    text(12),
                                    Instant.now(),
                                    Optional.empty(),
                                    Optional.of("t" + (LONG - 30 + i)))));
            measure("a conversation deleted, with all traces", 10, i -> past.delete(key((i + 50) * PERSONS)));
        }
    }

    private void fill(int turns) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < PERSONS; i++) {
                statement.executeUpdate("INSERT INTO person (id, created_ms) VALUES ('"
                        + person(i).id() + "', 0)");
            }
            for (int i = 0; i < conversations(turns); i++) {
                statement.executeUpdate("INSERT INTO conversation (person, id, created_ms) VALUES ('"
                        + key(i).person().id() + "', '" + key(i).id() + "', 0)");
            }
            try (PreparedStatement turn = connection.prepareStatement("""
                            INSERT INTO turn (id, person, conversation, message_id, parent, state, accepted_ms, text, answer)
                            VALUES (?, ?, ?, ?, (SELECT max(number) FROM turn WHERE person = ? AND conversation = ?
                                AND current = 1), 'whole', ?, ?, ?)""");
                    PreparedStatement message = connection.prepareStatement(
                            "INSERT INTO prompt_message VALUES (?, ?, ?, ?, ?, ?, '[]', 1)")) {
                for (int i = 0; i < turns; i++) {
                    ConversationKey key = key(conversation(i));
                    String text = text(12);
                    String answer = text(50);
                    turn.setString(1, "t" + i);
                    turn.setString(2, key.person().id());
                    turn.setString(3, key.id());
                    turn.setString(4, "m" + i);
                    turn.setString(5, key.person().id());
                    turn.setString(6, key.id());
                    turn.setLong(7, i * 1_000L);
                    turn.setString(8, text);
                    turn.setString(9, answer);
                    turn.executeUpdate();
                    for (int half = 0; half < 2; half++) {
                        message.setString(1, key.person().id());
                        message.setString(2, key.id());
                        message.setInt(3, 2 * i + half + 1);
                        message.setString(4, "t" + i);
                        message.setString(5, half == 0 ? "person" : "assistant");
                        message.setString(6, half == 0 ? text : answer);
                        message.executeUpdate();
                    }
                }
            }
            connection.commit();
        }
    }

    private static int conversation(int turn) {
        return turn < LONG ? 0 : 1 + (turn - LONG) / TURNS_A_CONVERSATION;
    }

    private static int conversations(int turns) {
        return conversation(turns - 1) + 1;
    }

    private static Person person(int number) {
        return new Person("ha:3f1c9d2ab7e54c8e9d10a1b2c3d4e5f" + number);
    }

    private static ConversationKey key(int conversation) {
        return new ConversationKey(person(conversation % PERSONS), "01k3x00000000000000000" + conversation);
    }

    /// Few words are said often, and one always.
    private String text(int length) {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "luz" : "Luzes");
        for (int i = 1; i < length; i++) {
            text.append(' ').append(words.get((int) (WORDS * Math.pow(random.nextDouble(), 3))));
        }
        return text.toString();
    }

    private long size() throws IOException {
        return Files.size(file) / 1_000_000;
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static void measure(String name, int rounds, IntConsumer work) {
        long[] nanos = new long[rounds];
        for (int i = 0; i < rounds; i++) {
            long start = System.nanoTime();
            work.accept(i);
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "%-52s %8.2f %8.2f %8.2f%n",
                name,
                nanos[0] / 1e6,
                nanos[rounds / 2] / 1e6,
                nanos[Math.min(rounds - 1, rounds * 99 / 100)] / 1e6);
    }
}
