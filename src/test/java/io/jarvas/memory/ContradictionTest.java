package io.jarvas.memory;

import static io.jarvas.memory.Contradiction.Standing.APART;
import static io.jarvas.memory.Contradiction.Standing.KNOWN;
import static io.jarvas.memory.Contradiction.Standing.REPLACES;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContradictionTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Rita likes the living room at 21 degrees      | Rita likes the living room at 23 degrees
            The bins go out on Tuesday                    | The bins go out on Thursdays
            Oscar's birthday is the 14th of March         | Oscar's birthday is 15 March
            Rita runs                                     | Rita runs on Mondays at seven
            Rita likes mushrooms                          | Rita doesn't like mushrooms
            Rita doesn't like mushrooms                   | Rita likes mushrooms
            Oscar likes mushrooms                         | Oscar hates mushrooms
            My favourite colour is blue                   | my favourite colour is green
            My favourite film is Jaws                     | My favourite film is Alien
            Our wifi network is called OakHouse           | Our wifi network is called ElmHouse
            Our plumber is Dave Harding                   | Our plumber is Maria Silva
            A minha cor preferida é o azul                | a minha cor preferida é o verde
            O aniversário da tia Sofia é a 27 de setembro | O aniversário da tia Sofia é a 28 de setembro
            A Rita calça o 38                             | A Rita calça o 39
            O lixo sai à terça                            | O lixo sai à quinta
            O nosso canalizador é o Adelino               | O nosso canalizador é a Vanda
            """)
    void theNewerFactAboutTheSameThingReplacesTheOlder(String older, String newer) {
        assertThat(Contradiction.between(newer, older)).isEqualTo(REPLACES);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Rita likes tea                        | Rita likes coffee
            Rita is allergic to nuts              | Rita is vegetarian
            The dog is called Biscuit             | The dog eats at six
            Tom is 40                             | Tom likes red
            Rita has pilates on Thursdays         | Rita also has pilates on Mondays
            Clara's room is at 18 degrees         | Oscar's room is at 20 degrees
            Dinner at eight                       | Rita likes dinner
            A Rita gosta de chá                   | A Rita gosta de café
            O Óscar é alérgico a amendoins        | O Óscar é alto
            A Rita trabalha em casa à quarta      | A Rita também trabalha em casa à sexta
            """)
    void whatCanBothBeStays(String older, String newer) {
        assertThat(Contradiction.between(newer, older)).isEqualTo(APART);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Rita likes her coffee black | rita likes her coffee black!
            Rita runs on Mondays        | Rita runs
            A Rita calça o 38           | a rita calca 38
            """)
    void whatIsSaidAgainIsKnown(String older, String newer) {
        assertThat(Contradiction.between(newer, older)).isEqualTo(KNOWN);
    }
}
