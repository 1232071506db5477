package io.jarvas.action;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAdjusters;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads when something is wanted: `23:00`, `11pm`, `às 23h30`, `7 da manhã`, `tomorrow 7:00`, `sexta às 8`,
/// `2026-11-24T07:00`, with or without an offset.
///
/// An hour is one of 24, unless something says in which part of the day it is. What has passed today is meant
/// for tomorrow, where no day is named. A time that the clocks leave out comes as much later as they are put
/// forward; of one that comes twice the first is taken that is still ahead.
final class TimeReader {
    private static final String RIGHT = "\"at\" needs a time like \"23:00\", \"tomorrow 7:00\" or \"2026-11-24T07:00\"";

    private static final Pattern DATE = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})(?:t(?=\\d))?");
    private static final Pattern DELAY = Pattern.compile("(?:in|daqui a|dentro de)\\b.*");
    private static final Pattern POINT = Pattern.compile("\\b(\\d{1,2})\\.(\\d{2})\\b");

    /// In this order.
    private static final Map<Pattern, String> PHRASES = phrases();

    private static final Set<String> FILLERS = Set.of(
            "at", "as", "a", "on", "na", "no", "the", "o", "in", "da", "de", "do", "pelas", "ao", "clock", "'", "’",
            "sharp", "em", "ponto", "feira", "horas", "hora", "hours", "minutes", "minutos", "min", "m");

    /// The hours of a night before this one belong to the next day.
    private static final int EARLY = 5;

    private enum Part {
        MORNING,
        AFTERNOON,
        NIGHT
    }

    private static final Map<String, Part> PARTS = Map.of(
            "am", Part.MORNING,
            "morning", Part.MORNING,
            "manha", Part.MORNING,
            "madrugada", Part.MORNING,
            "pm", Part.AFTERNOON,
            "afternoon", Part.AFTERNOON,
            "tarde", Part.AFTERNOON,
            "evening", Part.NIGHT,
            "night", Part.NIGHT,
            "noite", Part.NIGHT);

    private static final Map<String, DayOfWeek> WEEKDAYS = weekdays();

    private final ZonedDateTime now;
    private final TimeWords words;
    private int hour;
    private int minute;
    private int second;
    /// How many minutes before that.
    private int before;
    /// Whether it was called so, or is 24:00.
    private boolean midnight;

    private TimeReader(ZonedDateTime now, TimeWords words) {
        this.now = now;
        this.words = words;
    }

    /// @param given a text, or a number for an hour
    /// @throws UnusableArgumentsException with what would be right
    static ZonedDateTime next(ZonedDateTime now, Object given) {
        try {
            return switch (given) {
                case Number hour -> read(now, hour.toString());
                case String text -> exact(now, text.strip()).orElseGet(() -> read(now, TimeWords.plain(text)));
                default -> throw new UnusableArgumentsException(RIGHT);
            };
        } catch (DateTimeException e) {
            throw new UnusableArgumentsException(RIGHT);
        }
    }

    private static Optional<ZonedDateTime> exact(ZonedDateTime now, String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text.replace(' ', 'T')).withZoneSameInstant(now.getZone()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static ZonedDateTime read(ZonedDateTime now, String text) {
        if (DELAY.matcher(text).matches()) {
            return DelayReader.after(now, text);
        }
        Optional<LocalDate> date = Optional.empty();
        Matcher matcher = DATE.matcher(text);
        String rest = text;
        if (matcher.find()) {
            date = Optional.of(LocalDate.parse(matcher.group(1)));
            rest = matcher.replaceFirst(" ");
        }
        rest = POINT.matcher(rest).replaceAll("$1:$2");
        for (Map.Entry<Pattern, String> phrase : PHRASES.entrySet()) {
            rest = phrase.getKey().matcher(rest).replaceAll(phrase.getValue());
        }
        return new TimeReader(now, TimeWords.of(rest)).read(date);
    }

    private ZonedDateTime read(Optional<LocalDate> date) {
        boolean tonight = words.remove("tonight");
        boolean aheadOfToday = words.remove("next");
        Set<Part> parts = parts();
        Optional<DayOfWeek> weekday = weekday();
        boolean thisOne = words.remove("this");
        boolean today = words.remove("today") || tonight || (thisOne && !parts.isEmpty() && weekday.isEmpty());
        boolean tomorrow = words.remove("tomorrow");
        boolean overmorrow = words.remove("overmorrow");
        if (tonight) {
            parts.add(Part.NIGHT);
        }
        long days = Stream.of(date.isPresent(), weekday.isPresent(), today, tomorrow, overmorrow)
                .filter(Boolean::booleanValue)
                .count();
        FILLERS.forEach(words::remove);
        if (days > 1 || !time() || !words.atEnd() || !in(parts)) {
            throw new UnusableArgumentsException(RIGHT);
        }
        boolean night = parts.contains(Part.NIGHT) && hour < EARLY;
        LocalDate first = now.toLocalDate();
        if (days == 0) {
            ZonedDateTime due = on(first);
            return due.isBefore(now) ? on(first.plusDays(1)) : due;
        }
        if (today) {
            // The night that has begun, or the one to come.
            boolean begun = night && now.getHour() < EARLY && !on(first).isBefore(now);
            return on((night || midnight) && !begun ? first.plusDays(1) : first);
        }
        if (midnight && !night) {
            throw new UnusableArgumentsException(
                    "midnight of which night? \"at\": \"2026-11-24T00:00\" is its beginning");
        }
        if (weekday.isPresent()) {
            LocalDate day = first.with(
                    aheadOfToday ? TemporalAdjusters.next(weekday.get()) : TemporalAdjusters.nextOrSame(weekday.get()));
            ZonedDateTime due = on(night ? day.plusDays(1) : day);
            return due.isBefore(now) ? on(day.plusDays(night ? 8 : 7)) : due;
        }
        LocalDate day = date.orElseGet(() -> first.plusDays(tomorrow ? 1 : 2));
        return on(night ? day.plusDays(1) : day);
    }

    private Set<Part> parts() {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        PARTS.forEach((word, part) -> {
            if (words.remove(word)) {
                parts.add(part);
            }
        });
        return parts;
    }

    private Optional<DayOfWeek> weekday() {
        Set<DayOfWeek> found = EnumSet.noneOf(DayOfWeek.class);
        WEEKDAYS.forEach((word, day) -> {
            if (words.remove(word)) {
                found.add(day);
            }
        });
        if (found.size() > 1) {
            throw new UnusableArgumentsException(RIGHT);
        }
        return found.stream().findFirst();
    }

    private boolean time() {
        if (words.take("half", "past")) {
            minute = 30;
            return hour();
        }
        if (words.take("quarter", "past")) {
            minute = 15;
            return hour();
        }
        if (words.take("quarter", "to") || words.take("um", "quarto", "para")) {
            before = 15;
            return hour();
        }
        if (!hour()) {
            return false;
        }
        if (words.take("past")) {
            return minuteFirst(false);
        }
        if (words.take("to") || words.take("para")) {
            return minuteFirst(true);
        }
        if (words.take(":")) {
            boolean read = figures() && (!words.take(":") || seconds());
            boolean _ = words.take("h");
            return read;
        }
        if (words.take("h")) {
            return words.atEnd() || figures();
        }
        if (words.take("e") || words.take("and")) {
            OptionalInt after = minutes();
            after.ifPresent(minutes -> minute = minutes);
            return after.isPresent();
        }
        if (words.take("menos")) {
            OptionalInt less = minutes();
            less.ifPresent(minutes -> before = minutes);
            return less.isPresent();
        }
        // "seven thirty"
        if (!words.atEnd() && !words.atFigures()) {
            OptionalInt after = words.whole();
            after.ifPresent(minutes -> minute = minutes);
            return after.isPresent();
        }
        return true;
    }

    private boolean hour() {
        midnight = words.take("midnight");
        if (midnight) {
            hour = 0;
            return true;
        }
        if (words.take("noon")) {
            hour = 12;
            return true;
        }
        OptionalInt read = words.whole();
        hour = read.orElse(-1);
        if (hour == 24) {
            hour = 0;
            midnight = true;
        }
        return read.isPresent();
    }

    /// What was read as the hour were minutes: "ten past eleven".
    private boolean minuteFirst(boolean to) {
        int minutes = hour;
        if (to) {
            before = minutes;
        } else {
            minute = minutes;
        }
        return minutes < 60 && hour();
    }

    private boolean figures() {
        OptionalInt read = words.atFigures() ? words.whole() : OptionalInt.empty();
        minute = read.orElse(-1);
        return read.isPresent();
    }

    private boolean seconds() {
        OptionalInt read = words.whole();
        second = read.orElse(-1);
        return read.isPresent();
    }

    private OptionalInt minutes() {
        if (words.take("meia")) {
            return OptionalInt.of(30);
        }
        if (words.take("um", "quarto") || words.take("quarto")) {
            return OptionalInt.of(15);
        }
        return words.whole();
    }

    /// Puts the hour into the part of the day.
    ///
    /// @return whether it can be there
    private boolean in(Set<Part> parts) {
        if (parts.contains(Part.MORNING)) {
            boolean alone = parts.size() == 1 && hour <= 12;
            hour = hour == 12 ? 0 : hour;
            return alone && !midnight;
        }
        if (parts.contains(Part.AFTERNOON)) {
            boolean possible = hour > 0;
            hour = hour < 12 ? hour + 12 : hour;
            return possible;
        }
        if (parts.contains(Part.NIGHT)) {
            hour = hour == 12 ? 0 : hour;
            hour = hour >= EARLY && hour < 12 ? hour + 12 : hour;
            return hour < EARLY || hour > 12;
        }
        return true;
    }

    private ZonedDateTime on(LocalDate day) {
        LocalDateTime time = day.atTime(LocalTime.of(hour, minute, second)).minusMinutes(before);
        ZonedDateTime due = time.atZone(now.getZone());
        return due.isBefore(now) ? due.withLaterOffsetAtOverlap() : due;
    }

    private static Map<String, DayOfWeek> weekdays() {
        Map<String, DayOfWeek> weekdays = new HashMap<>();
        String[] english = "monday tuesday wednesday thursday friday saturday sunday".split(" ");
        String[] portuguese = "segunda terca quarta quinta sexta sabado domingo".split(" ");
        for (DayOfWeek day : DayOfWeek.values()) {
            weekdays.put(english[day.getValue() - 1], day);
            weekdays.put(portuguese[day.getValue() - 1], day);
        }
        return Map.copyOf(weekdays);
    }

    private static Map<Pattern, String> phrases() {
        Map<Pattern, String> phrases = new LinkedHashMap<>();
        Map.of(
                        "meia[ -]noite", "midnight",
                        "meio[ -]dia", "noon",
                        "midday", "noon",
                        "(?:the )?day after tomorrow", "overmorrow",
                        "depois de amanha", "overmorrow",
                        "hoje", "today",
                        "esta|este", "this",
                        "proxim[ao]|que vem", "next")
                .forEach((phrase, word) -> phrases.put(Pattern.compile("\\b(?:" + phrase + ")\\b"), word));
        // Not within "depois de amanha".
        phrases.put(Pattern.compile("\\bamanha\\b"), "tomorrow");
        return phrases;
    }
}
