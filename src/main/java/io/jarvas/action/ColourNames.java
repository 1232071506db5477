package io.jarvas.action;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The colours that have a name, in English and Portuguese, and the whites that are colour temperatures.
final class ColourNames {
    private static final Map<String, List<Integer>> COLOURS = new HashMap<>();
    private static final Map<String, String> NAMES = new HashMap<>();

    private static final Map<String, Integer> WHITES = Map.ofEntries(
            Map.entry("candle", 2000),
            Map.entry("candlelight", 2000),
            Map.entry("vela", 2000),
            Map.entry("warm", 2700),
            Map.entry("warm white", 2700),
            Map.entry("warm light", 2700),
            Map.entry("soft white", 2700),
            Map.entry("quente", 2700),
            Map.entry("branco quente", 2700),
            Map.entry("branca quente", 2700),
            Map.entry("luz quente", 2700),
            Map.entry("neutral", 4000),
            Map.entry("neutral white", 4000),
            Map.entry("neutro", 4000),
            Map.entry("branco neutro", 4000),
            Map.entry("luz neutra", 4000),
            Map.entry("cool", 5500),
            Map.entry("cold", 5500),
            Map.entry("cool white", 5500),
            Map.entry("cold white", 5500),
            Map.entry("frio", 5500),
            Map.entry("branco frio", 5500),
            Map.entry("branca fria", 5500),
            Map.entry("luz fria", 5500),
            Map.entry("daylight", 6500),
            Map.entry("luz do dia", 6500),
            Map.entry("luz natural", 6500));

    private static final Pattern HEX = Pattern.compile("#?([0-9a-fA-F]{6})");
    private static final Pattern RGB =
            Pattern.compile("(?:rgb)?\\s*[(\\[]?\\s*(\\d{1,3})\\s*,\\s*(\\d{1,3})\\s*,\\s*(\\d{1,3})\\s*[)\\]]?");

    static {
        try (InputStream in = ColourNames.class.getResourceAsStream("colour-names.txt")) {
            if (in == null) {
                throw new IllegalStateException("colour-names.txt is missing");
            }
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(ColourNames::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ColourNames() {}

    private static void add(String line) {
        String[] parts = line.split(" \\| ", 2);
        String[] words = parts[0].split(" ");
        COLOURS.put(words[0], Stream.of(words).skip(1).map(Integer::valueOf).toList());
        NAMES.put(words[0], words[0]);
        if (parts.length > 1) {
            Stream.of(parts[1].split(", ")).forEach(name -> NAMES.put(name, words[0]));
        }
    }

    /// What Home Assistant calls the colour: `lightblue` for `light blue` and `azul claro`.
    static Optional<String> name(String text) {
        String plain = Words.plain(text);
        return Optional.ofNullable(NAMES.get(plain)).or(() -> Optional.ofNullable(NAMES.get(plain.replace(" ", ""))));
    }

    /// Red, green and blue of a name, of `#ff8800` and of `rgb(255, 136, 0)`.
    static Optional<List<Integer>> rgb(String text) {
        Matcher hex = HEX.matcher(text.strip());
        if (hex.matches()) {
            int value = Integer.parseInt(hex.group(1), 16);
            return Optional.of(List.of(value >> 16, value >> 8 & 255, value & 255));
        }
        Matcher numbers = RGB.matcher(Words.unaccented(text));
        if (numbers.matches()) {
            List<Integer> rgb = Stream.of(numbers.group(1), numbers.group(2), numbers.group(3))
                    .map(Integer::valueOf)
                    .toList();
            return rgb.stream().allMatch(part -> part <= 255) ? Optional.of(rgb) : Optional.empty();
        }
        return name(text).map(COLOURS::get);
    }

    /// The colour temperature of a white, in kelvins.
    static Optional<Integer> kelvins(String text) {
        return Optional.ofNullable(WHITES.get(Words.plain(text)));
    }
}
