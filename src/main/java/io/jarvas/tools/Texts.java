package io.jarvas.tools;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// Texts of people and of the house.
final class Texts {
    private static final Pattern INVISIBLE = Pattern.compile("[\\s\\p{Z}\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}\\p{Cs}]+");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NEITHER_LETTER_NOR_DIGIT = Pattern.compile("[^\\p{L}\\p{N}]+");

    private Texts() {}

    /// The text on one line.
    ///
    /// @param most how many characters of it at most
    static String line(Object text, int most) {
        String whole = text.toString();
        String bounded = whole.length() <= 4 * most ? whole : whole.substring(0, 4 * most);
        String line = INVISIBLE.matcher(visible(bounded)).replaceAll(" ").strip();
        if (line.length() <= most) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(most - 2)) ? most - 2 : most - 1;
        return line.substring(0, end) + "…";
    }

    /// Half a character at the end is none.
    private static String visible(String text) {
        return !text.isEmpty() && Character.isHighSurrogate(text.charAt(text.length() - 1))
                ? text.substring(0, text.length() - 1)
                : text;
    }

    /// In small letters without accents, its words with a space between them: what is compared of names.
    static String plain(String text) {
        String letters =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
        return NEITHER_LETTER_NOR_DIGIT
                .matcher(letters.toLowerCase(Locale.ROOT))
                .replaceAll(" ")
                .strip();
    }
}
