package io.jarvas.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.ollama.ModelDetails.Thinking;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelChoiceTest {
    private final List<InstalledModel> installed = new ArrayList<>();
    private final Map<String, ModelDetails> details = new HashMap<>();

    @Test
    void nothingIsChosenFromNothing() {
        assertBest();
    }

    @Test
    void anEmbeddingModelOrOneInTheCloudIsNeverChosen() {
        add("nomic-embed-text", "nomic-bert", "137M", 274_000_000L, false, false, Thinking.OFF);
        installed.add(InstalledModel.of(Map.of("name", "gpt-oss:120b-cloud", "remote_host", "https://ollama.com")));
        details.put("gpt-oss:120b-cloud", new ModelDetails("", true, false, true, false, 0, false, Thinking.LOW));
        assertBest();
    }

    @Test
    void eachRuleWeighsMoreThanThoseAfterIt() {
        add("other:7b", "other", "7B", 4_000_000_000L, true, true, Thinking.OFF);
        assertBest("other:7b");
        add("llama3.1:8b", "llama", "8.0B", 4_900_000_000L, true, true, Thinking.OFF);
        assertBest("llama3.1:8b");
        add("qwen3:4b-instruct", "qwen3", "4.0B", 2_500_000_000L, true, true, Thinking.OFF);
        assertBest("qwen3:4b-instruct");
        add("qwen3:8b", "qwen3", "8.2B", 5_200_000_000L, true, true, Thinking.OFF);
        assertBest("qwen3:8b");
        add("qwen3:32b", "qwen3", "32.8B", 20_000_000_000L, true, true, Thinking.OFF);
        add("qwen3:8b-thinking", "qwen3", "8.2B", 5_300_000_000L, true, true, Thinking.ALWAYS);
        add("qwen3-coder:8b", "qwen3", "8.2B", 5_300_000_000L, true, true, Thinking.OFF);
        add("qwen3:1.7b", "qwen3", "1.7B", 1_400_000_000L, true, true, Thinking.OFF);
        add("qwen3:8b-text", "qwen3", "8.2B", 5_300_000_000L, true, false, Thinking.OFF);
        assertBest("qwen3:8b");
        add("a-qwen3:8b", "qwen3", "8.2B", 5_200_000_000L, true, true, Thinking.OFF);
        assertBest("a-qwen3:8b");
    }

    @Test
    void aSmallModelIsBetterThanNoneAndOfLargeOnesTheSmaller() {
        add("big:70b", "llama", "70B", 40_000_000_000L, true, true, Thinking.OFF);
        add("less-big:32b", "llama", "32B", 20_000_000_000L, true, true, Thinking.OFF);
        assertBest("less-big:32b");
        add("home-tiny", "llama", "1.52M", 3_000_000L, true, true, Thinking.OFF);
        assertBest("home-tiny");
    }

    @Test
    void ofTheOwnersListTheFirstThatIsInstalled() {
        add("llama3.1:8b", "llama", "8.0B", 4_900_000_000L, true, true, Thinking.OFF);
        add("home-tiny", "llama", "1.52M", 3_000_000L, true, true, Thinking.OFF);
        assertThat(ModelChoice.best(installed, List.of("absent", "home-tiny:latest", "llama3.1:8b"), details))
                .contains("home-tiny:latest");
    }

    private void add(
            String name, String family, String parameters, long bytes, boolean chat, boolean tools, Thinking thinking) {
        installed.add(InstalledModel.of(Map.of(
                "name",
                name + (name.contains(":") ? "" : ":latest"),
                "size",
                bytes,
                "details",
                Map.of("family", family, "parameter_size", parameters))));
        details.put(name, new ModelDetails("", chat, !chat, tools, false, 0, false, thinking));
    }

    /// Whatever the order in which the server lists them.
    private void assertBest(String... expected) {
        List<InstalledModel> order = new ArrayList<>(installed);
        assertThat(ModelChoice.best(order, List.of(), details).stream()).containsExactly(expected);
        Collections.reverse(order);
        assertThat(ModelChoice.best(order, List.of(), details).stream()).containsExactly(expected);
    }
}
