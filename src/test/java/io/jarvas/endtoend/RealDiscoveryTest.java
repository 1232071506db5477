package io.jarvas.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jarvas.app.RunningJarvas;
import io.jarvas.app.ScriptedModel;
import io.jarvas.demo.model.DemoModel;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/// An app that tells the Supervisor of itself, a real Home Assistant that hears of it and asks its owner, and the owner
/// who says yes. Only the Supervisor is a fake.
@Tag("peers")
@EnabledIfEnvironmentVariable(named = "JARVAS_PEERS", matches = ".+")
class RealDiscoveryTest {
    private static final int PORT = 8223;

    private static final Opened OPEN = new Opened();

    @TempDir
    private static Path directory;

    private static FakeSupervisor supervisor;
    private static URI home;
    private static String owner;
    private static HomeRest rest;
    private static ScriptedModel model;
    private static int wyoming;

    @BeforeAll
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    static void start() throws Exception {
        supervisor = OPEN.add(new FakeSupervisor());
        Peer peer = new Peer("home-assistant", PORT, supervisor.environment());
        peer.stop();
        OPEN.add(peer::stop);
        Map<String, String> exports = peer.start();
        home = URI.create(exports.get("JARVAS_TEST_HA_URL"));
        owner = exports.get("JARVAS_TEST_HA_TOKEN");
        rest = OPEN.add(new HomeRest(home, owner));
        forgetEntries();
        model = OPEN.add(
                new ScriptedModel(OPEN.add(DemoModel.start("127.0.0.1", 0)).uri()));
        wyoming = RunningJarvas.freePort();
        OPEN.add(RunningJarvas.behindIngress(
                directory.resolve("jarvas"),
                Map.of(
                        "home_assistant_url", home.toString(),
                        "home_assistant_token", owner,
                        "ollama_url", model.uri().toString(),
                        "wyoming_port", String.valueOf(wyoming)),
                URI.create("http://127.0.0.1:" + supervisor.ingress().port())));
    }

    @AfterAll
    static void stop() throws Exception {
        OPEN.close();
    }

    private static void forgetEntries() {
        entries().forEach(entry -> rest.delete("/api/config/config_entries/entry/" + entry.get("entry_id")));
    }

    private static List<Map<?, ?>> entries() {
        try (HomeSocket socket = new HomeSocket(home, owner)) {
            return ((List<?>) socket.command("config_entries/get", Map.of("domain", "wyoming"))
                            .get("result"))
                    .stream().<Map<?, ?>>map(entry -> (Map<?, ?>) entry).toList();
        }
    }

    @Test
    void theOwnerSaysYesAndAssistAnswersThroughJarvas() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> supervisor.discovery().isPresent());
        Map<String, Object> told = supervisor.discovery().orElseThrow();
        assertThat(told).containsEntry("service", "wyoming");
        assertThat(String.valueOf(told.get("config"))).matches("\\{uri=tcp://[\\w.-]+:" + wyoming + "}");

        // As the Supervisor does when an app tells of itself.
        rest.tell("/api/hassio_push/discovery/" + FakeSupervisor.UUID);
        await().atMost(Duration.ofSeconds(30)).until(() -> !flows().isEmpty());
        Map<String, Object> made = rest.post(
                "/api/config/config_entries/flow/" + flows().getFirst().get("flow_id"), Map.of());

        assertThat(made).containsEntry("type", "create_entry").containsEntry("title", "Jarvas");
        await().atMost(Duration.ofSeconds(30)).until(() -> !agents().isEmpty());
        model.answer(pen -> pen.write("Here I am."));
        Map<String, Object> answer = rest.post(
                "/api/conversation/process",
                Map.of("text", "Are you there?", "language", "en", "agent_id", agents().getFirst()));
        assertThat(answer.toString()).contains("Here I am.");
    }

    private static List<Map<?, ?>> flows() {
        try (HomeSocket socket = new HomeSocket(home, owner)) {
            return ((List<?>) socket.command("config_entries/flow/progress", Map.of())
                            .get("result"))
                    .stream()
                            .<Map<?, ?>>map(flow -> (Map<?, ?>) flow)
                            .filter(flow -> "wyoming".equals(flow.get("handler")))
                            .toList();
        }
    }

    /// The entities of Home Assistant that Assist can converse with, without its own.
    private static List<String> agents() {
        return rest.states().keySet().stream()
                .filter(entity -> entity.startsWith("conversation.jarvas"))
                .toList();
    }
}
