package io.jarvas.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.conversation.History;
import io.jarvas.language.Language;
import io.jarvas.llm.ModelStatus.Capability;
import io.jarvas.llm.ToolSpec;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What models are told of the tools there are.
class ToolboxTest {
    private static final List<String> ALL = List.of(
            "homeassistant_get_states",
            "get_history",
            "get_weather",
            "show_agenda",
            "add_agenda_event",
            "show_shopping_list",
            "add_shopping_item",
            "look",
            "web_search",
            "schedule");

    private static final Set<Capability> EVERYTHING = Set.of(Capability.TOOLS, Capability.VISION);

    @Test
    void eachToolHasALineInTheRules() {
        assertThat(system(Language.ENGLISH, List.of("get_weather", "show_shopping_list", "schedule"), false, Set.of()))
                .contains("""
                        Other tools, with their args. What they find is given to you; read only what STATES does not say:
                        get_weather: days
                        show_shopping_list
                        schedule: in "20 min" or at "23:00", action {tool, args}; list; cancel

                        - A line of HOME""")
                .doesNotContain("web_search");
    }

    @Test
    void theRulesAreInTheLanguageOfTheHome() {
        assertThat(system(Language.PORTUGUESE, List.of("get_weather"), false, Set.of()))
                .contains("""
                        Outras ferramentas, com os seus args. O que encontram é-te dado; lê só o que STATES não diz:
                        get_weather: days

                        - Uma linha de HOME""");
    }

    @Test
    void withoutToolsNothingIsSaidOfThem() {
        assertThat(system(Language.ENGLISH, List.of(), false, EVERYTHING)).doesNotContain("Other tools");
    }

    @Test
    void onlyAModelWithVisionIsToldThatItCanLook() {
        List<String> tools = List.of("get_weather", "look");
        assertThat(system(Language.ENGLISH, tools, false, Set.of(Capability.TOOLS)))
                .doesNotContain("look:");
        assertThat(system(Language.ENGLISH, tools, false, EVERYTHING)).contains("\nlook: camera\n");
        assertThat(specs(Language.ENGLISH, tools, true, Set.of(Capability.TOOLS)))
                .extracting(ToolSpec::name)
                .containsExactly("homeassistant_call_service", "get_weather");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void aModelWithNativeToolsGetsThemAndNoActionSyntax(Language language) {
        assertThat(system(language, ALL, true, EVERYTHING))
                .doesNotContain("ACTION", "\"args\"", "get_weather")
                .contains("homeassistant_call_service");
        List<ToolSpec> specs = specs(language, ALL, true, EVERYTHING);
        assertThat(specs)
                .hasSize(ALL.size() + 1)
                .allSatisfy(spec -> assertThat(spec.description()).isNotBlank());
        assertThat(specs)
                .filteredOn(spec -> spec.name().equals("get_history"))
                .singleElement()
                .satisfies(spec -> assertThat(spec.parameters())
                        .isEqualTo(Map.of(
                                "type",
                                "object",
                                "properties",
                                Map.of(
                                        "entity_id", Map.of("type", "string"),
                                        "from", Map.of("type", "string"),
                                        "to", Map.of("type", "string")),
                                "required",
                                List.of("entity_id"))));
    }

    @Test
    void aModelThatWasNotTaughtToCallToolsWritesActionLines() {
        assertThat(specs(Language.ENGLISH, ALL, true, Set.of(Capability.VISION)))
                .isEmpty();
        assertThat(system(Language.ENGLISH, ALL, true, Set.of(Capability.VISION)))
                .contains("ACTION: {", "get_weather: days");
        assertThat(specs(Language.ENGLISH, ALL, false, EVERYTHING)).isEmpty();
    }

    @Test
    void whatIsReadInAdvanceAndWhatFollowsHaveTheSameTools() {
        PromptBuilder builder = new PromptBuilder(Optional.empty(), new Toolbox(ALL, true));
        Window window = window(EVERYTHING);
        Opening opening = builder.opening(Optional.of(Homes.withOneLight()), History.EMPTY, window);
        Prompt prompt = builder.build(new TurnContext(
                Optional.of(Homes.withOneLight()),
                History.EMPTY,
                window,
                Homes.NOW.atZone(ZoneOffset.UTC),
                "hello",
                List.of(),
                Optional.empty(),
                Optional.empty()));
        Prompt second = builder.after(prompt, "", List.of(new ToolResult("get_weather", Map.of())));
        assertThat(opening.tools()).isNotEmpty();
        assertThat(prompt.request().tools()).isEqualTo(opening.tools());
        assertThat(second.request().tools()).isEqualTo(opening.tools());
    }

    @Test
    void nativeToolsCountAsPartOfTheWindow() {
        PromptBuilder builder = new PromptBuilder(Optional.empty(), new Toolbox(ALL, true));
        Opening opening = builder.opening(Optional.of(Homes.withOneLight()), History.EMPTY, window(EVERYTHING));
        assertThat(opening.parts().rules())
                .isGreaterThan(ToolSpec.characters(opening.tools()))
                .isGreaterThan(1_000);
        assertThat(opening.parts().total())
                .isEqualTo(opening.messages().getFirst().content().length() + ToolSpec.characters(opening.tools()));
    }

    @Test
    void eachModelOfOneBuilderHasItsOwnRules() {
        PromptBuilder builder = new PromptBuilder(Optional.empty(), new Toolbox(ALL, true));
        Opening taught = builder.opening(
                Optional.of(Homes.withOneLight()), History.EMPTY, new Window("taught", 8_192, 3, EVERYTHING));
        Opening plain = builder.opening(
                Optional.of(Homes.withOneLight()), History.EMPTY, new Window("plain", 8_192, 3, Set.of()));
        assertThat(plain.messages()).isNotEqualTo(taught.messages());
        assertThat(builder.opening(
                        Optional.of(Homes.withOneLight()), History.EMPTY, new Window("taught", 8_192, 3, EVERYTHING)))
                .isEqualTo(taught);
    }

    private static String system(Language language, List<String> tools, boolean natively, Set<Capability> model) {
        return opening(language, tools, natively, model).messages().getFirst().content();
    }

    private static List<ToolSpec> specs(
            Language language, List<String> tools, boolean natively, Set<Capability> model) {
        return opening(language, tools, natively, model).tools();
    }

    private static Opening opening(Language language, List<String> tools, boolean natively, Set<Capability> model) {
        return new PromptBuilder(Optional.of(language), new Toolbox(tools, natively))
                .opening(Optional.of(Homes.withOneLight()), History.EMPTY, window(model));
    }

    private static Window window(Set<Capability> model) {
        return new Window("model", 8_192, 3, model);
    }
}
