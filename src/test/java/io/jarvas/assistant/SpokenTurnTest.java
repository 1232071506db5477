package io.jarvas.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.action.Reaction;
import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.Person;
import io.jarvas.llm.ChatMessage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is said aloud: what room it is about, and what a voice alone cannot bring about.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SpokenTurnTest {
    private static final Person SATELLITE = Person.satellite("a1b2");
    private static final Optional<String> KITCHEN = Optional.of("kitchen");
    private static final Optional<String> NOWHERE = Optional.empty();
    private static final String UNLOCK = Talk.call("lock.unlock", "lock.front_door");
    private static final String KITCHEN_LIGHT = Talk.call("light.turn_on", "light.kitchen_lights");
    private static final String BEDROOM_LIGHT = Talk.call("light.turn_on", "light.bedroom_light");

    private Talk talk = new Talk(Optional.of("1234"));

    @AfterEach
    void close() {
        talk.close();
    }

    @Test
    void theModelIsToldThatItWasSaidAloudAndWhere() {
        talk.hears(SATELLITE, KITCHEN, "turn on the light", KITCHEN_LIGHT);
        talk.hears(SATELLITE, NOWHERE, "thank you", "My pleasure.");
        talk.says("hello", "Hi.");

        assertThat(talk.model.requests.getFirst().messages().getLast().content())
                .endsWith("[said aloud in: Kitchen. A thing without a place is the one there."
                        + " Answer in short plain sentences, no markdown.]\nturn on the light");
        assertThat(talk.model.requests.get(1).messages().getLast().content())
                .endsWith("[said aloud. Answer in short plain sentences, no markdown.]\nthank you");
        assertThat(talk.model.requests.getLast().messages().getLast().content()).doesNotContain("aloud");
    }

    @Test
    void whatWasSaidAloudIsRepeatedByteForByteAndNothingOfItIsInThePrefix() {
        talk.hears(SATELLITE, KITCHEN, "turn on the light", KITCHEN_LIGHT);
        talk.hears(SATELLITE, NOWHERE, "thank you", "My pleasure.");

        List<ChatMessage> first = talk.model.requests.getFirst().messages();
        List<ChatMessage> second = talk.model.requests.get(1).messages();
        assertThat(second.subList(0, first.size())).isEqualTo(first);
        assertThat(first.getFirst().content()).doesNotContain("aloud");
    }

    @ParameterizedTest
    @ValueSource(strings = {"turn on the light", "acende a luz", "turn the lights on"})
    void theLightIsThatOfTheRoomAndNoOtherWithoutAYes(String words) {
        talk.hears(SATELLITE, KITCHEN, words, KITCHEN_LIGHT);
        assertThat(talk.state("light.kitchen_lights")).isEqualTo("on");

        talk.hears(SATELLITE, KITCHEN, words, BEDROOM_LIGHT);
        assertThat(talk.state("light.bedroom_light")).isEqualTo("off");
        assertThat(talk.text()).contains("Bedroom Light").endsWith("?");

        talk.hears(SATELLITE, KITCHEN, "yes");
        assertThat(talk.state("light.bedroom_light")).isEqualTo("on");
    }

    @Test
    void anotherRoomIsNamed() {
        talk.hears(SATELLITE, KITCHEN, "turn on the light in the bedroom", BEDROOM_LIGHT);

        assertThat(talk.state("light.bedroom_light")).isEqualTo("on");
    }

    @Test
    void wordsThatNameNothingMeanWhatWasSaidBeforeInTheSameRoom() {
        talk.hears(SATELLITE, KITCHEN, "turn on the light", KITCHEN_LIGHT);
        talk.hears(SATELLITE, KITCHEN, "and off again", Talk.call("light.turn_off", "light.bedroom_light"));
        assertThat(talk.called()).containsExactly("light.turn_on");

        talk.hears(SATELLITE, KITCHEN, "off", Talk.call("light.turn_off", "light.kitchen_lights"));
        assertThat(talk.called()).containsExactly("light.turn_on", "light.turn_off");
    }

    @Test
    void aQuestionThatIsNotRiskyTakesASpokenYes() {
        talk.hears(SATELLITE, KITCHEN, "is the light on?", KITCHEN_LIGHT);
        assertThat(talk.called()).isEmpty();

        talk.hears(SATELLITE, KITCHEN, "sim, por favor");

        assertThat(talk.called()).containsExactly("light.turn_on");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "one two three four",
                "One, two, three, four.",
                "1 2 3 4",
                "1, 2, 3, 4",
                "1234.",
                "1-2-3-4.",
                "12 34",
                "twelve thirty-four",
                "um dois três quatro",
                "Um, dois, três, quatro.",
                "doze trinta e quatro",
                "Yes, 1234.",
                "My PIN is one two three four.",
                "1 2 3 4, thank you.",
                "Um, dois, três, quatro, por favor.",
                "Se faz favor, 1234.",
                "The PIN's 1234.",
                "São 1 2 3 4.",
                "o PIN é um dois três quatro"
            })
    void thePinIsSaidAsServicesWriteIt(String words) {
        talk.hears(SATELLITE, KITCHEN, "unlock the front door", UNLOCK);
        assertThat(talk.text()).isEqualTo("Say your PIN within a minute to unlock Front Door.");
        assertThat(talk.events)
                .anyMatch(event -> event instanceof TurnEvent.Confirmation confirmation && confirmation.pin());

        talk.hears(SATELLITE, KITCHEN, words);

        assertThat(talk.called()).containsExactly("lock.unlock");
        assertThat(talk.store.accepted).containsExactly("unlock the front door", "•••");
        talk.hears(SATELLITE, KITCHEN, "thank you", "My pleasure.");
        assertThat(talk.model.requests.getLast().messages())
                .extracting(ChatMessage::content)
                .noneMatch(content -> content.contains(words) || content.contains("1234"));
    }

    @Test
    void aSpokenYesIsNotThePinAndWrongOnesCount() {
        talk.hears(SATELLITE, KITCHEN, "destranca a porta da frente (front door)", "Vou destrancar.\n", UNLOCK);
        assertThat(talk.text()).endsWith("Diga o seu PIN no próximo minuto para destrancar Front Door.");
        talk.hears(SATELLITE, KITCHEN, "sim");
        assertThat(talk.text()).isEqualTo("Diga-me o PIN, por favor.");
        List.of("quatro três dois um", "sim, nove nove nove nove")
                .forEach(wrong -> talk.hears(SATELLITE, KITCHEN, wrong));
        assertThat(talk.text()).isEqualTo("Esse PIN está errado. Tentativas que restam: 1.");
        talk.hears(SATELLITE, KITCHEN, "oito oito oito oito");
        talk.hears(SATELLITE, KITCHEN, "um dois três quatro");

        assertThat(talk.called()).isEmpty();
    }

    @Test
    void allDevicesThatAreNobodysOwnHaveTheSameThreeTries() {
        List.of("4321", "9999", "8888").forEach(wrong -> {
            Person another = Person.satellite("device-" + wrong);
            talk.hears(another, KITCHEN, "unlock the front door", UNLOCK);
            talk.hears(another, KITCHEN, wrong);
        });

        talk.hears(SATELLITE, KITCHEN, "unlock the front door", UNLOCK);
        talk.hears(SATELLITE, KITCHEN, "1234");
        assertThat(talk.called()).isEmpty();

        talk.hears(Person.LOCAL, NOWHERE, "unlock the front door", UNLOCK);
        talk.hears(Person.LOCAL, NOWHERE, "1234");
        assertThat(talk.called()).containsExactly("lock.unlock");
    }

    @Test
    void aPlannedUnlockTakesThePinWhenItIsPlanned() {
        talk.hears(
                SATELLITE,
                KITCHEN,
                "unlock the front door in 20 minutes",
                Talk.later("20 minutes", "lock.unlock", "lock.front_door"));
        talk.hears(SATELLITE, KITCHEN, "yes");
        assertThat(talk.door.scheduler().of(SATELLITE)).isEmpty();

        talk.hears(SATELLITE, KITCHEN, "1234");
        assertThat(talk.door.scheduler().of(SATELLITE)).hasSize(1);
    }

    @Test
    void withoutAPinSetASpokenYesIsRefusedAndATapIsNot() {
        withoutPin();
        talk.hears(Person.LOCAL, NOWHERE, "unlock the front door", UNLOCK);
        assertThat(talk.text())
                .isEqualTo("A spoken yes is not enough to unlock Front Door. Tap yes in the panel within a minute,"
                        + " or set a PIN in the settings that you can say.");

        talk.hears(Person.LOCAL, NOWHERE, "yes");
        assertThat(talk.text())
                .isEqualTo("A spoken yes is not enough for that. Tap yes in the panel,"
                        + " or set a PIN in the settings that you can say.");
        assertThat(talk.called()).isEmpty();

        String waiting = talk.door
                .waiting(new ConversationKey(Person.LOCAL, "c"))
                .keySet()
                .iterator()
                .next();
        assertThat(talk.door.confirm(waiting, Person.LOCAL, Optional.empty())).isInstanceOf(Reaction.Settled.class);
        assertThat(talk.called()).containsExactly("lock.unlock");
    }

    @Test
    void whatWasAskedForInWritingTakesNoSpokenYesEitherButAWrittenOne() {
        withoutPin();
        talk.says("unlock the front door", UNLOCK);
        assertThat(talk.text()).isEqualTo("Shall I really unlock Front Door? Say yes within a minute.");
        talk.hears(Person.LOCAL, NOWHERE, "yes, do it");
        assertThat(talk.called()).isEmpty();

        talk.says("yes");

        assertThat(talk.called()).containsExactly("lock.unlock");
    }

    @Test
    void whoHasNoPanelIsNotSentToIt() {
        withoutPin();
        talk.hears(SATELLITE, KITCHEN, "unlock the front door", UNLOCK);
        assertThat(talk.text())
                .isEqualTo("A spoken yes is not enough to unlock Front Door: that takes a PIN,"
                        + " and none is set in the settings of Jarvas.");
        talk.hears(SATELLITE, KITCHEN, "yes");
        assertThat(talk.text())
                .isEqualTo("A spoken yes is not enough for that: it takes a PIN,"
                        + " and none is set in the settings of Jarvas.");

        talk.hears(Person.ASSIST, NOWHERE, "destranca a front door", "Com certeza, vou tratar disso.\n", UNLOCK);
        assertThat(talk.text())
                .endsWith("Um sim dito em voz alta não chega para destrancar Front Door: é preciso um PIN,"
                        + " e não há nenhum nas definições do Jarvas.");
        assertThat(talk.called()).isEmpty();
    }

    @Test
    void anUndoOfALockIsAnUnlock() {
        talk.hears(SATELLITE, KITCHEN, "unlock the front door", UNLOCK);
        talk.hears(SATELLITE, KITCHEN, "1234");
        talk.hears(SATELLITE, KITCHEN, "lock the front door", Talk.call("lock.lock", "lock.front_door"));
        assertThat(talk.state("lock.front_door")).isEqualTo("locked");

        talk.hears(SATELLITE, KITCHEN, "undo that");
        assertThat(talk.text()).isEqualTo("Say your PIN within a minute to put Front Door back as it was.");
        talk.hears(SATELLITE, KITCHEN, "yes");
        assertThat(talk.state("lock.front_door")).isEqualTo("locked");
        talk.hears(SATELLITE, KITCHEN, "one two three four");

        assertThat(talk.state("lock.front_door")).isEqualTo("unlocked");
    }

    @Test
    void oneSpokenYesIsForWhatIsNotRiskyAlone() {
        withoutPin();
        talk.hears(SATELLITE, KITCHEN, "is the front door locked and the light off?", UNLOCK, "\n" + KITCHEN_LIGHT);

        talk.hears(SATELLITE, KITCHEN, "yes");

        assertThat(talk.called()).containsExactly("light.turn_on");
        assertThat(talk.state("lock.front_door")).isEqualTo("locked");
    }

    private void withoutPin() {
        talk.close();
        talk = new Talk();
    }
}
