package io.jarvas.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jarvas.app.RunningJarvas;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/// What the whole program does when a real Home Assistant and a real Ollama are killed under it. It has its
/// own, which the scripts in the folder `JARVAS_PEERS` start.
@Tag("peers")
@EnabledIfEnvironmentVariable(named = "JARVAS_PEERS", matches = ".+")
class RealFailureTest {
    private static final Duration RECOVERY = Duration.ofSeconds(10);
    private static final String LIGHT = "light.kitchen_lights";

    private static Peer homeAssistant;
    private static Peer ollama;
    private static Map<String, String> home = Map.of();
    private static Map<String, String> model = Map.of();
    private static HomeRest rest;

    @TempDir
    private Path data;

    private RunningJarvas jarvas;
    private Client client;

    @BeforeAll
    static void startPeers() throws Exception {
        homeAssistant = new Peer("home-assistant", 8143);
        ollama = new Peer("ollama", 11454);
        home = homeAssistant.start();
        model = ollama.start();
        rest = new HomeRest(URI.create(setting(home, "JARVAS_TEST_HA_URL")), setting(home, "JARVAS_TEST_HA_TOKEN"));
    }

    @AfterAll
    static void stopPeers() throws Exception {
        rest.close();
        homeAssistant.stop();
        ollama.stop();
    }

    private static String setting(Map<String, String> peer, String name) {
        return Objects.requireNonNull(peer.get(name), name);
    }

    @BeforeEach
    void start() throws Exception {
        homeAssistant.start();
        ollama.start();
        begin();
        homeIs("live", "null");
        modelHas("null");
    }

    private void begin() {
        jarvas = RunningJarvas.start(
                data,
                Map.of(
                        "home_assistant_url", setting(home, "JARVAS_TEST_HA_URL"),
                        "home_assistant_token", setting(home, "JARVAS_TEST_HA_TOKEN"),
                        "ollama_url", setting(model, "JARVAS_TEST_OLLAMA_URL"),
                        "ollama_model", setting(model, "JARVAS_TEST_OLLAMA_MODEL")));
        client = new Client(jarvas.uri());
    }

    @AfterEach
    void end() {
        client.close();
        jarvas.close();
    }

    private static ConditionFactory soon() {
        return await().atMost(RECOVERY).pollInterval(Duration.ofMillis(50));
    }

    private void homeIs(String link, String problem) {
        soon().untilAsserted(() -> {
            assertThat(client.status("home", "link")).isEqualTo(link);
            assertThat(client.status("home", "problem")).isEqualTo(problem);
        });
    }

    private void modelHas(String problem) {
        soon().untilAsserted(() -> assertThat(client.status("model", "problem")).isEqualTo(problem));
    }

    private void isReady() {
        assertThat(client.get("/health/ready").statusCode()).isEqualTo(200);
    }

    private void lightOnIsDone() {
        rest.call("light.turn_off", LIGHT, Map.of());
        soon().untilAsserted(() -> assertThat(
                        client.say("Turn on the kitchen lights", "c").outcomes())
                .containsExactly("executed"));
        assertThat(rest.state(LIGHT).state()).isEqualTo("on");
    }

    @Test
    void homeAssistantKilledInATurnIsSaidAndFoundAgain() throws Exception {
        rest.call("light.turn_off", LIGHT, Map.of());
        homeAssistant.freeze();
        try (Client.Listening turn = client.begin("Turn on the kitchen lights", "c")) {
            turn.until(event -> event.isPhase("acting"));
            homeAssistant.kill();
            Answer answer = turn.toEnd();

            assertThat(answer.outcomes()).containsExactly("failed");
            assertThat(answer.finalText())
                    .isEqualTo(answer.text())
                    .endsWith("\n" + answer.only("action_result").text("message"));
            assertThat(answer.finished()).isTrue();
        }
        homeIs("down", "unreachable");
        isReady();
        assertThat(client.say("Acende as luzes da cozinha", "c").finalText())
                .endsWith("Não consigo contactar o Home Assistant neste momento, por isso não o pude fazer.");
        Answer story = client.say("Tell me a story", "c");
        assertThat(story.finished()).isTrue();
        assertThat(story.finalText()).hasSizeGreaterThan(600);

        homeAssistant.start();

        homeIs("live", "null");
        lightOnIsDone();
        assertThat(Stored.in(jarvas.database()).stream().map(Stored::state)).allMatch("whole"::equals);
    }

    @Test
    void homeAssistantRestartedInAStoryDisturbsNobody() throws Exception {
        try (Client.Listening story = client.begin("Tell me a story", "c")) {
            story.untilText();
            homeAssistant.kill();
            assertThat(story.toEnd().finished()).isTrue();
        }
        homeAssistant.start();
        homeIs("live", "null");
        lightOnIsDone();
    }

    @Test
    void ollamaKilledInItsAnswerIsSaidAndFoundAgain() throws Exception {
        String whole = client.say("Tell me a story").finalText();
        // Looking up the process takes longer than the story.
        Peer.Killer killer = ollama.killer();
        try (Client.Listening story = client.begin("Tell me a story", "c")) {
            story.untilText();
            killer.kill();
            Answer answer = story.toEnd();

            assertThat(answer.only("error").data()).containsEntry("code", "ollama_cut_short");
            assertThat(answer.only("error").text("error"))
                    .startsWith("The language model broke off in the middle of its answer.");
            assertThat(answer.finished()).isFalse();
            assertThat(answer.finalText()).isNotBlank().isEqualTo(answer.text());
            assertThat(whole).startsWith(answer.finalText()).isNotEqualTo(answer.finalText());
            assertThat(Stored.in(jarvas.database()))
                    .contains(new Stored("Tell me a story", answer.finalText(), "cut_short"));
        }
        modelHas("unreachable");
        isReady();
        Answer without = client.say("Acende as luzes da cozinha", "c");
        assertThat(without.only("error").text("error"))
                .startsWith("O servidor do modelo de linguagem (Ollama) não responde.");

        ollama.start();

        modelHas("null");
        lightOnIsDone();
    }

    @Test
    void bothAbsentAtTheStartAreFoundWhenTheyCome() throws Exception {
        end();
        homeAssistant.stop();
        ollama.stop();

        begin();

        isReady();
        homeIs("down", "unreachable");
        modelHas("unreachable");
        assertThat(client.status("home", "sentence")).startsWith("Nobody answers at Home Assistant's address.");
        assertThat(client.status("model", "sentence")).contains("(Ollama) does not answer");
        assertThat(client.say("Turn on the kitchen lights", "c").only("error").text("code"))
                .isEqualTo("ollama_unreachable");

        ollama.start();
        modelHas("null");
        homeAssistant.start();
        homeIs("live", "null");

        lightOnIsDone();
        assertThat(Stored.in(jarvas.database()).stream().map(Stored::state)).isEqualTo(List.of("cut_short", "whole"));
    }
}
