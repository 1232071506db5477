package io.jarvas.speech;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TranscriptsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "[BLANK_AUDIO]",
                " [ Silence ] ",
                "(music)",
                "(soft music) [Applause]",
                "[MÚSICA DE FUNDO]",
                "*sighs*",
                "♪",
                "♪ la la la ♪",
                "...",
                ".",
                "<|nospeech|>",
                "<|en|><|BGM|>",
                "[BLANK_AUDIO]."
            })
    void noiseIsNothingThatWasSaid(String transcript) {
        assertThat(Transcripts.words(transcript)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Turn on the light.|Turn on the light.",
                "' Acende a luz. '|Acende a luz.",
                "4711|4711",
                "(music) Turn it off.|(music) Turn it off.",
                "Play [Toxic] by Britney|Play [Toxic] by Britney",
                "é|é",
                "(unclosed|(unclosed",
                "<en>hello|<en>hello"
            })
    void whatWasSaidStaysAsItIs(String transcript, String words) {
        assertThat(Transcripts.words(transcript)).isEqualTo(words);
    }

    @Test
    void marksOfTheModelAreNotWords() {
        assertThat(Transcripts.words("<|en|><|NEUTRAL|><|Speech|><|withitn|>Turn it on."))
                .isEqualTo("Turn it on.");
    }
}
