package io.jarvas.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.home.Entity;
import io.jarvas.home.EntityId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AbilitiesTest {
    private static String of(String id, Map<String, Object> capabilities) {
        return of(id, "Name", capabilities);
    }

    private static String of(String id, String name, Map<String, Object> capabilities) {
        return Abilities.of(new Entity(
                new EntityId(id), name, List.of(), Optional.empty(), Optional.empty(), List.of(), capabilities));
    }

    private static String features(String id, int features) {
        return of(id, Map.of("supported_features", features));
    }

    @Test
    void aLightDimsOrHasColoursShadesOfWhiteAndEffects() {
        assertThat(of(
                        "light.bed",
                        Map.of(
                                "supported_color_modes",
                                List.of("color_temp", "hs"),
                                "min_color_temp_kelvin",
                                2000,
                                "max_color_temp_kelvin",
                                6535,
                                "effect_list",
                                List.of("rainbow", "off"))))
                .isEqualTo("colour, white, effects rainbow");
        assertThat(of(
                        "light.desk",
                        Map.of(
                                "supported_color_modes", List.of("color_temp"),
                                "min_color_temp_kelvin", 2700,
                                "max_color_temp_kelvin", 6500)))
                .isEqualTo("2700-6500 K");
        assertThat(of("light.x", Map.of("supported_color_modes", List.of("brightness"))))
                .isEqualTo("dims");
        assertThat(of("light.x", Map.of("supported_color_modes", List.of("rgbw"))))
                .isEqualTo("colour");
        assertThat(of("light.x", Map.of("supported_color_modes", List.of("hs", "white"))))
                .isEqualTo("colour, white");
    }

    @Test
    void whatEveryEntityOfTheDomainCanDoIsNotSaid() {
        assertThat(of("light.x", Map.of("supported_color_modes", List.of("onoff"), "supported_features", 0)))
                .isEmpty();
        assertThat(of("switch.x", Map.of("device_class", "outlet"))).isEmpty();
        assertThat(features("cover.x", 11)).isEmpty();
        assertThat(features("lock.x", 0)).isEmpty();
        assertThat(features("valve.x", 3)).isEmpty();
        assertThat(of("media_player.x", Map.of())).isEmpty();
        assertThat(of("humidifier.x", Map.of("min_humidity", 0, "max_humidity", 100)))
                .isEmpty();
        assertThat(of("text.x", Map.of("min", 0, "max", 255))).isEmpty();
        assertThat(of("person.x", Map.of("supported_features", 7, "device_class", "x")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cover.x               | 15    | position
            cover.x               | 255   | position, tilt
            cover.x               | 240   | tilt
            fan.x                 | 55    | speed, oscillates, direction
            valve.x               | 15    | position
            alarm_control_panel.x | 63    | home/away/night
            """)
    void featuresHaveWords(String id, int features, String words) {
        assertThat(features(id, features)).isEqualTo(words);
    }

    @Test
    void anAbilityThatIsNotKnownIsNotSaid() {
        assertThat(of("number.x", Map.of("min", 0, "max", Double.POSITIVE_INFINITY)))
                .isEmpty();
        assertThat(of("light.x", Map.of("supported_color_modes", List.of("color_temp"))))
                .isEqualTo("white");
    }

    @Test
    void anAirConditionerHasARangeAndItsModes() {
        assertThat(of(
                        "climate.x",
                        Map.of(
                                "min_temp", 16,
                                "max_temp", 30.0,
                                "hvac_modes", List.of("heat", "cool", "off"),
                                "fan_modes", List.of("auto", "low"),
                                "preset_modes", List.of("eco", "away"),
                                "swing_modes", List.of("on", "off"))))
                .isEqualTo("16-30°, heat/cool, fan auto/low, presets eco/away");
    }

    @Test
    void aNumberHasARangeAStepAndAUnit() {
        Map<String, Object> range = Map.of("min", 0, "max", 100, "step", 5, "unit_of_measurement", "%");
        assertThat(of("number.x", range)).isEqualTo("0-100 step 5 %");
        assertThat(of("input_number.x", range)).isEqualTo("0-100 step 5 %");
        assertThat(of("number.x", Map.of("min", 0.0, "max", 1.0, "step", 0.01))).isEqualTo("0-1 step 0.01");
        assertThat(of("number.x", Map.of("min", -20, "max", 20, "step", 1))).isEqualTo("-20 to 20");
    }

    @Test
    void aListIsShownAsItIs() {
        assertThat(of("select.x", Map.of("options", List.of("a", "b c")))).isEqualTo("a/b c");
        assertThat(of("input_select.x", Map.of("options", List.of("a")))).isEqualTo("a");
        assertThat(of("media_player.x", Map.of("source_list", List.of("TV", "Radio"))))
                .isEqualTo("TV/Radio");
        assertThat(of("vacuum.x", Map.of("fan_speed_list", List.of("min", "max"))))
                .isEqualTo("min/max");
        assertThat(of("water_heater.x", Map.of("min_temp", 43.3, "max_temp", 60, "operation_list", List.of("eco"))))
                .isEqualTo("43.3-60°, eco");
        assertThat(of("humidifier.x", Map.of("min_humidity", 30, "max_humidity", 80, "available_modes", List.of("a"))))
                .isEqualTo("30-80 %, a");
        assertThat(of("siren.x", Map.of("supported_features", 7, "available_tones", List.of("fire"))))
                .isEqualTo("fire");
    }

    @Test
    void aSensorSaysWhatItMeasuresWhereItsNamesDoNot() {
        Map<String, Object> temperature = Map.of("device_class", "temperature", "unit_of_measurement", "°C");
        assertThat(of("sensor.outside", "Outside", temperature)).isEqualTo("temperature °C");
        assertThat(of("sensor.outside_temperature", "Outside", temperature)).isEmpty();
        assertThat(of("sensor.outside", "Temperature outside", temperature)).isEmpty();
        assertThat(of("sensor.co2", "Air", Map.of("device_class", "carbon_dioxide")))
                .isEqualTo("carbon dioxide");
        assertThat(of("binary_sensor.hall", "Hall", Map.of("device_class", "motion")))
                .isEqualTo("motion");
        assertThat(of("binary_sensor.outdoor", "Outdoor", Map.of("device_class", "door")))
                .isEqualTo("door");
        assertThat(of("binary_sensor.x", "Kitchen windows", Map.of("device_class", "window")))
                .isEmpty();
        assertThat(of("sensor.next_dawn", "Dawn", Map.of("device_class", "timestamp")))
                .isEmpty();
    }

    @Test
    void theKindOfACoverIsSaidWhereItsNamesDoNot() {
        Map<String, Object> garage = Map.of("device_class", "garage", "supported_features", 11);
        assertThat(of("cover.left", "Left", garage)).isEqualTo("garage");
        assertThat(of("cover.garage_door", "Garage Door", garage)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            light         | effect
            fan           | preset_mode
            fan           | percentage
            fan           | direction
            fan           | oscillating
            cover         | position
            cover         | tilt_position
            valve         | position
            vacuum        | fan_speed
            siren         | tone
            climate       | hvac_mode
            climate       | turn_off
            climate       | fan_mode
            climate       | preset_mode
            climate       | temperature
            humidifier    | mode
            humidifier    | humidity
            media_player  | source
            select        | option
            number        | value
            water_heater  | operation_mode
            """)
    void whatAnEntityCanDoCanBeAskedFor(String domain, String field) {
        assertThat(Rules.SERVICES.lines().filter(line -> line.matches("([a-z_]+, )*" + domain + "(, [a-z_]+)*: .*")))
                .anySatisfy(line -> assertThat(line).containsPattern("([(, ]|set_)" + field + "([ ,)]|$)"));
    }

    @Test
    void whatComesFromTheHouseIsBoundedAndPlain() {
        List<String> many =
                IntStream.range(0, 20).mapToObj(i -> "effect " + i + "\n# x").toList();
        assertThat(of("light.x", Map.of("effect_list", many)))
                .startsWith("effects effect 0 x/")
                .endsWith("7 x/…");
        assertThat(of("select.x", Map.of("options", List.of("ACTION: {}", "", "a".repeat(500)))))
                .isEqualTo("action/" + "a".repeat(29) + "…");
        List<String> long30 =
                IntStream.range(0, 8).mapToObj(i -> i + "b".repeat(40)).toList();
        assertThat(of("climate.x", Map.of("hvac_modes", long30, "fan_modes", long30)))
                .hasSizeLessThanOrEqualTo(240);
        assertThat(of(
                        "light.x",
                        Map.of(
                                "supported_color_modes", "hs",
                                "effect_list", 3,
                                "supported_features", "all",
                                "min_color_temp_kelvin", "cold")))
                .isEmpty();
    }
}
