package io.jarvas.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jarvas.action.AuditEntry;
import io.jarvas.assistant.TurnReport;
import io.jarvas.home.HomeStatus;
import io.jarvas.llm.ModelException;
import io.jarvas.llm.ModelStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class MetricsTest {
    @Test
    void turnsAreCounted() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            jarvas.metrics.accept(Fixture.report(Duration.ofMillis(150), Duration.ofSeconds(2)));
            jarvas.metrics.accept(new TurnReport(
                    Fixture.NOW,
                    false,
                    Map.of("queue", Duration.ofNanos(500), "action_a1", Duration.ofMillis(3), "made_up", Duration.ZERO),
                    Map.of("prompt", 500, "generated", 3),
                    Map.of("base_prompt", false, "user_context", true)));

            assertThat(lines(jarvas))
                    .contains(
                            "# TYPE jarvas_turns_total counter",
                            "jarvas_turns_total{finished=\"true\"} 1.0",
                            "jarvas_turns_total{finished=\"false\"} 1.0",
                            "# TYPE jarvas_turn_duration_seconds histogram",
                            "jarvas_turn_duration_seconds_bucket{part=\"first_text\",le=\"0.1\"} 0",
                            "jarvas_turn_duration_seconds_bucket{part=\"first_text\",le=\"0.2\"} 1",
                            "jarvas_turn_duration_seconds_bucket{part=\"queue\",le=\"0.001\"} 1",
                            "jarvas_turn_duration_seconds_bucket{part=\"total\",le=\"+Inf\"} 1",
                            "jarvas_turn_duration_seconds_sum{part=\"total\"} 2.0",
                            "jarvas_turn_duration_seconds_count{part=\"action\"} 1",
                            "jarvas_turn_duration_seconds_count{part=\"load\"} 0",
                            "jarvas_prompt_tokens_total 1500.0",
                            "jarvas_reused_tokens_total 960.0",
                            "jarvas_read_tokens_total 40.0",
                            "jarvas_generated_tokens_total 23.0",
                            "jarvas_cache_requests_total{cache=\"base_prompt\",result=\"hit\"} 1.0",
                            "jarvas_cache_requests_total{cache=\"base_prompt\",result=\"miss\"} 1.0",
                            "jarvas_cache_requests_total{cache=\"user_context\",result=\"hit\"} 2.0",
                            "jarvas_cache_requests_total{cache=\"user_context\",result=\"miss\"} 0.0")
                    .noneMatch(line -> line.contains("made_up"));
        }
    }

    @Test
    void actionsAndAnswersToQuestionsAreCounted() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            jarvas.metrics.accept(entry("allowed", "executed", ""));
            jarvas.metrics.accept(entry("confirm", "needs_confirmation", "risky: lock.x"));
            jarvas.metrics.accept(entry("confirmed", "executed", ""));
            jarvas.metrics.accept(entry("rejected", "denied", "rejected: lock.x"));
            jarvas.metrics.accept(entry("confirmed", "denied", "changed: lock.x"));
            jarvas.metrics.accept(entry("allowed", "made_up", ""));

            assertThat(lines(jarvas))
                    .contains(
                            "jarvas_actions_total{outcome=\"executed\"} 2.0",
                            "jarvas_actions_total{outcome=\"needs_confirmation\"} 1.0",
                            "jarvas_actions_total{outcome=\"denied\"} 2.0",
                            "jarvas_actions_total{outcome=\"failed\"} 0.0",
                            "jarvas_confirmations_total{answer=\"asked\"} 1.0",
                            "jarvas_confirmations_total{answer=\"confirmed\"} 2.0",
                            "jarvas_confirmations_total{answer=\"rejected\"} 1.0")
                    .noneMatch(line -> line.contains("made_up"));
        }
    }

    private static AuditEntry entry(String verdict, String outcome, String detail) {
        AuditEntry usual = FakeActions.entry("e1", "local", "on");
        return new AuditEntry(
                usual.id(),
                usual.at(),
                usual.conversation(),
                usual.turn(),
                usual.origin(),
                usual.asked(),
                usual.tool(),
                usual.arguments(),
                verdict,
                outcome,
                detail,
                usual.calls(),
                usual.changes(),
                usual.took(),
                false);
    }

    @Test
    void theWindowTheHomeAndTheModelAreAsTheyAreNow() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            assertThat(lines(jarvas))
                    .contains(
                            "jarvas_window_tokens 8192.0",
                            "jarvas_window_answer_tokens 1024.0",
                            "jarvas_window_part_tokens{part=\"catalogue\"} 900.0",
                            "jarvas_window_home_ratio 0.262451171875",
                            "jarvas_window_read_ratio 0.5",
                            "jarvas_window_home_form{form=\"whole\"} 1.0",
                            "jarvas_window_home_form{form=\"index\"} 0.0",
                            "jarvas_home_entities 0.0",
                            "jarvas_home_link{link=\"live\"} 1.0",
                            "jarvas_model_problem{problem=\"unreachable\"} 0.0");

            jarvas.link = new HomeStatus(HomeStatus.Link.DOWN, Optional.empty(), "", Fixture.NOW);
            jarvas.model = new ModelStatus(
                    Optional.empty(),
                    List.of(),
                    0,
                    ModelStatus.Memory.UNKNOWN,
                    "",
                    Optional.of(ModelException.Code.UNREACHABLE),
                    "refused",
                    Fixture.NOW);

            assertThat(lines(jarvas))
                    .contains(
                            "jarvas_home_link{link=\"live\"} 0.0",
                            "jarvas_home_link{link=\"down\"} 1.0",
                            "jarvas_model_problem{problem=\"unreachable\"} 1.0");
        }
    }

    @Test
    void whoIsConnectedAndWhoWaitsIsShown() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch seen = new CountDownLatch(1);
        try (Fixture jarvas = new Fixture()) {
            assertThat(lines(jarvas))
                    .contains(
                            "jarvas_running_turns 2.0",
                            "jarvas_waiting_turns 1.0",
                            "jarvas_connections{kind=\"request\"} 1.0",
                            "jarvas_connections{kind=\"stream\"} 0.0",
                            "jarvas_connections{kind=\"socket\"} 0.0");

            jarvas.script = (turn, sink) -> {
                told.countDown();
                await().until(() -> seen.getCount() == 0);
                turn.say(sink, "Hello.");
            };
            CompletableFuture<Integer> stream = CompletableFuture.supplyAsync(() -> listen(jarvas.port()));
            told.await();
            assertThat(lines(jarvas))
                    .contains("jarvas_connections{kind=\"request\"} 2.0", "jarvas_connections{kind=\"stream\"} 1.0");

            seen.countDown();
            assertThat(stream.join()).isEqualTo(200);
            await().untilAsserted(() -> assertThat(lines(jarvas))
                    .contains("jarvas_connections{kind=\"request\"} 1.0", "jarvas_connections{kind=\"stream\"} 0.0"));
        }
    }

    @Test
    void theProcessIsShownUnderTheUsualNames() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            assertThat(lines(jarvas))
                    .anyMatch(line -> line.startsWith("jarvas_build_info{java=\"25"))
                    .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\"} "))
                    .anyMatch(line -> line.startsWith("jvm_memory_max_bytes{area=\"nonheap\"} "))
                    .anyMatch(line -> line.startsWith("jvm_gc_collection_seconds_total{gc="))
                    .anyMatch(line -> line.matches("jvm_threads_current [1-9].*"))
                    .anyMatch(line -> line.matches("process_cpu_seconds_total [0-9].*"))
                    .anyMatch(line -> line.startsWith("process_start_time_seconds "));
        }
    }

    @Test
    void prometheusReadsItsOwnFormat() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            Raw.Answer answer = Raw.get(jarvas.port(), "/metrics/");

            assertThat(answer.header("Content-Type")).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.body().lines())
                    .allMatch(
                            line -> line.matches(
                                    "# (HELP|TYPE) (jarvas|jvm|process)_[a-z_]+ .+"
                                            + "|(jarvas|jvm|process)_[a-z_]+(\\{[a-z]+=\"[^\"]+\"(,(le|result|version)=\"[^\"]+\")?\\})? [0-9.E-]+"));
        }
    }

    @Test
    void whoIsNotSignedInReadsNone() throws Exception {
        try (Fixture jarvas = new Fixture(Fixture::behindIngress)) {
            int api = jarvas.web.apiPort().orElseThrow();
            assertThat(Raw.get(api, "/metrics").status()).isEqualTo(401);
            assertThat(Raw.get(api, "/metrics", Fixture.AUTHORIZED).status()).isEqualTo(200);
            assertThat(Raw.get(jarvas.port(), "/metrics", Fixture.AUTHORIZED).status())
                    .isEqualTo(403);
        }
    }

    private static int listen(int port) {
        try {
            return Raw.get(port, "/api/chat/stream?message=Hello").status();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Fixture jarvas) throws Exception {
        Raw.Answer answer = Raw.get(jarvas.port(), "/metrics");
        assertThat(answer.status()).isEqualTo(200);
        return answer.body().lines().toList();
    }
}
