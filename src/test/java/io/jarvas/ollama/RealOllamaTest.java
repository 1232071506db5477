package io.jarvas.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jarvas.llm.ChatMessage;
import io.jarvas.llm.ChatRequest;
import io.jarvas.llm.LanguageModel;
import io.jarvas.llm.LanguageModelContract;
import io.jarvas.llm.ModelChunk;
import io.jarvas.llm.ModelStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The contract on a real Ollama, at `JARVAS_TEST_OLLAMA_URL`.
@Tag("peers")
class RealOllamaTest extends LanguageModelContract {
    private static final URI URL = URI.create(environment("JARVAS_TEST_OLLAMA_URL"));
    private static final String MODEL = environment("JARVAS_TEST_OLLAMA_MODEL");

    private static String environment(String name) {
        return Objects.requireNonNull(System.getenv(name), name);
    }

    @Override
    protected LanguageModel open() {
        return new Ollama(
                new OllamaConfig(
                        List.of(URL), Optional.of(MODEL), List.of("absent"), OllamaConfig.CONTEXT_TOKENS, "-1"),
                Clock.systemUTC());
    }

    @Override
    protected void close(LanguageModel model) {
        ((Ollama) model).close();
    }

    /// Ollama 0.17 can lose a model to a client that leaves while a token is on its way to it, a small fast
    /// one about once in 200 times: whatever asks for it then waits until it is taken from memory.
    @Override
    protected void afterLeaving() {
        new OllamaApi(URL, Duration.ofSeconds(10)).unload(MODEL);
    }

    @Override
    protected String absentModel() {
        return "absent";
    }

    @Test
    void aModelIsChosenWhereNoneIsNamed() {
        try (Ollama ollama = new Ollama(new OllamaConfig(List.of(URL)), Clock.systemUTC())) {
            await().until(() -> ollama.status().checked().isAfter(Instant.EPOCH));
            assertThat(ollama.status().problem()).isEmpty();
            String chosen = ollama.status().model().orElseThrow();
            ChatRequest request =
                    new ChatRequest(Optional.empty(), List.of(new ChatMessage(ChatMessage.Role.USER, "hello")));
            try (ModelStream stream = ollama.stream(request)) {
                assertThat(stream.next()).isInstanceOfAny(ModelChunk.Text.class, ModelChunk.Waiting.class);
            }
            afterLeaving();
            assertThat(ollama.status().allowed()).containsExactly(chosen);
        }
    }

    /// A model that was not made for it may say no, in words; what it says otherwise can be compared.
    @Test
    void whatATextMeansIsSaidOrRefusedInWords() {
        OllamaApi api = new OllamaApi(URL, Duration.ofSeconds(30));
        byte[] body = io.jarvas.json.Json.bytes(java.util.Map.of("model", MODEL, "input", "the key is in the shed"));
        try {
            assertThat(api.embed(body, Duration.ofSeconds(30))).isNotEmpty();
        } catch (io.jarvas.llm.ModelException e) {
            assertThat(e.code()).isEqualTo(io.jarvas.llm.ModelException.Code.REFUSED);
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
