package io.jarvas.memory;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Cuts text into words that can be compared, and words to what all of their forms share, in English and Portuguese
/// alike, since a question may be in another language than the fact. `As chaves da avó` are `as`, `chaves`, `da`,
/// `avo`; `chaves`, `chave` and `chaveiro` share `chav`. What is shared is not always a word.
final class Stems {
    private static final int LONGEST = 40;
    private static final int MOST = 400;
    private static final int SHORTEST = 3;

    /// The longest first.
    private static final List<String> ENDINGS = List.of(
            "amento", "imento", "mente", "zinho", "zinha", "ation", "inhos", "inhas", "inho", "inha", "eiro", "eira",
            "acao", "icao", "ando", "endo", "indo", "aram", "eram", "iram", "avam", "amos", "emos", "imos", "aria",
            "eria", "iria", "ador", "edor", "ment", "ada", "ado", "ida", "ido", "ava", "ing", "ies", "ou", "ar", "er",
            "ir", "am", "em", "ed", "ei", "eu", "iu", "ly");

    private Stems() {}

    /// The words, in lower case without accents, apostrophes and invisible characters.
    static List<String> words(String text) {
        String plain = plain(text);
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < plain.length() && words.size() < MOST) {
            if (!Character.isLetterOrDigit(plain.charAt(at))) {
                at++;
                continue;
            }
            int end = at + 1;
            while (end < plain.length() && Character.isLetterOrDigit(plain.charAt(end))) {
                end++;
            }
            words.add(plain.substring(at, Math.min(end, at + LONGEST)));
            at = end;
        }
        return words;
    }

    private static String plain(String text) {
        String letters = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        StringBuilder plain = new StringBuilder(letters.length());
        for (int i = 0; i < letters.length(); i++) {
            char c = letters.charAt(i);
            int type = Character.getType(c);
            if (c == '\'' || c == '’' || c == '´' || c == '`') {
                if (possessive(letters, i)) {
                    i++;
                } else if (i > 0 && letters.charAt(i - 1) == 'd') {
                    plain.append(' ');
                }
            } else if (type != Character.NON_SPACING_MARK && type != Character.FORMAT) {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    /// `kid's`.
    private static boolean possessive(String letters, int apostrophe) {
        int after = apostrophe + 2;
        return letters.startsWith("s", apostrophe + 1)
                && (after == letters.length() || !Character.isLetterOrDigit(letters.charAt(after)));
    }

    /// What the forms of a word share.
    ///
    /// @param word as [#words] gives it
    static String of(String word) {
        if (Character.isDigit(word.charAt(0))) {
            return number(word);
        }
        String stem = singular(word);
        for (String ending : ENDINGS) {
            if (stem.endsWith(ending) && stem.length() - ending.length() >= SHORTEST) {
                stem = stem.substring(0, stem.length() - ending.length());
                break;
            }
        }
        int length = stem.length();
        if (length > SHORTEST && stem.charAt(length - 1) == stem.charAt(length - 2)) {
            stem = stem.substring(0, length - 1);
        }
        while (stem.length() > SHORTEST && "aeioy".indexOf(stem.charAt(stem.length() - 1)) >= 0) {
            stem = stem.substring(0, stem.length() - 1);
        }
        return stem;
    }

    /// `14th` is `14`, `007` is `7`.
    private static String number(String word) {
        int digits = 0;
        while (digits < word.length() && Character.isDigit(word.charAt(digits))) {
            digits++;
        }
        String rest = word.substring(digits);
        boolean ordinal = List.of("st", "nd", "rd", "th", "o", "a").contains(rest);
        return ordinal ? word.substring(0, digits) : word;
    }

    private static String singular(String word) {
        int length = word.length();
        if (length < 4 || !word.endsWith("s") || word.endsWith("ss") || word.endsWith("us") || word.endsWith("is")) {
            return length >= 5 && (word.endsWith("ais") || word.endsWith("eis") || word.endsWith("ois"))
                    ? word.substring(0, length - 2) + "l"
                    : word;
        }
        if (word.endsWith("oes") || word.endsWith("aes")) {
            return word.substring(0, length - 3) + "ao";
        }
        if (word.endsWith("ens")) {
            return word.substring(0, length - 2) + "m";
        }
        if (length >= 5
                && (word.endsWith("ches") || word.endsWith("shes") || word.endsWith("xes") || word.endsWith("zes"))) {
            return word.substring(0, length - 2);
        }
        return word.substring(0, length - 1);
    }
}
