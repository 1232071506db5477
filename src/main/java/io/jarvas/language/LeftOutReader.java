package io.jarvas.language;

import io.jarvas.language.LeftOutRules.Found;
import io.jarvas.language.LeftOutRules.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cuts a message into its [Portion]s. Used once, by one thread.
///
/// A word such as `except` begins what is left out, and it lasts to the end of the sentence, or to where something
/// is wanted again: a comma or `and` before a verb, `but`. Words that leave out only at times (`but`, `not`, `menos`,
/// `sem`) do so by what stands around them.
final class LeftOutReader {
    private static final int MOST_WORDS = 1_500;
    private static final Pattern WORD = Pattern.compile("\\d+(?:[.,]\\d+)*|[\\p{L}\\p{M}\\p{N}'’´`]+|[,.;:!?…()–—\\n]");

    /// Titles and names, whatever their words are.
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|“[^”]*”|«[^»]*»");
    /// Without its accent it would be `this`.
    private static final Pattern IS = Pattern.compile("(?iu)est(?:á|á)s?");

    private final String message;
    private final List<String> words = new ArrayList<>();
    /// Where each word begins in the message, and the message's length.
    private final List<Integer> starts = new ArrayList<>();

    private final List<Portion> portions = new ArrayList<>();

    private LeftOutReader(String message) {
        this.message = message;
        Matcher matcher = WORD.matcher(QUOTED.matcher(message)
                .replaceAll(title -> "X".repeat(title.group().length())));
        while (matcher.find() && words.size() < MOST_WORDS) {
            // A mark is none at the beginning of a text.
            List<String> plain =
                    PlainWords.of("x " + IS.matcher(matcher.group()).replaceFirst("é"), 2);
            if (plain.size() > 1) {
                words.add(plain.getLast());
                starts.add(matcher.start());
            }
        }
        starts.add(message.length());
    }

    static List<Portion> read(String message) {
        return new LeftOutReader(message).portions();
    }

    private List<Portion> portions() {
        LeftOutRules rules = new LeftOutRules(words);
        int wanted = 0;
        int sentence = 0;
        int clause = 0;
        boolean all = false;
        int at = 0;
        while (at < words.size()) {
            Optional<Found> found = rules.at(new Place(at, sentence, clause, all));
            if (found.isPresent()) {
                add(wanted, at, found.get().only());
                add(found.get().from(), found.get().to(), !found.get().only());
                at = Math.max(at + 1, found.get().to());
                wanted = found.get().to();
                clause = at;
                continue;
            }
            all |= rules.all(at);
            if (rules.ends(at)) {
                all = false;
                sentence = at + 1;
            }
            if (rules.ends(at) || rules.joins(at)) {
                clause = at + 1;
            }
            at++;
        }
        add(wanted, words.size(), false);
        boolean none = portions.stream().noneMatch(Portion::leftOut);
        return none ? List.of(new Portion(message, false)) : List.copyOf(portions);
    }

    private void add(int from, int to, boolean leftOut) {
        if (from < to) {
            String part = message.substring(from == 0 ? 0 : starts.get(from), starts.get(to))
                    .strip();
            if (part.chars().anyMatch(Character::isLetterOrDigit)) {
                portions.add(new Portion(part, leftOut));
            }
        }
    }
}
