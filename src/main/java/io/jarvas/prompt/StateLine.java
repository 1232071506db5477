package io.jarvas.prompt;

import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A state as a model reads it: the value, its unit, and the few attributes that people ask about.
///
/// `on, 71 %` · `cool, now 22°, target 21°` · `15.6 °C`
///
/// @param text without semicolons, brackets and line breaks
/// @param steps for each number in the text, from the left, how far it must move to be worth telling
record StateLine(String text, List<Step> steps) {
    static final String UNKNOWN = "unknown";

    /// Domains whose state is only the time of their last use.
    private static final Set<String> STATELESS =
            Set.of("button", "conversation", "event", "image", "input_button", "notify", "scene", "stt", "tts");

    /// Domains whose state is a number that somebody set.
    private static final Set<String> NUMBERS = Set.of("counter", "input_number", "number");

    private static final int LONGEST_TITLE = 40;
    private static final int LONGEST_NUMBER = 30;
    /// How many digits of a measurement say something.
    private static final int DIGITS = 4;

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    /// How far a number must move: by a share of it, and at least so much. Most of what a sensor measures
    /// moves all the time, and nobody wants to hear of it.
    record Step(double least, double share) {
        static final Step ANY = new Step(0, 0);

        boolean reached(double told, double now) {
            double moved = Math.abs(now - told);
            return moved > 0 && moved >= Math.max(least, share * Math.abs(told));
        }
    }

    StateLine {
        steps = List.copyOf(steps);
    }

    static boolean shown(EntityId id) {
        return !STATELESS.contains(id.domain());
    }

    static StateLine of(EntityId id, EntityState state, ZoneId zone) {
        Writing line = new Writing(state.attributes(), zone);
        line.value(id.domain(), state.value());
        if (state.available()) {
            line.attributes(id.domain(), state.value());
        }
        return new StateLine(line.text.toString(), line.steps);
    }

    /// Whether a conversation that was told this text should be told the line as it is now: not where only
    /// numbers differ, none of them by its step.
    boolean differsFrom(String told) {
        if (told.equals(text)) {
            return false;
        }
        Matcher before = NUMBER.matcher(told);
        Matcher now = NUMBER.matcher(text);
        int beforeEnd = 0;
        int nowEnd = 0;
        for (Step step : steps) {
            if (!before.find() || !now.find()) {
                return true;
            }
            boolean sameWords = told.substring(beforeEnd, before.start()).equals(text.substring(nowEnd, now.start()));
            if (!sameWords || step.reached(Double.parseDouble(before.group()), Double.parseDouble(now.group()))) {
                return true;
            }
            beforeEnd = before.end();
            nowEnd = now.end();
        }
        return !told.substring(beforeEnd).equals(text.substring(nowEnd));
    }

    /// A line while it is being written.
    private static final class Writing {
        private final Map<String, Object> attributes;
        private final ZoneId zone;
        private final StringBuilder text = new StringBuilder();
        private final List<Step> steps = new ArrayList<>();

        Writing(Map<String, Object> attributes, ZoneId zone) {
            this.attributes = attributes;
            this.zone = zone;
        }

        void value(String domain, String value) {
            if (domain.equals("text") && "password".equals(attributes.get("mode"))) {
                add("", "secret", "", Step.ANY);
            } else if (measures(domain)
                    && value.length() <= LONGEST_NUMBER
                    && NUMBER.matcher(value).matches()) {
                Object unit = attributes.get("unit_of_measurement");
                Step step = NUMBERS.contains(domain) ? Step.ANY : Steps.of(attributes);
                boolean coarse = step.least() > 0 || step.share() > 0;
                add("", rounded(new BigDecimal(value), coarse), unit == null ? "" : " " + word(unit), step);
            } else if ("timestamp".equals(attributes.get("device_class"))) {
                add("", time(value), "", Step.ANY);
            } else {
                add("", word(value), "", Step.ANY);
            }
        }

        void attributes(String domain, String value) {
            switch (domain) {
                case "light" -> scaled("", "brightness", 255);
                case "cover", "valve" -> {
                    boolean whole = is("current_position", value.equals("open") ? 100 : 0);
                    if (!whole) {
                        scaled("", "current_position", 100);
                    }
                }
                case "fan" -> scaled("", "percentage", 100);
                case "climate", "water_heater" -> {
                    degrees("now ", "current_temperature", new Step(0.5, 0));
                    degrees("target ", "temperature", Step.ANY);
                    degrees("from ", "target_temp_low", Step.ANY);
                    degrees("to ", "target_temp_high", Step.ANY);
                    percent("humidity ", "current_humidity", new Step(5, 0));
                }
                case "humidifier" -> {
                    percent("now ", "current_humidity", new Step(5, 0));
                    percent("target ", "humidity", Step.ANY);
                }
                case "media_player" -> {
                    quoted("media_title");
                    scaled("volume ", "volume_level", 1);
                }
                case "calendar" -> quoted("message");
                case "vacuum", "lawn_mower" -> percent("battery ", "battery_level", new Step(10, 0));
                case "weather" -> {
                    degrees("", "temperature", new Step(1, 0));
                    percent("humidity ", "humidity", new Step(10, 0));
                }
                default -> {}
            }
        }

        /// Other states may look like numbers, and are versions, codes or names.
        private boolean measures(String domain) {
            return attributes.containsKey("unit_of_measurement")
                    || attributes.containsKey("state_class")
                    || NUMBERS.contains(domain);
        }

        private void scaled(String label, String attribute, double whole) {
            if (attributes.get(attribute) instanceof Number number) {
                double percent = number.doubleValue() * 100 / whole;
                long shown = percent > 0 ? Math.max(1, Math.round(percent)) : Math.round(percent);
                add(label, String.valueOf(shown), " %", Step.ANY);
            }
        }

        private void percent(String label, String attribute, Step step) {
            if (attributes.get(attribute) instanceof Number number) {
                add(label, rounded(number), " %", step);
            }
        }

        private void degrees(String label, String attribute, Step step) {
            if (attributes.get(attribute) instanceof Number number) {
                add(label, rounded(number), "°", step);
            }
        }

        private void quoted(String attribute) {
            Object value = attributes.get(attribute);
            if (value != null) {
                String title = HouseText.line(value.toString(), LONGEST_TITLE).replace('"', '\'');
                add("", "\"" + title + "\"", "", Step.ANY);
            }
        }

        private boolean is(String attribute, int value) {
            return attributes.get(attribute) instanceof Number number && number.doubleValue() == value;
        }

        private void add(String label, String value, String unit, Step step) {
            String part = (text.isEmpty() ? "" : ", ") + label + value + unit;
            text.append(part);
            NUMBER.matcher(part).results().forEach(_ -> steps.add(step));
        }

        private String time(String value) {
            try {
                return TIME.format(OffsetDateTime.parse(value).atZoneSameInstant(zone));
            } catch (DateTimeException e) {
                return word(value);
            }
        }

        /// With one decimal where nobody asks for more, else with as many digits as say something.
        private static String rounded(BigDecimal value, boolean coarse) {
            int beforeThePoint = value.precision() - value.scale();
            int decimals = coarse && beforeThePoint > 1 ? 1 : Math.max(1, DIGITS - beforeThePoint);
            return value.setScale(Math.clamp(decimals, 0, Math.max(0, value.scale())), RoundingMode.HALF_UP)
                    .stripTrailingZeros()
                    .toPlainString();
        }

        private static String rounded(Number number) {
            boolean whole = number instanceof Integer || number instanceof Long;
            return whole || !Double.isFinite(number.doubleValue())
                    ? number.toString()
                    : rounded(BigDecimal.valueOf(number.doubleValue()), true);
        }

        private static String word(Object value) {
            return HouseText.line(value.toString());
        }
    }
}
