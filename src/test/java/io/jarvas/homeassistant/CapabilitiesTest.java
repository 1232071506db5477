package io.jarvas.homeassistant;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class CapabilitiesTest {
    private static Map<String, Object> after(String id, Map<String, Object> known, Map<String, Object> attributes) {
        return after(id, known, "on", attributes);
    }

    private static Map<String, Object> after(
            String id, Map<String, Object> known, String value, Map<String, Object> attributes) {
        EntityState state = new EntityState(value, attributes, Instant.EPOCH, Instant.EPOCH);
        return Capabilities.after(new EntityId(id), known, state, false);
    }

    private static Map<String, Object> of(String id, Map<String, Object> attributes) {
        return after(id, Map.of(), attributes);
    }

    @Test
    void anAttributeIsACapabilityOnlyInItsDomain() {
        Map<String, Object> range = Map.of("min", 1, "max", 5, "step", 1);
        assertThat(of("number.volume", range)).isEqualTo(range);
        assertThat(of("sensor.statistics", range)).isEmpty();
        assertThat(of("sensor.x", Map.of("device_class", "power", "unit_of_measurement", "W")))
                .containsOnlyKeys("device_class", "unit_of_measurement");
    }

    @Test
    void aMediaPlayersFeaturesAreLeftOut() {
        assertThat(of("media_player.tv", Map.of("supported_features", 22973, "source_list", List.of("TV"))))
                .containsOnlyKeys("source_list");
    }

    @Test
    void aMediaPlayerThatIsOffKeepsItsSources() {
        Map<String, Object> known = Map.of("source_list", List.of("TV", "Radio"));
        assertThat(after("media_player.tv", known, "off", Map.of())).isEqualTo(known);
    }

    @Test
    void whatChangesWithTheModeGrowsToAllThatWasSeen() {
        Map<String, Object> cooling = of(
                "climate.x",
                Map.of(
                        "fan_modes", List.of("auto", "high"),
                        "min_temp", 16,
                        "max_temp", 30,
                        "target_temp_step", 1,
                        "supported_features", 9));
        Map<String, Object> heating = Map.of(
                "fan_modes",
                List.of("low", "auto"),
                "min_temp",
                10.0,
                "max_temp",
                28,
                "target_temp_step",
                0.5,
                "supported_features",
                17);
        Map<String, Object> both = after("climate.x", cooling, heating);
        assertThat(both)
                .isEqualTo(Map.of(
                        "fan_modes", List.of("auto", "high", "low"),
                        "min_temp", 10,
                        "max_temp", 30,
                        "target_temp_step", 0.5,
                        "supported_features", 25));
        assertThat(after("climate.x", both, heating)).isEqualTo(both);
        assertThat(after("climate.x", both, cooling)).isEqualTo(both);
    }

    @Test
    void anotherUnitIsTakenWithItsOwnRange() {
        Map<String, Object> celsius = of("number.x", Map.of("unit_of_measurement", "°C", "min", 5, "max", 30));
        Map<String, Object> fahrenheit = Map.of("unit_of_measurement", "°F", "min", 41, "max", 86);
        assertThat(after("number.x", celsius, fahrenheit)).isEqualTo(fahrenheit);
    }

    @Test
    void aHelperIsAsItsOwnerSetItLast() {
        Map<String, Object> known = Map.of("options", List.of("Home", "Party"));
        assertThat(after("input_select.mode", known, Map.of("options", List.of("Home", "Cinema"))))
                .isEqualTo(Map.of("options", List.of("Home", "Cinema")));
    }

    @Test
    void anEntityThatIsUnavailableOnlyAddsWhatWasNotKnown() {
        Map<String, Object> known = Map.of("supported_features", 4);
        assertThat(after(
                        "light.x",
                        known,
                        "unavailable",
                        Map.of("supported_features", 32, "supported_color_modes", List.of("onoff"))))
                .isEqualTo(Map.of("supported_features", 4, "supported_color_modes", List.of("onoff")));
    }

    @Test
    void aWholeNumberIsTheSameHoweverItIsWritten() {
        Map<String, Object> known = of("input_number.x", Map.of("min", 7.0, "max", 35, "step", 0.5));
        assertThat(known).isEqualTo(Map.of("min", 7, "max", 35, "step", 0.5));
        assertThat(after("input_number.x", known, Map.of("min", 7, "max", 35.0, "step", 0.5)))
                .isEqualTo(known);
    }

    @Test
    void sirensMayNumberTheirTones() {
        assertThat(of("siren.x", Map.of("available_tones", Map.of("1", "fire"))))
                .isEqualTo(Map.of("available_tones", List.of("fire")));
    }

    @Test
    void whatComesFromOutsideIsBounded() {
        List<String> many = IntStream.range(0, 500).mapToObj(i -> "effect " + i).toList();
        List<Object> strange = new ArrayList<>(List.of(1, 0.5, "", "x".repeat(101), List.of(), "rain"));
        strange.addAll(many);
        Map<String, Object> known = of(
                "light.x",
                Map.of(
                        "effect_list",
                        strange,
                        "device_class",
                        "y".repeat(10_000),
                        "supported_color_modes",
                        Map.of("a", Map.of()),
                        "supported_features",
                        1e300,
                        "min_color_temp_kelvin",
                        Double.POSITIVE_INFINITY));
        assertThat(known).containsOnlyKeys("effect_list");
        assertThat(known.get("effect_list"))
                .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                .hasSize(64)
                .startsWith("1", "rain", "effect 0");
        assertThat(after("light.x", known, Map.of("effect_list", List.of("another"))))
                .isEqualTo(known);
    }
}
