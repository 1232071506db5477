package io.jarvas.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jarvas.app.RunningJarvas;
import io.jarvas.app.ScriptedModel;
import io.jarvas.demo.model.DemoModel;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/// What docs/integrations.md says about automations, and the blueprint, in the configuration of a real Home Assistant.
@Tag("peers")
@EnabledIfEnvironmentVariable(named = "JARVAS_PEERS", matches = ".+")
class RealAutomationsTest {
    private static final int PORT = 8183;
    private static final String TOKEN = "token-of-the-automations";
    private static final Path BLUEPRINT = Path.of("blueprints", "automation", "jarvas", "ask_and_say.yaml");
    private static final String PLAYER = "media_player.bedroom";
    private static final String LIGHT = "light.kitchen_lights";

    private static final Opened OPEN = new Opened();

    @TempDir
    private static Path directory;

    private static URI home;
    private static String owner;
    private static HomeRest rest;
    private static ScriptedModel model;
    private static Client client;

    @BeforeAll
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    static void start() throws Exception {
        Peer peer = new Peer("home-assistant", PORT);
        OPEN.add(peer::stop);
        Map<String, String> exports = peer.start();
        home = URI.create(exports.get("JARVAS_TEST_HA_URL"));
        owner = exports.get("JARVAS_TEST_HA_TOKEN");
        DemoModel demo = OPEN.add(DemoModel.start("127.0.0.1", 0));
        model = OPEN.add(new ScriptedModel(demo.uri()));
        FakeVoice voice = OPEN.add(new FakeVoice());
        int assist = RunningJarvas.freePort();
        RunningJarvas jarvas = OPEN.add(RunningJarvas.start(
                directory.resolve("jarvas"),
                Map.of(
                        "home_assistant_url",
                        home.toString(),
                        "home_assistant_token",
                        owner,
                        "ollama_url",
                        model.uri().toString(),
                        "api_token",
                        TOKEN,
                        "wyoming_port",
                        String.valueOf(assist))));
        configure(peer, jarvas.uri());
        rest = OPEN.add(new HomeRest(home, owner));
        forgetServices();
        integrate(voice.port());
        integrate(assist);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> rest.states().keySet().containsAll(Set.of("tts.test_voice", "conversation.jarvas")));
        client = OPEN.add(new Client(jarvas.uri()));
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            assertThat(client.status("home", "link")).isEqualTo("live");
            assertThat(client.status("home", "problem")).isEqualTo("null");
        });
    }

    @AfterAll
    static void stop() throws Exception {
        OPEN.close();
    }

    /// As an owner pastes it; only the address and the token are another's, and the entities those of this
    /// home.
    private static void configure(Peer peer, URI jarvas) throws IOException, InterruptedException {
        Path blueprints = Files.createDirectories(peer.home().resolve("blueprints/automation/jarvas"));
        Files.copy(BLUEPRINT, blueprints.resolve("ask_and_say.yaml"), StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(
                peer.home().resolve("secrets.yaml"),
                example("jarvas_authorization:").replace("YOUR_TOKEN", TOKEN));
        String command = example("rest_command:").replace("http://192.168.1.10:8099", jarvas.toString());
        String asks = item("""
                alias: asks
                triggers:
                  - trigger: event
                    event_type: ask
                """ + example("actions:"));
        String says = item("alias: says\n"
                + example("use_blueprint:")
                        .replace("media_player.kitchen", PLAYER)
                        .replace("tts.piper", "tts.test_voice")
                        .replace("binary_sensor.front_door", "input_boolean.guest_mode"));
        String sees = item("""
                alias: sees
                mode: parallel
                triggers:
                  - trigger: event
                    event_type: call_service
                    event_data:
                      domain: tts
                      service: speak
                actions:
                  - action: persistent_notification.create
                    data:
                      message: >-
                        {{ trigger.event.data.service_data.media_player_entity_id }} says:
                        {{ trigger.event.data.service_data.message }}
                """);
        String assists = item("""
                alias: assists
                triggers:
                  - trigger: event
                    event_type: ask_assist
                """ + example("actions:\n  - action: conversation.process"));
        String hears = item("alias: hears\n"
                + example("triggers:\n  - trigger: event\n    event_type: jarvas_action")
                        .replace("lock.unlock", "light.turn_on"));
        peer.startAgain(
                configuration -> configuration + command + "automation:\n" + asks + assists + says + sees + hears);
    }

    /// The first YAML example of the chapter about Home Assistant that begins so.
    private static String example(String beginning) throws IOException {
        String document = Files.readString(Path.of("docs", "integrations.md"));
        String chapter = document.substring(document.indexOf("\n## Home Assistant\n"));
        Matcher block =
                Pattern.compile("(?ms)^```yaml$\n(" + beginning + ".*?)^```$").matcher(chapter);
        assertThat(block.find()).as(beginning).isTrue();
        return block.group(1);
    }

    /// An item of a YAML list.
    private static String item(String yaml) {
        return "  -" + yaml.indent(4).substring(3);
    }

    private static void forgetServices() {
        try (HomeSocket socket = new HomeSocket(home, owner)) {
            List<?> before = (List<?>) socket.command("config_entries/get", Map.of("domain", "wyoming"))
                    .get("result");
            before.forEach(
                    entry -> rest.delete("/api/config/config_entries/entry/" + ((Map<?, ?>) entry).get("entry_id")));
        }
    }

    /// As under Settings → Devices & services → Add integration → Wyoming Protocol.
    private static void integrate(int port) {
        Map<String, Object> flow = rest.post("/api/config/config_entries/flow", Map.of("handler", "wyoming"));
        Map<String, Object> made = rest.post(
                "/api/config/config_entries/flow/" + flow.get("flow_id"), Map.of("host", "127.0.0.1", "port", port));
        assertThat(made).containsEntry("type", "create_entry");
    }

    @Test
    void theAnswerOfTheConversationAgentIsInTheVariable() {
        model.answer(pen -> pen.write("No \"door\" is open, não."));

        rest.post("/api/events/ask_assist", Map.of());

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(notifications()).contains("No \"door\" is open, não."));
    }

    @Test
    void theAnswerOfTheRestCommandIsInTheVariable() {
        model.answer(pen -> pen.write("No \"window\" is open, não."));

        rest.post("/api/events/ask", Map.of());

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(notifications()).contains("No \"window\" is open, não."));
    }

    @Test
    void theBlueprintSaysTheAnswerOnASpeaker() {
        rest.call("input_boolean.turn_off", "input_boolean.guest_mode", Map.of());
        rest.call("media_player.media_play", PLAYER, Map.of());
        model.answer(pen -> pen.write("Nothing else is open."));

        rest.call("input_boolean.turn_on", "input_boolean.guest_mode", Map.of());

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(notifications()).contains(PLAYER + " says: Nothing else is open."));
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(
                                String.valueOf(rest.state(PLAYER).attributes().get("media_content_id")))
                        .contains("tts/tts.test_voice?message=Nothing+else+is+open."));
    }

    @Test
    void anAutomationHearsWhatJarvasHasDone() {
        await().atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> {
                    rest.call("light.turn_off", LIGHT, Map.of());
                    model.answer(pen ->
                            pen.write("Okay.\nACTION: {\"tool\": \"homeassistant_call_service\", \"args\": {\"domain\":"
                                    + " \"light\", \"service\": \"turn_on\", \"data\": {\"entity_id\": \"" + LIGHT
                                    + "\"}}}"));
                    client.say("Turn on the kitchen lights");
                    assertThat(notifications()).contains("Jarvas unlocked " + LIGHT);
                });
    }

    private static List<String> notifications() {
        try (HomeSocket socket = new HomeSocket(home, owner)) {
            List<?> all = (List<?>)
                    socket.command("persistent_notification/get", Map.of()).get("result");
            return all.stream()
                    .map(each -> String.valueOf(((Map<?, ?>) each).get("message")))
                    .toList();
        }
    }
}
