package io.jarvas.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Cuts text into words that can be compared: lower case, without accents, in the singular.
///
/// `As luzes da cozinha` are `as`, `luz`, `da`, `cozinha`. A comma or another end of a clause is the word
/// [#BREAK], `%` and `°` are words, `20.5` is one, `spot3` is two.
final class Tokens {
    /// Stands where a clause ends.
    static final String BREAK = ",";

    private static final int LETTERS_BEFORE_A_NUMBER = 4;

    private static final Pattern ORDINAL = Pattern.compile("(?<![\\d.,])(\\d)\\.?[ºª](?= \\p{L})");

    private static final int LONGEST = 40;
    private static final int SHORTEST_STEM = 4;

    private static final List<String> SUFFIXES = List.of(
            "amento", "imento", "adora", "edora", "ation", "ador", "edor", "acao", "icao", "ando", "endo", "indo",
            "ado", "ada", "ido", "ida", "ing", "ar", "er", "ir", "ed", "e", "a", "o");

    private Tokens() {}

    /// @param most how many words at most
    static List<String> of(String text, int most) {
        String plain = plain(text);
        List<String> words = new ArrayList<>();
        int length = plain.length();
        int at = 0;
        while (at < length && words.size() < most) {
            char c = plain.charAt(at);
            if (Character.isLetterOrDigit(c)) {
                int end = at + 1;
                while (end < length && continues(plain, end)) {
                    end++;
                }
                add(plain.substring(at, Math.min(end, at + LONGEST)), words);
                at = end;
                continue;
            }
            if (c == '%' || c == '°') {
                words.add(String.valueOf(c));
            } else if (",;.!?\n&+".indexOf(c) >= 0
                    && !words.isEmpty()
                    && !words.getLast().equals(BREAK)) {
                words.add(BREAK);
            }
            at++;
        }
        return words;
    }

    private static boolean continues(String plain, int at) {
        char c = plain.charAt(at);
        return Character.isLetterOrDigit(c)
                || ((c == '.' || c == ',')
                        && at + 1 < plain.length()
                        && digit(plain.charAt(at - 1))
                        && digit(plain.charAt(at + 1)));
    }

    private static void add(String word, List<String> words) {
        int letters = 0;
        while (letters < word.length() && !digit(word.charAt(letters))) {
            letters++;
        }
        if (letters >= LETTERS_BEFORE_A_NUMBER && letters < word.length() && number(word.substring(letters))) {
            words.add(singular(word.substring(0, letters)));
            words.add(withoutZeros(word.substring(letters)));
        } else if (number(word)) {
            words.add(withoutZeros(word));
        } else {
            words.add(singular(word));
        }
    }

    private static String withoutZeros(String number) {
        int at = 0;
        while (at < number.length() - 1 && number.charAt(at) == '0' && digit(number.charAt(at + 1))) {
            at++;
        }
        return number.substring(at);
    }

    /// Whether a word is a number: `3`, `20.5`.
    static boolean number(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (!digit(c) && c != '.' && c != ',') {
                return false;
            }
        }
        return !word.isEmpty() && digit(word.charAt(0));
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    /// Lower case, no accents, `kid's` is `kid` and `d'água` is `d agua`.
    private static String plain(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        boolean ascii = lower.chars().allMatch(c -> c < 128);
        String letters = ascii ? lower : Normalizer.normalize(ordinals(lower), Normalizer.Form.NFD);
        StringBuilder plain = new StringBuilder(letters.length());
        for (int i = 0; i < letters.length(); i++) {
            char c = letters.charAt(i);
            if (c == '\'' || c == '’' || c == '´') {
                boolean elided =
                        i > 0 && letters.charAt(i - 1) == 'd' && (i == 1 || !Character.isLetter(letters.charAt(i - 2)));
                if (elided) {
                    plain.append(' ');
                } else if (possessive(letters, i)) {
                    i++;
                }
            } else if (ascii || Character.getType(c) != Character.NON_SPACING_MARK) {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    private static boolean possessive(String letters, int apostrophe) {
        int after = apostrophe + 2;
        return letters.startsWith("s", apostrophe + 1)
                && (after == letters.length() || !Character.isLetterOrDigit(letters.charAt(after)));
    }

    /// `1.º andar` is `1 andar`; the sign stands for degrees where no word follows a single digit.
    private static String ordinals(String lower) {
        return ORDINAL.matcher(lower).replaceAll("$1").replace('º', '°').replace('ª', '°');
    }

    /// One form for the singular and the plural in either language; not always a word of it.
    static String singular(String word) {
        int length = word.length();
        String one = word;
        if (length >= 5 && word.endsWith("oes")) {
            one = word.substring(0, length - 3) + "ao";
        } else if (length >= 5 && (word.endsWith("ais") || word.endsWith("eis") || word.endsWith("ois"))) {
            one = word.substring(0, length - 2) + "l";
        } else if (length >= 5 && word.endsWith("ies")) {
            one = word.substring(0, length - 1);
        } else if (length >= 4
                && word.endsWith("s")
                && !word.endsWith("ss")
                && !word.endsWith("us")
                && !word.endsWith("is")) {
            one = word.substring(0, length - 1);
        }
        return ending(one);
    }

    /// What a word has in common with others of its family: `charge`, `charger` and `charging` are `charg`,
    /// `aspira` and `aspirador` are `aspir`; nothing for short words and numbers.
    static Optional<String> family(String word) {
        for (String suffix : SUFFIXES) {
            int stem = word.length() - suffix.length();
            if (word.endsWith(suffix) && stem >= (suffix.length() == 1 ? SHORTEST_STEM + 1 : SHORTEST_STEM)) {
                return Optional.of(word.substring(0, stem));
            }
        }
        return word.length() > SHORTEST_STEM && !number(word) ? Optional.of(word) : Optional.empty();
    }

    private static String ending(String one) {
        int length = one.length();
        if (length >= 4 && one.endsWith("ie")) {
            return one.substring(0, length - 2) + "y";
        }
        if (length >= 5 && one.endsWith("il")) {
            return one.substring(0, length - 2) + "el";
        }
        if (length >= 4 && (one.endsWith("se") || one.endsWith("xe") || one.endsWith("ze") || one.endsWith("he"))) {
            return one.substring(0, length - 1);
        }
        if (length >= 5 && (one.endsWith("ore") || one.endsWith("are") || one.endsWith("ere"))) {
            return one.substring(0, length - 1);
        }
        return length >= 4 && one.endsWith("m") ? one.substring(0, length - 1) + "n" : one;
    }
}
