package io.jarvas.ollama;

import io.jarvas.json.Json;
import io.jarvas.json.JsonException;
import io.jarvas.llm.ModelException;
import io.jarvas.llm.ModelException.Code;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// Tells from an error of Ollama's, a status and `{"error":"…"}`, what it means.
final class ServerErrors {
    private static final int LONGEST_DETAIL = 500;

    /// The words of a model that does not fit, when Ollama counts beforehand and when the attempt fails.
    private static final List<String> TOO_LARGE = List.of(
            "requires more system memory",
            "unable to load full model",
            "failed to load",
            "unable to load model",
            "error loading model",
            "out of memory",
            "unable to allocate",
            "signal: killed",
            "cudamalloc failed");

    private ServerErrors() {}

    /// The error that a whole answer is.
    static ModelException of(int status, byte[] body) {
        return of(status, words(status, body));
    }

    static ModelException of(int status, String words) {
        return new ModelException(code(status, words.toLowerCase(Locale.ROOT)), words);
    }

    private static Code code(int status, String words) {
        if (words.contains("exceeds the context length")
                || words.contains("exceed context")
                || words.contains("input length exceeds")) {
            return Code.PROMPT_TOO_LONG;
        }
        if (words.contains("server busy")) {
            return Code.BUSY;
        }
        if (words.contains("timed out waiting for llama runner")) {
            return Code.STALLED;
        }
        return switch (status) {
            case 404 -> Code.MODEL_MISSING;
            case 429, 503 -> Code.BUSY;
            // What a proxy says where Ollama is away.
            case 502, 504 -> Code.UNREACHABLE;
            default ->
                status >= 500 && TOO_LARGE.stream().anyMatch(words::contains) ? Code.MODEL_TOO_LARGE : Code.REFUSED;
        };
    }

    private static String words(int status, byte[] body) {
        try {
            String words = Fields.text(Json.object(body), "error");
            return words.isEmpty() ? "status " + status : words;
        } catch (JsonException e) {
            String text = new String(body, StandardCharsets.UTF_8).strip();
            String start = text.length() > LONGEST_DETAIL ? text.substring(0, LONGEST_DETAIL) : text;
            return ("status " + status + " " + start).strip();
        }
    }
}
