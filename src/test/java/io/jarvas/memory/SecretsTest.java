package io.jarvas.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "my PIN is 4711",
                "the alarm code is 1234",
                "The gate code: 4 7 1 1",
                "garage door code 47-11-90",
                "P.I.N. 4711",
                "P\u200bIN is 4711",
                "PIN is ４７１１",
                "my pin is four seven one one",
                "the safe opens with 12-34-56",
                "combination of the lock is 12 34 56",
                "the wifi password is marmalade1974",
                "The password for the guest network is marmalade1974, all lower case.",
                "passcode: hunter2",
                "password=correct horse battery",
                "my passphrase is tall blue whale",
                "marmalade1974 is the password",
                "the API key is abcdef",
                "my card is 4111 1111 1111 1111",
                "card 5500-0000-0000-0004 expires in May",
                "CVV 123",
                "token: abc",
                "use ghp_abcdefghijklmnopqrstuvwxyz0123456789",
                "sk-proj-abcdefghijklmnop",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc",
                "http://rita:secret@nas.local",
                "a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6",
                "-----BEGIN PRIVATE KEY-----",
                "remember 4711",
                "4711",
                "2580",
                "it opens with two five eight zero",
                "o meu PIN é 4711",
                "o código do alarme é 1234",
                "código da porta: 4711",
                "o codigo do portao e quatro sete um um",
                "a palavra-passe é sardinha",
                "Na Ericeira a rede chama-se MarAzul e a palavra-passe é sardinha2020.",
                "a senha do wifi é gato123",
                "senha: abc",
                "a combinação do cofre é 12-34-56",
                "o cofre abre com 123456",
                "o meu cartão é 4111111111111111",
                "a chave da API é abc",
                "o PUK do telemóvel é 12345678"
            })
    void aSecretIsSeenInAnyForm(String text) {
        // A note that is nothing but digits is the one thing that needs no name.
        assertThat(Secrets.in(text.startsWith("remember ") ? text.substring(9) : text))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Rita likes the living room at 21 degrees",
                "our plumber is Dave Harding, 07700 900341",
                "Oscar's birthday is the 14th of March",
                "The spare key is under the blue flowerpot",
                "tyre pressure is 33 psi at the front, 36 at the back",
                "we paint the kitchen in sage green, Farrow number 274",
                "the postal code is 2560 123",
                "Clara wears size 38",
                "my password manager broke",
                "I keep forgetting my PIN",
                "the flight is at 7:15 on the 24th",
                "o canalizador é o senhor Adelino, 912 000 456",
                "a avó faz anos a 3 de maio de 1948",
                "o código postal é 2560-123",
                "a chave suplente está na lata das bolachas",
                "esqueci-me da senha outra vez",
                "para levarem monos liga-se para a câmara: 261 000 200",
                "as janelas ficaram em 3200 euros",
                "we paid 2580 euros"
            })
    void whatIsNoneIsNotTakenForOne(String text) {
        assertThat(Secrets.in(text)).isFalse();
    }
}
