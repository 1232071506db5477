package io.jarvas.prompt;

import java.util.regex.Pattern;

/// Text that others wrote into the house (names, titles, states), made fit for one line of a prompt: bounded,
/// without line breaks, invisible characters, this prompt's separators, or the beginning of an action.
final class HouseText {
    /// The longest text that is shown, in characters.
    static final int MAXIMUM_LENGTH = 80;

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cn}]+");
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}|]+");
    private static final Pattern ACTION = Pattern.compile("(?i)action[\\s*_]*:+");
    private static final Pattern BRACKETS = Pattern.compile("[\\[\\]{}#`]+");

    private HouseText() {}

    /// @param text of any length
    static String line(String text) {
        return line(text, MAXIMUM_LENGTH);
    }

    /// @param length the longest that is shown, in characters
    static String line(String text, int length) {
        String bounded = text.length() <= 4 * length ? text : text.substring(0, 4 * length);
        String plain = INVISIBLE.matcher(bounded).replaceAll(" ");
        plain = BRACKETS.matcher(plain).replaceAll(" ");
        plain = SPACES.matcher(plain).replaceAll(" ").strip();
        // Last: what the others leave must not be one.
        plain = ACTION.matcher(plain).replaceAll("action");
        if (plain.length() <= length) {
            return plain;
        }
        int end = Character.isHighSurrogate(plain.charAt(length - 2)) ? length - 2 : length - 1;
        return plain.substring(0, end) + "…";
    }
}
