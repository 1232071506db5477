package io.jarvas.language;

import io.jarvas.language.WishLexicon.Begin;
import io.jarvas.language.WishLexicon.Head;
import io.jarvas.language.WishLexicon.Inside;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Tells a message that wants something done from one that only asks. Safe to use from any thread.
///
/// A message is cut into sentences and these into clauses, where a comma or a joining word stands before what can begin
/// one. How a clause begins says what it is; what follows may turn it: `can you turn …` is a wish, `can you tell …`
/// is a question. A clear command decides for the whole message, else a question, else a hint.
final class WishReader {
    private static final int MOST_WORDS = 400;
    private static final WishLexicon LEXICON = WishLexicon.ofTheHousehold();

    private static final Set<String> JOINING =
            Set.of("and", "then", "but", "so", "or", "because", "e", "mas", "depois", "portanto", "senao", "entao");

    private static final Set<String> ONLY = Set.of("just", "only", "so", "apenas");
    private static final Set<String> MAIN_QUESTION = Set.of(
            "does", "did", "what", "whats", "which", "how", "will", "should", "can", "who", "qual", "quais", "quem",
            "o", "quanto", "quantos", "quantas");

    /// Words that end a sentence with a request, whether a comma stands before them or not.
    private static final Set<String> PLAIN_TAGS = Set.of(
            "please",
            "pls",
            "plz",
            "por favor",
            "sff",
            "pf",
            "pfv",
            "se faz favor",
            "se fazes favor",
            "faz favor",
            "fazes favor",
            "will you",
            "would you",
            "thanks",
            "thank you",
            "obrigado",
            "obrigada",
            "pode ser");

    /// Words that end a sentence with a question, whether a comma stands before them or not.
    private static final Set<String> PLAIN_QUESTIONS = Set.of(
            "isnt it",
            "arent they",
            "didnt you",
            "havent you",
            "hasnt it",
            "doesnt it",
            "wasnt it",
            "dont you",
            "yes or no",
            "or not",
            "pois nao",
            "nao é verdade",
            "nao é",
            "nao e",
            "nao foi",
            "ou nao",
            "sim ou nao",
            "ne");

    private static final Set<String> SHOPPING = Set.of(
            "shopping list", "to do list", "todo list", "lista de compras", "lista de tarefas", "my shopping list");

    private static final Set<String> NEEDS_SUGGESTION = Set.of(
            "porque nao",
            "pq nao",
            "por que nao",
            "porque é que nao",
            "porque e que nao",
            "pq é que nao",
            "pq e que nao",
            "e se");
    private static final Set<String> DOING =
            Set.of("need", "have", "look", "seem", "work", "want", "know", "last", "cost", "use", "feel");
    private static final Set<String> SOME = Set.of("any", "algum", "alguma", "alguns", "algumas");
    private static final Set<String> WHAT_IT_IS =
            Set.of("what", "which", "who", "whether", "how", "qual", "quais", "quem", "quanto", "quantos", "quantas");
    private static final Set<String> IF_IT_IS = Set.of("if", "whether", "what", "how", "which", "when");
    private static final Set<String> ASKED_AT_THE_END =
            Set.of("a que horas", "porque", "para que", "por que", "since when", "what time", "why", "how come");
    private static final Set<String> SOMEBODY = Set.of("somebody", "someone", "everybody", "everyone", "you");
    private static final Set<String> ON_A_SCREEN = Set.of("tv", "television", "telly", "screen", "televisao", "ecra");
    private static final Set<String> WEATHER =
            Set.of("rain", "snow", "sun", "sunshine", "storm", "chuva", "chover", "sol", "neve", "nevar", "trovoada");
    private static final Set<String> ARTICLES = Set.of("the", "my", "our", "a", "o", "as", "os", "meu", "minha");
    private static final Set<String> ASKING_WANTS = Set.of(
            "i should", "we should", "i must", "we must", "i have to", "we have to", "you can", "you could", "you may");
    private static final Set<String> WISHERS = Set.of(
            "i",
            "id",
            "we",
            "wed",
            "quero",
            "queria",
            "queremos",
            "gostava",
            "gostaria",
            "preciso",
            "precisava",
            "apetece",
            "need",
            "want",
            "would",
            "eu");

    /// What a clause, a sentence or a message is, the weightiest last.
    private enum Kind {
        EMPTY,
        FRAGMENT,
        STATEMENT,
        WEAK,
        LEVEL,
        QUESTION,
        COMMAND
    }

    private final List<String> words;
    /// Whether it ends with a question mark.
    private final boolean asked;

    /// Whether a tag that makes a request of it was cut off.
    private final boolean tagged;

    private WishReader(List<String> words, boolean asked, boolean tagged) {
        this.words = words;
        this.asked = asked;
        this.tagged = tagged;
    }

    private WishReader with(List<String> others) {
        return new WishReader(others, asked, tagged);
    }

    static Wish read(String message) {
        Kind all = Kind.EMPTY;
        List<String> sentence = new ArrayList<>();
        List<String> words = new ArrayList<>(PlainWords.of(message, MOST_WORDS));
        words.add(".");
        for (String word : words) {
            if (word.equals(".") || word.equals("!") || word.equals("?")) {
                all = after(all, sentence(sentence, word.equals("?")));
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

    private static Kind sentence(List<String> words, boolean asked) {
        List<String> rest = trimmed(words);
        boolean mark = asked;
        boolean asktag = false;
        boolean tagged = false;
        for (int i = 0; i < 2; i++) {
            Optional<Tag> tag = tag(rest);
            if (tag.isPresent()) {
                rest = trimmed(rest.subList(0, tag.get().from()));
                asktag |= tag.get().asks();
                tagged |= !tag.get().asks();
                mark &= tag.get().asks();
            }
        }
        if (rest.isEmpty()) {
            return Kind.EMPTY;
        }
        if (LEXICON.length(Inside.TALK, rest, 0) == rest.size()) {
            return Kind.STATEMENT;
        }
        Kind kind = new WishReader(rest, mark || asktag, tagged).sentence();
        return asktag && kind != Kind.COMMAND ? Kind.QUESTION : kind;
    }

    /// Words that hang at the end of a sentence: `…, will you`, `…, isn't it`.
    private record Tag(int from, boolean asks) {}

    private static Optional<Tag> tag(List<String> words) {
        for (int at = Math.max(1, words.size() - 6); at < words.size(); at++) {
            boolean comma = words.get(at - 1).equals(",");
            boolean ends = LEXICON.length(Inside.REQUESTTAG, words, at) == words.size() - at;
            if (ends && words.getFirst().equals("you") && words.getLast().equals("you")) {
                return Optional.of(new Tag(at, true));
            }
            if (ends && (comma || PLAIN_TAGS.contains(String.join(" ", words.subList(at, words.size()))))) {
                return Optional.of(new Tag(at, false));
            }
            boolean plainly = PLAIN_QUESTIONS.contains(String.join(" ", words.subList(at, words.size())));
            if ((comma || plainly) && LEXICON.length(Inside.ASKTAG, words, at) == words.size() - at) {
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

    private Kind sentence() {
        for (int from = Math.max(1, words.size() - 3); from < words.size(); from++) {
            if (ASKED_AT_THE_END.contains(String.join(" ", words.subList(from, words.size())))) {
                return Kind.QUESTION;
            }
        }
        Kind kind = Kind.EMPTY;
        boolean entangled = false;
        int bare = 0;
        boolean only = false;
        boolean conditioned = false;
        List<List<String>> clauses = clauses();
        for (List<String> clause : clauses) {
            boolean heading = clauses.size() > 1 && SHOPPING.contains(String.join(" ", clause));
            Kind one = heading ? Kind.WEAK : with(clause).clause();
            boolean told = one == Kind.QUESTION && onlyTold(clause);
            only |= told;
            if (one == Kind.COMMAND && clause.size() <= 2 && LEXICON.direct(clause.getFirst())) {
                bare++;
            }
            conditioned |= clause.getFirst().equals("should");
            if (one == Kind.COMMAND && entangled && !conditioned) {
                one = Kind.QUESTION;
            }
            if (one == Kind.QUESTION && kind != Kind.COMMAND) {
                entangled |= entangles(clause);
            }
            if (one == Kind.QUESTION && bare > 1) {
                return Kind.QUESTION;
            }
            kind = kind == Kind.QUESTION ? max(kind, one) : after(kind, one);
        }
        return kind == Kind.COMMAND && only && bare == 0 && !wants() ? Kind.QUESTION : kind;
    }

    /// Whether what is asked about may go on after `and`: `did you close the door and turn off the light`.
    private static boolean entangles(List<String> clause) {
        return clause.stream().skip(1).anyMatch(word -> LEXICON.direct(word) && !ARTICLES.contains(word));
    }

    /// `just tell me`, `só quero saber`: nothing else is wanted.
    private static boolean onlyTold(List<String> clause) {
        return ONLY.contains(clause.getFirst());
    }

    /// Whether something is commanded that is not a mere leaving as it is.
    private boolean wants() {
        return clauses().stream().anyMatch(clause -> with(clause).clause() == Kind.COMMAND);
    }

    private List<List<String>> clauses() {
        List<List<String>> clauses = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            boolean joins = at > from && JOINING.contains(word) && begins(at + 1);
            boolean only = at > from && ONLY.contains(word) && reads(at + 1);
            if (word.equals(",") || joins || only) {
                add(words.subList(from, at), clauses);
                from = only ? at : at + 1;
            }
        }
        add(words.subList(from, words.size()), clauses);
        return clauses;
    }

    private boolean reads(int at) {
        return LEXICON.at(words, at).map(begin -> begin.head() == Head.READING).orElse(false);
    }

    private static void add(List<String> clause, List<List<String>> clauses) {
        if (!clause.isEmpty()) {
            clauses.add(clause);
        }
    }

    /// Whether a clause may begin at a word.
    private boolean begins(int at) {
        int from = afterOpeners(at);
        if (from >= words.size()) {
            return false;
        }
        if (orders(from)) {
            return true;
        }
        return LEXICON.at(words, from)
                .map(begin -> switch (begin.head()) {
                    case QUESTION, REQUEST, ABLE, WANT, READING, COMMAND, CONDITION -> true;
                    case OPENER, WEAK, STATEMENT -> false;
                })
                .orElse(false);
    }

    /// Whether a word within a sentence is an imperative, and not rather a small word: `para`, `a`.
    private boolean orders(int at) {
        return LEXICON.imperative(words.get(at)) && LEXICON.length(Inside.SUBJECT, words.subList(at, at + 1), 0) == 0;
    }

    private int afterOpeners(int from) {
        int at = from;
        while (at < words.size()) {
            if (words.get(at).equals(",")) {
                at++;
                continue;
            }
            Optional<Begin> begin = LEXICON.at(words, at);
            if (begin.isEmpty() || begin.get().head() != Head.OPENER) {
                return at;
            }
            at += begin.get().words();
        }
        return at;
    }

    private Kind clause() {
        int at = afterOpeners(0);
        if (at == words.size()) {
            return LEXICON.length(Inside.TALK, words, 0) == words.size() ? Kind.STATEMENT : Kind.EMPTY;
        }
        List<String> spelled = new ArrayList<>(words);
        spelled.set(at, LEXICON.spelled(words.get(at)));
        return with(spelled).clause(at);
    }

    private Kind clause(int at) {
        Optional<Begin> begin = LEXICON.at(words, at);
        if (begin.isEmpty()) {
            return headless(at);
        }
        int rest = at + begin.get().words();
        String phrase = begin.get().phrase();
        return switch (begin.get().head()) {
            case OPENER -> Kind.EMPTY;
            case CONDITION -> condition(rest, phrase);
            case QUESTION ->
                tagged && SOME.contains(phrase)
                        ? Kind.WEAK
                        : phrase.equals("do the") && !does(rest) ? Kind.COMMAND : Kind.QUESTION;
            case REQUEST -> request(rest, phrase);
            case ABLE -> soft(rest) && !told(rest) ? Kind.COMMAND : Kind.QUESTION;
            case WANT -> want(rest, phrase);
            case READING -> reading(rest, phrase);
            case COMMAND -> command(rest, phrase);
            case WEAK -> asked || readsLater(rest) ? Kind.QUESTION : Kind.WEAK;
            case STATEMENT -> statement(rest);
        };
    }

    private Kind command(int rest, String phrase) {
        if (phrase.equals("para") && purpose(rest)) {
            return condition(rest, phrase);
        }
        boolean asksIt = phrase.equals("ask the") && words.stream().anyMatch(IF_IT_IS::contains);
        boolean asksFor = given(phrase) && (informs(rest) || words.stream().anyMatch(WHAT_IT_IS::contains));
        return asksIt || asksFor ? Kind.QUESTION : Kind.COMMAND;
    }

    /// The main clause may follow without a comma, as in what was heard: `if it rains close the windows`.
    private Kind condition(int rest, String phrase) {
        if (phrase.equals("e se")
                && words.stream().skip(rest).anyMatch(word -> word.endsWith("sses") || word.endsWith("ssemos"))) {
            return Kind.COMMAND;
        }
        for (int at = rest + 1; at < words.size(); at++) {
            if (LEXICON.length(Inside.SUBJECT, words, at - 1) > 0) {
                continue;
            }
            boolean object = at + 1 < words.size();
            if (object && orders(at)) {
                return Kind.COMMAND;
            }
            Optional<Begin> begin = LEXICON.at(words, at);
            if (begin.isPresent() && begin.get().head() == Head.QUESTION && MAIN_QUESTION.contains(words.get(at))) {
                return Kind.QUESTION;
            }
            if (begin.isPresent() && (begin.get().words() > 1 || begin.get().head() == Head.WANT)) {
                Kind found = switch (begin.get().head()) {
                    case REQUEST, WANT, READING, COMMAND, ABLE -> clause(at);
                    case QUESTION, OPENER, CONDITION, WEAK, STATEMENT -> Kind.EMPTY;
                };
                if (found != Kind.EMPTY) {
                    return found;
                }
            }
        }
        boolean inverted = phrase.startsWith("should") || phrase.equals("when") || phrase.equals("quando");
        return inverted || asked ? Kind.QUESTION : Kind.EMPTY;
    }

    /// `do the blinds close by themselves`; `do the dishes` is a command.
    private boolean does(int rest) {
        return asked
                || words.stream()
                        .limit(words.size() - 1L)
                        .skip(rest + 1L)
                        .anyMatch(word -> LEXICON.imperative(word) || DOING.contains(word));
    }

    /// `para ligar o forno …` says what for; `para o forno` is a command.
    private boolean purpose(int rest) {
        return rest + 1 < words.size() && words.get(rest).endsWith("r") && LEXICON.direct(words.get(rest));
    }

    private boolean readsLater(int from) {
        for (int at = from; at < words.size(); at++) {
            Optional<Begin> begin = LEXICON.at(words, at);
            if (begin.isPresent()
                    && begin.get().head() == Head.READING
                    && begin.get().words() > 1) {
                return true;
            }
        }
        return false;
    }

    private Kind request(int from, String phrase) {
        int rest = afterOpeners(from);
        if (rest >= words.size()) {
            return Kind.QUESTION;
        }
        String next = words.get(rest);
        if (NEEDS_SUGGESTION.contains(phrase)) {
            boolean proposes = words.stream().skip(rest).limit(4).anyMatch(LEXICON::suggestion);
            if (phrase.equals("e se")) {
                return proposes ? Kind.COMMAND : condition(rest, "se");
            }
            return proposes ? Kind.COMMAND : Kind.QUESTION;
        }
        if (phrase.equals("how about") && ARTICLES.contains(next) && asked) {
            return Kind.QUESTION;
        }
        if (wouldHave(rest)) {
            return Kind.QUESTION;
        }
        boolean impersonal = next.equals("se") && !words.get(rest - 1).endsWith("s");
        boolean weather = words.stream().skip(rest).anyMatch(WEATHER::contains)
                && (phrase.contains("chance") || phrase.contains("hipotese") || phrase.contains("possib"));
        if (impersonal || weather || told(rest) || (given(phrase) && informs(rest))) {
            return showsOnScreen(rest) ? Kind.COMMAND : Kind.QUESTION;
        }
        return LEXICON.has(Inside.GENERAL, words, rest) && !soft(rest) ? Kind.QUESTION : Kind.COMMAND;
    }

    /// Whether what follows is to be told, not done.
    private boolean told(int rest) {
        return LEXICON.length(Inside.TELLING, words, rest) > 0;
    }

    private boolean soft(int rest) {
        return tagged || LEXICON.has(Inside.SOFTENER, words, rest);
    }

    /// Whether something is to be handed over: `give me`, `can I have`.
    private static boolean given(String phrase) {
        return phrase.equals("give me")
                || phrase.equals("give us")
                || phrase.startsWith("da me")
                || phrase.contains(" have")
                || phrase.contains(" get");
    }

    private Kind want(int from, String phrase) {
        int rest = afterOpeners(from);
        boolean to = rest < words.size() && words.get(rest).equals("to");
        boolean you = phrase.endsWith("you to");
        if (LEXICON.length(Inside.KNOW, words, rest) > 0 || (you && !to && told(rest))) {
            return Kind.QUESTION;
        }
        if (wouldHave(rest)) {
            return asked ? Kind.QUESTION : Kind.STATEMENT;
        }
        boolean needs = phrase.startsWith("preciso de") || phrase.equals("preciso");
        boolean wisher = WISHERS.contains(phrase.split(" ", 2)[0]) && !ASKING_WANTS.contains(phrase) && !needs;
        return asked && !wisher ? Kind.QUESTION : Kind.COMMAND;
    }

    private Kind reading(int rest, String phrase) {
        boolean ticks = phrase.equals("check") && words.contains("off");
        boolean urges = phrase.endsWith(" se")
                && words.stream().skip(rest).limit(2).anyMatch(word -> word.endsWith("s") && LEXICON.direct(word));
        return ticks || urges || (phrase.startsWith("show") || phrase.startsWith("mostra")) && showsOnScreen(rest)
                ? Kind.COMMAND
                : Kind.QUESTION;
    }

    private boolean showsOnScreen(int rest) {
        for (int at = Math.max(2, rest); at < words.size(); at++) {
            String before = words.get(at - 1);
            if (ON_A_SCREEN.contains(words.get(at))
                    && (before.equals("na")
                            || before.equals("no")
                            || before.equals("on")
                            || words.get(at - 2).equals("on"))) {
                return true;
            }
        }
        return false;
    }

    private Kind statement(int rest) {
        boolean bidden = SOMEBODY.contains(words.get(rest - 1))
                && rest + 1 < words.size()
                && LEXICON.imperative(words.get(rest));
        if (bidden && !asked && !LEXICON.has(Inside.FINITE, words, rest)) {
            return Kind.COMMAND;
        }
        Optional<Kind> wanted = wantedOfIt(rest);
        if (wanted.isPresent()) {
            return wanted.get();
        }
        boolean complains =
                LEXICON.has(Inside.COMPLAINT, words, rest) && words.stream().noneMatch(LEXICON::past);
        if (asked) {
            return Kind.QUESTION;
        }
        return complains ? Kind.WEAK : Kind.STATEMENT;
    }

    /// Of a clause that begins with none of the heads.
    private Kind headless(int at) {
        String first = words.get(at);
        boolean still = at + 1 < words.size() && words.get(at + 1).equals("still");
        if (LEXICON.direct(first) && !still) {
            return direct(at);
        }
        if (LEXICON.past(first)) {
            return asked ? Kind.QUESTION : Kind.STATEMENT;
        }
        Optional<Kind> wanted = wantedOfIt(at);
        if (wanted.isPresent()) {
            return wanted.get();
        }
        if (!ARTICLES.contains(first) && commandsLater(at)) {
            return Kind.COMMAND;
        }
        if (tellsOfWhatIs(at)) {
            boolean complains = LEXICON.has(Inside.COMPLAINT, words, at);
            return asked ? Kind.QUESTION : complains ? Kind.WEAK : Kind.STATEMENT;
        }
        return fragment(at);
    }

    /// Of a clause that begins with a verb.
    private Kind direct(int at) {
        String verb = words.get(at);
        String next = at + 1 < words.size() ? words.get(at + 1) : "";
        boolean negated = at > 0 && Set.of("nao", "nunca").contains(words.get(at - 1));
        if (negated && LEXICON.subjunctive(verb)) {
            return asked || readsLater(at) ? Kind.QUESTION : Kind.WEAK;
        }
        boolean itself = asked
                && next.equals("se")
                && at + 2 < words.size()
                && !words.get(at + 2).startsWith("fa");
        boolean goesOn = verb.startsWith("continua")
                && (next.endsWith("da")
                        || next.endsWith("do")
                        || next.endsWith("das")
                        || next.endsWith("dos")
                        || next.startsWith("aberto")
                        || next.startsWith("aberta")
                        || next.startsWith("aces"));
        if (itself || goesOn) {
            return Kind.QUESTION;
        }
        boolean misspelledPast = verb.endsWith("s") && next.equals("te");
        boolean habit = asked
                && verb.endsWith("s")
                && (words.contains("sempre") || words.contains("nunca") || LEXICON.has(Inside.GENERAL, words, at));
        boolean subject = asked && verb.endsWith("r") && LEXICON.has(Inside.FINITE, words, at + 1);
        return misspelledPast || habit || subject ? Kind.QUESTION : Kind.COMMAND;
    }

    /// Whether it is of something that is past: `you should have turned …`, `devias ter desligado …`.
    private boolean wouldHave(int at) {
        if (at + 1 >= words.size()) {
            return false;
        }
        boolean have = Set.of("have", "ter").contains(words.get(at));
        String next = words.get(at + 1);
        return have
                && (next.endsWith("ed")
                        || next.endsWith("ado")
                        || next.endsWith("ido")
                        || Set.of("left", "been", "shut", "forgotten", "put", "set")
                                .contains(next));
    }

    /// `the light can go off`, but `she wants to know …`.
    private Optional<Kind> wantedOfIt(int from) {
        int after = asked ? 0 : LEXICON.after(Inside.SHOULD, words, from);
        if (after == 0) {
            return Optional.empty();
        }
        return Optional.of(LEXICON.length(Inside.KNOW, words, after) > 0 ? Kind.QUESTION : Kind.COMMAND);
    }

    /// `in the kitchen play some music`.
    private boolean commandsLater(int from) {
        for (int at = from + 1; at + 1 < words.size(); at++) {
            if (orders(at) && LEXICON.length(Inside.SUBJECT, words, at - 1) == 0) {
                return !asked;
            }
        }
        return false;
    }

    private boolean tellsOfWhatIs(int from) {
        for (int at = from + 1; at < words.size(); at++) {
            boolean within =
                    Set.of("that", "which", "who", "que", "what", "where").contains(words.get(at - 1));
            if (!within && (LEXICON.length(Inside.FINITE, words, at) > 0 || LEXICON.past(words.get(at)))) {
                return true;
            }
        }
        return false;
    }

    /// Of a few words without a verb.
    private Kind fragment(int at) {
        if (LEXICON.has(Inside.ASKING, words, 0)) {
            return Kind.QUESTION;
        }
        if (asked) {
            boolean more = LEXICON.at(words, at).isPresent() || soft(at);
            return more ? Kind.WEAK : Kind.QUESTION;
        }
        if (informs(at)) {
            return Kind.QUESTION;
        }
        if (tagged) {
            return Kind.COMMAND;
        }
        return number(at) || LEXICON.has(Inside.AMOUNT, words, at) ? Kind.LEVEL : Kind.FRAGMENT;
    }

    private boolean number(int from) {
        return words.stream().skip(from).anyMatch(word -> Character.isDigit(word.charAt(0)));
    }

    /// Whether something is named that can only be told.
    private boolean informs(int from) {
        boolean number = number(from);
        boolean left = LEXICON.has(Inside.INFO, words, from);
        boolean remaining = words.contains("left")
                || words.contains("restante")
                || words.contains("status")
                || words.contains("estado");
        return left && (remaining || (!number && !LEXICON.has(Inside.AMOUNT, words, from)));
    }
}
