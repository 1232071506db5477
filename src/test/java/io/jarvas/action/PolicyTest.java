package io.jarvas.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.home.EntityId;
import io.jarvas.home.ServiceCall;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {
    private static final Map<String, Object> GARAGE = Map.of("device_class", "garage");

    private final Policy policy = new Policy();
    private final FakeHome home = new FakeHome()
            .entity("light.a", "off")
            .entity("light.group", "off", Map.of("entity_id", List.of("light.hidden", "light.a")))
            .entity("switch.a", "off")
            .entity("lock.a", "locked")
            .entity("cover.blind", "open", Map.of("device_class", "blind"))
            .entity("cover.garage", "closed", GARAGE)
            .entity("cover.gate", "closed", Map.of("device_class", "gate"))
            .entity("cover.door", "closed", Map.of("device_class", "door"))
            .entity("cover.group", "open", Map.of("entity_id", List.of("cover.blind", "cover.garage")))
            .entity("cover.hidden_group", "open", Map.of("entity_id", List.of("cover.hidden")))
            .entity("group.lights", "off", Map.of("entity_id", List.of("light.a", "switch.a")))
            .entity("group.mixed", "off", Map.of("entity_id", List.of("light.a", "lock.a")))
            .entity("group.nested", "off", Map.of("entity_id", List.of("group.mixed")))
            .entity("group.round", "off", Map.of("entity_id", List.of("group.round", "light.a")))
            .entity("group.empty", "off")
            .entity("scene.lights", "x", Map.of("entity_id", List.of("light.a", "light.hidden")))
            .entity("scene.lock", "x", Map.of("entity_id", List.of("light.a", "lock.a")))
            .entity("scene.cover", "x", Map.of("entity_id", List.of("cover.hidden")))
            .entity("scene.unreadable", "x")
            .entity("scene.script", "x", Map.of("entity_id", List.of("light.a", "script.s")))
            .entity("scene.automation", "x", Map.of("entity_id", List.of("automation.a")))
            .entity("group.script", "off", Map.of("entity_id", List.of("light.a", "script.s")))
            .entity("group.automation", "off", Map.of("entity_id", List.of("light.a", "automation.a")))
            .entity("button.b", "x")
            .entity("button.restart", "x", Map.of("device_class", "restart"))
            .services("light.turn_on");

    static Stream<String> allowed() {
        return """
                light.turn_on light.a
                light.turn_off light.group
                switch.toggle switch.a
                fan.set_percentage fan.f
                lock.lock lock.a
                cover.open_cover cover.blind
                cover.close_cover cover.garage
                cover.stop_cover cover.garage
                cover.set_cover_position cover.blind
                valve.close_valve valve.v
                siren.turn_off siren.s
                alarm_control_panel.alarm_arm_away alarm_control_panel.a
                climate.set_temperature climate.c
                media_player.volume_set media_player.m
                vacuum.start vacuum.v
                scene.turn_on scene.lights
                script.turn_off script.s
                homeassistant.turn_off script.s
                homeassistant.turn_off group.script
                button.press button.b
                input_select.select_option input_select.a
                todo.add_item todo.t
                tts.speak tts.t
                homeassistant.turn_on light.a
                homeassistant.turn_on group.lights
                homeassistant.toggle group.round
                homeassistant.turn_off cover.garage
                homeassistant.turn_on cover.blind
                homeassistant.update_entity lock.a
                """.lines();
    }

    static Stream<String> risky() {
        return """
                notify.someone
                lock.unlock lock.a
                lock.open lock.a
                alarm_control_panel.alarm_disarm alarm_control_panel.a
                alarm_control_panel.alarm_trigger alarm_control_panel.a
                cover.open_cover cover.garage
                cover.open_cover cover.gate
                cover.toggle cover.door
                cover.set_cover_position cover.garage
                cover.open_cover cover.group
                cover.open_cover cover.hidden_group
                valve.open_valve valve.v
                valve.toggle valve.v
                valve.set_valve_position valve.v
                siren.turn_on siren.s
                siren.toggle siren.s
                automation.trigger automation.a
                automation.turn_on automation.a
                automation.turn_off automation.a
                automation.toggle automation.a
                script.turn_on script.s
                script.toggle script.s
                script.good_night
                scene.turn_on scene.script
                scene.turn_on scene.automation
                homeassistant.turn_on script.s
                homeassistant.toggle script.s
                homeassistant.turn_on group.script
                homeassistant.turn_off automation.a
                homeassistant.turn_off group.automation
                tts.cloud_say
                remote.send_command remote.r
                button.press button.restart
                scene.turn_on scene.lock
                scene.turn_on scene.cover
                scene.turn_on scene.unreadable
                hue.activate_scene
                light.explode light.a
                device_tracker.see
                homeassistant.turn_on lock.a
                homeassistant.turn_off lock.a
                homeassistant.toggle lock.a
                homeassistant.turn_on cover.garage
                homeassistant.toggle cover.garage
                homeassistant.turn_on valve.v
                homeassistant.turn_on siren.s
                homeassistant.turn_off alarm_control_panel.a
                homeassistant.turn_off group.mixed
                homeassistant.toggle group.nested
                homeassistant.turn_on group.empty
                homeassistant.turn_on scene.lock
                homeassistant.turn_on weird.thing
                """.lines();
    }

    static Stream<String> never() {
        return """
                homeassistant.restart
                homeassistant.stop
                homeassistant.reload_all
                homeassistant.reload_core_config
                homeassistant.save_persistent_states
                homeassistant.set_location
                automation.reload
                script.reload
                hassio.host_reboot
                hassio.addon_stop
                shell_command.anything
                command_line.reload
                python_script.x
                pyscript.x
                own_script.x
                file.read_file
                downloader.download_file
                camera.snapshot
                camera.record
                backup.create
                recorder.purge
                recorder.purge_entities
                scene.apply
                scene.create
                scene.delete
                conversation.process
                mqtt.publish
                rest_command.x
                system_log.clear
                logger.set_level
                frontend.set_theme
                cloud.remote_connect
                update.install
                """.lines();
    }

    @ParameterizedTest
    @MethodSource("allowed")
    void theHarmlessIsAllowed(String line) {
        assertThat(judge(line)).isInstanceOf(Verdict.Allowed.class);
    }

    @ParameterizedTest
    @MethodSource("risky")
    void theRiskyNeedsAYes(String line) {
        String[] words = line.split(" ");
        assertThat(judge(line)).isEqualTo(new Verdict.Risky(List.of(words[words.length - 1])));
    }

    @ParameterizedTest
    @MethodSource("never")
    void theForbiddenIsForbiddenOnAnything(String service) {
        assertThat(judge(service)).isEqualTo(new Verdict.Never(service));
        assertThat(judge(service + " light.a")).isEqualTo(new Verdict.Never(service));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "media-source://media_source/local/x.mp3",
                "media-source://media_source",
                "/media/local/x.mp3",
                "/api/camera_proxy/camera.hidden"
            })
    void filesOfTheHomeNeedAYes(String content) {
        ServiceCall call = new ServiceCall(
                "media_player",
                "play_media",
                List.of(new EntityId("media_player.m")),
                Map.of("media", Map.of("media_content_id", content)));
        assertThat(policy.judge(call, home.fresh())).isEqualTo(new Verdict.Risky(List.of("media_player.m")));
    }

    private Verdict judge(String line) {
        String[] words = line.split(" ");
        String[] id = words[0].split("\\.");
        List<EntityId> targets = Stream.of(words).skip(1).map(EntityId::new).toList();
        return policy.judge(new ServiceCall(id[0], id[1], targets, Map.of()), home.fresh());
    }
}
