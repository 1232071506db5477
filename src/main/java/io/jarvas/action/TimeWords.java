package io.jarvas.action;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The words of a text about time, in English or Portuguese, read from the first to the last. For one thread.
final class TimeWords {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern HALVES_OF_DAY = Pattern.compile("(?<![a-z])([ap])\\.? ?m\\b\\.?");
    private static final Pattern WORD = Pattern.compile("\\d+(?:[.,]\\d+)?|:|\\p{L}+|-(?=\\d)|[^\\s,.-]");
    private static final Map<String, Integer> NUMBERS = numbers();
    private static final int MOST_DIGITS = 9;

    private final List<String> words;
    private int at;

    private TimeWords(List<String> words) {
        this.words = words;
    }

    /// In small letters, without accents.
    static String plain(String text) {
        String plain =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
        return HALVES_OF_DAY.matcher(plain.toLowerCase(Locale.ROOT).strip()).replaceAll("$1m");
    }

    /// @param plain see [#plain(String)]
    static TimeWords of(String plain) {
        return new TimeWords(new ArrayList<>(
                WORD.matcher(plain).results().map(MatchResult::group).toList()));
    }

    /// Takes out every one of the words, wherever it stands.
    ///
    /// @return whether it was there
    boolean remove(String... phrase) {
        List<String> wanted = List.of(phrase);
        boolean found = false;
        for (int i = 0; i + wanted.size() <= words.size(); i++) {
            if (words.subList(i, i + wanted.size()).equals(wanted)) {
                words.subList(i, i + wanted.size()).clear();
                found = true;
                i--;
            }
        }
        return found;
    }

    boolean atEnd() {
        return at >= words.size();
    }

    boolean atFigures() {
        return !atEnd() && Character.isDigit(words.get(at).charAt(0));
    }

    /// Passes over the words, if they stand here.
    boolean take(String... phrase) {
        int end = at + phrase.length;
        if (end <= words.size() && words.subList(at, end).equals(List.of(phrase))) {
            at = end;
            return true;
        }
        return false;
    }

    /// Passes over the one of the words that stands here.
    <T> Optional<T> take(Map<String, T> meanings) {
        T meaning = atEnd() ? null : meanings.get(words.get(at));
        if (meaning != null) {
            at++;
        }
        return Optional.ofNullable(meaning);
    }

    /// A number in figures, perhaps with a fraction.
    Optional<Double> figures() {
        if (atFigures() && words.get(at).length() <= MOST_DIGITS) {
            return Optional.of(Double.parseDouble(words.get(at++).replace(',', '.')));
        }
        return Optional.empty();
    }

    /// A whole number in figures or in words, below a hundred where it is in words.
    OptionalInt whole() {
        int start = at;
        Optional<Double> figures = figures();
        if (figures.isPresent()) {
            if (figures.get() == Math.rint(figures.get())) {
                return OptionalInt.of(figures.get().intValue());
            }
            at = start;
            return OptionalInt.empty();
        }
        Optional<Integer> first = take(NUMBERS);
        if (first.isEmpty()) {
            return OptionalInt.empty();
        }
        int number = first.get();
        if (number >= 20) {
            int before = at;
            take("e");
            Optional<Integer> unit = take(NUMBERS);
            if (unit.isPresent() && unit.get() > 0 && unit.get() < 10) {
                return OptionalInt.of(number + unit.get());
            }
            at = before;
        }
        return OptionalInt.of(number);
    }

    private static Map<String, Integer> numbers() {
        String english = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
                + " sixteen seventeen eighteen nineteen";
        String portuguese = "zero um dois tres quatro cinco seis sete oito nove dez onze doze treze catorze quinze"
                + " dezasseis dezassete dezoito dezanove";
        Map<String, Integer> numbers = new HashMap<>();
        for (String language : List.of(english, portuguese)) {
            String[] words = language.split(" ");
            for (int i = 0; i < words.length; i++) {
                numbers.put(words[i], i);
            }
        }
        numbers.putAll(Map.of("a", 1, "an", 1, "uma", 1, "duas", 2, "quatorze", 14, "dezesseis", 16, "dezessete", 17));
        numbers.put("dezenove", 19);
        List<String> tens =
                List.of("twenty thirty forty fifty sixty ninety", "vinte trinta quarenta cinquenta sessenta noventa");
        for (String language : tens) {
            String[] words = language.split(" ");
            for (int i = 0; i < words.length; i++) {
                numbers.put(words[i], i == 5 ? 90 : 20 + 10 * i);
            }
        }
        return Map.copyOf(numbers);
    }
}
