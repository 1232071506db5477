package io.jarvas.language;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Cuts text into words that can be compared: lower case, without accents and apostrophes. `Põe-me a luz a 20,5%!`
/// is `poe`, `me`, `a`, `luz`, `a`, `20,5`, `%`, `!`. The marks `,` `.` `?` `!` are words of their own. The word `é`
/// keeps its accent, because `e` is another one.
final class PlainWords {
    private static final int LONGEST = 40;

    private PlainWords() {}

    /// Of a long text its first and its last words alone: a request stands at its start or at its end.
    ///
    /// @param most how many words at most, at least two
    static List<String> of(String text, int most) {
        String plain = plain(text);
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < plain.length()) {
            char c = plain.charAt(at);
            if (Character.isLetterOrDigit(c)) {
                int end = at + 1;
                while (end < plain.length() && continues(plain, end)) {
                    end++;
                }
                words.add(word(plain.substring(at, Math.min(end, at + LONGEST))));
                at = end;
                continue;
            }
            mark(c, words);
            at++;
        }
        if (words.size() <= most) {
            return words;
        }
        List<String> some = new ArrayList<>(words.subList(0, most / 2));
        some.addAll(words.subList(words.size() - most / 2, words.size()));
        return some;
    }

    private static void mark(char c, List<String> words) {
        String mark = switch (c) {
            case '?' -> "?";
            case '!' -> "!";
            case '.', '…', ';', '\n' -> ".";
            case ',', ':', '–', '—', '(', ')' -> ",";
            case '%' -> "%";
            case '°', 'º' -> "°";
            default -> "";
        };
        if (!mark.isEmpty() && !(words.isEmpty() || words.getLast().equals(mark))) {
            words.add(mark);
        }
    }

    private static boolean continues(String plain, int at) {
        char c = plain.charAt(at);
        return Character.isLetterOrDigit(c)
                || ((c == '.' || c == ',' || c == ':')
                        && at + 1 < plain.length()
                        && Character.isDigit(plain.charAt(at - 1))
                        && Character.isDigit(plain.charAt(at + 1)));
    }

    static boolean isMark(String word) {
        return word.length() == 1 && ",.?!".contains(word);
    }

    private static String word(String letters) {
        if (letters.equals("é") || letters.chars().allMatch(c -> c < 128)) {
            return letters;
        }
        StringBuilder word = new StringBuilder(letters.length());
        Normalizer.normalize(letters, Normalizer.Form.NFD)
                .chars()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .forEach(c -> word.append((char) c));
        return word.toString();
    }

    /// The text in lower case without apostrophes.
    private static String plain(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        boolean ascii = lower.chars().allMatch(c -> c < 128);
        String letters = ascii ? lower : Normalizer.normalize(lower, Normalizer.Form.NFC);
        StringBuilder plain = new StringBuilder(letters.length());
        for (int i = 0; i < letters.length(); i++) {
            char c = letters.charAt(i);
            if ("'’´`".indexOf(c) < 0) {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
