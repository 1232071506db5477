package io.jarvas.language;

import java.util.Optional;

/// Digits that may be a PIN, written or spoken.
public final class SpokenDigits {
    private SpokenDigits() {}

    /// The digits of a message that gives them as an answer and says nothing else, be it with a yes or a no:
    /// `1 2 3 4`, `o PIN é 12-34`, `yes, the code is one two three four, please`. Nothing where there are
    /// none, or where the message says anything more: `turn the heating to 21`.
    public static Optional<String> of(String message) {
        return ShortReplies.digits(message);
    }

    /// Whether there is a digit or the word for a number anywhere in the text.
    public static boolean in(String text) {
        return areIn(text, 1);
    }

    /// Whether so many digits, or more, stand together anywhere in the text.
    public static boolean areIn(String text, int least) {
        return NumberWords.runs(PlacedWord.of(PlacedWord.composed(text)).stream()
                        .map(PlacedWord::plain)
                        .toList())
                .stream()
                .anyMatch(run -> run.digits().length() >= least);
    }

    /// The text without what may be a PIN in the midst of other words: digits that are called a PIN, a code
    /// or a password; and, where one is asked for or something is to be opened or disarmed, digits that are
    /// no time and no measure. What the right PIN is has no part in it.
    ///
    /// @param mask in the place of the digits
    /// @param least how many digits are that many at least
    /// @param asked whether a PIN is asked for
    public static String masked(String text, String mask, int least, boolean asked) {
        return GivenDigits.masked(text, mask, least, asked);
    }

    /// The same of a text that may go on, where none is asked for: fewer digits at its end may be the first
    /// of a PIN.
    public static String maskedSoFar(String text, String mask, int least) {
        return GivenDigits.maskedSoFar(text, mask, least);
    }
}
