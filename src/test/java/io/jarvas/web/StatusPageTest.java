package io.jarvas.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.home.HomeStatus;
import io.jarvas.json.Json;
import io.jarvas.language.Language;
import io.jarvas.language.Sentences;
import io.jarvas.llm.ModelException;
import io.jarvas.llm.ModelStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatusPageTest {
    @Test
    void whatWorksIsSaidInSentencesAndFigures() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            jarvas.recent = IntStream.rangeClosed(1, 5)
                    .mapToObj(i -> Fixture.report(Duration.ofMillis(100L * i), Duration.ofSeconds(i)))
                    .toList();
            Map<String, Object> status = ChatStreamTest.json(Raw.get(jarvas.port(), "/api/status/"));

            assertThat(status).containsEntry("language", "en");
            assertThat(part(status, "home"))
                    .containsEntry("link", "live")
                    .containsEntry("entities", 0)
                    .containsEntry("sentence", "Home Assistant is connected, and every change is seen at once.");
            assertThat(part(status, "model"))
                    .containsEntry("name", "home-tiny")
                    .containsEntry("window_tokens", 8192)
                    .containsEntry("memory", "loaded")
                    .containsEntry("allowed", List.of("home-tiny", "home-large"));
            assertThat(part(status, "latency"))
                    .containsEntry("turns", 5)
                    .containsEntry("first_text_ms", Map.of("median", 300.0, "slowest", 500.0))
                    .containsEntry("total_ms", Map.of("median", 3000.0, "slowest", 5000.0));
        }
    }

    @Test
    void whatDoesNotWorkIsSaidInThePersonsLanguage() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            jarvas.link = new HomeStatus(
                    HomeStatus.Link.DOWN, Optional.of(HomeStatus.Problem.WRONG_TOKEN), "auth_invalid", Fixture.NOW);
            Map<String, Object> status =
                    ChatStreamTest.json(Raw.get(jarvas.port(), "/api/status", "Accept-Language: pt-PT"));

            assertThat(part(status, "home"))
                    .containsEntry("problem", "wrong_token")
                    .containsEntry("detail", "auth_invalid");
            assertThat((String) part(status, "home").get("sentence")).startsWith("O Home Assistant não aceita o token");
        }
    }

    @Test
    void everyProblemHasASentenceInEveryLanguage() {
        for (Language language : Language.values()) {
            Sentences sentences = Sentences.in(language);
            for (HomeStatus.Problem problem : HomeStatus.Problem.values()) {
                assertThat(sentences.say("home." + EventJson.lower(problem))).isNotBlank();
            }
            for (HomeStatus.Link link : HomeStatus.Link.values()) {
                assertThat(sentences.say("home." + EventJson.lower(link))).isNotBlank();
            }
            for (ModelException.Code code : ModelException.Code.values()) {
                assertThat(sentences.say("model." + EventJson.lower(code))).isNotBlank();
            }
            for (ModelStatus.Memory memory : ModelStatus.Memory.values()) {
                assertThat(sentences.say("model." + EventJson.lower(memory))).isNotBlank();
            }
        }
    }

    private static Map<String, Object> part(Map<String, Object> status, String name) {
        return Json.object(Json.text(status.get(name)));
    }
}
