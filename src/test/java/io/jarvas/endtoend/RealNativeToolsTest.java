package io.jarvas.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jarvas.action.ActionOutcome;
import io.jarvas.action.Door;
import io.jarvas.action.Doors;
import io.jarvas.conversation.History;
import io.jarvas.conversation.Ulid;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.homeassistant.HomeAssistant;
import io.jarvas.homeassistant.HomeAssistantConfig;
import io.jarvas.json.Json;
import io.jarvas.llm.ChatRequest;
import io.jarvas.llm.ModelChunk;
import io.jarvas.llm.ModelStatus.Capability;
import io.jarvas.llm.ModelStream;
import io.jarvas.llm.ToolSpec;
import io.jarvas.ollama.Ollama;
import io.jarvas.ollama.OllamaConfig;
import io.jarvas.prompt.PromptBuilder;
import io.jarvas.prompt.Toolbox;
import io.jarvas.prompt.TurnContext;
import io.jarvas.prompt.Window;
import io.jarvas.reply.Action;
import io.jarvas.reply.Proposal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Native tool calls of a real Ollama, through the door to a real Home Assistant.
@Tag("peers")
class RealNativeToolsTest {
    private static final URI HOME = URI.create(environment("JARVAS_TEST_HA_URL"));
    private static final String TOKEN = environment("JARVAS_TEST_HA_TOKEN");
    private static final URI OLLAMA = URI.create(environment("JARVAS_TEST_OLLAMA_URL"));
    private static final String MODEL = environment("JARVAS_TEST_OLLAMA_MODEL");
    private static final String UNTAUGHT = "jarvas-test-untaught";
    private static final String LIGHT = "light.kitchen_lights";

    private final PromptBuilder prompts =
            new PromptBuilder(Optional.empty(), new Toolbox(List.of("show_shopping_list", "schedule"), true));

    @TempDir
    private Path folder;

    private static String environment(String name) {
        return Objects.requireNonNull(System.getenv(name), name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Turn on the kitchen lights", "Acende as luzes da cozinha"})
    void aNativeCallGoesThroughTheDoor(String phrase) {
        try (HomeAssistant home = new HomeAssistant(
                        new HomeAssistantConfig(HOME, TOKEN, folder.resolve("home.json")), Clock.systemUTC());
                HomeRest rest = new HomeRest(HOME, TOKEN);
                Ollama model = model(MODEL);
                Door door = Doors.of(home, home, Clock.systemUTC())) {
            HomeSnapshot now = home.await(known -> known.source() == HomeSnapshot.Source.LIVE, Duration.ofSeconds(30))
                    .orElseThrow();
            String before = rest.state(LIGHT).state();
            try {
                rest.call("light.turn_off", LIGHT, Map.of());
                await().until(() -> rest.state(LIGHT).state().equals("off"));

                ChatRequest request = request(now, model, phrase);
                List<ModelChunk> chunks = chunks(model, request);
                assertThat(request.tools())
                        .extracting(ToolSpec::name)
                        .containsExactly("homeassistant_call_service", "show_shopping_list", "schedule");
                ModelChunk.ToolCall call = (ModelChunk.ToolCall) chunks.stream()
                        .filter(ModelChunk.ToolCall.class::isInstance)
                        .findFirst()
                        .orElseThrow();
                ActionOutcome outcome = door.propose(
                        Ulid.at(Instant.now()),
                        new Proposal.Readable(new Action(call.name(), call.arguments())),
                        Doors.acting());
                assertThat(outcome).isInstanceOf(ActionOutcome.Executed.class);
                assertThat(rest.state(LIGHT).state()).isEqualTo("on");
            } finally {
                rest.call("light.turn_" + before, LIGHT, Map.of());
            }
        }
    }

    @Test
    void aModelThatWasNotTaughtToCallToolsNeverGetsThem() throws Exception {
        create();
        try (HomeAssistant home = new HomeAssistant(
                        new HomeAssistantConfig(HOME, TOKEN, folder.resolve("home.json")), Clock.systemUTC());
                Ollama model = model(UNTAUGHT)) {
            HomeSnapshot now = home.await(_ -> true, Duration.ofSeconds(30)).orElseThrow();
            assertThat(model.status().capabilities(Optional.empty())).doesNotContain(Capability.TOOLS);
            ChatRequest request = request(now, model, "Turn on the kitchen lights");
            assertThat(request.tools()).isEmpty();
            assertThat(request.messages().getFirst().content()).contains("ACTION: {", "\nshow_shopping_list\n");
            // Ollama refuses a request that has tools: not even one that was built for another model has them.
            ChatRequest forced = new ChatRequest(
                    Optional.empty(),
                    request.messages(),
                    List.of(new ToolSpec("x", "", Map.of("type", "object", "properties", Map.of()))),
                    ChatRequest.Wanted.READING);
            assertThat(chunks(model, forced).getLast()).isInstanceOf(ModelChunk.Finished.class);
        } finally {
            ask("DELETE", "/api/delete", Map.of("model", UNTAUGHT));
        }
    }

    private ChatRequest request(HomeSnapshot now, Ollama model, String phrase) {
        Window window =
                new Window(MODEL, OllamaConfig.CONTEXT_TOKENS, 3, model.status().capabilities(Optional.empty()));
        return prompts.build(new TurnContext(
                        Optional.of(now),
                        History.EMPTY,
                        window,
                        Instant.now().atZone(now.catalog().config().zone()),
                        phrase,
                        List.of(),
                        Optional.empty(),
                        Optional.empty()))
                .request();
    }

    private static Ollama model(String name) {
        Ollama model = new Ollama(
                new OllamaConfig(
                        List.of(OLLAMA),
                        Optional.of(name),
                        List.of(),
                        OllamaConfig.CONTEXT_TOKENS,
                        OllamaConfig.KEEP_ALIVE),
                Clock.systemUTC());
        await().until(() -> model.status().checked().isAfter(Instant.EPOCH)
                && model.status().problem().isEmpty());
        return model;
    }

    private static List<ModelChunk> chunks(Ollama model, ChatRequest request) {
        List<ModelChunk> chunks = new ArrayList<>();
        try (ModelStream stream = model.stream(request)) {
            while (stream.hasNext()) {
                chunks.add(stream.next());
            }
        }
        return chunks;
    }

    /// The same weights with a template that knows no tools.
    private static void create() throws IOException, InterruptedException {
        ask(
                "POST",
                "/api/create",
                Map.of("model", UNTAUGHT, "from", MODEL, "template", "{{ .Prompt }}", "stream", false));
    }

    private static void ask(String method, String path, Map<String, Object> body)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(OLLAMA.resolve(path))
                            .method(method, HttpRequest.BodyPublishers.ofString(Json.text(body)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
    }
}
