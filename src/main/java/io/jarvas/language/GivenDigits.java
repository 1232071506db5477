package io.jarvas.language;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Finds digits that may be a PIN in the midst of other words. How the words of a message stand decides, and nothing
/// else.
final class GivenDigits {
    private static final int MOST_DIGITS = 12;
    /// How many words may stand between the digits and what they are called.
    private static final int NEAR = 8;

    private static final Pattern TIME = Pattern.compile("\\d{1,2} ?[:h] ?\\d{2}");
    private static final Pattern SIGN = Pattern.compile("\\s*[%°€$£].*", Pattern.DOTALL);

    private static final Set<String> CALLED;
    private static final Set<String> NO_PIN_BEFORE;
    private static final Set<String> NO_PIN_AFTER;
    private static final Set<String> OPENS;
    private static final Set<String> MEASURED;
    private static final Set<String> MEASURES;

    static {
        WordLists lists = WordLists.read("short-replies.txt");
        CALLED = lists.list("called");
        NO_PIN_BEFORE = lists.list("other_code_before");
        NO_PIN_AFTER = lists.list("other_code_after");
        OPENS = lists.list("opens");
        MEASURED = lists.list("measured");
        MEASURES = lists.list("measures");
    }

    private final String text;
    private final List<PlacedWord> words;

    private GivenDigits(String text) {
        this.text = text;
        this.words = PlacedWord.of(text);
    }

    /// See [SpokenDigits#masked].
    static String masked(String text, String mask, int least, boolean asked) {
        GivenDigits given = new GivenDigits(PlacedWord.composed(text));
        boolean wanted = asked || given.words.stream().map(PlacedWord::plain).anyMatch(OPENS::contains);
        StringBuilder masked = new StringBuilder();
        int shown = 0;
        for (NumberWords.Run run :
                NumberWords.runs(given.words.stream().map(PlacedWord::plain).toList())) {
            int digits = run.digits().length();
            if (digits >= least && digits <= MOST_DIGITS && (given.called(run) || (wanted && !given.measured(run)))) {
                masked.append(given.text, shown, given.start(run)).append(mask);
                shown = given.end(run);
            }
        }
        return shown == 0 ? text : masked.append(given.text.substring(shown)).toString();
    }

    private int start(NumberWords.Run run) {
        return words.get(run.from()).start();
    }

    private int end(NumberWords.Run run) {
        return words.get(run.to() - 1).end();
    }

    private boolean called(NumberWords.Run run) {
        for (int at = Math.max(0, run.from() - NEAR - 1); at < Math.min(words.size(), run.to() + NEAR + 1); at++) {
            if (CALLED.contains(word(at)) && !isOtherCode(at)) {
                return true;
            }
        }
        return false;
    }

    /// `postal code`, `código de erro`.
    private boolean isOtherCode(int at) {
        return NO_PIN_BEFORE.contains(word(at - 1))
                || NO_PIN_AFTER.contains(word(at + 1))
                || NO_PIN_AFTER.contains(word(at + 1) + " " + word(at + 2));
    }

    private boolean measured(NumberWords.Run run) {
        return TIME.matcher(text.substring(start(run), end(run))).matches()
                || MEASURED.contains(word(run.from() - 1))
                || MEASURES.contains(word(run.to()))
                || SIGN.matcher(text.substring(end(run))).matches();
    }

    private String word(int at) {
        return at >= 0 && at < words.size() ? words.get(at).plain() : "";
    }
}
