package io.jarvas.ollama;

import io.jarvas.llm.ChatMessage;
import io.jarvas.llm.ChatRequest;
import io.jarvas.llm.ModelChunk;
import io.jarvas.llm.ModelException;
import io.jarvas.llm.ModelStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the tests of the adapter share.
final class OllamaFixture {
    static final Duration LONG = Duration.ofMinutes(1);

    private OllamaFixture() {}

    /// Patient with answers, quick in everything else.
    static OllamaConfig config(String model, URI... urls) {
        return config(Optional.of(model), List.of(), LONG, LONG, LONG, urls);
    }

    static OllamaConfig config(
            Optional<String> model,
            List<String> models,
            Duration firstToken,
            Duration betweenTokens,
            Duration loadingNotice,
            URI... urls) {
        return new OllamaConfig(
                List.of(urls),
                model,
                models,
                8192,
                "-1",
                firstToken,
                betweenTokens,
                Duration.ofSeconds(5),
                loadingNotice,
                Duration.ofMillis(10),
                Duration.ofMillis(200),
                Duration.ofMillis(20));
    }

    static ChatRequest request(String... messages) {
        List<ChatMessage> prompt = new ArrayList<>();
        for (String message : messages) {
            prompt.add(new ChatMessage(ChatMessage.Role.USER, message));
        }
        return new ChatRequest(Optional.empty(), prompt);
    }

    static List<ModelChunk> all(ModelStream stream) {
        List<ModelChunk> chunks = new ArrayList<>();
        drain(stream, chunks);
        return chunks;
    }

    static void drain(ModelStream stream, List<ModelChunk> into) {
        try (stream) {
            while (stream.hasNext()) {
                into.add(stream.next());
            }
        }
    }

    static String text(List<ModelChunk> chunks) {
        StringBuilder text = new StringBuilder();
        chunks.forEach(chunk -> text.append(chunk instanceof ModelChunk.Text piece ? piece.content() : ""));
        return text.toString();
    }

    /// The failure with which the answer ends.
    static ModelException failure(ModelStream stream) {
        return failure(stream, new ArrayList<>());
    }

    static ModelException failure(ModelStream stream, List<ModelChunk> before) {
        try {
            drain(stream, before);
        } catch (ModelException e) {
            return e;
        }
        throw new AssertionError("the answer did not fail: " + before);
    }
}
