package io.jarvas.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShortReplyTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "yes",
                "Yes!",
                "yeah do it",
                "ok",
                "sure",
                "go ahead",
                "yes please",
                "please do",
                "sim",
                "sim, faz isso",
                "pode ser",
                "força",
                "claro",
                "claro que sim",
                "podes",
                "está bem",
                "tá bem",
                "ok, faz isso",
                "sim sim",
                "of course",
                "yes, go ahead, thanks",
                "well, yes",
                "great, do it",
                "bem, pode ser"
            })
    void aYesIsOne(String message) {
        assertThat(ShortReply.of(message)).contains(new ShortReply.Yes(Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no",
                "No.",
                "nope",
                "never mind",
                "nevermind",
                "cancel that",
                "don't",
                "please don't",
                "of course not",
                "ok, never mind",
                "no?",
                "bem, não",
                "não",
                "nao",
                "não, deixa estar",
                "deixa estar",
                "esquece",
                "esquece isso",
                "claro que não",
                "não obrigado",
                "cancela",
                "nem pensar"
            })
    void aNoIsOne(String message) {
        assertThat(ShortReply.of(message)).contains(new ShortReply.No());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "undo", "undo that", "undo that please", "no, undo that", "take that back", "put it back",
                        "put it back how it was",
                "can you undo that", "desfaz", "desfaz isso", "anula", "volta atrás", "repõe como estava",
                        "põe isso como estava antes",
                "não, desfaz isso", "desfaz o que fizeste"
            })
    void aWishToUndoIsOne(String message) {
        assertThat(ShortReply.of(message)).contains(new ShortReply.Undo());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "please",
                "yes and turn on the light",
                "yes, but only the lamp",
                "sim e apaga a luz",
                "yes no",
                "sim, não",
                "no yes",
                "is it on",
                "turn it off",
                "go back",
                "stop",
                "put the light back on",
                "undo the last line of my list",
                "cancel the timer",
                "não ligues a luz",
                "yes 12 and 34 lights",
                "1234",
                "ok google",
                "nothing",
                "sure thing about what",
                "well…",
                "well",
                "bem",
                "great",
                "great, thanks",
                "yes?",
                "right?",
                "sure?",
                "sure?!",
                "sim?",
                "certo?",
                "é isso?"
            })
    void anythingElseOrAnythingMoreIsNone(String message) {
        assertThat(ShortReply.of(message)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "yes, 1234|1234",
                "sim 1 2 3 4|1234",
                "1234 yes|1234",
                "yes my pin is one two three four|1234",
                "ok, o código é 12-34|1234",
                "sim, um dois três quatro|1234",
                "sim, doze trinta e quatro|1234",
                "go ahead, 0 0 7 1|0071",
                "sim, ４８２１|4821",
                "yes, the pin is 1234|1234",
                "1 2, yes, 3 4|1234",
                "sim, um dois três quatro por favor|1234",
                "yes please, it's one two three four, thanks|1234",
                "yes, 12|12"
            })
    void aYesMayComeWithDigits(String message, String digits) {
        assertThat(ShortReply.of(message)).contains(new ShortReply.Yes(Optional.of(digits)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no, 1234",
                "no 1 2 3 4",
                "não, um dois três quatro",
                "1234, no",
                "no, the code is 1234",
                "nope, it's 4711",
                "não, obrigado, 4711"
            })
    void aNoWithDigitsIsANo(String message) {
        assertThat(ShortReply.of(message)).contains(new ShortReply.No());
        assertThat(SpokenDigits.of(message)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes ", "no, ", "1", "1 ", "um ", "please "})
    void aLongMessageIsNone(String part) {
        String message = part.repeat(8_000 / part.length());
        assertThat(ShortReply.of(message)).isEmpty();
    }
}
