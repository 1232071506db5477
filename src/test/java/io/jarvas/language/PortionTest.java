package io.jarvas.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "all lights off except the bedroom, and turn the fan on | the bedroom",
                "all lights off except the hall, the office and the kitchen | the hall, the office and the kitchen",
                "except for the bedroom turn off all the lights | the bedroom",
                "turn on the light, not the kitchen one, the bedroom one | the kitchen one",
                "turn off the lights but not in the hall or the office. Lock the door. | in the hall or the office",
                "don't open the garage but turn on the light | the garage",
                "leave everything on except the TV | leave everything on",
                "leave the hall light on and turn off the rest | the hall light on",
                "the lights off, the hall light stays on | the hall light stays on",
                "apaga as luzes, a do quarto não | a do quarto não",
                "apaga todas as luzes à exceção da do quarto e fecha os estores | da do quarto",
                "desliga tudo, mas não mexas na ventoinha | na ventoinha",
                "desliga a luz sem ligar a ventoinha | a ventoinha",
                "menos a cozinha, apaga tudo | a cozinha",
                "põe as luzes todas a 50% menos a da cozinha | a da cozinha",
                "põe tudo a 18 menos o quarto | o quarto",
                "leave the hall light on, and turn off everything else | the hall light on",
                "turn the lights off but for the kitchen | kitchen",
                "turn off not the kitchen light but the bedroom light | the kitchen light",
                "apaga as luzes, mas não esta | esta",
                "add everything but the milk to the shopping list | the milk",
                "põe leite na lista mas não o magro | o magro",
                "põe leite mas não o magro na lista | o magro",
                "turn off all the lights except \"The Moon\" | \"The Moon\"",
                "I don't want you to turn off the kitchen light | off the kitchen light",
                "não quero que apagues a luz da cozinha | a luz da cozinha"
            })
    void whatIsLeftOutIsApart(String message, String leftOut) {
        assertThat(Portion.leftOut(Portion.of(message))).isEqualTo(leftOut);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "except",
                "mas não",
                "menos",
                ", sem",
                "turn off all but one of the lights",
                "turn on not only the kitchen light but also the fan",
                "nothing but the kitchen light",
                "turn off the lights, but turn on the fan",
                "the light a bit less bright, not too dark",
                "why don't you turn on the light?",
                "don't forget to lock the door",
                "don't leave the light on",
                "never mind, turn on the light",
                "is it on or not",
                "turn off the lights except if somebody is home",
                "leave the light on",
                "turn off the TV and leave the light at 20%",
                "põe a sala a menos 2 graus",
                "baixa um pouco menos a luz",
                "aquece menos o quarto",
                "mais ou menos a meio",
                "pelo menos a luz da sala",
                "acorda-me às sete menos um quarto",
                "a menos que chova, rega o jardim",
                "quero menos luz na sala",
                "não só a luz da sala",
                "não, a da sala",
                "porque não ligas a luz?",
                "não me ligas a luz?",
                "não te esqueças da luz da sala",
                "a luz da sala não liga",
                "liga a luz sem demora",
                "apaga as luzes de fora",
                "não está frio, desliga o aquecimento",
                "nao esta frio, desliga o aquecimento",
                "liga a luz, não está claro",
                "a luz da cozinha não está apagada?",
                "I'm not in the kitchen anymore, turn off the lights",
                "she is not in the bedroom, turn off the lights",
                "aquece mais a sala e menos o quarto",
                "liga a luz do quarto sem acordar o bebé",
                "turn on the light without waking the baby",
                "I don't want heat in the bedroom",
                "não quero a luz da cozinha acesa",
                "play Not the same on the kitchen speaker",
                "play \"All except the one\" in the living room",
                "toca «Tudo menos a noite» na cozinha"
            })
    void whatLeavesNothingOutIsWhole(String message) {
        assertThat(Portion.of(message)).containsExactly(new Portion(message, false));
    }

    @Test
    void aLongMessageIsRead() {
        for (String part :
                new String[] {"but not the ", "menos a ", "e ", "x", "don't turn off, ", "a do quarto não, "}) {
            assertThat(Portion.of(part.repeat(8_000 / part.length()))).isNotEmpty();
        }
    }
}
