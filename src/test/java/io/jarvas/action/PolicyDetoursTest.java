package io.jarvas.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.home.EntityId;
import io.jarvas.home.ServiceCall;
import io.jarvas.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The ways around the table of risks.
class PolicyDetoursTest {
    private static final Verdict SAFE = new Verdict.Allowed(true);

    private final FakeHome home = new FakeHome()
            .floor("ground", "Ground")
            .area("hall", "Hall", "ground")
            .label("dangerous", "Dangerous things")
            .entity("light.a", "off", Map.of(), "hall", List.of())
            .entity("lock.a", "locked", Map.of(), "hall", List.of())
            .entity("switch.heater", "off", Map.of("device_class", "outlet"), "", List.of("dangerous"))
            .entity("switch.lamp", "off")
            .entity("cover.garage", "closed", Map.of("device_class", "garage"))
            .entity("cover.blind", "closed", Map.of("device_class", "blind"))
            .entity("light.group", "off", Map.of("entity_id", List.of("light.a", "light.hidden")))
            .entity("cover.group", "closed", Map.of("entity_id", List.of("cover.blind", "cover.garage")))
            .entity("lock.group", "locked", Map.of("entity_id", List.of("lock.a")))
            .entity("group.all", "off", Map.of("entity_id", List.of("light.a", "lock.a")))
            .entity("group.heaters", "off", Map.of("entity_id", List.of("switch.heater")))
            .entity("script.s", "off")
            .entity("script.other", "off")
            .entity("automation.a", "on")
            .entity("scene.s", "x", Map.of("entity_id", List.of("light.a", "lock.a")))
            .entity("button.restart", "x", Map.of("device_class", "restart"))
            .entity("media_player.m", "idle")
            .entity("todo.list", "0")
            .services("light.turn_on");

    private final Map<EntityId, Map<String, Object>> configs = new HashMap<>();
    private final List<EntityId> read = new ArrayList<>();

    private Policy policy = policy(OwnerRules.NONE);

    private Policy policy(OwnerRules owner) {
        return new Policy(owner, id -> {
            read.add(id);
            return Optional.ofNullable(configs.get(id));
        });
    }

    private void config(String id, String json) {
        configs.put(new EntityId(id), Json.object(json));
    }

    private Verdict judge(String service, String... targets) {
        return judge(service, Map.of(), targets);
    }

    private Verdict judge(String service, Map<String, Object> data, String... targets) {
        int dot = service.indexOf('.');
        return policy.judge(
                new ServiceCall(
                        service.substring(0, dot),
                        service.substring(dot + 1),
                        Stream.of(targets).map(EntityId::new).toList(),
                        data),
                home.fresh());
    }

    private static Verdict risky(String... subjects) {
        return new Verdict.Risky(List.of(subjects));
    }

    @Test
    void aGenericServiceOnALockIsAnUnlock() {
        assertThat(judge("homeassistant.turn_on", "lock.a")).isEqualTo(risky("lock.a"));
        assertThat(judge("homeassistant.turn_off", "lock.a")).isEqualTo(risky("lock.a"));
        assertThat(judge("homeassistant.toggle", "cover.garage", "light.a")).isEqualTo(risky("cover.garage"));
        assertThat(judge("homeassistant.turn_on", "group.all")).isEqualTo(risky("group.all"));
    }

    @Test
    void aGroupOfAnyDomainIsItsMembers() {
        assertThat(judge("cover.open_cover", "cover.group")).isEqualTo(risky("cover.group"));
        assertThat(judge("cover.close_cover", "cover.group")).isEqualTo(SAFE);
        assertThat(judge("lock.unlock", "lock.group")).isEqualTo(risky("lock.group"));
        assertThat(judge("light.turn_on", "light.group")).isEqualTo(SAFE);
        assertThat(judge("group.turn_on", "group.all")).isEqualTo(risky("group.all"));
    }

    @Test
    void anAreaWithARiskyMemberIsRiskyForThatMember() {
        assertThat(judge("homeassistant.turn_on", "light.a", "lock.a", "cover.blind"))
                .isEqualTo(risky("lock.a"));
    }

    @Test
    void whatIsNoScriptOrSceneCostsNoReading() {
        judge("homeassistant.turn_on", "light.a", "group.all", "cover.group");

        assertThat(read).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"script.turn_on script.s", "script.toggle script.s", "script.s", "homeassistant.turn_on script.s"
            })
    void aScriptThatCannotBeReadNeedsAYes(String call) {
        String[] words = call.split(" ");
        assertThat(judge(words[0], Stream.of(words).skip(1).toArray(String[]::new)))
                .isEqualTo(risky(words[words.length - 1]));
        assertThat(read).containsExactly(new EntityId("script.s"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{'action':'light.turn_off','target':{'entity_id':'all'}}]",
                "[{'service':'light.turn_on','entity_id':'light.hidden','data':{'brightness':'{{ level }}'}}]",
                "[{'delay':5},{'wait_template':'{{ true }}'},{'condition':'state','entity_id':'lock.a','state':'locked'}]",
                "[{'variables':{'x':1}},{'stop':'done'},'{{ is_state(1) }}']",
                "[{'choose':[{'conditions':[],'sequence':[{'action':'lock.lock','target':{'area_id':'hall'}}]}],'default':[]}]",
                "[{'action':'lock.unlock','enabled':false,'target':{'entity_id':'lock.a'}}]",
                "[{'repeat':{'count':3,'sequence':[{'action':'light.toggle','target':{'area_id':'hall'}}]}}]",
                "{'action':'cover.open_cover','target':{'entity_id':['cover.blind']}}"
            })
    void aScriptThatDoesNothingRiskyIsSafe(String sequence) {
        config("script.s", "{\"sequence\":" + sequence.replace('\'', '"') + "}");
        assertThat(judge("script.s")).isEqualTo(SAFE);
        assertThat(judge("script.turn_on", "script.s")).isEqualTo(SAFE);
        assertThat(judge("homeassistant.toggle", "script.s")).isEqualTo(SAFE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{'action':'lock.unlock','target':{'entity_id':'lock.a'}}]",
                "[{'action':'light.turn_on'},{'service':'cover.open_cover','entity_id':'cover.garage, cover.blind'}]",
                "[{'action':'cover.open_cover','target':{'entity_id':'cover.hidden'}}]",
                "[{'action':'cover.open_cover','target':{'area_id':'hall'}}]",
                "[{'action':'homeassistant.turn_on','target':{'area_id':'hall'}}]",
                "[{'action':'homeassistant.turn_on','data':{'entity_id':['lock.a']}}]",
                "[{'choose':[{'conditions':[],'sequence':[]}],'default':{'action':'lock.open','entity_id':'lock.a'}}]",
                "[{'if':[],'then':[],'else':[{'action':'siren.turn_on','entity_id':'siren.x'}]}]",
                "[{'repeat':{'count':1,'sequence':{'action':'valve.open_valve','entity_id':'valve.x'}}}]",
                "[{'parallel':[{'sequence':[{'action':'notify.mobile_app','data':{'message':'x'}}]}]}]",
                "[{'sequence':[{'action':'alarm_control_panel.alarm_disarm','entity_id':'alarm_control_panel.x'}]}]",
                "[{'action':'{{ service }}','target':{'entity_id':'light.a'}}]",
                "[{'action':'light.turn_on','target':{'entity_id':'{{ lights }}'}}]",
                "[{'action':'light.turn_on','target':'{{ lights }}'}]",
                "[{'event':'unlock_the_door'}]",
                "[{'device_id':'abc','domain':'lock','type':'unlock'}]",
                "[{'scene':'scene.s'}]",
                "[{'action':'script.turn_on','target':{'entity_id':'script.other'}}]",
                "[{'action':'script.other'}]",
                "[{'action':'shell_command.wake'}]",
                "[{'action':'scene.apply','data':{'entities':{'lock.a':'unlocked'}}}]",
                "[{'action':'media_player.play_media','entity_id':'media_player.m','data':{'media_content_id':'media-source://camera/camera.hidden'}}]",
                "[{'something':'new'}]",
                "'nothing of the kind'"
            })
    void aScriptWithAnythingRiskyOrUnreadableNeedsAYes(String sequence) {
        config("script.s", "{\"sequence\":" + sequence.replace('\'', '"') + "}");
        config("script.other", "{\"sequence\":[{\"action\":\"lock.unlock\",\"entity_id\":\"lock.a\"}]}");
        assertThat(judge("script.s")).isEqualTo(risky("script.s"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{'action':'conversation.process','data':{'text':'unlock the door'}}]",
                "[{'choose':[],'default':[{'action':'homeassistant.restart'}]}]",
                "[{'action':'script.other'}]"
            })
    void whatIsForbiddenStaysSoInsideAScript(String sequence) {
        config("script.s", "{\"sequence\":" + sequence.replace('\'', '"') + "}");
        config("script.other", "{\"sequence\":[{\"action\":\"hassio.host_reboot\"}]}");
        assertThat(judge("script.turn_on", "script.s")).isInstanceOf(Verdict.Never.class);
    }

    @Test
    void scriptsThatCallEachOtherAreReadOnce() {
        config("script.s", "{\"sequence\":[{\"action\":\"script.other\"}]}");
        config("script.other", "{\"sequence\":[{\"action\":\"script.s\"},{\"action\":\"light.turn_on\"}]}");

        assertThat(judge("script.s")).isEqualTo(SAFE);
        assertThat(read).containsExactly(new EntityId("script.s"), new EntityId("script.other"));
    }

    @Test
    void aBlueprintCannotBeRead() {
        config("script.s", "{\"use_blueprint\":{\"path\":\"x.yaml\"},\"sequence\":[]}");
        assertThat(judge("script.s")).isEqualTo(risky("script.s"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'light.a':'on','lock.a':'locked'}",
                "{'light.a':{'state':true,'brightness':3},'cover.garage':{'state':'closed','current_position':0}}",
                "{'media_player.m':{'state':'playing','volume_level':0.2}}"
            })
    void aSceneIsJudgedByTheStatesThatItSets(String entities) {
        config("scene.s", "{\"entities\":" + entities.replace('\'', '"') + "}");
        assertThat(judge("scene.turn_on", "scene.s")).isEqualTo(SAFE);
        assertThat(judge("homeassistant.turn_on", "scene.s")).isEqualTo(SAFE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'light.a':'on','lock.a':'unlocked'}",
                "{'cover.garage':'open'}",
                "{'cover.garage':{'state':'closed','current_position':100}}",
                "{'alarm_control_panel.x':'disarmed'}",
                "{'valve.x':'open'}",
                "{'siren.x':'on'}",
                "{'media_player.m':{'state':'playing','media_content_id':'media-source://media_source/local/x.mp3'}}",
                "{'group.all':'on'}",
                "{'whatever.x':'on'}",
                "{}"
            })
    void aSceneThatSetsAnythingRiskyNeedsAYes(String entities) {
        config("scene.s", "{\"entities\":" + entities.replace('\'', '"') + "}");
        assertThat(judge("scene.turn_on", "scene.s")).isEqualTo(risky("scene.s"));
    }

    @Test
    void aSceneThatCannotBeReadIsJudgedByItsEntities() {
        assertThat(judge("scene.turn_on", "scene.s")).isEqualTo(risky("scene.s"));
    }

    @Test
    void anAutomationThatIsTriggeredOrSwitchedOnIsWhatItDoes() {
        config("automation.a", "{\"actions\":[{\"action\":\"lock.lock\",\"entity_id\":\"lock.a\"}]}");
        assertThat(judge("automation.trigger", "automation.a")).isEqualTo(SAFE);
        assertThat(judge("automation.turn_on", "automation.a")).isEqualTo(SAFE);
    }

    @Test
    void anAutomationThatIsSwitchedOffMayHaveGuardedTheHouse() {
        config("automation.a", "{\"action\":[{\"action\":\"lock.lock\",\"entity_id\":\"lock.a\"}]}");
        assertThat(judge("automation.turn_off", "automation.a")).isEqualTo(risky("automation.a"));
        assertThat(judge("homeassistant.toggle", "automation.a")).isEqualTo(risky("automation.a"));
        config("automation.a", "{\"action\":[{\"action\":\"light.turn_on\",\"entity_id\":\"light.a\"}]}");
        assertThat(judge("automation.turn_off", "automation.a")).isEqualTo(SAFE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"scene.apply", "scene.create", "conversation.process", "update.install", "group.set"})
    void whatSetsAnythingAtAllIsForbidden(String service) {
        assertThat(judge(service, Map.of("entities", Map.of("light.a", "on")))).isEqualTo(new Verdict.Never(service));
    }

    @Test
    void aButtonThatRestartsNeedsAYes() {
        assertThat(judge("button.press", "button.restart")).isEqualTo(risky("button.restart"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "media-source://media_source/local/x.mp3",
                "/api/camera_proxy/camera.x",
                "http://192.168.1.1/reboot",
                "x-rincon-mp3radio://evil.example/x"
            })
    void aPlayerThatReachesFilesOrOtherMachinesNeedsAYes(String content) {
        Map<String, Object> media = Map.of("media_content_id", content, "media_content_type", "music");
        assertThat(judge("media_player.play_media", media, "media_player.m")).isEqualTo(risky("media_player.m"));
        config("script.s", Json.text(Map.of("sequence", List.of(playing(media)))));
        assertThat(judge("script.s")).isEqualTo(risky("script.s"));
        Map<String, Object> state = new HashMap<>(media);
        state.put("state", "playing");
        config("scene.s", Json.text(Map.of("entities", Map.of("media_player.m", state))));
        assertThat(judge("scene.turn_on", "scene.s")).isEqualTo(risky("scene.s"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"media-source://camera/camera.baby", "media-source://image/image.door"})
    void aPlayerThatShowsPicturesNeedsAYesAsTheCameraDoes(String content) {
        assertThat(judge("camera.play_stream", Map.of("media_player", "media_player.m"), "camera.baby"))
                .isEqualTo(risky("camera.baby"));
        aPlayerThatReachesFilesOrOtherMachinesNeedsAYes(content);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Abbey Road",
                "spotify:track:4uLU6hMCjMI75M1A2tKUQC",
                "media-source://radio_browser/960e57c5-0601-11e8-ae97-52543be04c81"
            })
    void aPlayerMayPlayWhatTheOwnerHasConnected(String content) {
        Map<String, Object> media = Map.of("media_content_id", content, "media_content_type", "video/mp4");
        assertThat(judge("media_player.play_media", media, "media_player.m")).isEqualTo(SAFE);
        config("script.s", Json.text(Map.of("sequence", List.of(playing(media)))));
        assertThat(judge("script.s")).isEqualTo(SAFE);
    }

    @Test
    void whatASceneDoesNotBringBackIsNotFetched() {
        String picture = "\"entity_picture\":\"/api/media_player_proxy/media_player.m?token=1\"";
        config("scene.s", "{\"entities\":{\"media_player.m\":{\"state\":\"playing\"," + picture + "}}}");
        assertThat(judge("scene.turn_on", "scene.s")).isEqualTo(SAFE);
    }

    private static Map<String, Object> playing(Map<String, Object> media) {
        return Map.of(
                "action", "media_player.play_media", "target", Map.of("entity_id", "media_player.m"), "data", media);
    }

    @Test
    void aPlayerIsBroughtBackWithoutWhatItPlayed() {
        EntityId player = new EntityId("media_player.m");
        FakeHome before = new FakeHome()
                .entity(
                        player.value(),
                        "playing",
                        Map.of(
                                "volume_level", 0.3,
                                "media_content_id", "http://radio.example/x",
                                "entity_picture", "/api/media_player_proxy/media_player.m"));
        assertThat(policy.judge(before.fresh().states(), home.fresh())).isEqualTo(SAFE);
    }

    @Test
    void bringingBackIsJudgedByTheServiceThatDoesIt() {
        Map<String, Verdict> verdicts = new HashMap<>();
        Map.of("lock.a", "unlocked", "cover.garage", "open", "light.a", "on", "alarm_control_panel.x", "disarmed")
                .forEach((id, state) -> verdicts.put(
                        id,
                        policy.judge(
                                Map.of(
                                        new EntityId(id),
                                        new FakeHome()
                                                .entity(id, state)
                                                .fresh()
                                                .states()
                                                .get(new EntityId(id))),
                                home.fresh())));
        assertThat(verdicts)
                .containsEntry("lock.a", risky("lock.a"))
                .containsEntry("cover.garage", risky("cover.garage"))
                .containsEntry("alarm_control_panel.x", risky("alarm_control_panel.x"))
                .containsEntry("light.a", SAFE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "switch.heater",
                "switch.heat*",
                "switch",
                "switch.turn_on",
                "label:Dangerous Things",
                "class:outlet",
                "SWITCH.HEATER"
            })
    void theOwnerAddsWhatNeedsAYes(String item) {
        policy = policy(new OwnerRules(List.of(item), List.of()));
        assertThat(judge("switch.turn_on", "switch.heater")).isEqualTo(risky("switch.heater"));
        assertThat(judge("homeassistant.turn_on", "light.a", "switch.heater")).isEqualTo(risky("switch.heater"));
        assertThat(judge("homeassistant.turn_on", "group.heaters")).isEqualTo(risky("group.heaters"));
        assertThat(judge("light.turn_on", "light.a")).isEqualTo(SAFE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"switch.heater", "switch.*", "switch", "switch.turn_on", "label:dangerous", "class:outlet"})
    void theOwnerAddsWhatNobodyMayDo(String item) {
        policy = policy(new OwnerRules(List.of(), List.of(item)));
        assertThat(judge("switch.turn_on", "switch.heater")).isInstanceOf(Verdict.Never.class);
        assertThat(judge("homeassistant.turn_on", "group.heaters")).isInstanceOf(Verdict.Never.class);
        config("script.s", "{\"sequence\":[{\"action\":\"switch.turn_on\",\"entity_id\":\"switch.heater\"}]}");
        assertThat(judge("script.s")).isInstanceOf(Verdict.Never.class);
        config("scene.s", "{\"entities\":{\"switch.heater\":\"on\"}}");
        assertThat(judge("scene.turn_on", "scene.s")).isInstanceOf(Verdict.Never.class);
    }

    @Test
    void theOwnerCanOnlyTighten() {
        policy = policy(new OwnerRules(List.of("scene.apply", "lock", "todo"), List.of()));
        assertThat(judge("scene.apply")).isEqualTo(new Verdict.Never("scene.apply"));
        assertThat(judge("lock.lock", "lock.a")).isEqualTo(risky("lock.a"));
        assertThat(judge("todo.get_items", "todo.list")).isEqualTo(risky("todo.list"));
        policy = policy(new OwnerRules(List.of("todo.list"), List.of()));
        assertThat(judge("todo.get_items", "todo.list")).isEqualTo(new Verdict.Allowed(false));
        assertThat(judge("todo.add_item", "todo.list")).isEqualTo(risky("todo.list"));
    }
}
