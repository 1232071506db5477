package io.jarvas.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jarvas.action.ActionOutcome;
import io.jarvas.action.ActionOutcome.NeedsConfirmation;
import io.jarvas.action.Door;
import io.jarvas.action.Doors;
import io.jarvas.action.Reaction;
import io.jarvas.home.EntityId;
import io.jarvas.home.HomeSnapshot.Source;
import io.jarvas.homeassistant.HomeAssistant;
import io.jarvas.homeassistant.HomeAssistantConfig;
import io.jarvas.json.Json;
import io.jarvas.reply.Action;
import io.jarvas.reply.Proposal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
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
/// Assistant with its demo integration. The proof is taken from Home Assistant past Jarvas.
///
/// What the demo home lacks is made, and removed again; what is changed is put back.
@Tag("peers")
@EnabledIfEnvironmentVariable(named = "JARVAS_TEST_HA_URL", matches = ".+")
class RealServicesTest {
    private static final List<String> HELPERS = List.of(
            "input_boolean {\"name\":\"Svc boolean\"}",
            "input_number {\"name\":\"Svc number\",\"min\":0,\"max\":100,\"initial\":10}",
            "input_select {\"name\":\"Svc select\",\"options\":[\"One\",\"Two\",\"Três\"]}",
            "input_text {\"name\":\"Svc text\",\"initial\":\"x\"}",
            "input_datetime {\"name\":\"Svc datetime\",\"has_date\":true,\"has_time\":true}",
            "input_button {\"name\":\"Svc button\"}",
            "counter {\"name\":\"Svc counter\",\"initial\":3}",
            "timer {\"name\":\"Svc timer\",\"duration\":\"00:10:00\"}");

    /// What is not exposed for the other tests.
    private static final List<String> HIDDEN = List.of("lock.openable_lock", "calendar.calendar_1");

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
        expose(true);
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
        return Stream.concat(HIDDEN.stream(), HELPERS.stream().map(RealServicesTest::helperId));
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

    private static void removeHelpers() {
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
        new TreeSet<>(ROWS.lines()
                        .filter(line -> !line.isBlank())
                        .map(line -> line.split(" ", 3)[1])
                        .toList())
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
        call("scene", "apply", Map.of("entities", states));
        expose(false);
        removeHelpers();
        socket.close();
        rest.close();
    }

    private static Map<String, Object> call(String domain, String service, Map<String, Object> fields) {
        return socket.command("call_service", Map.of("domain", domain, "service", service, "service_data", fields));
    }

    /// service, target and fields | service and fields that bring about another state first | outcome |
    /// state and attributes
    private static final String ROWS = """
            light.turn_on light.bed_light {"brightness":"40%"} | light.turn_off | executed | on brightness=102
            light.turn_on light.bed_light {"color":"vermelho"} | light.turn_on {"rgb_color":[0,0,255]} | executed | on rgb_color=[255,0,0]
            light.turn_on light.bed_light {"color_name":"warm white"} | light.turn_on {"color_temp_kelvin":5000} | executed | on color_temp_kelvin=2700
            light.turn_on light.bed_light {"effect":"Rainbow"} | light.turn_on {"effect":"off"} | executed | on effect=rainbow
            light.turn_on light.office_rgbw_lights {"rgbw_color":[10,200,30,0]} | light.turn_on {"rgbw_color":[255,0,0,0]} | executed | on rgbw_color=[10,200,30,0]
            light.turn_off light.bed_light {"transition":1} | light.turn_on | executed | off
            light.toggle light.bed_light {} | light.turn_on | executed | off
            switch.turn_on switch.ac {} | switch.turn_off | executed | on
            switch.turn_off switch.ac {} | switch.turn_on | executed | off
            switch.toggle switch.ac {} | switch.turn_off | executed | on
            fan.turn_on fan.living_room_fan {"speed":"66%"} | fan.turn_off | executed | on percentage=66
            fan.turn_off fan.living_room_fan {} | fan.turn_on | executed | off
            fan.toggle fan.living_room_fan {} | fan.turn_off | executed | on
            fan.set_percentage fan.living_room_fan {"percentage":"max"} | fan.turn_off | executed | on percentage=100
            fan.increase_speed fan.living_room_fan {} | fan.set_percentage {"percentage":33} | executed | on percentage=66
            fan.decrease_speed fan.living_room_fan {"percentage_step":"33%"} | fan.set_percentage {"percentage":100} | executed | on percentage=67
            fan.oscillate fan.living_room_fan {"oscillate":"sim"} | fan.oscillate {"oscillating":false} | executed | oscillating=true
            fan.set_direction fan.living_room_fan {"direction":"inverso"} | fan.set_direction {"direction":"forward"} | executed | direction=reverse
            fan.set_preset_mode fan.living_room_fan {"preset":"Dormir"} | fan.turn_on | executed | on preset_mode=sleep
            cover.open_cover cover.kitchen_window {} | cover.close_cover | executed | open
            cover.close_cover cover.kitchen_window {} | cover.open_cover | executed | closed
            cover.toggle cover.kitchen_window {} | cover.close_cover | executed | open
            cover.set_cover_position cover.living_room_window {"position":"metade"} | cover.set_cover_position {"position":70} | executed | current_position=50
            cover.stop_cover cover.hall_window {} | cover.open_cover |  | open
            cover.open_cover_tilt cover.living_room_window {} | cover.set_cover_tilt_position {"tilt_position":50} | executed | current_tilt_position=100
            cover.close_cover_tilt cover.living_room_window {} | cover.set_cover_tilt_position {"tilt_position":50} | executed | current_tilt_position=0
            cover.set_cover_tilt_position cover.living_room_window {"tilt":"30 por cento"} | cover.set_cover_tilt_position {"tilt_position":50} | executed | current_tilt_position=30
            cover.stop_cover_tilt cover.living_room_window {} | cover.set_cover_tilt_position {"tilt_position":50} | sent | open
            cover.toggle_cover_tilt cover.living_room_window {} | cover.set_cover_tilt_position {"tilt_position":0} | sent | current_tilt_position=100
            climate.set_temperature climate.hvac {"temp":"22,5 °C"} | climate.set_temperature {"temperature":19} | executed | temperature=22.5
            climate.set_temperature climate.ecobee {"target_temp_low":"vinte","target_temp_high":"25 graus"} | climate.set_temperature {"target_temp_low":21,"target_temp_high":24} | executed | target_temp_low=20
            climate.set_hvac_mode climate.hvac {"mode":"Aquecer"} | climate.set_hvac_mode {"hvac_mode":"cool"} | executed | heat
            climate.set_humidity climate.hvac {"humidity":"50 %"} | climate.set_humidity {"humidity":60} | executed | humidity=50
            climate.set_fan_mode climate.hvac {"fan_mode":"Auto Low"} | climate.set_fan_mode {"fan_mode":"on_high"} | executed | fan_mode=auto_low
            climate.set_swing_mode climate.hvac {"swing":2} | climate.set_swing_mode {"swing_mode":"off"} | executed | swing_mode=2
            climate.set_swing_horizontal_mode climate.hvac {"swing_horizontal_mode":"RangeFull"} | climate.set_swing_horizontal_mode {"swing_horizontal_mode":"auto"} | executed | swing_horizontal_mode=rangefull
            climate.set_preset_mode climate.ecobee {"preset":"fora"} | climate.set_preset_mode {"preset_mode":"home"} | executed | preset_mode=away
            climate.turn_off climate.hvac {} | climate.set_hvac_mode {"hvac_mode":"cool"} | executed | off
            climate.turn_on climate.hvac {} | climate.turn_off | executed | !off
            climate.toggle climate.hvac {} | climate.turn_off | executed | !off
            media_player.turn_off media_player.lounge_room {} | media_player.turn_on | executed | off
            media_player.turn_on media_player.lounge_room {} | media_player.turn_off | executed | playing
            media_player.toggle media_player.lounge_room {} | media_player.turn_off | executed | playing
            media_player.media_pause media_player.walkman {} | media_player.media_play | executed | paused
            media_player.media_play media_player.walkman {} | media_player.media_pause | executed | playing
            media_player.media_play_pause media_player.walkman {} | media_player.media_play | executed | paused
            media_player.volume_set media_player.walkman {"volume":"metade"} | media_player.volume_set {"volume_level":1} | executed | volume_level=0.5
            media_player.volume_up media_player.walkman {} | media_player.volume_set {"volume_level":0.5} | executed | volume_level=0.6
            media_player.volume_down media_player.walkman {} | media_player.volume_set {"volume_level":0.5} | executed | volume_level=0.4
            media_player.volume_mute media_player.walkman {"mute":"yes"} | media_player.volume_mute {"is_volume_muted":false} | executed | is_volume_muted=true
            media_player.media_next_track media_player.walkman {} | media_player.media_play | sent | media_track=2
            media_player.media_previous_track media_player.walkman {} | media_player.media_play | sent | media_track=1
            media_player.select_source media_player.lounge_room {"source":"YouTube"} | media_player.select_source {"source":"dvd"} | executed | source=youtube
            media_player.select_sound_mode media_player.walkman {"sound_mode":"filme"} | media_player.select_sound_mode {"sound_mode":"Music"} | executed | sound_mode=Movie
            media_player.shuffle_set media_player.walkman {"shuffle":"on"} | media_player.shuffle_set {"shuffle":false} | executed | shuffle=true
            media_player.repeat_set media_player.walkman {"repeat":"todas"} | media_player.repeat_set {"repeat":"off"} | executed | repeat=all
            media_player.play_media media_player.living_room {"media_content_id":"kxopViU98Xo","media_content_type":"movie"} | media_player.media_play | sent | media_content_id=kxopViU98Xo
            media_player.join media_player.walkman {"group_members":["media_player.kitchen"]} | media_player.unjoin | sent | playing
            media_player.unjoin media_player.walkman {} | media_player.media_play | sent | playing
            media_player.media_stop media_player.walkman {} | media_player.media_play | executed | off
            media_player.clear_playlist media_player.walkman {} | media_player.media_play | sent | off
            humidifier.turn_off humidifier.humidifier {} | humidifier.turn_on | executed | off
            humidifier.turn_on humidifier.humidifier {} | humidifier.turn_off | executed | on
            humidifier.toggle humidifier.humidifier {} | humidifier.turn_off | executed | on
            humidifier.set_humidity humidifier.humidifier {"humidade":"quarenta e cinco por cento"} | humidifier.set_humidity {"humidity":60} | executed | humidity=45
            humidifier.set_mode humidifier.hygrostat {"modo":"ECO"} | humidifier.set_mode {"mode":"home"} | executed | mode=eco
            vacuum.start vacuum.demo_vacuum_0_ground_floor {} | vacuum.return_to_base | executed | cleaning
            vacuum.pause vacuum.demo_vacuum_0_ground_floor {} | vacuum.start | executed | paused
            vacuum.stop vacuum.demo_vacuum_0_ground_floor {} | vacuum.start | executed | idle
            vacuum.clean_spot vacuum.demo_vacuum_0_ground_floor {} | vacuum.stop | executed | cleaning
            vacuum.set_fan_speed vacuum.demo_vacuum_0_ground_floor {"speed":"máximo"} | vacuum.set_fan_speed {"fan_speed":"medium"} | executed | fan_speed=max
            vacuum.locate vacuum.demo_vacuum_0_ground_floor {} | vacuum.stop | sent |
            vacuum.return_to_base vacuum.demo_vacuum_0_ground_floor {} | vacuum.start | executed | returning,docked
            valve.close_valve valve.front_garden {} | valve.open_valve | executed | closed
            valve.open_valve valve.front_garden {} | valve.close_valve | confirmed executed | open
            valve.toggle valve.front_garden {} | valve.close_valve | confirmed executed | open
            valve.set_valve_position valve.back_garden {"position":"20%"} | valve.set_valve_position {"position":70} | confirmed executed | current_position=20
            valve.stop_valve valve.back_garden {} | valve.open_valve | | open
            lock.unlock lock.openable_lock {} | lock.lock | confirmed executed | unlocked
            lock.open lock.openable_lock {} | lock.lock | confirmed executed | open
            lock.lock lock.openable_lock {} | lock.unlock | executed | locked
            alarm_control_panel.alarm_arm_home alarm_control_panel.security {"code":"1234"} | alarm_control_panel.alarm_disarm {"code":"1234"} | executed | armed_home,arming
            alarm_control_panel.alarm_arm_away alarm_control_panel.security {"pin":1234} | alarm_control_panel.alarm_disarm {"code":"1234"} | executed | armed_away,arming
            alarm_control_panel.alarm_arm_night alarm_control_panel.security {"code":"1234"} | alarm_control_panel.alarm_disarm {"code":"1234"} | executed | armed_night,arming
            alarm_control_panel.alarm_arm_vacation alarm_control_panel.security {"code":"1234"} | alarm_control_panel.alarm_disarm {"code":"1234"} | executed | armed_vacation,arming
            alarm_control_panel.alarm_arm_custom_bypass alarm_control_panel.security {"code":"1234"} | alarm_control_panel.alarm_disarm {"code":"1234"} | executed | armed_custom_bypass,arming
            alarm_control_panel.alarm_disarm alarm_control_panel.security {"code":"1234"} | alarm_control_panel.alarm_arm_home {"code":"1234"} | confirmed executed | disarmed
            scene.turn_on scene.movie_night {} | light.turn_off light.bed_light | sent |
            script.turn_on script.good_night {} | light.turn_on light.bed_light | confirmed sent |
            script.good_night script.good_night {} | light.turn_on light.bed_light | confirmed sent |
            script.turn_off script.good_night {} | light.turn_on light.bed_light | | off
            todo.add_item todo.shopping_list {"name":"svc leite"} | | executed |
            todo.update_item todo.shopping_list {"item":"svc leite","status":"feito"} | | sent |
            todo.get_items todo.shopping_list {"status":"done"} | | sent |
            todo.remove_item todo.shopping_list {"item":"svc leite"} | | sent |
            calendar.get_events calendar.calendar_1 {"duration":"24 horas"} | | sent |
            input_boolean.turn_on input_boolean.svc_boolean {} | input_boolean.turn_off | executed | on
            input_boolean.turn_off input_boolean.svc_boolean {} | input_boolean.turn_on | executed | off
            input_boolean.toggle input_boolean.svc_boolean {} | input_boolean.turn_on | executed | off
            input_number.set_value input_number.svc_number {"value":"42,5"} | input_number.set_value {"value":1} | executed | 42.5
            input_number.increment input_number.svc_number {} | input_number.set_value {"value":1} | executed | 2.0
            input_number.decrement input_number.svc_number {} | input_number.set_value {"value":5} | executed | 4.0
            input_select.select_option input_select.svc_select {"option":"tres"} | input_select.select_option {"option":"One"} | executed | Três
            input_select.select_next input_select.svc_select {} | input_select.select_option {"option":"One"} | executed | Two
            input_select.select_previous input_select.svc_select {"cycle":"yes"} | input_select.select_option {"option":"One"} | executed | Três
            input_select.select_first input_select.svc_select {} | input_select.select_option {"option":"Two"} | executed | One
            input_select.select_last input_select.svc_select {} | input_select.select_option {"option":"Two"} | executed | Três
            input_text.set_value input_text.svc_text {"text":"olá"} | input_text.set_value {"value":"x"} | executed | olá
            input_datetime.set_datetime input_datetime.svc_datetime {"datetime":"24/12/2026 3pm"} | input_datetime.set_datetime {"datetime":"2026-01-01 07:00:00"} | executed | 2026-12-24 15:00:00
            input_datetime.set_datetime input_datetime.svc_datetime {"time":"23h30"} | input_datetime.set_datetime {"datetime":"2026-01-01 07:00:00"} | executed | 2026-01-01 23:30:00
            input_datetime.set_datetime input_datetime.svc_datetime {"date":"2026-12-24"} | input_datetime.set_datetime {"datetime":"2026-01-01 07:00:00"} | executed | 2026-12-24 07:00:00
            input_button.press input_button.svc_button {} | | sent |
            counter.increment counter.svc_counter {} | counter.reset | executed | 4
            counter.decrement counter.svc_counter {} | counter.reset | executed | 2
            counter.set_value counter.svc_counter {"value":"seven"} | counter.reset | executed | 7
            counter.reset counter.svc_counter {} | counter.increment | executed | 3
            timer.start timer.svc_timer {"duration":"10 min"} | timer.cancel | executed | active duration=0:10:00
            timer.change timer.svc_timer {"duration":"-1 min"} | timer.start | sent | active
            timer.pause timer.svc_timer {} | timer.start | executed | paused
            timer.finish timer.svc_timer {} | timer.start | executed | idle
            timer.cancel timer.svc_timer {} | timer.start | executed | idle
            """;

    static Stream<String> rows() {
        return ROWS.lines();
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
