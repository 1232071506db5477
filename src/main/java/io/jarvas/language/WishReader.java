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
    private static final int MOST_WORDS = 400;
    private static final int LONGEST_TAG = 6;
    private static final WishLexicon LEXICON = WishLexicon.ofTheHousehold();

    private WishReader() {}

    static Wish read(String message) {
        Kind all = Kind.EMPTY;
        List<String> sentence = new ArrayList<>();
        List<String> words = new ArrayList<>(PlainWords.of(message, MOST_WORDS));
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
        if (asked && either && verbal(words)) {
            return Kind.QUESTION;
        }
        List<List<String>> clauses = clauses(words);
        Kind kind = Kind.EMPTY;
        boolean entangled = false;
        boolean inverted = false;
        int bare = 0;
        for (List<String> clause : clauses) {
            boolean list = clauses.size() > 1 && LEXICON.is(Inside.LISTNAME, clause);
            Kind one = list ? Kind.WEAK : new WishClause(clause, asked, requested, LEXICON).kind();
            inverted |= clause.getFirst().equals("should");
            if (one == Kind.COMMAND && entangled && !inverted) {
                one = Kind.QUESTION;
            }
            if (one == Kind.COMMAND && clause.size() <= 2 && LEXICON.direct(clause.getFirst())) {
                bare++;
            }
            if (one == Kind.QUESTION) {
                // Verbs that are only named: `turn on, dim: which of those can it do?`
                if (bare > 1) {
                    return Kind.QUESTION;
                }
                entangled |= kind != Kind.COMMAND && entangles(clause);
            }
            kind = kind == Kind.QUESTION ? max(kind, one) : after(kind, one);
        }
        return kind;
    }

    /// Whether it begins with a verb: `close the blinds or leave them open?`
    private static boolean verbal(List<String> words) {
        int at = LEXICON.afterOpeners(words, 0);
        return at < words.size() && LEXICON.direct(words.get(at));
    }

    /// Whether what is asked about may go on after `and`: `did you close the door and turn off the light`.
    private static boolean entangles(List<String> clause) {
        return clause.stream()
                .skip(1)
                .anyMatch(word -> LEXICON.direct(word) && !LEXICON.is(Inside.ARTICLE, List.of(word)));
    }

    private static List<List<String>> clauses(List<String> words) {
        List<List<String>> clauses = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < words.size(); at++) {
            List<String> word = words.subList(at, at + 1);
            boolean joins = at > from && LEXICON.is(Inside.JOINING, word) && begins(words, at + 1);
            boolean only = at > from && LEXICON.is(Inside.ONLY, word) && reads(words, at + 1);
            if (words.get(at).equals(",") || joins || only) {
                add(words.subList(from, at), clauses);
                from = only ? at : at + 1;
            }
        }
        add(words.subList(from, words.size()), clauses);
        return clauses;
    }

    private static void add(List<String> clause, List<List<String>> clauses) {
        if (!clause.isEmpty()) {
            clauses.add(clause);
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
        return LEXICON.orders(words, from)
                || LEXICON.at(words, from)
                        .map(begin -> switch (begin.head()) {
                            case QUESTION, REQUEST, ABLE, WANT, READING, COMMAND, CONDITION -> true;
                            case OPENER, WEAK, STATEMENT -> false;
                        })
                        .orElse(false);
    }
}
