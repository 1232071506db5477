package io.jarvas.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.action.ActionOutcome.Failed;
import io.jarvas.action.ActionOutcome.Malformed;
import io.jarvas.json.Json;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What Home Assistant 2026.11 says of its services, and entities that say of themselves what real ones do.
class ServiceArgumentsTest {
    private static final DescribedHome HOME = new DescribedHome("""
            light.bed | Bed Light, Candeeiro | bedroom | on {"supported_color_modes":["color_temp","hs"],"min_color_temp_kelvin":2200,"max_color_temp_kelvin":6535,"effect_list":["rainbow","Fire Place","off"],"supported_features":4}
            light.white | White | bedroom | on {"supported_color_modes":["color_temp"],"min_color_temp_kelvin":2700,"max_color_temp_kelvin":6500,"supported_features":0}
            light.dim | Dim | bedroom | on {"supported_color_modes":["brightness"],"supported_features":0}
            light.plain | Plain | bedroom | on {"supported_color_modes":["onoff"],"supported_features":0}
            light.entrance | Entrance | | on {"supported_color_modes":["hs","white"],"supported_features":32}
            switch.s | Socket | | off
            fan.f | Fan | | off {"preset_modes":["auto","Smart","sleep"],"percentage_step":33.3333,"supported_features":63}
            fan.simple | Simple Fan | | off {"percentage_step":33.3333,"supported_features":49}
            cover.c | Blind | | open {"current_position":10,"supported_features":15}
            cover.roof | Roof | | open {"current_tilt_position":60,"supported_features":240}
            cover.window | Window | | open {"supported_features":11}
            valve.v | Valve | | open {"current_position":10,"supported_features":15}
            climate.hvac | Air | | cool {"hvac_modes":["off","heat","cool","auto","dry","fan_only","heat_cool"],"min_temp":7,"max_temp":35,"min_humidity":30,"max_humidity":90,"fan_modes":["low","high","Auto"],"preset_modes":["home","eco","away"],"swing_modes":["auto","1","2","off"],"supported_features":445}
            climate.heat | Heating | | heat {"hvac_modes":["heat","off"],"min_temp":5,"max_temp":30,"supported_features":385}
            climate.eco | Ecobee | | heat_cool {"hvac_modes":["off","cool","heat_cool"],"min_temp":7,"max_temp":35,"supported_features":2}
            humidifier.h | Humidifier | | on {"min_humidity":20,"max_humidity":80,"available_modes":["home","eco","sleep"],"supported_features":1}
            humidifier.plain | Dehumidifier | | on {"supported_features":0}
            water_heater.w | Boiler | | eco {"min_temp":43,"max_temp":60,"operation_list":["eco","electric","performance","off"],"supported_features":15}
            media_player.m | TV | | playing {"source_list":["DVD","YouTube"],"sound_mode_list":["Music","Movie"],"supported_features":8388607}
            media_player.radio | Radio | | playing {"supported_features":4}
            media_player.kitchen | Kitchen Speaker, Coluna da Cozinha | | playing {"supported_features":8388607}
            vacuum.v | Vacuum | | docked {"fan_speed_list":["min","medium","high","max"],"supported_features":32764}
            siren.s | Siren | | off {"available_tones":["fire","alarm"],"supported_features":31}
            lock.l | Lock | | locked {"supported_features":1}
            lock.plain | Plain Lock | | locked {"supported_features":0}
            alarm_control_panel.a | Alarm | | armed_away {"supported_features":63}
            number.n | Number | | 5 {"min":0,"max":1000,"unit_of_measurement":"W"}
            number.share | Share | | 0.5 {"min":0,"max":1}
            input_number.n | Level | | 5 {"min":0,"max":100,"unit_of_measurement":"%"}
            input_number.t | Target | | 20 {"min":15,"max":25,"unit_of_measurement":"°C"}
            input_text.t | Note | | x {"min":1,"max":5}
            input_select.s | Mode | | Home {"options":["Home","Away","Férias"]}
            select.s | Speed | | light_speed {"options":["light_speed","ludicrous_speed"]}
            input_datetime.both | Both | | 2026-01-01 07:00:00 {"has_date":true,"has_time":true}
            input_datetime.time | Wake up | | 07:00:00 {"has_date":false,"has_time":true}
            input_boolean.b | Guest | | off
            counter.c | Count | | 5 {"minimum":0,"maximum":10,"step":1}
            timer.t | Timer | | idle
            todo.t | Shopping | | 0 {"supported_features":127}
            todo.plain | List | | 0 {"supported_features":15}
            calendar.c | Family | | off {"supported_features":1}
            script.good_night | Good night | | off
            scene.s | Movie | | unknown
            weather.w | Weather | | sunny {"supported_features":3}
            remote.r | Remote | | on {"supported_features":4}
            button.gone | Gone | | unavailable
            light.gone | Gone light | | unavailable""");

    private static final CallPlanner PLANNER = new CallPlanner(HOME, new Policy());

    /// service and target | fields as a model gives them | as Home Assistant takes them; `=` where the same
    static Stream<String> mended() {
        return """
                light.turn_on light.bed | {"brightness_pct":"50%"} | {"brightness_pct":50}
                light.turn_on light.bed | {"brightness_pct":"50 %"} | {"brightness_pct":50}
                light.turn_on light.bed | {"brightness_pct":"fifty"} | {"brightness_pct":50}
                light.turn_on light.bed | {"brightness_pct":"cinquenta por cento"} | {"brightness_pct":50}
                light.turn_on light.bed | {"brightness_pct":"half"} | {"brightness_pct":50}
                light.turn_on light.bed | {"brightness_pct":"metade"} | {"brightness_pct":50}
                light.turn_on light.bed | {"brightness_pct":"um quarto"} | {"brightness_pct":25}
                light.turn_on light.bed | {"brightness_pct":"max"} | {"brightness_pct":100}
                light.turn_on light.bed | {"brightness_pct":"mínimo"} | {"brightness_pct":1}
                light.turn_on light.bed | {"brightness_pct":"40"} | {"brightness_pct":40}
                light.turn_on light.bed | {"brightness_pct":40} | =
                light.turn_on light.bed | {"brightness_pct":33.5} | =
                light.turn_on light.bed | {"brightness":"50%"} | {"brightness_pct":50}
                light.turn_on light.bed | {"brightness":"half"} | {"brightness_pct":50}
                light.turn_on light.bed | {"brightness":"max"} | {"brightness_pct":100}
                light.turn_on light.bed | {"brightness":"128"} | {"brightness":128}
                light.turn_on light.bed | {"brightness":50} | =
                light.turn_on light.bed | {"brightness_step":"-10%"} | {"brightness_step_pct":-10}
                light.turn_on light.bed | {"brightness_step_pct":"minus ten"} | {"brightness_step_pct":-10}
                light.turn_on light.bed | {"brightnessPct":40} | {"brightness_pct":40}
                light.turn_on light.bed | {"brilho":"trinta"} | {"brightness_pct":30}
                light.turn_on light.bed | {"brightness_percentage":30} | {"brightness_pct":30}
                light.turn_on light.bed | {"color":"red"} | {"color_name":"red"}
                light.turn_on light.bed | {"colour":"Light Blue"} | {"color_name":"lightblue"}
                light.turn_on light.bed | {"color_name":"azul claro"} | {"color_name":"lightblue"}
                light.turn_on light.bed | {"cor":"Vermelho"} | {"color_name":"red"}
                light.turn_on light.bed | {"color_name":"roxo"} | {"color_name":"purple"}
                light.turn_on light.bed | {"color_name":"cor-de-rosa"} | {"color_name":"pink"}
                light.turn_on light.bed | {"color_name":"#ff8800"} | {"rgb_color":[255,136,0]}
                light.turn_on light.bed | {"color":[255,0,0]} | {"rgb_color":[255,0,0]}
                light.turn_on light.bed | {"rgb_color":"255, 0, 0"} | {"rgb_color":[255,0,0]}
                light.turn_on light.bed | {"rgb_color":"rgb(255,0,0)"} | {"rgb_color":[255,0,0]}
                light.turn_on light.bed | {"rgb_color":["255","0","0"]} | {"rgb_color":[255,0,0]}
                light.turn_on light.bed | {"rgb_color":"verde lima"} | {"rgb_color":[50,205,50]}
                light.turn_on light.bed | {"hs_color":"[120, 50.5]"} | {"hs_color":[120,50.5]}
                light.turn_on light.bed | {"color_name":"warm white"} | {"color_temp_kelvin":2700}
                light.turn_on light.bed | {"color":"branco quente"} | {"color_temp_kelvin":2700}
                light.turn_on light.white | {"color_temp_kelvin":"vela"} | {"color_temp_kelvin":2700}
                light.turn_on light.white | {"color_temp":"luz do dia"} | {"color_temp_kelvin":6500}
                light.turn_on light.bed | {"color_temp":370} | {"color_temp_kelvin":2703}
                light.turn_on light.bed | {"kelvin":"3000K"} | {"color_temp_kelvin":3000}
                light.turn_on light.bed | {"color_temp_kelvin":"3000 kelvin"} | {"color_temp_kelvin":3000}
                light.turn_on light.bed | {"effect":"fire place"} | {"effect":"Fire Place"}
                light.turn_on light.bed | {"effect":"arco-íris"} | {"effect":"rainbow"}
                light.turn_on light.bed | {"transition":"2 seconds"} | {"transition":2}
                light.turn_on light.bed | {"transition":"meio minuto"} | {"transition":30}
                light.turn_on light.bed | {"transition":3} | =
                light.turn_on light.entrance | {"white":"true"} | {"white":true}
                light.turn_on light.bed | {"brightness_pct":40,"color_name":"","effect":" "} | {"brightness_pct":40}
                light.turn_on light.bed | {"brightness":"40%","brightness_pct":40} | {"brightness_pct":40}
                light.turn_off light.bed | {"transition":"1,5"} | {"transition":1.5}
                light.turn_on light.gone | {"brightness_pct":"50%"} | {"brightness_pct":50}
                homeassistant.turn_on light.bed | {"brightness":"50%"} | {"brightness_pct":50}
                fan.set_percentage fan.f | {"percentage":"66%"} | {"percentage":66}
                fan.set_percentage fan.f | {"speed":"half"} | {"percentage":50}
                fan.set_percentage fan.f | {"percentage":"min"} | {"percentage":34}
                fan.turn_on fan.f | {"preset_mode":"SMART"} | {"preset_mode":"Smart"}
                fan.turn_on fan.f | {"preset":"dormir"} | {"preset_mode":"sleep"}
                fan.oscillate fan.f | {"oscillating":"sim"} | {"oscillating":true}
                fan.oscillate fan.f | {"oscillate":"off"} | {"oscillating":false}
                fan.set_direction fan.f | {"direction":"backwards"} | {"direction":"reverse"}
                cover.set_cover_position cover.c | {"position":"metade"} | {"position":50}
                cover.set_cover_position cover.c | {"pos":"30 percent"} | {"position":30}
                cover.set_cover_tilt_position cover.roof | {"tilt":"três quartos"} | {"tilt_position":75}
                valve.set_valve_position valve.v | {"position":"20"} | {"position":20}
                climate.set_temperature climate.hvac | {"temperature":"22°C"} | {"temperature":22}
                climate.set_temperature climate.hvac | {"temperature":"22 graus"} | {"temperature":22}
                climate.set_temperature climate.hvac | {"temperature":"22,5 ºC"} | {"temperature":22.5}
                climate.set_temperature climate.hvac | {"temp":"twenty-two degrees"} | {"temperature":22}
                climate.set_temperature climate.hvac | {"temperatura":"vinte e dois graus e meio"} | {"temperature":22.5}
                climate.set_temperature climate.hvac | {"temperature":"twenty one point five"} | {"temperature":21.5}
                climate.set_temperature climate.hvac | {"temperature":"72°F"} | {"temperature":22.2}
                climate.set_temperature climate.hvac | {"temperature":"max"} | {"temperature":35}
                climate.set_temperature climate.hvac | {"temperature":21,"hvac_mode":"Aquecer"} | {"temperature":21,"hvac_mode":"heat"}
                climate.set_temperature climate.eco | {"target_temp_low":"19","target_temp_high":"24 °C"} | {"target_temp_low":19,"target_temp_high":24}
                climate.set_hvac_mode climate.hvac | {"hvac_mode":"Fan"} | {"hvac_mode":"fan_only"}
                climate.set_hvac_mode climate.hvac | {"hvac_mode":"heat/cool"} | {"hvac_mode":"heat_cool"}
                climate.set_hvac_mode climate.hvac | {"mode":"arrefecer"} | {"hvac_mode":"cool"}
                climate.set_hvac_mode climate.hvac | {"hvac_mode":"desumidificar"} | {"hvac_mode":"dry"}
                climate.set_hvac_mode climate.hvac | {"hvac_mode":false} | {"hvac_mode":"off"}
                climate.set_fan_mode climate.hvac | {"fan_mode":"automático"} | {"fan_mode":"Auto"}
                climate.set_preset_mode climate.hvac | {"preset":"fora"} | {"preset_mode":"away"}
                climate.set_swing_mode climate.hvac | {"swing_mode":2} | {"swing_mode":"2"}
                climate.set_humidity climate.hvac | {"humidity":"45%"} | {"humidity":45}
                humidifier.set_humidity humidifier.h | {"humidade":"cinquenta e cinco"} | {"humidity":55}
                humidifier.set_mode humidifier.h | {"mode":"Sono"} | {"mode":"sleep"}
                water_heater.set_temperature water_heater.w | {"temperature":"50 graus celsius"} | {"temperature":50}
                water_heater.set_operation_mode water_heater.w | {"mode":"Económico"} | {"operation_mode":"eco"}
                water_heater.set_away_mode water_heater.w | {"away_mode":"yes"} | {"away_mode":true}
                media_player.volume_set media_player.m | {"volume_level":"50%"} | {"volume_level":0.5}
                media_player.volume_set media_player.m | {"volume":"cinquenta por cento"} | {"volume_level":0.5}
                media_player.volume_set media_player.m | {"volume":30} | {"volume_level":0.3}
                media_player.volume_set media_player.m | {"volume_level":"0,4"} | {"volume_level":0.4}
                media_player.volume_set media_player.m | {"volume_level":"half"} | {"volume_level":0.5}
                media_player.volume_set media_player.m | {"volume_level":"max"} | {"volume_level":1}
                media_player.volume_mute media_player.m | {"mute":"on"} | {"is_volume_muted":true}
                media_player.select_source media_player.m | {"source":"youtube"} | {"source":"YouTube"}
                media_player.select_sound_mode media_player.m | {"sound_mode":"filme"} | {"sound_mode":"Movie"}
                media_player.repeat_set media_player.m | {"repeat":"todas"} | {"repeat":"all"}
                media_player.repeat_set media_player.m | {"repeat":false} | {"repeat":"off"}
                media_player.shuffle_set media_player.m | {"shuffle":"true"} | {"shuffle":true}
                media_player.media_seek media_player.m | {"seek_position":"1 min 30 s"} | {"seek_position":90}
                media_player.join media_player.m | {"group_members":"Coluna da Cozinha"} | {"group_members":["media_player.kitchen"]}
                media_player.play_media media_player.m | {"media_content_id":"x","media_content_type":"music"} | =
                vacuum.set_fan_speed vacuum.v | {"speed":"Máximo"} | {"fan_speed":"max"}
                vacuum.clean_area vacuum.v | {"cleaning_area_id":"Cozinha"} | {"cleaning_area_id":["kitchen"]}
                vacuum.send_command vacuum.v | {"command":"spot","params":{"a":1}} | =
                siren.turn_on siren.s | {"tone":"FIRE","duration":"half a minute","volume_level":"20%"} | {"tone":"fire","duration":30,"volume_level":0.2}
                lock.lock lock.l | {"code":1234} | =
                lock.unlock lock.l | {"pin":"1234"} | {"code":"1234"}
                alarm_control_panel.alarm_arm_home alarm_control_panel.a | {"code":"1234"} | =
                number.set_value number.n | {"value":"duzentos e cinquenta"} | {"value":250}
                number.set_value number.share | {"value":"50%"} | {"value":0.5}
                input_number.set_value input_number.n | {"value":"40 %"} | {"value":40}
                input_number.set_value input_number.t | {"valor":"21,5 graus"} | {"value":21.5}
                input_text.set_value input_text.t | {"text":"olá"} | {"value":"olá"}
                input_select.select_option input_select.s | {"option":"ferias"} | {"option":"Férias"}
                input_select.select_option input_select.s | {"option":"fora"} | {"option":"Away"}
                select.select_option select.s | {"value":"Light speed"} | {"option":"light_speed"}
                input_datetime.set_datetime input_datetime.time | {"time":"7am"} | {"time":"07:00:00"}
                input_datetime.set_datetime input_datetime.time | {"time":"11:30 pm"} | {"time":"23:30:00"}
                input_datetime.set_datetime input_datetime.time | {"time":"23h30"} | {"time":"23:30:00"}
                input_datetime.set_datetime input_datetime.time | {"time":"7 da manhã"} | {"time":"07:00:00"}
                input_datetime.set_datetime input_datetime.time | {"time":"meia-noite"} | {"time":"00:00:00"}
                input_datetime.set_datetime input_datetime.time | {"time":"07:30"} | =
                input_datetime.set_datetime input_datetime.both | {"datetime":"24/12/2026 15h"} | {"datetime":"2026-12-24 15:00:00"}
                input_datetime.set_datetime input_datetime.both | {"date":"24/12/2026","time":"3pm"} | {"date":"2026-12-24","time":"15:00:00"}
                counter.set_value counter.c | {"value":"seven"} | {"value":7}
                timer.start timer.t | {"duration":"10 min"} | {"duration":"00:10:00"}
                timer.start timer.t | {"duration":"1 hour and 30 minutes"} | {"duration":"01:30:00"}
                timer.start timer.t | {"duration":"uma hora e meia"} | {"duration":"01:30:00"}
                timer.start timer.t | {"duration":"meia hora"} | {"duration":"00:30:00"}
                timer.start timer.t | {"duration":"1h30"} | {"duration":"01:30:00"}
                timer.start timer.t | {"duration":"dez minutos"} | {"duration":"00:10:00"}
                timer.start timer.t | {"minutes":10} | {"duration":"00:10:00"}
                timer.start timer.t | {"duration":{"minutes":10}} | =
                timer.start timer.t | {"duration":300} | =
                timer.start timer.t | {"duration":"00:05:00"} | =
                timer.change timer.t | {"duration":"-5 minutes"} | {"duration":"-00:05:00"}
                todo.add_item todo.t | {"name":"milk"} | {"item":"milk"}
                todo.add_item todo.t | {"item":["leite"]} | {"item":"leite"}
                todo.add_item todo.t | {"item":"milk","due":"2026-12-24"} | {"item":"milk","due_date":"2026-12-24"}
                todo.add_item todo.t | {"item":"milk","due_date":"2026-12-24 10am"} | {"item":"milk","due_datetime":"2026-12-24 10:00:00"}
                todo.update_item todo.t | {"item":"milk","status":"done"} | {"item":"milk","status":"completed"}
                todo.get_items todo.t | {"status":"por fazer"} | {"status":["needs_action"]}
                todo.remove_item todo.t | {"item":["a","b"]} | =
                calendar.create_event calendar.c | {"title":"Dinner","start":"2026-12-24 20:00","end":"2026-12-24 10pm"} | {"summary":"Dinner","start_date_time":"2026-12-24 20:00","end_date_time":"2026-12-24 22:00:00"}
                calendar.create_event calendar.c | {"summary":"Férias","start":"2026-12-24","end":"2026-12-27"} | {"summary":"Férias","start_date":"2026-12-24","end_date":"2026-12-27"}
                calendar.get_events calendar.c | {"duration":"24 horas"} | {"duration":"24:00:00"}
                weather.get_forecasts weather.w | {"type":"Diário"} | {"type":"daily"}
                script.good_night | {"anything":{"at":"all"},"area":"kitchen"} | =
                script.turn_on script.good_night | {"variables":{"a":1}} | =
                input_boolean.turn_on input_boolean.b | {} | =
                """.lines().filter(line -> !line.isBlank());
    }

    @ParameterizedTest
    @MethodSource
    void mended(String row) {
        String[] columns = row.split(" \\| ");
        assertThat(plan(columns))
                .isInstanceOfSatisfying(
                        Plan.Ready.class,
                        ready -> assertThat(ready.call().data())
                                .isEqualTo(Json.object(columns[2].equals("=") ? columns[1] : columns[2])));
    }

    /// service and target | fields as a model gives them | what is said
    static Stream<String> refused() {
        return """
                light.turn_on light.bed | {"brightness_pct":150} | brightness_pct must be 0 to 100 %
                light.turn_on light.bed | {"brightness_pct":"150%"} | brightness_pct must be 0 to 100 %
                light.turn_on light.bed | {"brightness_pct":-5} | brightness_pct must be 0 to 100 %
                light.turn_on light.bed | {"brightness_pct":"bright"} | brightness_pct must be 0 to 100 %
                light.turn_on light.bed | {"brightness_pct":true} | brightness_pct must be 0 to 100 %
                light.turn_on light.bed | {"brightness_pct":"22 °C"} | brightness_pct must be 0 to 100 %
                light.turn_on light.bed | {"brightness_pct":"two three"} | brightness_pct must be 0 to 100 %
                light.turn_on light.bed | {"brightness_pct":"1,000"} | brightness_pct must be 0 to 100 %
                light.turn_on light.bed | {"brightness":300} | brightness must be 0 to 255
                light.turn_on light.plain | {"brightness_pct":50} | light.plain does not take brightness_pct
                light.turn_on light.dim | {"color_name":"red"} | light.dim does not take color_name
                light.turn_on light.dim | {"color":"azul"} | light.dim does not take color_name
                light.turn_on light.white | {"rgb_color":[255,0,0]} | light.white does not take rgb_color
                light.turn_on light.dim | {"color_temp_kelvin":3000} | light.dim does not take color_temp_kelvin
                light.turn_on light.white | {"effect":"rainbow"} | light.white does not take effect
                light.turn_on light.bed | {"white":true} | light.bed does not take white
                light.turn_on light.bed | {"effect":"disco"} | effect must be one of rainbow, Fire Place, off
                light.turn_on light.bed | {"color_name":"sunshine"} | color_name must be a colour of CSS, such as red; or give rgb_color
                light.turn_on light.bed | {"rgb_color":[300,0,0]} | rgb_color must be three numbers from 0 to 255
                light.turn_on light.bed | {"rgb_color":[255,0]} | rgb_color must be three numbers from 0 to 255
                light.turn_on light.bed | {"rgb_color":"very red"} | rgb_color must be three numbers from 0 to 255
                light.turn_on light.bed | {"color_temp_kelvin":9000} | color_temp_kelvin must be 2200 to 6535 K
                light.turn_on light.white | {"color_temp_kelvin":2000} | color_temp_kelvin must be 2700 to 6500 K
                light.turn_on light.bed | {"color_temp_kelvin":"50%"} | color_temp_kelvin must be 2200 to 6535 K
                light.turn_on light.bed | {"transition":"soon"} | transition must be 0 to 300 seconds
                light.turn_on light.bed | {"transition":"10 minutes"} | transition must be 0 to 300 seconds
                light.turn_on light.bed | {"brightnes":50} | light.turn_on has no field brightnes; did you mean brightness?
                light.turn_on light.bed | {"speed":50} | light.turn_on has no field speed
                light.turn_on light.bed | {"brightness":"40%","brightness_pct":50} | brightness_pct is given twice
                light.turn_off light.bed | {"brightness_pct":50} | light.turn_off has no field brightness_pct
                homeassistant.turn_on light.plain | {"brightness_pct":50} | light.plain does not take brightness_pct
                fan.set_percentage fan.f | {"percentage":"3 of 5"} | percentage must be 0 to 100 %
                fan.set_percentage fan.f | {} | fan.set_percentage needs percentage
                fan.turn_on fan.simple | {"preset_mode":"auto"} | fan.simple does not take preset_mode
                fan.turn_on fan.f | {"preset_mode":"turbo"} | preset_mode must be one of auto, Smart, sleep
                fan.oscillate fan.f | {"oscillating":"maybe"} | oscillating must be true or false
                fan.set_direction fan.f | {"direction":"up"} | direction must be one of forward, reverse
                cover.set_cover_position cover.c | {"position":120} | position must be 0 to 100 %
                cover.set_cover_position cover.c | {"position":"a bit"} | position must be 0 to 100 %
                cover.open_cover cover.c | {"speed":"fast"} | cover.c does not take speed
                climate.set_temperature climate.hvac | {"temperature":50} | temperature must be 7 to 35
                climate.set_temperature climate.hvac | {"temperature":"50%"} | temperature must be 7 to 35
                climate.set_temperature climate.hvac | {"temperature":"half"} | temperature must be 7 to 35
                climate.set_temperature climate.hvac | {"temperature":"warmer"} | temperature must be 7 to 35
                climate.set_temperature climate.hvac | {"hvac_mode":"heat"} | climate.set_temperature needs temperature or target_temp_high or target_temp_low
                climate.set_temperature climate.eco | {"temperature":21} | climate.eco does not take temperature
                climate.set_temperature climate.heat | {"target_temp_low":18,"target_temp_high":22} | climate.heat does not take
                climate.set_hvac_mode climate.heat | {"hvac_mode":"cool"} | hvac_mode must be one of heat, off
                climate.set_hvac_mode climate.heat | {"hvac_mode":"frio"} | hvac_mode must be one of heat, off
                climate.set_hvac_mode climate.heat | {} | climate.set_hvac_mode needs hvac_mode
                climate.set_humidity climate.hvac | {"humidity":95} | humidity must be 30 to 90 %
                humidifier.set_humidity humidifier.h | {"humidity":"90%"} | humidity must be 20 to 80 %
                humidifier.set_mode humidifier.h | {"mode":"baby"} | mode must be one of home, eco, sleep
                water_heater.set_temperature water_heater.w | {"temperature":"80°C"} | temperature must be 43 to 60
                media_player.volume_set media_player.m | {"volume_level":5} | volume_level must be 0 to 1
                media_player.volume_set media_player.m | {"volume_level":"300%"} | volume_level must be 0 to 1
                media_player.volume_set media_player.m | {"volume":"louder"} | volume_level must be 0 to 1
                media_player.volume_set media_player.m | {} | media_player.volume_set needs volume_level
                media_player.select_source media_player.m | {"source":"HDMI 1"} | source must be one of DVD, YouTube
                media_player.repeat_set media_player.m | {"repeat":true} | repeat must be one of off, all, one
                media_player.join media_player.m | {"group_members":["light.bed lamp"]} | group_members must be an entity's id of media_player
                media_player.play_media media_player.m | {} | media_player.play_media needs media
                vacuum.set_fan_speed vacuum.v | {"fan_speed":"turbo"} | fan_speed must be one of min, medium, high, max
                vacuum.clean_area vacuum.v | {"cleaning_area_id":"cellar"} | cleaning_area_id must be one of attic, bedroom, kitchen, living_room
                siren.turn_on siren.s | {"tone":"jazz"} | tone must be one of fire, alarm
                number.set_value number.n | {"value":"2000"} | value must be 0 to 1000 W
                number.set_value number.n | {"value":"much"} | value must be 0 to 1000 W
                input_number.set_value input_number.t | {"value":30} | value must be 15 to 25 °C
                input_text.set_value input_text.t | {"value":"too long"} | value must have 1 to 5 characters
                input_select.select_option input_select.s | {"option":"Party"} | option must be one of Home, Away, Férias
                input_datetime.set_datetime input_datetime.time | {"time":"7"} | time must be a time of day: 23:00:00
                input_datetime.set_datetime input_datetime.time | {"time":"25:00"} | time must be a time of day: 23:00:00
                input_datetime.set_datetime input_datetime.time | {"time":"12 da noite"} | time must be a time of day: 23:00:00
                input_datetime.set_datetime input_datetime.time | {"date":"2026-12-24"} | input_datetime.time does not take date
                input_datetime.set_datetime input_datetime.both | {"date":"05/06/2026"} | date must be a date: 2026-12-24
                input_datetime.set_datetime input_datetime.both | {"date":"2026-02-30"} | date must be a date: 2026-12-24
                input_datetime.set_datetime input_datetime.both | {"datetime":"tomorrow"} | datetime must be a date and a time: 2026-12-24 15:00:00
                input_datetime.set_datetime input_datetime.both | {} | input_datetime.set_datetime needs date or time or datetime or timestamp
                counter.set_value counter.c | {"value":11} | value must be 0 to 10
                timer.start timer.t | {"duration":"a while"} | duration must be a duration: 00:10:00
                timer.start timer.t | {"duration":"-5 minutes"} | duration must be a duration: 00:10:00
                todo.add_item todo.t | {} | todo.add_item needs item
                todo.add_item todo.t | {"item":["milk","eggs"]} | item must be one text
                todo.add_item todo.plain | {"item":"milk","due_date":"2026-12-24"} | todo.plain does not take due_date
                todo.update_item todo.t | {"item":"milk","status":"eaten"} | status must be one of needs_action, completed
                calendar.create_event calendar.c | {"summary":"Dinner"} | calendar.create_event needs start_date_time or start_date or in
                calendar.create_event calendar.c | {"summary":"Dinner","start":"tonight","end":"later"} | start_date_time must be a date and a time
                weather.get_forecasts weather.w | {"type":"weekly"} | type must be one of daily, hourly, twice_daily
                """.lines().filter(line -> !line.isBlank());
    }

    @ParameterizedTest
    @MethodSource
    void refused(String row) {
        String[] columns = row.split(" \\| ");
        assertThat(plan(columns))
                .isInstanceOfSatisfying(
                        Plan.Refused.class,
                        refused -> assertThat(refused.outcome())
                                .isInstanceOfSatisfying(
                                        Malformed.class,
                                        malformed ->
                                                assertThat(malformed.detail()).startsWith(columns[2])));
    }

    /// service and target, which says that it does not support it
    static Stream<String> unsupported() {
        return Stream.of(
                "cover.set_cover_position cover.window | {\"position\":50}",
                "cover.open_cover cover.roof | {}",
                "lock.open lock.plain | {}",
                "humidifier.set_mode humidifier.plain | {\"mode\":\"eco\"}",
                "media_player.media_pause media_player.radio | {}",
                "climate.set_fan_mode climate.heat | {\"fan_mode\":\"low\"}");
    }

    @ParameterizedTest
    @MethodSource
    void unsupported(String row) {
        String[] columns = row.split(" \\| ");
        String[] words = columns[0].split(" ");
        assertThat(plan(columns))
                .isEqualTo(new Plan.Refused(new Failed(
                        List.of(new ActionOutcome.Failure(
                                ActionOutcome.Failure.Reason.REFUSED, words[1], "does not support " + words[0])),
                        List.of())));
    }

    private static Plan plan(String[] columns) {
        String[] words = columns[0].split(" ");
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("service", words[0]);
        if (words.length > 1) {
            arguments.put(
                    "target", Map.of("entity_id", Arrays.stream(words).skip(1).collect(Collectors.joining(","))));
        }
        arguments.put("data", Json.object(columns[1]));
        return PLANNER.plan(arguments);
    }
}
