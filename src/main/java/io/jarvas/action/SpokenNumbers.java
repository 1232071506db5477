package io.jarvas.action;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads numbers as people and small models write them, in English and Portuguese: `22,5 °C`, `50 %`, `fifty`,
/// `vinte e dois graus e meio`, `half`, `máximo`. What can be read in two ways (`1,000`) is not read.
final class SpokenNumbers {
    /// What the number counts.
    enum Unit {
        NONE,
        PERCENT,
        DEGREES,
        CELSIUS,
        FAHRENHEIT,
        KELVIN,
        /// A part of the whole: `half` is 0.5.
        SHARE,
        /// The most there is, whatever the number.
        MOST,
        /// The least there is, whatever the number.
        LEAST
    }

    record Quantity(double number, Unit unit) {}

    private static final Pattern DIGITS = Pattern.compile("([+-]?\\d+(?:[.,]\\d+)?)\\s*(\\D*)");
    private static final Pattern THOUSANDS = Pattern.compile("[+-]?[1-9]\\d*,\\d{3}");

    private static final Map<String, Unit> UNITS = Map.ofEntries(
            Map.entry("", Unit.NONE),
            Map.entry("%", Unit.PERCENT),
            Map.entry("percent", Unit.PERCENT),
            Map.entry("per cent", Unit.PERCENT),
            Map.entry("pct", Unit.PERCENT),
            Map.entry("por cento", Unit.PERCENT),
            Map.entry("porcento", Unit.PERCENT),
            Map.entry("°", Unit.DEGREES),
            Map.entry("º", Unit.DEGREES),
            Map.entry("degree", Unit.DEGREES),
            Map.entry("degrees", Unit.DEGREES),
            Map.entry("grau", Unit.DEGREES),
            Map.entry("graus", Unit.DEGREES),
            Map.entry("c", Unit.CELSIUS),
            Map.entry("°c", Unit.CELSIUS),
            Map.entry("º c", Unit.CELSIUS),
            Map.entry("ºc", Unit.CELSIUS),
            Map.entry("° c", Unit.CELSIUS),
            Map.entry("℃", Unit.CELSIUS),
            Map.entry("celsius", Unit.CELSIUS),
            Map.entry("degrees c", Unit.CELSIUS),
            Map.entry("degrees celsius", Unit.CELSIUS),
            Map.entry("graus c", Unit.CELSIUS),
            Map.entry("graus celsius", Unit.CELSIUS),
            Map.entry("graus centigrados", Unit.CELSIUS),
            Map.entry("f", Unit.FAHRENHEIT),
            Map.entry("°f", Unit.FAHRENHEIT),
            Map.entry("ºf", Unit.FAHRENHEIT),
            Map.entry("fahrenheit", Unit.FAHRENHEIT),
            Map.entry("degrees f", Unit.FAHRENHEIT),
            Map.entry("degrees fahrenheit", Unit.FAHRENHEIT),
            Map.entry("graus fahrenheit", Unit.FAHRENHEIT),
            Map.entry("k", Unit.KELVIN),
            Map.entry("°k", Unit.KELVIN),
            Map.entry("kelvin", Unit.KELVIN),
            Map.entry("kelvins", Unit.KELVIN));

    private static final Map<String, Quantity> WHOLES = wholes();

    private static final Map<String, Integer> SMALL = numbers("""
            zero 0 one 1 two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 ten 10 eleven 11 twelve 12
            thirteen 13 fourteen 14 fifteen 15 sixteen 16 seventeen 17 eighteen 18 nineteen 19 twenty 20 thirty 30
            forty 40 fifty 50 sixty 60 seventy 70 eighty 80 ninety 90
            um 1 uma 1 dois 2 duas 2 tres 3 quatro 4 cinco 5 seis 6 sete 7 oito 8 nove 9 dez 10 onze 11 doze 12
            treze 13 catorze 14 quatorze 14 quinze 15 dezasseis 16 dezesseis 16 dezassete 17 dezessete 17 dezoito 18
            dezanove 19 dezenove 19 vinte 20 trinta 30 quarenta 40 cinquenta 50 sessenta 60 setenta 70 oitenta 80
            noventa 90 cem 100 cento 100 duzentos 200 duzentas 200 trezentos 300 trezentas 300 quatrocentos 400
            quinhentos 500 seiscentos 600 setecentos 700 oitocentos 800 novecentos 900
            """);

    private SpokenNumbers() {}

    /// Nothing where the text is no number.
    static Optional<Quantity> read(String text) {
        String plain = Words.unaccented(text).replaceAll("\\s+", " ");
        Matcher digits = DIGITS.matcher(plain);
        if (digits.matches()) {
            String unit = digits.group(2).strip();
            boolean half = unit.endsWith(" e meio") || unit.endsWith(" and a half");
            Unit known = UNITS.get(unit.replaceAll(" ?(e meio|and a half)$", ""));
            if (known == null || THOUSANDS.matcher(digits.group(1)).matches()) {
                return Optional.empty();
            }
            return Optional.of(
                    new Quantity(Double.parseDouble(digits.group(1).replace(',', '.')) + (half ? 0.5 : 0), known));
        }
        Quantity whole = WHOLES.get(Words.plain(plain));
        return whole != null ? Optional.of(whole) : words(Words.plain(plain));
    }

    /// Whether this is the whole of a number in words and its unit.
    private static Optional<Quantity> words(String plain) {
        List<String> words = new ArrayList<>(List.of(plain.split(" ")));
        boolean half = plain.endsWith(" e meio") || plain.endsWith(" and a half");
        if (half) {
            words = words.subList(0, words.size() - (plain.endsWith(" e meio") ? 2 : 3));
        }
        Unit unit = Unit.NONE;
        for (int from = Math.max(1, words.size() - 2); from < words.size(); from++) {
            Unit named = UNITS.get(String.join(" ", words.subList(from, words.size())));
            if (named != null) {
                unit = named;
                words = words.subList(0, from);
            }
        }
        boolean minus = List.of("minus", "menos").contains(words.getFirst());
        Unit counted = unit;
        return number(minus ? words.subList(1, words.size()) : words)
                .map(number -> new Quantity((minus ? -1 : 1) * (number + (half ? 0.5 : 0)), counted));
    }

    private static Optional<Double> number(List<String> words) {
        int point = Math.max(Math.max(words.indexOf("point"), words.indexOf("virgula")), words.indexOf("ponto"));
        if (point > 0) {
            Optional<Integer> after = whole(words.subList(point + 1, words.size()));
            return after.filter(digit -> digit < 10)
                    .flatMap(digit -> whole(words.subList(0, point)).map(before -> before + digit / 10.0));
        }
        return whole(words).map(Integer::doubleValue);
    }

    /// Each word must be smaller than what the words before leave open: `two three` is no number.
    private static Optional<Integer> whole(List<String> words) {
        int total = 0;
        int current = -1;
        for (String word : words) {
            Integer small = SMALL.get(word);
            if (small != null) {
                int open = current <= 0 ? (current == 0 ? 0 : Integer.MAX_VALUE) : room(current);
                if (small >= open) {
                    return Optional.empty();
                }
                current = Math.max(current, 0) + small;
            } else if (word.equals("hundred") && current < 10) {
                current = Math.max(current, 1) * 100;
            } else if ((word.equals("thousand") || word.equals("mil")) && total == 0 && current != 0) {
                total = Math.max(current, 1) * 1000;
                current = -1;
            } else if (!List.of("and", "e", "a").contains(word)) {
                return Optional.empty();
            }
        }
        return total == 0 && current < 0 ? Optional.empty() : Optional.of(total + Math.max(current, 0));
    }

    private static int room(int current) {
        if (current % 100 == 0) {
            return 100;
        }
        return current % 10 == 0 && current % 100 != 10 ? 10 : 0;
    }

    private static Map<String, Integer> numbers(String table) {
        String[] words = table.strip().split("\\s+");
        Map<String, Integer> numbers = new java.util.HashMap<>();
        for (int i = 0; i < words.length; i += 2) {
            numbers.put(words[i], Integer.valueOf(words[i + 1]));
        }
        return Map.copyOf(numbers);
    }

    private static Map<String, Quantity> wholes() {
        Map<String, Quantity> wholes = new java.util.HashMap<>();
        List.of("half", "a half", "halfway", "half way", "metade", "a metade", "meio", "a meio")
                .forEach(word -> wholes.put(word, new Quantity(0.5, Unit.SHARE)));
        List.of("quarter", "a quarter", "one quarter", "um quarto")
                .forEach(word -> wholes.put(word, new Quantity(0.25, Unit.SHARE)));
        List.of("three quarters", "tres quartos").forEach(word -> wholes.put(word, new Quantity(0.75, Unit.SHARE)));
        List.of(
                        "max",
                        "maximum",
                        "the maximum",
                        "full",
                        "fully",
                        "highest",
                        "maximo",
                        "maxima",
                        "o maximo",
                        "no maximo")
                .forEach(word -> wholes.put(word, new Quantity(0, Unit.MOST)));
        List.of("min", "minimum", "the minimum", "lowest", "minimo", "minima", "o minimo", "no minimo")
                .forEach(word -> wholes.put(word, new Quantity(0, Unit.LEAST)));
        return Map.copyOf(wholes);
    }
}
