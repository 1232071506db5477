package io.jarvas.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jarvas.demo.model.DemoModel;
import io.jarvas.demo.model.DemoModelConfig;
import io.jarvas.llm.Embedding;
import io.jarvas.llm.EmbeddingModel;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OllamaEmbeddingsTest {
    @Test
    void theDemosModelSaysWhatTextsAreLike() {
        try (DemoModel server = DemoModel.start("127.0.0.1", 0, DemoModelConfig.INSTANT);
                Ollama ollama = open(server.uri(), DemoModel.MODEL)) {
            EmbeddingModel model = ollama.embeddings();
            await().until(() -> model.model().isPresent());
            assertThat(model.quickly("it is not loaded yet")).isEmpty();
            Embedding key = model.atLeisure("the spare key is in the shed").orElseThrow();
            Embedding keys = model.quickly("spare keys in the shed").orElseThrow();
            Embedding tea = model.quickly("Rita drinks oat milk").orElseThrow();

            assertThat(key.likeness(keys)).isGreaterThan(key.likeness(tea));
            assertThat(key.model()).startsWith("demo-embed ");
            // The model that answers is still the one that talks.
            assertThat(ollama.status().model()).contains(DemoModel.MODEL);
        }
    }

    @Test
    void withoutAModelThereIsNone() throws Exception {
        try (FakeOllama server = new FakeOllama();
                Ollama ollama = open(server.url(), "m")) {
            server.install("m", Map.of("capabilities", List.of("completion")));
            await().until(() ->
                    ollama.status().problem().isEmpty() && ollama.status().contextTokens() >= 0);
            EmbeddingModel model = ollama.embeddings();
            assertThat(model.model()).isEmpty();
            assertThat(model.quickly("x")).isEmpty();
            assertThat(model.atLeisure("x")).isEmpty();
        }
    }

    @Test
    void aTurnNeverLoadsIt() throws Exception {
        try (FakeOllama server = two();
                Ollama ollama = open(server.url(), "m")) {
            EmbeddingModel model = ollama.embeddings();
            await().until(() -> model.model().isPresent());
            assertThat(model.quickly("x")).isEmpty();
            assertThat(server.embeds).isEmpty();
        }
    }

    @Test
    void whereItTakesThePlaceOfTheModelThatAnswersItIsNotAskedAnyMore() throws Exception {
        try (FakeOllama server = two();
                Ollama ollama = open(server.url(), "m")) {
            server.loaded.add("m");
            server.chat(chat -> chat.answer(200, Map.of("done", true)));
            server.onEmbed = () -> {
                server.loaded.clear();
                server.loaded.add("nomic");
            };
            EmbeddingModel model = ollama.embeddings();
            await().until(() -> model.model().isPresent());

            assertThat(model.atLeisure("x")).isEmpty();
            assertThat(model.model()).isEmpty();
            await().until(() -> server.chats.stream()
                    .anyMatch(body -> body.get("model").equals("nomic")
                            && body.get("keep_alive").equals(0)));
        }
    }

    @Test
    void whereBothFitItIsAskedByATurnToo() throws Exception {
        try (FakeOllama server = two();
                Ollama ollama = open(server.url(), "m")) {
            server.loaded.add("m");
            server.onEmbed = () -> server.loaded.add("nomic");
            EmbeddingModel model = ollama.embeddings();
            await().until(() -> model.model().isPresent());

            assertThat(model.atLeisure("x")).isPresent();
            assertThat(model.quickly("y")).isPresent();
            assertThat(server.embeds)
                    .allSatisfy(body ->
                            assertThat(body).containsEntry("model", "nomic").containsEntry("keep_alive", -1));
        }
    }

    @Test
    void afterAFailureItIsLeftAloneForAWhile() throws Exception {
        try (FakeOllama server = two();
                Ollama ollama = open(server.url(), "m")) {
            server.loaded.add("nomic");
            server.embedding = Map.of("error", "no");
            EmbeddingModel model = ollama.embeddings();
            await().until(() -> model.model().isPresent());
            assertThat(model.atLeisure("x")).isEmpty();
            assertThat(model.model()).isEmpty();
            assertThat(model.quickly("x")).isEmpty();
            assertThat(server.embeds).hasSize(1);
        }
    }

    private static FakeOllama two() throws Exception {
        FakeOllama server = new FakeOllama();
        server.install("m", Map.of("capabilities", List.of("completion")));
        server.install("nomic", Map.of("capabilities", List.of("embedding")));
        return server;
    }

    private static Ollama open(URI url, String model) {
        return new Ollama(new OllamaConfig(List.of(url), Optional.of(model), List.of(), 8192, "-1"), Clock.systemUTC());
    }
}
