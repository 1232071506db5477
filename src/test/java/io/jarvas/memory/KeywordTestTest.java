package io.jarvas.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeywordTestTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Lembras-te do que eu gosto?",
                "lembra-me",
                "o que é que te disse ontem",
                "falaste disso",
                "mencionaste a chave",
                "qual é a minha preferência",
                "como de costume",
                "é sempre assim",
                "o que era antes",
                "a última vez",
                "no mês passado",
                "do you remember my size?",
                "what did I tell you, what I said",
                "you mentioned it",
                "my favourite song",
                "as usual",
                "like always",
                "before that",
                "last week",
                "yesterday",
                "we used to do it",
                "what we discussed"
            })
    void aMessageAboutWhatWasOrWhatSomebodyLikesPasses(String message) {
        assertThat(KeywordTest.passes(message)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "turn on the kitchen light",
                "liga a luz da sala",
                "is the door open?",
                "está frio?",
                "good morning"
            })
    void anyOtherDoesNot(String message) {
        assertThat(KeywordTest.passes(message)).isFalse();
    }
}
