package io.jarvas.ollama;

import static io.jarvas.ollama.OllamaFixture.LONG;
import static io.jarvas.ollama.OllamaFixture.all;
import static io.jarvas.ollama.OllamaFixture.config;
import static io.jarvas.ollama.OllamaFixture.failure;
import static io.jarvas.ollama.OllamaFixture.request;
import static io.jarvas.ollama.OllamaFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.json.Json;
import io.jarvas.llm.ChatMessage;
import io.jarvas.llm.ChatRequest;
import io.jarvas.llm.ModelChunk;
import io.jarvas.llm.ModelException;
import io.jarvas.llm.ModelException.Code;
import io.jarvas.llm.ToolSpec;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class OllamaRequestTest {
    private static final ModelChunk RETRYING = new ModelChunk.Waiting(ModelChunk.Waiting.Reason.RETRYING);

    private FakeOllama server;
    private Ollama ollama;

    @BeforeEach
    void start() throws IOException {
        server = FakeOllama.with("home");
        use(config("home", server.url()));
    }

    @AfterEach
    void stop() throws IOException {
        ollama.close();
        server.close();
    }

    private void use(OllamaConfig config) {
        if (ollama != null) {
            ollama.close();
        }
        ollama = new Ollama(config, Clock.systemUTC());
    }

    /// What the server says of the model, to an adapter that has not asked before.
    private void shows(Map<String, Object> details) {
        server.shown.put("home", details);
        use(config("home", server.url()));
    }

    private Map<String, Object> sent(ChatRequest request) {
        server.chat(chat -> chat.begin().text("Yes").done());
        all(ollama.stream(request));
        return server.chats.getLast();
    }

    @Test
    void aPromptIsSentAsItIs() {
        shows(Map.of("capabilities", List.of("completion", "vision")));
        ChatRequest request = new ChatRequest(
                Optional.empty(),
                List.of(
                        new ChatMessage(ChatMessage.Role.SYSTEM, "Rules"),
                        new ChatMessage(ChatMessage.Role.USER, "Olá \"casa\"\n", List.of("aW1n")),
                        new ChatMessage(ChatMessage.Role.ASSISTANT, "Sim")));
        assertThat(sent(request))
                .isEqualTo(Map.of(
                        "model",
                        "home",
                        "messages",
                        List.of(
                                Map.of("role", "system", "content", "Rules"),
                                Map.of("role", "user", "content", "Olá \"casa\"\n", "images", List.of("aW1n")),
                                Map.of("role", "assistant", "content", "Sim")),
                        "stream",
                        true,
                        "think",
                        false,
                        "truncate",
                        false,
                        "shift",
                        false,
                        "keep_alive",
                        -1,
                        "options",
                        Map.of("num_ctx", 8192, "repeat_penalty", 1.0)));
    }

    @Test
    void aModelWithoutVisionGetsNoPictures() {
        ChatRequest request = new ChatRequest(
                Optional.empty(), List.of(new ChatMessage(ChatMessage.Role.USER, "Olá", List.of("aW1n"))));
        assertThat(sent(request).get("messages")).isEqualTo(List.of(Map.of("role", "user", "content", "Olá")));
        shows(Map.of("projector_info", Map.of("general.architecture", "clip")));
        assertThat(sent(request).get("messages"))
                .isEqualTo(List.of(Map.of("role", "user", "content", "Olá", "images", List.of("aW1n"))));
    }

    @Test
    void aModelThatWasTaughtToCallToolsGetsThem() {
        assertThat(sent(withTools(ChatRequest.Wanted.ANSWER)).get("tools"))
                .isEqualTo(List.of(Map.of(
                        "type",
                        "function",
                        "function",
                        Map.of(
                                "name",
                                "get_weather",
                                "description",
                                "The forecast.",
                                "parameters",
                                Map.of("type", "object", "properties", Map.of())))));
    }

    @ParameterizedTest
    @EnumSource(ChatRequest.Wanted.class)
    void aModelThatWasNotNeverGetsThem(ChatRequest.Wanted wanted) {
        shows(Map.of("capabilities", List.of("completion")));
        assertThat(sent(withTools(wanted))).doesNotContainKey("tools");
        shows(Map.of());
        assertThat(sent(withTools(wanted))).doesNotContainKey("tools");
    }

    private static ChatRequest withTools(ChatRequest.Wanted wanted) {
        return new ChatRequest(
                Optional.empty(),
                List.of(new ChatMessage(ChatMessage.Role.USER, "Olá")),
                List.of(new ToolSpec("get_weather", "The forecast.", Map.of("type", "object", "properties", Map.of()))),
                wanted);
    }

    @Test
    void aPromptThatIsOnlyToBeReadDiffersInTheLengthOfItsAnswerAlone() {
        Map<String, Object> answer = new HashMap<>(sent(withTools(ChatRequest.Wanted.ANSWER)));
        Map<String, Object> reading = new HashMap<>(sent(withTools(ChatRequest.Wanted.READING)));
        assertThat(answer).containsKey("tools");
        assertThat(reading.remove("options"))
                .isEqualTo(Map.of("num_ctx", 8192, "repeat_penalty", 1.0, "num_predict", 1));
        answer.remove("options");
        assertThat(reading).isEqualTo(answer);
    }

    @Test
    void aPromptThatIsOnlyToBeReadEndsWithAMessageOfThePerson() {
        Map<String, Object> person = Map.of("role", "user", "content", ".");
        Map<String, Object> rules = Map.of("role", "system", "content", "Rules");
        Map<String, Object> question = Map.of("role", "user", "content", "Olá");
        Map<String, Object> answer = Map.of("role", "assistant", "content", "Sim");
        List<ChatMessage> all = List.of(
                new ChatMessage(ChatMessage.Role.SYSTEM, "Rules"),
                new ChatMessage(ChatMessage.Role.USER, "Olá"),
                new ChatMessage(ChatMessage.Role.ASSISTANT, "Sim"));
        assertThat(read(all.subList(0, 1))).isEqualTo(List.of(rules, person));
        assertThat(read(all.subList(0, 2))).isEqualTo(List.of(rules, question));
        assertThat(read(all)).isEqualTo(List.of(rules, question, answer, person));
    }

    private @Nullable Object read(List<ChatMessage> messages) {
        return sent(new ChatRequest(Optional.empty(), messages, ChatRequest.Wanted.READING))
                .get("messages");
    }

    @Test
    void aModelThatCanOnlyThinkReadsWithoutThinkingItThrough() {
        shows(Map.of("capabilities", List.of("completion", "thinking"), "parser", "qwen3-thinking"));
        Map<String, Object> body = sent(new ChatRequest(Optional.empty(), List.of(), ChatRequest.Wanted.READING));
        assertThat(body.get("options")).isEqualTo(Map.of("num_ctx", 8192, "repeat_penalty", 1.0, "num_predict", 1));
        assertThat(body.get("think")).isEqualTo(true);
    }

    @Test
    void theWindowIsTheModelsOwnWhereThatIsLess() {
        shows(Map.of("model_info", Map.of("general.architecture", "llama", "llama.context_length", 4096)));
        assertThat(sent(request("x")).get("options")).isEqualTo(Map.of("num_ctx", 4096, "repeat_penalty", 1.0));
    }

    @Test
    void theModelsOwnRepeatPenaltyStays() {
        shows(Map.of("parameters", "repeat_penalty                 1.05"));
        assertThat(sent(request("x")).get("options")).isEqualTo(Map.of("num_ctx", 8192));
    }

    @Test
    void aModelThatCanOnlyThinkIsLetThinkAndItsWordsAreStillTold() {
        shows(Map.of("capabilities", List.of("completion", "thinking"), "parser", "qwen3-thinking"));
        assertThat(sent(request("x")).get("think")).isEqualTo(true);
        shows(Map.of("details", Map.of("family", "gptoss")));
        assertThat(sent(request("x")).get("think")).isEqualTo("low");
    }

    @Test
    void anAnswerOfAModelWhosePromptEndsInThoughtBeginsInThought() {
        shows(Map.of("template", "{{ .Prompt }}<think>\n"));
        server.chat(chat -> chat.begin().text("Hm").text("</think>\nYes").done());
        assertThat(all(ollama.stream(request("x"))))
                .startsWith(new ModelChunk.Thinking("Hm"), new ModelChunk.Text("Yes"));
        assertThat(server.chats.getLast().get("think")).isEqualTo(false);
    }

    @ParameterizedTest
    @CsvSource({"-1,-1", "600,600", "0,0", "10m,'\"10m\"'"})
    void theTimeToLiveIsANumberWhereItIsOne(String setting, String sent) {
        OllamaConfig usual = config("home", server.url());
        use(new OllamaConfig(usual.urls(), usual.model(), List.of(), 8192, setting));
        assertThat(Json.text(Objects.requireNonNull(sent(request("x")).get("keep_alive"))))
                .isEqualTo(sent);
    }

    @Test
    void aRequestMayAskForWhatTheOwnerListsAndNothingElse() {
        server.install("other:latest", Map.of());
        server.shown.put("other", Map.of());
        use(config(Optional.of("home"), List.of("other"), LONG, LONG, LONG, server.url()));
        assertThat(sent(new ChatRequest(Optional.of("other"), List.of())).get("model"))
                .isEqualTo("other");
        server.install("third", Map.of());
        assertThat(failure(ollama.stream(new ChatRequest(Optional.of("third"), List.of())))
                        .code())
                .isEqualTo(Code.REFUSED);
        assertThat(server.chats).hasSize(1);
    }

    @Test
    void anAddressMayHaveAPathAndASlashAtItsEnd() {
        use(config("home", URI.create(server.url() + "/")));
        assertThat(sent(request("x"))).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            404, model 'home' not found,                                                        MODEL_MISSING
            400, the input length exceeds the context length,                                   PROMPT_TOO_LONG
            500, model requires more system memory (9.3 GiB) than is available (2.1 GiB),       MODEL_TOO_LARGE
            500, 'model failed to load, this may be due to resource limitations',               MODEL_TOO_LARGE
            500, 'llama runner process has terminated: signal: killed',                         MODEL_TOO_LARGE
            500, 'timed out waiting for llama runner to start',                                 STALLED
            500, json: cannot unmarshal,                                                        REFUSED
            400, "home" does not support chat,                                                  REFUSED
            """)
    void anErrorIsUnderstoodAndNotTriedAgain(int status, String words, Code code) {
        server.chat(chat -> chat.answer(status, Map.of("error", words)));
        server.chat(chat -> chat.begin()
                .line(Json.text(Map.of("error", words, "status", status)))
                .end());
        for (int round = 0; round < 2; round++) {
            List<ModelChunk> before = new ArrayList<>();
            ModelException failure = failure(ollama.stream(request("x")), before);
            assertThat(failure.code()).isEqualTo(code);
            assertThat(failure).hasMessage(words);
            assertThat(before).isEmpty();
        }
        assertThat(server.chats).hasSize(2);
    }

    @Test
    void anErrorThatIsNotJsonIsToldAsItIs() {
        server.chat(chat -> chat.raw("HTTP/1.1 418 Teapot\r\nContent-Length: 5\r\n\r\nshort"));
        ModelException failure = failure(ollama.stream(request("x")));
        assertThat(failure.code()).isEqualTo(Code.REFUSED);
        assertThat(failure).hasMessage("status 418 short");
    }

    @Test
    void aBusyServerIsAskedOnceMore() {
        server.chat(chat -> chat.answer(503, Map.of("error", "server busy, please try again")));
        server.chat(chat -> chat.begin().text("Yes").done());
        List<ModelChunk> chunks = all(ollama.stream(request("x")));
        assertThat(chunks).startsWith(RETRYING, new ModelChunk.Text("Yes"));
        server.chat(chat -> chat.answer(503, Map.of("error", "server busy, please try again")));
        server.chat(chat -> chat.answer(503, Map.of("error", "server busy, please try again")));
        assertThat(failure(ollama.stream(request("x"))).code()).isEqualTo(Code.BUSY);
        assertThat(server.chats).hasSize(4);
    }

    @Test
    void aServerThatHangsUpBeforeItAnswersIsAskedOnceMore() {
        server.chat(FakeOllama.Chat::reset);
        server.chat(chat -> chat.begin().text("Yes").done());
        assertThat(all(ollama.stream(request("x")))).startsWith(RETRYING, new ModelChunk.Text("Yes"));
        server.chat(chat -> chat.begin().end());
        server.chat(chat -> chat.begin().text("Yes").done());
        assertThat(text(all(ollama.stream(request("x"))))).isEqualTo("Yes");
        server.chat(FakeOllama.Chat::reset);
        server.chat(FakeOllama.Chat::reset);
        assertThat(failure(ollama.stream(request("x"))).code()).isEqualTo(Code.CUT_SHORT);
    }

    @Test
    void aServerThatIsNotThereIsSaidToBeUnreachable() throws IOException {
        server.die();
        List<ModelChunk> before = new ArrayList<>();
        assertThat(failure(ollama.stream(request("x")), before).code()).isEqualTo(Code.UNREACHABLE);
        assertThat(before).containsExactly(RETRYING);
        use(config("home", URI.create("http://no-such-host.invalid:11434")));
        assertThat(failure(ollama.stream(request("x"))).code()).isEqualTo(Code.UNREACHABLE);
    }

    @Test
    void theNextServerAnswersWhereTheFirstIsAway() throws IOException {
        try (FakeOllama second = FakeOllama.with("home")) {
            server.die();
            use(config("home", server.url(), second.url()));
            second.chat(chat -> chat.begin().text("Second").done());
            assertThat(text(all(ollama.stream(request("x"))))).isEqualTo("Second");
        }
    }

    @Test
    void theNextServerAnswersWhereTheModelIsTooLargeForTheFirst() throws IOException {
        try (FakeOllama second = FakeOllama.with("home")) {
            use(config("home", server.url(), second.url()));
            server.chat(chat -> chat.answer(500, Map.of("error", "model requires more system memory")));
            second.chat(chat -> chat.begin().text("Second").done());
            assertThat(text(all(ollama.stream(request("x"))))).isEqualTo("Second");
        }
    }

    @Test
    void whatFailsEverywhereIsNotSentToTheNextServer() throws IOException {
        try (FakeOllama second = FakeOllama.with("home")) {
            use(config("home", server.url(), second.url()));
            server.chat(chat -> chat.answer(400, Map.of("error", "the input length exceeds the context length")));
            second.chat(chat -> chat.answer(400, Map.of("error", "the input length exceeds the context length")));
            assertThat(failure(ollama.stream(request("x"))).code()).isEqualTo(Code.PROMPT_TOO_LONG);
            assertThat(server.chats.size() + second.chats.size()).isEqualTo(1);
        }
    }
}
