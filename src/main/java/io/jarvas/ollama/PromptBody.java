package io.jarvas.ollama;

import io.jarvas.json.Json;
import io.jarvas.llm.ChatMessage;
import io.jarvas.llm.ChatRequest;
import io.jarvas.llm.ToolSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// The body of `/api/chat`. All but the messages, and the length of the answer, is the same for every request
/// to a model, because another window reloads it and other settings may lose what it has already read.
///
/// A prompt that is only to be read ends with a message of the person, of a single character where it has none:
/// many templates (Gemma's, Llama 2's, Vicuna's) write the system message only before a person's, and some take
/// an answer at the end for one that is to be gone on with. So what is read is what the whole prompt will begin
/// with, whatever the template. Where a template writes the system message first, as most do, it costs nothing:
/// Ollama drops what the next prompt does not begin with, and reads on from there.
///
/// Tools go to models that were taught to call them, and pictures to those that see: Ollama refuses the others.
final class PromptBody {
    /// Tokens.
    private static final int SAMPLE = 16;

    private PromptBody() {}

    /// @param contextTokens the window
    static byte[] of(ChatRequest request, String model, ModelDetails details, int contextTokens, String keepAlive) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("num_ctx", contextTokens);
        if (!details.repeatPenalty()) {
            // Ollama's own default punishes the words of the prompt, entity ids among them.
            options.put("repeat_penalty", 1.0);
        }
        switch (request.wanted()) {
            case ANSWER -> {}
            // Not zero, which some versions take for "without end". A thought is cut off as a word is.
            case READING -> options.put("num_predict", 1);
            case SAMPLE -> options.put("num_predict", SAMPLE);
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("model", model);
        body.put(
                "messages",
                messages(request)
                        .map(message -> message(message, details.vision()))
                        .toList());
        if (details.tools() && !request.tools().isEmpty()) {
            body.put("tools", request.tools().stream().map(PromptBody::tool).toList());
        }
        body.put("stream", true);
        body.put(
                "think",
                switch (details.thinking()) {
                    case OFF, UNMARKED -> false;
                    case LOW -> "low";
                    case ALWAYS -> true;
                });
        // A prompt beyond the window is an error, and an answer beyond it ends: otherwise Ollama drops the oldest in
        // silence.
        body.put("truncate", false);
        body.put("shift", false);
        body.put("keep_alive", keepAlive(keepAlive));
        body.put("options", options);
        return Json.bytes(body);
    }

    /// As Ollama takes it: a number of seconds, or a text.
    static Object keepAlive(String setting) {
        return setting.matches("-?\\d{1,18}") ? (Object) Long.valueOf(setting) : setting;
    }

    private static Stream<ChatMessage> messages(ChatRequest request) {
        List<ChatMessage> messages = request.messages();
        boolean complete = switch (request.wanted()) {
            case ANSWER, SAMPLE -> true;
            // Without any message Ollama loads the model and reads nothing.
            case READING -> messages.isEmpty() || messages.getLast().role() == ChatMessage.Role.USER;
        };
        return complete
                ? messages.stream()
                : Stream.concat(messages.stream(), Stream.of(new ChatMessage(ChatMessage.Role.USER, ".")));
    }

    private static Map<String, Object> tool(ToolSpec tool) {
        Map<String, Object> function = new LinkedHashMap<>();
        function.put("name", tool.name());
        function.put("description", tool.description());
        function.put("parameters", tool.parameters());
        return Map.of("type", "function", "function", function);
    }

    private static Map<String, Object> message(ChatMessage message, boolean vision) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("role", message.role().name().toLowerCase(Locale.ROOT));
        form.put("content", message.content());
        List<String> images = message.images();
        if (vision && !images.isEmpty()) {
            form.put("images", images);
        }
        return form;
    }
}
