package io.jarvas.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.History;
import io.jarvas.conversation.NewTurn;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.PromptMessage;
import io.jarvas.conversation.PromptMessage.Author;
import io.jarvas.conversation.StoreException;
import io.jarvas.conversation.TurnLog;
import io.jarvas.conversation.TurnLog.End;
import io.jarvas.conversation.Ulid;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteConversationsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00.123Z");
    private static final Person ANA = new Person("ha:ana");
    private static final Person RUI = new Person("ha:rui");

    @TempDir
    private Path directory;

    private Database database;
    private SqliteConversations conversations;

    @BeforeEach
    void open() {
        database = Database.open(directory.resolve("jarvas.db"));
        conversations = new SqliteConversations(database, InstantSource.fixed(NOW));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aConversationWithoutAnIdIsNew() {
        ConversationKey first = conversations.open(ANA, Optional.empty());
        ConversationKey second = conversations.open(ANA, Optional.empty());

        assertThat(first).isNotEqualTo(second);
        assertThat(first.person()).isEqualTo(ANA);
        assertThat(first.id()).matches("[0-9a-z]{26}");
        assertThat(conversations.history(first, 12)).isEqualTo(History.EMPTY);
    }

    @Test
    void newIdsSortByTime() {
        assertThat(Ulid.at(NOW)).isLessThan(Ulid.at(NOW.plusMillis(1)));
        assertThat(Ulid.at(Instant.ofEpochMilli(1_469_918_176_385L))).startsWith("01aryz6s41");
    }

    @Test
    void anUnknownIdIsMadeAndAKnownOneFoundAgain() {
        ConversationKey made = conversations.open(ANA, Optional.of("41"));
        turn(made, "t1", "Olá", "Olá!");

        assertThat(conversations.open(ANA, Optional.of("41"))).isEqualTo(made);
        assertThat(conversations.history(made, 12).total()).isEqualTo(2);
    }

    @Test
    void twoPersonsWithTheSameIdHaveTwoConversations() {
        ConversationKey hers = conversations.open(ANA, Optional.of("1"));
        ConversationKey his = conversations.open(RUI, Optional.of("1"));
        turn(hers, "t1", "hers", "for her");

        assertThat(conversations.history(his, 12)).isEqualTo(History.EMPTY);
        turn(his, "t2", "his", "for him");
        assertThat(contents(conversations.history(hers, 12))).containsExactly("hers", "for her");
        assertThat(contents(conversations.history(his, 12))).containsExactly("his", "for him");
    }

    @Test
    void aTurnOfSomebodyElseCannotBeWrittenTo() {
        ConversationKey hers = conversations.open(ANA, Optional.of("1"));
        ConversationKey his = conversations.open(RUI, Optional.of("1"));
        conversations.accepted(hers, new NewTurn("t1", "hers", NOW));

        assertThatThrownBy(() -> conversations.appended(his, "t1", new PromptMessage(Author.PERSON, "his")))
                .isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> conversations.ended(his, "t1", new TurnLog.Ending("his", "", "", End.WHOLE, NOW)))
                .isInstanceOf(StoreException.class);
        assertThat(conversations.history(hers, 12)).isEqualTo(History.EMPTY);
        assertThat(conversations.history(his, 12)).isEqualTo(History.EMPTY);
    }

    @Test
    void theHistoryHasTheOrderInWhichTheModelSawTheMessages() {
        ConversationKey conversation = conversations.open(ANA, Optional.empty());
        conversations.accepted(conversation, new NewTurn("t1", "first", NOW));
        conversations.accepted(conversation, new NewTurn("t2", "second", NOW.minusSeconds(60)));
        append(conversation, "t1", Author.PERSON, "first, as sent");
        append(conversation, "t1", Author.ASSISTANT, "ACTION: {}\n");
        append(conversation, "t2", Author.PERSON, "second, as sent");

        assertThat(conversations.history(conversation, 12).newest())
                .containsExactly(
                        new PromptMessage(Author.PERSON, "first, as sent"),
                        new PromptMessage(Author.ASSISTANT, "ACTION: {}\n"),
                        new PromptMessage(Author.PERSON, "second, as sent"));
    }

    @Test
    void onlyTheNewestMessagesAreReadAndAllAreCounted() {
        ConversationKey conversation = conversations.open(ANA, Optional.empty());
        for (int i = 1; i <= 10; i++) {
            turn(conversation, "t" + i, "question " + i, "answer " + i);
        }

        History history = conversations.history(conversation, 3);

        assertThat(contents(history)).containsExactly("answer 9", "question 10", "answer 10");
        assertThat(history.total()).isEqualTo(20);
        assertThat(conversations.history(conversation, 0).newest()).isEmpty();
    }

    @Test
    void aMessageThatWasNeverSentIsNotInTheHistory() {
        ConversationKey conversation = conversations.open(ANA, Optional.empty());
        conversations.accepted(conversation, new NewTurn("t1", "never sent", NOW));
        conversations.ended(conversation, "t1", new TurnLog.Ending("", "", "", End.CUT_SHORT, NOW));

        assertThat(conversations.history(conversation, 12)).isEqualTo(History.EMPTY);
    }

    @Test
    void whatThePersonWroteAndWasShownIsKeptApartFromThePrompt() {
        ConversationKey conversation = conversations.open(ANA, Optional.empty());
        conversations.accepted(conversation, new NewTurn("t1", "luz?", NOW));
        append(conversation, "t1", Author.PERSON, "08:00\nluz?");
        conversations.ended(conversation, "t1", new TurnLog.Ending("Acesa.", "", "", End.WHOLE, NOW.plusSeconds(2)));

        assertThat(database.<List<Map<String, Object>>>transaction(
                        handle -> handle.createQuery("SELECT text, answer, state, accepted_ms, ended_ms FROM turn")
                                .mapToMap()
                                .list()))
                .containsExactly(Map.of(
                        "text", "luz?",
                        "answer", "Acesa.",
                        "state", "whole",
                        "accepted_ms", NOW.toEpochMilli(),
                        "ended_ms", NOW.plusSeconds(2).toEpochMilli()));
    }

    @Test
    void theNoteIsThatOfTheTurnThatEndedLast() {
        ConversationKey conversation = conversations.open(ANA, Optional.empty());
        conversations.accepted(conversation, new NewTurn("t1", "lock", NOW));
        append(conversation, "t1", Author.PERSON, "lock");
        conversations.ended(conversation, "t1", new TurnLog.Ending("…", "", "The door did not lock.", End.WHOLE, NOW));
        assertThat(conversations.history(conversation, 12).note()).isEqualTo("The door did not lock.");

        turn(conversation, "t2", "thanks", "You are welcome.");
        assertThat(conversations.history(conversation, 12).note()).isEmpty();
    }

    @Test
    void aTurnThatNeverReachedTheModelLeavesTheNoteToBeTold() {
        ConversationKey conversation = conversations.open(ANA, Optional.empty());
        conversations.accepted(conversation, new NewTurn("t1", "lock", NOW));
        append(conversation, "t1", Author.PERSON, "lock");
        conversations.ended(conversation, "t1", new TurnLog.Ending("…", "", "The door did not lock.", End.WHOLE, NOW));
        conversations.accepted(conversation, new NewTurn("t2", "thanks", NOW));
        conversations.ended(conversation, "t2", new TurnLog.Ending("", "", "", End.CUT_SHORT, NOW));

        assertThat(conversations.history(conversation, 12).note()).isEqualTo("The door did not lock.");
    }

    @Test
    void whatATurnTakesBackIsNotInTheHistoryAndLeavesTheNoteToBeTold() {
        ConversationKey conversation = conversations.open(ANA, Optional.empty());
        conversations.accepted(conversation, new NewTurn("t1", "lock", NOW));
        append(conversation, "t1", Author.PERSON, "lock");
        conversations.ended(conversation, "t1", new TurnLog.Ending("…", "", "The door did not lock.", End.WHOLE, NOW));
        conversations.accepted(conversation, new NewTurn("t2", "too long", NOW));
        append(conversation, "t2", Author.PERSON, "too long");

        conversations.withdrawn(conversation, "t2");

        assertThat(contents(conversations.history(conversation, 12))).containsExactly("lock");
        conversations.ended(conversation, "t2", new TurnLog.Ending("", "", "", End.CUT_SHORT, NOW));
        assertThat(conversations.history(conversation, 12).note()).isEqualTo("The door did not lock.");
        turn(conversation, "t3", "thanks", "You are welcome.");
        assertThat(contents(conversations.history(conversation, 12)))
                .containsExactly("lock", "thanks", "You are welcome.");
    }

    @Test
    void aTurnTakesBackItsLastMessageAlone() {
        ConversationKey conversation = conversations.open(ANA, Optional.empty());
        conversations.accepted(conversation, new NewTurn("t1", "too long", NOW));
        append(conversation, "t1", Author.PERSON, "what another client knew");
        append(conversation, "t1", Author.ASSISTANT, "its answer");
        append(conversation, "t1", Author.PERSON, "too long");

        conversations.withdrawn(conversation, "t1");

        assertThat(contents(conversations.history(conversation, 12)))
                .containsExactly("what another client knew", "its answer");
    }

    @Test
    void aTurnTakesBackNothingOfSomebodyElse() {
        ConversationKey hers = conversations.open(ANA, Optional.of("1"));
        ConversationKey his = conversations.open(RUI, Optional.of("1"));
        turn(hers, "t1", "hers", "for her");

        conversations.withdrawn(his, "t1");

        assertThat(contents(conversations.history(hers, 12))).containsExactly("hers", "for her");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " leading and trailing \t\r\n\n",
                "nul \0 inside",
                "composed é, decomposed e\u0301, 👩‍👩‍👧, \uFEFF, \uFFFD",
                "'; DROP TABLE turn; -- :person ? {} <b>"
            })
    void aMessageComesBackByteForByte(String content) {
        ConversationKey conversation = conversations.open(ANA, Optional.of("a'b \0 ç"));
        PromptMessage message = new PromptMessage(Author.PERSON, content, List.of("aGVsbG8=", ""));
        conversations.accepted(conversation, new NewTurn("t1", content, NOW));
        conversations.appended(conversation, "t1", message);
        reopen();

        assertThat(conversations.history(conversation, 12).newest()).containsExactly(message);
    }

    @Test
    void aPictureOfTenMegabytesComesBack() {
        ConversationKey conversation = conversations.open(ANA, Optional.empty());
        PromptMessage message = new PromptMessage(Author.PERSON, "what is this?", List.of("QUJD".repeat(2_500_000)));
        conversations.accepted(conversation, new NewTurn("t1", "what is this?", NOW));
        conversations.appended(conversation, "t1", message);

        assertThat(conversations.history(conversation, 1).newest()).containsExactly(message);
    }

    @Test
    void aTurnIdIsUsedOnce() {
        ConversationKey conversation = conversations.open(ANA, Optional.empty());
        conversations.accepted(conversation, new NewTurn("t1", "one", NOW));

        assertThatThrownBy(() -> conversations.accepted(conversation, new NewTurn("t1", "two", NOW)))
                .isInstanceOf(StoreException.class);
    }

    @Test
    void whatAPersonWroteIsInNoException() {
        ConversationKey conversation = conversations.open(ANA, Optional.empty());
        conversations.accepted(conversation, new NewTurn("t1", "one", NOW));

        assertThatThrownBy(() -> conversations.accepted(conversation, new NewTurn("t1", "my secret", NOW)))
                .satisfies(failure -> {
                    StringWriter trace = new StringWriter();
                    failure.printStackTrace(new PrintWriter(trace));
                    assertThat(trace.toString()).doesNotContain("my secret").doesNotContain("ana");
                });
    }

    @Test
    void manyThreadsWriteAtOnce() throws Exception {
        int persons = 20;
        int turns = 10;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = IntStream.range(0, persons)
                    .<Future<?>>mapToObj(person -> threads.submit(() -> {
                        ConversationKey conversation =
                                conversations.open(new Person("ha:" + person), Optional.of("shared"));
                        for (int i = 0; i < turns; i++) {
                            turn(conversation, person + "-" + i, person + " asks " + i, person + " hears " + i);
                        }
                    }))
                    .toList();
            for (Future<?> one : all) {
                one.get();
            }
        }

        for (int person = 0; person < persons; person++) {
            History history =
                    conversations.history(new ConversationKey(new Person("ha:" + person), "shared"), 2 * turns);
            int who = person;
            assertThat(contents(history))
                    .containsExactlyElementsOf(IntStream.range(0, turns)
                            .boxed()
                            .flatMap(i -> List.of(who + " asks " + i, who + " hears " + i).stream())
                            .toList());
        }
    }

    @Test
    void manyThreadsOpenTheSameConversation() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ConversationKey>> all = IntStream.range(0, 50)
                    .mapToObj(_ -> threads.submit(() -> conversations.open(ANA, Optional.of("same"))))
                    .toList();
            for (Future<ConversationKey> one : all) {
                assertThat(one.get()).isEqualTo(new ConversationKey(ANA, "same"));
            }
        }
    }

    private void turn(ConversationKey conversation, String id, String question, String answer) {
        conversations.accepted(conversation, new NewTurn(id, question, NOW));
        String told = conversations.history(conversation, 12).note();
        append(conversation, id, Author.PERSON, question);
        append(conversation, id, Author.ASSISTANT, answer);
        conversations.ended(conversation, id, new TurnLog.Ending(answer, told, "", End.WHOLE, NOW));
    }

    private void append(ConversationKey conversation, String turn, Author author, String content) {
        conversations.appended(conversation, turn, new PromptMessage(author, content));
    }

    private void reopen() {
        database.close();
        open();
    }

    private static List<String> contents(History history) {
        return history.newest().stream().map(PromptMessage::content).toList();
    }
}
