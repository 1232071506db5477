package io.jarvas.demo.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PromptReadingTest {
    private final ModelWords words = new ModelWords();

    @Test
    void namesAliasesAndPlacesAreFoundBetweenAnySeparators() {
        for (String catalogue : List.of(
                "# Kitchen (cozinha) · Ground floor\nlight.ceiling | Main light | Luz principal",
                "## Kitchen (ground floor)\n- light.ceiling | Main light | Luz principal | brightness",
                "## Kitchen, ground floor\nlight.ceiling: Main light (Luz principal), brightness",
                "Devices:\nlight.ceiling — \"Main light\"; aliases: Luz principal; area: Kitchen; floor: ground floor",
                "Devices:\nlight.ceiling = Main light, also Luz principal, area=Kitchen, floor=ground floor")) {
            PromptReading prompt = reading(new ModelMessage("system", catalogue), new ModelMessage("user", "hi"));
            assertThat(prompt.entities()).as(catalogue).singleElement().satisfies(entity -> {
                assertThat(entity.id()).isEqualTo("light.ceiling");
                assertThat(entity.name(ModelLanguage.ENGLISH)).isEqualTo("Main light");
                assertThat(entity.name(ModelLanguage.PORTUGUESE)).endsWith("Luz principal");
                assertThat(entity.places()).contains("kitchen", "groundfloor");
            });
        }
    }

    @Test
    void whatIsNotInTheCatalogueIsNoEntity() {
        PromptReading prompt = reading(
                new ModelMessage("system", """
                        Call light.turn_on and the like. ACTION: {"data": {"entity_id": "light.example"}}
                        - light.real | Real
                        """), new ModelMessage("user", "light.other: on\n\nturn on light.third"));
        assertThat(prompt.entities()).extracting(ModelEntity::id).containsExactly("light.real");
    }

    @Test
    void theLatestStateCountsInWhateverFormItStands() {
        for (String state : List.of(
                "light.a: off",
                "- light.a = off (was on)",
                "light.a | off",
                "light.a is now off",
                "light.a: on → off",
                "light.a changed from on to off",
                "`light.a`: off",
                "[changed: light.b: on, 40 %; light.a: off; light.b: on]",
                "light.b on, light.a off",
                "light.a state: off")) {
            PromptReading prompt = reading(
                    new ModelMessage("system", "light.a | Lamp\nlight.b | Other"),
                    new ModelMessage("user", "States:\nlight.a: on, brightness 40%\n\nhello"),
                    new ModelMessage("assistant", "Hello. light.a on"),
                    new ModelMessage("user", state + "\n\nis it on?"));
            ModelEntity lamp = prompt.entities().getFirst();
            assertThat(prompt.state(lamp).map(ModelState::value)).as(state).isEqualTo(Optional.of("off"));
        }
    }

    @Test
    void thePersonsWordsAreTheLastLines() {
        assertThat(reading(new ModelMessage("user", "Time: 14:05\nChanged:\nlight.a: on\n\nopen the door\nplease"))
                        .personsWords())
                .isEqualTo("open the door\nplease");
        assertThat(reading(new ModelMessage("user", "[14:05]\n[changed: light.a: on]\nopen\n\nthe door of light.a"))
                        .personsWords())
                .isEqualTo("open\n\nthe door of light.a");
        assertThat(reading(new ModelMessage("user", "light.a: on\nopen the door"))
                        .personsWords())
                .isEqualTo("open the door");
        assertThat(reading(new ModelMessage("user", "turn on light.a")).personsWords())
                .isEqualTo("turn on light.a");
    }

    private PromptReading reading(ModelMessage... messages) {
        return new PromptReading(List.of(messages), words);
    }
}
