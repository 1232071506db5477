package io.jarvas.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jarvas.app.RunningJarvas;
import io.jarvas.demo.home.DemoHome;
import io.jarvas.demo.model.DemoModel;
import io.jarvas.demo.model.DemoModelConfig;
import io.jarvas.json.Json;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many messages at once to the whole program, on the demo home and the demo model.
class ConcurrencyTest {
    private static final int MANY = 50;
    private static final String STORY = "tell me a long story";

    @TempDir
    private Path data;

    private final DemoHome home = DemoHome.start("127.0.0.1", 0, Clock.systemUTC(), 7);
    /// A story takes a few seconds.
    private final DemoModel model =
            DemoModel.start("127.0.0.1", 0, DemoModelConfig.INSTANT.withTokenPause(Duration.ofMillis(10)));

    private final List<AutoCloseable> started = new ArrayList<>();

    private Client client(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("home_assistant_url", home.uri().toString());
        all.put("home_assistant_token", home.token());
        all.put("ollama_url", model.uri().toString());
        RunningJarvas jarvas = RunningJarvas.start(data, all);
        started.addFirst(jarvas);
        Client client = new Client(jarvas.uri());
        started.addFirst(client);
        return client;
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : started) {
            each.close();
        }
        model.close();
        home.close();
    }

    @Test
    void theSecondMessageOfAConversationWaitsForTheFirst() {
        Client client = client(Map.of());
        try (Client.Listening first = client.begin(STORY, "c");
                Client.Listening second = client.begin("hello", "c")) {
            first.untilText();
            second.until(event -> event.isPhase("queued"));

            assertThat(client.say("hello", "another").all("status")).noneMatch(event -> event.isPhase("queued"));

            assertThat(first.toEnd().finished()).isTrue();
            Answer answer = second.toEnd();
            assertThat(answer.finished()).isTrue();
            assertThat(answer.text()).isNotBlank();
        }
    }

    @Test
    void whatIsBeyondTheQueueIsRefusedUntilSomebodyLeaves() {
        Client client = client(Map.of("max_turns", "1", "max_queue", "1"));
        try (Client.Listening waiting = whileOneRuns(client)) {
            assertThat(waiting.toEnd().finished()).isTrue();
        }
        await().untilAsserted(() -> assertThat(
                        client.answer("/api/chat/", Map.of("message", "hello")).statusCode())
                .isEqualTo(200));
    }

    /// Fills the one place and the queue, sees that there is no more, and leaves the place again.
    ///
    /// @return the one that waited
    private static Client.Listening whileOneRuns(Client client) {
        try (Client.Listening running = client.begin(STORY, "a")) {
            running.untilText();
            Client.Listening waiting = client.begin("hello", "b");
            waiting.until(event -> event.isPhase("queued"));

            HttpResponse<String> stream = client.answer("/api/chat/stream/", Map.of("message", "hello"));
            assertThat(stream.statusCode()).isEqualTo(503);
            assertThat(stream.headers().firstValueAsLong("Retry-After")).isPresent();
            assertThat(stream.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            HttpResponse<String> old = client.answer("/api/chat/", Map.of("message", "hello"));
            assertThat(old.statusCode()).isEqualTo(503);
            assertThat(old.headers().firstValueAsLong("Retry-After")).isPresent();
            assertThat(Json.object(old.body()))
                    .isEqualTo(Map.of("error", "Too many messages at once. Try again in a moment."));
            return waiting;
        }
    }

    @Test
    void manyAtOnceEachGetTheirOwnAnswer() {
        Client client = client(Map.of());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                String message = "add thing" + i + " to the shopping list";
                answers.add(CompletableFuture.supplyAsync(() -> client.say(message), threads));
            }
            for (int i = 0; i < MANY; i++) {
                Answer answer = answers.get(i).join();
                assertThat(answer.finished()).isTrue();
                assertThat(answer.outcomes()).hasSize(1);
                assertThat(answer.only("action_result").data()).containsEntry("success", true);
                assertThat(answer.only("action").data().toString()).contains("item=thing" + i + "}");
                assertThat(answer.text()).isNotBlank().isEqualTo(answer.finalText());
            }
        }
        try (HomeRest rest = new HomeRest(home.uri(), home.token())) {
            String list = rest.call("todo.get_items?return_response", "todo.shopping_list", Map.of());
            for (int i = 0; i < MANY; i++) {
                assertThat(list).contains("\"thing" + i + "\"");
            }
        }
    }
}
