package io.jarvas.demo.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PromptReadingTest {
    private static final String HOME = """
            Call light.turn_on and the like.
            ACTION: {"data": {"entity_id": "light.example"}}
            HOME
            ## Ground floor (rés do chão)
            # Kitchen (cozinha)
            light.ceiling | Main light, Luz principal | dims, colour
            light.kitchen_counter
            STATES
            light: ceiling on, 40 %; kitchen_counter off; other on
            """;

    private final ModelWords words = new ModelWords();

    @Test
    void anEntityHasItsNamesAndItsPlaces() {
        assertThat(reading(new ModelMessage("system", HOME)).entities().getFirst())
                .satisfies(entity -> {
                    assertThat(entity.id()).isEqualTo("light.ceiling");
                    assertThat(entity.name(ModelLanguage.ENGLISH)).isEqualTo("Main light");
                    assertThat(entity.name(ModelLanguage.PORTUGUESE)).isEqualTo("Luz principal");
                    assertThat(entity.places()).contains("kitchen", "groundfloor");
                    assertThat(entity.words()).doesNotContain("colour", "dims");
                });
    }

    @Test
    void aNameThatIsNotWrittenIsTheIds() {
        assertThat(reading(new ModelMessage("system", HOME))
                        .entities()
                        .getLast()
                        .name(ModelLanguage.ENGLISH))
                .isEqualTo("Kitchen Counter");
    }

    @Test
    void whatIsNotInTheHomeIsNoEntity() {
        PromptReading prompt =
                reading(new ModelMessage("system", HOME), new ModelMessage("user", "[14:05]\nturn on light.third"));

        assertThat(prompt.entities())
                .extracting(ModelEntity::id)
                .containsExactly("light.ceiling", "light.kitchen_counter");
    }

    @Test
    void theLatestStateCounts() {
        PromptReading prompt = reading(
                new ModelMessage("system", HOME),
                new ModelMessage(
                        "user", "[14:05]\n[changed: light.kitchen_counter: on, 20 %; light.ceiling: unavailable]\nhi"),
                new ModelMessage("assistant", "light.ceiling: on"),
                new ModelMessage("user", "[14:06]\n[changed: light.ceiling: off]\n[changed: x]\nis it on?"));

        assertThat(prompt.entities())
                .extracting(entity -> prompt.state(entity).orElseThrow().value())
                .containsExactly("off", "on");
    }

    @Test
    void anEntityThatCameWithAMessageIsKnownFromThenOn() {
        PromptReading prompt = reading(
                new ModelMessage("system", "HOME INDEX\n# Office: 12 light\n"),
                new ModelMessage(
                        "user",
                        "[14:05]\n[light.desk | Desk lamp, Candeeiro | Office · First floor | dims | on, 20 %]\n[scene.movie | -]\nhi"));

        ModelEntity desk = prompt.entities().getFirst();
        assertThat(desk.name(ModelLanguage.ENGLISH)).isEqualTo("Desk lamp");
        assertThat(desk.places()).contains("office");
        assertThat(prompt.state(desk).orElseThrow().value()).isEqualTo("on");
        assertThat(prompt.entities().getLast().id()).isEqualTo("scene.movie");
    }

    @Test
    void anEntityThatCameAgainIsAsItCameLastAndOneThatIsGoneIsNotKnown() {
        PromptReading prompt = reading(
                new ModelMessage("system", "HOME INDEX\n# Office: 12 light\n"),
                new ModelMessage(
                        "user", "[14:05]\n[light.desk | Desk lamp | Office | on]\n[light.hall | Hall | off]\nhi"),
                new ModelMessage("assistant", "Hi."),
                new ModelMessage(
                        "user",
                        "[14:06]\n[gone: light.hall, light.other]\n[light.desk | Piano lamp | Studio | off]\nhi"));

        assertThat(prompt.entities()).hasSize(1);
        ModelEntity desk = prompt.entities().getFirst();
        assertThat(desk.name(ModelLanguage.ENGLISH)).isEqualTo("Piano lamp");
        assertThat(desk.places()).contains("studio");
        assertThat(prompt.state(desk).orElseThrow().value()).isEqualTo("off");
    }

    @Test
    void thePersonsWordsComeAfterTheNotes() {
        PromptReading prompt =
                reading(new ModelMessage("user", "[14:05]\n[changed: light.a: on]\nopen\n\nthe door of light.a"));

        assertThat(prompt.personsWords()).isEqualTo("open\n\nthe door of light.a");
        assertThat(prompt.noted(Pattern.compile("\\d+:\\d+"))).hasValue("14:05");
        assertThat(reading(new ModelMessage("user", "turn on light.a")).personsWords())
                .isEqualTo("turn on light.a");
    }

    @Test
    void whatWasReadBelongsToWhatWasAsked() {
        ModelAction first = new ModelAction("get_history", Map.of("entity_id", "light.ceiling"));
        ModelAction second = new ModelAction("get_history", Map.of("entity_id", "light.kitchen_counter"));
        ModelAction acted = new ModelAction("homeassistant_call_service", Map.of("domain", "light"));
        PromptReading prompt = reading(
                new ModelMessage("user", "[2026-05-03 14:05, Sunday]\nhow long was it on?"),
                new ModelMessage("assistant", second.line()),
                new ModelMessage("user", "[result of get_history: {\"changes\": 9}]\nContinue your answer."),
                new ModelMessage("assistant", "For long."),
                new ModelMessage("user", "[2026-05-04 14:05, Monday]\nand today?"),
                new ModelMessage(
                        "assistant", "One moment.\n" + acted.line() + "\n" + first.line() + "\n" + second.line()),
                new ModelMessage(
                        "user",
                        "[result of get_history: {\"changes\": 1}]\n"
                                + "[result of get_history, shortened: {\"changes\": 2}]\nContinue your answer."));

        assertThat(prompt.goesOn()).isTrue();
        assertThat(prompt.personsWords()).isEqualTo("and today?");
        assertThat(prompt.earlierWords()).containsExactly("how long was it on?");
        assertThat(prompt.today()).hasValue(LocalDate.of(2026, 5, 4));
        assertThat(prompt.result(first).flatMap(result -> result.number("changes")))
                .hasValue(1.0);
        assertThat(prompt.result(second).flatMap(result -> result.number("changes")))
                .hasValue(2.0);
        assertThat(prompt.asked(acted)).isTrue();
        assertThat(prompt.result(acted)).isEmpty();
    }

    @Test
    void aNewMessageAsksAnew() {
        ModelAction list = new ModelAction("show_shopping_list", Map.of());
        PromptReading prompt = reading(
                new ModelMessage("user", "[14:05]\nlist?"),
                new ModelMessage("assistant", list.line()),
                new ModelMessage("user", "[result of show_shopping_list: {}]\nContinue your answer."),
                new ModelMessage("assistant", "Nothing."),
                new ModelMessage("user", "[14:06]\nlist?"));

        assertThat(prompt.goesOn()).isFalse();
        assertThat(prompt.asked(list)).isFalse();
    }

    @Test
    void onlyTheRulesOfferTools() {
        PromptReading prompt = reading(new ModelMessage(
                "system",
                "get_weather: days\nshow_shopping_list\n\nSERVICES\nx\nHOME\nlook: a\nSTATES\nschedule: holidays on"));

        assertThat(List.of("get_weather", "show_shopping_list", "look", "schedule"))
                .filteredOn(prompt::offers)
                .containsExactly("get_weather", "show_shopping_list");
    }

    private PromptReading reading(ModelMessage... messages) {
        return new PromptReading(List.of(messages), Set.of(), words);
    }
}
