package io.jarvas.prompt;

import io.jarvas.home.EntityState;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A state as a model reads it: the value, its unit, and the few attributes that people ask about.
///
/// `on, brightness 71 %` · `cool, now 22 °C, target 21 °C` · `15.6 °C`
final class StateLine {
    private record Shown(String attribute, String label, Function<Object, String> form) {}

    private static final List<Shown> ATTRIBUTES = List.of(
            new Shown("brightness", "brightness", value -> percentOf(value, 255)),
            new Shown("color_name", "", StateLine::plain),
            new Shown("current_position", "position", value -> plain(value) + " %"),
            new Shown("current_temperature", "now", StateLine::degrees),
            new Shown("temperature", "target", StateLine::degrees),
            new Shown("current_humidity", "humidity now", value -> plain(value) + " %"),
            new Shown("humidity", "humidity", value -> plain(value) + " %"),
            new Shown("percentage", "speed", value -> plain(value) + " %"),
            new Shown("volume_level", "volume", value -> percentOf(value, 1)),
            new Shown("media_title", "playing", value -> quoted(value)),
            new Shown("battery_level", "battery", value -> plain(value) + " %"));

    private StateLine() {}

    static String of(EntityState state) {
        List<String> parts = new ArrayList<>();
        Object unit = state.attributes().get("unit_of_measurement");
        parts.add(HouseText.line(state.value()) + (unit == null ? "" : " " + plain(unit)));
        if (state.available()) {
            Map<String, Object> attributes = state.attributes();
            for (Shown shown : ATTRIBUTES) {
                Object value = attributes.get(shown.attribute());
                if (value != null && !(value instanceof List)) {
                    parts.add((shown.label() + " " + shown.form().apply(value)).strip());
                }
            }
        }
        return String.join(", ", parts);
    }

    private static String percentOf(Object value, int whole) {
        return value instanceof Number number ? Math.round(number.doubleValue() * 100 / whole) + " %" : plain(value);
    }

    private static String degrees(Object value) {
        return plain(value) + "°";
    }

    private static String quoted(Object value) {
        return "\"" + plain(value).replace('"', '\'') + "\"";
    }

    private static String plain(Object value) {
        if (value instanceof Number number) {
            BigDecimal decimal = new BigDecimal(number.toString()).setScale(1, RoundingMode.HALF_UP);
            return decimal.stripTrailingZeros().toPlainString();
        }
        return HouseText.line(value.toString());
    }
}
