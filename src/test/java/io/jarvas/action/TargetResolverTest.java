package io.jarvas.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.action.ActionOutcome.Failed;
import io.jarvas.action.ActionOutcome.Failure;
import io.jarvas.action.ActionOutcome.Failure.Reason;
import io.jarvas.action.ActionOutcome.Malformed;
import io.jarvas.home.EntityId;
import io.jarvas.json.Json;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Which entities a call reaches, before the policy sees it.
class TargetResolverTest {
    private static final CallPlanner PLANNER = new CallPlanner(new DescribedHome("""
                    light.kitchen_ceiling | Kitchen Ceiling | kitchen | on {"supported_color_modes":["hs"],"supported_features":0}
                    light.kitchen_counter | Counter Light, Luz da Bancada | kitchen | on {"supported_color_modes":["onoff"],"supported_features":0}
                    light.sofa | Sofa Lamp, Candeeiro do Sofá | living_room | on {"supported_color_modes":["brightness"],"supported_features":0}
                    light.twin_a | Twin, Gémeo | living_room | on
                    light.twin_b | Twin | bedroom | on
                    light.reading | Reading, lamp | bedroom | on
                    switch.kettle | Kettle | kitchen | off
                    switch.sofa | Sofa Lamp | living_room | off
                    fan.kitchen | Kitchen Fan | kitchen | off {"percentage_step":25,"supported_features":49}
                    fan.attic | Attic Fan | attic | off {"supported_features":48}
                    cover.blind | Blind | kitchen | open {"current_position":10,"supported_features":15}
                    cover.shade | Shade | kitchen | open {"supported_features":3}
                    lock.front | Front Door | | locked
                    media_player.tv | Telly | living_room | on {"supported_features":4}"""), new Policy());

    /// arguments | the call's targets and, where they differ, its service
    static Stream<String> found() {
        return """
                {"service":"light.turn_on","entity_id":"light.sofa"} | light.sofa
                {"service":"light.turn_on","entity_id":" LIGHT.Sofa "} | light.sofa
                {"service":"light.turn_on","entity_id":"Sofa Lamp"} | light.sofa
                {"service":"light.turn_on","entity_id":"the sofa lamp"} | light.sofa
                {"service":"switch.turn_on","entity_id":"sofa lamp"} | switch.sofa
                {"service":"light.turn_on","entity_id":"candeeiro do sofa"} | light.sofa
                {"service":"light.turn_on","entity_id":"light.sofa_lamp"} | light.sofa
                {"service":"light.turn_on","entity_id":"light.Luz da Bancada"} | light.kitchen_counter
                {"service":"light.turn_on","entity_id":"Reading, Lamp"} | light.reading
                {"service":"light.turn_on","entity_id":"Sofa Lamp, light.twin_a"} | light.sofa light.twin_a
                {"service":"light.turn_on","entity_id":["Sofa Lamp","light.twin_a","Gémeo"]} | light.sofa light.twin_a
                {"service":"light.turn_on","entity_id":"all"} | light.kitchen_ceiling light.kitchen_counter light.reading light.sofa light.twin_a light.twin_b
                {"service":"light.turn_on","entity_id":"light.all"} | light.kitchen_ceiling light.kitchen_counter light.reading light.sofa light.twin_a light.twin_b
                {"service":"light.turn_on","entity_id":"light.*"} | light.kitchen_ceiling light.kitchen_counter light.reading light.sofa light.twin_a light.twin_b
                {"service":"light.turn_on","entity_id":"all lights"} | light.kitchen_ceiling light.kitchen_counter light.reading light.sofa light.twin_a light.twin_b
                {"service":"light.turn_on","entity_id":"all the lights"} | light.kitchen_ceiling light.kitchen_counter light.reading light.sofa light.twin_a light.twin_b
                {"service":"light.turn_on","entity_id":"todas as luzes"} | light.kitchen_ceiling light.kitchen_counter light.reading light.sofa light.twin_a light.twin_b
                {"service":"homeassistant.turn_on","entity_id":"all switches"} | switch.kettle switch.sofa
                {"service":"light.turn_on","entity_id":"kitchen lights"} | light.kitchen_ceiling light.kitchen_counter
                {"service":"light.turn_on","entity_id":"all lights in the kitchen"} | light.kitchen_ceiling light.kitchen_counter
                {"service":"light.turn_on","entity_id":"the lights of the Living Room"} | light.sofa light.twin_a
                {"service":"light.turn_on","entity_id":"todas as luzes da cozinha"} | light.kitchen_ceiling light.kitchen_counter
                {"service":"light.turn_on","entity_id":"luzes da sala de estar"} | light.sofa light.twin_a
                {"service":"light.turn_on","entity_id":"lights on the first floor"} | light.reading light.twin_b
                {"service":"fan.turn_on","entity_id":"ventoinha do sótão"} | fan.attic
                {"service":"fan.turn_on","entity_id":"attic"} | fan.attic
                {"service":"homeassistant.turn_off","entity_id":"kitchen lights"} | light.kitchen_ceiling light.kitchen_counter
                {"service":"light.turn_on","area_id":"kitchen"} | light.kitchen_ceiling light.kitchen_counter
                {"service":"light.turn_on","area_id":"a Cozinha"} | light.kitchen_ceiling light.kitchen_counter
                {"service":"light.turn_on","area":"Living room"} | light.sofa light.twin_a
                {"service":"light.turn_on","room":"sala"} | light.sofa light.twin_a
                {"service":"light.turn_on","area_id":["kitchen","Bedroom"]} | light.kitchen_ceiling light.kitchen_counter light.reading light.twin_b
                {"service":"light.turn_on","area_id":"kitchen, Quarto"} | light.kitchen_ceiling light.kitchen_counter light.reading light.twin_b
                {"service":"light.turn_on","floor_id":"Primeiro andar"} | light.reading light.twin_b
                {"service":"light.turn_on","floor":"first floor"} | light.reading light.twin_b
                {"service":"light.turn_on","label":"noite"} | light.kitchen_ceiling light.kitchen_counter
                {"service":"homeassistant.turn_off","area_id":"kitchen"} | fan.kitchen light.kitchen_ceiling light.kitchen_counter switch.kettle
                {"service":"light.turn_on","area_id":"kitchen","brightness_pct":40} | light.kitchen_ceiling
                {"service":"fan.set_percentage","entity_id":"all","percentage":50} | fan.kitchen
                {"service":"cover.set_cover_position","area_id":"kitchen","position":50} | cover.blind
                {"service":"turn_on","entity_id":"light.sofa"} | light.sofa light.turn_on
                {"action":"light.turn_on","target":"light.sofa"} | light.sofa
                {"action":"light.turn_on","target":["light.sofa"]} | light.sofa
                {"service":"light.turn_on","service_data":{"entity_id":"light.sofa"}} | light.sofa
                {"service":"light.on","entity_id":"light.sofa"} | light.sofa light.turn_on
                {"service":"Light.turnOff","entity_id":"light.sofa"} | light.sofa light.turn_off
                {"domain":"light","service":"turn on","entity_id":"light.sofa"} | light.sofa light.turn_on
                {"service":"cover.open","entity_id":"cover.blind"} | cover.blind cover.open_cover
                {"service":"cover.set_position","entity_id":"cover.blind","position":5} | cover.blind cover.set_cover_position
                {"service":"media_player.set_volume","entity_id":"Telly","volume":"20%"} | media_player.tv media_player.volume_set
                {"service":"light.dim","entity_id":"light.sofa","brightness":"20%"} | light.sofa light.turn_on
                """.lines().filter(line -> !line.isBlank());
    }

    @ParameterizedTest
    @MethodSource
    void found(String row) {
        String[] columns = row.split(" \\| ");
        List<String> expected = Stream.of(columns[1].split(" ")).toList();
        assertThat(PLANNER.plan(Json.object(columns[0]))).isInstanceOfSatisfying(Plan.Ready.class, ready -> {
            List<String> targets = ready.call().targets().stream()
                    .map(EntityId::value)
                    .collect(Collectors.toCollection(java.util.ArrayList::new));
            if (expected.size() > targets.size()) {
                targets.add(ready.call().id());
            }
            assertThat(targets).isEqualTo(expected);
        });
    }

    /// arguments | every name that nothing exposed has
    static Stream<String> unknown() {
        return """
                {"service":"light.turn_on","entity_id":"light.nope"} | light.nope
                {"service":"light.turn_on","entity_id":"light.kitchen_lights"} | light.kitchen_lights
                {"service":"light.turn_on","entity_id":"light.sofa, light.nope"} | light.nope
                {"service":"light.turn_on","entity_id":"Kettle"} | kettle
                {"service":"light.turn_on","entity_id":"kitchen switches"} | kitchen switches
                {"service":"light.turn_on","entity_id":"kitchen light"} | kitchen light
                {"service":"light.turn_on","entity_id":"kitchen"} | kitchen
                {"service":"light.turn_on","entity_id":"lights"} | lights
                {"service":"light.turn_on","entity_id":"cellar lights"} | cellar lights
                {"service":"light.turn_on","entity_id":"attic lights"} | attic lights
                {"service":"homeassistant.turn_on","entity_id":"everything in the kitchen"} | everything in the kitchen
                {"service":"light.turn_on","area_id":"cellar"} | cellar
                {"service":"light.turn_on","area_id":["kitchen","cellar"]} | cellar
                {"service":"light.turn_on","area_id":"attic"} | attic
                {"service":"light.turn_on","label_id":"day"} | day
                {"service":"light.fly","entity_id":"light.sofa"} | light.fly
                {"service":"lock.turn_on","entity_id":"lock.front"} | lock.turn_on
                """.lines();
    }

    @ParameterizedTest
    @MethodSource
    void unknown(String row) {
        String[] columns = row.split(" \\| ");
        assertThat(PLANNER.plan(Json.object(columns[0])))
                .isInstanceOfSatisfying(
                        Plan.Refused.class,
                        refused -> assertThat(refused.outcome())
                                .isInstanceOfSatisfying(
                                        Failed.class,
                                        failed -> assertThat(failed.failures())
                                                .extracting(Failure::reason, Failure::subject)
                                                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                                                        Reason.UNKNOWN, columns[1]))));
    }

    /// arguments | what is said
    static Stream<String> senseless() {
        return """
                {"service":"light.turn_on","entity_id":"twin"} | twin may be light.twin_a or light.twin_b
                {"service":"homeassistant.turn_on","entity_id":"Sofa Lamp"} | Sofa Lamp may be light.sofa or switch.sofa
                {"service":"light.turn_on","entity_id":"switch.kettle"} | light.turn_on does not fit switch.kettle: that is switch.turn_on
                {"service":"turn_on","entity_id":["light.sofa","switch.kettle"]} | no domain and service
                {"service":"light.turn_on"} | light.turn_on without a target
                {"service":"light.turn_on","target":5} | target is no object
                {"service":"light.turn_on","device_id":"x"} | device_id is no target here
                {"service":"light.turn_on","entity_id":"light.kitchen_counter","brightness_pct":40} | light.kitchen_counter does not take brightness_pct
                """.lines();
    }

    @ParameterizedTest
    @MethodSource
    void senseless(String row) {
        String[] columns = row.split(" \\| ");
        assertThat(PLANNER.plan(Json.object(columns[0]))).isEqualTo(new Plan.Refused(new Malformed(columns[1])));
    }
}
