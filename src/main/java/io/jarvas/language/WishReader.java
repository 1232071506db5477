package io.jarvas.language;

import io.jarvas.language.WishClause.Kind;
import io.jarvas.language.WishLexicon.Begin;
import io.jarvas.language.WishLexicon.Head;
import io.jarvas.language.WishLexicon.Inside;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Tells a message that wants something done from one that only asks. Safe to use from any thread.
///
/// A message is cut into sentences and these into clauses, where a comma or a joining word stands before what can
/// begin one. How a clause begins says what it is; what follows may turn it: `can you turn …` is a wish, `can you
/// tell …` is a question. A clear command decides for the whole message, else a question, else a hint. All words
/// and phrases stand in `wishes.txt`.
final class WishReader {
    private static final int MOST_WORDS = 300;
    private static final int LONGEST_TAG = 8;
    private static final WishLexicon LEXICON = WishLexicon.ofTheHousehold();

    private WishReader() {}

    static Wish read(String message) {
        Kind all = Kind.EMPTY;
        List<String> sentence = new ArrayList<>();
        List<String> words = new ArrayList<>(LEXICON.written(PlainWords.of(message, MOST_WORDS)));
        words.add(".");
        for (String word : words) {
            if (word.equals(".") || word.equals("!") || word.equals("?")) {
                all = after(all, tagged(sentence, word.equals("?")));
                sentence = new ArrayList<>();
            } else {
                sentence.add(word);
            }
        }
        return switch (all) {
            case COMMAND, LEVEL, WEAK, FRAGMENT -> Wish.ACTS;
            case QUESTION, STATEMENT, EMPTY -> Wish.ASKS;
        };
    }

    /// What two sentences or clauses are together. A few words after a statement are what follows from it
    /// (`my hands are full. Lights.`), and a level after a question is wanted (`is it still on? Off, please.`).
    private static Kind after(Kind before, Kind next) {
        if (before == Kind.STATEMENT && next == Kind.FRAGMENT) {
            return Kind.WEAK;
        }
        return before == Kind.QUESTION && next == Kind.LEVEL ? Kind.COMMAND : max(before, next);
    }

    private static Kind max(Kind a, Kind b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    /// A sentence with what hangs at its end.
    private static Kind tagged(List<String> words, boolean asked) {
        List<String> rest = trimmed(words);
        if (LEXICON.is(Inside.ALONE, rest)) {
            return Kind.WEAK;
        }
        if (urges(rest)) {
            return Kind.COMMAND;
        }
        boolean asks = false;
        boolean requests = false;
        for (Optional<Tag> tag = tag(rest); tag.isPresent(); tag = tag(rest)) {
            rest = trimmed(rest.subList(0, tag.get().from()));
            asks |= tag.get().asks();
            requests |= !tag.get().asks();
        }
        if (rest.isEmpty()) {
            return Kind.EMPTY;
        }
        if (LEXICON.is(Inside.TALK, rest)) {
            return Kind.STATEMENT;
        }
        Kind kind = sentence(rest, asks || (asked && !requests), requests);
        return asks && kind != Kind.COMMAND ? Kind.QUESTION : kind;
    }

    /// Words that hang at the end of a sentence: `…, will you`, `…, isn't it`.
    private record Tag(int from, boolean asks) {}

    private static Optional<Tag> tag(List<String> words) {
        for (int at = Math.max(1, words.size() - LONGEST_TAG); at < words.size(); at++) {
            boolean comma = words.get(at - 1).equals(",");
            List<String> end = words.subList(at, words.size());
            if (LEXICON.is(Inside.REQUESTTAG, end)) {
                if (words.getFirst().equals("you") && end.getLast().equals("you")) {
                    return Optional.of(new Tag(at, true));
                }
                if (comma || LEXICON.is(Inside.PLAINREQUEST, end)) {
                    return Optional.of(new Tag(at, false));
                }
            }
            if (LEXICON.is(Inside.ASKTAG, end) && (comma || LEXICON.is(Inside.PLAINQUESTION, end))) {
                return Optional.of(new Tag(at, true));
            }
        }
        return Optional.empty();
    }

    private static List<String> trimmed(List<String> words) {
        int from = 0;
        int to = words.size();
        while (from < to && words.get(from).equals(",")) {
            from++;
        }
        while (to > from && words.get(to - 1).equals(",")) {
            to--;
        }
        return words.subList(from, to);
    }

    private static Kind sentence(List<String> words, boolean asked, boolean requested) {
        for (int from = Math.max(1, words.size() - LONGEST_TAG); from < words.size(); from++) {
            if (LEXICON.is(Inside.ENDING, words.subList(from, words.size()))) {
                return Kind.QUESTION;
            }
        }
        boolean either = words.contains("or") || words.contains("ou");
        if (LEXICON.has(Inside.HYPOTHETICAL, words, 0) || (asked && either && verbal(words))) {
            return Kind.QUESTION;
        }
        List<Part> parts = parts(words);
        if (asked && parts.size() > 1 && supposes(parts)) {
            return Kind.QUESTION;
        }
        List<String> last = parts.getLast().words();
        int ahead = parts.size() > 1 ? 0 : 1;
        if (LEXICON.has(Inside.ABOUT, last, ahead)) {
            return Kind.QUESTION;
        }
        return joined(parts, asked, requested);
    }

    /// What its clauses are together.
    private static Kind joined(List<Part> parts, boolean asked, boolean requested) {
        Kind kind = Kind.EMPTY;
        boolean entangled = false;
        boolean inverted = false;
        boolean corrects = false;
        boolean awaits = false;
        int bare = 0;
        for (Part part : parts) {
            List<String> clause = part.words();
            boolean list = parts.size() > 1 && LEXICON.is(Inside.LISTNAME, clause);
            Kind one = list ? Kind.WEAK : new WishClause(clause, asked, requested, LEXICON).kind();
            inverted |= clause.getFirst().equals("should");
            boolean apart = !asked && LEXICON.is(Inside.ADDING, clause.subList(0, 1));
            entangled &= !part.broken() && !addresses(clause) && !apart;
            if (one == Kind.COMMAND && entangled && !inverted) {
                one = Kind.QUESTION;
            }
            if (awaits && (LEXICON.is(Inside.NOTIFIES, clause) || LEXICON.length(Inside.SAYS, clause, 0) > 0)) {
                one = Kind.COMMAND;
            }
            awaits = conditional(clause);
            if (one == Kind.COMMAND && clause.size() <= 2 && LEXICON.verbs().direct(clause.getFirst())) {
                bare++;
            }
            if (one == Kind.QUESTION) {
                // Verbs that are only named: `turn on, dim: which of those can it do?`
                if (bare > 1) {
                    return Kind.QUESTION;
                }
                if (part.added() && begins(clause, 0) && level(parts.getFirst().words())) {
                    return Kind.COMMAND;
                }
                if (kind == Kind.COMMAND
                        && part.instead()
                        && polite(parts.getFirst().words())) {
                    return Kind.QUESTION;
                }
                boolean idle = LEXICON.length(Inside.CURIOSITY, clause, 0) > 0;
                entangled |= idle || (kind != Kind.COMMAND && entangles(clause));
            }
            // `não é o candeeiro, é a luz`
            if (corrects && !asked && LEXICON.length(Inside.CORRECTION, clause, 0) > 0) {
                return Kind.WEAK;
            }
            corrects = LEXICON.length(Inside.NEGATED, clause, 0) > 0;
            kind = kind == Kind.QUESTION ? max(kind, one) : after(kind, one);
        }
        return kind;
    }

    /// `are you going to close that door or what`.
    private static boolean urges(List<String> words) {
        int at = LEXICON.afterOpeners(words, 0);
        if (at >= words.size() || LEXICON.length(Inside.GOINGTO, words, at) == 0) {
            return false;
        }
        for (int from = at + 1; from < words.size(); from++) {
            int length = LEXICON.length(Inside.ORELSE, words, from);
            if (length > 2 || (length > 0 && from + length == words.size())) {
                return true;
            }
        }
        return false;
    }

    /// `if you can lock doors, can you unlock them?`, `imagina que chove, fechas?`
    private static boolean supposes(List<Part> parts) {
        List<String> first = parts.getFirst().words();
        int at = LEXICON.afterOpeners(first, 0);
        int length = LEXICON.length(Inside.SUPPOSING, first, at);
        if (length > 0) {
            return true;
        }
        int able = LEXICON.length(Inside.IFABLE, first, 0);
        return able > 0 && able < first.size() && LEXICON.verbs().direct(first.get(able));
    }

    private static boolean conditional(List<String> clause) {
        return LEXICON.at(clause, LEXICON.afterOpeners(clause, 0))
                .map(Begin::head)
                .filter(Head.CONDITION::equals)
                .isPresent();
    }

    /// `lights down` before `and is it going to rain?`
    private static boolean level(List<String> clause) {
        return new WishClause(clause, false, false, LEXICON).kind() == Kind.LEVEL;
    }

    /// `can you lock it or is that something only I can do`.
    private static boolean polite(List<String> clause) {
        return LEXICON.at(clause, LEXICON.afterOpeners(clause, 0))
                .map(Begin::head)
                .filter(head -> head == Head.REQUEST || head == Head.ABLE)
                .isPresent();
    }

    /// `liga tu`, `you do it`.
    private static boolean addresses(List<String> clause) {
        int last = clause.size() - 1;
        return last > 0 && (clause.get(last).equals("tu") || clause.getFirst().equals("you"));
    }

    /// Whether it begins with a verb: `close the blinds or leave them open?`
    private static boolean verbal(List<String> words) {
        int at = LEXICON.afterOpeners(words, 0);
        return at < words.size() && LEXICON.verbs().direct(words.get(at));
    }

    /// Whether what is asked about may go on after `and`: `did you close the door and turn off the light`.
    private static boolean entangles(List<String> clause) {
        return clause.stream()
                .skip(1)
                .anyMatch(word -> LEXICON.verbs().direct(word) && !LEXICON.is(Inside.ARTICLE, List.of(word)));
    }

    /// A clause, the word that joins it to what stands before (`and is it …`), else none, and whether that was
    /// broken off (`how do I turn on the … never mind`).
    private record Part(List<String> words, String joint, boolean broken) {
        boolean added() {
            return joint.equals("and") || joint.equals("e");
        }

        boolean instead() {
            return joint.equals("or") || joint.equals("ou");
        }
    }

    private static List<Part> parts(List<String> words) {
        List<Part> parts = new ArrayList<>();
        int from = 0;
        String joint = "";
        boolean broken = false;
        for (int at = 0; at < words.size(); at++) {
            List<String> word = words.subList(at, at + 1);
            boolean joins = at > from && joins(words, at, at - from) && begins(words, at + 1);
            boolean only = at > from && LEXICON.is(Inside.ONLY, word) && reads(words, at + 1);
            boolean breaks = at > from && (LEXICON.length(Inside.BREAK, words, at) > 0 || explains(words, at));
            if (words.get(at).equals(",") || joins || only || breaks) {
                add(new Part(words.subList(from, at), joint, broken), parts);
                joint = joins ? word.getFirst() : "";
                broken = breaks;
                from = only || breaks ? at : at + 1;
            }
        }
        add(new Part(words.subList(from, words.size()), joint, broken), parts);
        return parts;
    }

    /// Whether a joining word stands there that is none of `mas é`, `is so warm`, `só fecha` and `abre e
    /// fecha`.
    private static boolean joins(List<String> words, int at, int behind) {
        String word = words.get(at);
        if (!LEXICON.is(Inside.JOINING, List.of(word)) || LEXICON.length(Inside.ADVERB, words, at) > 1) {
            return false;
        }
        boolean last = at + 1 == words.size();
        boolean portuguese =
                !last && LEXICON.orders(words, at + 1) && !LEXICON.verbs().english(words.get(at + 1));
        boolean so = word.equals("so") && (portuguese || LEXICON.length(Inside.FINITE, words, at - 1) > 0);
        boolean pair = behind > 1 && !last && LEXICON.orders(words, at - 1) && LEXICON.orders(words, at + 1);
        return !so && !pair;
    }

    /// `back to normal please everyone is gone`.
    private static boolean explains(List<String> words, int at) {
        return words.get(at - 1).equals("please")
                && LEXICON.at(words, at)
                        .map(Begin::head)
                        .filter(Head.STATEMENT::equals)
                        .isPresent();
    }

    private static void add(Part part, List<Part> parts) {
        if (!part.words().isEmpty()) {
            String joint = part.joint().isEmpty() ? part.words().getFirst() : part.joint();
            parts.add(new Part(part.words(), joint, part.broken()));
        }
    }

    /// Whether what is to be told may be said from a word on.
    private static boolean reads(List<String> words, int at) {
        return LEXICON.at(words, at)
                .map(Begin::head)
                .filter(Head.READING::equals)
                .isPresent();
    }

    /// Whether a clause may begin at a word.
    private static boolean begins(List<String> words, int at) {
        int from = LEXICON.afterOpeners(words, at);
        if (from >= words.size()) {
            return false;
        }
        boolean second = words.get(from).endsWith("s") && LEXICON.verbs().direct(words.get(from));
        return second
                || LEXICON.orders(words, from)
                || LEXICON.at(words, from)
                        .map(begin -> switch (begin.head()) {
                            case QUESTION, REQUEST, ABLE, WANT, READING, COMMAND, CONDITION -> true;
                            case OPENER, WEAK, STATEMENT -> false;
                        })
                        .orElse(false);
    }
}
