package io.jarvas.tools;

import io.jarvas.action.UnusableArgumentsException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads days and times as people and models write them: `2026-11-24T15:00`, `24/11 15h30`, `tomorrow at 3pm`,
/// `sexta às 9`, `há 2 horas`. For one thread.
///
/// A day stands before its month. What names no year, or no day, is the nearest one in the direction that is
/// asked for. What is not understood is refused rather than guessed at.
final class Times {
    /// Where what is asked for lies.
    enum Direction {
        AHEAD,
        BACK
    }

    /// A day, and a time where one was named.
    record Moment(LocalDate day, Optional<LocalTime> time) {
        LocalDateTime orAt(LocalTime otherwise) {
            return day.atTime(time.orElse(otherwise));
        }
    }

    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final Pattern ISO_DAY = Pattern.compile("\\b(\\d{4})-(\\d{1,2})-(\\d{1,2})(?:t(?=\\d))?");
    private static final List<Pattern> DAYS_OF_MONTHS = List.of(
            Pattern.compile("\\b(\\d{1,2})[.](\\d{1,2})[.](\\d{4}|\\d{2})\\b"),
            Pattern.compile("\\b(\\d{1,2})[/-](\\d{1,2})(?:[/-](\\d{4}|\\d{2}))?\\b"));
    private static final Pattern DAY_OF_MONTH = Pattern.compile("\\bdia (\\d{1,2})\\b|\\b(\\d{1,2})(?:st|nd|rd|th)\\b");
    private static final Pattern LENGTH = Pattern.compile("(\\d{1,3}) ?(h|hours?|horas?|m|min|minutes?|minutos?)");
    private static final Pattern CLOCK =
            Pattern.compile("\\b(\\d{1,2})[:h.](\\d{2})(?::\\d{2}(?:\\.\\d+)?)?\\s*(am|pm)?\\b");
    private static final Pattern HOUR = Pattern.compile("\\b(\\d{1,2})\\s*(am|pm|h|horas|o ?clock)\\b");
    private static final Pattern AT_HOUR =
            Pattern.compile("\\b(?:at|as|a|pelas)\\s+(\\d{1,2})(?!\\d|\\s*(?:de|of)\\b)");
    private static final Pattern FAR = Pattern.compile(
            "(in|daqui a|dentro de|ha)?\\s*(\\d{1,4}|an?|uma?)\\s*"
                    + "(m|min|minutes?|minutos?|h|hours?|horas?|d|days?|dias?|w|weeks?|semanas?|months?|mes|meses)\\s*(ago|atras)?");
    private static final Pattern NUMBER = Pattern.compile("\\b(\\d{1,2})(?:st|nd|rd|th)?\\b");
    private static final Pattern HALF_OF_DAY = Pattern.compile("(?i)(?<![a-z])([ap])\\. ?m\\b\\.?");
    private static final Pattern YEAR = Pattern.compile("\\b(20\\d{2})\\b");

    private static final List<List<String>> MONTHS = List.of(
            List.of("january", "jan", "janeiro"),
            List.of("february", "feb", "fevereiro", "fev"),
            List.of("march", "mar", "marco"),
            List.of("april", "apr", "abril", "abr"),
            List.of("may", "maio", "mai"),
            List.of("june", "jun", "junho"),
            List.of("july", "jul", "julho"),
            List.of("august", "aug", "agosto", "ago"),
            List.of("september", "sep", "sept", "setembro", "set"),
            List.of("october", "oct", "outubro", "out"),
            List.of("november", "nov", "novembro"),
            List.of("december", "dec", "dezembro", "dez"));
    private static final Map<String, DayOfWeek> WEEKDAYS = weekdays();

    private static final Map<String, Integer> DAYS =
            Map.of("today", 0, "hoje", 0, "tonight", 0, "tomorrow", 1, "amanha", 1, "yesterday", -1, "ontem", -1);

    private static final Set<String> FILLERS = Set.of(
            "at", "on", "in", "ao", "the", "of", "de", "da", "do", "a", "as", "o", "no", "na", "em", "dia", "feira",
            "pelas", "next", "last", "this", "proxima", "proximo", "passada", "passado", "esta", "este", "morning",
            "manha");
    private static final Set<String> AFTERNOON = Set.of("afternoon", "evening", "night", "tarde", "noite", "tonight");

    private final ZonedDateTime now;
    private final Direction direction;
    private String rest;

    private Times(ZonedDateTime now, Direction direction, String text) {
        this.now = now;
        this.direction = direction;
        this.rest = text;
    }

    /// `2026-11-24 15:00`.
    static String shown(Instant moment, ZoneId zone) {
        return SHOWN.format(moment.atZone(zone));
    }

    static String shown(LocalDateTime moment) {
        return SHOWN.format(moment);
    }

    /// @param name of the argument, for whoever is told what would be right
    /// @param now in the home's time zone
    /// @throws UnusableArgumentsException with what would be right
    static Moment read(String name, String text, ZonedDateTime now, Direction direction) {
        try {
            return exact(text, now)
                    .or(() -> new Times(now, direction, plain(text)).read())
                    .orElseThrow(() -> unusable(name));
        } catch (DateTimeException e) {
            throw unusable(name);
        }
    }

    /// A length rather than a moment: `2 hours`, `90 min`.
    static Optional<Duration> length(String text) {
        Matcher matcher = LENGTH.matcher(Texts.plain(text));
        return matcher.matches() && !text.strip().matches("\\d{1,2}h")
                ? Optional.of(
                        matcher.group(2).startsWith("h")
                                ? Duration.ofHours(number(matcher, 1))
                                : Duration.ofMinutes(number(matcher, 1)))
                : Optional.empty();
    }

    private static UnusableArgumentsException unusable(String name) {
        return new UnusableArgumentsException("\"" + name + "\" is a day or a time: 2026-11-24, 2026-11-24T15:00");
    }

    private static Optional<Moment> exact(String text, ZonedDateTime now) {
        String written = text.strip().replaceFirst("(?<=\\d{4}-\\d{2}-\\d{2}) (?=\\d)", "T");
        try {
            LocalDateTime there = OffsetDateTime.parse(written)
                    .atZoneSameInstant(now.getZone())
                    .toLocalDateTime();
            return Optional.of(new Moment(there.toLocalDate(), Optional.of(there.toLocalTime())));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// In small letters, without accents; what separates numbers stays.
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        for (String word : HALF_OF_DAY
                .matcher(text)
                .replaceAll("$1m")
                .replace("º", "")
                .replace("ª", "")
                .split("(?<=[\\d:./-])(?=\\D)|(?<=\\D)(?=[\\d:./-])")) {
            boolean mark = !word.isEmpty() && word.chars().noneMatch(Character::isLetter);
            plain.append(mark ? word : withSpaces(word));
        }
        return plain.toString().strip();
    }

    private static String withSpaces(String word) {
        String plain = Texts.plain(word);
        return (Character.isLetterOrDigit(word.charAt(0)) ? "" : " ")
                + plain
                + (Character.isLetterOrDigit(word.charAt(word.length() - 1)) ? "" : " ");
    }

    private Optional<Moment> read() {
        if (Set.of("now", "agora").contains(rest)) {
            return Optional.of(at(now));
        }
        Optional<Moment> far = far();
        if (far.isPresent()) {
            return far;
        }
        Optional<LocalDate> day = day();
        Optional<LocalTime> time = time();
        List<String> words = Stream.of(rest.split("[^a-z0-9]+"))
                .filter(word -> !word.isEmpty())
                .toList();
        boolean later = words.stream().anyMatch(AFTERNOON::contains);
        boolean understood = words.stream().allMatch(word -> FILLERS.contains(word) || AFTERNOON.contains(word));
        if (!understood || (day.isEmpty() && time.isEmpty())) {
            return Optional.empty();
        }
        Optional<LocalTime> meant =
                time.map(read -> later && read.getHour() > 0 && read.getHour() < 12 ? read.plusHours(12) : read);
        return Optional.of(new Moment(day.orElseGet(() -> nearest(meant.orElseThrow())), meant));
    }

    static Moment at(ZonedDateTime moment) {
        return new Moment(moment.toLocalDate(), Optional.of(moment.toLocalTime().truncatedTo(ChronoUnit.SECONDS)));
    }

    private LocalDate nearest(LocalTime time) {
        LocalDate today = now.toLocalDate();
        boolean past = time.isBefore(now.toLocalTime());
        return switch (direction) {
            case AHEAD -> past ? today.plusDays(1) : today;
            case BACK -> past ? today : today.minusDays(1);
        };
    }

    /// `in 2 hours`, `há 3 dias`, `2 days ago`, `24h`.
    private Optional<Moment> far() {
        Matcher matcher = FAR.matcher(rest);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String before = matcher.group(1) == null ? "" : matcher.group(1);
        boolean back = before.equals("ha") || matcher.group(4) != null;
        boolean alone = before.isEmpty() && !back;
        if (alone && direction == Direction.AHEAD) {
            return Optional.empty(); // "15h" is a time of day
        }
        String number = matcher.group(2);
        long count = Character.isDigit(number.charAt(0)) ? Long.parseLong(number) : 1;
        long signed = back || alone ? -count : count;
        String unit = matcher.group(3);
        return Optional.of(
                unit.startsWith("mo") || unit.startsWith("me")
                        ? at(now.plusMonths(signed))
                        : switch (unit.charAt(0)) {
                            case 'm' -> at(now.plusMinutes(signed));
                            case 'h' -> at(now.plusHours(signed));
                            case 'd' -> at(now.plusDays(signed));
                            default -> at(now.plusWeeks(signed));
                        });
    }

    private Optional<LocalDate> day() {
        LocalDate today = now.toLocalDate();
        Matcher iso = ISO_DAY.matcher(rest);
        if (iso.find()) {
            LocalDate day = LocalDate.of(number(iso, 1), number(iso, 2), number(iso, 3));
            rest = iso.replaceFirst(" ");
            return Optional.of(day);
        }
        for (Pattern pattern : DAYS_OF_MONTHS) {
            Matcher matcher = pattern.matcher(rest);
            if (!matcher.find()) {
                continue;
            }
            int first = number(matcher, 1);
            int second = number(matcher, 2);
            boolean monthFirst = second > 12 && first <= 12;
            Optional<Integer> year = Optional.ofNullable(matcher.group(3))
                    .map(Integer::valueOf)
                    .map(written -> written < 100 ? 2000 + written : written);
            rest = matcher.replaceFirst(" ");
            return Optional.of(in(year, monthFirst ? first : second, monthFirst ? second : first));
        }
        if (take("day after tomorrow") || take("depois de amanha")) {
            return Optional.of(today.plusDays(2));
        }
        if (take("day before yesterday") || take("anteontem")) {
            return Optional.of(today.minusDays(2));
        }
        for (Map.Entry<String, Integer> named : DAYS.entrySet()) {
            boolean kept = named.getKey().equals("tonight") && rest.contains("tonight");
            if (kept || take(named.getKey())) {
                return Optional.of(today.plusDays(named.getValue()));
            }
        }
        return month().or(this::dayOfMonth).or(this::weekday);
    }

    /// `dia 24`, `the 24th`.
    private Optional<LocalDate> dayOfMonth() {
        Matcher matcher = DAY_OF_MONTH.matcher(rest);
        if (!matcher.find()) {
            return Optional.empty();
        }
        int day = number(matcher, matcher.group(1) == null ? 2 : 1);
        rest = matcher.replaceFirst(" ");
        LocalDate today = now.toLocalDate();
        LocalDate here = LocalDate.of(today.getYear(), today.getMonth(), day);
        return Optional.of(
                switch (direction) {
                    case AHEAD -> here.isBefore(today) ? here.plusMonths(1) : here;
                    case BACK -> here.isAfter(today) ? here.minusMonths(1) : here;
                });
    }

    /// `24 november`, `24 de novembro de 2026`, `Nov 24`.
    private Optional<LocalDate> month() {
        for (int month = 1; month <= 12; month++) {
            for (String name : MONTHS.get(month - 1)) {
                if (take(name)) {
                    Matcher year = YEAR.matcher(rest);
                    Optional<Integer> written = year.find() ? Optional.of(number(year, 1)) : Optional.empty();
                    rest = written.isPresent() ? year.replaceFirst(" ") : rest;
                    Matcher day = NUMBER.matcher(rest);
                    if (!day.find()) {
                        return Optional.empty();
                    }
                    int number = number(day, 1);
                    rest = day.replaceFirst(" ");
                    return Optional.of(in(written, month, number));
                }
            }
        }
        return Optional.empty();
    }

    /// The day in that year, or else in the nearest.
    private LocalDate in(Optional<Integer> year, int month, int day) {
        LocalDate today = now.toLocalDate();
        if (year.isPresent()) {
            return LocalDate.of(year.get(), month, day);
        }
        LocalDate here = LocalDate.of(today.getYear(), month, day);
        return switch (direction) {
            case AHEAD -> here.isBefore(today) ? here.plusYears(1) : here;
            case BACK -> here.isAfter(today) ? here.minusYears(1) : here;
        };
    }

    private Optional<LocalDate> weekday() {
        LocalDate today = now.toLocalDate();
        boolean another = Stream.of("next", "proxima", "proximo", "last", "passada", "passado")
                .anyMatch(word -> rest.matches(".*\\b" + word + "\\b.*"));
        for (Map.Entry<String, DayOfWeek> named : WEEKDAYS.entrySet()) {
            if (take(named.getKey())) {
                DayOfWeek day = named.getValue();
                return Optional.of(
                        switch (direction) {
                            case AHEAD ->
                                today.with(another ? TemporalAdjusters.next(day) : TemporalAdjusters.nextOrSame(day));
                            case BACK ->
                                today.with(
                                        another
                                                ? TemporalAdjusters.previous(day)
                                                : TemporalAdjusters.previousOrSame(day));
                        });
            }
        }
        return Optional.empty();
    }

    private Optional<LocalTime> time() {
        if (take("noon") || take("midday") || take("meio dia") || take("meio-dia")) {
            return Optional.of(LocalTime.NOON);
        }
        if (take("midnight") || take("meia noite") || take("meia-noite")) {
            return Optional.of(LocalTime.MIDNIGHT);
        }
        for (Pattern pattern : List.of(CLOCK, HOUR, AT_HOUR)) {
            Matcher matcher = pattern.matcher(rest);
            if (matcher.find()) {
                int hour = number(matcher, 1);
                int minute = pattern == CLOCK ? number(matcher, 2) : 0;
                String half = pattern == AT_HOUR ? null : matcher.group(pattern == CLOCK ? 3 : 2);
                rest = matcher.replaceFirst(" ");
                int whole = "pm".equals(half) && hour < 12 ? hour + 12 : "am".equals(half) && hour == 12 ? 0 : hour;
                return Optional.of(LocalTime.of(whole, minute));
            }
        }
        return Optional.empty();
    }

    private boolean take(String words) {
        Matcher matcher = Pattern.compile("\\b" + words + "\\b").matcher(rest);
        boolean found = matcher.find();
        rest = found ? matcher.replaceFirst(" ") : rest;
        return found;
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    private static Map<String, DayOfWeek> weekdays() {
        Map<String, DayOfWeek> weekdays = new HashMap<>();
        List<String> english = List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
        List<String> portuguese = List.of("segunda", "terca", "quarta", "quinta", "sexta", "sabado", "domingo");
        for (DayOfWeek day : DayOfWeek.values()) {
            String name = english.get(day.getValue() - 1);
            weekdays.put(name, day);
            weekdays.put(name.substring(0, 3), day);
            weekdays.put(portuguese.get(day.getValue() - 1), day);
        }
        return weekdays;
    }
}
