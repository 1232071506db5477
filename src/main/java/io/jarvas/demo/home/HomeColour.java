package io.jarvas.demo.home;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Colours in the three forms in which a light shows them: hue and saturation, red-green-blue, and CIE xy.
final class HomeColour {
    /// Red-green-blue, by name.
    private static final Map<String, Integer> NAMED = HomeData.resource("home-colours.txt")
            .lines()
            .map(line -> line.split(" "))
            .collect(Collectors.toUnmodifiableMap(words -> words[0], words -> Integer.parseInt(words[1], 16)));

    private HomeColour() {}

    /// The colour that the call asks for, as hue and saturation. A name that is not known is white, as in
    /// Home Assistant.
    static Optional<List<Double>> read(HomeCall call) {
        if (call.data().get("hs_color") instanceof List<?> hs) {
            return Optional.of(List.of(number(hs, 0), number(hs, 1)));
        }
        for (String field : List.of("rgb_color", "rgbw_color", "rgbww_color")) {
            if (call.data().get(field) instanceof List<?> rgb) {
                return Optional.of(hueAndSaturation(number(rgb, 0), number(rgb, 1), number(rgb, 2)));
            }
        }
        if (call.data().get("xy_color") instanceof List<?> xy) {
            return Optional.of(ofXy(number(xy, 0), number(xy, 1)));
        }
        return call.text("color_name")
                .map(name -> NAMED.getOrDefault(name.replace(" ", ""), 0xFFFFFF))
                .map(rgb -> hueAndSaturation((rgb >> 16) & 255, (rgb >> 8) & 255, rgb & 255));
    }

    private static List<Double> ofXy(double x, double y) {
        double across = y == 0 ? 0 : x / y;
        double up = y == 0 ? 0 : (1 - x - y) / y;
        double[] rgb = {
            across * 1.656492 - 0.354851 - up * 0.255038,
            -across * 0.707196 + 1.655397 + up * 0.036152,
            across * 0.051713 - 0.121364 + up * 1.011530
        };
        for (int i = 0; i < rgb.length; i++) {
            double part = Math.max(0, rgb[i]);
            rgb[i] = part <= 0.0031308 ? 12.92 * part : 1.055 * Math.pow(part, 1 / 2.4) - 0.055;
        }
        double most = Math.max(1, Math.max(rgb[0], Math.max(rgb[1], rgb[2])));
        return hueAndSaturation(rgb[0] / most * 255, rgb[1] / most * 255, rgb[2] / most * 255);
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
