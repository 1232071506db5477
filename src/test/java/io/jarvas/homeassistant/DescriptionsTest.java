package io.jarvas.homeassistant;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.home.ServiceDescription;
import io.jarvas.home.ServiceField;
import io.jarvas.json.Json;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DescriptionsTest {
    private static final String LIGHT = """
            {"light":{"turn_on":{
              "fields":{
                "transition":{"filter":{"supported_features":[32]},
                  "selector":{"number":{"min":0.0,"max":300.0,"unit_of_measurement":"seconds","mode":"slider"}}},
                "additional_fields":{"collapsed":true,"fields":{
                  "color_name":{"required":true,
                    "filter":{"attribute":{"supported_color_modes":["hs","xy"]}},
                    "selector":{"select":{"options":["red",{"value":"blue","label":"Blue"}],"multiple":false}}}}}},
              "target":{"entity":[{"domain":["light"]}]}}}}""";

    private static ServiceDescription read(String json, String id) {
        return Descriptions.read(Json.object(json)).get(id);
    }

    @Test
    void aFieldSaysWhatItTakesAndWhichEntitiesHaveIt() {
        assertThat(read(LIGHT, "light.turn_on").fields().get("transition"))
                .isEqualTo(new ServiceField(
                        false,
                        "number",
                        Map.of("min", 0.0, "max", 300.0, "unit_of_measurement", "seconds"),
                        List.of(32L),
                        Map.of()));
    }

    @Test
    void theFieldsOfASectionStandAmongTheOthers() {
        assertThat(read(LIGHT, "light.turn_on").fields()).containsOnlyKeys("transition", "color_name");
        assertThat(read(LIGHT, "light.turn_on").fields().get("color_name"))
                .isEqualTo(new ServiceField(
                        true,
                        "select",
                        Map.of("options", List.of("red", "blue")),
                        List.of(),
                        Map.of("supported_color_modes", List.of("hs", "xy"))));
    }

    @Test
    void aTargetSaysWhatItNeeds() {
        assertThat(read(LIGHT, "light.turn_on").features()).isEmpty();
        assertThat(read("""
                {"media_player":{"volume_up":{"target":{"entity":[
                  {"domain":["media_player"],"supported_features":[4,1024]}]}}}}""", "media_player.volume_up").features()).containsExactly(4L, 1024L);
        assertThat(read("""
                {"x":{"y":{"target":{"entity":[{"supported_features":[4]},{"domain":["z"]}]}}}}""", "x.y").features()).isEmpty();
        assertThat(read("{\"homeassistant\":{\"turn_on\":{\"target\":{}}}}", "homeassistant.turn_on")
                        .features())
                .isEmpty();
    }

    @Test
    void aFieldOfWhichNothingIsSaidTakesAnything() {
        ServiceField in = read("{\"calendar\":{\"create_event\":{\"fields\":{\"in\":{}}}}}", "calendar.create_event")
                .fields()
                .get("in");
        assertThat(in).isEqualTo(new ServiceField(false, "", Map.of(), List.of(), Map.of()));
    }

    @Test
    void choicesThatAreTooManyAreNotKeptInPart() {
        String many = IntStream.rangeClosed(0, Descriptions.MOST_OPTIONS)
                .mapToObj(number -> "\"" + number + "\"")
                .collect(Collectors.joining(","));
        assertThat(read("""
                {"script":{"x":{"fields":{"a":{"selector":{"select":{"options":[%s]}}}}}}}""".formatted(many), "script.x").fields())
                .containsEntry("a", new ServiceField(false, "select", Map.of(), List.of(), Map.of()));
    }

    @Test
    void moreFieldsThanAnybodyFillsInAreNotKept() {
        String many = IntStream.rangeClosed(0, Descriptions.MOST_FIELDS)
                .mapToObj(number -> "\"f%d\":{}".formatted(number))
                .collect(Collectors.joining(","));
        assertThat(read("{\"script\":{\"x\":{\"fields\":{%s}}}}".formatted(many), "script.x")
                        .fields())
                .hasSize(Descriptions.MOST_FIELDS);
    }

    @Test
    void whatIsWrittenIsReadAsTheSame() {
        for (String json : List.of(LIGHT, """
                {"todo":{"get_items":{"response":{"optional":false},"target":{"entity":[{"supported_features":[1,2]}]}}},
                 "script":{"x":{"response":{"optional":true},"fields":{"when":{"selector":{"datetime":{}}}}}}}""")) {
            Map<String, ServiceDescription> services = Descriptions.read(Json.object(json));
            assertThat(Descriptions.read(Json.object(Json.text(Descriptions.written(services)))))
                    .isEqualTo(services);
        }
    }
}
