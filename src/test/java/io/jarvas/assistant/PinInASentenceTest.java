package io.jarvas.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.conversation.Person;
import io.jarvas.conversation.PromptMessage;
import io.jarvas.llm.ChatMessage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A PIN with other words around it: it is used where one is asked for, and seen by nobody in any case.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PinInASentenceTest {
    private static final Person SATELLITE = Person.satellite("a1b2");
    private static final String UNLOCK = Talk.call("lock.unlock", "lock.front_door");
    private static final String LIGHT_ON = Talk.call("light.turn_on", "light.kitchen_lights");
    private static final String FOR_NOTHING = "Nothing waits for a PIN now. I have not kept it.";

    private final Talk talk = new Talk(Optional.of("4711"));

    @AfterEach
    void close() {
        talk.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yes, the pin is 4711",
                "yes please, 4 7 1 1",
                "it's four seven one one",
                "the code is forty-seven eleven",
                "OK, the number is 47 11, thank you",
                "sim, quatro sete um um por favor",
                "código 4 7 1 1",
                "sim, o código é quarenta e sete onze",
                "o PIN da porta é o quatro sete um um, por favor"
            })
    void itIsUsedWhereOneIsAskedForInWritingAndByVoice(String words) {
        talk.says("unlock the front door", UNLOCK);
        talk.says(words);
        assertThat(talk.called()).containsExactly("lock.unlock");

        talk.home.set("lock.front_door", "locked");
        talk.hears(SATELLITE, Optional.empty(), "unlock the front door", UNLOCK);
        talk.hears(SATELLITE, Optional.empty(), words);
        assertThat(talk.called()).containsExactly("lock.unlock", "lock.unlock");

        talk.says("hello", "Hello.");
        talk.hears(SATELLITE, Optional.empty(), "hello", "Hello.");
        assertThat(talk.store.accepted)
                .containsExactly("unlock the front door", "•••", "unlock the front door", "•••", "hello", "hello");
        nothingOfItWasSent(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "yes, the pin is 1234|That PIN is wrong. Tries left: 2.",
                "yes, 12|That PIN is wrong. Tries left: 2.",
                "the pin is 4|That PIN is wrong. Tries left: 2.",
                "sim, o código é um dois três quatro|Esse PIN está errado. Tentativas que restam: 2.",
                "four|That PIN is wrong. Tries left: 2."
            })
    void aWrongOneIsATryAndSeenByNobodyEither(String words, String said) {
        talk.says("unlock the front door", UNLOCK);
        talk.says(words);
        assertThat(talk.text()).isEqualTo(said);
        assertThat(talk.called()).isEmpty();

        talk.says("4711");
        assertThat(talk.called()).containsExactly("lock.unlock");
        talk.says("hello", "Hello.");
        assertThat(talk.store.accepted).containsExactly("unlock the front door", "•••", "•••", "hello");
        nothingOfItWasSent(words);
    }

    @Test
    void threeWrongOnesAreThree() {
        talk.says("unlock the front door", UNLOCK);
        List.of("yes, 1111", "the code is 2222", "sim, é o 3333").forEach(talk::says);
        assertThat(talk.text()).isEqualTo("É tarde demais para isso: nada foi mudado.");
        talk.says("yes, the pin is 4711");

        assertThat(talk.text()).isEqualTo(FOR_NOTHING);
        assertThat(talk.called()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no, 4711", "no, the pin is four seven one one", "não, quatro sete um um", "4711, não"})
    void aNoWithDigitsIsARefusal(String words) {
        talk.says("unlock the front door", UNLOCK);
        talk.says(words);
        assertThat(talk.called()).isEmpty();
        talk.says("4711");

        assertThat(talk.text()).isEqualTo(FOR_NOTHING);
        assertThat(talk.called()).isEmpty();
        assertThat(talk.store.accepted).containsExactly("unlock the front door", "•••", "•••");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "turn the heating to 21",
                "põe a 21 graus",
                "in 20 minutes",
                "yes, in 20 minutes",
                "set it to 1234 lumen"
            })
    void somethingElseIsForTheModelAndEndsTheQuestion(String words) {
        talk.says("unlock the front door", UNLOCK);
        talk.says(words, "Very well.");
        assertThat(talk.text()).isEqualTo("Very well.");
        assertThat(talk.store.accepted).endsWith(words);

        talk.says("4711");
        assertThat(talk.text()).isEqualTo(FOR_NOTHING);
        assertThat(talk.called()).isEmpty();
    }

    @Test
    void digitsAmongOtherWordsAreMaskedWhereOneIsAskedFor() {
        talk.says("unlock the front door", UNLOCK);
        talk.says("I am quite certain 4711 was right", "Hm.");

        assertThat(talk.store.accepted).endsWith("I am quite certain ••• was right");
        assertThat(newest()).endsWith("I am quite certain ••• was right");
        assertThat(talk.called()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yes, the pin is 4711",
                "yes, the pin is 1234",
                "sim, um dois três quatro por favor",
                "it's four seven one one",
                "no, it's 4711",
                "the code is twelve thirty-four"
            })
    void whereNothingWaitsASentenceThatIsAPinIsAnsweredLikeAPin(String words) {
        talk.says(words);

        assertThat(talk.text()).isIn(FOR_NOTHING, "Agora não há nada à espera de um PIN. Não o guardei.");
        assertThat(talk.store.accepted).containsExactly("•••");
        assertThat(talk.model.requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4711", "1234", "4 7 1 1", "four seven one one"})
    void aWishThatBringsThePinAlongIsHeardWithoutItRightOrWrong(String digits) {
        talk.says("unlock the front door, my pin is " + digits, UNLOCK);

        assertThat(talk.text()).contains("PIN");
        assertThat(talk.called()).isEmpty();
        assertThat(talk.store.accepted).containsExactly("unlock the front door, my pin is •••");
        assertThat(newest()).endsWith("unlock the front door, my pin is •••");
        talk.says("4711");
        assertThat(talk.called()).containsExactly("lock.unlock");
    }

    @ParameterizedTest
    @ValueSource(strings = {"set it to 4711 lumen", "add 4711 grams of flour", "what happened in 4711?"})
    void otherNumbersAreForTheModelBeTheyThePinOrNot(String words) {
        talk.says(words, "Very well.");

        assertThat(talk.store.accepted).containsExactly(words);
        assertThat(newest()).endsWith(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes, 20", "no, 21", "não, 21", "is 2000 right?"})
    void whoCorrectsAQuestionThatNeedsNoPinHasSaidNeitherYesNorNo(String words) {
        try (Talk open = new Talk()) {
            open.says("is the kitchen light on?", LIGHT_ON);
            open.says(words, "What of it?");

            assertThat(open.called()).isEmpty();
            assertThat(open.text()).isEqualTo("What of it?");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes, 2700", "no, 2700"})
    void whereThereIsNoPinMoreDigitsAreACorrectionToo(String words) {
        try (Talk open = new Talk()) {
            open.says("is the kitchen light on?", LIGHT_ON);
            open.says(words, "What of it?");

            assertThat(open.called()).isEmpty();
            assertThat(open.text()).isEqualTo("What of it?");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1111 2222 4711",
                "1111, yes, 2222, yes, 4711",
                "1111 and 2222 and 3333 and 4711",
                "is 1234 right?"
            })
    void severalAtOnceAreOneWrongTry(String words) {
        talk.says("unlock the front door", UNLOCK);
        talk.says(words);

        assertThat(talk.text()).isEqualTo("That PIN is wrong. Tries left: 2.");
        assertThat(talk.called()).isEmpty();
        assertThat(talk.store.accepted).endsWith("•••");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes, the code is 4711", "yes, 471"})
    void aYesThatBringsAPinAlongToAQuestionThatNeedsNoneIsAYesAndHidden(String words) {
        talk.says("is the kitchen light on?", LIGHT_ON);
        talk.says(words);

        assertThat(talk.called()).containsExactly("light.turn_on");
        assertThat(talk.store.accepted).containsExactly("is the kitchen light on?", "•••");
    }

    @Test
    void whereThereIsNoPinNothingIsHidden() {
        try (Talk open = new Talk()) {
            open.says("the code is 4711", "Noted.");
            open.says("unlock the front door, code 4711", "No.");

            assertThat(open.store.accepted).containsExactly("the code is 4711", "unlock the front door, code 4711");
            assertThat(open.shownSoFar("the code is 47")).isEqualTo("the code is 47");
        }
    }

    @Test
    void theHistoryOfAClientThatKeepsItsOwnIsMaskedToo() {
        talk.says(
                List.of(
                        new PromptMessage(PromptMessage.Author.PERSON, "unlock the door"),
                        new PromptMessage(PromptMessage.Author.ASSISTANT, "Tell me the PIN."),
                        new PromptMessage(PromptMessage.Author.PERSON, "yes, it's 4711")),
                "is it open?",
                "Yes.");

        assertThat(talk.model.requests.getLast().messages())
                .extracting(ChatMessage::content)
                .contains("•••")
                .noneMatch(content -> content.contains("4711"));
    }

    @Test
    void ofAPinThatIsBeingSpokenNothingIsShown() {
        talk.says("unlock the front door", UNLOCK);

        assertThat(talk.shownSoFar("yes, the code is")).isEqualTo("yes, the code is");
        List.of("yes, the code is 4", "yes, the code is four", "sim quatro", "it is set to 4", "4", "turn on 4 lights")
                .forEach(heard -> assertThat(talk.shownSoFar(heard)).isEqualTo("•••"));
        assertThat(talk.shown("turn on 4 lights")).isEqualTo("turn on 4 lights");
    }

    @Test
    void norWhereNothingWaitsForOne() {
        List.of("4", "the pin is 47", "yes, four", "o código é quatro")
                .forEach(heard -> assertThat(talk.shownSoFar(heard)).isEqualTo("•••"));
        assertThat(talk.shownSoFar("unlock the front door, pin 4")).isEqualTo("unlock the front door, pin •••");
        assertThat(talk.shownSoFar("turn on 4 lights")).isEqualTo("turn on 4 lights");
        assertThat(talk.shownSoFar("turn the heating to 21")).isEqualTo("turn the heating to 21");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4711", "one two three four", "yes, the code is 4711", "no, 4711"})
    void aMessageThatMayBeAPinIsShownAsNone(String words) {
        assertThat(talk.shown(words)).isEqualTo("•••");
    }

    private String newest() {
        return talk.model.requests.getLast().messages().getLast().content();
    }

    private void nothingOfItWasSent(String words) {
        assertThat(talk.model.requests)
                .flatExtracting(request ->
                        request.messages().stream().map(ChatMessage::content).toList())
                .noneMatch(content -> content.contains(words) || content.contains("4711"));
    }
}
