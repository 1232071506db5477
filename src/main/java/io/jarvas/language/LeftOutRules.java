package io.jarvas.language;

import io.jarvas.language.LeftOutWords.Part;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What leaves something out at a word of a message, and how far that goes. Never changed.
final class LeftOutRules {
    private static final LeftOutWords LISTS = LeftOutWords.ofTheHousehold();
    private static final int FEW = 2;

    /// So many words at least has a clause that ends in `não`: `a do quarto não`.
    private static final int SHORTEST_DENIAL = 3;

    /// Where a word stands.
    ///
    /// @param sentence where its sentence begins
    /// @param clause where its clause begins
    /// @param all whether a word of all there are was said in the sentence before it
    record Place(int at, int sentence, int clause, boolean all) {}

    /// What is left out.
    ///
    /// @param only whether it is rather all that is meant: `leave everything on except the TV`
    record Found(int from, int to, boolean only) {
        Found(int from, int to) {
            this(from, to, false);
        }
    }

    private final List<String> words;

    /// @param words plain ones; the marks `,`, `.`, `!` and `?` are words
    LeftOutRules(List<String> words) {
        this.words = List.copyOf(words);
    }

    Optional<Found> at(Place place) {
        int at = place.at();
        int except = Stream.<IntSupplier>of(() -> except(at), () -> but(place), () -> less(place), () -> without(at))
                .mapToInt(IntSupplier::getAsInt)
                .filter(length -> length > 0)
                .findFirst()
                .orElse(0);
        if (except > 0) {
            return Optional.of(new Found(
                    at + except,
                    end(at + except, false, at == place.sentence()),
                    place.all() && keeps(place.sentence())));
        }
        int left = Math.max(instead(at), left(place));
        if (left > 0) {
            return Optional.of(new Found(at + left, end(at + left, false, at == place.sentence())));
        }
        int forbidding = forbidding(place);
        int not = forbidding > 0 ? forbidding : not(at);
        if (not > 0) {
            return Optional.of(new Found(at + not, end(at + not, forbidding == 0, at == place.sentence())));
        }
        return at == place.clause() && at > place.sentence() ? denied(at) : Optional.empty();
    }

    boolean ends(int at) {
        return List.of(".", "!", "?").contains(word(at));
    }

    boolean joins(int at) {
        return word(at).equals(",") || is(Part.JOINS, at) || is(Part.HOWEVER, at);
    }

    boolean all(int at) {
        return is(Part.ALL, at);
    }

    private int except(int at) {
        int length = length(Part.EXCEPT, at);
        return is(Part.UNLESS, at + length) || some(at + length) ? 0 : length;
    }

    private int instead(int at) {
        int length = length(Part.INSTEAD, at);
        return LISTS.doing(word(at + length)) ? 0 : length;
    }

    private int but(Place place) {
        int at = place.at();
        int next = at + 1;
        if (!is(Part.BUT, at) || opens(next) || is(Part.NONE, at - 1) || is(Part.NOT, next) || some(next)) {
            return 0;
        }
        if (!word(at).equals("but")) {
            return place.all() && is(Part.THING, next) && !is(Part.THING, at - 1) && !is(Part.AMOUNT, at - 1) ? 1 : 0;
        }
        if (IntStream.range(place.sentence(), at).anyMatch(each -> not(each) > 0) && !mark(at - 1)) {
            // `not the kitchen light but the bedroom light`
            return 0;
        }
        boolean thing = is(Part.THING, next)
                && IntStream.range(next, sentenceEnd(next)).noneMatch(each -> opens(each) || number(each));
        return place.all() || thing ? 1 : 0;
    }

    private int less(Place place) {
        int at = place.at();
        int next = at + 1;
        boolean first = at == place.sentence();
        boolean much = !first && (is(Part.AMOUNT, at - 1) || LISTS.orders(words, at - 1));
        if (!is(Part.LESS, at) || much || is(Part.UNLESS, next) || number(next) || number(next + 1)) {
            return 0;
        }
        boolean thing = is(Part.THING, next) && !is(Part.DEGREE, next);
        boolean bare = place.all() && !number(at - 1) && !is(Part.DEGREE, next) && letters(next);
        return thing || bare ? 1 : 0;
    }

    private int without(int at) {
        if (!is(Part.WITHOUT, at)) {
            return 0;
        }
        int next = at + 1;
        if (LISTS.doing(word(next))) {
            return is(Part.CAREFUL, next) ? 0 : 2;
        }
        return is(Part.THING, next) ? 1 : 0;
    }

    private int not(int at) {
        int next = at + 1;
        boolean told = is(Part.ASKING, at - 1) || is(Part.TELLING, at - 1);
        if (!is(Part.NOT, at) || is(Part.ONLY, next) || is(Part.DEGREE, next) || told) {
            return 0;
        }
        boolean joined = joins(at - 1);
        if (word(next).equals("esta") && !joined) {
            // Whoever writes without accents means `está`.
            return 0;
        }
        boolean few = mark(next + 1) || mark(next + FEW);
        boolean bare = joined && few && letters(next) && !opens(next);
        return is(Part.THING, next) || bare ? 1 : 0;
    }

    private int forbidding(Place place) {
        int at = place.at();
        int needless = length(Part.NEEDLESS, at);
        int unwanted = length(Part.UNWANTED, at);
        int any = Math.max(needless, unwanted);
        int verb = at + any;
        if (any > 0) {
            boolean however = is(Part.HOWEVER, at - 1);
            boolean whatToDo = needless > 0 || however || is(Part.TO, verb - 1);
            boolean doing = LISTS.forbidden(word(verb)) || LISTS.english(word(verb));
            return doing && whatToDo ? any + 1 : however ? unwanted : 0;
        }
        int length = length(Part.FORBID, at);
        if (length == 0 || is(Part.ASKING, at - 1)) {
            return 0;
        }
        verb = at + length;
        while (is(Part.OBJECT, verb)) {
            verb++;
        }
        int handling = length(Part.HANDLING, verb);
        if (handling > 0) {
            return verb + handling - at;
        }
        boolean bids = at == place.clause()
                && is(Part.BIDDING, verb)
                && !word(sentenceEnd(at)).equals("?");
        boolean english = word(at).startsWith("do") || word(at).equals("never");
        boolean forbids = english ? LISTS.english(word(verb)) : bids || LISTS.forbidden(word(verb));
        return forbids && !is(Part.CAREFUL, verb) ? verb + 1 - at : 0;
    }

    private int left(Place place) {
        int at = place.at();
        boolean however = IntStream.range(Math.max(0, place.clause() - 1), at).anyMatch(each -> is(Part.HOWEVER, each));
        int leave = length(Part.LEAVE, at);
        boolean rest = leave > 0 && IntStream.range(at, sentenceEnd(at)).anyMatch(each -> is(Part.REST, each));
        int length = Math.max(length(Part.LEAVING, at), place.all() || however || rest ? leave : 0);
        boolean level =
                length > 0 && IntStream.range(at, end(at + 1, false, false)).anyMatch(this::number);
        return (at > place.sentence() || rest) && !level ? length : 0;
    }

    /// Whether the sentence says what is to be left as it is.
    private boolean keeps(int sentence) {
        int at = sentence;
        while (is(Part.PERSON, at) || is(Part.JOINS, at)) {
            at++;
        }
        return is(Part.LEAVE, at);
    }

    /// `A do quarto não`, `the hall light stays on`.
    private Optional<Found> denied(int at) {
        if (!is(Part.THING, at)) {
            return Optional.empty();
        }
        int to = IntStream.range(at, words.size())
                .filter(each -> mark(each) || is(Part.HOWEVER, each) || (!pointed(each) && LISTS.orders(words, each)))
                .findFirst()
                .orElse(words.size());
        boolean not = to - at >= SHORTEST_DENIAL && is(Part.NOT, to - 1) && !is(Part.JOINS, to - 2);
        boolean stays = IntStream.range(at + 1, to).anyMatch(each -> is(Part.STAY, each));
        boolean told = word(to).equals("?") || IntStream.range(at, to).anyMatch(this::number);
        boolean apart = IntStream.range(at + 1, to)
                .anyMatch(each -> is(Part.APART, each) && each + length(Part.APART, each) == to);
        return (not || stays || apart) && !told ? Optional.of(new Found(at, to)) : Optional.empty();
    }

    /// Where what is left out ends.
    ///
    /// @param corrects whether what follows a comma is meant instead
    /// @param first whether it begins the sentence, so that what is wanted may follow without a comma
    private int end(int from, boolean corrects, boolean first) {
        for (int at = from; at < words.size(); at++) {
            boolean further = at > from && (word(at).equals("mas") || word(at).equals("but"));
            if (ends(at) || further || is(Part.ONTO, at)) {
                return at;
            }
            boolean comma = word(at).equals(",");
            if (comma || is(Part.JOINS, at)) {
                int next = at;
                while (word(next).equals(",") || is(Part.JOINS, next)) {
                    next++;
                }
                boolean corrected = corrects && comma && !is(Part.JOINS, at + 1);
                if (corrected || opens(next) || is(Part.NOT, next) || (comma && is(Part.ALL, next))) {
                    return at;
                }
            }
            if (first && at > from && !pointed(at) && LISTS.orders(words, at)) {
                return at;
            }
        }
        return words.size();
    }

    /// Whether a word belongs to what is pointed at: `a da cozinha`, `the one that I turn on`.
    private boolean pointed(int at) {
        return is(Part.THING, at - 1) || is(Part.PERSON, at - 1) || is(Part.UNLESS, at - 1);
    }

    /// Whether what is wanted, or another sentence, may begin at a word.
    private boolean opens(int at) {
        return LISTS.orders(words, at) || is(Part.PERSON, at);
    }

    /// `All but one`: whichever.
    private boolean some(int at) {
        return is(Part.COUNT, at) || number(at);
    }

    private int sentenceEnd(int from) {
        return IntStream.range(from, words.size())
                .filter(this::ends)
                .findFirst()
                .orElse(words.size());
    }

    private boolean mark(int at) {
        return at >= words.size() || ends(at) || word(at).equals(",");
    }

    private boolean letters(int at) {
        return at < words.size() && Character.isLetter(word(at).charAt(0));
    }

    private boolean number(int at) {
        return !word(at).isEmpty() && Character.isDigit(word(at).charAt(0));
    }

    private boolean is(Part part, int at) {
        return length(part, at) > 0;
    }

    private int length(Part part, int at) {
        return LISTS.length(part, words, at);
    }

    /// Nothing beyond the ends.
    private String word(int at) {
        return at >= 0 && at < words.size() ? words.get(at) : "";
    }
}
