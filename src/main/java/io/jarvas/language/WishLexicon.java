package io.jarvas.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The phrases of `wishes.txt`, and the forms of the Portuguese verbs in it. Immutable.
final class WishLexicon {
    private static final int LONGEST = 8;

    /// What a clause begins with.
    enum Head {
        OPENER,
        CONDITION,
        QUESTION,
        REQUEST,
        ABLE,
        WANT,
        READING,
        COMMAND,
        WEAK,
        STATEMENT
    }

    /// Phrases that count wherever they stand.
    enum Inside {
        KNOW,
        TELLING,
        GENERAL,
        SOFTENER,
        REQUESTTAG,
        ASKTAG,
        INFO,
        ASKING,
        AMOUNT,
        COMPLAINT,
        FINITE,
        SHOULD,
        SUBJECT,
        TALK,
        JOINING,
        ONLY,
        MAIN,
        PLAINREQUEST,
        PLAINQUESTION,
        ENDING,
        LISTNAME,
        PROPOSING,
        DOING,
        SOME,
        WHAT,
        SOMEBODY,
        ONSCREEN,
        CHANCE,
        FALLING,
        ARTICLE,
        WISHER,
        GIVING,
        PARTICIPLE,
        NEGATION,
        HABIT,
        POINTING,
        REMAINING
    }

    /// A phrase at the beginning of a clause.
    record Begin(Head head, String phrase, int words) {}

    private final Map<String, Head> heads = new HashMap<>();
    private final Map<Inside, Set<String>> inside = new HashMap<>();
    private final Set<String> imperatives = new HashSet<>();
    private final Set<String> directs = new HashSet<>();
    private final Set<String> suggestions = new HashSet<>();
    private final Set<String> pasts = new HashSet<>();
    private final Set<String> subjunctives = new HashSet<>();
    private final Set<String> participles =
            new HashSet<>(Set.of("aberto", "aberta", "abertos", "abertas", "aceso", "acesa", "acesos", "acesas"));
    private final Set<String> known = new HashSet<>();
    private final Set<String> spelled = new HashSet<>();

    private WishLexicon(WordLists lists) {
        for (Head head : Head.values()) {
            for (String phrase : lists.list(head.name().toLowerCase(Locale.ROOT))) {
                heads.put(phrase, head);
                known.addAll(List.of(phrase.split(" ", -1)));
            }
        }
        for (Inside place : Inside.values()) {
            Set<String> phrases = lists.list(place.name().toLowerCase(Locale.ROOT));
            inside.put(place, phrases);
            phrases.forEach(phrase -> known.addAll(List.of(phrase.split(" ", -1))));
        }
        imperatives.addAll(lists.list("verb"));
        imperatives.addAll(lists.list("forma"));
        lists.list("verbo").stream().filter(verb -> !verb.contains(" ")).forEach(this::conjugate);
        directs.addAll(imperatives);
        known.addAll(directs);
        heads.forEach((phrase, head) -> {
            boolean asks = head == Head.QUESTION || head == Head.READING || head == Head.REQUEST;
            if (asks && phrase.indexOf(' ') < 0 && phrase.length() > 3) {
                spelled.add(phrase);
            }
        });
        spelled.addAll(Set.of("could", "would", "should", "there"));
    }

    /// The one that is used; reading it takes some milliseconds.
    static WishLexicon ofTheHousehold() {
        return Kept.LEXICON;
    }

    private static final class Kept {
        static final WishLexicon LEXICON = new WishLexicon(WordLists.read("wishes.txt"));
    }

    private void conjugate(String verb) {
        String stem = verb.substring(0, verb.length() - 2);
        boolean first = verb.endsWith("ar");
        String vowel = first ? "a" : "e";
        String soft = first ? beforeE(stem) : beforeA(stem);
        String other = first ? "e" : "a";
        imperatives.addAll(List.of(stem + vowel, soft + other, soft + other + "m"));
        String theme = first ? "a" : verb.substring(verb.length() - 2, verb.length() - 1);
        directs.addAll(List.of(
                verb,
                verb + "es",
                stem + vowel + "s",
                soft + other + "s",
                stem + theme + "ndo",
                stem + (first ? "avas" : "ias"),
                verb + "ias"));
        suggestions.addAll(List.of(
                stem + vowel + "s",
                stem + theme + "mos",
                stem + theme + "sses",
                stem + theme + "ssemos",
                soft + other + "s",
                verb,
                verb + "es",
                verb + "mos"));
        subjunctives.add(soft + other + "s");
        String done = stem + (first ? "ad" : "id");
        participles.addAll(List.of(done + "o", done + "a", done + "os", done + "as"));
        pasts.add(stem + theme + "mos");
        pasts.addAll(
                first
                        ? List.of(soft + "ei", stem + "aste", stem + "ou", stem + "aram")
                        : List.of(stem + "i", stem + theme + "ste", stem + theme + "u", stem + theme + "ram"));
    }

    private static String beforeE(String stem) {
        if (stem.endsWith("c")) {
            return stem.substring(0, stem.length() - 1) + "qu";
        }
        return stem.endsWith("g") ? stem + "u" : stem;
    }

    private static String beforeA(String stem) {
        return stem.endsWith("g") ? stem.substring(0, stem.length() - 1) + "j" : stem;
    }

    /// The longest head that begins at a word.
    Optional<Begin> at(List<String> words, int from) {
        for (int length = Math.min(LONGEST, words.size() - from); length > 0; length--) {
            String phrase = String.join(" ", words.subList(from, from + length));
            Head head = heads.get(phrase);
            if (head != null) {
                return Optional.of(new Begin(head, phrase, length));
            }
        }
        return Optional.empty();
    }

    /// Where the words begin that say something, from a word on.
    int afterOpeners(List<String> words, int from) {
        int at = from;
        while (at < words.size()) {
            if (words.get(at).equals(",")) {
                at++;
                continue;
            }
            Optional<Begin> begin = at(words, at);
            if (begin.isEmpty() || begin.get().head() != Head.OPENER) {
                return at;
            }
            at += begin.get().words();
        }
        return at;
    }

    /// Whether it is one of the phrases.
    boolean is(Inside place, String phrase) {
        return inside.getOrDefault(place, Set.of()).contains(phrase);
    }

    /// Whether all the words are one of the phrases.
    boolean is(Inside place, List<String> words) {
        return words.size() <= LONGEST && is(place, String.join(" ", words));
    }

    /// The words of the longest phrase that begins at a word; 0 where none does.
    int length(Inside place, List<String> words, int from) {
        Set<String> phrases = inside.getOrDefault(place, Set.of());
        for (int length = Math.min(LONGEST, words.size() - from); length > 0; length--) {
            if (phrases.contains(String.join(" ", words.subList(from, from + length)))) {
                return length;
            }
        }
        return 0;
    }

    /// Whether one of the phrases stands at the word or after it.
    boolean has(Inside place, List<String> words, int from) {
        return after(place, words, from) > 0;
    }

    /// Where the first of the phrases ends that stands at the word or after it; 0 where none does.
    int after(Inside place, List<String> words, int from) {
        for (int at = from; at < words.size(); at++) {
            int length = length(place, words, at);
            if (length > 0) {
                return at + length;
            }
        }
        return 0;
    }

    /// Whether a word tells a home what to do: `turn`, `liga`, `ligue`.
    boolean imperative(String word) {
        return imperatives.contains(word);
    }

    /// Whether a word within a sentence does so, and is not rather a small word: `para`, `a`.
    boolean orders(List<String> words, int at) {
        return imperative(words.get(at)) && !is(Inside.SUBJECT, words.get(at));
    }

    /// Whether a word says what something is: `ligado`, `aberta`.
    boolean participle(String word) {
        return participles.contains(word);
    }

    /// Whether a word does so at the beginning of a sentence: `ligar`, `ligas`, `ligavas` too.
    boolean direct(String word) {
        return directs.contains(word);
    }

    /// Whether a word proposes to do something after `porque não`, `e se`: `ligas`, `ligasses`.
    boolean suggestion(String word) {
        return suggestions.contains(word);
    }

    /// Whether a word is of the form that stands after `não` where nothing is to be done: `não ligues`.
    boolean subjunctive(String word) {
        return subjunctives.contains(word);
    }

    /// Whether a word says that something was done: `ligaste`.
    boolean past(String word) {
        return pasts.contains(word);
    }

    /// A mistyped word that a question begins with, as it is spelled; any other as it is.
    String spelled(String word) {
        if (word.length() < 4 || known.contains(word)) {
            return word;
        }
        List<String> near = new ArrayList<>();
        for (String right : spelled) {
            if (slips(word, right)) {
                near.add(right);
            }
        }
        return near.size() == 1 ? near.getFirst() : word;
    }

    /// Whether a letter is missing or twice, or two have changed places.
    private static boolean slips(String written, String right) {
        int difference = written.length() - right.length();
        if (difference == 0) {
            int at = 0;
            while (at < right.length() && written.charAt(at) == right.charAt(at)) {
                at++;
            }
            return at + 1 < right.length()
                    && written.charAt(at) == right.charAt(at + 1)
                    && written.charAt(at + 1) == right.charAt(at)
                    && written.substring(at + 2).equals(right.substring(at + 2));
        }
        if (Math.abs(difference) != 1 || written.charAt(0) != right.charAt(0)) {
            return false;
        }
        String longer = difference > 0 ? written : right;
        String shorter = difference > 0 ? right : written;
        int at = 0;
        while (at < shorter.length() && shorter.charAt(at) == longer.charAt(at)) {
            at++;
        }
        return shorter.substring(at).equals(longer.substring(at + 1));
    }
}
