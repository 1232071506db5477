package io.jarvas.demo.model;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds days and times in a sentence of either language: `in 20 minutes`, `amanhã às 10`, `tonight at 11`.
final class ModelTimes {
    private static final String NUMBER =
            "(?:\\d+(?:[.,]\\d+)?|half an?|a quarter of an|an?|one|two|three|five|ten|fifteen"
                    + "|twenty|thirty|forty|meia|meio|um quarto de|uma?|dois|duas|tres|cinco|dez|quinze|vinte|trinta|quarenta)";
    private static final String LENGTH = NUMBER
            + "\\s*(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|segundos?|minutos?|horas?|h|m|s)\\b"
            + "(?:\\s+(?:and a half|e meia))?";
    private static final Pattern DELAY = Pattern.compile(
            "\\b(?:in|within|daqui a|dentro de|em)\\s+(" + LENGTH + "(?:\\s+(?:and|e)\\s+" + LENGTH + ")?)");

    private static final String WEEKDAYS =
            "(?:next |proxima |proximo )?(?:monday|tuesday|wednesday|thursday|friday|saturday"
                    + "|sunday|segunda|terca|quarta|quinta|sexta|sabado|domingo)";
    private static final Pattern DAY = Pattern.compile("\\b(?:(?:on|for|na|no|para)\\s+)?"
            + "(?:(?<day>day after tomorrow|depois de amanha|tomorrow|amanha|tonight|hoje a noite|esta noite|logo a noite"
            + "|today|hoje|" + WEEKDAYS + ")(?:[- ]feira)?"
            + "|(?:o )?dia (?<date>\\d{1,2})|the (?<nth>\\d{1,2})(?:st|nd|rd|th))\\b"
            + "(?:\\s+(?:in the |de |a |da )?(?<part>morning|afternoon|evening|night|manha|tarde|noite)\\b)?");

    private static final String AT = "(?:\\b(?:at|by|as|pelas|a)\\s+)?";
    private static final String PART =
            "(?:\\s+(?:in the|at|da|de)\\s+(?<part>morning|afternoon|evening|night|manha|tarde|noite|madrugada)\\b)?";
    private static final List<Pattern> CLOCKS = List.of(
            Pattern.compile(AT + "\\b(?<h>\\d{1,2})(?::|h)(?<m>\\d{2})\\b(?:\\s?(?<half>[ap])\\.?m\\b\\.?)?" + PART),
            Pattern.compile(AT + "\\b(?<h>\\d{1,2})(?<m>)\\s?(?<half>[ap])\\.?m\\b\\.?" + PART),
            Pattern.compile(AT + "\\b(?<h>\\d{1,2})(?<m>)\\s?(?:h|horas|o'?\\s?clock)\\b(?<half>)" + PART));
    private static final Pattern NAMED =
            Pattern.compile("\\b(?:(?:at|a|ao|as)\\s+)?(?:(?<noon>noon|midday|meio[- ]dia)|midnight|meia[- ]noite)\\b");

    /// An hour alone. "At 50" may be a brightness, "as 7 luzes" a count.
    private static final Pattern HOUR = Pattern.compile(
            "(?i)\\b(?<word>at|às|pelas)\\s+(?<h>\\d{1,2})(?<m>)(?<half>)\\b"
                    + "(?!\\s?(?:%|percent|por cento|degrees|graus|°|º|[.,]\\d))" + PART,
            Pattern.UNICODE_CHARACTER_CLASS);

    private static final Pattern AMOUNT = Pattern.compile(
            "\\b(set|put|make|dim|adjust|turn up|turn down|brightness|volume|temperature|degrees|percent)\\b");
    private static final Pattern LOOSE_END =
            Pattern.compile("(?i)(?:[\\s,;:.!?]+|\\s(?:for|on|at|in|to|para|de|em))+$");

    private final LocalDate today;
    private String rest;
    private Optional<String> delay = Optional.empty();
    private Optional<LocalDate> day = Optional.empty();
    private Optional<LocalTime> time = Optional.empty();
    private String part = "";

    private ModelTimes(String sentence, LocalDate today) {
        this.today = today;
        this.rest = Normalizer.normalize(sentence, Normalizer.Form.NFC);
    }

    /// Nothing where the sentence names neither a day nor a time.
    static Optional<ModelWhen> read(String sentence, LocalDate today) {
        return new ModelTimes(sentence, today).read();
    }

    private Optional<ModelWhen> read() {
        boolean amount = AMOUNT.matcher(plain(rest)).find();
        cut(DELAY.matcher(plain(rest))).ifPresent(found -> delay = Optional.of(found.group(1)));
        if (delay.isEmpty()) {
            cut(DAY.matcher(plain(rest))).ifPresent(this::day);
            for (Pattern clock : CLOCKS) {
                if (time.isEmpty()) {
                    cut(clock.matcher(plain(rest))).ifPresent(this::clock);
                }
            }
            if (time.isEmpty()) {
                cut(NAMED.matcher(plain(rest)))
                        .ifPresent(found ->
                                time = Optional.of(found.group("noon") == null ? LocalTime.MIDNIGHT : LocalTime.NOON));
            }
            Matcher hour = HOUR.matcher(rest);
            if (time.isEmpty()
                    && hour.find()
                    && !(amount && hour.group("word").equalsIgnoreCase("at"))
                    && Integer.parseInt(hour.group("h")) < 24) {
                hour.reset();
                cut(hour).ifPresent(this::clock);
            }
        }
        if (delay.isEmpty() && day.isEmpty() && time.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ModelWhen(
                delay, day, time, LOOSE_END.matcher(rest).replaceAll("").strip()));
    }

    /// In small letters without accents, each at the place where it was.
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            plain.append(Normalizer.normalize(text.substring(i, i + 1), Normalizer.Form.NFD)
                    .charAt(0));
        }
        return plain.toString().toLowerCase(Locale.ROOT);
    }

    /// Takes the first match out of the rest.
    private Optional<MatchResult> cut(Matcher matcher) {
        if (!matcher.find()) {
            return Optional.empty();
        }
        MatchResult found = matcher.toMatchResult();
        rest = (rest.substring(0, found.start()) + " " + rest.substring(found.end()))
                .replaceAll("\\s+", " ")
                .replaceFirst("^[\\s,;:]+", "");
        return Optional.of(found);
    }

    private void day(MatchResult found) {
        part(found.group("part"));
        String number = found.group("date") == null ? found.group("nth") : found.group("date");
        if (number != null) {
            day = ofMonth(Integer.parseInt(number));
            return;
        }
        String named = found.group("day");
        if (named.equals("tonight") || named.endsWith("noite")) {
            part = "night";
        }
        day = Optional.of(
                switch (named) {
                    case "today", "hoje", "tonight", "hoje a noite", "esta noite", "logo a noite" -> today;
                    case "tomorrow", "amanha" -> today.plusDays(1);
                    case "day after tomorrow", "depois de amanha" -> today.plusDays(2);
                    default -> today.with(TemporalAdjusters.next(weekday(named)));
                });
    }

    private Optional<LocalDate> ofMonth(int number) {
        try {
            LocalDate here = today.withDayOfMonth(number);
            return Optional.of(here.isBefore(today) ? here.plusMonths(1) : here);
        } catch (DateTimeException e) {
            return Optional.empty(); // no such day in this month
        }
    }

    private static DayOfWeek weekday(String named) {
        String name = named.substring(named.lastIndexOf(' ') + 1);
        return switch (name) {
            case "monday", "segunda" -> DayOfWeek.MONDAY;
            case "tuesday", "terca" -> DayOfWeek.TUESDAY;
            case "wednesday", "quarta" -> DayOfWeek.WEDNESDAY;
            case "thursday", "quinta" -> DayOfWeek.THURSDAY;
            case "friday", "sexta" -> DayOfWeek.FRIDAY;
            case "saturday", "sabado" -> DayOfWeek.SATURDAY;
            default -> DayOfWeek.SUNDAY;
        };
    }

    private void clock(MatchResult found) {
        part(found.group("part"));
        int hour = Integer.parseInt(found.group("h"));
        String written = found.group("m");
        int minute = written.isEmpty() ? 0 : Integer.parseInt(written);
        String half = found.group("half") == null ? "" : found.group("half");
        boolean morning =
                half.equals("a") || List.of("morning", "manha", "madrugada").contains(part);
        boolean night = part.endsWith("night") || part.equals("noite");
        boolean small = night ? hour > 4 : hour > 0;
        boolean later = half.equals("p") || (!part.isEmpty() && !morning && small);
        if (later && hour < 12) {
            hour += 12;
        } else if (half.equals("a") && hour == 12) {
            hour = 0;
        }
        if (hour < 24 && minute < 60) {
            time = Optional.of(LocalTime.of(hour, minute));
        }
    }

    private void part(String found) {
        if (found != null) {
            part = found;
        }
    }
}
