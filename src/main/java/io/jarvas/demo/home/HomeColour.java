package io.jarvas.demo.home;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Colours in the three forms in which a light shows them: hue and saturation, red-green-blue, and CIE xy.
final class HomeColour {
    /// Hue in degrees and saturation in percent.
    private static final Map<String, List<Double>> NAMED = Map.ofEntries(
            Map.entry("red", List.of(0.0, 100.0)),
            Map.entry("orange", List.of(38.824, 100.0)),
            Map.entry("gold", List.of(50.588, 100.0)),
            Map.entry("yellow", List.of(60.0, 100.0)),
            Map.entry("lime", List.of(120.0, 100.0)),
            Map.entry("green", List.of(120.0, 100.0)),
            Map.entry("turquoise", List.of(174.0, 71.429)),
            Map.entry("cyan", List.of(180.0, 100.0)),
            Map.entry("blue", List.of(240.0, 100.0)),
            Map.entry("purple", List.of(300.0, 100.0)),
            Map.entry("violet", List.of(300.0, 45.378)),
            Map.entry("magenta", List.of(300.0, 100.0)),
            Map.entry("pink", List.of(349.524, 24.706)),
            Map.entry("white", List.of(0.0, 0.0)));

    private HomeColour() {}

    /// The colour that the call asks for, as hue and saturation. A name that is not known is white, as in
    /// Home Assistant.
    static Optional<List<Double>> read(HomeCall call) {
        if (call.data().get("hs_color") instanceof List<?> hs) {
            return Optional.of(List.of(number(hs, 0), number(hs, 1)));
        }
        if (call.data().get("rgb_color") instanceof List<?> rgb) {
            return Optional.of(hueAndSaturation(number(rgb, 0), number(rgb, 1), number(rgb, 2)));
        }
        return call.text("color_name").map(name -> NAMED.getOrDefault(name.replace(" ", ""), List.of(0.0, 0.0)));
    }

    static Map<String, Object> ofHueAndSaturation(List<?> hs) {
        double hue = number(hs, 0) / 60;
        double chroma = number(hs, 1) / 100;
        double[] rgb = new double[3];
        for (int i = 0; i < 3; i++) {
            double k = (new int[] {5, 3, 1}[i] + hue) % 6;
            rgb[i] = Math.round(255 * (1 - chroma * Math.clamp(Math.min(k, 4 - k), 0, 1)));
        }
        return shown(List.of(number(hs, 0), number(hs, 1)), rgb);
    }

    /// The colour of a black body, by Tanner Helland's approximation.
    static Map<String, Object> ofKelvin(double kelvin) {
        double t = kelvin / 100;
        double red = t <= 66 ? 255 : 329.698727446 * Math.pow(t - 60, -0.1332047592);
        double green = t <= 66
                ? 99.4708025861 * Math.log(t) - 161.1195681661
                : 288.1221695283 * Math.pow(t - 60, -0.0755148492);
        double blue = t >= 66 ? 255 : t <= 19 ? 0 : 138.5177312231 * Math.log(t - 10) - 305.0447927307;
        return ofHueAndSaturation(
                hueAndSaturation(Math.clamp(red, 0, 255), Math.clamp(green, 0, 255), Math.clamp(blue, 0, 255)));
    }

    private static Map<String, Object> shown(List<Double> hs, double[] rgb) {
        double[] linear = new double[3];
        for (int i = 0; i < 3; i++) {
            double part = rgb[i] / 255;
            linear[i] = part > 0.04045 ? Math.pow((part + 0.055) / 1.055, 2.4) : part / 12.92;
        }
        double x = linear[0] * 0.664511 + linear[1] * 0.154324 + linear[2] * 0.162028;
        double y = linear[0] * 0.283881 + linear[1] * 0.668433 + linear[2] * 0.047685;
        double z = linear[0] * 0.000088 + linear[1] * 0.072310 + linear[2] * 0.986039;
        double sum = x + y + z;
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("hs_color", hs);
        shown.put("rgb_color", List.of((int) rgb[0], (int) rgb[1], (int) rgb[2]));
        shown.put("xy_color", sum == 0 ? List.of(0.0, 0.0) : List.of(rounded(x / sum), rounded(y / sum)));
        return shown;
    }

    private static List<Double> hueAndSaturation(double red, double green, double blue) {
        double most = Math.max(red, Math.max(green, blue));
        double span = most - Math.min(red, Math.min(green, blue));
        if (span == 0) {
            return List.of(0.0, 0.0);
        }
        double sixth = most == red
                ? (green - blue) / span
                : most == green ? 2 + (blue - red) / span : 4 + (red - green) / span;
        return List.of(rounded(((sixth + 6) % 6) * 60), rounded(span / most * 100));
    }

    private static double number(List<?> list, int index) {
        return index < list.size() && list.get(index) instanceof Number number ? number.doubleValue() : 0;
    }

    private static double rounded(double value) {
        return Math.rint(value * 1000) / 1000;
    }
}
