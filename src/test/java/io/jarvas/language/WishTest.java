package io.jarvas.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.language.Sayings.Saying;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WishTest {
    @ParameterizedTest
    @CsvSource({
        "treacherous.tsv, en",
        "treacherous.tsv, pt",
        "treacherous-aside.tsv, en",
        "treacherous-aside.tsv, pt",
        "wishes.tsv, en",
        "wishes.tsv, pt"
    })
    void atMostOneCommandInAHundredIsHeldAsAQuestion(String file, String language) {
        List<Saying> commands = of(file, language, Wish.ACTS);
        assertThat(misread(commands)).hasSizeLessThanOrEqualTo(commands.size() / 100);
    }

    @ParameterizedTest
    @CsvSource({"treacherous.tsv, en", "treacherous.tsv, pt", "wishes.tsv, en", "wishes.tsv, pt"})
    void atLeast97OfAHundredQuestionsAreHeld(String file, String language) {
        List<Saying> questions = of(file, language, Wish.ASKS);
        assertThat(misread(questions)).hasSizeLessThanOrEqualTo(questions.size() * 3 / 100);
    }

    /// This half was kept aside until the reading was finished, and nothing was fitted to it.
    @Test
    void ofQuestionsThatItWasNotMadeFor97OfAHundredAreHeld() {
        List<Saying> questions = Sayings.resource("treacherous-aside.tsv").stream()
                .filter(saying -> saying.wish() == Wish.ASKS)
                .toList();
        assertThat(misread(questions)).hasSizeLessThanOrEqualTo(questions.size() * 3 / 100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "turn on the light. what time is it?",
                "what time is it? turn on the light",
                "is the door locked? if not lock it",
                "liga a luz e diz-me as horas",
                "TURN ON THE LIGHT",
                "  turn   on\nthe light  ",
                "trun on teh ligth",
                "põe a luz a 50%",
                "poe a luz a 50",
                "turn on a luz da sala"
            })
    void aCommandBesideAQuestionOrMistypedActs(String words) {
        assertThat(Wish.of(words)).isEqualTo(Wish.ACTS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "?",
                "...",
                "thanks",
                "obrigado!",
                "is teh door open",
                "qunatas luzes estão acesas",
                "a luz está acesa"
            })
    void whatSaysNothingOrOnlyTellsAsks(String words) {
        assertThat(Wish.of(words)).isEqualTo(Wish.ASKS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"e se ", "if when ", "turn on, ", "is it, ", "can you ", "que ", "a", "não ", "para ligar ", "🙂"
            })
    void aLongMessageIsRead(String part) {
        assertThat(Wish.of(part.repeat(8_000 / part.length()))).isNotNull();
    }

    @Test
    void capitalsMakeNoDifference() {
        for (Saying saying : Sayings.resource("treacherous.tsv")) {
            assertThat(Wish.of(saying.words().toUpperCase(Locale.ROOT)))
                    .as(saying.words())
                    .isEqualTo(saying.wish());
        }
    }

    private static List<Saying> of(String file, String language, Wish wish) {
        return Sayings.resource(file).stream()
                .filter(saying -> saying.language().equals(language) && saying.wish() == wish)
                .toList();
    }

    private static List<Saying> misread(List<Saying> sayings) {
        return sayings.stream()
                .filter(saying -> Wish.of(saying.words()) != saying.wish())
                .toList();
    }
}
