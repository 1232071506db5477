package io.jarvas.sqlite;

import static io.jarvas.conversation.ConversationSummary.HIT_BEGINS;
import static io.jarvas.conversation.ConversationSummary.HIT_ENDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.ConversationSummary;
import io.jarvas.conversation.NewTurn;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.PromptMessage;
import io.jarvas.conversation.StoredTurn;
import io.jarvas.conversation.TurnLog;
import io.jarvas.conversation.TurnLog.End;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlitePastConversationsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Person ANA = new Person("ha:ana");
    private static final Person RUI = new Person("ha:rui");

    @TempDir
    private Path directory;

    private Database database;
    private SqliteConversations conversations;
    private SqlitePastConversations past;
    private int turns;

    @BeforeEach
    void open() {
        database = Database.open(directory.resolve("jarvas.db"));
        conversations = new SqliteConversations(database, InstantSource.fixed(NOW));
        past = new SqlitePastConversations(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theOneThatWasWrittenInLastComesFirst() {
        say(ANA, "a", "Good morning", "Good morning!");
        say(ANA, "b", "Luz?", "Acesa.");
        say(ANA, "c", "Bye", "Bye!");
        say(ANA, "a", "And again", "Again.");
        conversations.open(ANA, Optional.of("empty"));

        assertThat(ids(past.page(ANA, "", Optional.empty(), 10))).containsExactly("a", "c", "b");
        assertThat(past.page(ANA, "  ", Optional.empty(), 1))
                .containsExactly(new ConversationSummary("a", "Good morning", NOW, NOW.plusSeconds(4), 2, ""));
        assertThat(past.page(RUI, "", Optional.empty(), 10)).isEmpty();
    }

    @Test
    void pagesGoOnWhereTheLastOneEnded() {
        for (int i = 0; i < 25; i++) {
            say(ANA, "c" + i, "words " + i, "");
            say(RUI, "c" + i, "words " + i, "");
        }
        for (String words : List.of("", "words")) {
            List<String> all = new ArrayList<>();
            Optional<String> before = Optional.empty();
            do {
                List<ConversationSummary> page = past.page(ANA, words, before, 10);
                all.addAll(ids(page));
                before = page.isEmpty()
                        ? Optional.empty()
                        : Optional.of(page.getLast().id());
            } while (before.isPresent());
            assertThat(all)
                    .hasSize(25)
                    .doesNotHaveDuplicates()
                    .startsWith("c24", "c23")
                    .endsWith("c0");
        }
    }

    @Test
    void conversationsOfOneMomentAreAllListed() {
        for (int i = 0; i < 5; i++) {
            conversations.accepted(conversations.open(ANA, Optional.of("c" + i)), new NewTurn("t" + i, "words", NOW));
        }

        List<String> first = ids(past.page(ANA, "", Optional.empty(), 3));
        List<String> second = ids(past.page(ANA, "", Optional.of(first.getLast()), 3));

        assertThat(first).hasSize(3);
        assertThat(second).hasSize(2).doesNotContainAnyElementsOf(first);
    }

    @Test
    void aConversationIsCalledWhatItsPersonSaysOrHowItBegins() {
        ConversationKey conversation = say(ANA, "a", "Acende a luz\n da cozinha, e " + "depois ".repeat(20), "");
        assertThat(title()).isEqualTo("Acende a luz da cozinha, e depois depois depois depois…");

        assertThat(past.rename(conversation, "Cozinha")).isTrue();
        assertThat(title()).isEqualTo("Cozinha");
        assertThat(past.rename(new ConversationKey(RUI, "a"), "Mine")).isFalse();
        assertThat(title()).isEqualTo("Cozinha");
    }

    @Test
    void aConversationWhoseFirstMessageWasEditedIsCalledAsItBeginsNow() {
        ConversationKey conversation = say(ANA, "a", "Frist", "");
        conversations.accepted(conversation, new NewTurn("edited", "First", NOW, Optional.empty(), Optional.of("t1")));

        assertThat(title()).isEqualTo("First");
        assertThat(past.page(ANA, "", Optional.empty(), 1).getFirst().turns()).isEqualTo(1);
        assertThat(past.find(conversation).orElseThrow().turns())
                .extracting(StoredTurn::text, StoredTurn::current)
                .containsExactly(tuple("Frist", false), tuple("First", true));
    }

    @Test
    void aConversationIsFoundWithAllItsTurns() {
        ConversationKey conversation = say(ANA, "a", "one", "1");
        say(ANA, "a", "two", "2");

        assertThat(past.find(conversation).orElseThrow().turns())
                .extracting(StoredTurn::text, StoredTurn::answer, StoredTurn::state)
                .containsExactly(tuple("one", "1", StoredTurn.State.WHOLE), tuple("two", "2", StoredTurn.State.WHOLE));
        assertThat(past.find(new ConversationKey(RUI, "a"))).isEmpty();
        assertThat(past.find(new ConversationKey(ANA, "b"))).isEmpty();
    }

    @Test
    void theHitIsShown() {
        say(ANA, "a", "What about the\nkitchen lights?", "They are on. " + "More. ".repeat(50));
        say(ANA, "b", "Bom dia", "Acendi as luzes da cozinha.");

        List<ConversationSummary> found = past.page(ANA, "kitchen light", Optional.empty(), 10);

        assertThat(ids(found)).containsExactly("a");
        assertThat(found.getFirst().hit())
                .isEqualTo("What about the " + HIT_BEGINS + "kitchen" + HIT_ENDS + " " + HIT_BEGINS + "lights"
                        + HIT_ENDS + "?");
        assertThat(past.page(ANA, "LUZ", Optional.empty(), 10).getFirst().hit())
                .contains(HIT_BEGINS + "luzes" + HIT_ENDS);
    }

    @ParameterizedTest
    @CsvSource({
        "luz, Acendi as luzes",
        "luzes, A luz está acesa",
        "ambar, um âmbar perdido",
        "ÂMBAR, um ambar perdido",
        "acender, acendeste a lareira",
        "acendi, vou acender a lareira",
        "ligaste, já liguei o forno",
        "ligou, liga o forno",
        "desligar, desliguei tudo",
        "televisões, a televisão",
        "televisão, as televisões",
        "ação, que ações",
        "homem, dois homens",
        "som, os sons da casa",
        "animais, um animal",
        "cozinha, nas cozinhas",
        "janela, as janelas",
        "rapidamente, mais rapido",
        "light, the lights",
        "lights, a light",
        "battery, two batteries",
        "batteries, one battery",
        "stopped, please stop it",
        "making, make a note",
        "turned, turn it on",
        "closing, close the blinds",
        "21, it is 21.5 °C",
        "light.kitchen, see light.kitchen",
        "temperatur, the temperature"
    })
    void wordFormsAreForgiven(String sought, String written) {
        say(ANA, "a", written, "");
        say(ANA, "b", "etwas ganz anderes 7", "xyz");

        assertThat(ids(past.page(ANA, sought, Optional.empty(), 10))).containsExactly("a");
    }

    @Test
    void everyWordMustBeThere() {
        say(ANA, "a", "the kitchen light", "is on");
        say(ANA, "b", "the kitchen door", "is shut");

        assertThat(ids(past.page(ANA, "kitchen door", Optional.empty(), 10))).containsExactly("b");
        assertThat(ids(past.page(ANA, "light on", Optional.empty(), 10))).containsExactly("a");
        assertThat(past.page(ANA, "kitchen window", Optional.empty(), 10)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"", "a\" OR \"b", "NEAR(", "text : x", "*", "'; DROP TABLE turn; --", "?!", "💡", "-", "^x"})
    void whateverIsSoughtIsNoSyntax(String sought) {
        say(ANA, "a", "one", "two");

        assertThat(past.page(ANA, sought, Optional.empty(), 10)).isEmpty();
    }

    @Test
    void anAnswerIsFoundFromItsEndOnAndAMessageAtOnce() {
        ConversationKey conversation = conversations.open(ANA, Optional.of("a"));
        conversations.accepted(conversation, new NewTurn("t1", "lighthouse", NOW));
        assertThat(past.page(ANA, "lighthouse", Optional.empty(), 10)).hasSize(1);

        conversations.ended(conversation, "t1", new TurnLog.Ending("by the sea", "", "", End.WHOLE, NOW));
        assertThat(past.page(ANA, "sea", Optional.empty(), 10)).hasSize(1);
        assertThat(past.page(ANA, "lighthouse", Optional.empty(), 10)).hasSize(1);
    }

    @Test
    void nobodyFindsWhatIsAnothersAmongTenThousandTurns() {
        List<Person> persons = List.of(ANA, RUI, new Person("ha:an"), new Person("token:ana"), new Person("ha:ana:x"));
        database.transaction(handle -> {
            for (Person person : persons) {
                handle.execute("INSERT INTO person (id, created_ms) VALUES (?, 0)", person.id());
                for (int i = 0; i < 20; i++) {
                    handle.execute(
                            "INSERT INTO conversation (person, id, created_ms) VALUES (?, ?, 0)", person.id(), "c" + i);
                }
            }
            for (int i = 0; i < 10_000; i++) {
                Person person = persons.get(i % persons.size());
                handle.execute(
                        "INSERT INTO turn (id, person, conversation, accepted_ms, text, answer) VALUES (?, ?, ?, ?, ?, ?)",
                        "t" + i,
                        person.id(),
                        "c" + i / persons.size() % 20,
                        i,
                        "everybody says this",
                        "whose" + i % persons.size() + "secret");
            }
            return true;
        });
        for (int i = 0; i < persons.size(); i++) {
            int whose = i;
            assertThat(past.page(persons.get(i), "everybody", Optional.empty(), 100))
                    .hasSize(20)
                    .allSatisfy(one -> assertThat(one.hit()).contains("everybody"));
            for (int other = 0; other < persons.size(); other++) {
                assertThat(past.page(persons.get(i), "whose" + other + "secret", Optional.empty(), 100))
                        .hasSize(other == whose ? 20 : 0);
            }
            assertThat(past.find(new ConversationKey(persons.get(i), "c3"))
                            .orElseThrow()
                            .turns())
                    .hasSize(100)
                    .allSatisfy(turn -> assertThat(turn.answer()).isEqualTo("whose" + whose + "secret"));
        }
    }

    @Test
    void whatIsDeletedStandsInNoFile() throws Exception {
        // So much that pages split, merge and move their rows.
        for (int i = 0; i < 60; i++) {
            for (int turn = 0; turn < 5; turn++) {
                String words = (i == 30 ? "xylomarimba " : "clavichord ").repeat(1 + (i * 7 + turn * 13) % 60);
                say(ANA, "c" + i, words, words);
            }
        }
        assertThat(Bytes.filesWith(directory, "xylomarimba")).isNotEmpty();

        assertThat(past.delete(new ConversationKey(ANA, "c30"))).isTrue();

        assertThat(Bytes.filesWith(directory, "xylomarimba")).isEmpty();
        assertThat(Bytes.filesWith(directory, "clavichord")).isNotEmpty();
        assertThat(past.page(ANA, "", Optional.empty(), 100)).hasSize(59);
        assertThat(past.page(ANA, "xylomarimba", Optional.empty(), 100)).isEmpty();
        assertThat(past.page(ANA, "clavichord", Optional.empty(), 100)).hasSize(59);
        assertThat(past.delete(new ConversationKey(ANA, "c30"))).isFalse();
    }

    @Test
    void nobodyDeletesWhatIsAnothers() {
        say(ANA, "a", "one", "");

        assertThat(past.delete(new ConversationKey(RUI, "a"))).isFalse();

        assertThat(past.page(ANA, "one", Optional.empty(), 10)).hasSize(1);
    }

    @Test
    void whatWasLeftAsideIsDeletedWithTheConversation() throws Exception {
        ConversationKey conversation = say(ANA, "a", "xylomarimba", "");
        conversations.accepted(conversation, new NewTurn("edited", "other", NOW, Optional.empty(), Optional.of("t1")));
        assertThat(past.page(ANA, "xylomarimba", Optional.empty(), 10)).hasSize(1);

        past.delete(conversation);

        assertThat(Bytes.filesWith(directory, "xylomarimba")).isEmpty();
    }

    private String title() {
        return past.page(ANA, "", Optional.empty(), 1).getFirst().title();
    }

    private ConversationKey say(Person person, String id, String text, String answer) {
        ConversationKey conversation = conversations.open(person, Optional.of(id));
        String turn = "t" + ++turns;
        conversations.accepted(conversation, new NewTurn(turn, text, NOW.plusSeconds(turns)));
        conversations.appended(conversation, turn, new PromptMessage(PromptMessage.Author.PERSON, text));
        conversations.appended(conversation, turn, new PromptMessage(PromptMessage.Author.ASSISTANT, answer));
        conversations.ended(conversation, turn, new TurnLog.Ending(answer, "", "", End.WHOLE, NOW.plusSeconds(turns)));
        return conversation;
    }

    private static List<String> ids(List<ConversationSummary> page) {
        return page.stream().map(ConversationSummary::id).toList();
    }
}
