package io.jarvas.action;

import io.jarvas.action.SpokenNumbers.Quantity;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads durations, times of day and dates as people and small models write them, in English and Portuguese:
/// `10 min`, `uma hora e meia`, `11pm`, `23h30`, `24/12/2026`. What can be read in two ways (`at 7`,
/// `05/06/2026`) is not read.
final class SpokenTimes {
    private static final Map<String, Duration> UNITS = Map.ofEntries(
            Map.entry("s", Duration.ofSeconds(1)),
            Map.entry("sec", Duration.ofSeconds(1)),
            Map.entry("secs", Duration.ofSeconds(1)),
            Map.entry("second", Duration.ofSeconds(1)),
            Map.entry("seconds", Duration.ofSeconds(1)),
            Map.entry("segundo", Duration.ofSeconds(1)),
            Map.entry("segundos", Duration.ofSeconds(1)),
            Map.entry("m", Duration.ofMinutes(1)),
            Map.entry("min", Duration.ofMinutes(1)),
            Map.entry("mins", Duration.ofMinutes(1)),
            Map.entry("minute", Duration.ofMinutes(1)),
            Map.entry("minutes", Duration.ofMinutes(1)),
            Map.entry("minuto", Duration.ofMinutes(1)),
            Map.entry("minutos", Duration.ofMinutes(1)),
            Map.entry("h", Duration.ofHours(1)),
            Map.entry("hr", Duration.ofHours(1)),
            Map.entry("hrs", Duration.ofHours(1)),
            Map.entry("hour", Duration.ofHours(1)),
            Map.entry("hours", Duration.ofHours(1)),
            Map.entry("hora", Duration.ofHours(1)),
            Map.entry("horas", Duration.ofHours(1)));

    private static final Map<String, Duration> WHOLES = Map.of(
            "half an hour", Duration.ofMinutes(30),
            "half hour", Duration.ofMinutes(30),
            "meia hora", Duration.ofMinutes(30),
            "half a minute", Duration.ofSeconds(30),
            "meio minuto", Duration.ofSeconds(30),
            "quarter of an hour", Duration.ofMinutes(15),
            "um quarto de hora", Duration.ofMinutes(15));

    private static final Pattern PART = Pattern.compile("(\\d+(?:[.,]\\d+)?|[a-z ]+?)\\s*\\b?"
            + "(s|secs?|seconds?|segundos?|m|mins?|minutes?|minutos?|h|hrs?|hours?|horas?)"
            + "(?![a-z])\\s*(e mei[ao]|and a half)?\\s*(?:e|and|,)?\\s*");
    private static final Pattern HOUR_MINUTES = Pattern.compile("(\\d+)\\s*h\\s*(\\d{1,2})");

    private static final Pattern TIME =
            Pattern.compile("([01]?\\d|2[0-3])(?::([0-5]\\d))?(?::([0-5]\\d))?\\s*([ap]\\.?m\\.?)?");
    private static final Pattern TIME_H =
            Pattern.compile("([01]?\\d|2[0-3])\\s*(?:h|horas)\\s*([0-5]\\d)?(?:\\s*m(?:in)?)?");
    private static final Pattern PART_OF_DAY = Pattern.compile(
            "(.+?) (?:da|in the|at|de|a) ?(manha|tarde|noite|madrugada|morning|afternoon|evening|night)");
    private static final Pattern DATE = Pattern.compile("(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})");
    private static final Pattern DAY_FIRST = Pattern.compile("(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4})");
    private static final Pattern BOTH = Pattern.compile("(\\S+?)(?:[ t]+|,\\s*)(?:at |as |a )?(\\S.*)");

    private SpokenTimes() {}

    /// At least a second, with a unit.
    static Optional<Duration> duration(String text) {
        String plain = Words.unaccented(text).replaceAll("\\s+", " ");
        Duration whole = WHOLES.get(Words.plain(plain));
        if (whole != null) {
            return Optional.of(whole);
        }
        Matcher hours = HOUR_MINUTES.matcher(plain);
        if (hours.matches()) {
            return Optional.of(
                    Duration.ofHours(Long.parseLong(hours.group(1))).plusMinutes(Long.parseLong(hours.group(2))));
        }
        Duration sum = Duration.ZERO;
        Matcher part = PART.matcher(plain);
        int at = 0;
        while (at < plain.length()) {
            part.region(at, plain.length());
            if (!part.lookingAt()) {
                return Optional.empty();
            }
            String count = part.group(1).strip();
            Optional<Double> number = count.equals("an") || count.equals("a")
                    ? Optional.of(1.0)
                    : SpokenNumbers.read(count)
                            .filter(quantity -> quantity.unit() == SpokenNumbers.Unit.NONE)
                            .map(Quantity::number);
            Duration unit = UNITS.get(part.group(2));
            if (number.isEmpty() || unit == null) {
                return Optional.empty();
            }
            double units = number.get() + (part.group(3) == null ? 0 : 0.5);
            sum = sum.plusMillis(Math.round(units * unit.toMillis()));
            at = part.end();
        }
        return sum.isZero() ? Optional.empty() : Optional.of(sum);
    }

    /// `01:30:00`, as Home Assistant reads durations.
    static String written(Duration duration) {
        Duration size = duration.abs();
        return String.format(
                Locale.ROOT,
                "%s%02d:%02d:%02d",
                duration.isNegative() ? "-" : "",
                size.toHours(),
                size.toMinutesPart(),
                size.toSecondsPart());
    }

    static Optional<LocalTime> time(String text) {
        String plain = Words.unaccented(text).replaceAll("\\s+", " ").replaceFirst("^(?:at|as|a) ", "");
        switch (Words.plain(plain)) {
            case "noon", "midday", "meio dia" -> {
                return Optional.of(LocalTime.NOON);
            }
            case "midnight", "meia noite" -> {
                return Optional.of(LocalTime.MIDNIGHT);
            }
            default -> {}
        }
        Matcher day = PART_OF_DAY.matcher(plain);
        if (day.matches()) {
            return inDay(day.group(1), day.group(2));
        }
        Matcher hours = TIME_H.matcher(plain);
        if (hours.matches()) {
            int minute = hours.group(2) == null ? 0 : Integer.parseInt(hours.group(2));
            return Optional.of(LocalTime.of(Integer.parseInt(hours.group(1)), minute));
        }
        Matcher time = TIME.matcher(plain);
        if (!time.matches() || (time.group(2) == null && time.group(4) == null)) {
            return Optional.empty();
        }
        int hour = Integer.parseInt(time.group(1));
        if (time.group(4) != null) {
            if (hour < 1 || hour > 12) {
                return Optional.empty();
            }
            hour = hour % 12 + (time.group(4).startsWith("p") ? 12 : 0);
        }
        int minute = time.group(2) == null ? 0 : Integer.parseInt(time.group(2));
        int second = time.group(3) == null ? 0 : Integer.parseInt(time.group(3));
        return Optional.of(LocalTime.of(hour, minute, second));
    }

    /// `7 da manhã`, `11 at night`.
    private static Optional<LocalTime> inDay(String text, String part) {
        Optional<LocalTime> time = time(text)
                .or(() -> SpokenNumbers.read(text)
                        .filter(quantity -> quantity.unit() == SpokenNumbers.Unit.NONE
                                && quantity.number() == Math.rint(quantity.number())
                                && quantity.number() >= 1
                                && quantity.number() <= 12)
                        .map(quantity -> LocalTime.of((int) quantity.number() % 24, 0)));
        return time.filter(of -> of.getHour() >= 1 && of.getHour() <= 12).flatMap(of -> {
            boolean first = part.equals("manha") || part.equals("morning") || part.equals("madrugada");
            int hour = of.getHour();
            if (hour == 12) {
                // Twelve in the morning, or at night, may be either.
                return part.equals("tarde") || part.equals("afternoon") ? Optional.of(of) : Optional.empty();
            }
            boolean lateNight = (part.equals("night") || part.equals("noite")) && hour < 6;
            return lateNight ? Optional.empty() : Optional.of(first ? of : of.plusHours(12));
        });
    }

    static Optional<LocalDate> date(String text) {
        String plain = text.strip();
        try {
            Matcher year = DATE.matcher(plain);
            if (year.matches()) {
                return Optional.of(LocalDate.of(
                        Integer.parseInt(year.group(1)),
                        Integer.parseInt(year.group(2)),
                        Integer.parseInt(year.group(3))));
            }
            Matcher day = DAY_FIRST.matcher(plain);
            if (day.matches()) {
                int first = Integer.parseInt(day.group(1));
                int second = Integer.parseInt(day.group(2));
                if (first > 12 || first == second) {
                    return Optional.of(LocalDate.of(Integer.parseInt(day.group(3)), second, first));
                }
                if (second > 12) {
                    return Optional.of(LocalDate.of(Integer.parseInt(day.group(3)), first, second));
                }
            }
        } catch (DateTimeException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /// `2026-12-24 15:00:00`, as Home Assistant reads both together.
    static Optional<String> dateAndTime(String text) {
        Matcher both = BOTH.matcher(Words.unaccented(text));
        return both.matches()
                ? date(both.group(1)).flatMap(date -> time(both.group(2)).map(time -> date + " " + written(time)))
                : Optional.empty();
    }

    /// `15:00:00`.
    static String written(LocalTime time) {
        return String.format(Locale.ROOT, "%02d:%02d:%02d", time.getHour(), time.getMinute(), time.getSecond());
    }
}
