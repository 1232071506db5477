package io.jarvas.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jarvas.app.RunningJarvas;
import io.jarvas.app.ScriptedModel;
import io.jarvas.demo.model.DemoModel;
import io.jarvas.demo.model.DemoModelConfig;
import io.jarvas.json.Json;
import io.jarvas.wyoming.ScriptedWyoming;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Jarvas as the conversation agent of a real Home Assistant, which its own integration of the Wyoming protocol makes
/// of it.
@Tag("peers")
@EnabledIfEnvironmentVariable(named = "JARVAS_PEERS", matches = ".+")
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class RealAssistTest {
    private static final int PORT = 8203;
    private static final int TURNS = 200;
    private static final String AGENT = "conversation.jarvas";
    private static final String PIN = "4711";
    private static final String KITCHEN_LIGHT = "light.kitchen_lights";
    private static final String BEDROOM_LIGHT = "light.bed_light";
    private static final String OFFICE_LIGHT = "light.office_rgbw_lights";
    private static final String DOOR = "cover.garage_door";
    /// Any entity that is in the registry and not exposed.
    private static final String SATELLITE = "stt.scripted_ears";
    /// Half a second of silence, at 16 kHz.
    private static final byte[] SILENCE = new byte[16_000];

    private static final Opened OPEN = new Opened();

    @TempDir
    private static Path directory;

    private static URI home;
    private static HomeRest rest;
    private static HomeSocket socket;
    private static ScriptedModel model;
    private static ScriptedWyoming speech;
    private static RunningJarvas jarvas;

    @BeforeAll
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    static void start() throws Exception {
        Peer peer = new Peer("home-assistant", PORT);
        OPEN.add(peer::stop);
        forgetSounds(peer.home().resolve("tts"));
        Map<String, String> exports = peer.start();
        home = URI.create(exports.get("JARVAS_TEST_HA_URL"));
        String owner = exports.get("JARVAS_TEST_HA_TOKEN");
        DemoModel demo = OPEN.add(DemoModel.start("127.0.0.1", 0, DemoModelConfig.INSTANT));
        model = OPEN.add(new ScriptedModel(demo.uri()));
        speech = OPEN.add(ScriptedWyoming.start());
        int port = RunningJarvas.freePort();
        jarvas = OPEN.add(RunningJarvas.start(
                directory.resolve("jarvas"),
                Map.of(
                        "home_assistant_url",
                        home.toString(),
                        "home_assistant_token",
                        owner,
                        "ollama_url",
                        model.uri().toString(),
                        "pin",
                        PIN,
                        "wyoming_port",
                        String.valueOf(port))));
        rest = OPEN.add(new HomeRest(home, owner));
        socket = OPEN.add(new HomeSocket(home, owner));
        results("config_entries/get", Map.of("domain", "wyoming"))
                .forEach(entry -> rest.delete("/api/config/config_entries/entry/" + entry.get("entry_id")));
        integrate(port);
        integrate(speech.port());
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        rest.states().keySet().containsAll(Set.of(AGENT, "stt.scripted_ears", "tts.scripted_tone")));
        Client client = OPEN.add(new Client(jarvas.uri()));
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            assertThat(client.status("home", "link")).isEqualTo("live");
            assertThat(client.status("home", "problem")).isEqualTo("null");
        });
    }

    @AfterAll
    static void stop() throws Exception {
        OPEN.close();
    }

    /// What was spoken in an earlier run would not be spoken again.
    private static void forgetSounds(Path sounds) throws IOException {
        if (Files.isDirectory(sounds)) {
            try (Stream<Path> all = Files.list(sounds)) {
                for (Path sound : all.toList()) {
                    Files.delete(sound);
                }
            }
        }
    }

    /// As under Settings → Devices & services → Add integration → Wyoming Protocol.
    private static void integrate(int port) {
        Map<String, Object> flow = rest.post("/api/config/config_entries/flow", Map.of("handler", "wyoming"));
        Map<String, Object> made = rest.post(
                "/api/config/config_entries/flow/" + flow.get("flow_id"), Map.of("host", "127.0.0.1", "port", port));
        assertThat(made).containsEntry("type", "create_entry");
    }

    @BeforeEach
    void dark() {
        List.of(KITCHEN_LIGHT, BEDROOM_LIGHT, OFFICE_LIGHT, "light.ceiling_lights")
                .forEach(light -> rest.call("light.turn_off", light, Map.of()));
        rest.call("cover.close_cover", DOOR, Map.of());
        await().atMost(Duration.ofSeconds(20))
                .until(() -> rest.state(DOOR).state().equals("closed"));
    }

    @Test
    void itIsAConversationAgentThatControlsTheHome() {
        assertThat(rest.state(AGENT).attributes()).containsEntry("supported_features", 1);
        assertThat(results("conversation/agent/list", Map.of("language", "pt"), "agents"))
                .anySatisfy(agent -> assertThat(agent)
                        .containsEntry("id", AGENT)
                        .containsEntry("supported_languages", List.of("pt")));
    }

    @Test
    void whatItSaysIsDone() {
        Map<?, ?> answer = process("turn on the kitchen lights", Map.of());

        assertThat(answer.get("response_type")).isEqualTo("action_done");
        assertThat(speech(answer)).contains("Kitchen Lights").doesNotContain("ACTION");
        assertThat(rest.state(KITCHEN_LIGHT).state()).isEqualTo("on");
    }

    @ParameterizedTest
    @CsvSource({
        "light.kitchen_lights, turn on the light, light.kitchen_lights",
        "light.bed_light, turn on the light, light.bed_light",
        "light.office_rgbw_lights, acende a luz, light.office_rgbw_lights",
        "light.bed_light, turn on the kitchen light, light.kitchen_lights"
    })
    void theLightIsThatOfTheRoomOfTheDeviceThatWasSpokenTo(String at, String words, String light) {
        Map<?, ?> answer = process(words, Map.of("device_id", device(at)));

        assertThat(lit()).as(speech(answer)).containsExactly(light);
    }

    @Test
    void theLightIsThatOfTheRoomOfASatelliteThatIsNotExposed() {
        String bedroom = area("Bedroom");
        socket.command("config/entity_registry/update", Map.of("entity_id", SATELLITE, "area_id", bedroom));

        Map<?, ?> answer = process("turn on the light", Map.of("satellite_id", SATELLITE));

        assertThat(lit()).as(speech(answer)).containsExactly(BEDROOM_LIGHT);
    }

    @Test
    void aLightOfAnotherRoomThatTheModelTakesIsAskedAbout() {
        String kitchen = device(KITCHEN_LIGHT);
        model.answer(pen -> pen.write("Okay.\nACTION: {\"tool\": \"homeassistant_call_service\", \"args\": {\"domain\":"
                + " \"light\", \"service\": \"turn_on\", \"data\": {\"entity_id\": \"" + BEDROOM_LIGHT + "\"}}}"));
        Map<String, Object> there = Map.of("device_id", kitchen, "conversation_id", conversation());

        assertThat(speech(process("turn on the light", there))).contains("You did not mention Bed Light");
        assertThat(lit()).isEmpty();
        process("yes, please", there);

        assertThat(lit()).containsExactly(BEDROOM_LIGHT);
    }

    @Test
    void aDoorOpensToThePinAlone() throws Exception {
        Map<String, Object> there = Map.of("device_id", device(KITCHEN_LIGHT), "conversation_id", conversation());
        assertThat(speech(process("open the garage door", there)))
                .endsWith("Say your PIN within a minute to open Garage Door.");
        assertThat(speech(process("yes", there))).isEqualTo("Tell me the PIN, please.");
        assertThat(rest.state(DOOR).state()).isEqualTo("closed");

        assertThat(speech(process("Four, seven, one, one.", there))).isEqualTo("Done: Garage Door.");

        assertThat(rest.state(DOOR).state()).startsWith("open");
        try (Stream<Path> files = Files.list(jarvas.database().getParent())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContainIgnoringCase("four, seven")
                        .doesNotContain(PIN);
            }
        }
    }

    @Test
    void aConversationGoesOnAndOthersDoNot() {
        Map<String, Object> here = Map.of("conversation_id", conversation());
        process("turn on the kitchen lights", here);

        process("turn them off again", Map.of("conversation_id", conversation()));
        assertThat(lit()).containsExactly(KITCHEN_LIGHT);
        process("turn them off again", here);

        assertThat(lit()).isEmpty();
    }

    @Test
    void whatCannotBeAnsweredIsAnErrorWithASentence() {
        Map<?, ?> answer = process(" ", Map.of());

        assertThat(answer.get("response_type")).isEqualTo("error");
        assertThat(speech(answer)).isEqualTo("I did not hear anything.");
    }

    @Test
    void twoHundredTurnsAreAnswered() {
        List<String> failures = new ArrayList<>();
        String conversation = conversation();
        long start = System.nanoTime();
        for (int i = 0; i < TURNS; i++) {
            String state = i % 2 == 0 ? "on" : "off";
            Map<?, ?> answer =
                    process("turn " + state + " the kitchen lights", Map.of("conversation_id", conversation));
            if (!answer.get("response_type").equals("action_done")
                    || !rest.state(KITCHEN_LIGHT).state().equals(state)) {
                failures.add(i + ": " + answer);
            }
        }
        System.out.printf(
                "%d turns through Home Assistant, %d failures, %.0f ms each%n",
                TURNS, failures.size(), (System.nanoTime() - start) / 1e6 / TURNS);
        assertThat(failures).isEmpty();
    }

    @Test
    void aPipelineAnswersWhatIsWritten() throws Exception {
        List<Map<String, Object>> events = run(Map.of(
                "start_stage",
                "intent",
                "end_stage",
                "tts",
                "input",
                Map.of("text", "turn on the light"),
                "device_id",
                device(KITCHEN_LIGHT)));

        assertAnswered(events);
        assertThat(lit()).containsExactly(KITCHEN_LIGHT);
    }

    @Test
    void aPipelineAnswersWhatIsSaid() throws Exception {
        speech.transcripts("turn on the light");
        List<Map<String, Object>> events = run(Map.of(
                "start_stage",
                "stt",
                "end_stage",
                "tts",
                "input",
                Map.of("sample_rate", 16_000, "no_vad", true),
                "device_id",
                device(BEDROOM_LIGHT)));

        assertThat(events).extracting(event -> event.get("type")).contains("stt-end");
        assertAnswered(events);
        assertThat(lit()).containsExactly(BEDROOM_LIGHT);
    }

    /// The answer is in the events, and its sound can be fetched.
    private static void assertAnswered(List<Map<String, Object>> events) throws Exception {
        assertThat(events)
                .extracting(event -> event.get("type"))
                .doesNotContain("error")
                .endsWith("run-end");
        Map<?, ?> intent = data(events, "intent-end");
        Map<?, ?> answer = (Map<?, ?>) ((Map<?, ?>) intent.get("intent_output")).get("response");
        assertThat(answer.get("response_type")).isEqualTo("action_done");
        Map<?, ?> sound = (Map<?, ?>) data(events, "tts-end").get("tts_output");
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> fetched = http.send(
                    HttpRequest.newBuilder(home.resolve(String.valueOf(sound.get("url"))))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            assertThat(fetched.statusCode()).isEqualTo(200);
            assertThat(fetched.body()).hasSizeGreaterThan(1_000);
        }
        assertThat(speech.said()).contains(speech(answer));
    }

    private static Map<?, ?> data(List<Map<String, Object>> events, String type) {
        return events.stream()
                .filter(event -> event.get("type").equals(type))
                .map(event -> (Map<?, ?>) event.get("data"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + type + ": " + events));
    }

    /// Runs a pipeline whose agent is Jarvas, to its end.
    private static List<Map<String, Object>> run(Map<String, Object> members) {
        Map<String, Object> pipeline = new HashMap<>();
        pipeline.put("name", "Jarvas");
        pipeline.put("language", "en");
        pipeline.put("conversation_engine", AGENT);
        pipeline.put("conversation_language", "en");
        pipeline.put("stt_engine", "stt.scripted_ears");
        pipeline.put("stt_language", "en");
        pipeline.put("tts_engine", "tts.scripted_tone");
        pipeline.put("tts_language", "en_GB");
        pipeline.put("tts_voice", null);
        pipeline.put("wake_word_entity", null);
        pipeline.put("wake_word_id", null);
        Object made = ((Map<?, ?>) socket.command("assist_pipeline/pipeline/create", pipeline)
                        .get("result"))
                .get("id");
        try {
            Map<String, Object> all = new LinkedHashMap<>(members);
            all.put("pipeline", made);
            socket.command("assist_pipeline/run", all);
            List<Map<String, Object>> events = new ArrayList<>();
            do {
                events.add(socket.event());
                if (events.getLast().get("type").equals("stt-start")) {
                    Object handler =
                            ((Map<?, ?>) data(events, "run-start").get("runner_data")).get("stt_binary_handler_id");
                    socket.sound(((Number) handler).intValue(), SILENCE);
                    socket.sound(((Number) handler).intValue(), new byte[0]);
                }
            } while (!Set.of("run-end", "error").contains(events.getLast().get("type")));
            return events;
        } finally {
            socket.command("assist_pipeline/pipeline/delete", Map.of("pipeline_id", made));
        }
    }

    private static String conversation() {
        return "c" + System.nanoTime();
    }

    /// What the agent answers.
    private static Map<?, ?> process(String text, Map<String, Object> members) {
        Map<String, Object> all = new HashMap<>(members);
        all.put("text", text);
        all.put("agent_id", AGENT);
        all.put("language", "en");
        return (Map<?, ?>)
                ((Map<?, ?>) socket.command("conversation/process", all).get("result")).get("response");
    }

    private static String speech(Map<?, ?> response) {
        Map<?, ?> speech = (Map<?, ?>) response.get("speech");
        return String.valueOf(((Map<?, ?>) speech.get("plain")).get("speech"));
    }

    /// The lights of these rooms that are on.
    private static Set<String> lit() {
        return Stream.of(KITCHEN_LIGHT, BEDROOM_LIGHT, OFFICE_LIGHT, "light.ceiling_lights")
                .filter(light -> rest.state(light).state().equals("on"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The device of an entity.
    private static String device(String entity) {
        Map<?, ?> entry = (Map<?, ?>) socket.command("config/entity_registry/get", Map.of("entity_id", entity))
                .get("result");
        return String.valueOf(entry.get("device_id"));
    }

    private static String area(String name) {
        return results("config/area_registry/list", Map.of()).stream()
                .filter(area -> name.equals(area.get("name")))
                .map(area -> String.valueOf(area.get("area_id")))
                .findFirst()
                .orElseThrow();
    }

    private static List<Map<String, Object>> results(String command, Map<String, Object> members) {
        return objects(socket.command(command, members).get("result"));
    }

    private static List<Map<String, Object>> results(String command, Map<String, Object> members, String member) {
        return objects(((Map<?, ?>) socket.command(command, members).get("result")).get(member));
    }

    private static List<Map<String, Object>> objects(Object list) {
        return ((List<?>) list)
                .stream().map(each -> Json.object(Json.text(each))).toList();
    }
}
