package io.jarvas.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.ollama.ModelDetails.Thinking;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelDetailsTest {
    @Test
    void theWindowIsThatOfTheModelsArchitecture() {
        Map<String, Object> info =
                Map.of("general.architecture", "llama", "llama.context_length", 4096, "clip.context_length", 77);
        assertThat(ModelDetails.of("", Map.of("model_info", info)).contextTokens())
                .isEqualTo(4096);
        assertThat(ModelDetails.of("", Map.of()).contextTokens()).isZero();
    }

    @Test
    void aRepeatPenaltyOfTheModelsOwnFileIsSeen() {
        String parameters = "stop                           \"<|end|>\"\nrepeat_penalty                 1.1";
        assertThat(ModelDetails.of("", Map.of("parameters", parameters)).repeatPenalty())
                .isTrue();
        assertThat(ModelDetails.of("", Map.of("parameters", "stop \"repeat_penalty x\""))
                        .repeatPenalty())
                .isFalse();
    }

    @Test
    void anEmbeddingModelDoesNotChat() {
        assertThat(ModelDetails.of("", Map.of("capabilities", List.of("embedding")))
                        .chat())
                .isFalse();
        assertThat(ModelDetails.of("", Map.of("details", Map.of("family", "nomic-bert")))
                        .chat())
                .isFalse();
        assertThat(ModelDetails.of("", Map.of("details", Map.of("family", "llama")))
                        .chat())
                .isTrue();
    }

    @Test
    void aModelIsToldNotToThinkWhereItCanBe() {
        assertThat(thinking(List.of("completion"), "llama", "", "{{ .Prompt }}"))
                .isEqualTo(Thinking.OFF);
        assertThat(thinking(
                        List.of("completion", "thinking"),
                        "qwen3",
                        "",
                        "{{ if and $.IsThinkSet (not $.Think) }}<think></think>{{ end }}"))
                .isEqualTo(Thinking.OFF);
        assertThat(thinking(List.of("completion", "thinking"), "qwen3vl", "qwen3-vl-instruct", ""))
                .isEqualTo(Thinking.OFF);
    }

    @Test
    void aModelThatCanOnlyThinkIsLetThink() {
        assertThat(thinking(List.of("completion", "thinking"), "gptoss", "", ""))
                .isEqualTo(Thinking.LOW);
        assertThat(thinking(List.of("completion", "thinking"), "qwen3", "qwen3-thinking", ""))
                .isEqualTo(Thinking.ALWAYS);
        assertThat(thinking(
                        List.of("completion", "thinking"), "qwen3", "", "<think>{{ .Thinking }}</think>{{ .Content }}"))
                .isEqualTo(Thinking.ALWAYS);
        assertThat(thinking(List.of("completion"), "qwen2", "", "{{ .Prompt }}<|assistant|><think>\n{{- end }}"))
                .isEqualTo(Thinking.UNMARKED);
    }

    private static Thinking thinking(List<String> capabilities, String family, String parser, String template) {
        return ModelDetails.of(
                        "",
                        Map.of(
                                "capabilities",
                                capabilities,
                                "details",
                                Map.of("family", family),
                                "parser",
                                parser,
                                "template",
                                template))
                .thinking();
    }
}
