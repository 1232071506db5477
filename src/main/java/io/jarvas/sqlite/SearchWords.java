package io.jarvas.sqlite;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a person looks for, as FTS5 takes it: every word, in any of its forms.
///
/// The index holds words as they were written. A form is forgiven by looking for what all forms begin with, once a
/// usual Portuguese or English ending is taken off; where the ending changes the stem, for both:
///
/// ```
/// luzes         "luzes"* OR "luz"*
/// desligaste    "deslig"*
/// televisões    "televis"*
/// batteries     "batter"*
/// ```
final class SearchWords {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    /// What must be left of a word whose ending is taken off: `casas` is not looked for as `cas`.
    private static final int SHORTEST_STEM = 4;
    /// Verbs are shorter: ligou, lig-.
    private static final int SHORTEST_BEGINNING = 3;

    private static final int MOST_WORDS = 16;

    /// Without diacritics, the longest first.
    private static final List<String> ENDINGS_OF_VERBS = List.of(
            "assemos", "essemos", "issemos", "ariamos", "eriamos", "iriamos", "avamos", "aremos", "eremos", "iremos",
            "assem", "essem", "issem", "ariam", "eriam", "iriam", "aste", "este", "iste", "asse", "esse", "isse",
            "aram", "eram", "iram", "avam", "arei", "erei", "irei", "aria", "eria", "iria", "ando", "endo", "indo",
            "adas", "ados", "idas", "idos", "amos", "emos", "imos", "uei", "ava", "ada", "ado", "ida", "ido", "ing",
            "ied", "ar", "er", "ir", "ou", "eu", "iu", "ei", "ed");

    private static final List<String> ENDINGS = List.of(
            "amente", "mente", "acoes", "acao", "oes", "aes", "ies", "ers", "iam", "am", "em", "ao", "as", "os", "es",
            "is", "ns", "ia", "ly", "a", "e", "i", "o", "s", "m", "y", "l");

    private SearchWords() {}

    /// @return empty where there is not one word in it
    static Optional<String> match(String words) {
        List<String> all = new ArrayList<>();
        Matcher word = WORD.matcher(folded(words));
        while (word.find() && all.size() < MOST_WORDS) {
            all.add(forms(word.group()).stream().collect(Collectors.joining(" OR ", "(", ")")));
        }
        return all.isEmpty() ? Optional.empty() : Optional.of(String.join(" AND ", all));
    }

    /// As the index compares words.
    private static String folded(String text) {
        return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }

    /// The beginnings that the forms of a word have, in quotes.
    private static Set<String> forms(String word) {
        Set<String> forms = new LinkedHashSet<>();
        if (word.length() < SHORTEST_BEGINNING) {
            forms.add(quoted(word));
            return forms;
        }
        String stem = stem(word);
        forms.add(beginning(stem));
        // luzes, luz; sons, som; animais, animal: what is left is too short for a stem, and another word all the same.
        singular(word).ifPresent(one -> forms.add(one.length() < SHORTEST_STEM ? quoted(one) : beginning(one)));
        int last = stem.length() - 1;
        if (last >= SHORTEST_BEGINNING && stem.charAt(last) == stem.charAt(last - 1)) {
            // stopped, stop
            forms.add(beginning(stem.substring(0, last)));
        } else if (stem.endsWith("qu") && last >= SHORTEST_BEGINNING) {
            // toquei, tocar
            forms.add(beginning(stem.substring(0, last - 1) + "c"));
        }
        return forms;
    }

    private static String stem(String word) {
        return without(ENDINGS_OF_VERBS, word, SHORTEST_BEGINNING)
                .or(() -> without(ENDINGS, word, SHORTEST_STEM))
                .orElse(word);
    }

    private static Optional<String> without(List<String> endings, String word, int shortest) {
        return endings.stream()
                .filter(ending -> word.endsWith(ending) && word.length() - ending.length() >= shortest)
                .map(ending -> word.substring(0, word.length() - ending.length()))
                .findFirst();
    }

    private static Optional<String> singular(String word) {
        if (word.endsWith("oes") || word.endsWith("aes")) {
            return Optional.of(word.substring(0, word.length() - 3) + "ao");
        }
        if (word.endsWith("ao")) {
            return Optional.of(word.substring(0, word.length() - 2) + "oes");
        }
        if (word.endsWith("ns")) {
            return Optional.of(word.substring(0, word.length() - 2) + "m");
        }
        if (word.endsWith("m")) {
            return Optional.of(word.substring(0, word.length() - 1) + "ns");
        }
        if (word.endsWith("ves")) {
            return Optional.of(word.substring(0, word.length() - 3) + "f");
        }
        for (String ending : List.of("es", "s")) {
            if (word.endsWith(ending) && word.length() - ending.length() >= SHORTEST_BEGINNING) {
                return Optional.of(word.substring(0, word.length() - ending.length()));
            }
        }
        return Optional.empty();
    }

    private static String beginning(String text) {
        return quoted(text) + "*";
    }

    /// Letters and digits alone: nothing in it means anything to FTS5.
    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
