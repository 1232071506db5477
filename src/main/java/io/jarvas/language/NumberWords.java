package io.jarvas.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads digits and number words, in English and Portuguese: `4 7 1 1`, `one two three four`, `doze trinta e quatro`,
/// `mil duzentos e trinta e quatro`, `four seven double one`.
final class NumberWords {
    /// Numbers that follow one another.
    ///
    /// @param from the place of the first word
    /// @param to the place after the last
    /// @param digits as they would be typed
    record Run(int from, int to, String digits) {
        /// The two as one, with what stands between them.
        Run and(Run next) {
            return new Run(from, next.to, digits + next.digits);
        }
    }

    private record Number(int value, int end) {}

    private static final String SPELT = """
            0 zero oh nought naught
            1 one um uma
            2 two dois duas
            3 three tres
            4 four quatro
            5 five cinco
            6 six seis meia
            7 seven sete
            8 eight oito
            9 nine nove
            10 ten dez
            11 eleven onze
            12 twelve doze
            13 thirteen treze
            14 fourteen catorze quatorze
            15 fifteen quinze
            16 sixteen dezasseis dezesseis
            17 seventeen dezassete dezessete
            18 eighteen dezoito
            19 nineteen dezanove dezenove
            20 twenty vinte
            30 thirty trinta
            40 forty quarenta
            50 fifty cinquenta
            60 sixty sessenta
            70 seventy setenta
            80 eighty oitenta
            90 ninety noventa
            100 cem cento
            200 duzentos duzentas
            300 trezentos trezentas
            400 quatrocentos quatrocentas
            500 quinhentos quinhentas
            600 seiscentos seiscentas
            700 setecentos setecentas
            800 oitocentos oitocentas
            900 novecentos novecentas
            """;
    private static final Map<String, Integer> VALUES = new HashMap<>();
    private static final Map<String, Integer> REPEATS = Map.of("double", 2, "triple", 3);
    private static final Set<String> THOUSAND = Set.of("thousand", "mil");
    private static final Set<String> AND = Set.of("and", "e");
    /// Beside these `um` is no Portuguese one, but an English pause.
    private static final Set<String> ENGLISH =
            Set.of("one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

    static {
        SPELT.lines().map(line -> line.split(" ")).forEach(line -> {
            for (int i = 1; i < line.length; i++) {
                VALUES.put(line[i], Integer.parseInt(line[0]));
            }
        });
    }

    private final List<String> words;
    private final boolean english;

    private NumberWords(List<String> words) {
        this.words = words;
        this.english = words.stream().anyMatch(ENGLISH::contains);
    }

    /// All numbers of a message, those that follow one another together.
    ///
    /// @param words plain ones, digits apart from letters
    static List<Run> runs(List<String> words) {
        NumberWords reader = new NumberWords(words);
        List<Run> runs = new ArrayList<>();
        int at = 0;
        while (at < words.size()) {
            Run run = reader.run(at);
            if (!run.digits().isEmpty()) {
                runs.add(run);
            }
            at = Math.max(run.to(), at + 1);
        }
        return runs;
    }

    private Run run(int from) {
        StringBuilder digits = new StringBuilder();
        int at = from;
        int end = -1;
        while (at != end) {
            end = at;
            at = read(at, digits);
        }
        return new Run(from, end, digits.toString());
    }

    /// @param into takes the digits of the number
    /// @return where it ends
    private int read(int at, StringBuilder into) {
        String word = word(at);
        if (!word.isEmpty() && word.chars().allMatch(Character::isDigit)) {
            word.chars().forEach(c -> into.append(Character.digit(c, 10)));
            return at + 1;
        }
        if (REPEATS.containsKey(word)) {
            StringBuilder digit = new StringBuilder();
            int end = read(at + 1, digit);
            if (digit.length() == 1) {
                into.repeat(digit, REPEATS.get(word));
                return end;
            }
            return at;
        }
        Optional<Number> number = number(at);
        number.ifPresent(each -> into.append(each.value()));
        return number.map(Number::end).orElse(at);
    }

    private Optional<Number> number(int at) {
        Optional<Number> many =
                belowThousand(at).filter(each -> each.value() > 0 && THOUSAND.contains(word(each.end())));
        if (many.isPresent() || word(at).equals("mil")) {
            Number thousands = new Number(
                    1_000 * many.map(Number::value).orElse(1),
                    many.map(Number::end).orElse(at) + 1);
            return Optional.of(with(thousands, belowThousand(afterAnd(thousands.end()))));
        }
        return belowThousand(at);
    }

    private Optional<Number> belowThousand(int at) {
        Optional<Number> first = belowHundred(at);
        if (first.filter(each -> each.value() > 0 && word(each.end()).equals("hundred"))
                .isPresent()) {
            Number hundreds = new Number(100 * first.get().value(), first.get().end() + 1);
            return Optional.of(with(hundreds, belowHundred(afterAnd(hundreds.end()))));
        }
        return first.or(() ->
                value(at, 100, 900).map(hundreds -> with(hundreds, belowHundred(afterAnd(hundreds.end())))));
    }

    private Optional<Number> belowHundred(int at) {
        return value(at, 0, 99).map(number -> {
            if (number.value() < 20) {
                return number;
            }
            return with(number, value(word(number.end()).equals("e") ? number.end() + 1 : number.end(), 1, 9));
        });
    }

    private static Number with(Number large, Optional<Number> small) {
        return small.map(each -> new Number(large.value() + each.value(), each.end()))
                .orElse(large);
    }

    private int afterAnd(int at) {
        return AND.contains(word(at)) ? at + 1 : at;
    }

    private Optional<Number> value(int at, int least, int most) {
        String word = word(at);
        return Optional.ofNullable(VALUES.get(word))
                .filter(value -> value >= least && value <= most && !(english && word.equals("um")))
                .map(value -> new Number(value, at + 1));
    }

    private String word(int at) {
        return at < words.size() ? words.get(at) : "";
    }
}
