package io.jarvas.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.llm.ChatMessage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What counts as a yes to something risky, and what becomes of digits that may be the PIN.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConsentTest {
    private static final String UNLOCK = Talk.call("lock.unlock", "lock.front_door");
    private static final String LIGHT_ON = Talk.call("light.turn_on", "light.kitchen_lights");
    private static final String FOR_NOTHING = "Nothing waits for a PIN now. I have not kept it.";

    private Talk talk = new Talk(Optional.of("4711"));

    @AfterEach
    void close() {
        talk.close();
    }

    @Test
    void aRiskyActionNeedsThePinWhereThereIsOne() {
        talk.says("unlock the front door", UNLOCK);
        assertThat(talk.text()).contains("PIN");
        talk.says("yes");
        assertThat(talk.text()).isEqualTo("Tell me the PIN, please.");
        talk.says("one two three four");
        assertThat(talk.text()).isEqualTo("That PIN is wrong. Tries left: 2.");
        assertThat(talk.called()).isEmpty();

        talk.says("4 7 1 1");

        assertThat(talk.called()).containsExactly("lock.unlock");
        assertThat(talk.model.requests).hasSize(1);
    }

    @Test
    void aPinIsNeitherStoredNorShownToTheModel() {
        talk.says("unlock the front door", UNLOCK);
        List.of("9999", "yes, 4711", "4711").forEach(talk::says);
        assertThat(talk.text()).isEqualTo(FOR_NOTHING);
        talk.says("hello", "Hello.");

        assertThat(talk.store.accepted).containsExactly("unlock the front door", "•••", "•••", "•••", "hello");
        assertThat(talk.model.requests.getLast().messages())
                .extracting(ChatMessage::content)
                .noneMatch(content -> content.contains("4711") || content.contains("9999"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000", "4711", "one two three four", "yes, 1234", "yes, 4711", "123456789012"})
    void whereNothingWaitsEveryPinIsAnsweredAlike(String digits) {
        talk.says(digits);

        assertThat(talk.text()).isEqualTo(FOR_NOTHING);
        assertThat(talk.store.accepted).containsExactly("•••");
        assertThat(talk.model.requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4711", "4444"})
    void afterALockOutNothingTellsWhichPinIsRight(String digits) {
        talk.says("unlock the front door", UNLOCK);
        List.of("1111", "2222", "3333").forEach(talk::says);
        assertThat(talk.text()).isEqualTo("It is too late for that: nothing was changed.");
        talk.says(digits);
        assertThat(talk.text()).isEqualTo(FOR_NOTHING);

        talk.says("unlock the front door", UNLOCK);
        talk.says(digits);

        assertThat(talk.text()).isEqualTo("It is too late for that: nothing was changed.");
        assertThat(talk.called()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4711", "4444"})
    void aPinThatNothingWaitsForGivesUpAQuestionLikeAnyOtherMessage(String digits) {
        talk.says("is the kitchen light on?", LIGHT_ON);
        talk.says(digits);
        assertThat(talk.text()).isEqualTo(FOR_NOTHING);
        talk.says("yes", "Yes?");

        assertThat(talk.called()).isEmpty();
    }

    @Test
    void digitsAreForTheModelWhereThereIsNoPin() {
        talk.close();
        talk = new Talk();
        talk.says("2100", "Noted.");

        assertThat(talk.text()).isEqualTo("Noted.");
        assertThat(talk.store.accepted).containsExactly("2100");
    }

    @Test
    void aNumberThatIsTooShortForAPinIsForTheModel() {
        talk.says("210", "Noted.");

        assertThat(talk.text()).isEqualTo("Noted.");
        assertThat(talk.store.accepted).containsExactly("210");
    }

    @Test
    void oneWrongPinIsOneTryForAllThatWaits() {
        talk.says(
                "unlock the front door, the back door and the cellar door",
                UNLOCK,
                Talk.call("lock.unlock", "lock.back_door"),
                Talk.call("lock.unlock", "lock.cellar"));
        talk.says("1234");
        assertThat(talk.text()).isEqualTo("That PIN is wrong. Tries left: 2.");

        talk.says("4711");

        assertThat(talk.text()).isEqualTo("Done: Front Door. Done: Back Door. Done: Cellar Door.");
        assertThat(talk.called()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"well…", "bem", "great", "right?", "sure?", "yes?", "sim?", "certo?"})
    void aHesitationIsNoYes(String words) {
        talk.close();
        talk = new Talk();
        talk.says("unlock the front door", UNLOCK);
        talk.says(words, "Hm.");

        assertThat(talk.text()).isEqualTo("Hm.");
        assertThat(talk.called()).isEmpty();
    }

    @Test
    void whatAFieldNamesHasToBeMeantToo() {
        talk.says(
                "pause the kitchen speaker",
                Talk.call(
                        "media_player.join",
                        Map.of("entity_id", "media_player.kitchen", "group_members", List.of("media_player.bedroom"))));

        assertThat(talk.text())
                .isEqualTo("You did not mention Bedroom Speaker, so I have left it alone. "
                        + "Shall I add Bedroom Speaker to the group?");
        assertThat(talk.called()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"start robo in the kitchen", "clean the kitchen"})
    void anAreaThatAFieldNamesHasToBeMeantToo(String words) {
        talk.says(words, clean("bedroom"));
        assertThat(talk.text()).contains("You did not mention Bedroom, so", "Shall I clean Bedroom?");
        assertThat(talk.called()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"vacuum the bedroom", "let Robo clean the bedroom", "aspira o quarto (bedroom)"})
    void anAreaThatTheWordsNameIsMeant(String words) {
        talk.says(words, clean("bedroom"));

        assertThat(talk.called()).containsExactly("vacuum.clean_area");
    }

    @Test
    void ofSpeechThePlayerIsMeantAndNotTheVoice() {
        talk.says("say that dinner is ready on the kitchen speaker", speak("media_player.kitchen"));
        assertThat(talk.called()).containsExactly("tts.speak");

        talk.says("say hello with google tts in the kitchen", speak("media_player.bedroom"));
        assertThat(talk.text()).contains("You did not mention Bedroom Speaker");
        assertThat(talk.called()).hasSize(1);
    }

    private static String clean(String area) {
        return Talk.call("vacuum.clean_area", Map.of("entity_id", "vacuum.robo", "cleaning_area_id", List.of(area)));
    }

    private static String speak(String player) {
        return Talk.call(
                "tts.speak", Map.of("entity_id", "tts.google", "media_player_entity_id", player, "message", "dinner"));
    }
}
