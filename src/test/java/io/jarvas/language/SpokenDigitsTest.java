package io.jarvas.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Digits that may be a PIN: what is one, and what merely holds a number.
class SpokenDigitsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1234|1234",
                "1 2 3 4|1234",
                "one two three four|1234",
                "o PIN é um dois três quatro|1234",
                "my pin is 12-34|1234",
                "my PIN's 1 2 3 4, thank you|1234",
                "um, dois, três, quatro, se faz favor|1234",
                "por favor, são 1 2 3 4|1234",
                "dezesseis dezessete|1617",
                "it's 9 8 7 6|9876",
                "twelve thirty-four|1234",
                "noventa e nove zero um|9901",
                "0000|0000",
                "1,2,3,4|1234",
                "12.34|1234",
                "12:34|1234",
                "é o 4321|4321",
                "４８２１|4821",
                "o PIN é ４ ８-２ １|4821",
                "٤٨٢١|4821",
                "⁴⁸²¹|4821",
                "④⑧②①|4821",
                "𝟒𝟖𝟐𝟏|4821",
                "1️⃣2️⃣3️⃣4️⃣|1234",
                "1\u200b234|1234",
                "pin1234|1234",
                "código:1234|1234",
                "12345678901234567890|12345678901234567890"
            })
    void aMessageThatIsAPinIsItsDigits(String message, String digits) {
        assertThat(SpokenDigits.of(message)).contains(digits);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "yes, the pin is 1234|1234",
                "sim, um dois três quatro por favor|1234",
                "código 1 2 3 4|1234",
                "it's one two three four|1234",
                "the code is twelve thirty-four|1234",
                "Yes please, my code is 1-2-3-4.|1234",
                "OK, the number is one, two, three, four, please.|1234",
                "well, I think it's 4711|4711",
                "yes, do it, four seven one one|4711",
                "the pin for the front door is 4711|4711",
                "it is 47 and 11|4711",
                "here's the code: 4711, thanks|4711",
                "that's 4711|4711",
                "try 4711|4711",
                "four seven double one|4711",
                "double four triple two|44222",
                "forty-seven eleven|4711",
                "one thousand two hundred and thirty-four|1234",
                "twelve hundred and thirty-four|1234",
                "um, four seven one one|4711",
                "1234, yes, 1234|1234",
                "four, then seven, then one, then one|4711",
                "four|4",
                "yes, 12|12",
                "the pin is 4|4",
                "21|21",
                "one|1",
                "no, 1234|1234",
                "sim, o código é 1234|1234",
                "sim, por favor, o PIN é o um dois três quatro|1234",
                "é o um, dois, três, quatro|1234",
                "o código da porta é quatro sete um um|4711",
                "acho que é quatro sete onze|4711",
                "claro, o meu pin é 47 11, obrigado|4711",
                "ora, quarenta e sete onze|4711",
                "quatro e sete e um e um|4711",
                "mil duzentos e trinta e quatro|1234",
                "quatro mil setecentos e onze|4711",
                "cento e vinte e três|123",
                "a senha é doze trinta e quatro|1234",
                "pode ser, 1 2 3 4|1234",
                "não, um dois três quatro|1234",
                "um dois|12"
            })
    void anAnswerWithDigitsIsItsDigits(String message, String digits) {
        assertThat(SpokenDigits.of(message)).contains(digits);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yes",
                "no",
                "um",
                "oh",
                "oh yes",
                "well, um",
                "the pin",
                "é",
                "set it to 1234",
                "bedroom 50%",
                "turn on 3 lights",
                "1234 lights",
                "wake me at 0730 tomorrow",
                "sala a 2134",
                "turn the heating to 21",
                "turn the heating to twenty-one",
                "in 20 minutes",
                "yes, in 20 minutes",
                "yes, but only one of them",
                "yes 12 and 34 lights",
                "one moment",
                "wait ten seconds",
                "what is 12 plus 30",
                "põe a 21 graus",
                "põe a vinte e um",
                "a 21",
                "a vinte e um",
                "daqui a 20 minutos",
                "sim, mas só uma delas",
                "só um momento",
                "espera dez segundos",
                "liga duas luzes",
                "às 7 e meia",
                "quanto é 12 mais 30"
            })
    void whatIsSomethingElseIsNone(String message) {
        assertThat(SpokenDigits.of(message)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"the code is 4", "yes 4 7", "four", "o pin é quatro", "é meia", "it is twelve", "pin４", "dez"})
    void aBegunPinHasANumberInIt(String heard) {
        assertThat(SpokenDigits.in(heard)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yes", "the code is", "sim, o código é", "no, leave it"})
    void whatHasNoNumberHasNone(String heard) {
        assertThat(SpokenDigits.in(heard)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unlock the front door, the pin is 4711|unlock the front door, the pin is •••",
                "Unlock the front door, 4711|Unlock the front door, •••",
                "unlock the front door 4 7 1 1 please|unlock the front door ••• please",
                "open the garage with four seven one one|open the garage with •••",
                "4711 unlock the door|••• unlock the door",
                "disarm the alarm 1234|disarm the alarm •••",
                "I told you that my pin is 4711, remember?|I told you that my pin is •••, remember?",
                "my pin for the door at the back is 4711|my pin for the door at the back is •••",
                "4711 is the code of the alarm|••• is the code of the alarm",
                "the password 471100 does not work|the password ••• does not work",
                "destranca a porta da frente, o código é quatro sete um um|destranca a porta da frente, o código é •••",
                "abre o portão, 4711|abre o portão, •••",
                "desarma o alarme com 1 2 3 4 por favor|desarma o alarme com ••• por favor",
                "o meu pin era 4711 e já não é|o meu pin era ••• e já não é",
                "abre a porta pin４７１１|abre a porta pin•••",
                "open the front door with 4 7 1 and 1|open the front door with •••",
                "open the door, 4 then 7 then 1 then 1, please|open the door, •••, please",
                "the pin is four, um, seven, uh, one one open the door|the pin is ••• open the door",
                "abre a porta, 4 depois 7 depois 1 e 1|abre a porta, •••",
                "let me in, 4711|let me in, •••",
                "let me in four seven one one|let me in •••",
                "deixa-me entrar, 4711|deixa-me entrar, •••",
                "desbloqueia a porta 4711|desbloqueia a porta •••",
                "open up, people. 4711, people|open up, people. •••, people",
                "open the door 4712 no 4711|open the door ••• no •••",
                "unlock the door 47:11|unlock the door •••",
                "my P.I.N. is 4711, I think so|my P.I.N. is •••, I think so",
                "my pin is 4711 4711 4711 4711, all right|my pin is •••, all right",
                "set the alarm to off, 4711|set the alarm to off, •••",
                "turn the alarm off 1045|turn the alarm off •••"
            })
    void digitsThatAreCalledAPinOrComeWithAWishToOpenAreMasked(String message, String shown) {
        assertThat(SpokenDigits.masked(message, "•••", 4, false)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set it to 1234 lumen",
                "set the light to 2700 kelvin",
                "what happened in 1974?",
                "add 1500 grams of flour to the list",
                "call 912 000 456",
                "the postal code is 2560 123",
                "what does error code 5012 mean",
                "o código postal é 2560-123",
                "o que é o código de erro 5012",
                "open the blinds at 18:30",
                "open the blinds to 1500",
                "open the garage in 1200 seconds",
                "unlock the door in 20 minutes",
                "wake me with an alarm at 0730",
                "abre os estores às 18:30",
                "abre as janelas às dezoito e trinta",
                "põe o alarme para as 0730",
                "põe a 2700",
                "my pin is forgotten",
                "the wifi password is 12345678, remember it",
                "the Wi-Fi password is 12345678, remember it",
                "remember the password of the Wi-Fi: 12345678",
                "lembra-te que a senha do Wi-Fi é 12345678",
                "a palavra-passe da rede é 12345678, lembra-te",
                "the shop opens 09:00-18:00",
                "open the gate on the 24.12.2026",
                "unlock the door between 18 00 and 19 30",
                "what does http code 4040 mean",
                "set an alarm ten forty five",
                "set alarm 0645",
                "põe um alarme sete e um quarto",
                "is the alarm set for 6 30 or 7 30",
                "turn on 3 lights"
            })
    void otherNumbersStayAsTheyAre(String message) {
        assertThat(SpokenDigits.masked(message, "•••", 4, false)).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I am quite certain 4711 was right|I am quite certain ••• was right",
                "acredito que 4711 serve|acredito que ••• serve",
                "set it to 1234 lumen|set it to 1234 lumen",
                "turn the heating to 21|turn the heating to 21"
            })
    void whereAPinIsAskedForAnyDigitsThatMeasureNothingAreMasked(String message, String shown) {
        assertThat(SpokenDigits.masked(message, "•••", 4, true)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unlock the front door 4|unlock the front door •••",
                "unlock the front door 4 then|unlock the front door ••• then",
                "unlock the front door, pin forty|unlock the front door, pin •••",
                "open one of the windows|open one of the windows",
                "abre uma janela|abre uma janela",
                "abre um|abre •••",
                "turn on 4|turn on 4"
            })
    void ofATextThatMayGoOnTheLastDigitsMayBeTheFirstOfAPin(String heard, String shown) {
        assertThat(SpokenDigits.maskedSoFar(heard, "•••", 4)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1 ", "um ", "pin 4711 ", "open one "})
    void aLongMessageIsReadInTime(String part) {
        String message = part.repeat(8_000 / part.length());
        assertThat(SpokenDigits.of(message + " and turn on the light")).isEmpty();
        assertThat(SpokenDigits.masked(message, "•••", 4, true)).isNotEmpty();
    }
}
