package io.jarvas.ollama;

import io.jarvas.json.Json;
import io.jarvas.llm.ChatMessage;
import io.jarvas.llm.ChatRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The body of `/api/chat`. All but the messages is the same for every request to a model, because another
/// window reloads it and other settings may lose what it has already read.
final class PromptBody {
    private PromptBody() {}

    /// @param contextTokens the window
    static byte[] of(ChatRequest request, String model, ModelDetails details, int contextTokens, String keepAlive) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("num_ctx", contextTokens);
        if (!details.repeatPenalty()) {
            // Ollama's own default punishes the words of the prompt, entity ids among them.
            options.put("repeat_penalty", 1.0);
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("model", model);
        body.put(
                "messages", request.messages().stream().map(PromptBody::message).toList());
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
        body.put("keep_alive", keepAlive.matches("-?\\d{1,18}") ? (Object) Long.valueOf(keepAlive) : keepAlive);
        body.put("options", options);
        return Json.bytes(body);
    }

    private static Map<String, Object> message(ChatMessage message) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("role", message.role().name().toLowerCase(Locale.ROOT));
        form.put("content", message.content());
        List<String> images = message.images();
        if (!images.isEmpty()) {
            form.put("images", images);
        }
        return form;
    }
}
