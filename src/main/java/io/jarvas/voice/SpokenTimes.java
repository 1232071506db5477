package io.jarvas.voice;

import static io.jarvas.voice.SpokenRules.END;
import static io.jarvas.voice.SpokenRules.FREE;

import io.jarvas.language.Language;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;

/// Writes dates, times of day and durations as they are said. Immutable.
final class SpokenTimes {
    private static final String SECONDS = "(?::\\d{2}(?:\\.\\d{1,9})?)?(?:Z|[+-]\\d{2}:?\\d{2})?";
    private static final String DAY_FIRST = FREE + "(\\d{1,2})([./-])(\\d{1,2})\\2(\\d{4})" + END;
    /// Nobody sets a longer timer, and nobody names the seconds of an earlier hour.
    private static final int LONGEST_TIMER = 6;

    private final Language language;
    private final SpokenRules rules = new SpokenRules();

    SpokenTimes(Language language) {
        this.language = language;
        rules.add(
                FREE + "(\\d{4}-\\d{2}-\\d{2})[T ](\\d{2}:\\d{2})" + SECONDS + END,
                moment -> moment.group(1) + either(" at ", " às ") + moment.group(2));
        rules.add(FREE + "(\\d{4})-(\\d{2})-(\\d{2})" + END, date -> day(date, 1, 2, 3));
        rules.add(DAY_FIRST, this::day);
        durations();
        String hour = "\\d{1,2}(?::[0-5]\\d|" + either("(?= ?[ap]\\.?m\\b)", "h(?:[0-5]\\d)?") + ")";
        rules.add(
                "(?<=\\d:[0-5]\\d|\\dh|\\dh[0-5]\\d|\\d ?[ap]m) ?[-–—] ?(?=" + hour + END + ")",
                _ -> either(" to ", " às "));
        if (english()) {
            rules.add(FREE + "([01]?\\d|2[0-3]):([0-5]\\d)(?!:?\\d)( ?(?i:[ap]\\.?m\\b))?", this::clock);
        } else {
            portuguese();
        }
    }

    private void portuguese() {
        rules.add(
                "(?<=\\b(?i:dia|feira,|sábado,|domingo,) )(\\d{1,2})/(\\d{1,2})(?![\\d/])",
                date -> formatted(2024, number(date, 2), number(date, 1), "d 'de' MMMM", date.group()));
        rules.add(
                "(?iu)(?<!\\p{L})(às|pelas|as|das|até às) (\\d{1,2})\\.([0-5]\\d)" + END,
                time -> time.group(1) + " " + time(time, 2, 3));
        rules.add(FREE + "([01]?\\d|2[0-3]):([0-5]\\d)(?!:?\\d)(?: ?h" + END + ")?", time -> time(time, 1, 2));
        rules.add(FREE + "([01]?\\d|2[0-3]) ?h ?([0-5]\\d)?" + END, time -> time(time, 1, 2));
    }

    private void durations() {
        rules.add("(?<=\\b(?i:at|às|as|since) )(\\d{1,2}:[0-5]\\d):[0-5]\\d" + END, time -> time.group(1));
        rules.add(FREE + "(\\d{1,2}):([0-5]\\d):([0-5]\\d)" + END, this::timer);
        rules.add(
                FREE + "(\\d{1,4}) ?h ?(\\d{1,2}) ?m(?:(?<=h\\d{1,2} ?m)in)?" + END,
                time -> duration(time.group(1), time.group(2), "0"));
        if (english()) {
            rules.add(FREE + "(\\d{1,4})h([0-5]\\d)" + END, time -> duration(time.group(1), time.group(2), "0"));
        }
        // A metre is no time.
        rules.add(
                "(?<=\\b(?i:há|faltam|daqui a|dentro de|durante|for|in|after|last) )(\\d+) ?m" + END,
                time -> time.group(1) + " min");
        rules.add(FREE + "(\\d+) ?m(?= (?:ago|left|remaining|later|\\d+ ?s\\b))", time -> time.group(1) + " min");
    }

    private boolean english() {
        return language == Language.ENGLISH;
    }

    private String either(String english, String portuguese) {
        return english() ? english : portuguese;
    }

    String of(String text) {
        return rules.of(text);
    }

    /// In English only a full stop says that the day comes first, unless there is no such month.
    private String day(MatchResult date) {
        boolean dayFirst = !english() || date.group(2).equals(".") || number(date, 1) > 12;
        if (dayFirst) {
            return day(date, 4, 3, 1);
        }
        return number(date, 3) > 12 ? day(date, 4, 1, 3) : date.group();
    }

    private String day(MatchResult match, int year, int month, int day) {
        String form = either("MMMM d, uuuu", "d 'de' MMMM 'de' uuuu");
        return formatted(number(match, year), number(match, month), number(match, day), form, match.group());
    }

    /// @param written what stays where that is no day
    private String formatted(int year, int month, int day, String form, String written) {
        try {
            Locale locale = english() ? Locale.ENGLISH : Locale.forLanguageTag("pt-PT");
            return LocalDate.of(year, month, day).format(DateTimeFormatter.ofPattern(form, locale));
        } catch (DateTimeException e) {
            return written;
        }
    }

    private static int number(MatchResult match, int group) {
        return Integer.parseInt(match.group(group));
    }

    /// `0:05:30` is what is left of a timer, `18:30:05` a time of day.
    private String timer(MatchResult match) {
        return number(match, 1) < LONGEST_TIMER
                ? duration(match.group(1), match.group(2), match.group(3))
                : match.group(1) + ":" + match.group(2);
    }

    private String duration(String hours, String minutes, String seconds) {
        List<String> parts = new ArrayList<>();
        add(parts, hours, either("hour", "hora"));
        add(parts, minutes, either("minute", "minuto"));
        add(parts, seconds, either("second", "segundo"));
        if (parts.isEmpty()) {
            return either("0 seconds", "0 segundos");
        }
        return parts.size() == 1
                ? parts.getFirst()
                : String.join(", ", parts.subList(0, parts.size() - 1)) + either(" and ", " e ") + parts.getLast();
    }

    private static void add(List<String> parts, String digits, String unit) {
        int count = Integer.parseInt(digits);
        if (count > 0) {
            parts.add(count + " " + unit + (count == 1 ? "" : "s"));
        }
    }

    /// `07:30`
    private String clock(MatchResult match) {
        int hour = number(match, 1);
        int minute = number(match, 2);
        String half = match.group(3) != null ? match.group(3) : hour == 0 ? " am" : hour > 12 ? " pm" : "";
        int said = match.group(3) != null || (hour <= 12 && hour > 0) ? hour : Math.floorMod(hour - 1, 12) + 1;
        if (minute == 0) {
            return said + (half.isEmpty() ? " o'clock" : half);
        }
        return said + ":" + match.group(2) + half;
    }

    private static String time(MatchResult match, int hours, int minutes) {
        int hour = number(match, hours);
        int minute = match.group(minutes) == null ? 0 : number(match, minutes);
        return minute == 0 ? hour + (hour == 1 ? " hora" : " horas") : hour + " e " + minute;
    }
}
