package io.jarvas.language;

import io.jarvas.language.WishLexicon.Begin;
import io.jarvas.language.WishLexicon.Head;
import io.jarvas.language.WishLexicon.Inside;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One clause of a message, to be told what it is by how it begins. Never changed.
final class WishClause {
    /// What a clause, a sentence or a message is, the weightiest last.
    enum Kind {
        EMPTY,
        /// A few words without a verb: `kitchen lights`.
        FRAGMENT,
        /// Tells of something: `I closed the door`.
        STATEMENT,
        /// Hints at what is wanted: `it's too cold`.
        WEAK,
        /// A few words that say how something is to be: `bedroom 50%`.
        LEVEL,
        QUESTION,
        COMMAND
    }

    private final WishLexicon lexicon;
    private final List<String> words;
    /// Where it begins in earnest.
    private final int start;
    /// Whether its sentence ends with a question mark.
    private final boolean asked;
    /// Whether `please` or another word that makes a request of it hung at its sentence.
    private final boolean requested;

    WishClause(List<String> words, boolean asked, boolean requested, WishLexicon lexicon) {
        this.lexicon = lexicon;
        this.asked = asked;
        this.requested = requested;
        this.start = lexicon.afterOpeners(words, 0);
        List<String> spelled = new ArrayList<>(words);
        if (start < words.size()) {
            spelled.set(start, lexicon.spelled(words.get(start)));
        }
        this.words = spelled;
    }

    Kind kind() {
        if (start == words.size()) {
            return lexicon.is(Inside.TALK, words) ? Kind.STATEMENT : Kind.EMPTY;
        }
        return kind(start);
    }

    private Kind kind(int at) {
        Optional<Begin> begin = lexicon.at(words, at);
        if (begin.isEmpty()) {
            return headless(at);
        }
        int rest = at + begin.get().words();
        String phrase = begin.get().phrase();
        return switch (begin.get().head()) {
            case OPENER -> Kind.EMPTY;
            case CONDITION -> condition(rest, phrase);
            case QUESTION -> question(rest, phrase);
            case REQUEST -> request(rest, phrase);
            case ABLE -> soft(rest) && !told(rest) ? Kind.COMMAND : Kind.QUESTION;
            case WANT -> want(rest, phrase);
            case READING -> reading(rest, phrase);
            case COMMAND -> command(rest, phrase);
            case WEAK -> asked || readsLater(rest) ? Kind.QUESTION : Kind.WEAK;
            case STATEMENT -> statement(rest);
        };
    }

    private Kind question(int rest, String phrase) {
        if (requested && lexicon.is(Inside.SOME, phrase)) {
            return Kind.WEAK;
        }
        return phrase.equals("do the") && !does(rest) ? Kind.COMMAND : Kind.QUESTION;
    }

    /// `do the blinds close by themselves`; `do the dishes` is a command.
    private boolean does(int rest) {
        for (int at = rest + 1; at < words.size() - 1; at++) {
            if (lexicon.imperative(words.get(at)) || lexicon.is(Inside.DOING, words.get(at))) {
                return true;
            }
        }
        return asked;
    }

    private Kind command(int rest, String phrase) {
        boolean purpose = rest + 1 < words.size() && words.get(rest).endsWith("r") && lexicon.direct(words.get(rest));
        if (phrase.equals("para") && purpose) {
            return condition(rest, phrase);
        }
        boolean what = lexicon.has(Inside.WHAT, words, rest);
        boolean tells = lexicon.is(Inside.GIVING, phrase) && (what || informs(rest));
        return tells || (phrase.equals("ask the") && what) ? Kind.QUESTION : Kind.COMMAND;
    }

    /// The main clause may follow without a comma, as in what was heard: `if it rains close the windows`.
    private Kind condition(int rest, String phrase) {
        for (int at = rest + 1; at < words.size(); at++) {
            if (lexicon.length(Inside.SUBJECT, words, at - 1) > 0) {
                continue;
            }
            if (at + 1 < words.size() && lexicon.orders(words, at)) {
                return Kind.COMMAND;
            }
            Kind main = main(at);
            if (main != Kind.EMPTY) {
                return main;
            }
        }
        boolean asks = phrase.startsWith("should") || phrase.equals("when") || phrase.equals("quando");
        return asks || asked ? Kind.QUESTION : Kind.EMPTY;
    }

    /// What a main clause is that begins at a word; empty where none does.
    private Kind main(int at) {
        Optional<Begin> begin = lexicon.at(words, at);
        if (begin.isEmpty() || begin.get().phrase().equals("e se")) {
            return Kind.EMPTY;
        }
        boolean phrase = begin.get().words() > 1;
        return switch (begin.get().head()) {
            case QUESTION -> lexicon.length(Inside.MAIN, words, at) > 0 ? Kind.QUESTION : Kind.EMPTY;
            case WANT -> kind(at);
            case REQUEST, READING, COMMAND, ABLE -> phrase ? kind(at) : Kind.EMPTY;
            case OPENER, CONDITION, WEAK, STATEMENT -> Kind.EMPTY;
        };
    }

    private boolean readsLater(int from) {
        for (int at = from; at < words.size(); at++) {
            Optional<Begin> begin = lexicon.at(words, at);
            if (begin.isPresent()
                    && begin.get().head() == Head.READING
                    && begin.get().words() > 1) {
                return true;
            }
        }
        return false;
    }

    private Kind request(int from, String phrase) {
        int rest = lexicon.afterOpeners(words, from);
        if (rest >= words.size()) {
            return Kind.QUESTION;
        }
        if (lexicon.is(Inside.PROPOSING, phrase)) {
            return proposes(rest) ? Kind.COMMAND : Kind.QUESTION;
        }
        if (phrase.equals("e se")) {
            return proposes(rest) ? Kind.COMMAND : condition(rest, phrase);
        }
        boolean thing = phrase.equals("how about") && lexicon.is(Inside.ARTICLE, words.get(rest)) && asked;
        boolean impersonal =
                words.get(rest).equals("se") && !words.get(rest - 1).endsWith("s");
        boolean weather = lexicon.is(Inside.CHANCE, phrase) && lexicon.has(Inside.FALLING, words, rest);
        boolean given = lexicon.is(Inside.GIVING, phrase) && informs(rest);
        if (thing || impersonal || weather || given || wouldHave(rest)) {
            return Kind.QUESTION;
        }
        if (told(rest)) {
            return lexicon.has(Inside.ONSCREEN, words, rest) ? Kind.COMMAND : Kind.QUESTION;
        }
        return lexicon.has(Inside.GENERAL, words, rest) && !soft(rest) ? Kind.QUESTION : Kind.COMMAND;
    }

    /// `porque não ligas`, `e se ligássemos`.
    private boolean proposes(int rest) {
        return words.stream().skip(rest).limit(4).anyMatch(lexicon::suggestion);
    }

    /// Whether what follows is to be told, not done.
    private boolean told(int rest) {
        return lexicon.length(Inside.TELLING, words, rest) > 0;
    }

    private boolean soft(int rest) {
        return requested || lexicon.has(Inside.SOFTENER, words, rest);
    }

    private Kind want(int from, String phrase) {
        int rest = lexicon.afterOpeners(words, from);
        boolean tells = phrase.endsWith("you to") && told(rest);
        if (tells || informs(rest) || lexicon.length(Inside.KNOW, words, rest) > 0) {
            return Kind.QUESTION;
        }
        if (wouldHave(rest)) {
            return asked ? Kind.QUESTION : Kind.STATEMENT;
        }
        return asked && !lexicon.is(Inside.WISHER, phrase) ? Kind.QUESTION : Kind.COMMAND;
    }

    /// Whether it is of something that is past: `you should have turned …`, `devias ter desligado …`.
    private boolean wouldHave(int at) {
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

    private Kind reading(int rest, String phrase) {
        boolean ticks = phrase.equals("check") && words.contains("off");
        boolean urges = phrase.endsWith(" se")
                && words.stream().skip(rest).limit(2).anyMatch(word -> word.endsWith("s") && lexicon.direct(word));
        boolean shows =
                (phrase.startsWith("show") || phrase.startsWith("mostra")) && lexicon.has(Inside.ONSCREEN, words, rest);
        return ticks || urges || shows ? Kind.COMMAND : Kind.QUESTION;
    }

    private Kind statement(int rest) {
        if (asked) {
            return Kind.QUESTION;
        }
        boolean bidden = lexicon.is(Inside.SOMEBODY, words.get(rest - 1))
                && rest + 1 < words.size()
                && lexicon.imperative(words.get(rest));
        if (bidden && !lexicon.has(Inside.FINITE, words, rest)) {
            return Kind.COMMAND;
        }
        Optional<Kind> wanted = wantedOfIt(rest);
        if (wanted.isPresent()) {
            return wanted.get();
        }
        boolean complains =
                lexicon.has(Inside.COMPLAINT, words, rest) && words.stream().noneMatch(lexicon::past);
        return complains ? Kind.WEAK : Kind.STATEMENT;
    }

    /// Of a clause that begins with none of the heads.
    private Kind headless(int at) {
        String first = words.get(at);
        boolean still = at + 1 < words.size() && words.get(at + 1).equals("still");
        if (lexicon.direct(first) && !still) {
            return direct(at);
        }
        if (lexicon.past(first)) {
            return asked ? Kind.QUESTION : Kind.STATEMENT;
        }
        Optional<Kind> wanted = wantedOfIt(at);
        if (wanted.isPresent()) {
            return wanted.get();
        }
        if (!asked && !lexicon.is(Inside.ARTICLE, first) && commandsLater(at)) {
            return Kind.COMMAND;
        }
        if (tellsOfWhatIs(at)) {
            boolean complains = lexicon.has(Inside.COMPLAINT, words, at);
            return asked ? Kind.QUESTION : complains ? Kind.WEAK : Kind.STATEMENT;
        }
        return fragment(at);
    }

    /// Of a clause that begins with a verb.
    private Kind direct(int at) {
        String verb = words.get(at);
        String next = at + 1 < words.size() ? words.get(at + 1) : "";
        boolean negated = at > 0 && lexicon.is(Inside.NEGATION, words.get(at - 1));
        if (negated && lexicon.subjunctive(verb)) {
            return asked || readsLater(at) ? Kind.QUESTION : Kind.WEAK;
        }
        boolean misspelledPast = verb.endsWith("s") && next.equals("te");
        boolean goesOn = verb.startsWith("continua") && lexicon.participle(next);
        return misspelledPast || goesOn || (asked && asksOfIt(at)) ? Kind.QUESTION : Kind.COMMAND;
    }

    /// `liga-se sozinho?`, `ligas sempre o alarme?`, `ligar o forno gasta muito?`
    private boolean asksOfIt(int at) {
        String verb = words.get(at);
        boolean itself = at + 2 < words.size()
                && words.get(at + 1).equals("se")
                && !words.get(at + 2).startsWith("fa");
        boolean habit =
                verb.endsWith("s") && (lexicon.has(Inside.HABIT, words, at) || lexicon.has(Inside.GENERAL, words, at));
        boolean subject = verb.endsWith("r") && lexicon.has(Inside.FINITE, words, at + 1);
        return itself || habit || subject;
    }

    /// `the light can go off`, but `she wants to know …`.
    private Optional<Kind> wantedOfIt(int from) {
        int after = asked ? 0 : lexicon.after(Inside.SHOULD, words, from);
        if (after == 0) {
            return Optional.empty();
        }
        return Optional.of(lexicon.length(Inside.KNOW, words, after) > 0 ? Kind.QUESTION : Kind.COMMAND);
    }

    /// `in the kitchen play some music`.
    private boolean commandsLater(int from) {
        for (int at = from + 1; at + 1 < words.size(); at++) {
            if (lexicon.orders(words, at) && lexicon.length(Inside.SUBJECT, words, at - 1) == 0) {
                return true;
            }
        }
        return false;
    }

    private boolean tellsOfWhatIs(int from) {
        for (int at = from + 1; at < words.size(); at++) {
            boolean finite = lexicon.length(Inside.FINITE, words, at) > 0 || lexicon.past(words.get(at));
            if (finite && !lexicon.is(Inside.POINTING, words.get(at - 1))) {
                return true;
            }
        }
        return false;
    }

    /// Of a few words without a verb.
    private Kind fragment(int at) {
        if (lexicon.has(Inside.ASKING, words, 0) || (!asked && informs(at))) {
            return Kind.QUESTION;
        }
        if (asked) {
            return soft(at) ? Kind.WEAK : Kind.QUESTION;
        }
        if (requested) {
            return Kind.COMMAND;
        }
        return number(at) || lexicon.has(Inside.AMOUNT, words, at) ? Kind.LEVEL : Kind.FRAGMENT;
    }

    private boolean number(int from) {
        return words.stream().skip(from).anyMatch(word -> Character.isDigit(word.charAt(0)));
    }

    /// Whether something is named that can only be told.
    private boolean informs(int from) {
        boolean remaining = lexicon.has(Inside.REMAINING, words, from);
        boolean wanted = number(from) || lexicon.has(Inside.AMOUNT, words, from);
        return lexicon.has(Inside.INFO, words, from) && (remaining || !wanted);
    }
}
