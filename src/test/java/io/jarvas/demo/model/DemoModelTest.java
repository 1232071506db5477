package io.jarvas.demo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jarvas.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoModelTest {
    private static final DemoModelConfig UNHURRIED = DemoModelConfig.INSTANT.withTokenPause(Duration.ofMillis(5));

    private final HttpClient client = HttpClient.newHttpClient();
    private DemoModel model;

    @BeforeEach
    void start() {
        model = DemoModel.start("127.0.0.1", 0, DemoModelConfig.INSTANT);
    }

    @AfterEach
    void stop() {
        model.close();
        client.shutdownNow();
    }

    @Test
    void itSaysWhatOllamaSaysAboutItselfAndItsModels() throws Exception {
        assertThat(get("/").body()).isEqualTo("Ollama is running");
        assertThat(object(get("/api/version"))).containsKey("version");
        Map<?, ?> listed = (Map<?, ?>) models("/api/tags").getFirst();
        assertThat(listed.get("name")).isEqualTo("jarvas-demo:latest");
        assertThat(listed.get("model")).isEqualTo("jarvas-demo:latest");
        Map<String, Object> shown = object(post("/api/show", Map.of("model", "jarvas-demo")));
        assertThat(shown).containsEntry("capabilities", List.of("completion", "tools"));
        assertThat((Map<?, ?>) shown.get("model_info"))
                .isEqualTo(Map.of(
                        "general.architecture",
                        "demo",
                        "general.description",
                        "a few hundred words and rules for a demonstration; not a language model",
                        "general.parameter_count",
                        0,
                        "demo.context_length",
                        32768));
        assertThat((Map<?, ?>) shown.get("details")).isEqualTo(listed.get("details"));
    }

    @Test
    void whatItDoesNotKnowIsRefusedAsOllamaRefusesIt() throws Exception {
        refused(get("/api/nowhere"), 404, "404 page not found");
        refused(get("/api/chat"), 405, "405 method not allowed");
        refused(post("/api/show", Map.of("model", "x")), 404, "{\"error\":\"model 'x' not found\"}");
        refused(post("/api/chat", chat("x", "hi")), 404, "{\"error\":\"model 'x' not found\"}");
        refused(post("/api/chat", Map.of("messages", List.of())), 400, "{\"error\":\"model is required\"}");
        refused(send("/api/chat", ""), 400, "{\"error\":\"missing request body\"}");
        assertThat(send("/api/chat", "{bad").statusCode()).isEqualTo(400);
        assertThat(send("/api/chat", "[]").statusCode()).isEqualTo(400);
        refused(
                post("/api/chat", Map.of("model", "jarvas-demo", "think", true, "messages", List.of())),
                400,
                "{\"error\":\"\\\"jarvas-demo\\\" does not support thinking\"}");
        refused(
                post("/api/chat", Map.of("model", "jarvas-demo", "options", Map.of("num_ctx", "x"))),
                500,
                "{\"error\":\"option \\\"num_ctx\\\" must be of type integer\"}");
        refused(
                post("/api/chat", Map.of("model", "jarvas-demo", "keep_alive", "abc")),
                400,
                "{\"error\":\"time: invalid duration \\\"abc\\\"\"}");
    }

    @Test
    void anAnswerComesInPiecesAndThenItsCost() throws Exception {
        HttpResponse<String> response = post("/api/chat", chat("jarvas-demo", "hello"));
        assertThat(response.headers().firstValue("content-type")).hasValue("application/x-ndjson");
        List<Map<String, Object>> lines =
                response.body().lines().map(Json::object).toList();
        assertThat(lines).hasSizeGreaterThan(10);
        assertThat(lines.subList(0, lines.size() - 1)).allSatisfy(line -> {
            assertThat(line.keySet()).containsExactly("model", "created_at", "message", "done");
            assertThat(line).containsEntry("done", false);
        });
        Map<String, Object> last = lines.getLast();
        assertThat(last.keySet())
                .containsExactly(
                        "model",
                        "created_at",
                        "message",
                        "done",
                        "done_reason",
                        "total_duration",
                        "load_duration",
                        "prompt_eval_count",
                        "prompt_eval_duration",
                        "eval_count",
                        "eval_duration");
        assertThat(last).containsEntry("done", true).containsEntry("done_reason", "stop");
        assertThat(last).containsEntry("eval_count", lines.size() - 1);
        assertThat(text(lines)).startsWith("Hello! I am the small demo model");
    }

    @Test
    void anAnswerInOnePieceIsTheSame() throws Exception {
        Map<String, Object> whole = object(post("/api/chat", with(chat("jarvas-demo", "hello"), "stream", false)));
        assertThat(((Map<?, ?>) whole.get("message")).get("content"))
                .asString()
                .startsWith("Hello! I am the small demo");
        assertThat(whole).containsEntry("done", true).containsEntry("done_reason", "stop");
        Map<String, Object> generated =
                object(post("/api/generate", Map.of("model", "jarvas-demo", "prompt", "hello", "stream", false)));
        assertThat(generated.get("response")).isEqualTo(((Map<?, ?>) whole.get("message")).get("content"));
    }

    @Test
    void anActionIsCutIntoSmallPieces() throws Exception {
        List<Map<String, Object>> messages = SamplePrompt.of("turn on the desk light").stream()
                .map(message -> Map.<String, Object>of("role", message.role(), "content", message.content()))
                .toList();
        List<Map<String, Object>> lines = post("/api/chat", Map.of("model", "jarvas-demo:latest", "messages", messages))
                .body()
                .lines()
                .map(Json::object)
                .toList();
        assertThat(text(lines)).endsWith("\"data\":{\"entity_id\":\"light.office_desk\"}}}");
        assertThat(lines).allSatisfy(line -> assertThat(content(line).length()).isLessThanOrEqualTo(6));
    }

    @Test
    void aModelThatIsGivenToolsCallsThem() throws Exception {
        Map<String, Object> request = withTools("turn on the desk light. what is on the shopping list?");
        List<Map<String, Object>> lines =
                post("/api/chat", request).body().lines().map(Json::object).toList();
        assertThat(text(lines)).isEqualTo("Okay, I am turning on Desk light.");
        assertThat(calls(lines))
                .containsExactly(
                        Map.of(
                                "index",
                                0,
                                "name",
                                "homeassistant_call_service",
                                "arguments",
                                Map.of(
                                        "domain",
                                        "light",
                                        "service",
                                        "turn_on",
                                        "data",
                                        Map.of("entity_id", "light.office_desk"))),
                        Map.of("index", 1, "name", "show_shopping_list", "arguments", Map.of()));
        assertThat(lines.getLast()).containsEntry("done_reason", "stop");
        assertThat((int) lines.getLast().get("eval_count")).isGreaterThan(lines.size());

        Map<String, Object> whole = object(post("/api/chat", with(request, "stream", false)));
        assertThat(calls(List.of(whole))).isEqualTo(calls(lines));
        assertThat(content(whole)).isEqualTo("Okay, I am turning on Desk light.");
        assertThat(whole).containsEntry("eval_count", lines.getLast().get("eval_count"));
    }

    @Test
    void aToolThatItWasNotGivenIsNotCalled() throws Exception {
        Map<String, Object> request = withTools("what's the weather tomorrow?");
        List<Map<String, Object>> lines =
                post("/api/chat", request).body().lines().map(Json::object).toList();
        assertThat(calls(lines)).isEmpty();
        assertThat(text(lines)).startsWith("I have no tool for that");
    }

    private static Map<String, Object> withTools(String words) {
        List<Map<String, Object>> messages = SamplePrompt.of(words).stream()
                .map(message -> Map.<String, Object>of("role", message.role(), "content", message.content()))
                .toList();
        List<Map<String, Object>> tools = java.util.stream.Stream.of("homeassistant_call_service", "show_shopping_list")
                .map(name -> Map.<String, Object>of("type", "function", "function", Map.of("name", name)))
                .toList();
        return Map.of("model", "jarvas-demo", "messages", messages, "tools", tools);
    }

    /// The functions that are called, in order.
    private static List<Object> calls(List<Map<String, Object>> lines) {
        List<Object> calls = new ArrayList<>();
        for (Map<String, Object> line : lines) {
            if (((Map<?, ?>) line.get("message")).get("tool_calls") instanceof List<?> list) {
                list.forEach(call -> calls.add(((Map<?, ?>) call).get("function")));
            }
        }
        return calls;
    }

    @Test
    void anAnswerStopsAtItsLimit() throws Exception {
        List<Map<String, Object>> lines = post(
                        "/api/chat", with(chat("jarvas-demo", "hello"), "options", Map.of("num_predict", 3)))
                .body()
                .lines()
                .map(Json::object)
                .toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.getLast()).containsEntry("done_reason", "length").containsEntry("eval_count", 3);
    }

    @Test
    void itIsLoadedOnFirstUseAndUnloadedWhenAsked() throws Exception {
        assertThat(models("/api/ps")).isEmpty();
        Map<String, Object> load = new java.util.LinkedHashMap<>(Map.of("model", "jarvas-demo", "messages", List.of()));
        load.put("options", Map.of("num_ctx", 4096));
        load.put("keep_alive", -1);
        assertThat(object(post("/api/chat", load)))
                .containsEntry("done_reason", "load")
                .containsEntry("done", true);
        Map<?, ?> loaded = (Map<?, ?>) models("/api/ps").getFirst();
        assertThat(loaded.get("context_length")).isEqualTo(4096);
        assertThat(loaded.get("expires_at")).asString().startsWith("23");
        load.put("keep_alive", 0);
        assertThat(object(post("/api/chat", load))).containsEntry("done_reason", "unload");
        assertThat(models("/api/ps")).isEmpty();
        post("/api/chat", with(chat("jarvas-demo", "hello"), "keep_alive", "10m"));
        assertThat(models("/api/ps")).hasSize(1);
    }

    @Test
    void aPromptOverTheWindowIsRefusedOrCut() throws Exception {
        Map<String, Object> request =
                with(chat("jarvas-demo", "hello ".repeat(400)), "options", Map.of("num_ctx", 256));
        refused(
                post("/api/chat", with(request, "truncate", false)),
                400,
                "{\"error\":\"the input length exceeds the context length\"}");
        assertThat(post("/api/chat", request)
                        .body()
                        .lines()
                        .map(Json::object)
                        .toList()
                        .getLast())
                .containsEntry("prompt_eval_count", 256);
    }

    @Test
    void aPromptThatContinuesTheLastOneCostsOnlyWhatIsNew() throws Exception {
        try (DemoModel slow = DemoModel.start(
                "127.0.0.1",
                0,
                new DemoModelConfig(Duration.ZERO, 1_000_000, Duration.ZERO, 32768, java.time.Clock.systemUTC()))) {
            URI uri = slow.uri().resolve("/api/chat");
            long first = promptNanos(uri, "a".repeat(40_000));
            long again = promptNanos(uri, "a".repeat(40_000) + "b");
            long other = promptNanos(uri, "c".repeat(40_000));
            assertThat(List.of(first, other)).allMatch(nanos -> nanos > 100 * again);
        }
    }

    @Test
    void aClientThatLeavesStopsTheAnswerInSilence() throws Exception {
        List<String> complaints = complaintsDuring(() -> {
            try (DemoModel slow = DemoModel.start("127.0.0.1", 0, UNHURRIED);
                    HttpClient leaver = HttpClient.newHttpClient()) {
                assertThat(leaver.send(story(slow), BodyHandlers.ofInputStream())
                                .body()
                                .read())
                        .isPositive();
                assertThat(slow.writing()).isEqualTo(1);
                leaver.shutdownNow();
                await().until(() -> slow.writing() == 0);
            }
        });
        assertThat(complaints).isEmpty();
    }

    @Test
    void closingItEndsAnAnswerInSilence() throws Exception {
        List<String> complaints = complaintsDuring(() -> {
            DemoModel slow = DemoModel.start("127.0.0.1", 0, UNHURRIED);
            try (slow) {
                assertThat(client.send(story(slow), BodyHandlers.ofInputStream())
                                .body()
                                .read())
                        .isPositive();
            }
            await().until(() -> slow.writing() == 0);
        });
        assertThat(complaints).isEmpty();
    }

    private static HttpRequest story(DemoModel model) {
        return request(model.uri().resolve("/api/chat"), Json.text(chat("jarvas-demo", "tell me a story")));
    }

    private interface Scene {
        void play() throws Exception;
    }

    /// What was logged as a warning or with an exception meanwhile.
    private static List<String> complaintsDuring(Scene scene) throws Exception {
        List<String> complaints = new CopyOnWriteArrayList<>();
        Handler listener = complaintsTo(complaints);
        Logger root = Logger.getLogger("");
        root.addHandler(listener);
        try {
            scene.play();
        } finally {
            root.removeHandler(listener);
        }
        return complaints;
    }

    private static Handler complaintsTo(List<String> complaints) {
        return new Handler() {
            @Override
            public void publish(LogRecord record) {
                if (record.getLevel().intValue() >= Level.WARNING.intValue() || record.getThrown() != null) {
                    complaints.add(record.getLoggerName() + ": " + record.getMessage());
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    private long promptNanos(URI uri, String words) throws Exception {
        String body = client.send(request(uri, Json.text(chat("jarvas-demo", words))), BodyHandlers.ofString())
                .body();
        Number nanos =
                (Number) body.lines().map(Json::object).toList().getLast().get("prompt_eval_duration");
        return nanos.longValue();
    }

    private static Map<String, Object> chat(String name, String words) {
        return Map.of("model", name, "messages", List.of(Map.of("role", "user", "content", words)));
    }

    private static Map<String, Object> with(Map<String, Object> request, String key, Object value) {
        Map<String, Object> more = new java.util.LinkedHashMap<>(request);
        more.put(key, value);
        return more;
    }

    private static String content(Map<String, Object> line) {
        return ((Map<?, ?>) line.get("message")).get("content").toString();
    }

    private static String text(List<Map<String, Object>> lines) {
        List<String> pieces = new ArrayList<>();
        lines.forEach(line -> pieces.add(content(line)));
        return String.join("", pieces);
    }

    private List<?> models(String path) throws IOException, InterruptedException {
        return (List<?>) object(get(path)).get("models");
    }

    private static Map<String, Object> object(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/json; charset=utf-8");
        return Json.object(response.body());
    }

    private static void refused(HttpResponse<String> response, int status, String body) {
        assertThat(response.body()).isEqualTo(body);
        assertThat(response.statusCode()).isEqualTo(status);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(model.uri().resolve(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, Map<String, Object> body) throws IOException, InterruptedException {
        return send(path, Json.text(body));
    }

    private HttpResponse<String> send(String path, String body) throws IOException, InterruptedException {
        return client.send(request(model.uri().resolve(path), body), BodyHandlers.ofString());
    }

    private static HttpRequest request(URI uri, String body) {
        return HttpRequest.newBuilder(uri)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}
