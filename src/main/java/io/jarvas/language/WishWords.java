package io.jarvas.language;

import io.jarvas.language.WishLexicon.Begin;
import io.jarvas.language.WishLexicon.Head;
import io.jarvas.language.WishLexicon.Inside;
import java.util.List;
import java.util.Optional;

/// The words of a clause, and what can be said of them from a word on. Never changed.
final class WishWords {
    private final List<String> words;
    private final WishLexicon lexicon;

    WishWords(List<String> words, WishLexicon lexicon) {
        this.words = words;
        this.lexicon = lexicon;
    }

    /// `have the lights been turned off`, but `have the lights off`.
    boolean perfect(int from) {
        return words.stream().skip(from).anyMatch(word -> word.endsWith("ed") || lexicon.is(Inside.PARTICIPLE, word));
    }

    boolean tellsOfSelf(String word) {
        return lexicon.verbs().past(word) || lexicon.verbs().self(word) || lexicon.is(Inside.HAVE, word);
    }

    /// Whether one of the words says what is done: `quando sair` before `desliga`.
    boolean verbal(int from, int to) {
        List<String> some = words.subList(from, to);
        return lexicon.has(Inside.FINITE, some, 0)
                || some.stream().anyMatch(word -> word.length() > 3 && (word.endsWith("r") || word.endsWith("rmos")));
    }

    /// `… tell me how warm it is`, `… I was only wondering`.
    boolean readsLater(int from) {
        for (int at = from; at < words.size(); at++) {
            Optional<Begin> begin = lexicon.at(words, at).filter(one -> one.head() == Head.READING && one.words() > 1);
            if (begin.isPresent()
                    && lexicon.is(Inside.TELLS, words.get(at + begin.get().words() - 1))) {
                return true;
            }
        }
        return lexicon.has(Inside.WONDERING, words, from);
    }

    /// `ligar`, `ligares`, where it is no wish: `e se ligar …`.
    boolean future(String word) {
        return word.endsWith("r") || word.endsWith("res") || word.endsWith("rmos");
    }

    /// `porque não ligas`, `e se ligássemos`.
    boolean proposes(int rest) {
        return words.stream().skip(rest).limit(4).anyMatch(lexicon.verbs()::suggestion);
    }

    /// Whether what follows is to be told, not done.
    boolean told(int rest) {
        return lexicon.length(Inside.TELLING, words, rest) > 0;
    }

    /// Whether it is of something that is past: `you should have turned …`, `devias ter desligado …`.
    boolean wouldHave(int at) {
        if (at + 1 >= words.size()) {
            return false;
        }
        String have = words.get(at);
        String next = words.get(at + 1);
        boolean participle = next.endsWith("ed")
                || next.endsWith("ado")
                || next.endsWith("ido")
                || lexicon.is(Inside.PARTICIPLE, next);
        return participle && (have.equals("have") || have.equals("ter"));
    }

    /// `is it possible that you played …`, `what do you think of me buying …`, `é possível a luz ter acendido`.
    boolean hadBeen(int at) {
        String first = words.get(at);
        boolean past = first.length() > 4 && first.endsWith("ed") && !first.endsWith("eed");
        boolean self =
                first.equals("eu") || (first.equals("me") && words.get(at - 1).equals("of"));
        boolean later =
                words.subList(at, Math.min(words.size(), at + 5)).contains("ter") && wouldHave(words.indexOf("ter"));
        return past || self || later || lexicon.verbs().past(first) || lexicon.is(Inside.HAVE, first);
    }

    /// `vinte graus`, `20`.
    boolean counts(int at) {
        return Character.isDigit(words.get(at).charAt(0)) || lexicon.length(Inside.AMOUNT, words, at) > 0;
    }

    boolean complains(int from) {
        return lexicon.has(Inside.COMPLAINT, words, from) && !lexicon.has(Inside.GOOD, words, from);
    }

    /// Where `podia` ends in `a música podia baixar`; 0 where there is none.
    int afterModal(int from) {
        int after = lexicon.after(Inside.MODAL, words, from);
        boolean verb = after > 0
                && after < words.size()
                && lexicon.verbs().direct(words.get(after))
                && words.get(after).endsWith("r");
        return verb ? after : 0;
    }

    /// `in the kitchen play some music`; after a name only where it ends with what was: `the film ended play
    /// …`.
    boolean commandsLater(int from, boolean named) {
        for (int at = from + 1; at + 1 < words.size(); at++) {
            boolean free = !named || lexicon.verbs().past(words.get(at - 1));
            boolean either = words.get(at + 1).equals("or") || words.get(at + 1).equals("ou");
            if (lexicon.orders(words, at) && lexicon.length(Inside.SUBJECT, words, at - 1) == 0 && free && !either) {
                return true;
            }
        }
        return false;
    }

    /// `somebody is at the door let them in`.
    boolean ordersThing(int from) {
        for (int at = from + 1; at + 1 < words.size(); at++) {
            boolean free = lexicon.length(Inside.SUBJECT, words, at - 1) == 0;
            if (free && lexicon.verbs().imperative(words.get(at)) && lexicon.is(Inside.OBJECT, words.get(at + 1))) {
                return true;
            }
        }
        return false;
    }

    boolean tellsOfWhatIs(int from) {
        boolean counted = from + 1 < words.size() && lexicon.length(Inside.AMOUNT, words, from + 1) > 0;
        boolean named = lexicon.is(Inside.DETERMINER, words.get(from)) && !counted && !number(from, from + 2);
        for (int at = from + 1; at < words.size() && !subordinate(at); at++) {
            boolean finite = lexicon.length(Inside.FINITE, words, at) > 0
                    || lexicon.verbs().past(words.get(at))
                    || lexicon.verbs().does(words.get(at))
                    || (named && doesSomething(at))
                    || (lexicon.is(Inside.SETTING, words.get(at)) && lexicon.is(Inside.PEOPLE, words.get(at - 1)));
            if (finite && !pointed(from, at)) {
                return true;
            }
        }
        return false;
    }

    /// `heating to eco while …`: what follows tells when.
    boolean subordinate(int at) {
        boolean whether = words.get(at).equals("if") || words.get(at).equals("se");
        return !whether
                && lexicon.at(words, at)
                        .map(Begin::head)
                        .filter(Head.CONDITION::equals)
                        .isPresent();
    }

    /// Whether a verb belongs to what is pointed at: `the one that is on`, `where we left it`.
    boolean pointed(int from, int at) {
        List<String> before = words.subList(Math.max(from + 1, at - 2), at);
        return before.stream().anyMatch(word -> lexicon.is(Inside.POINTING, word));
    }

    boolean doesLater(int from) {
        for (int at = from + 2; at < words.size(); at++) {
            if (doesSomething(at)) {
                return true;
            }
        }
        return false;
    }

    /// `o despertador toca amanhã`, but `a luz liga-a`.
    boolean doesSomething(int at) {
        String word = words.get(at);
        boolean verb = lexicon.orders(words, at)
                && (word.endsWith("a") || word.endsWith("e") || word.endsWith("am") || word.endsWith("em"));
        boolean goesOn = at + 1 < words.size() && !lexicon.is(Inside.CLITIC, words.get(at + 1));
        return verb && goesOn && lexicon.length(Inside.SUBJECT, words, at - 1) == 0;
    }

    boolean number(int from) {
        return number(from, words.size());
    }

    boolean number(int from, int to) {
        return words.stream().limit(to).skip(from).anyMatch(word -> Character.isDigit(word.charAt(0)));
    }

    /// Whether something is named that can only be told.
    boolean informs(int from) {
        boolean remaining = lexicon.has(Inside.REMAINING, words, from);
        boolean wanted = number(from) || lexicon.has(Inside.AMOUNT, words, from);
        return lexicon.has(Inside.INFO, words, from) && (remaining || !wanted);
    }
}
