package io.jarvas.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageDetectorTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Turn on the kitchen lights",
                "is the garage door open?",
                "lights off",
                "Tell me a story",
                "As I said, no"
            })
    void englishIsEnglish(String text) {
        assertThat(LanguageDetector.of(text)).contains(Language.ENGLISH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Liga a luz da cozinha", "a garagem está aberta?", "apaga tudo", "Conta-me uma história", "Olá"})
    void portugueseIsPortuguese(String text) {
        assertThat(LanguageDetector.of(text)).contains(Language.PORTUGUESE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"O", "As", "No, a", "Once upo", "Do"})
    void wordsThatBothLanguagesHaveAndPiecesOfWordsDecideNothing(String text) {
        assertThat(LanguageDetector.ofUnfinished(text)).isEmpty();
    }

    @Test
    void anUnfinishedTextIsJudgedByItsWholeWords() {
        assertThat(LanguageDetector.ofUnfinished("The door o")).contains(Language.ENGLISH);
        assertThat(LanguageDetector.ofUnfinished("Era uma vez a")).contains(Language.PORTUGUESE);
        assertThat(LanguageDetector.ofUnfinished("It was the")).contains(Language.ENGLISH);
    }

    @Test
    void whatBelongsToNeitherIsLeftOpen() {
        assertThat(LanguageDetector.of("OK 22")).isEmpty();
    }
}
