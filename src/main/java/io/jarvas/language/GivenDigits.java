package io.jarvas.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Finds digits that may be a PIN in the midst of other words. How the words of a message stand decides, and nothing
/// else.
final class GivenDigits {
    /// How many words may stand between the digits and what they are called.
    private static final int NEAR = 8;

    private static final int LONGEST_PHRASE = 3;

    private static final String TIME = "(?:[01]?\\d|2[0-3]) ?[:h] ?[0-5]\\d";
    private static final Pattern TIMES = Pattern.compile(TIME + "(?: ?[-–,]? ?" + TIME + ")*");
    private static final Pattern DATE =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}|(?:0?[1-9]|[12]\\d|3[01])[./-](?:0?[1-9]|1[0-2])[./-]\\d{4}");
    private static final Pattern TIME_OF_DIGITS = Pattern.compile("(?:[01]?\\d|2[0-3])[0-5]\\d");
    private static final Pattern SIGN = Pattern.compile("\\s*[%°€$£]");
    private static final Pattern MARK = Pattern.compile("[,.;:!?\\n]");

    private static final Set<String> CALLED;
    private static final Set<String> NO_PIN_BEFORE;
    private static final Set<String> NO_PIN_AFTER;
    private static final Set<String> OPENS;
    private static final Set<String> CLOCK_BEFORE;
    private static final Set<String> BETWEEN;
    private static final Set<String> MEASURED;
    private static final Set<String> MEASURES;

    static {
        WordLists lists = WordLists.read("short-replies.txt");
        CALLED = lists.list("called");
        NO_PIN_BEFORE = lists.list("other_code_before");
        NO_PIN_AFTER = lists.list("other_code_after");
        OPENS = lists.list("opens");
        CLOCK_BEFORE = lists.list("clock_before");
        BETWEEN = lists.list("between");
        MEASURED = lists.list("measured");
        MEASURES = lists.list("measures");
    }

    private final String text;
    private final List<PlacedWord> words;
    /// Where something is to be opened.
    private final int[] openings;

    private GivenDigits(String text) {
        this.text = PlacedWord.composed(text);
        this.words = PlacedWord.of(this.text);
        this.openings =
                IntStream.range(0, words.size()).filter(at -> begins(OPENS, at)).toArray();
    }

    /// See [SpokenDigits#masked].
    static String masked(String text, String mask, int least, boolean asked) {
        return new GivenDigits(text).masked(mask, least, asked, false).orElse(text);
    }

    /// See [SpokenDigits#maskedSoFar].
    static String maskedSoFar(String text, String mask, int least) {
        return new GivenDigits(text).masked(mask, least, false, true).orElse(text);
    }

    /// @param goesOn whether fewer digits at the end are the first of a PIN
    private Optional<String> masked(String mask, int least, boolean asked, boolean goesOn) {
        StringBuilder masked = new StringBuilder();
        int shown = 0;
        for (NumberWords.Run run : runs()) {
            boolean enough = run.digits().length() >= least || (goesOn && areBetween(run.to(), words.size()));
            if (enough && (called(run) || ((asked || opens(run)) && !measured(run)))) {
                masked.append(text, shown, start(run)).append(mask);
                shown = end(run);
            }
        }
        return shown == 0
                ? Optional.empty()
                : Optional.of(masked.append(text.substring(shown)).toString());
    }

    /// `4 then 7 and 1` is one.
    private List<NumberWords.Run> runs() {
        List<NumberWords.Run> joined = new ArrayList<>();
        for (NumberWords.Run run :
                NumberWords.runs(words.stream().map(PlacedWord::plain).toList())) {
            boolean goesOn = !joined.isEmpty() && areBetween(joined.getLast().to(), run.from());
            joined.add(goesOn ? joined.removeLast().and(run) : run);
        }
        return joined;
    }

    private boolean areBetween(int from, int to) {
        return IntStream.range(from, to).allMatch(at -> BETWEEN.contains(word(at)));
    }

    private int start(NumberWords.Run run) {
        return words.get(run.from()).start();
    }

    private int end(NumberWords.Run run) {
        return words.get(run.to() - 1).end();
    }

    private boolean called(NumberWords.Run run) {
        int from = Math.max(0, run.from() - NEAR - 1);
        int to = Math.min(words.size(), run.to() + NEAR + 1);
        return IntStream.range(from, to).anyMatch(at -> begins(CALLED, at) && !isOtherCode(at));
    }

    /// `postal code`, `código de erro`.
    private boolean isOtherCode(int at) {
        return NO_PIN_BEFORE.contains(word(at - 1)) || begins(NO_PIN_AFTER, at + 1);
    }

    /// Whether the message is about something to be opened, and not about waking somebody at a time.
    private boolean opens(NumberWords.Run run) {
        boolean time = TIME_OF_DIGITS.matcher(run.digits()).matches();
        return IntStream.of(openings).anyMatch(at -> !(time && CLOCK_BEFORE.contains(word(at - 1))));
    }

    private boolean measured(NumberWords.Run run) {
        String written = text.substring(start(run), end(run));
        return TIMES.matcher(written).matches()
                || DATE.matcher(written).matches()
                || (MEASURED.contains(word(run.from() - 1)) && adjoin(run.from() - 1) && !endsOpening(run.from()))
                || (MEASURES.contains(word(run.to())) && adjoin(run.to() - 1))
                || SIGN.matcher(text).region(end(run), text.length()).lookingAt();
    }

    /// `Let me in 4711`.
    private boolean endsOpening(int to) {
        return OPENS.contains(String.join(" ", word(to - 3), word(to - 2), word(to - 1)));
    }

    /// Whether there is no mark between a word and the next.
    private boolean adjoin(int at) {
        return !MARK.matcher(
                        text.substring(words.get(at).end(), words.get(at + 1).start()))
                .find();
    }

    /// Whether one of the phrases begins at a word.
    private boolean begins(Set<String> phrases, int at) {
        StringBuilder phrase = new StringBuilder(word(at));
        for (int length = 1; length <= LONGEST_PHRASE; length++) {
            if (phrases.contains(phrase.toString())) {
                return true;
            }
            phrase.append(' ').append(word(at + length));
        }
        return false;
    }

    private String word(int at) {
        return at >= 0 && at < words.size() ? words.get(at).plain() : "";
    }
}
