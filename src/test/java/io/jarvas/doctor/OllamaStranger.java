package io.jarvas.doctor;

import io.jarvas.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// An Ollama with some models, whose answers a test writes.
final class OllamaStranger implements Stranger.Script {
    String version = "0.17.4";
    List<String> installed = List.of("qwen3:4b");
    List<String> capabilities = List.of("completion", "tools");
    int window = 32_768;
    Stranger.Script chat = lines(word("One"), word(" two"), word(" three"), word(" four"), word(" five"), done(5, 50));

    static String word(String text) {
        return Json.text(Map.of("message", Map.of("role", "assistant", "content", text), "done", false));
    }

    /// @param milliseconds that writing took
    static String done(int tokens, long milliseconds) {
        return Json.text(Map.of(
                "message",
                Map.of("role", "assistant", "content", ""),
                "done",
                true,
                "done_reason",
                "stop",
                "eval_count",
                tokens,
                "prompt_eval_count",
                20,
                "eval_duration",
                milliseconds * 1_000_000));
    }

    /// All at once.
    static Stranger.Script lines(String... lines) {
        return (_, out) ->
                Stranger.write(out, "200 OK", "Content-Type: application/x-ndjson", String.join("\n", lines) + "\n");
    }

    /// One after another, each flushed.
    static Stranger.Script flowing(long pause, String... lines) {
        return (_, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            for (String line : lines) {
                out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
                Thread.sleep(pause);
            }
        };
    }

    @Override
    public void answer(String path, OutputStream out) throws IOException, InterruptedException {
        switch (path) {
            case "/api/version" -> Stranger.json(out, Json.text(Map.of("version", version)));
            case "/api/tags" ->
                Stranger.json(
                        out,
                        Json.text(Map.of(
                                "models",
                                installed.stream()
                                        .map(name -> Map.of(
                                                "name",
                                                name,
                                                "digest",
                                                name,
                                                "size",
                                                1000,
                                                "details",
                                                Map.of("family", "qwen3")))
                                        .toList())));
            case "/api/ps" -> Stranger.json(out, "{\"models\":[]}");
            case "/api/show" ->
                Stranger.json(
                        out,
                        Json.text(Map.of(
                                "capabilities",
                                capabilities,
                                "model_info",
                                Map.of("general.architecture", "qwen3", "qwen3.context_length", window))));
            case "/api/chat" -> chat.answer(path, out);
            default -> Stranger.write(out, "404 Not Found", "Content-Type: text/plain", "404 page not found");
        }
    }
}
