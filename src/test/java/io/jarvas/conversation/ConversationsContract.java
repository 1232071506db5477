package io.jarvas.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jarvas.conversation.PromptMessage.Author;
import io.jarvas.conversation.TurnLog.End;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What holds of every store of conversations: the real one, and the one that the assistant is tested with.
public abstract class ConversationsContract {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00.123Z");
    private static final Person ANA = new Person("ha:ana");
    private static final Person RUI = new Person("ha:rui");

    protected abstract Conversations conversations();

    protected abstract TurnLog log();

    @Test
    void aConversationIsMadeOnceForEachPerson() {
        ConversationKey hers = conversations().open(ANA, Optional.of("1"));
        ConversationKey his = conversations().open(RUI, Optional.of("1"));
        turn(hers, "t1", "hers");

        assertThat(conversations().open(ANA, Optional.of("1"))).isEqualTo(hers);
        assertThat(conversations().open(ANA, Optional.empty())).isNotEqualTo(hers);
        assertThat(shown(hers)).containsExactly("hers", "re: hers");
        assertThat(shown(his)).isEmpty();
    }

    @Test
    void onlyTheNewestMessagesAreReadAndAllAreCounted() {
        ConversationKey conversation = conversations().open(ANA, Optional.empty());
        for (int i = 1; i <= 5; i++) {
            turn(conversation, "t" + i, "" + i);
        }

        History history = conversations().history(conversation, 3);

        assertThat(history.newest()).extracting(PromptMessage::content).containsExactly("re: 4", "5", "re: 5");
        assertThat(history.total()).isEqualTo(10);
    }

    @Test
    void aMessageIsFoundByTheIdThatItsClientGaveIt() {
        ConversationKey conversation = conversations().open(ANA, Optional.of("1"));
        accept(conversation, "t1", "hello", Optional.of("m1"), Optional.empty());

        assertThat(conversations().turn(ANA, "m1"))
                .contains(new StoredTurn(
                        conversation, "t1", "hello", "", StoredTurn.State.ACCEPTED, true, NOW, Optional.empty()));
        assertThat(conversations().turn(ANA, "m2")).isEmpty();
        assertThat(conversations().turn(RUI, "m1")).isEmpty();

        log().ended(conversation, "t1", new TurnLog.Ending("Hi", "", "", End.CUT_SHORT, NOW.plusSeconds(1)));
        assertThat(conversations().turn(ANA, "m1"))
                .contains(new StoredTurn(
                        conversation,
                        "t1",
                        "hello",
                        "Hi",
                        StoredTurn.State.CUT_SHORT,
                        true,
                        NOW,
                        Optional.of(NOW.plusSeconds(1))));
    }

    @Test
    void aMessageIdIsTakenOnceFromEachPerson() {
        ConversationKey hers = conversations().open(ANA, Optional.of("1"));
        ConversationKey another = conversations().open(ANA, Optional.of("2"));
        ConversationKey his = conversations().open(RUI, Optional.of("1"));
        accept(hers, "t1", "hello", Optional.of("m1"), Optional.empty());

        assertThatThrownBy(() -> accept(another, "t2", "hello", Optional.of("m1"), Optional.empty()))
                .isInstanceOf(StoreException.class);
        accept(his, "t3", "hello", Optional.of("m1"), Optional.empty());
        assertThat(conversations().turn(ANA, "m1").orElseThrow().id()).isEqualTo("t1");
        assertThat(conversations().turn(RUI, "m1").orElseThrow().id()).isEqualTo("t3");
    }

    @Test
    void manyMessagesHaveNoId() {
        ConversationKey conversation = conversations().open(ANA, Optional.of("1"));
        turn(conversation, "t1", "one");
        turn(conversation, "t2", "two");

        assertThat(shown(conversation)).hasSize(4);
    }

    @Test
    void aTurnIdIsUsedOnce() {
        ConversationKey conversation = conversations().open(ANA, Optional.of("1"));
        turn(conversation, "t1", "one");

        assertThatThrownBy(() -> turn(conversation, "t1", "two")).isInstanceOf(StoreException.class);
        assertThat(shown(conversation)).containsExactly("one", "re: one");
    }

    @Test
    void anEditedMessageGoesOnFromItsPlace() {
        ConversationKey conversation = threeTurns();

        replace(conversation, "t2b", "TWO", "t2");
        assertThat(shown(conversation)).containsExactly("one", "re: one", "TWO", "re: TWO");
        assertThat(conversations().history(conversation, 12).total()).isEqualTo(4);

        turn(conversation, "t4", "four");
        assertThat(shown(conversation)).containsExactly("one", "re: one", "TWO", "re: TWO", "four", "re: four");
    }

    @Test
    void theFirstMessageCanBeEdited() {
        ConversationKey conversation = threeTurns();

        replace(conversation, "t1b", "ONE", "t1");

        assertThat(shown(conversation)).containsExactly("ONE", "re: ONE");
    }

    @Test
    void anAnswerIsMadeAnewAsOftenAsAPersonLikes() {
        ConversationKey conversation = threeTurns();

        replace(conversation, "t3b", "three", "t3");
        replace(conversation, "t3c", "three", "t3b");

        assertThat(shown(conversation)).containsExactly("one", "re: one", "two", "re: two", "three", "re: three");
    }

    @Test
    void aMessageThatWasLeftAsideCanBeEditedToo() {
        ConversationKey conversation = threeTurns();
        replace(conversation, "t2b", "TWO", "t2");

        replace(conversation, "t3b", "THREE", "t3");

        assertThat(shown(conversation)).containsExactly("one", "re: one", "two", "re: two", "THREE", "re: THREE");
    }

    @Test
    void nothingComesInThePlaceOfATurnThatTheConversationDoesNotHave() {
        ConversationKey conversation = threeTurns();
        ConversationKey another = conversations().open(ANA, Optional.of("another"));
        ConversationKey his = conversations().open(RUI, Optional.of(conversation.id()));

        for (ConversationKey where : List.of(another, his)) {
            assertThatThrownBy(() -> accept(where, "t9", "nine", Optional.empty(), Optional.of("t2")))
                    .isInstanceOf(NoSuchTurnException.class);
        }
        assertThatThrownBy(() -> accept(conversation, "t9", "nine", Optional.empty(), Optional.of("t8")))
                .isInstanceOf(NoSuchTurnException.class);
        assertThat(shown(conversation)).hasSize(6);
        accept(conversation, "t9", "nine", Optional.empty(), Optional.empty());
    }

    @Test
    void aTurnThatWasLeftAsideWhileItRanHasNoMoreToSay() {
        ConversationKey conversation = conversations().open(ANA, Optional.of("1"));
        turn(conversation, "t1", "one");
        accept(conversation, "t2", "two", Optional.empty(), Optional.empty());
        append(conversation, "t2", Author.PERSON, "two");
        accept(conversation, "t2b", "TWO", Optional.empty(), Optional.of("t2"));

        append(conversation, "t2", Author.ASSISTANT, "too late");
        log().ended(conversation, "t2", new TurnLog.Ending("too late", "", "a note", End.CUT_SHORT, NOW));

        assertThat(shown(conversation)).containsExactly("one", "re: one");
        assertThat(conversations().history(conversation, 12).note()).isEmpty();
    }

    @Test
    void whatTheModelWasToldWithAMessageItIsToldAgainWithTheOneInItsPlace() {
        ConversationKey conversation = conversations().open(ANA, Optional.of("1"));
        turn(conversation, "t1", "lock", "the door did not lock");
        turn(conversation, "t2", "thanks", "a second note");
        turn(conversation, "t3", "bye");

        accept(conversation, "t2b", "try again", Optional.empty(), Optional.of("t2"));

        assertThat(conversations().history(conversation, 12).note()).isEqualTo("the door did not lock");
    }

    @Test
    void whatAMessageThatNeverReachedTheModelLeftToBeToldStays() {
        ConversationKey conversation = conversations().open(ANA, Optional.of("1"));
        turn(conversation, "t1", "lock", "the door did not lock");
        accept(conversation, "t2", "thanks", Optional.empty(), Optional.empty());
        log().ended(conversation, "t2", new TurnLog.Ending("", "", "", End.CUT_SHORT, NOW));
        assertThat(conversations().history(conversation, 12).note()).isEqualTo("the door did not lock");

        accept(conversation, "t2b", "thank you", Optional.empty(), Optional.of("t2"));

        assertThat(conversations().history(conversation, 12).note()).isEqualTo("the door did not lock");
    }

    @Test
    void notesAddUp() {
        ConversationKey conversation = conversations().open(ANA, Optional.of("1"));
        turn(conversation, "t1", "lock", "one");

        log().noted(conversation, "two");
        log().noted(new ConversationKey(ANA, "none"), "three");

        assertThat(conversations().history(conversation, 12).note()).isEqualTo("one; two");
    }

    @Test
    void whatIsNotedWhileATurnRunsIsToldWithTheNextMessage() {
        ConversationKey conversation = conversations().open(ANA, Optional.of("1"));
        turn(conversation, "t1", "lock", "the door did not lock");
        accept(conversation, "t2", "thanks", Optional.empty(), Optional.empty());
        String told = conversations().history(conversation, 12).note();
        append(conversation, "t2", Author.PERSON, "thanks");
        log().noted(conversation, "the person said yes");

        log().ended(conversation, "t2", new TurnLog.Ending("…", told, "the light failed", End.WHOLE, NOW));

        assertThat(conversations().history(conversation, 12).note()).isEqualTo("the light failed; the person said yes");
        accept(conversation, "t2b", "thank you", Optional.empty(), Optional.of("t2"));
        assertThat(conversations().history(conversation, 12).note()).isEqualTo("the door did not lock");
    }

    @Test
    void whatIsNotedWhileAFirstTurnRunsIsToldWithTheNextMessage() {
        ConversationKey conversation = conversations().open(ANA, Optional.of("1"));
        accept(conversation, "t1", "hello", Optional.empty(), Optional.empty());
        append(conversation, "t1", Author.PERSON, "hello");
        log().noted(conversation, "the person said yes");

        log().ended(conversation, "t1", new TurnLog.Ending("Hi", "", "", End.WHOLE, NOW));

        assertThat(conversations().history(conversation, 12).note()).isEqualTo("the person said yes");
    }

    @Test
    void aTurnTakesBackItsLastMessageAlone() {
        ConversationKey conversation = threeTurns();
        accept(conversation, "t4", "four", Optional.empty(), Optional.empty());
        append(conversation, "t4", Author.PERSON, "four");

        log().withdrawn(conversation, "t4");

        assertThat(shown(conversation)).hasSize(6).endsWith("re: three");
    }

    @Test
    void aTurnThatIsNotThereCannotEnd() {
        ConversationKey conversation = threeTurns();

        assertThatThrownBy(() -> log().ended(conversation, "t9", new TurnLog.Ending("", "", "", End.WHOLE, NOW)))
                .isInstanceOf(StoreException.class);
    }

    private ConversationKey threeTurns() {
        ConversationKey conversation = conversations().open(ANA, Optional.of("three"));
        turn(conversation, "t1", "one");
        turn(conversation, "t2", "two");
        turn(conversation, "t3", "three");
        return conversation;
    }

    private void replace(ConversationKey conversation, String id, String text, String replaced) {
        accept(conversation, id, text, Optional.empty(), Optional.of(replaced));
        answer(conversation, id, text, "");
    }

    private void turn(ConversationKey conversation, String id, String text) {
        turn(conversation, id, text, "");
    }

    private void turn(ConversationKey conversation, String id, String text, String note) {
        accept(conversation, id, text, Optional.empty(), Optional.empty());
        answer(conversation, id, text, note);
    }

    private void accept(
            ConversationKey conversation,
            String id,
            String text,
            Optional<String> messageId,
            Optional<String> replaces) {
        log().accepted(conversation, new NewTurn(id, text, NOW, messageId, replaces));
    }

    private void answer(ConversationKey conversation, String id, String text, String note) {
        String told = conversations().history(conversation, 12).note();
        append(conversation, id, Author.PERSON, text);
        append(conversation, id, Author.ASSISTANT, "re: " + text);
        log().ended(conversation, id, new TurnLog.Ending("re: " + text, told, note, End.WHOLE, NOW));
    }

    private void append(ConversationKey conversation, String turn, Author author, String content) {
        log().appended(conversation, turn, new PromptMessage(author, content));
    }

    private List<String> shown(ConversationKey conversation) {
        return conversations().history(conversation, 12).newest().stream()
                .map(PromptMessage::content)
                .toList();
    }
}
