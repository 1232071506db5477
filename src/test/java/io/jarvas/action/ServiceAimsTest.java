package io.jarvas.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.home.EntityState;
import io.jarvas.json.Json;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The states read `value {attributes}`.
class ServiceAimsTest {
    /// service and fields | before | states that prove it | states that do not
    static Stream<String> aims() {
        return """
                light.turn_on | off | on | off; unavailable
                light.turn_on {"transition":2} | off | on | off
                light.turn_off | on | off | on
                light.toggle | on | off | on
                light.toggle | off | on | off
                light.turn_on {"brightness_pct":50} | off {"supported_color_modes":["hs"]} | on {"brightness":128}; on {"brightness":125} | on; on {"brightness":200}; off
                light.turn_on {"brightness":200} | on {"brightness":100} | on {"brightness":200} | on {"brightness":100}
                light.turn_on {"brightness_pct":0} | on {"brightness":100} | off | on {"brightness":100}
                light.turn_on {"brightness_step_pct":10} | on {"brightness":100} | on {"brightness":126} | on {"brightness":100}
                light.turn_on {"rgb_color":[255,0,0]} | off {"supported_color_modes":["hs"]} | on {"rgb_color":[255,10,0]} | on; on {"rgb_color":[0,255,0]}
                light.turn_on {"color_temp_kelvin":3000} | off {"supported_color_modes":["color_temp"]} | on {"color_temp_kelvin":3012} | on {"color_temp_kelvin":5000}
                light.turn_on {"effect":"rainbow"} | on {"effect_list":["rainbow"]} | on {"effect":"rainbow"} | on {"effect":"off"}
                light.turn_on {"color_name":"brown"} | off {"supported_color_modes":["hs"]} | on {"rgb_color":[255,64,64]} | on; on {"rgb_color":[0,255,0]}
                light.turn_on {"color_name":"navy"} | on {"supported_color_modes":["hs"],"rgb_color":[255,255,255]} | on {"rgb_color":[0,0,255]} | on {"rgb_color":[255,255,255]}
                light.turn_on {"hs_color":[120,50]} | on {"hs_color":[0,50]} | on {"hs_color":[119.5,51]} | on {"hs_color":[0,50]}
                fan.increase_speed {"percentage_step":20} | on {"percentage":33} | on {"percentage":53} | on {"percentage":33}
                counter.reset | 5 {"initial":2} | 2 | 5; 0
                input_select.select_first | B {"options":["A","B","C"]} | A | B; C
                input_select.select_last | B {"options":["A","B","C"]} | C | B; A
                input_datetime.set_datetime {"time":"07:30"} | 2026-01-01 00:00:00 | 2026-01-01 07:30:00 | 2026-01-01 00:07:30; 2026-01-01 00:00:00
                input_datetime.set_datetime {"date":"2026-12-24"} | 2026-01-01 | 2026-12-24 | 2026-01-01
                input_datetime.set_datetime {"datetime":"2026-12-24T15:00"} | 2026-01-01 07:00:00 | 2026-12-24 15:00:00 | 2026-12-24 07:00:00
                todo.add_item {"item":"milk"} | 2 | 3 | 2; 1; unavailable
                media_player.media_seek {"seek_position":90} | playing {"media_position":5} | playing {"media_position":90} | playing {"media_position":5}
                switch.toggle | on | off | on
                fan.turn_on {"percentage":66} | off {"percentage_step":33.3} | on {"percentage":66} | on {"percentage":33}
                fan.set_percentage {"percentage":0} | on {"percentage":33} | off | on {"percentage":33}
                fan.increase_speed | on {"percentage":33} | on {"percentage":66} | on {"percentage":33}
                fan.oscillate {"oscillating":true} | on {"oscillating":false} | on {"oscillating":true} | on {"oscillating":false}
                cover.open_cover | closed | opening; open | closed; closing
                cover.open_cover | open {"current_position":5} | opening {"current_position":5}; open {"current_position":100} | open {"current_position":5}; closing {"current_position":5}
                valve.open_valve | open {"current_position":5} | open {"current_position":100} | open {"current_position":5}
                cover.close_cover | open | closing; closed | open
                cover.stop_cover | opening | open; closed | opening; closing
                cover.toggle | open | closed; closing | open
                cover.toggle | closed | open; opening | closed
                cover.set_cover_position {"position":50} | closed {"current_position":0} | opening {"current_position":0}; open {"current_position":51}; open {"current_position":20} | closed {"current_position":0}; closing {"current_position":0}
                cover.open_cover_tilt | open {"current_tilt_position":20} | open {"current_tilt_position":30} | open {"current_tilt_position":20}
                valve.open_valve | closed | open; opening | closed
                lock.lock | unlocked | locked; locking | unlocked; jammed
                lock.unlock | locked | unlocked; unlocking | locked
                alarm_control_panel.alarm_arm_home {"code":"1"} | disarmed | arming; armed_home | disarmed; armed_away
                alarm_control_panel.alarm_disarm | armed_home | disarmed | armed_home
                climate.turn_on | off | heat; auto | off; unavailable
                climate.turn_off | heat | off | heat
                climate.set_hvac_mode {"hvac_mode":"cool"} | heat | cool | heat; off
                climate.set_temperature {"temperature":21.3} | heat {"temperature":19} | heat {"temperature":21.5} | heat {"temperature":19}
                climate.set_temperature {"temperature":21,"hvac_mode":"heat"} | off {"min_temp":7} | heat {"temperature":21} | off {"temperature":21}; heat {"temperature":20}
                climate.toggle | off | heat | off
                climate.toggle | heat | off | heat
                water_heater.set_away_mode {"away_mode":true} | eco {"away_mode":"off"} | eco {"away_mode":"on"} | eco {"away_mode":"off"}
                water_heater.set_operation_mode {"operation_mode":"gas"} | eco | gas | eco
                humidifier.set_humidity {"humidity":40} | on {"humidity":50} | on {"humidity":40} | on {"humidity":50}
                media_player.turn_on | off | on; idle; playing | off; standby
                media_player.media_play | paused | playing; buffering | paused
                media_player.media_pause | playing | paused | playing
                media_player.volume_set {"volume_level":0.3} | playing {"volume_level":0.9} | playing {"volume_level":0.3} | playing {"volume_level":0.9}
                media_player.volume_up | playing {"volume_level":0.5} | playing {"volume_level":0.6} | playing {"volume_level":0.5}
                media_player.volume_up | playing {"volume_level":1.0} | playing {"volume_level":1.0} | playing {"volume_level":0.9}
                media_player.volume_mute {"is_volume_muted":true} | on {"is_volume_muted":false} | on {"is_volume_muted":true} | on {"is_volume_muted":false}
                vacuum.start | docked | cleaning | docked
                vacuum.return_to_base | cleaning | returning; docked | cleaning
                lawn_mower.dock | mowing | returning; docked | mowing
                siren.turn_off | on | off | on
                input_boolean.turn_on | off | on | off
                number.set_value {"value":7} | 5.0 | 7.0; 7 | 5.0
                input_number.increment | 5.0 {"max":10} | 6.0 | 5.0
                counter.increment | 3 | 4 | 3; 2
                select.select_option {"option":"eco"} | boost | eco | boost
                select.select_next | a | b | a; unavailable
                text.set_value {"value":"hello"} | x | hello | x
                time.set_value {"time":"07:30"} | 06:00:00 | 07:30:00 | 06:00:00
                timer.start | idle | active | idle
                timer.start {"duration":"00:05:00"} | paused | active | paused
                remote.turn_on | off | on | off
                automation.turn_off | on | off | on
                group.turn_on | off | on | off
                """.lines();
    }

    /// Nothing can be claimed of these.
    static Stream<String> silent() {
        return """
                light.turn_on {"brightness_pct":50} | off {"supported_color_modes":["onoff"]}
                light.turn_on {"brightness_pct":50} | off
                light.turn_on {"color_name":"red"} | off {"supported_color_modes":["color_temp"]}
                light.turn_on {"color_name":"nothing known"} | off {"supported_color_modes":["hs"]}
                input_datetime.set_datetime {"datetime":"2026-12-24T15:00:00+00:00"} | 2026-01-01 00:00:00
                cover.set_cover_position {"position":50} | closed
                cover.toggle | opening
                climate.set_temperature {} | heat
                media_player.media_next_track | playing
                media_player.play_media {"media":"x"} | idle
                media_player.toggle | idle
                button.press | x
                scene.turn_on | x
                script.turn_on | off
                script.good_night | off
                todo.add_item {"item":"milk"} | unknown
                todo.remove_item {"item":"milk"} | 1
                notify.send_message {"message":"x"} | x
                tts.speak {"message":"x"} | x
                light.toggle | unknown
                timer.start {"duration":"00:05:00"} | active
                light.turn_on | off {"assumed_state":true}
                cover.open_cover | closed {"assumed_state":true,"current_position":0}
                """.lines();
    }

    @ParameterizedTest
    @MethodSource("aims")
    void aServiceIsProvenByTheStatesItAimsAt(String line) {
        String[] columns = line.split(" \\| ");
        String[] call = columns[0].split(" ", 2);
        Map<String, Object> data = call.length == 1 ? Map.of() : Json.object(call[1]);
        var aim = ServiceAims.standard().of(call[0], data, state(columns[1])).orElseThrow();
        assertThat(columns[2].split("; ")).allMatch(state -> aim.test(state(state)));
        assertThat(columns[3].split("; ")).noneMatch(state -> aim.test(state(state)));
    }

    @ParameterizedTest
    @MethodSource("silent")
    void whatAnEntityDoesNotReportIsNotClaimed(String line) {
        String[] columns = line.split(" \\| ");
        String[] call = columns[0].split(" ", 2);
        Map<String, Object> data = call.length == 1 ? Map.of() : Json.object(call[1]);
        assertThat(ServiceAims.standard().of(call[0], data, state(columns[1]))).isEmpty();
    }

    @Test
    void everyServiceOfTheTableIsOneThatThePolicyKnowsByItsDomain() {
        Set<String> domains = new TreeSet<>();
        ServiceAims.standard().services().forEach(service -> domains.add(service.substring(0, service.indexOf('.'))));
        assertThat(domains).allMatch(ServiceRisks::known);
    }

    private static EntityState state(String text) {
        String[] words = text.split(" (?=\\{)", 2);
        return new EntityState(
                words[0], words.length == 1 ? Map.of() : Json.object(words[1]), Instant.EPOCH, Instant.EPOCH);
    }
}
