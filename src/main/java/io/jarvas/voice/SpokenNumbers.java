package io.jarvas.voice;

import io.jarvas.language.Language;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes numbers, their units, times, dates, amounts and signs as they are said. Digits stay digits, which voices read
/// well in their language, written as the language writes them. Immutable.
final class SpokenNumbers {
    /// What is said though it looks like a picture.
    static final String SIGNS = "→←⇒±×÷≈≤≥℃№";

    private static final String NUMBER = "\\d+(?:[.,\\u00a0\\u202f]\\d+)*";
    private static final String FREE = "(?<![\\p{L}\\p{N}.,:/_-])";
    private static final String END = "(?![\\p{L}\\p{N}_])";
    private static final Pattern THOUSANDS_EN =
            Pattern.compile(FREE + "(\\d{1,3}(?:,\\d{3})+)(\\.\\d+)?(?![\\d,]*\\d)");
    private static final Pattern THOUSANDS_PT =
            Pattern.compile(FREE + "(\\d{1,3}(?:[.\\u00a0\\u202f]\\d{3})+)(,\\d+)?(?![\\d.,]*\\d)");
    private static final Pattern ISO = Pattern.compile(FREE + "(\\d{4})-(\\d{2})-(\\d{2})" + END);
    private static final Pattern DAY_FIRST = Pattern.compile(FREE + "(\\d{1,2})([./])(\\d{1,2})\\2(\\d{4})" + END);
    private static final Pattern DECIMAL_POINT = Pattern.compile(
            "(?<![\\p{L}\\p{N}.,:/_-])(?<!(?i:versão|version|zigbee|matter|dolby|usb|python|java|bluetooth) )(\\d{1,3})\\.(\\d{1,2})(?![\\p{N}_:]|[.,]\\d)");

    private final Language language;
    private final Map<String, SpokenUnit> units;
    private final Pattern measured;
    private final Map<Pattern, Function<MatchResult, String>> rules = new LinkedHashMap<>();

    SpokenNumbers(Language language) {
        this.language = language;
        units = SpokenUnit.in(language);
        String signs = units.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        measured = Pattern.compile("(" + NUMBER + ")[ \\u00a0\\u202f]?(" + signs + ")(?![\\p{L}\\p{N}°²³/])");
        addRules();
    }

    private boolean english() {
        return language == Language.ENGLISH;
    }

    private String either(String english, String portuguese) {
        return english() ? english : portuguese;
    }

    private void addRules() {
        rule(ISO, date -> day(date, 1, 2, 3));
        rule(DAY_FIRST, date -> english() && date.group(2).equals("/") ? date.group() : day(date, 4, 3, 1));
        rule(
                english() ? THOUSANDS_EN : THOUSANDS_PT,
                number -> number.group(1).replaceAll("\\D", "") + optional(number.group(2)));
        if (!english()) {
            rule(
                    "(?iu)(?<!\\p{L})(às|pelas|as|das|até às) (\\d{1,2})\\.([0-5]\\d)" + END,
                    time -> time.group(1) + " " + time(time, 2, 3));
        }
        rule(FREE + "([01]?\\d|2[0-3]):([0-5]\\d)(?!:?\\d)( ?(?i:[ap]\\.?m\\b))?", this::clock);
        if (!english()) {
            rule(FREE + "([01]?\\d|2[0-3]) ?h ?([0-5]\\d)?" + END, time -> time(time, 1, 2));
        }
        money();
        rule(FREE + "([123])/([234])" + END, this::fraction);
        rule("½", _ -> either("one half", "meio"));
        rule("¼", _ -> either("one quarter", "um quarto"));
        rule("¾", _ -> either("three quarters", "três quartos"));
        rule("(?<=[\\d°%CFWhms]) ?[–—] ?(?=[-−+]?\\d)", _ -> either(" to ", " a "));
        rule(
                FREE + "(\\d+)-(\\d+)(?= ?(?:°|º|%|€|k?Wh?\\b|min\\b|h\\b))",
                range -> range.group(1) + either(" to ", " a ") + range.group(2));
        rule("(?<=^|[\\s(])[-−](?=\\d)", _ -> either("minus ", "menos "));
        rule("(?<=^|[\\s(])\\+(?=\\d)", _ -> either("plus ", "mais "));
        rule("± ?(?=\\d)", _ -> either("plus or minus ", "mais ou menos "));
        rule("[~≈] ?(?=[\\d€$£])", _ -> either("about ", "cerca de "));
        rule("≤ ?", _ -> either("at most ", "no máximo "));
        rule("≥ ?", _ -> either("at least ", "pelo menos "));
        if (!english()) {
            rule(DECIMAL_POINT, number -> number.group(1) + "," + number.group(2));
        }
        rule(measured, this::measured);
        signs();
    }

    private void signs() {
        rule("(?<=\\d[\\p{L}\\- ]{0,20}) ?(?:→|⇒|->) ?(?=[\\p{L} ]{0,9}\\d)", _ -> either(" to ", " para "));
        rule(" ?(?:→|⇒|->|»|›)(?: |(?=\\p{Lu}))", sign -> sign.group().contains("»") ? sign.group() : ", ");
        rule("(?<=\\p{L}) > (?=\\p{L})", _ -> ", ");
        rule("(?<=\\s|^)&(?=\\s|$)", _ -> either("and", "e"));
        rule("\\b(?:and/or)\\b", _ -> "and or");
        rule("\\be/ou\\b", _ -> "e ou");
        rule("(?<=^|[\\s(])(?:#|№ ?)(?=\\d)", _ -> either("number ", "número "));
        rule("(?<=[\\d\\p{L}]) ?× ?(?=\\d)", _ -> either(" times ", " vezes "));
        rule("(?<=\\d) ?÷ ?(?=\\d)", _ -> either(" divided by ", " a dividir por "));
        rule("(?<=[\\p{L}\\p{N}]) = (?=[\\p{L}\\p{N}])", _ -> either(" equals ", " é igual a "));
        rule("\\bCO2\\b|\\bCO₂", _ -> "CO 2");
        if (english()) {
            rule("\\be\\.g\\.,?", _ -> "for example");
            rule("\\bi\\.e\\.,?", _ -> "that is");
            rule("\\bapprox\\. ?(?=\\d)", _ -> "about ");
            rule("\\bvs\\.?(?=\\s)", _ -> "versus");
            rule("\\bw/ ", _ -> "with ");
            rule("\\bNo\\. ?(?=\\d)", _ -> "number ");
        } else {
            rule("\\bp\\. ?ex\\.", _ -> "por exemplo");
            rule("\\bi\\.e\\.,?", _ -> "isto é");
            rule("\\baprox\\.(?=\\s)", _ -> "aproximadamente");
            rule("\\b[nN]\\.º ?(?=\\d)", _ -> "número ");
            rule("\\bvs\\.?(?=\\s)", _ -> "contra");
        }
        rule("[←⇐]", _ -> " ");
    }

    private void rule(String pattern, Function<MatchResult, String> words) {
        rule(Pattern.compile(pattern), words);
    }

    private void rule(Pattern pattern, Function<MatchResult, String> words) {
        rules.put(pattern, words);
    }

    String of(String text) {
        String said = text;
        for (Map.Entry<Pattern, Function<MatchResult, String>> rule : rules.entrySet()) {
            said = rule.getKey()
                    .matcher(said)
                    .replaceAll(
                            match -> Matcher.quoteReplacement(rule.getValue().apply(match)));
        }
        return said;
    }

    private static String optional(@Nullable String group) {
        return group == null ? "" : group;
    }

    private String measured(MatchResult match) {
        String number = match.group(1);
        if (english()) {
            number = number.replaceAll("^(\\d+),(\\d{1,2})$", "$1.$2");
        } else {
            number = number.replaceAll("^(\\d+)\\.(\\d{1,2})$", "$1,$2");
        }
        SpokenUnit unit = units.get(match.group(2));
        return unit == null ? match.group() : number + " " + unit.of(number);
    }

    private String day(MatchResult match, int year, int month, int day) {
        try {
            LocalDate date = LocalDate.of(number(match, year), number(match, month), number(match, day));
            String form = either("MMMM d, uuuu", "d 'de' MMMM 'de' uuuu");
            Locale locale = english() ? Locale.ENGLISH : Locale.forLanguageTag("pt-PT");
            return date.format(DateTimeFormatter.ofPattern(form, locale));
        } catch (DateTimeException e) {
            return match.group();
        }
    }

    private static int number(MatchResult match, int group) {
        return Integer.parseInt(match.group(group));
    }

    /// `07:30`
    private String clock(MatchResult match) {
        if (!english()) {
            return time(match, 1, 2);
        }
        int hour = number(match, 1);
        int minute = number(match, 2);
        String half = match.group(3) != null ? match.group(3) : hour == 0 ? " am" : hour > 12 ? " pm" : "";
        int said = match.group(3) != null || (hour <= 12 && hour > 0) ? hour : Math.floorMod(hour - 1, 12) + 1;
        if (minute == 0) {
            return said + (half.isEmpty() ? " o'clock" : half);
        }
        return said + ":" + match.group(2) + half;
    }

    private String time(MatchResult match, int hours, int minutes) {
        int hour = number(match, hours);
        int minute = match.group(minutes) == null ? 0 : number(match, minutes);
        return minute == 0 ? hour + (hour == 1 ? " hora" : " horas") : hour + " e " + minute;
    }

    private void money() {
        String amount = "(\\d+(?:[.,]\\d{3})*)(?:[.,](\\d{2}))?";
        Map.of("€", "euro", "$", either("dollar", "dólar"), "£", either("pound", "libra"))
                .forEach((sign, name) -> {
                    String quoted = Pattern.quote(sign);
                    rule(quoted + " ?" + amount + "(?![\\d.,]*\\d)", sum -> sum(sum, name));
                    rule(FREE + amount + " ?" + quoted + "(?![\\p{L}\\p{N}/])", sum -> sum(sum, name));
                });
        rule(FREE + "(\\d+) ?¢", sum -> sum.group(1) + either(" cents", " cêntimos"));
        rule("€/kWh", _ -> either("euros a kilowatt-hour", "euros por quilowatt-hora"));
    }

    private String sum(MatchResult match, String name) {
        String whole = match.group(1).replaceAll("[.,]", "");
        int cents = match.group(2) == null ? 0 : number(match, 2);
        String coins = either("cents", "cêntimos");
        String plural = name.equals("dólar") ? "dólares" : name + "s";
        if (whole.equals("0") && cents > 0) {
            return cents + " " + coins;
        }
        String unit = whole + " " + (whole.equals("1") ? name : plural);
        return cents == 0 ? unit : unit + either(" ", " e ") + cents;
    }

    private String fraction(MatchResult match) {
        return switch (match.group()) {
            case "1/2" -> either("one half", "meio");
            case "1/3" -> either("one third", "um terço");
            case "2/3" -> either("two thirds", "dois terços");
            case "1/4" -> either("one quarter", "um quarto");
            case "3/4" -> either("three quarters", "três quartos");
            default -> match.group();
        };
    }
}
