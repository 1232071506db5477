package io.jarvas.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.assistant.TurnEvent.Phase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the model is told in the next turn of what came of its actions, and the person of what it no longer
/// sees.
@Timeout(30)
class ToldActionsTest {
    private static final String LIGHT_ON = Talk.call("light.turn_on", "light.kitchen_lights");
    private static final String UNLOCK = Talk.call("lock.unlock", "lock.front_door");

    private final Talk talk = new Talk();

    @AfterEach
    void close() {
        talk.close();
    }

    @Test
    void whatAnActionTurnedOnAndSomebodyOffAgainIsOff() {
        talk.says("turn on the kitchen lights", "The kitchen lights are coming on.\n", LIGHT_ON);
        assertThat(talk.state("light.kitchen_lights")).isEqualTo("on");
        talk.home.set("light.kitchen_lights", "off");

        talk.says("are the kitchen lights on?", "No.");

        assertThat(newestMessage()).contains("[changed: light.kitchen_lights: off]\n");
    }

    @Test
    void whatAnActionReachedIsToldOnce() {
        talk.says("turn on the kitchen lights", "The kitchen lights are coming on.\n", LIGHT_ON);

        talk.says("thanks", "You are welcome.");
        assertThat(newestMessage()).contains("[changed: light.kitchen_lights: on]\n");
        talk.says("thanks", "You are welcome.");
        assertThat(newestMessage()).doesNotContain("changed");
    }

    @Test
    void whatWasSoBeforeIsToldWhenItIsNotAnyMore() {
        talk.home.set("light.kitchen_lights", "on");
        talk.says("turn on the kitchen lights", "They are on.\n", LIGHT_ON);
        talk.says("thanks", "You are welcome.");
        assertThat(newestMessage()).doesNotContain("changed");
        talk.home.set("light.kitchen_lights", "off");

        talk.says("are the kitchen lights on?", "No.");

        assertThat(newestMessage()).contains("[changed: light.kitchen_lights: off]\n");
    }

    @Test
    void aYesDoesNotHideWhatTheTurnBeforeDid() {
        talk.says("turn on the kitchen lights and unlock the front door", "I do both.\n", LIGHT_ON, UNLOCK);
        talk.says("yes");
        assertThat(talk.state("lock.front_door")).isEqualTo("unlocked");
        talk.home.set("light.kitchen_lights", "off");
        talk.home.set("lock.front_door", "locked");

        talk.says("how are things?", "Fine.");

        assertThat(newestMessage())
                .contains("[changed: light.kitchen_lights: off; lock.front_door: locked]\n")
                .contains("the person answered since, executed: lock.front_door");
    }

    @Test
    void thePersonIsToldInTheTurnInWhichTheConversationIsCut() {
        for (int turn = 0; turn < 7; turn++) {
            talk.says("hello", "Hi.");
            assertThat(details()).containsOnly("");
        }

        talk.says("hello", "Hi.");
        assertThat(details()).contains("This conversation has become long. I now answer from its newest 9 messages.");

        talk.says("hello", "Hi.");
        assertThat(details()).containsOnly("");
    }

    /// With the status of a model that reads.
    private List<String> details() {
        return talk.events.stream()
                .filter(TurnEvent.Progress.class::isInstance)
                .map(TurnEvent.Progress.class::cast)
                .filter(progress -> progress.phase() == Phase.READING)
                .map(TurnEvent.Progress::detail)
                .toList();
    }

    private String newestMessage() {
        return talk.model.requests.getLast().messages().getLast().content();
    }
}
