package io.jarvas.demo.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
    void thePersonsWordsComeAfterTheNotes() {
        PromptReading prompt =
                reading(new ModelMessage("user", "[14:05]\n[changed: light.a: on]\nopen\n\nthe door of light.a"));

        assertThat(prompt.personsWords()).isEqualTo("open\n\nthe door of light.a");
        assertThat(prompt.noted(Pattern.compile("\\d+:\\d+"))).hasValue("14:05");
        assertThat(reading(new ModelMessage("user", "turn on light.a")).personsWords())
                .isEqualTo("turn on light.a");
    }

    private PromptReading reading(ModelMessage... messages) {
        return new PromptReading(List.of(messages), words);
    }
}
