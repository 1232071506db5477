package io.jarvas.ollama;

import static io.jarvas.ollama.OllamaFixture.LONG;
import static io.jarvas.ollama.OllamaFixture.all;
import static io.jarvas.ollama.OllamaFixture.config;
import static io.jarvas.ollama.OllamaFixture.failure;
import static io.jarvas.ollama.OllamaFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jarvas.llm.ChatRequest;
import io.jarvas.llm.ModelException.Code;
import io.jarvas.llm.ModelStatus;
import io.jarvas.llm.ModelStatus.Capability;
import io.jarvas.llm.ModelStatus.Memory;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OllamaStatusTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private FakeOllama server;
    private Ollama ollama;

    @BeforeEach
    void start() throws IOException {
        server = FakeOllama.with("home");
    }

    @AfterEach
    void stop() throws IOException {
        ollama.close();
        server.close();
    }

    private void use(OllamaConfig config) {
        ollama = new Ollama(config, CLOCK);
    }

    private ModelStatus when(Predicate<ModelStatus> condition) {
        return await().until(ollama::status, condition);
    }

    private static boolean well(ModelStatus status) {
        return status.problem().isEmpty() && status.checked().isAfter(Instant.EPOCH);
    }

    @Test
    void aServerThatIsWellIsFoundOutAtTheStart() {
        use(config("home", server.url()));
        assertThat(when(OllamaStatusTest::well))
                .isEqualTo(new ModelStatus(
                        Optional.of("home"),
                        List.of("home"),
                        8192,
                        Map.of("home", 8192),
                        Map.of("home", Set.of(Capability.TOOLS)),
                        Memory.LOADED,
                        server.url().getAuthority(),
                        "0.17.4",
                        Optional.empty(),
                        "",
                        NOW));
    }

    @Test
    void theWindowAndTheMemoryAreTheServersOwn() {
        server.loaded.clear();
        server.shown.put("home", Map.of("model_info", Map.of("general.architecture", "x", "x.context_length", 2048)));
        use(config("home", server.url()));
        ModelStatus status = when(OllamaStatusTest::well);
        assertThat(status.contextTokens()).isEqualTo(2048);
        assertThat(status.memory()).isEqualTo(Memory.ABSENT);
    }

    @Test
    void theWindowOfEachModelThatMayBeAskedForIsTold() {
        server.install("small", Map.of("model_info", Map.of("general.architecture", "x", "x.context_length", 2048)));
        use(config(Optional.of("home"), List.of("small", "absent"), LONG, LONG, LONG, server.url()));
        ModelStatus status = when(OllamaStatusTest::well);
        assertThat(status.windows()).containsOnly(Map.entry("home", 8192), Map.entry("small", 2048));
        assertThat(status.window(Optional.of("small"))).isEqualTo(2048);
        assertThat(status.window(Optional.empty())).isEqualTo(8192);
    }

    @Test
    void theBestModelAnswersWhereNoneIsNamedAndStaysChosen() {
        use(config(Optional.empty(), List.of(), LONG, LONG, LONG, server.url()));
        assertThat(when(OllamaStatusTest::well).model()).contains("home");
        server.install("a-better-one", Map.of("capabilities", List.of("completion", "tools")));
        int looks = server.looks.get();
        await().until(() -> server.looks.get() > looks + 2);
        assertThat(ollama.status().model()).contains("home");
        server.chat(chat -> chat.begin().text("Yes").done());
        all(ollama.stream(request("x")));
        assertThat(server.chats.getLast().get("model")).isEqualTo("home");
        server.tags.removeIf(model -> model.get("name").equals("home"));
        assertThat(when(status -> !status.model().equals(Optional.of("home"))).allowed())
                .containsExactly("a-better-one");
    }

    @Test
    void aModelThatCannotBeShownDoesNotHideTheOthers() {
        server.install("broken", Map.of());
        server.shown.remove("broken");
        use(config(Optional.empty(), List.of(), LONG, LONG, LONG, server.url()));
        assertThat(when(OllamaStatusTest::well).model()).contains("home");
    }

    @Test
    void aModelThatIsNotInstalledIsMissingUntilItIs() {
        use(config("absent", server.url()));
        assertThat(when(status -> status.problem().isPresent()).problem()).contains(Code.MODEL_MISSING);
        assertThat(ollama.status().detail()).isEqualTo("model 'absent' not found");
        assertThat(failure(ollama.stream(request("x"))).code()).isEqualTo(Code.MODEL_MISSING);
        server.install("absent", Map.of());
        when(OllamaStatusTest::well);
    }

    @Test
    void aServerWithoutAModelSaysSo() {
        server.tags.clear();
        use(config(Optional.empty(), List.of(), LONG, LONG, LONG, server.url()));
        assertThat(when(status -> status.problem().isPresent()).detail()).isEqualTo("no model is installed");
        assertThat(failure(ollama.stream(request("x"))).code()).isEqualTo(Code.MODEL_MISSING);
    }

    @Test
    void aServerThatDiesIsMissedAndFoundAgainByItself() throws IOException {
        use(config("home", server.url()));
        when(OllamaStatusTest::well);
        server.die();
        ModelStatus gone = when(status -> status.problem().equals(Optional.of(Code.UNREACHABLE)));
        assertThat(gone.model()).contains("home");
        assertThat(gone.memory()).isEqualTo(Memory.UNKNOWN);
        server.comeBack();
        when(OllamaStatusTest::well);
        server.chat(chat -> chat.begin().text("Yes").done());
        assertThat(all(ollama.stream(request("x")))).hasSize(2);
    }

    @Test
    void aServerThatIsAbsentAtTheStartIsFoundWhenItComes() throws IOException {
        server.die();
        use(config(Optional.empty(), List.of(), LONG, LONG, LONG, server.url()));
        assertThat(failure(ollama.stream(request("x"))).code()).isEqualTo(Code.UNREACHABLE);
        when(status -> status.problem().equals(Optional.of(Code.UNREACHABLE)));
        server.comeBack();
        assertThat(when(OllamaStatusTest::well).model()).contains("home");
    }

    @Test
    void aModelThatIsAskedForBeforeTheServerWasSeenIsNotTakenForAForbiddenOne() throws IOException {
        server.die();
        use(config(Optional.empty(), List.of(), LONG, LONG, LONG, server.url()));
        ChatRequest named = new ChatRequest(Optional.of("home"), request("x").messages());
        assertThat(failure(ollama.stream(named)).code()).isEqualTo(Code.UNREACHABLE);
    }

    @Test
    void theLatestOfTheUsualModelIsTheUsualModel() {
        server.loaded.clear();
        use(config("home", server.url()));
        when(OllamaStatusTest::well);
        server.chat(chat -> chat.answer(500, Map.of("error", "model requires more system memory")));
        failure(ollama.stream(
                new ChatRequest(Optional.of("home:latest"), request("x").messages())));
        assertThat(ollama.status().problem()).contains(Code.MODEL_TOO_LARGE);
    }

    @Test
    void aModelTooLargeIsRememberedUntilItAnswers() {
        server.loaded.clear();
        use(config("home", server.url()));
        when(OllamaStatusTest::well);
        server.chat(chat -> chat.answer(500, Map.of("error", "model requires more system memory")));
        failure(ollama.stream(request("x")));
        assertThat(ollama.status().problem()).contains(Code.MODEL_TOO_LARGE);
        int looks = server.looks.get();
        await().until(() -> server.looks.get() > looks + 2);
        assertThat(ollama.status().problem()).contains(Code.MODEL_TOO_LARGE);
        assertThat(ollama.status().detail()).isEqualTo("model requires more system memory");
        server.chat(chat -> chat.begin().text("Yes").done());
        all(ollama.stream(request("x")));
        assertThat(ollama.status().problem()).isEmpty();
    }

    @Test
    void anAnswerShowsThatTheModelIsInMemory() {
        server.loaded.clear();
        use(config("home", server.url()));
        when(status -> status.memory() == Memory.ABSENT);
        server.loaded.add("home");
        server.chat(chat -> chat.begin().text("Yes").done());
        all(ollama.stream(request("x")));
        when(status -> status.memory() == Memory.LOADED);
    }

    @Test
    void whatIsNotOllamaIsRefused() {
        server.shown.put("home", Map.of());
        use(config("home", URI.create(server.url() + "/elsewhere")));
        assertThat(when(status -> status.problem().isPresent()).detail()).isEqualTo("no such path");
    }

    @Test
    void theStatusIsThatOfTheFirstHealthyServer() throws IOException {
        try (FakeOllama second = FakeOllama.with("home")) {
            server.tags.clear();
            use(config("home", server.url(), second.url()));
            when(OllamaStatusTest::well);
            assertThat(ollama.status().server()).isEqualTo(second.url().getAuthority());
            second.die();
            assertThat(when(status -> status.problem().isPresent()).problem()).contains(Code.MODEL_MISSING);
        }
    }
}
