package io.jarvas.demo.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelNotesTest {
    private static final String TOOLS = "save_note: text, scope\nforget: text\n";
    private final ModelMind mind = new ModelMind();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            remember that I take my coffee black.          | save_note | I take my coffee black
            Please remember the bins go out on Tuesday     | save_note | the bins go out on Tuesday
            lembra-te que a Rita calça o 38                | save_note | a Rita calça o 38
            anota: o canalizador é o Adelino               | save_note | o canalizador é o Adelino
            forget the coffee                              | forget    | the coffee
            esquece o café                                 | forget    | o café
            """)
    void itNotesAndForgetsWhatItIsToldTo(String words, String tool, String text) {
        assertThat(answer(words).actions()).containsExactly(new ModelAction(tool, Map.of("text", text)));
    }

    @Test
    void itIsTheHouseholdsWhereThePersonSaysSo() {
        assertThat(answer("remember that our bins go out on Tuesday").actions())
                .singleElement()
                .satisfies(action -> assertThat(action.args()).containsEntry("scope", "household"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            when do the bins go out?              | You told me: The bins go out on Tuesdays.
            do you remember the bins?             | You told me: The bins go out on Tuesdays.
            quando é que a Rita calça os sapatos? | Disseste-me: A Rita calça o 38.
            """)
    void itAnswersFromWhatIsRemembered(String words, String answer) {
        assertThat(answer(words, "The bins go out on Tuesdays", "A Rita calça o 38")
                        .text())
                .isEqualTo(answer);
    }

    @Test
    void whatIsToDoIsNoNote() {
        assertThat(answer("remember to buy milk").actions())
                .extracting(ModelAction::tool)
                .doesNotContain("save_note");
        assertThat(answer("turn on the kitchen lights", "The kitchen lights are new")
                        .actions())
                .extracting(ModelAction::tool)
                .containsExactly("homeassistant_call_service");
    }

    @Test
    void whatTheHomeSaysComesFirst() {
        assertThat(answer("is the TV on?", "The TV was a present").text()).doesNotContain("present");
    }

    @Test
    void withoutTheToolItSaysSo() {
        assertThat(mind.answer(SamplePrompt.of("remember that I like tea")).text())
                .isEqualTo("Remembering is turned off here.");
    }

    @ParameterizedTest
    @CsvSource({"[Not a message of the person. Which facts?]", "[Não é uma mensagem da pessoa. Que factos?]"})
    void itFindsTheFactsOfAConversation(String question) {
        List<ModelMessage> messages = SamplePrompt.of("I really like jazz. Turn on the TV");
        messages.add(new ModelMessage("assistant", "Okay."));
        messages.add(new ModelMessage("user", question));
        assertThat(mind.answer(messages).written()).isEqualTo("I really like jazz.");

        List<ModelMessage> none = SamplePrompt.of("turn on the TV");
        none.add(new ModelMessage("assistant", "Okay."));
        none.add(new ModelMessage("user", question));
        assertThat(mind.answer(none).written()).isEqualTo("none");
    }

    private ModelReply answer(String words, String... memories) {
        List<ModelMessage> messages = SamplePrompt.of(words);
        messages.set(0, new ModelMessage("system", TOOLS + SamplePrompt.SYSTEM + SamplePrompt.STATES));
        StringBuilder newest = new StringBuilder("[2026-05-04 14:05, Monday]\n");
        for (String memory : memories) {
            newest.append("[memory: ").append(memory).append("]\n");
        }
        messages.set(1, new ModelMessage("user", newest + words));
        return mind.answer(messages);
    }
}
