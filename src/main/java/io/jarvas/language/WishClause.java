package io.jarvas.language;

import io.jarvas.language.WishLexicon.Begin;
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
    private final WishWords says;
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
        this.says = new WishWords(spelled, lexicon);
    }

    Kind kind() {
        if (start == words.size()) {
            return lexicon.is(Inside.TALK, words) ? Kind.STATEMENT : Kind.EMPTY;
        }
        if (lexicon.is(Inside.TALK, words)) {
            return Kind.STATEMENT;
        }
        Kind kind = kind(start);
        boolean told = kind == Kind.STATEMENT || kind == Kind.FRAGMENT;
        return told && !asked && lexicon.length(Inside.FROMON, words, 0) > 0 ? Kind.COMMAND : kind;
    }

    private Kind kind(int at) {
        if (forbids(at)) {
            return asked || says.readsLater(at) ? Kind.QUESTION : Kind.STATEMENT;
        }
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
            case ABLE -> soft(rest) && !says.told(rest) ? Kind.COMMAND : Kind.QUESTION;
            case WANT -> want(rest, phrase);
            case READING -> reading(rest, phrase);
            case COMMAND -> command(rest, phrase);
            case WEAK -> weak(at, rest);
            case STATEMENT -> statement(rest, phrase);
        };
    }

    private Kind question(int rest, String phrase) {
        if (requested && lexicon.is(Inside.SOME, phrase)) {
            return Kind.WEAK;
        }
        boolean done = phrase.startsWith("have ") && !asked && !says.perfect(rest) && phrase.split(" ", -1).length > 2;
        boolean act = done || (phrase.equals("do the") && !does(rest)) || wishes(rest, phrase);
        return act ? Kind.COMMAND : Kind.QUESTION;
    }

    /// What begins as a question does and is none: `será que me ligavas …`, `vai abrindo …`, `era mais luz, por
    /// favor`.
    private boolean wishes(int from, String phrase) {
        boolean clitic = false;
        int at = lexicon.afterOpeners(words, from);
        while (at < words.size() - 1 && (words.get(at).equals("de") || lexicon.is(Inside.CLITIC, words.get(at)))) {
            clitic = true;
            at++;
        }
        if (at >= words.size()) {
            return false;
        }
        String verb = words.get(at);
        boolean direct = lexicon.verbs().direct(verb);
        boolean doing = verb.endsWith("ndo");
        boolean lightly = at > from || words.get(from - 1).equals("la");
        return switch (phrase) {
            case "sera", "sera que" ->
                direct && (verb.endsWith("vas") || verb.endsWith("ias") || (clitic && verb.endsWith("s")));
            case "vai", "va" -> doing || (lightly && direct && verb.endsWith("r"));
            case "convem" -> direct && verb.endsWith("res") && !asked;
            case "que" -> !asked && words.stream().skip(at).limit(6).anyMatch(lexicon.verbs()::shall);
            case "era", "eram" -> !asked && ((direct && verb.endsWith("r") && at > from) || requested);
            default -> false;
        };
    }

    /// A hint, if it is none that something was told, or done, before: `I asked you to close it and you did`.
    /// Whether something is only not to be done: `don't open the gate`, `não abras o portão`.
    private boolean forbids(int at) {
        int from = at > 0 && lexicon.is(Inside.NEGATION, words.get(at - 1)) ? at - 1 : at;
        int verb = from + lexicon.length(Inside.FORBIDDING, words, from);
        while (verb < words.size() - 1 && lexicon.is(Inside.CLITIC, words.get(verb))) {
            verb++;
        }
        if (verb == from || verb == words.size() || lexicon.is(Inside.LEAVING, words.get(verb))) {
            return false;
        }
        return lexicon.verbs().subjunctive(words.get(verb)) || lexicon.verbs().english(words.get(verb));
    }

    private Kind weak(int at, int rest) {
        if (asked || says.readsLater(rest)) {
            return Kind.QUESTION;
        }
        boolean negated = at > 0 && lexicon.is(Inside.NEGATION, words.get(at - 1));
        boolean told = lexicon.length(Inside.TOLD, words, at) > 0;
        boolean past =
                words.stream().skip(rest).anyMatch(word -> lexicon.verbs().past(word) && word.endsWith("ste"));
        boolean before = past || lexicon.has(Inside.PASTTIME, words, rest) || lexicon.has(Inside.OBEYED, words, rest);
        boolean exclaims = words.get(at).equals("que") && lexicon.length(Inside.FINITE, words, rest) > 0;
        if (exclaims) {
            return Kind.QUESTION;
        }
        boolean never = lexicon.is(Inside.NEVER, words.get(at))
                && words.stream().skip(rest).limit(3).anyMatch(says::tellsOfSelf);
        if (never || (told && (negated || before))) {
            return Kind.STATEMENT;
        }
        boolean order = told && rest < words.size() && lexicon.verbs().direct(words.get(rest));
        return order ? Kind.COMMAND : Kind.WEAK;
    }

    /// `do the blinds close by themselves`; `do the dishes` is a command.
    private boolean does(int rest) {
        for (int at = rest + 1; at < words.size(); at++) {
            boolean last = at + 1 == words.size() && !words.get(at - 1).endsWith("s");
            if (last) {
                break;
            }
            if (lexicon.verbs().imperative(words.get(at)) || lexicon.is(Inside.DOING, words.get(at))) {
                return true;
            }
        }
        return asked;
    }

    private Kind command(int rest, String phrase) {
        boolean purpose = rest + 1 < words.size()
                && words.get(rest).endsWith("r")
                && lexicon.verbs().direct(words.get(rest));
        if (phrase.equals("para") && purpose) {
            return lexicon.has(Inside.NECESSARY, words, rest) ? Kind.QUESTION : condition(rest, phrase);
        }
        boolean what = lexicon.has(Inside.WHAT, words, rest);
        boolean tells = lexicon.is(Inside.GIVING, phrase) && (what || says.informs(rest));
        return tells || (phrase.equals("ask the") && what) ? Kind.QUESTION : Kind.COMMAND;
    }

    /// The main clause may follow without a comma, as in what was heard: `if it rains close the windows`.
    private Kind condition(int rest, String phrase) {
        for (int at = rest + 1; at < words.size(); at++) {
            if (lexicon.length(Inside.SUBJECT, words, at - 1) > 0) {
                continue;
            }
            boolean last = at + 1 == words.size();
            if (lexicon.orders(words, at) && (!last || (!asked && says.verbal(rest, at)))) {
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

    private Kind request(int from, String phrase) {
        int rest = lexicon.afterOpeners(words, from);
        if (rest >= words.size()) {
            return from < words.size() ? Kind.COMMAND : phrase.startsWith("if you") ? Kind.EMPTY : Kind.QUESTION;
        }
        if (lexicon.is(Inside.PROPOSING, phrase)) {
            return says.proposes(rest) ? Kind.COMMAND : Kind.QUESTION;
        }
        if (phrase.equals("e se")) {
            boolean supposes = words.get(rest).equals("eu")
                    || words.stream().skip(rest).limit(2).anyMatch(says::future);
            return says.proposes(rest) && !supposes ? Kind.COMMAND : condition(rest, phrase);
        }
        boolean some = words.get(rest).equals("a");
        boolean thing = phrase.equals("how about") && lexicon.is(Inside.ARTICLE, words.get(rest)) && asked && !some;
        boolean impersonal =
                words.get(rest).equals("se") && !words.get(rest - 1).endsWith("s");
        boolean general = lexicon.is(Inside.IMPERSONAL, phrase) && lexicon.has(Inside.WITHOUT, words, rest);
        boolean weather = lexicon.is(Inside.CHANCE, phrase) && lexicon.has(Inside.FALLING, words, rest);
        boolean given = lexicon.is(Inside.GIVING, phrase) && says.informs(rest);
        if (thing || impersonal || general || weather || given || says.wouldHave(rest) || says.hadBeen(rest)) {
            return Kind.QUESTION;
        }
        if (says.told(rest)) {
            return lexicon.has(Inside.ONSCREEN, words, rest) ? Kind.COMMAND : Kind.QUESTION;
        }
        return lexicon.has(Inside.GENERAL, words, rest) && !soft(rest) ? Kind.QUESTION : Kind.COMMAND;
    }

    private boolean soft(int rest) {
        return requested || lexicon.has(Inside.SOFTENER, words, Math.min(rest, start + 2));
    }

    private Kind want(int from, String phrase) {
        int rest = lexicon.afterOpeners(words, from);
        boolean tells =
                phrase.endsWith("you to") && says.told(rest) && !words.get(rest).equals("be");
        if (phrase.startsWith("é melhor") && lexicon.has(Inside.COMPARING, words, rest)) {
            return Kind.QUESTION;
        }
        if (tells || says.informs(rest) || lexicon.length(Inside.KNOW, words, rest) > 0) {
            return Kind.QUESTION;
        }
        if (says.wouldHave(rest)) {
            return asked ? Kind.QUESTION : Kind.STATEMENT;
        }
        boolean negated = phrase.startsWith("nao ") || phrase.contains(" not ");
        if (negated && (words.get(rest - 1).equals("que") || lexicon.length(Inside.THAT, words, rest) > 0)) {
            return Kind.WEAK;
        }
        return asked && !lexicon.is(Inside.WISHER, phrase) ? Kind.QUESTION : Kind.COMMAND;
    }

    private Kind reading(int rest, String phrase) {
        boolean ticks = phrase.equals("check") && words.contains("off");
        boolean urges = phrase.endsWith(" se")
                && words.stream()
                        .skip(rest)
                        .limit(2)
                        .anyMatch(word -> word.endsWith("s") && lexicon.verbs().direct(word));
        boolean shows =
                (phrase.startsWith("show") || phrase.startsWith("mostra")) && lexicon.has(Inside.ONSCREEN, words, rest);
        return ticks || urges || shows ? Kind.COMMAND : Kind.QUESTION;
    }

    private Kind statement(int rest, String phrase) {
        if (asked) {
            return Kind.QUESTION;
        }
        boolean bidden = lexicon.is(Inside.SOMEBODY, words.get(rest - 1))
                && rest + 1 < words.size()
                && lexicon.verbs().imperative(words.get(rest));
        boolean done = lexicon.has(Inside.FINITE, words, rest) || lexicon.has(Inside.PASTTIME, words, 0);
        if (bidden && !done) {
            return Kind.COMMAND;
        }
        Optional<Kind> wanted = wantedOfIt(rest);
        if (wanted.isPresent()) {
            return wanted.get();
        }
        if (says.ordersThing(rest)) {
            return Kind.COMMAND;
        }
        boolean before = words.stream().anyMatch(lexicon.verbs()::past)
                || (rest < words.size() && words.get(rest).endsWith("ed"))
                || lexicon.has(Inside.PASTTIME, words, 0);
        boolean praises = phrase.startsWith("you") || lexicon.is(Inside.PRAISE, phrase);
        boolean complains = says.complains(rest) && !before && !praises;
        return complains ? Kind.WEAK : Kind.STATEMENT;
    }

    /// Of a clause that begins with none of the heads.
    private Kind headless(int from) {
        int at = from;
        while (at < words.size() - 1 && lexicon.is(Inside.CLITIC, words.get(at))) {
            at++;
        }
        String first = words.get(at);
        boolean still = at + 1 < words.size() && words.get(at + 1).equals("still");
        if (lexicon.verbs().direct(first) && !still) {
            return direct(at);
        }
        if (lexicon.verbs().past(first) || lexicon.verbs().self(first)) {
            return asked ? Kind.QUESTION : Kind.STATEMENT;
        }
        Optional<Kind> wanted = wantedOfIt(at);
        if (wanted.isPresent()) {
            return wanted.get();
        }
        if (!asked && says.commandsLater(at, lexicon.is(Inside.ARTICLE, first))) {
            return Kind.COMMAND;
        }
        if (!asked && says.counts(at) && lexicon.has(Inside.ENOUGH, words, at)) {
            return Kind.COMMAND;
        }
        if (says.tellsOfWhatIs(at)) {
            boolean complains = says.complains(at);
            return asked ? Kind.QUESTION : complains ? Kind.WEAK : Kind.STATEMENT;
        }
        return fragment(at);
    }

    /// Of a clause that begins with a verb.
    private Kind direct(int at) {
        String verb = words.get(at);
        String next = at + 1 < words.size() ? words.get(at + 1) : "";
        boolean negated = at > 0 && lexicon.is(Inside.NEGATION, words.get(at - 1));
        if (negated && lexicon.verbs().subjunctive(verb)) {
            return asked || says.readsLater(at) ? Kind.QUESTION : Kind.WEAK;
        }
        boolean asksItself = next.equals("se") && lexicon.has(Inside.GENERAL, words, at);
        boolean misspelledPast = verb.endsWith("s") && next.equals("te");
        boolean goesOn = verb.startsWith("continua") && lexicon.verbs().participle(next);
        boolean subject = verb.endsWith("r") && !lexicon.verbs().english(verb) && says.tellsOfWhatIs(at);
        return misspelledPast || goesOn || subject || asksItself || (asked && asksOfIt(at))
                ? Kind.QUESTION
                : Kind.COMMAND;
    }

    /// `liga-se sozinho?`, `ligas sempre o alarme?`, `ligar o forno gasta muito?`
    private boolean asksOfIt(int at) {
        String verb = words.get(at);
        boolean itself = at + 2 < words.size()
                && words.get(at + 1).equals("se")
                && !words.get(at + 2).startsWith("fa");
        boolean habit =
                verb.endsWith("s") && (lexicon.has(Inside.HABIT, words, at) || lexicon.has(Inside.GENERAL, words, at));
        boolean subject = verb.endsWith("r") && (lexicon.has(Inside.FINITE, words, at + 1) || says.doesLater(at));
        return itself || habit || subject;
    }

    /// `the light can go off`, but `she wants to know …`.
    private Optional<Kind> wantedOfIt(int from) {
        int after = asked ? 0 : Math.max(lexicon.after(Inside.SHOULD, words, from), says.afterModal(from));
        if (after == 0 || lexicon.length(Inside.FINE, words, after) > 0) {
            return Optional.empty();
        }
        return Optional.of(lexicon.length(Inside.KNOW, words, after) > 0 ? Kind.QUESTION : Kind.COMMAND);
    }

    /// Of a few words without a verb.
    private Kind fragment(int at) {
        if (lexicon.has(Inside.ASKING, words, 0) || (!asked && says.informs(at))) {
            return Kind.QUESTION;
        }
        if (asked) {
            return soft(at) ? Kind.WEAK : Kind.QUESTION;
        }
        if (requested) {
            return Kind.COMMAND;
        }
        return says.number(at) || lexicon.has(Inside.AMOUNT, words, at) ? Kind.LEVEL : Kind.FRAGMENT;
    }
}
