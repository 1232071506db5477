package io.jarvas.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jarvas.app.RunningJarvas;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The whole program on a real Home Assistant and a real Ollama, at the addresses in `JARVAS_TEST_…`.
///
/// The model is `home-tiny`, which gives a message the same answer each time. The phrases are ones that it
/// understands: what is tried here is what becomes of its answers. The proof is taken from Home Assistant
/// past Jarvas.
@Tag("peers")
class RealHomeTest {
    private static final HomeRest HOME =
            new HomeRest(URI.create(environment("JARVAS_TEST_HA_URL")), environment("JARVAS_TEST_HA_TOKEN"));

    @TempDir
    private static Path data;

    private static Tap homeTap;
    private static Tap modelTap;
    private static RunningJarvas jarvas;
    private static Client client;

    private final Map<String, HomeRest.State> before = new HashMap<>();

    private static String environment(String name) {
        return Objects.requireNonNull(System.getenv(name), name);
    }

    @BeforeAll
    static void start() {
        homeTap = new Tap(URI.create(environment("JARVAS_TEST_HA_URL")));
        modelTap = new Tap(URI.create(environment("JARVAS_TEST_OLLAMA_URL")));
        jarvas = RunningJarvas.start(
                data,
                Map.of(
                        "home_assistant_url", homeTap.uri().toString(),
                        "home_assistant_token", environment("JARVAS_TEST_HA_TOKEN"),
                        "ollama_url", modelTap.uri().toString(),
                        "ollama_model", environment("JARVAS_TEST_OLLAMA_MODEL"),
                        "ollama_first_token_seconds", "10"));
        client = new Client(jarvas.uri());
        await().untilAsserted(() -> assertThat(client.status("home", "link")).isEqualTo("live"));
        await().untilAsserted(
                        () -> assertThat(client.status("model", "problem")).isEqualTo("null"));
    }

    @AfterAll
    static void stop() throws IOException {
        client.close();
        jarvas.close();
        homeTap.close();
        modelTap.close();
        HOME.close();
    }

    @AfterEach
    void everythingIsAsItWas() {
        before.forEach(RealHomeTest::restore);
    }

    private static void restore(String entity, HomeRest.State was) {
        switch (entity.substring(0, entity.indexOf('.'))) {
            case "cover", "valve" -> {
                String domain = entity.substring(0, entity.indexOf('.'));
                HOME.call(domain + (was.state().equals("open") ? ".open_" : ".close_") + domain, entity, Map.of());
            }
            case "climate" ->
                HOME.call("climate.set_temperature", entity, Map.of("temperature", was.number("temperature")));
            case "media_player" -> HOME.call("media_player.media_play", entity, Map.of());
            default -> HOME.call("homeassistant.turn_" + was.state(), entity, Map.of());
        }
    }

    /// Prepares an entity, and waits until it is so.
    private void given(String entity, String service, Map<String, Object> data, Predicate<HomeRest.State> so) {
        before.putIfAbsent(entity, HOME.state(entity));
        HOME.call(service, entity, data);
        await().until(() -> so.test(HOME.state(entity)));
    }

    /// A phrase, and what it must lead to.
    ///
    /// @param preparation the service that brings about another state first, with a field and its value or
    ///     without
    private record Command(String phrase, String entity, String preparation, String state) {}

    private static final List<Command> COMMANDS = List.of(
            new Command("Turn on the kitchen lights", "light.kitchen_lights", "light.turn_off", "on"),
            new Command("Turn off the bed light", "light.bed_light", "light.turn_on", "off"),
            new Command("Turn on the ceiling lights", "light.ceiling_lights", "light.turn_off", "on"),
            new Command("Turn off the office lights", "light.office_rgbw_lights", "light.turn_on", "off"),
            new Command("Set the bed light to 40 percent", "light.bed_light", "light.turn_off", "brightness 102"),
            new Command("Open the kitchen window", "cover.kitchen_window", "cover.close_cover", "open"),
            new Command("Turn on the living room fan", "fan.living_room_fan", "fan.turn_off", "on"),
            new Command(
                    "Set the thermostat to 22 degrees",
                    "climate.hvac",
                    "climate.set_temperature temperature 19",
                    "temperature 22"),
            new Command("Turn on the AC", "switch.ac", "switch.turn_off", "on"),
            new Command("Turn off the AC", "switch.ac", "switch.turn_on", "off"),
            new Command("Pause the TV", "media_player.lounge_room", "media_player.media_play", "paused"),
            new Command("Turn off the humidifier", "humidifier.humidifier", "humidifier.turn_on", "off"),
            new Command("Acende as luzes da cozinha", "light.kitchen_lights", "light.turn_off", "on"),
            new Command("Apaga a luz do quarto", "light.bed_light", "light.turn_on", "off"),
            new Command("Acende as luzes do teto", "light.ceiling_lights", "light.turn_off", "on"),
            new Command("Apaga as luzes da entrada", "light.entrance_color_white_lights", "light.turn_on", "off"),
            new Command("Põe a luz do quarto a 30 por cento", "light.bed_light", "light.turn_off", "brightness 76"),
            new Command("Fecha a janela da cozinha", "cover.kitchen_window", "cover.open_cover", "closed"),
            new Command("Desliga a ventoinha do teto", "fan.ceiling_fan", "fan.turn_on", "off"),
            new Command(
                    "Põe o aquecimento a 20 graus",
                    "climate.heatpump",
                    "climate.set_temperature temperature 18",
                    "temperature 20"),
            new Command("Liga o ar condicionado", "switch.ac", "switch.turn_off", "on"),
            new Command("Desliga a televisão", "media_player.lounge_room", "media_player.turn_on", "off"));

    @TestFactory
    Stream<DynamicTest> aCommandActsOnTheRightEntityAndTheStateProvesIt() {
        return COMMANDS.stream().map(command -> DynamicTest.dynamicTest(command.phrase(), () -> carriedOut(command)));
    }

    private void carriedOut(Command command) {
        String[] preparation = command.preparation().split(" ");
        Map<String, Object> data =
                preparation.length == 1 ? Map.of() : Map.of(preparation[1], Integer.valueOf(preparation[2]));
        given(command.entity(), preparation[0], data, state -> !holds(command.state(), state));

        Answer answer = client.say(command.phrase());

        assertThat(HOME.state(command.entity())).matches(state -> holds(command.state(), state), command.state());
        assertThat(answer.outcomes()).containsExactly("executed");
        assertThat(answer.only("action_result").data())
                .containsEntry("success", true)
                .hasEntrySatisfying(
                        "changes", changes -> assertThat(changes.toString()).contains(command.entity()));
        assertThat(answer.only("action").data().toString()).contains(command.entity());
        assertThat(answer.text())
                .isNotBlank()
                .isEqualTo(answer.finalText())
                .doesNotContainIgnoringCase("action", "{", "}");
        assertThat(answer.finished()).isTrue();
    }

    private static boolean holds(String wanted, HomeRest.State state) {
        String[] words = wanted.split(" ");
        return words.length == 1
                ? state.state().equals(wanted)
                : state.number(words[0]) == Double.parseDouble(words[1]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Turn on the ceiling lights", "Acende as luzes do teto"})
    void aLightThatWasOnIsAlready(String phrase) {
        given("light.ceiling_lights", "light.turn_on", Map.of(), state -> holds("on", state));

        Answer answer = client.say(phrase);

        assertThat(answer.outcomes()).containsExactly("already");
        assertThat(answer.only("action_result").data()).containsEntry("success", true);
        assertThat(HOME.state("light.ceiling_lights").state()).isEqualTo("on");
    }

    /// Home Assistant only assumes the state of this switch, so it is no proof.
    @Test
    void nothingIsClaimedOfADeviceThatDoesNotReport() {
        given("switch.decorative_lights", "switch.turn_on", Map.of(), state -> holds("on", state));

        Answer answer = client.say("Turn off the decorative lights");

        assertThat(answer.outcomes()).containsExactly("sent");
        assertThat(HOME.state("switch.decorative_lights").state()).isEqualTo("off");
    }

    @ParameterizedTest
    @CsvSource({
        "Turn off the decorative lights, 'Decorative Lights cannot be reached right now, so nothing changed there.'",
        "Desliga as luzes decorativas, 'Decorative Lights não está acessível neste momento, por isso nada mudou aí.'"
    })
    void aDeviceThatIsUnavailableIsSaid(String phrase, String sentence) {
        HomeRest.State was = HOME.state("switch.decorative_lights");
        HOME.show("switch.decorative_lights", new HomeRest.State("unavailable", was.attributes()));
        try {
            // Jarvas is told of it when the home is, a moment later.
            await().untilAsserted(() -> {
                Answer answer = client.say(phrase);
                assertThat(answer.outcomes()).containsExactly("failed");
                assertThat(answer.finalText()).endsWith("\n" + sentence);
                assertThat(answer.only("action_result").text("message")).isEqualTo(sentence);
            });
            assertThat(HOME.state("switch.decorative_lights").state()).isEqualTo("unavailable");
        } finally {
            HOME.show("switch.decorative_lights", was);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Start the vacuum, 'I know nothing called vacuum.0_ground_floor here.'",
        "Liga o aspirador, 'Não conheço aqui nada chamado vacuum.0_ground_floor.'"
    })
    void aDeviceThatDoesNotExistIsSaid(String phrase, String sentence) {
        Answer answer = client.say(phrase);

        assertThat(answer.outcomes()).containsExactly("failed");
        assertThat(answer.only("action_result").data()).containsEntry("success", false);
        assertThat(answer.finalText()).endsWith("\n" + sentence).isEqualTo(answer.text());
    }

    @ParameterizedTest
    @CsvSource({
        "Open the garage door, yes, cover.garage_door, cover.close_cover, Shall I really open Garage Door?",
        "Abre o portão da garagem, sim, cover.garage_door, cover.close_cover, Posso mesmo abrir Garage Door?",
        "Open the front garden valve, go ahead, valve.front_garden, valve.close_valve, Shall I really open Front Garden?"
    })
    void whatIsRiskyWaitsForAYes(String phrase, String yes, String entity, String close, String question) {
        given(entity, close, Map.of(), state -> holds("closed", state));

        Answer asked = client.say(phrase, phrase);

        assertThat(asked.outcomes()).containsExactly("needs_confirmation");
        assertThat(asked.only("confirmation").text("reason")).startsWith(question);
        assertThat(asked.finalText()).endsWith("\n" + asked.only("confirmation").text("reason"));
        assertThat(HOME.state(entity).state()).isEqualTo("closed");

        assertThat(client.say(yes, phrase).outcomes()).containsExactly("executed");
        assertThat(HOME.state(entity).state()).isIn("opening", "open");
        await().until(() -> holds("open", HOME.state(entity)));
    }

    @ParameterizedTest
    @CsvSource({"Open the garage door, no", "Abre o portão da garagem, não"})
    void whatIsRiskyIsGivenUpForANo(String phrase, String no) {
        given("cover.garage_door", "cover.close_cover", Map.of(), state -> holds("closed", state));

        assertThat(client.say(phrase, no).outcomes()).containsExactly("needs_confirmation");
        assertThat(client.say(no, no).outcomes()).containsExactly("denied");
        assertThat(HOME.state("cover.garage_door").state()).isEqualTo("closed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Unlock the front door", "Destranca a porta da frente"})
    void aLockStaysLockedAndThatIsSaid(String phrase) {
        assertThat(HOME.state("lock.front_door").state()).isEqualTo("locked");

        Answer answer = client.say(phrase);

        assertThat(answer.only("action_result").data()).containsEntry("success", false);
        assertThat(answer.finalText())
                .endsWith("\n" + answer.only("action_result").text("message"));
        assertThat(HOME.state("lock.front_door").state()).isEqualTo("locked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Is the bed light on?", "A luz do quarto está acesa?", "Is the front door locked?"})
    void aQuestionChangesNothing(String question) {
        Map<String, HomeRest.State> states = steady();

        Answer answer = client.say(question);

        assertThat(answer.all("action")).isEmpty();
        assertThat(answer.text()).isNotBlank().isEqualTo(answer.finalText());
        assertThat(steady()).isEqualTo(states);
    }

    /// All states but those that change by themselves.
    private static Map<String, HomeRest.State> steady() {
        Map<String, HomeRest.State> states = new TreeMap<>(HOME.states());
        states.keySet()
                .removeIf(
                        id -> id.startsWith("geo_location.") || id.startsWith("sun.") || id.startsWith("sensor.sun_"));
        return states;
    }

    @Test
    void aMessageCostsHomeAssistantNoReadCall() {
        given("switch.ac", "switch.turn_off", Map.of(), state -> holds("off", state));
        homeTap.asked();

        client.say("How are you?");
        client.say("Is the bed light on?");
        assertThat(homeTap.asked()).isEmpty();

        assertThat(client.say("Turn on the AC").outcomes()).hasSize(1);
        // Once it is done, Home Assistant is told of it.
        List<String> asked = new ArrayList<>();
        await().untilAsserted(() -> {
            asked.addAll(homeTap.asked());
            assertThat(asked).containsExactly("call_service", "fire_event");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"Tell me a story", "Conta-me uma história"})
    void aStoryComesInManyPieces(String phrase) {
        Answer answer = client.say(phrase);

        assertThat(answer.all(Event.TEXT)).hasSizeGreaterThan(120);
        assertThat(answer.finalText()).isEqualTo(answer.text());
        assertThat(answer.finalText().split("\\s+")).hasSizeGreaterThan(120);
        assertThat(answer.finished()).isTrue();
    }

    @Test
    void whoLeavesStopsTheModel() {
        String whole = client.say("Tell me a story").finalText();
        int hungUp = modelTap.hungUp();
        modelTap.answersStopAfter(2_000);
        try (Client.Listening story = client.begin("Tell me a story", "left")) {
            story.untilText();
        } finally {
            modelTap.answersStopAfter(Long.MAX_VALUE);
        }

        await().until(() -> modelTap.hungUp() > hungUp);
        // Ollama 0.17 can lose a model to a client that leaves; Jarvas then takes it from memory when its patience
        // ends.
        await().atMost(Duration.ofSeconds(60))
                .until(() -> client.say("hello", "left").finished());
        Stored left = Stored.in(jarvas.database()).stream()
                .filter(turn -> turn.state().equals("cut_short"))
                .findFirst()
                .orElseThrow();
        assertThat(left.text()).isEqualTo("Tell me a story");
        assertThat(whole).startsWith(left.answer()).isNotEqualTo(left.answer());
    }
}
