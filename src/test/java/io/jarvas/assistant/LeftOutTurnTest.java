package io.jarvas.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.home.EntityId;
import io.jarvas.home.ServiceCall;
import io.jarvas.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A model that would touch what the person left out.
@Timeout(30)
class LeftOutTurnTest {
    private static final String KITCHEN_OFF = off("entity_id", "light.kitchen_lights");
    private static final String BEDROOM_OFF = off("entity_id", "light.bedroom_light");
    private static final String FLOOR_OFF = off("floor_id", "ground");

    private final Talk talk = new Talk();

    LeftOutTurnTest() {
        talk.home.set("light.kitchen_lights", "on");
        talk.home.set("light.bedroom_light", "on");
    }

    @AfterEach
    void close() {
        talk.close();
    }

    private static String off(String target, String value) {
        return "ACTION: "
                + Json.text(Map.of(
                        "tool",
                        "homeassistant_call_service",
                        "args",
                        Map.of("domain", "light", "service", "turn_off", "data", Map.of(target, value))))
                + "\n";
    }

    @ParameterizedTest
    @CsvSource({
        "turn off all the lights except the bedroom, 'You wanted Bedroom Light left alone, so I have not done that.'",
        "'turn off the lights, but not the bedroom one', 'You wanted Bedroom Light left alone, so I have not done that.'",
        "'except for the bedroom, turn off all the lights', 'You wanted Bedroom Light left alone, so I have not done that.'",
        "apaga todas as luzes menos a do bedroom por favor, 'Disse para não mexer em Bedroom Light, por isso não o fiz.'",
        "apaga as luzes mas não apagues a do quarto, 'Disse para não mexer em Bedroom Light, por isso não o fiz.'"
    })
    void whatIsLeftOutIsNotTouchedWithoutAYesAndTheRestIs(String words, String told) {
        talk.says(words, KITCHEN_OFF, BEDROOM_OFF);

        assertThat(talk.home.calls)
                .extracting(ServiceCall::targets)
                .containsExactly(List.of(new EntityId("light.kitchen_lights")));
        assertThat(talk.text()).contains(told);

        talk.says(told.startsWith("You") ? "yes" : "sim");
        assertThat(talk.home.calls).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "turn off all the lights except the bedroom, 'You wanted Bedroom Light left alone, so I have not done that. Shall I "
                + "turn off Bedroom Light all the same?', no",
        "apaga todas as luzes exceto a do quarto, 'Disse para não mexer em Bedroom Light, por isso não o fiz. Devo "
                + "desligar Bedroom Light mesmo assim?', não"
    })
    void aWholeFloorOfWhichSomethingIsLeftOutWaitsForAYes(String words, String told, String no) {
        talk.says(words, FLOOR_OFF);

        assertThat(talk.home.calls).isEmpty();
        assertThat(talk.text()).contains(told);

        talk.says(no);
        assertThat(talk.home.calls).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "don't turn off the kitchen light, 'You wanted Kitchen Lights left alone'",
        "não apagues a luz da cozinha, Disse para não mexer em Kitchen Lights",
        "'not the kitchen light, please', 'You wanted Kitchen Lights left alone'",
        "are all the lights off but the kitchen?, You only asked"
    })
    void whatIsOnlyForbiddenIsNotDone(String words, String told) {
        talk.says(words, KITCHEN_OFF);

        assertThat(talk.home.calls).isEmpty();
        assertThat(talk.text()).contains(told);
    }

    @Test
    void whatIsLeftOutInTheNextMessageIsNotTouchedEither() {
        talk.says("are all the lights off?", "No.");
        talk.says("then turn them off, but not the bedroom one", KITCHEN_OFF, BEDROOM_OFF);

        assertThat(talk.home.calls)
                .extracting(ServiceCall::targets)
                .containsExactly(List.of(new EntityId("light.kitchen_lights")));
        assertThat(talk.text()).contains("You wanted Bedroom Light left alone");
    }

    @ParameterizedTest
    @CsvSource({
        "'vacuum the kitchen and the hall, but not the bedroom'",
        "'aspira a Kitchen e o Hall, mas não o Bedroom'"
    })
    void anAreaThatIsLeftOutIsNotCleaned(String words) {
        talk.says(words, clean("kitchen", "hall"), clean("bedroom"));

        assertThat(talk.home.calls)
                .extracting(call -> call.data().get("cleaning_area_id"))
                .containsExactly(List.of("kitchen", "hall"));
    }

    private static String clean(String... areas) {
        return "ACTION: "
                + Json.text(Map.of(
                        "tool",
                        "homeassistant_call_service",
                        "args",
                        Map.of(
                                "domain",
                                "vacuum",
                                "service",
                                "clean_area",
                                "data",
                                Map.of("entity_id", "vacuum.robo", "cleaning_area_id", List.of(areas)))))
                + "\n";
    }
}
