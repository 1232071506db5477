package io.jarvas.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a person says about what is planned for later: it is cancelled, and taken back.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PlansInWordsTest {
    private static final String LIGHT_ON = Talk.call("light.turn_on", "light.kitchen_lights");
    private static final String CANCEL_ALL = Talk.act("schedule", Map.of("cancel", "all"));

    private final Talk talk = new Talk();

    @AfterEach
    void close() {
        talk.close();
    }

    @Test
    void undoThatAfterPlanningGivesUpThePlanAndNothingOlder() {
        talk.says("turn on the kitchen lights", LIGHT_ON);
        plan();

        talk.says("undo that");

        assertThat(talk.planned()).isEmpty();
        assertThat(talk.text()).isEqualTo("Cancelled: turn off Kitchen Lights.");
        assertThat(talk.called()).containsExactly("light.turn_on");
        talk.says("undo that");
        assertThat(talk.called()).as("now the older one").containsExactly("light.turn_on", "scene.apply");
    }

    @Test
    void aPlanThatWasCancelledInWordsCannotBeTakenBackAndNothingOlderIs() {
        talk.says("turn on the kitchen lights", LIGHT_ON);
        plan();
        talk.says("cancel the timer", "Cancelled.\n", CANCEL_ALL);

        talk.says("undo that");

        assertThat(talk.text()).isEqualTo("That cannot be undone.");
        assertThat(talk.called()).containsExactly("light.turn_on");
    }

    @Test
    void undoThatTakesBackTheNewerOfTwoPlansThatRan() {
        talk.door.start();
        talk.says(
                "turn on the kitchen lights in 5 minutes",
                Talk.later("5 minutes", "light.turn_on", "light.kitchen_lights"));
        talk.says(
                "turn on the bedroom light in 7 minutes",
                Talk.later("7 minutes", "light.turn_on", "light.bedroom_light"));
        talk.clock.move(Duration.ofMinutes(5));
        await().until(() -> talk.planned().size() == 1);
        talk.clock.move(Duration.ofMinutes(2));
        await().until(() -> talk.planned().isEmpty());

        talk.says("undo that");

        assertThat(talk.text()).isEqualTo("Done: Bedroom Light.");
        assertThat(talk.state("light.kitchen_lights")).isEqualTo("on");
        assertThat(talk.state("light.bedroom_light")).isEqualTo("off");
    }

    @Test
    void aCancelInAQuestionIsAskedAboutInSoManyWords() {
        plan();
        talk.says("is anything scheduled?", "I cancelled it.\n", CANCEL_ALL);

        assertThat(talk.text())
                .isEqualTo("I cancelled it.\nYou only asked, so I have changed nothing. "
                        + "Shall I cancel what is planned for Kitchen Lights?");
        assertThat(talk.planned()).hasSize(1);
        talk.says("yes");
        assertThat(talk.text()).isEqualTo("Cancelled: turn off Kitchen Lights.");
        assertThat(talk.planned()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cancel the timer",
                "cancela o temporizador",
                "cancel everything that is scheduled",
                "cancela tudo o que está agendado",
                "cancel what you had planned",
                "cancel what you were going to do to the kitchen lights"
            })
    void wordsAboutPlansOrTheirEntitiesCancelThem(String words) {
        plan();
        talk.says(words, "Cancelled.\n", CANCEL_ALL);

        assertThat(talk.planned()).isEmpty();
        assertThat(talk.text()).isEqualTo("Cancelled.\n");
        assertThat(talk.model.requests).as("one pass is enough to act").hasSize(2);
    }

    @Test
    void aCancelOfWhichTheModelSaysNothingIsToldOf() {
        plan();
        talk.says("cancel the timer", CANCEL_ALL);

        assertThat(talk.text()).isEqualTo("Cancelled: turn off Kitchen Lights.");
    }

    @Test
    void wordsAboutSomethingElseCancelNothingWithoutAYes() {
        plan();
        talk.says("turn on the bedroom light", "On.\n", Talk.call("light.turn_on", "light.bedroom_light"), CANCEL_ALL);

        assertThat(talk.planned()).hasSize(1);
        assertThat(talk.text()).contains("You did not mention Kitchen Lights, so I have left it alone.");
    }

    @Test
    void aCancelWhereNothingIsPlannedIsNotClaimed() {
        talk.says("cancel the timer", "Cancelled.\n", CANCEL_ALL);

        assertThat(talk.text()).isEqualTo("Cancelled.\nNothing like that is planned.");
    }

    private void plan() {
        talk.says(
                "turn off the kitchen lights in 20 minutes",
                "I will.\n",
                Talk.later("20 minutes", "light.turn_off", "light.kitchen_lights"));
        assertThat(talk.planned()).hasSize(1);
    }
}
