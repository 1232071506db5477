package io.jarvas.action;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads after how long something is wanted: `20 minutes`, `1h30`, `uma hora e meia`, `PT20M`, `00:20:00`, 20.
///
/// A bare number is minutes. `1:30` is refused, because it may as well be a time of day. A day is one of the
/// calendar, so that what comes in two days comes at the same time of day.
final class DelayReader {
    private static final String RIGHT = "\"in\" needs a time like \"20 minutes\", \"1h30\" or \"PT20M\"";

    private static final Pattern ISO = Pattern.compile("-?p[0-9dthms.,+-]+");
    private static final Pattern CLOCK = Pattern.compile("(\\d{1,4}):([0-5]?\\d):([0-5]?\\d)");
    /// Far more than may be asked for, and little enough to count with.
    private static final double MOST_SECONDS = 1e9;

    private enum Unit {
        SECOND(1),
        MINUTE(60),
        HOUR(3600),
        DAY(86_400),
        WEEK(604_800);

        private final int seconds;

        Unit(int seconds) {
            this.seconds = seconds;
        }

        /// What a number after this one counts where it says nothing: 1h30.
        private Optional<Unit> smaller() {
            return switch (this) {
                case MINUTE -> Optional.of(SECOND);
                case HOUR -> Optional.of(MINUTE);
                case DAY -> Optional.of(HOUR);
                case SECOND, WEEK -> Optional.empty();
            };
        }
    }

    private static final Map<String, Unit> UNITS = units();

    private final TimeWords words;
    private double days;
    private double seconds;

    private DelayReader(TimeWords words) {
        this.words = words;
    }

    /// @param given a text, a number of minutes, or an object of numbers by unit
    /// @throws UnusableArgumentsException with what would be right
    static ZonedDateTime after(ZonedDateTime now, Object given) {
        try {
            return switch (given) {
                case Number minutes -> now.plus(Duration.ofSeconds(whole(minutes.doubleValue() * 60)));
                case String text -> after(now, TimeWords.plain(text));
                case Map<?, ?> object -> {
                    StringBuilder text = new StringBuilder();
                    object.forEach((unit, number) ->
                            text.append(number).append(' ').append(unit).append(' '));
                    yield after(now, TimeWords.plain(text.toString()));
                }
                default -> throw new UnusableArgumentsException(RIGHT);
            };
        } catch (DateTimeException | ArithmeticException e) {
            throw new UnusableArgumentsException(RIGHT);
        }
    }

    private static ZonedDateTime after(ZonedDateTime now, String text) {
        if (ISO.matcher(text).matches()) {
            return now.plus(Duration.parse(text.toUpperCase(Locale.ROOT)));
        }
        Matcher clock = CLOCK.matcher(text);
        if (clock.matches()) {
            return now.plus(Duration.ofHours(Integer.parseInt(clock.group(1)))
                    .plusMinutes(Integer.parseInt(clock.group(2)))
                    .plusSeconds(Integer.parseInt(clock.group(3))));
        }
        DelayReader reader = new DelayReader(TimeWords.of(text));
        if (!reader.read()) {
            throw new UnusableArgumentsException(RIGHT);
        }
        return now.plusDays(whole(reader.days)).plus(Duration.ofSeconds(whole(reader.seconds)));
    }

    private static long whole(double number) {
        if (!(Math.abs(number) <= MOST_SECONDS)) {
            throw new UnusableArgumentsException("at most one year ahead");
        }
        return Math.round(number);
    }

    private boolean read() {
        opening();
        int parts = 0;
        Optional<Unit> last = Optional.empty();
        while (!words.atEnd()) {
            if (parts > 0 && (words.take("from", "now") || words.take("a", "partir", "de", "agora"))) {
                return words.atEnd();
            }
            if (parts > 0) {
                boolean joined = words.take("and") || words.take("e");
                if (joined && last.isPresent() && fraction(last.get())) {
                    last = Optional.empty();
                    continue;
                }
            }
            Optional<Unit> unit = part(last, parts == 0);
            if (unit.isEmpty()) {
                return false;
            }
            last = unit;
            parts++;
        }
        return parts > 0;
    }

    private void opening() {
        for (String[] opening : List.of(
                new String[] {"daqui", "a"},
                new String[] {"dentro", "de"},
                new String[] {"in"},
                new String[] {"after"},
                new String[] {"em"},
                new String[] {"apos"})) {
            if (words.take(opening)) {
                return;
            }
        }
    }

    /// "and a half", "e meia", "and a quarter", "e um quarto": of the unit before.
    private boolean fraction(Unit unit) {
        if (words.take("a", "half") || words.take("half") || words.take("meia") || words.take("meio")) {
            add(0.5, unit);
            return true;
        }
        if (words.take("a", "quarter") || words.take("um", "quarto")) {
            add(0.25, unit);
            return true;
        }
        return false;
    }

    private Optional<Unit> part(Optional<Unit> before, boolean first) {
        if (words.take("a", "half") || words.take("half") || words.take("meia") || words.take("meio")) {
            boolean _ = words.take("an") || words.take("a");
            return words.take(UNITS).map(unit -> add(0.5, unit));
        }
        for (Map.Entry<List<String>, Double> quarter : QUARTERS.entrySet()) {
            if (words.take(quarter.getKey().toArray(String[]::new))) {
                boolean _ = words.take("of", "an") || words.take("de");
                return words.take(UNITS).map(unit -> add(quarter.getValue(), unit));
            }
        }
        // "hora e meia"
        if (first && words.take("hora")) {
            return Optional.of(add(1, Unit.HOUR));
        }
        Optional<Double> number = number();
        if (number.isEmpty()) {
            return Optional.empty();
        }
        if (words.take("and", "a", "half")) {
            number = Optional.of(number.get() + 0.5);
        }
        Optional<Unit> unit = words.take(UNITS);
        if (unit.isPresent()) {
            return Optional.of(add(number.get(), unit.get()));
        }
        if (!words.atEnd()) {
            return Optional.empty();
        }
        Optional<Unit> meant = first ? Optional.of(Unit.MINUTE) : before.flatMap(Unit::smaller);
        double count = number.get();
        return meant.map(smaller -> add(count, smaller));
    }

    private static final Map<List<String>, Double> QUARTERS = Map.of(
            List.of("a", "quarter"), 0.25,
            List.of("quarter"), 0.25,
            List.of("um", "quarto"), 0.25,
            List.of("quarto"), 0.25,
            List.of("three", "quarters"), 0.75,
            List.of("tres", "quartos"), 0.75);

    private Optional<Double> number() {
        Optional<Double> figures = words.figures();
        if (figures.isPresent()) {
            return figures;
        }
        OptionalInt whole = words.whole();
        return whole.isPresent() ? Optional.of((double) whole.getAsInt()) : Optional.empty();
    }

    private Unit add(double number, Unit unit) {
        double whole = unit == Unit.WEEK ? number * 7 : number;
        boolean calendar = (unit == Unit.DAY || unit == Unit.WEEK) && whole == Math.rint(whole);
        if (calendar) {
            days += whole;
        } else {
            seconds += number * unit.seconds;
        }
        return unit;
    }

    private static Map<String, Unit> units() {
        Map<String, Unit> units = new HashMap<>();
        Map.of(
                        Unit.SECOND, "s sec secs second seconds seg segs segundo segundos",
                        Unit.MINUTE, "m min mins minute minutes minuto minutos minutinhos",
                        Unit.HOUR, "h hr hrs hour hours hora horas",
                        Unit.DAY, "d day days dia dias",
                        Unit.WEEK, "w week weeks semana semanas")
                .forEach((unit, words) -> {
                    for (String word : words.split(" ")) {
                        units.put(word, unit);
                    }
                });
        return Map.copyOf(units);
    }
}
