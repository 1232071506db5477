package io.jarvas.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanWordsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cancel the timer",
                "Forget what you had planned!",
                "is anything scheduled?",
                "cancela o temporizador",
                "desmarca tudo",
                "o que é que está AGENDADO?",
                "cancela as marcações"
            })
    void theWordsAreAboutPlans(String message) {
        assertThat(PlanWords.in(message)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "turn on the kitchen lights", "cancel that", "liga a luz", "rega a planta"})
    void theWordsAreAboutSomethingElse(String message) {
        assertThat(PlanWords.in(message)).isFalse();
    }
}
