package io.jarvas.prompt;

import java.util.Locale;
import java.util.regex.Pattern;

/// Text that others wrote into the house (names, titles, states), made fit for a part of one line of a
/// prompt: bounded, without line breaks, invisible characters, this prompt's separators, or the beginning of
/// an action.
final class HouseText {
    /// The longest text that is shown, in characters.
    static final int MAXIMUM_LENGTH = 80;

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}\\p{Cs}]+");
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}|]+");
    private static final Pattern ACTION = Pattern.compile("(?i)action(?:[\\s*_]*:)+");
    private static final Pattern BRACKETS = Pattern.compile("[\\[\\]{}#`]+");
    private static final String SEPARATORS = "[]{}#`|;";

    private HouseText() {}

    /// @param text of any length
    static String line(String text) {
        return line(text, MAXIMUM_LENGTH);
    }

    /// @param length the longest that is shown, in characters
    static String line(String text, int length) {
        if (text.length() <= length && plain(text)) {
            return text;
        }
        String bounded = text.length() <= 4 * length ? text : text.substring(0, 4 * length);
        String plain = INVISIBLE.matcher(bounded).replaceAll(" ");
        plain = BRACKETS.matcher(plain).replaceAll(" ").replace(';', ',');
        plain = SPACES.matcher(plain).replaceAll(" ").strip();
        // Last: what the others leave must not be one.
        plain = ACTION.matcher(plain).replaceAll("action");
        if (plain.length() <= length) {
            return plain;
        }
        int end = Character.isHighSurrogate(plain.charAt(length - 2)) ? length - 2 : length - 1;
        return plain.substring(0, end) + "…";
    }

    /// Whether the text is what nearly every text is: letters, digits, simple signs, single spaces.
    private static boolean plain(String text) {
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c > ' ' && c < 0x7f && SEPARATORS.indexOf(c) < 0) || (c >= 0xc0 && c < 0x250);
            boolean oneSpace = c == ' ' && before != ' ';
            if (!(letter || oneSpace) || (c == ':' && ends(text, i))) {
                return false;
            }
            before = c;
        }
        return before != ' ' || text.isEmpty();
    }

    /// Whether an action could begin with the colon at that place.
    private static boolean ends(String text, int colon) {
        return text.substring(0, colon).toLowerCase(Locale.ROOT).contains("action");
    }
}
