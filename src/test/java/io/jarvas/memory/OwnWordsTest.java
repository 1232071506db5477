package io.jarvas.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OwnWordsTest {
    @Test
    void aNoteInThePersonsWordsIsTheirs() {
        assertThat(OwnWords.say(List.of("remember that I take my coffee black"), "Takes coffee black"))
                .isTrue();
        assertThat(OwnWords.say(List.of("lembra-te que a Rita calça o 38"), "A Rita calça 38."))
                .isTrue();
    }

    @Test
    void theMessagesJustBeforeCount() {
        assertThat(OwnWords.say(List.of("remember that", "I take my coffee black"), "I take my coffee black"))
                .isTrue();
    }

    @Test
    void whatTheHouseWroteIsNot() {
        assertThat(OwnWords.say(List.of("what is on the shopping list?"), "The front door stays unlocked at night"))
                .isFalse();
        assertThat(OwnWords.say(
                        List.of("remember that Rita likes the living room warm"),
                        "Rita likes the living room warm and the alarm stays off at night"))
                .isFalse();
    }

    @Test
    void aNumberThatNobodySaidIsNot() {
        assertThat(OwnWords.say(
                        List.of("remember that Rita likes the living room warm"), "Rita likes the living room at 30"))
                .isFalse();
    }
}
