package io.jarvas.demo.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.conversation.History;
import io.jarvas.language.Language;
import io.jarvas.llm.ModelStatus.Capability;
import io.jarvas.llm.ToolSpec;
import io.jarvas.prompt.Homes;
import io.jarvas.prompt.Prompt;
import io.jarvas.prompt.PromptBuilder;
import io.jarvas.prompt.ToolResult;
import io.jarvas.prompt.Toolbox;
import io.jarvas.prompt.TurnContext;
import io.jarvas.prompt.Window;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The demo model on the prompts that Jarvas makes, with tools in lines and natively.
class ModelPromptTest {
    private static final List<String> TOOLS = List.of(
            "get_history",
            "get_weather",
            "show_agenda",
            "add_agenda_event",
            "show_shopping_list",
            "add_shopping_item",
            "schedule");

    private final ModelMind mind = new ModelMind();

    @ParameterizedTest
    @CsvSource(textBlock = """
            ENGLISH,    false, what is on the shopping list?,       On the shopping list: milk and bread.
            ENGLISH,    true,  what is on the shopping list?,       On the shopping list: milk and bread.
            PORTUGUESE, false, o que há na lista de compras?,       Na lista de compras: milk e bread.
            PORTUGUESE, true,  o que há na lista de compras?,       Na lista de compras: milk e bread.
            PORTUGUESE, false, what is on the shopping list?,       On the shopping list: milk and bread.
            """)
    void whatItAsksForIsToldToItAndItGoesOn(Language language, boolean natively, String words, String answer) {
        PromptBuilder builder = new PromptBuilder(Optional.of(language), new Toolbox(TOOLS, natively));
        Prompt prompt = prompt(builder, words);
        ModelReply first = answer(prompt);
        assertThat(first.actions()).containsExactly(new ModelAction("show_shopping_list", Map.of()));
        Prompt next = builder.after(
                prompt,
                first.written(),
                List.of(new ToolResult(
                        "show_shopping_list", Map.of("list", "Shopping", "items", List.of("milk", "bread")))));
        assertThat(answer(next)).isEqualTo(ModelReply.of(answer));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            turn off the kitchen lights at 23:00       | schedule          | {at=23:00, action={tool=homeassistant_call_service, args={domain=light, service=turn_off, data={entity_id=light.kitchen_lights}}}}
            apaga as luzes da cozinha daqui a 5 minutos | schedule          | {in=5 minutos, action={tool=homeassistant_call_service, args={domain=light, service=turn_off, data={entity_id=light.kitchen_lights}}}}
            add milk to the shopping list              | add_shopping_item | {item=milk}
            marca dentista amanhã às 10                | add_agenda_event  | {title=Dentista, start=2026-11-24T10:00}
            """)
    void whatItDoesWithToolsIsInTheirForm(String words, String tool, String args) {
        for (boolean natively : List.of(false, true)) {
            PromptBuilder builder = new PromptBuilder(Optional.empty(), new Toolbox(TOOLS, natively));
            assertThat(answer(prompt(builder, words)).actions()).singleElement().satisfies(action -> {
                assertThat(action.tool()).isEqualTo(tool);
                assertThat(action.args()).hasToString(args);
            });
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            what is on the shopping list?         | I have no tool for that here
            o que há na lista de compras?         | Não tenho aqui ferramenta
            turn off the kitchen lights at 23:00  | demo model
            what is planned?                      | I have no tool for that here
            """)
    void whereThereAreNoToolsItSaysSo(String words, String answer) {
        ModelReply reply = answer(prompt(new PromptBuilder(Optional.empty()), words));
        assertThat(reply.actions()).isEmpty();
        assertThat(reply.text()).contains(answer);
    }

    private static Prompt prompt(PromptBuilder builder, String words) {
        return builder.build(new TurnContext(
                Optional.of(Homes.withOneLight()),
                History.EMPTY,
                new Window("model", 8_192, 3, Set.of(Capability.TOOLS)),
                Homes.NOW.atZone(ZoneOffset.UTC),
                words,
                List.of(),
                Optional.empty(),
                Optional.empty()));
    }

    private ModelReply answer(Prompt prompt) {
        return mind.answer(
                prompt.request().messages().stream()
                        .map(message ->
                                new ModelMessage(message.role().name().toLowerCase(Locale.ROOT), message.content()))
                        .toList(),
                prompt.request().tools().stream().map(ToolSpec::name).collect(Collectors.toSet()));
    }
}
