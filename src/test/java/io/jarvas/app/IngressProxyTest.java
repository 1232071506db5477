package io.jarvas.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.demo.home.DemoHome;
import io.jarvas.demo.model.DemoModel;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The whole program as an app of Home Assistant, behind what stands for its ingress.
@Timeout(60)
class IngressProxyTest {
    @TempDir
    private Path directory;

    @Test
    void aPersonOfHomeAssistantHearsAnAnswerAsItIsWritten() throws Exception {
        CountDownLatch heard = new CountDownLatch(1);
        try (DemoHome home = DemoHome.start("127.0.0.1", 0, Clock.systemUTC(), 7);
                DemoModel demo = DemoModel.start("127.0.0.1", 0);
                ScriptedModel model = new ScriptedModel(demo.uri());
                RunningJarvas jarvas = RunningJarvas.behindIngress(
                        directory,
                        Map.of(
                                "home_assistant_url", home.uri().toString(),
                                "home_assistant_token", home.token(),
                                "ollama_url", model.uri().toString()));
                IngressProxy ingress = IngressProxy.of(jarvas.uri().getPort(), new IngressProxy.User("ana", "Ana"));
                HttpClient http = HttpClient.newHttpClient()) {
            model.answer(pen -> {
                pen.write("The first words");
                heard.await();
                pen.write(", and the last.");
            });

            HttpResponse<Stream<String>> answer = http.send(
                    request(ingress.uri().resolve("api/chat/stream"), "{\"message\":\"Say something\"}"),
                    BodyHandlers.ofLines());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()
                            .peek(line -> {
                                if (line.contains("first words")) {
                                    heard.countDown();
                                }
                            })
                            .toList())
                    .anyMatch(line -> line.contains("and the last."));
            assertThat(http.send(
                                    HttpRequest.newBuilder(ingress.uri().resolve("api/conversations"))
                                            .build(),
                                    BodyHandlers.ofString())
                            .body())
                    .contains("Say something");
            assertThat(http.send(HttpRequest.newBuilder(jarvas.uri()).build(), BodyHandlers.ofString())
                            .statusCode())
                    .as("past the ingress")
                    .isEqualTo(403);
        }
    }

    /// Of a length that is not told in advance, as Home Assistant passes on what it gets.
    private static HttpRequest request(URI address, String body) {
        return HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
                .build();
    }
}
