package io.jarvas.demo.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The JSON of Ollama's API, for the one model there is.
final class ModelAnswers {
    /// Which endpoint is answered: they differ in where the text stands.
    enum Form {
        CHAT,
        GENERATE
    }

    /// What an answer cost.
    record Cost(Duration total, Duration load, int promptTokens, Duration prompt, int tokens, Duration generation) {}

    private static final String TAGGED = DemoModel.MODEL + ":latest";
    private static final String DIGEST = "0".repeat(64);
    private static final String EMBED_TAGGED = ModelEmbedding.MODEL + ":latest";
    private static final String EMBED_DIGEST = "1".repeat(64);
    private static final Map<String, Object> DETAILS = ordered(
            "parent_model", "",
            "format", "rules",
            "family", "demo",
            "families", List.of("demo"),
            "parameter_size", "0",
            "quantization_level", "none");

    private final DemoModelConfig config;
    private final Instant started;

    ModelAnswers(DemoModelConfig config) {
        this.config = config;
        this.started = config.clock().instant();
    }

    static Map<String, Object> version() {
        return Map.of("version", "0.17.4-demo");
    }

    Map<String, Object> tags() {
        return Map.of("models", List.of(tag(TAGGED, DIGEST), tag(EMBED_TAGGED, EMBED_DIGEST)));
    }

    private Map<String, Object> tag(String name, String digest) {
        return ordered(
                "name", name,
                "model", name,
                "modified_at", started.toString(),
                "size", 0,
                "digest", digest,
                "details", DETAILS);
    }

    /// What is said of the model that says what texts mean.
    Map<String, Object> showEmbedding() {
        return ordered(
                "modelfile",
                "# The demo model of Jarvas: runs of letters, no weights\nFROM " + EMBED_TAGGED + "\n",
                "parameters",
                "",
                "template",
                "{{ .Prompt }}",
                "details",
                DETAILS,
                "model_info",
                ordered(
                        "general.architecture",
                        "demo",
                        "general.description",
                        "compares how texts are spelt, for a demonstration; it knows nothing of what they mean",
                        "general.parameter_count",
                        0,
                        "demo.embedding_length",
                        ModelEmbedding.DIMENSIONS),
                "capabilities",
                List.of("embedding"),
                "modified_at",
                started.toString());
    }

    /// What texts mean, in their order.
    static Map<String, Object> embeddings(String model, List<String> texts, long nanos) {
        return ordered(
                "model",
                model,
                "embeddings",
                texts.stream().map(ModelEmbedding::of).toList(),
                "total_duration",
                nanos,
                "load_duration",
                0,
                "prompt_eval_count",
                texts.stream()
                        .mapToInt(text -> ModelTokens.count(text.length()))
                        .sum());
    }

    Map<String, Object> show() {
        return ordered(
                "modelfile",
                "# The demo model of Jarvas: rules, no weights\nFROM " + TAGGED + "\n",
                "parameters",
                "num_ctx                        " + config.contextTokens(),
                "template",
                "{{ .Prompt }}",
                "details",
                DETAILS,
                "model_info",
                ordered(
                        "general.architecture",
                        "demo",
                        "general.description",
                        "a few hundred words and rules for a demonstration; not a language model",
                        "general.parameter_count",
                        0,
                        "demo.context_length",
                        config.contextTokens()),
                "capabilities",
                List.of("completion", "tools"),
                "modified_at",
                started.toString());
    }

    /// The models in memory.
    ///
    /// @param embeds whether the one that compares texts is
    static Map<String, Object> running(Optional<ModelMemory.Loaded> loaded, boolean embeds) {
        List<Map<String, Object>> models = new ArrayList<>();
        loaded.ifPresent(
                model -> models.add(running(TAGGED, DIGEST, model.until().toString(), model.window())));
        if (embeds) {
            models.add(running(EMBED_TAGGED, EMBED_DIGEST, "2318-01-01T00:00:00Z", 0));
        }
        return Map.of("models", models);
    }

    private static Map<String, Object> running(String name, String digest, String until, int window) {
        return ordered(
                "name",
                name,
                "model",
                name,
                "size",
                0,
                "digest",
                digest,
                "details",
                DETAILS,
                "expires_at",
                until,
                "size_vram",
                0,
                "context_length",
                window);
    }

    /// One line of a stream.
    Map<String, Object> piece(Form form, String model, String text) {
        Map<String, Object> line = head(form, model, text);
        line.put("done", false);
        return line;
    }

    /// A line of a stream with a native call. Each has its own number in an answer.
    Map<String, Object> call(String model, ModelAction action, int number) {
        Map<String, Object> line = head(Form.CHAT, model, "");
        line.put("message", message("", List.of(action), number));
        line.put("done", false);
        return line;
    }

    private static Map<String, Object> message(String text, List<ModelAction> calls, int first) {
        Map<String, Object> message = ordered("role", "assistant", "content", text);
        if (!calls.isEmpty()) {
            List<Map<String, Object>> list = new ArrayList<>();
            for (ModelAction call : calls) {
                int number = first + list.size();
                Map<String, Object> function = ordered("index", number, "name", call.tool(), "arguments", call.args());
                list.add(ordered("id", "call_%08d".formatted(number), "function", function));
            }
            message.put("tool_calls", list);
        }
        return message;
    }

    /// The end where nothing was said: the model was loaded or unloaded.
    Map<String, Object> silent(Form form, String model, String reason) {
        Map<String, Object> line = head(form, model, "");
        line.put("done", true);
        line.put("done_reason", reason);
        return line;
    }

    /// The last line of a stream, or all of an answer.
    ///
    /// @param calls native ones; none in the last line of a stream
    Map<String, Object> last(Form form, String model, String text, List<ModelAction> calls, String reason, Cost cost) {
        Map<String, Object> line = silent(form, model, reason);
        line.putAll(text.isEmpty() ? Map.of() : head(form, model, text));
        if (!calls.isEmpty()) {
            line.put("message", message(text, calls, 0));
        }
        if (form == Form.GENERATE) {
            line.put("context", List.of());
        }
        line.put("total_duration", cost.total().toNanos());
        line.put("load_duration", cost.load().toNanos());
        line.put("prompt_eval_count", cost.promptTokens());
        line.put("prompt_eval_duration", cost.prompt().toNanos());
        line.put("eval_count", cost.tokens());
        line.put("eval_duration", cost.generation().toNanos());
        return line;
    }

    private Map<String, Object> head(Form form, String model, String text) {
        return switch (form) {
            case CHAT ->
                ordered(
                        "model", model,
                        "created_at", config.clock().instant().toString(),
                        "message", ordered("role", "assistant", "content", text));
            case GENERATE ->
                ordered(
                        "model", model,
                        "created_at", config.clock().instant().toString(),
                        "response", text);
        };
    }

    private static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }
}
