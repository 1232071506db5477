package io.jarvas.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jarvas.action.ActionOutcome.NeedsConfirmation;
import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.home.ServiceCall;
import io.jarvas.json.Json;
import io.jarvas.reply.Action;
import io.jarvas.reply.Proposal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Actions of all kinds on a real Home Assistant, each taken back: what was, is again.
@Tag("peers")
@EnabledIfEnvironmentVariable(named = "JARVAS_TEST_HA_URL", matches = ".+")
class RealUndoTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private static final Set<String> MOVING =
            Set.of("opening", "closing", "locking", "unlocking", "arming", "disarming");

    @TempDir
    private static Path directory;

    private static RealHouse house;
    private static Door door;
    private static int made;

    @BeforeAll
    static void start() {
        house = new RealHouse(directory);
        door = Doors.of(
                house,
                house,
                CallRunner.Limits.DEFAULT,
                new Policy(OwnerRules.NONE, house),
                List.of(),
                new MemorySchedules(),
                Optional.empty(),
                Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        door.close();
        house.close();
    }

    /// A call, its fields, and the state in which it finds the entity: by another call, where there is one.
    static Stream<String> actions() {
        return """
                light.turn_off light.kitchen_lights {} | light.turn_on {"hs_color":[345,75],"brightness":180}
                light.turn_on light.ceiling_lights {"brightness_pct":20} | light.turn_on {"color_temp_kelvin":2631,"brightness":180}
                light.turn_on light.ceiling_lights {"rgb_color":[0,0,255]} | light.turn_on {"color_temp_kelvin":2631,"brightness":180}
                light.turn_on light.bed_light {"brightness_pct":50} | light.turn_off {}
                light.turn_on light.bed_light {"effect":"rainbow"} | light.turn_on {"effect":"none"}
                light.turn_on light.office_rgbw_lights {"rgbw_color":[1,2,3,4]} | light.turn_on {"rgbw_color":[255,0,0,255]}
                light.turn_off light.living_room_rgbww_lights {} | light.turn_on {"rgbww_color":[255,0,0,255,0]}
                light.turn_on light.entrance_color_white_lights {"white":90} | light.turn_on {"hs_color":[345,75]}
                light.toggle light.kitchen_lights {} |
                light.turn_off light.kitchen_lights,light.ceiling_lights,light.office_rgbw_lights {} |
                homeassistant.turn_off light.kitchen_lights,switch.decorative_lights,humidifier.hygrostat {} |
                homeassistant.toggle switch.ac,light.bed_light {} |
                switch.turn_on switch.ac {} | switch.turn_off {}
                cover.set_cover_position cover.hall_window {"position":40} | cover.set_cover_position {"position":10}
                cover.close_cover cover.living_room_window {} | cover.set_cover_position {"position":70}
                cover.set_cover_tilt_position cover.living_room_window {"tilt_position":80} | cover.set_cover_tilt_position {"tilt_position":50}
                cover.open_cover cover.kitchen_window {} | cover.close_cover {}
                cover.open_cover_tilt cover.pergola_roof {} | cover.set_cover_tilt_position {"tilt_position":60}
                cover.open_cover cover.garage_door {} | cover.close_cover {}
                climate.set_temperature climate.heatpump {"temperature":24} | climate.set_temperature {"temperature":20}
                climate.set_hvac_mode climate.hvac {"hvac_mode":"off"} | climate.set_hvac_mode {"hvac_mode":"cool"}
                climate.set_temperature climate.ecobee {"target_temp_high":26,"target_temp_low":19} | climate.set_temperature {"target_temp_high":24,"target_temp_low":21}
                climate.set_fan_mode climate.hvac {"fan_mode":"auto_low"} | climate.set_fan_mode {"fan_mode":"on_high"}
                climate.set_preset_mode climate.ecobee {"preset_mode":"eco"} | climate.set_preset_mode {"preset_mode":"home"}
                fan.turn_on fan.living_room_fan {"percentage":66} | fan.turn_off {}
                fan.set_percentage fan.ceiling_fan {"percentage":100} | fan.turn_on {"percentage":33}
                fan.set_direction fan.living_room_fan {"direction":"reverse"} | fan.set_direction {"direction":"forward"}
                fan.set_preset_mode fan.preset_only_limited_fan {"preset_mode":"smart"} | fan.turn_off {}
                humidifier.set_humidity humidifier.humidifier {"humidity":40} | humidifier.set_humidity {"humidity":65}
                humidifier.set_mode humidifier.hygrostat {"mode":"eco"} | humidifier.set_mode {"mode":"home"}
                media_player.volume_set media_player.kitchen {"volume_level":0.3} | media_player.volume_set {"volume_level":1.0}
                media_player.volume_mute media_player.walkman {"is_volume_muted":true} | media_player.volume_mute {"is_volume_muted":false}
                media_player.select_source media_player.lounge_room {"source":"youtube"} | media_player.select_source {"source":"dvd"}
                media_player.select_sound_mode media_player.living_room {"sound_mode":"Movie"} | media_player.select_sound_mode {"sound_mode":"Music"}
                media_player.media_pause media_player.living_room {} | media_player.media_play {}
                media_player.media_play media_player.bedroom {} | media_player.media_pause {}
                media_player.turn_off media_player.walkman {} | media_player.media_play {}
                media_player.shuffle_set media_player.walkman {"shuffle":true} | media_player.shuffle_set {"shuffle":false}
                lock.lock lock.kitchen_door {} | lock.unlock {}
                lock.unlock lock.front_door {} | lock.lock {}
                alarm_control_panel.alarm_arm_home alarm_control_panel.security {"code":"1234"} | alarm_control_panel.alarm_disarm {"code":"1234"}
                vacuum.start vacuum.demo_vacuum_0_ground_floor {} |
                vacuum.set_fan_speed vacuum.demo_vacuum_0_ground_floor {"fan_speed":"max"} | vacuum.set_fan_speed {"fan_speed":"medium"}
                lawn_mower.start_mowing lawn_mower.my_lawn_mower {} | lawn_mower.dock {}
                valve.close_valve valve.trees {} | valve.set_valve_position {"position":30}
                valve.open_valve valve.orchard {} | valve.close_valve {}
                siren.turn_off siren.siren {} | siren.turn_on {}
                water_heater.set_temperature water_heater.demo_water_heater_celsius {"temperature":50} | water_heater.set_temperature {"temperature":45}
                water_heater.set_operation_mode water_heater.demo_water_heater {"operation_mode":"gas"} | water_heater.set_operation_mode {"operation_mode":"eco"}
                input_boolean.turn_on input_boolean.guest_mode {} | input_boolean.turn_off {}
                number.set_value number.volume {"value":10} | number.set_value {"value":42}
                select.select_option select.speed {"option":"light_speed"} | select.select_option {"option":"ridiculous_speed"}
                text.set_value text.text {"value":"Good evening"} | text.set_value {"value":"Hello world"}
                date.set_value date.date {"date":"2026-12-24"} | date.set_value {"date":"2020-01-01"}
                time.set_value time.time {"time":"07:30:00"} | time.set_value {"time":"12:00:00"}
                remote.turn_on remote.remote_one {} | remote.turn_off {}
                todo.add_item todo.shopping_list {"item":"Saffron for an undo"} |
                scene.turn_on scene.movie_night {} |
                script.turn_on script.good_night {} |
                """.lines();
    }

    @ParameterizedTest
    @MethodSource("actions")
    void whatWasIsAgain(String line) {
        String[] sides = line.split("\\s*\\|\\s*", -1);
        String[] words = sides[0].split(" ", 3);
        List<String> targets = List.of(words[1].split(","));
        Map<EntityId, EntityState> first = house.fresh().states();
        List<EntityId> concerned = concerned(first, targets);
        if (!sides[1].isEmpty()) {
            String[] given = sides[1].split(" ", 2);
            call(given[0], targets, Json.object(given[1]));
        }
        settle(concerned);
        HomeSnapshot before = house.fresh();
        ActionOutcome outcome = propose(words[0], targets, Json.object(words[2]));
        assertThat(outcome.kind()).isIn("executed", "sent");
        settle(concerned);
        assertThat(door.undoable("a" + made)).isTrue();

        Reaction reaction = settled(undo());

        assertThat(reaction)
                .isInstanceOfSatisfying(
                        Reaction.Settled.class,
                        undone -> assertThat(undone.outcome().kind())
                                .as("%s", undone.outcome())
                                .isIn("executed", "sent"));
        await().atMost(SOON).untilAsserted(() -> {
            HomeSnapshot now = house.fresh();
            concerned.forEach(id -> same(id, before.state(id).orElseThrow(), now));
        });
        assertThat(undo()).isEqualTo(new Reaction.TooLate("a" + made));
    }

    /// The targets, and, of a scene or a script, every light.
    private static List<EntityId> concerned(Map<EntityId, EntityState> states, List<String> targets) {
        boolean routine =
                targets.getFirst().startsWith("scene.") || targets.getFirst().startsWith("script.");
        return routine
                ? states.keySet().stream()
                        .filter(id -> id.domain().equals("light"))
                        .sorted()
                        .toList()
                : targets.stream().map(EntityId::new).toList();
    }

    /// Waits until nothing is on its way. A cover may be without a word of it.
    private static void settle(List<EntityId> entities) {
        boolean covers = entities.stream().anyMatch(id -> id.domain().equals("cover"));
        Map<EntityId, EntityState> last = new HashMap<>();
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(covers ? 1_200 : 200))
                .until(() -> {
                    HomeSnapshot now = house.fresh();
                    Map<EntityId, EntityState> states = new HashMap<>();
                    entities.forEach(id -> states.put(id, now.state(id).orElseThrow()));
                    boolean still = states.equals(last) || !covers;
                    last.putAll(states);
                    return still && states.values().stream().noneMatch(state -> MOVING.contains(state.value()));
                });
    }

    private static void same(EntityId id, EntityState before, HomeSnapshot now) {
        EntityState state = now.state(id).orElseThrow();
        assertThat(arrived(state)).as("%s", id).isEqualTo(arrived(before));
        assertThat(ServiceStates.attributes(id.domain(), before))
                .allSatisfy(attribute -> assertThat(attribute.same(state, before))
                        .as("%s %s: %s, not %s", id, attribute.name(), state.attributes(), before.attributes())
                        .isTrue());
    }

    /// The demo's machines take half a minute to their docks.
    private static String arrived(EntityState state) {
        return state.value().equals("returning") ? "docked" : state.value();
    }

    private static ActionOutcome propose(String service, List<String> targets, Map<String, Object> data) {
        made++;
        ActionOutcome outcome = door.propose(
                "a" + made,
                new Proposal.Readable(new Action(
                        Door.CALL, Map.of("service", service, "target", Map.of("entity_id", targets), "data", data))),
                Doors.acting());
        return outcome instanceof NeedsConfirmation
                ? ((Reaction.Settled) door.confirm("a" + made, Doors.CONVERSATION.person(), Optional.empty())).outcome()
                : outcome;
    }

    private static Reaction undo() {
        return door.undo("a" + made, Doors.CONVERSATION.person(), Optional.empty());
    }

    /// Says yes where an undo asks.
    private static Reaction settled(Reaction reaction) {
        return reaction instanceof Reaction.Settled(var id, var _, var _, NeedsConfirmation _)
                ? door.confirm(id, Doors.CONVERSATION.person(), Optional.empty())
                : reaction;
    }

    private static void call(String service, List<String> targets, Map<String, Object> data) {
        int dot = service.indexOf('.');
        house.call(new ServiceCall(
                service.substring(0, dot),
                service.substring(dot + 1),
                targets.stream().map(EntityId::new).toList(),
                data));
    }
}
