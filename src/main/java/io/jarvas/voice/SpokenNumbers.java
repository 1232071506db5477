package io.jarvas.voice;

import static io.jarvas.voice.SpokenRules.END;
import static io.jarvas.voice.SpokenRules.FREE;

import io.jarvas.language.Language;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes numbers, their units, times, dates, amounts and signs as they are said. Digits stay digits, which voices read
/// well in their language, written as the language writes them. Immutable.
final class SpokenNumbers {
    /// What is said though it looks like a picture.
    static final String SIGNS = "→←⇒±×÷≈≤≥℃№";

    private static final String NUMBER = "\\d+(?:[.,\\u00a0\\u202f]\\d+)*";
    private static final Pattern THOUSANDS_EN =
            Pattern.compile(FREE + "([1-9]\\d{0,2}(?:,\\d{3})+)(\\.\\d+)?(?![\\d,]*\\d)");
    private static final Pattern THOUSANDS_PT =
            Pattern.compile(FREE + "([1-9]\\d{0,2}(?:[.\\u00a0\\u202f]\\d{3})+)(,\\d+)?(?![\\d.,]*\\d)");
    private static final Pattern DECIMAL_POINT = Pattern.compile(
            "(?<![\\p{L}\\p{N}.,:/_-])(?<!(?i:versão|version|zigbee|matter|dolby|usb|python|java|bluetooth) )(\\d{1,3})\\.(\\d{1,2})(?![\\p{N}_:]|[.,]\\d)");
    private static final String COUNTED = "degrees|minutes|hours|seconds|days|weeks|percent|euros|metres"
            + "|graus|minutos|horas|segundos|dias|semanas|por cento|metros";
    /// Of which a half is measured, where of other things there are one of two.
    private static final String MEASURES =
            "hours|cups|litres|spoons|miles|pints|horas|chávenas|litros|colheres|pontos|points";

    private static final int LEAST_KELVIN = 3;

    private final Language language;
    private final SpokenTimes times;
    private final Map<String, SpokenUnit> units;
    private final Map<String, String> each;
    private final String signs;
    private final Pattern measured;
    private final SpokenRules rules = new SpokenRules();

    SpokenNumbers(Language language) {
        this.language = language;
        times = new SpokenTimes(language);
        units = SpokenUnit.in(language);
        each = SpokenUnit.each(language);
        signs = oneOf(units.keySet());
        String rate = "(?:/(" + oneOf(each.keySet()) + "))?";
        measured = Pattern.compile("(?<!\\d)(?<!\\d[.,])(" + NUMBER + ")([ \\u00a0\\u202f]?)(" + signs + ")" + rate
                + "(?![\\p{L}°²³]|/\\p{L})( ?/ ?(?=[-−–]?\\d))?");
        addRules();
    }

    /// The longest first.
    private static String oneOf(Set<String> signs) {
        return signs.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
    }

    private boolean english() {
        return language == Language.ENGLISH;
    }

    private String either(String english, String portuguese) {
        return english() ? english : portuguese;
    }

    private void addRules() {
        rule(
                english() ? THOUSANDS_EN : THOUSANDS_PT,
                number -> number.group(1).replaceAll("\\D", "") + optional(number.group(2)));
        rule(
                FREE + "([1-9]\\d{0,2}(?: \\d{3})+)(?= ?(?:" + signs + "|€)" + END + ")",
                number -> number.group(1).replaceAll("\\D", ""));
        money();
        rule(
                FREE + "(\\d{1,3})/(\\d{1,3})(?= (?!" + MEASURES + ")\\p{Ll}+s\\b)",
                part -> part.group(1) + either(" of ", " de ") + part.group(2));
        rule(FREE + "([123])/([234])" + END, this::fraction);
        rule("(?<=\\d) ?½", _ -> either(" and a half", " e meio"));
        rule("(?<=\\d) ?¼", _ -> either(" and a quarter", " e um quarto"));
        rule("(?<=\\d) ?¾", _ -> either(" and three quarters", " e três quartos"));
        rule("½", _ -> either("one half", "meio"));
        rule("¼", _ -> either("one quarter", "um quarto"));
        rule("¾", _ -> either("three quarters", "três quartos"));
        signed();
        if (!english()) {
            rule(DECIMAL_POINT, number -> number.group(1) + "," + number.group(2));
        } else {
            rule("(?<=(?i:the|low|mid|high|upper|early|late)[ -])([5-9]0)s" + END, years -> years.group(1) + "'s");
            rule(FREE + "((?:19|20)\\d0)s" + END, years -> years.group(1) + "'s");
        }
        rule(measured, this::measured);
        signs();
    }

    /// What stands before a number, or between two.
    private void signed() {
        rule("(?<=\\d|[°%€]|°[CF]|\\d ?[Whms])(?: [–—] |[–—])(?=[-−+]?\\d)", _ -> either(" to ", " a "));
        rule(
                FREE + "(\\d+(?:[.,]\\d+)?)-(\\d+(?:[.,]\\d+)?)(?= ?(?:°|º|%|€|k?Wh?\\b|min\\b|h\\b|s\\b|(?:" + COUNTED
                        + ")\\b))",
                range -> range.group(1) + either(" to ", " a ") + range.group(2));
        rule("(?<=^|[\\s(])< ?(?=[-−–]?\\d)", _ -> either("less than ", "menos de "));
        rule("(?<=^|[\\s(])> ?(?=[-−–]?\\d)", _ -> either("more than ", "mais de "));
        rule("(?<=^|[\\s(/])[-−–](?=\\d)", _ -> either("minus ", "menos "));
        rule("(?<=^|[\\s(])\\+(?=\\d)", _ -> either("plus ", "mais "));
        rule("± ?(?=\\d)", _ -> either("plus or minus ", "mais ou menos "));
        rule("[~≈] ?(?=[\\d€$£])", _ -> either("about ", "cerca de "));
        rule("≤ ?", _ -> either("at most ", "no máximo "));
        rule("≥ ?", _ -> either("at least ", "pelo menos "));
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
        rules.add(pattern, words);
    }

    private void rule(Pattern pattern, Function<MatchResult, String> words) {
        rules.add(pattern, words);
    }

    String of(String text) {
        return rules.of(times.of(text));
    }

    private static String optional(@Nullable String group) {
        return group == null ? "" : group;
    }

    private String measured(MatchResult match) {
        String number = match.group(1);
        SpokenUnit unit = units.get(match.group(3));
        // `4K` is the size of a picture.
        if (unit == null || (match.group(3).equals("K") && number.length() < LEAST_KELVIN)) {
            return match.group();
        }
        if (english()) {
            number = number.replaceAll("^(0),(\\d+)$|^(\\d+),(\\d{1,2})$", "$1$3.$2$4");
        } else {
            number = number.replaceAll("^(0)\\.(\\d+)$|^(\\d+)\\.(\\d{1,2})$", "$1$3,$2$4");
        }
        String rate = match.group(4) == null ? "" : " " + each.get(match.group(4));
        return number + " " + unit.of(number) + rate + (match.group(5) == null ? "" : ", ");
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
        rule(
                "(€|(?<=euros?|cents|cêntimos|euros (?:e )?\\d\\d))/(" + oneOf(each.keySet()) + ")" + END,
                price -> (price.group(1).isEmpty() ? "" : "euros") + " " + each.get(price.group(2)));
    }

    private String sum(MatchResult match, String name) {
        String whole = match.group(1).replaceAll("[.,]", "");
        int cents = match.group(2) == null ? 0 : Integer.parseInt(match.group(2));
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
