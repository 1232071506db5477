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
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the whole program does while its home or its model is away, on the demo ones.
class FailureTest {
    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration RECOVERY = Duration.ofSeconds(10);
    /// A story takes a second or two.
    private static final DemoModelConfig SLOW = DemoModelConfig.INSTANT.withTokenPause(Duration.ofMillis(5));

    @TempDir
    private Path data;

    private final DemoHome home = DemoHome.start(LOOPBACK, 0, Clock.systemUTC(), 7);
    private final HomeRest rest = new HomeRest(home.uri(), home.token());
    private final int modelPort = RunningJarvas.freePort();
    private DemoModel model = DemoModel.start(LOOPBACK, modelPort, SLOW);
    private RunningJarvas jarvas;
    private Client client;

    @BeforeEach
    void start() {
        begin();
    }

    private void begin() {
        jarvas = RunningJarvas.start(
                data,
                Map.of(
                        "home_assistant_url", home.uri().toString(),
                        "home_assistant_token", home.token(),
                        "ollama_url", "http://" + LOOPBACK + ":" + modelPort));
        client = new Client(jarvas.uri());
    }

    private void end() {
        client.close();
        jarvas.close();
    }

    @AfterEach
    void stop() {
        end();
        rest.close();
        model.close();
        home.close();
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

    @Test
    void aStoryGoesOnWhileTheHomeIsAway() {
        try (Client.Listening story = client.begin("tell me a long story", "c")) {
            story.untilText();
            home.unplug();
            homeIs("down", "unreachable");
            Answer answer = story.toEnd();
            assertThat(answer.finished()).isTrue();
            assertThat(answer.all("error")).isEmpty();
        }
        isReady();
    }

    @ParameterizedTest
    @CsvSource({
        "turn on the desk light, 'I cannot reach Home Assistant right now, so I could not do that.'",
        "acende a luz da secretária, 'Não consigo contactar o Home Assistant neste momento, por isso não o pude fazer.'"
    })
    void aCommandWithoutAHomeIsSaidAndTheNextWithOneIsDone(String phrase, String sentence) {
        rest.call("light.turn_off", "light.office_desk", Map.of());
        home.unplug();
        homeIs("down", "unreachable");

        Answer without = client.say(phrase, "c");
        assertThat(without.outcomes()).containsExactly("failed");
        assertThat(without.finalText()).endsWith(sentence).isEqualTo(without.text());
        assertThat(without.finished()).isTrue();
        isReady();

        home.plugIn();
        homeIs("live", "null");
        assertThat(rest.state("light.office_desk").state()).isEqualTo("off");
        assertThat(client.say(phrase, "c").outcomes()).containsExactly("executed");
        assertThat(rest.state("light.office_desk").state()).isEqualTo("on");
    }

    @Test
    void anActionWhoseHomeGoesAwayIsNotClaimed() {
        rest.call("light.turn_off", "light.office_desk", Map.of());
        home.hang("light.turn_on");
        try (Client.Listening turn = client.begin("turn on the desk light", "c")) {
            turn.until(event -> event.is("action"));
            turn.until(event -> event.isPhase("acting"));
            home.unplug();
            Answer answer = turn.toEnd();

            assertThat(answer.outcomes()).containsExactly("failed");
            assertThat(answer.finalText()).endsWith("I asked for that, but cannot see whether Office Desk did it.");
            assertThat(answer.finished()).isTrue();
        }
        home.plugIn();
        home.answer("light.turn_on");
        homeIs("live", "null");
        assertThat(client.say("turn on the desk light", "c").outcomes()).containsExactly("executed");
    }

    @Test
    void anActionIsProvenByTheHomeThatCameBack() {
        rest.call("light.turn_off", "light.office_desk", Map.of());
        home.hang("light.turn_on");
        try (Client.Listening turn = client.begin("turn on the desk light", "c")) {
            turn.until(event -> event.is("action"));
            turn.until(event -> event.isPhase("acting"));
            home.cutSockets();
            rest.call("light.turn_on", "light.office_desk", Map.of());

            assertThat(turn.toEnd().outcomes()).containsExactly("executed");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tell me a long story, en, The language model broke off in the middle of its answer.",
        "conta-me uma história longa, pt, O modelo de linguagem parou a meio da resposta."
    })
    void aModelThatDiesInItsAnswerIsSaidAndWhatThereIsIsKept(String phrase, String language, String sentence) {
        try (Client.Listening story = client.begin(phrase, "c")) {
            story.untilText();
            story.untilText();
            model.close();
            Answer answer = story.toEnd();

            assertThat(answer.only("error").data())
                    .containsEntry("code", "ollama_cut_short")
                    .containsEntry("retryable", true);
            assertThat(answer.only("error").text("error")).startsWith(sentence);
            assertThat(answer.finalText()).isNotBlank().isEqualTo(answer.text());
            assertThat(answer.finished()).isFalse();
            assertThat(Stored.in(jarvas.database())).containsExactly(new Stored(phrase, answer.text(), "cut_short"));
        }
        modelHas("unreachable");
        isReady();

        model = DemoModel.start(LOOPBACK, modelPort, SLOW);
        modelHas("null");
        assertThat(client.say("tell me a long story", "c").finished()).isTrue();
    }

    @Test
    void aMessageWithoutAModelIsStoredAndSaidSo() {
        model.close();

        Answer answer = client.say("acende a luz da cozinha", "c");

        assertThat(answer.only("error").data())
                .containsEntry("code", "ollama_unreachable")
                .containsEntry("retryable", true);
        assertThat(answer.only("error").text("error"))
                .startsWith("O servidor do modelo de linguagem (Ollama) não responde.");
        assertThat(answer.events().getLast().is("done")).isTrue();
        assertThat(answer.finished()).isFalse();

        HttpResponse<String> old = client.answer("/api/chat/", Map.of("message", "turn on the kitchen light"));
        assertThat(old.statusCode()).isEqualTo(502);
        assertThat(Json.object(old.body()).keySet()).containsExactly("error");
        assertThat(old.body()).contains("(Ollama) does not answer");

        assertThat(Stored.in(jarvas.database()))
                .containsExactly(
                        new Stored("acende a luz da cozinha", "", "cut_short"),
                        new Stored("turn on the kitchen light", "", "cut_short"));
    }

    @Test
    void bothAbsentAtTheStartAreFoundWhenTheyCome() {
        end();
        home.unplug();
        model.close();

        begin();

        isReady();
        homeIs("down", "unreachable");
        modelHas("unreachable");
        assertThat(client.status("home", "sentence")).startsWith("Nobody answers at Home Assistant's address.");
        assertThat(client.status("model", "sentence")).contains("(Ollama) does not answer");
        assertThat(client.status("pt").toString())
                .contains("Ninguém responde no endereço do Home Assistant.", "(Ollama) não responde.");
        assertThat(client.say("turn on the desk light", "c").only("error").text("code"))
                .isEqualTo("ollama_unreachable");

        home.plugIn();
        model = DemoModel.start(LOOPBACK, modelPort, SLOW);

        homeIs("live", "null");
        modelHas("null");
        assertThat(client.say("turn on the desk light", "c").outcomes()).isSubsetOf("executed", "already");
        assertThat(rest.state("light.office_desk").state()).isEqualTo("on");
        assertThat(Stored.in(jarvas.database()).stream().map(Stored::state)).isEqualTo(List.of("cut_short", "whole"));
    }
}
