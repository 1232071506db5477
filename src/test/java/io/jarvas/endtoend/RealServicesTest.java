package io.jarvas.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jarvas.action.ActionOutcome;
import io.jarvas.action.ActionOutcome.NeedsConfirmation;
import io.jarvas.action.Door;
import io.jarvas.action.Doors;
import io.jarvas.action.HarmlessServices;
import io.jarvas.action.Reaction;
import io.jarvas.home.EntityId;
import io.jarvas.home.HomeSnapshot.Source;
import io.jarvas.homeassistant.HomeAssistant;
import io.jarvas.homeassistant.HomeAssistantConfig;
import io.jarvas.json.Json;
import io.jarvas.reply.Action;
import io.jarvas.reply.Proposal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every safe service of the domains of a home, and those that need a yes, through a door on a real Home
/// Assistant with its demo integration: `real-services.txt`. The proof is taken from Home Assistant past Jarvas.
///
/// What the demo home lacks is made, and removed again; what is changed is put back.
@Tag("peers")
@EnabledIfEnvironmentVariable(named = "JARVAS_TEST_HA_URL", matches = ".+")
class RealServicesTest {
    private static final Set<String> DOMAINS = Set.of(
            "light",
            "switch",
            "fan",
            "cover",
            "climate",
            "media_player",
            "humidifier",
            "vacuum",
            "valve",
            "lock",
            "alarm_control_panel",
            "scene",
            "script",
            "todo",
            "calendar",
            "input_boolean",
            "input_button",
            "input_datetime",
            "input_number",
            "input_select",
            "input_text",
            "counter",
            "timer");

    private static final List<String> LINES = lines();

    private static final List<String> HELPERS = List.of(
            "input_boolean {\"name\":\"Svc boolean\"}",
            "input_number {\"name\":\"Svc number\",\"min\":0,\"max\":100,\"initial\":10}",
            "input_select {\"name\":\"Svc select\",\"options\":[\"One\",\"Two\",\"Três\"]}",
            "input_text {\"name\":\"Svc text\",\"initial\":\"x\"}",
            "input_datetime {\"name\":\"Svc datetime\",\"has_date\":true,\"has_time\":true}",
            "input_button {\"name\":\"Svc button\"}",
            "counter {\"name\":\"Svc counter\",\"initial\":3}",
            "timer {\"name\":\"Svc timer\",\"duration\":\"00:10:00\"}");

    /// Integrations, and what their forms ask for.
    private static final Map<String, Map<String, Object>> ENTRIES = Map.of(
            "local_calendar", Map.of("calendar_name", "Svc calendar", "import", "create_empty"),
            "local_todo", Map.of("todo_list_name", "Svc list"));

    private static final List<String> OF_ENTRIES = List.of("calendar.svc_calendar", "todo.svc_list");

    /// What is not exposed for the other tests.
    private static final List<String> HIDDEN = List.of("lock.openable_lock", "calendar.calendar_1");

    private static final String VACUUM = "vacuum.demo_vacuum_0_ground_floor";

    @TempDir
    private static Path data;

    private static HomeRest rest;
    private static HomeSocket socket;
    private static HomeAssistant home;
    private static Door door;
    private static final Map<String, HomeRest.State> BEFORE = new HashMap<>();

    @BeforeAll
    static void connect() {
        URI url = URI.create(Objects.requireNonNull(System.getenv("JARVAS_TEST_HA_URL")));
        String token = Objects.requireNonNull(System.getenv("JARVAS_TEST_HA_TOKEN"));
        rest = new HomeRest(url, token);
        socket = new HomeSocket(url, token);
        removeHelpers();
        for (String helper : HELPERS) {
            String[] words = helper.split(" ", 2);
            socket.command(words[0] + "/create", Json.object(words[1]));
        }
        ENTRIES.forEach((integration, form) -> {
            String flow = "/api/config/config_entries/flow";
            Object id = rest.post(flow, Map.of("handler", integration)).get("flow_id");
            rest.post(flow + "/" + id, form);
        });
        vacuum(Map.of("area_mapping", Map.of("kitchen", List.of("kitchen"))));
        expose(true);
        await().until(() -> rest.states().keySet().containsAll(OF_ENTRIES));
        BEFORE.putAll(rest.states());
        home = new HomeAssistant(new HomeAssistantConfig(url, token, data.resolve("catalog.json")), Clock.systemUTC());
        door = Doors.of(home, home, Clock.systemUTC());
        assertThat(home.await(
                        snapshot -> snapshot.source() == Source.LIVE
                                && exposed()
                                        .allMatch(id ->
                                                snapshot.state(new EntityId(id)).isPresent()),
                        Duration.ofSeconds(30)))
                .isPresent();
    }

    private static Stream<String> exposed() {
        return Stream.of(HIDDEN.stream(), OF_ENTRIES.stream(), HELPERS.stream().map(RealServicesTest::helperId))
                .flatMap(all -> all);
    }

    private static String helperId(String helper) {
        String[] words = helper.split(" ", 2);
        return words[0] + "."
                + Json.object(words[1])
                        .get("name")
                        .toString()
                        .toLowerCase(Locale.ROOT)
                        .replace(' ', '_');
    }

    private static void expose(boolean should) {
        socket.command(
                "homeassistant/expose_entity",
                Map.of(
                        "assistants", List.of("conversation"),
                        "entity_ids", exposed().toList(),
                        "should_expose", should));
    }

    /// Tells Home Assistant which of its rooms are those that the vacuum cleaner knows.
    private static void vacuum(Map<String, Object> options) {
        socket.command(
                "config/entity_registry/update",
                Map.of("entity_id", VACUUM, "options_domain", "vacuum", "options", options));
    }

    private static void removeHelpers() {
        Object entries = socket.command("config_entries/get", Map.of()).get("result");
        for (Object entry : entries instanceof List<?> list ? list : List.of()) {
            if (entry instanceof Map<?, ?> of && ENTRIES.containsKey(of.get("domain"))) {
                rest.delete("/api/config/config_entries/entry/" + of.get("entry_id"));
            }
        }
        Map<String, HomeRest.State> states = rest.states();
        for (String helper : HELPERS) {
            String id = helperId(helper);
            String domain = id.substring(0, id.indexOf('.'));
            if (states.containsKey(id)) {
                socket.command(domain + "/delete", Map.of(domain + "_id", id.substring(id.indexOf('.') + 1)));
            }
        }
    }

    @AfterAll
    static void putBack() {
        home.close();
        Map<String, Object> states = new HashMap<>();
        Map<String, HomeRest.State> now = rest.states();
        new TreeSet<>(rows().map(line -> line.split(" ", 3)[1]).toList())
                .stream()
                        .filter(id -> !id.contains(".svc_") && !id.matches("(scene|script|todo|calendar)\\..*"))
                        .filter(id -> !Objects.equals(BEFORE.get(id), now.get(id)))
                        .forEach(id -> {
                            Map<String, Object> state =
                                    new HashMap<>(BEFORE.get(id).attributes());
                            state.put("state", BEFORE.get(id).state());
                            states.put(id, state);
                        });
        states.remove("alarm_control_panel.security");
        vacuum(Map.of());
        call("scene", "apply", Map.of("entities", states));
        expose(false);
        removeHelpers();
        socket.close();
        rest.close();
    }

    private static Map<String, Object> call(String domain, String service, Map<String, Object> fields) {
        return socket.command("call_service", Map.of("domain", domain, "service", service, "service_data", fields));
    }

    private static List<String> lines() {
        try (InputStream in = RealServicesTest.class.getResourceAsStream("real-services.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<String> rows() {
        String tomorrow = LocalDate.now(ZoneId.of("Europe/Lisbon")).plusDays(1).toString();
        return LINES.stream().filter(line -> !line.startsWith("- ")).map(line -> line.replace("TOMORROW", tomorrow));
    }

    @Test
    void everySafeServiceIsTriedOrSaysWhyItIsNot() throws IOException {
        Set<String> named = LINES.stream()
                .map(line -> line.startsWith("- ") ? line.split(" ")[1] : line.split(" ")[0])
                .collect(Collectors.toSet());
        assertThat(named).containsAll(HarmlessServices.of(DOMAINS));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void itDoesWhatItSays(String row) {
        String[] columns = row.split(" *\\| *", -1);
        String[] asked = columns[0].split(" ", 3);
        String entity = asked[1];
        prepare(columns[1], entity);

        ActionOutcome outcome = propose(columns[2].startsWith("confirmed"), asked[0], entity, Json.object(asked[2]));

        String expected = columns[2].replace("confirmed", "").strip();
        assertThat(expected.isEmpty() ? List.of("executed", "already", "sent") : List.of(expected))
                .as("%s", outcome)
                .contains(outcome.kind());
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(rest.state(entity)).matches(state -> holds(columns[3], state), columns[3]));
    }

    private static void prepare(String preparation, String entity) {
        if (!preparation.isBlank()) {
            String[] words = preparation.split(" ", 2);
            boolean other = words.length > 1 && !words[1].startsWith("{");
            String of = other ? words[1] : entity;
            rest.call(words[0], of, words.length > 1 && !other ? Json.object(words[1]) : Map.of());
            Map<String, Object> fields = words.length > 1 && !other ? Json.object(words[1]) : Map.of();
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                HomeRest.State there = rest.state(of);
                return arrived(there, fields, "position", "current_position")
                        && arrived(there, fields, "tilt_position", "current_tilt_position");
            });
            HomeRest.State now = rest.state(of);
            home.await(
                    snapshot -> snapshot.state(new EntityId(of))
                            .filter(state -> state.value().equals(now.state()))
                            .isPresent(),
                    Duration.ofSeconds(5));
        }
    }

    private static boolean arrived(HomeRest.State state, Map<String, Object> fields, String field, String attribute) {
        return !fields.containsKey(field)
                || fields.get(field).equals(state.attributes().get(attribute));
    }

    private static ActionOutcome propose(boolean asks, String service, String entity, Map<String, Object> fields) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("service", service);
        arguments.put("data", fields);
        if (!service.equals("script.good_night")) {
            arguments.put("target", Map.of("entity_id", entity));
        }
        ActionOutcome outcome =
                door.propose("x", new Proposal.Readable(new Action(Door.CALL, arguments)), Doors.acting());
        if (!asks) {
            return outcome;
        }
        assertThat(outcome).isInstanceOf(NeedsConfirmation.class);
        Reaction reaction = door.confirm("x", Doors.CONVERSATION.person(), Optional.empty());
        assertThat(reaction).isInstanceOf(Reaction.Settled.class);
        return ((Reaction.Settled) reaction).outcome();
    }

    private static boolean holds(String expected, HomeRest.State state) {
        for (String each : expected.isBlank() ? List.<String>of() : words(expected)) {
            int equal = each.indexOf('=');
            boolean holds = equal > 0
                    ? same(state.attributes().get(each.substring(0, equal)), each.substring(equal + 1))
                    : each.startsWith("!")
                            ? !state.state().equals(each.substring(1))
                            : List.of(each.split(",")).contains(state.state());
            if (!holds) {
                return false;
            }
        }
        return true;
    }

    /// A date has a space in it.
    private static List<String> words(String expected) {
        return expected.matches("\\d{4}-.*") ? List.of(expected) : List.of(expected.split(" "));
    }

    private static boolean same(Object now, String wanted) {
        if (now instanceof Number number && wanted.matches("-?[0-9.]+")) {
            return Math.abs(number.doubleValue() - Double.parseDouble(wanted)) < 1.01;
        }
        return now != null && Json.text(now).replace("\"", "").equals(wanted);
    }

    @Test
    void aSceneBringsAboutWhatItNames() {
        List<String> lights = List.of("light.ceiling_lights", "light.bed_light");
        rest.call("scene.turn_on", "scene.movie_night", Map.of());
        List<String> wanted =
                lights.stream().map(light -> rest.state(light).state()).toList();
        lights.forEach(light -> rest.call("light.toggle", light, Map.of()));

        assertThat(propose(false, "scene.turn_on", "scene.movie_night", Map.of())
                        .kind())
                .isEqualTo("sent");

        await().untilAsserted(() -> assertThat(
                        lights.stream().map(light -> rest.state(light).state()))
                .isEqualTo(wanted));
    }

    @Test
    void whatIsDoneLeavesTheList() {
        for (String item : List.of("svc feito", "svc por fazer")) {
            propose(false, "todo.add_item", "todo.svc_list", Map.of("item", item));
        }
        propose(false, "todo.update_item", "todo.svc_list", Map.of("item", "svc feito", "status", "completed"));
        assertThat(items("todo.svc_list")).contains("svc feito", "svc por fazer");

        assertThat(propose(false, "todo.remove_completed_items", "todo.svc_list", Map.of())
                        .success())
                .isTrue();

        assertThat(items("todo.svc_list")).contains("svc por fazer").doesNotContain("svc feito");
        propose(false, "todo.remove_item", "todo.svc_list", Map.of("item", "svc por fazer"));
    }

    private static String items(String list) {
        Map<String, Object> both = Map.of("status", List.of("needs_action", "completed"));
        return propose(false, "todo.get_items", list, both).told().toString();
    }

    @Test
    void whatStandsOnAListComesBackWithIt() {
        assertThat(propose(false, "todo.add_item", "todo.shopping_list", Map.of("item", "svc ovos"))
                        .kind())
                .isEqualTo("executed");
        assertThat(propose(false, "todo.get_items", "todo.shopping_list", Map.of())
                        .told()
                        .toString())
                .contains("svc ovos");
        assertThat(propose(false, "todo.remove_item", "todo.shopping_list", Map.of("item", "svc ovos"))
                        .success())
                .isTrue();
        assertThat(propose(false, "todo.get_items", "todo.shopping_list", Map.of())
                        .told()
                        .toString())
                .doesNotContain("svc ovos");
    }
}
