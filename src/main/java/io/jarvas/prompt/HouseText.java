package io.jarvas.prompt;

import java.util.regex.Pattern;

/// Text that others wrote into the house (names, titles, states), made fit for one line of a prompt: bounded,
/// without line breaks, invisible characters, this prompt's separators, or the beginning of an action.
final class HouseText {
    /// The longest text that is shown, in characters.
    static final int MAXIMUM_LENGTH = 80;

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cn}]+");
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}|]+");
    private static final Pattern ACTION = Pattern.compile("(?i)action\\s*:");
    private static final Pattern BRACKETS = Pattern.compile("[\\[\\]{}#`]+");

    private HouseText() {}

    static String line(String text) {
        String bounded = text.length() <= 4 * MAXIMUM_LENGTH ? text : text.substring(0, 4 * MAXIMUM_LENGTH);
        String plain = INVISIBLE.matcher(bounded).replaceAll(" ");
        plain = ACTION.matcher(plain).replaceAll("action");
        plain = BRACKETS.matcher(plain).replaceAll(" ");
        plain = SPACES.matcher(plain).replaceAll(" ").strip();
        if (plain.length() <= MAXIMUM_LENGTH) {
            return plain;
        }
        int end = Character.isHighSurrogate(plain.charAt(MAXIMUM_LENGTH - 2)) ? MAXIMUM_LENGTH - 2 : MAXIMUM_LENGTH - 1;
        return plain.substring(0, end) + "…";
    }
}
