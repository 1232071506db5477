package io.jarvas.prompt;

import io.jarvas.home.Entity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The words with which a model is told what an entity can do, or what it is, beyond what every entity of its
/// domain can and what its id and name say.
///
/// `colour, 2200-6500 K` · `16-30°, heat/cool, fan auto/low` · `0-100 step 5 %` · `motion`
///
/// Every character counts: they are part of every prompt. So the list by which a domain is controlled (modes,
/// options, sources, speeds) has no label; what is hardly ever asked for (swing, sound modes) is left to
/// reading the entity's attributes.
///
/// The same capabilities give the same words.
final class Abilities {
    /// The longest text from the house within the words, in characters.
    private static final int LONGEST_TEXT = 30;
    private static final int MOST_ITEMS = 8;
    private static final int LONGEST = 240;

    /// Classes that a state shows by its form.
    private static final Set<String> SHOWN_BY_STATE = Set.of("data_rate", "data_size", "date", "enum", "timestamp");

    private static final Pattern NOT_A_LETTER = Pattern.compile("\\P{L}+");

    private static final Set<String> COLOURS = Set.of("hs", "rgb", "rgbw", "rgbww", "xy");

    /// Home Assistant's own range, which says nothing of the light.
    private static final String USUAL_WHITE = "2000-6535 K";

    private record Armed(int feature, String name) {}

    private static final List<Armed> ARMED = List.of(new Armed(1, "home"), new Armed(2, "away"), new Armed(4, "night"));

    private final Entity entity;
    private final Map<String, Object> capabilities;
    private final List<String> words = new ArrayList<>();

    private Abilities(Entity entity) {
        this.entity = entity;
        this.capabilities = entity.capabilities();
    }

    /// Empty where there is nothing to say.
    static String of(Entity entity) {
        if (entity.capabilities().isEmpty()) {
            return "";
        }
        Abilities abilities = new Abilities(entity);
        abilities.say();
        return HouseText.line(String.join(", ", abilities.words), LONGEST);
    }

    private void say() {
        switch (entity.id().domain()) {
            case "alarm_control_panel" -> alarm();
            case "binary_sensor" -> kind("");
            case "climate" -> {
                degrees();
                list("", texts("hvac_modes").filter(mode -> !mode.equals("off")));
                list("fan ", texts("fan_modes"));
                list("presets ", texts("preset_modes"));
            }
            case "cover" -> {
                kind("");
                feature(4, "position");
                feature(16 | 32 | 128, "tilt");
            }
            case "fan" -> {
                feature(1, "speed");
                feature(2, "oscillates");
                feature(4, "direction");
                list("", texts("preset_modes"));
            }
            case "humidifier" -> {
                kind("");
                String range = range("min_humidity", "max_humidity", " %");
                add(range.equals("0-100 %") ? "" : range);
                list("", texts("available_modes"));
            }
            case "input_datetime" -> {
                add(Boolean.TRUE.equals(capabilities.get("has_date")) ? "date" : "");
                add(Boolean.TRUE.equals(capabilities.get("has_time")) ? "time" : "");
            }
            case "input_number", "number" -> number();
            case "input_select", "select" -> list("", texts("options"));
            case "light" -> light();
            case "media_player" -> list("", texts("source_list"));
            case "sensor" -> kind(text("unit_of_measurement"));
            case "siren" -> list("", texts("available_tones"));
            case "vacuum" -> list("", texts("fan_speed_list"));
            case "valve" -> {
                kind("");
                feature(4, "position");
            }
            case "water_heater" -> {
                degrees();
                list("", texts("operation_list"));
            }
            default -> {}
        }
    }

    private void alarm() {
        list("", ARMED.stream().filter(mode -> has(mode.feature())).map(Armed::name));
    }

    /// A light that has colours or shades of white dims.
    private void light() {
        List<String> modes = texts("supported_color_modes").toList();
        boolean colour = modes.stream().anyMatch(COLOURS::contains);
        boolean shades = modes.contains("color_temp");
        boolean white = modes.contains("white");
        add(modes.contains("brightness") && !colour && !shades && !white ? "dims" : "");
        add(colour ? "colour" : "");
        if (shades) {
            String range = range("min_color_temp_kelvin", "max_color_temp_kelvin", " K");
            add(range.isEmpty() || range.equals(USUAL_WHITE) ? "white" : range);
        } else if (white) {
            add("white");
        }
        list("effects ", texts("effect_list").filter(effect -> !effect.equals("off")));
    }

    private void number() {
        String unit = text("unit_of_measurement");
        String every = number("step")
                .map(Abilities::plain)
                .filter(step -> !step.equals("1"))
                .map(step -> " step " + step)
                .orElse("");
        add(range("min", "max", every + (unit.isEmpty() ? "" : " " + unit)));
    }

    private void degrees() {
        add(range("min_temp", "max_temp", "°"));
    }

    /// What the entity measures or is, where neither its id nor its name says so.
    private void kind(String unit) {
        String kind = text("device_class");
        if (kind.isEmpty()) {
            add(unit);
        } else if (!SHOWN_BY_STATE.contains(kind) && !said(kind)) {
            add((kind.replace('_', ' ') + " " + unit).strip());
        }
    }

    private boolean said(String kind) {
        List<String> names = NOT_A_LETTER
                .splitAsStream((entity.id() + " " + entity.name()).toLowerCase(Locale.ROOT))
                .toList();
        return Stream.of(kind.split("_", -1)).allMatch(word -> names.stream().anyMatch(name -> name.startsWith(word)));
    }

    private void feature(int bits, String word) {
        add(has(bits) ? word : "");
    }

    private boolean has(int bits) {
        return capabilities.get("supported_features") instanceof Number features && (features.intValue() & bits) != 0;
    }

    private void list(String label, Stream<String> all) {
        List<String> items = all.limit(MOST_ITEMS + 1).toList();
        if (!items.isEmpty()) {
            String rest = items.size() > MOST_ITEMS ? "/…" : "";
            add(label + String.join("/", items.subList(0, Math.min(MOST_ITEMS, items.size()))) + rest);
        }
    }

    private Stream<String> texts(String attribute) {
        return capabilities.get(attribute) instanceof Collection<?> items
                ? items.stream()
                        .map(item -> HouseText.line(String.valueOf(item), LONGEST_TEXT))
                        .filter(item -> !item.isEmpty())
                : Stream.of();
    }

    private String text(String attribute) {
        return capabilities.get(attribute) instanceof String text ? HouseText.line(text, LONGEST_TEXT) : "";
    }

    private String range(String least, String most, String unit) {
        Optional<Double> from = number(least);
        Optional<Double> to = number(most);
        if (from.isEmpty() || to.isEmpty()) {
            return "";
        }
        return plain(from.get()) + (from.get() < 0 ? " to " : "-") + plain(to.get()) + unit;
    }

    private Optional<Double> number(String attribute) {
        return capabilities.get(attribute) instanceof Number number && Double.isFinite(number.doubleValue())
                ? Optional.of(number.doubleValue())
                : Optional.empty();
    }

    private void add(String word) {
        if (!word.isEmpty()) {
            words.add(word);
        }
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number)
                .setScale(3, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
