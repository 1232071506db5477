package io.jarvas.search;

import io.jarvas.search.Dictionary.Role;
import io.jarvas.search.Reading.Term;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A person's words without those that say little; mistyped ones are corrected. Used by one thread.
final class Wording {
    private static final int MOST_CONTENT = 32;
    private static final int MOST_CORRECTED = 12;
    private static final int SHORTEST_PART = 3;
    private static final double NEARLY_LITERAL = 0.95;

    /// So long a word is hardly another one by chance.
    private static final int LONG = 8;

    private static final Set<String> BEFORE_AN_AMOUNT = Set.of("to", "at", "by", "para", "a", "ate");
    private static final Set<String> EVERYTHING = Set.of("everything", "tudo");
    private static final Set<String> ARTICLES = Set.of("o", "a", "os", "as");

    /// A word that may mean something, and what else it may be.
    ///
    /// @param doubtful whether not even its first letter is right
    record Content(String word, double quality, List<Term> others, boolean doubtful, int clause) {
        Content(String word, double quality, int clause) {
            this(word, quality, List.of(), false, clause);
        }
    }

    private final Dictionary dictionary;
    private final Index index;
    private final List<Content> contents;
    private boolean which;
    private boolean every;
    private final Set<Integer> everything = new HashSet<>();
    private boolean asks;
    private int corrected;

    Wording(List<String> words, Dictionary dictionary, Index index) {
        this.dictionary = dictionary;
        this.index = index;
        this.contents = List.copyOf(joined(corrected(bounded(contents(words)))));
    }

    /// In their order.
    List<Content> contents() {
        return contents;
    }

    /// Whether those of many that are in a state are asked for.
    boolean which() {
        return which;
    }

    /// Whether all there are are asked for.
    boolean every() {
        return every;
    }

    /// The clauses that ask for everything, of whichever kind.
    Set<Integer> everything() {
        return everything;
    }

    /// Whether it is a question.
    boolean asks() {
        return asks;
    }

    private List<Content> contents(List<String> words) {
        List<Content> contents = new ArrayList<>();
        int clause = 0;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (beginsPhrase(words, i)) {
                contents.add(new Content(word, Reading.LITERAL, clause));
            } else if (word.equals(Tokens.BREAK) || dictionary.is(Role.AND, word)) {
                clause++;
            } else if (dictionary.is(Role.WHICH, word)) {
                which |= !joinsSentences(words, i);
            } else if (dictionary.is(Role.ASK, word)) {
                asks = true;
                which |= i > 0 && words.get(i - 1).equals("that");
            } else if (dictionary.is(Role.EVERY, word)) {
                every = true;
                if (EVERYTHING.contains(word)) {
                    everything.add(clause);
                }
            } else if (!dictionary.is(Role.STOP, word) && !amount(words, i)) {
                contents.add(new Content(dictionary.canonical(word), Reading.LITERAL, clause));
            }
        }
        return contents;
    }

    /// Whether `que` is that of `confirma que está tudo fechado`, not that of `que luzes estão acesas`.
    private boolean joinsSentences(List<String> words, int at) {
        if (!words.get(at).equals("que") || at + 1 == words.size()) {
            return false;
        }
        String next = words.get(at + 1);
        return ARTICLES.contains(next)
                || dictionary.is(Role.EVERY, next)
                || (dictionary.is(Role.ASK, next)
                        && at + 2 < words.size()
                        && dictionary.is(Role.EVERY, words.get(at + 2)));
    }

    /// Whether the next word makes a thing of this one: `todo list`, where `todo` is also Portuguese for
    /// "all".
    private boolean beginsPhrase(List<String> words, int at) {
        return at + 1 < words.size()
                && dictionary.senses(words.get(at) + " " + words.get(at + 1)).stream()
                        .map(sense -> sense.concept())
                        .anyMatch(concept -> concept.names() || concept.section() == Concept.Section.NOTHING);
    }

    /// Whether a word says how much: `50` and `%` of `50 %`, the `3` of `to 3`.
    private boolean amount(List<String> words, int at) {
        String word = words.get(at);
        if (Tokens.number(dictionary.canonical(word))) {
            boolean unit = at + 1 < words.size() && dictionary.is(Role.MEASURE, words.get(at + 1));
            boolean target = at > 0 && BEFORE_AN_AMOUNT.contains(words.get(at - 1));
            boolean decimal = word.indexOf('.') >= 0 || word.indexOf(',') >= 0;
            return unit || target || (decimal && !index.has(word));
        }
        boolean measures = at > 0 && Tokens.number(dictionary.canonical(words.get(at - 1)));
        return dictionary.is(Role.MEASURE, word)
                && (word.equals("%") || word.equals("°") || (measures && dictionary.longest(word) == 0));
    }

    /// The first and the last, where there are too many: a request stands at the start of a long text or at
    /// its end.
    private static List<Content> bounded(List<Content> contents) {
        if (contents.size() <= MOST_CONTENT) {
            return contents;
        }
        List<Content> some = new ArrayList<>(contents.subList(0, MOST_CONTENT / 2));
        some.addAll(contents.subList(contents.size() - MOST_CONTENT / 2, contents.size()));
        return some;
    }

    private List<Content> corrected(List<Content> contents) {
        List<Content> right = new ArrayList<>();
        for (Content content : contents) {
            if (Tokens.number(content.word()) || known(content.word())) {
                right.add(content);
            } else {
                correct(content, right);
            }
        }
        return right;
    }

    private boolean known(String word) {
        return index.has(word) || dictionary.knows(word);
    }

    private void correct(Content content, List<Content> right) {
        String word = content.word();
        String other = otherGender(word);
        if (!other.equals(word) && known(other)) {
            right.add(new Content(other, NEARLY_LITERAL, content.clause()));
            return;
        }
        for (int cut = SHORTEST_PART; cut <= word.length() - SHORTEST_PART; cut++) {
            String first = Tokens.singular(word.substring(0, cut));
            String second = word.substring(cut);
            if (thing(first) && thing(second)) {
                right.add(new Content(first, NEARLY_LITERAL, content.clause()));
                right.add(new Content(second, NEARLY_LITERAL, content.clause()));
                return;
            }
        }
        if (corrected++ >= MOST_CORRECTED) {
            right.add(content);
            return;
        }
        List<Spelling.Guess> guesses = index.spelling().guesses(word);
        if (guesses.isEmpty()) {
            right.add(content);
            return;
        }
        List<Spelling.Guess> things =
                guesses.stream().filter(guess -> thing(guess.word())).toList();
        if (things.isEmpty()) {
            common(guesses.getFirst().word(), content, right);
            return;
        }
        List<Term> others = things.stream()
                .skip(1)
                .flatMap(guess -> Term.of(guess.word(), quality(guess), dictionary).stream())
                .toList();
        Spelling.Guess best = things.getFirst();
        boolean doubtful = best.word().charAt(0) != word.charAt(0) && word.length() < LONG;
        right.add(new Content(dictionary.canonical(best.word()), quality(best), others, doubtful, content.clause()));
    }

    /// A mistyped common word does in a sentence what it does when it is spelled right.
    private void common(String word, Content content, List<Content> right) {
        if (dictionary.is(Role.WHICH, word)) {
            which = true;
        } else if (dictionary.is(Role.ASK, word)) {
            asks = true;
        } else if (dictionary.is(Role.EVERY, word)) {
            every = true;
        } else if (dictionary.weak(word)) {
            right.add(new Content(word, 0.8, content.clause()));
        }
    }

    /// Whether a word is part of a name or a phrase of the household.
    private boolean thing(String word) {
        return index.has(word) || dictionary.longest(word) > 0;
    }

    private static double quality(Spelling.Guess guess) {
        if (guess.mistakes() > 1) {
            return 0.65;
        }
        return guess.word().length() < LONG ? 0.8 : Reading.SURE;
    }

    private static String otherGender(String word) {
        if (word.length() < 5) {
            return word;
        }
        String stem = word.substring(0, word.length() - 1);
        return switch (word.charAt(word.length() - 1)) {
            case 'a' -> stem + "o";
            case 'o' -> stem + "a";
            default -> word;
        };
    }

    /// `bed room` as `bedroom`, where only that is known.
    private List<Content> joined(List<Content> contents) {
        List<Content> whole = new ArrayList<>();
        int at = 0;
        while (at < contents.size()) {
            Content first = contents.get(at);
            if (at + 1 < contents.size()) {
                Content second = contents.get(at + 1);
                String both = first.word() + second.word();
                if (first.clause() == second.clause()
                        && !Tokens.number(second.word())
                        && thing(both)
                        && !(index.has(first.word()) && index.has(second.word()))) {
                    double quality = NEARLY_LITERAL * Math.min(first.quality(), second.quality());
                    whole.add(new Content(both, quality, first.clause()));
                    at += 2;
                    continue;
                }
            }
            whole.add(first);
            at++;
        }
        return whole;
    }
}
