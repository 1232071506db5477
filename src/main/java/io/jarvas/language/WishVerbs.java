package io.jarvas.language;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The forms of the verbs of `wishes.txt`: the English ones are few, the Portuguese are conjugated. Immutable.
final class WishVerbs {
    private final Set<String> english = new HashSet<>();
    private final Set<String> imperatives = new HashSet<>();
    private final Set<String> directs = new HashSet<>();
    private final Set<String> suggestions = new HashSet<>();
    private final Set<String> pasts = new HashSet<>();
    private final Set<String> imperfects = new HashSet<>();
    private final Set<String> firsts = new HashSet<>();
    private final Set<String> thirds = new HashSet<>();
    private final Set<String> subjunctives = new HashSet<>();
    private final Set<String> participles =
            new HashSet<>(Set.of("aberto", "aberta", "abertos", "abertas", "aceso", "acesa", "acesos", "acesas"));

    WishVerbs(WordLists lists) {
        pasts.addAll(lists.list("past"));
        english.addAll(lists.list("verb"));
        imperatives.addAll(english);
        imperatives.addAll(lists.list("forma"));
        english.stream().map(WishVerbs::third).forEach(thirds::add);
        lists.list("verbo").stream().filter(verb -> !verb.contains(" ")).forEach(this::conjugate);
        thirds.removeAll(lists.list("noun"));
        firsts.removeAll(lists.list("noun"));
        firsts.addAll(lists.list("first"));
        directs.addAll(imperatives);
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
        if (first && stem.endsWith("c")) {
            // Of `começar`, which has lost its cedilla.
            imperatives.addAll(List.of(stem + "e", stem + "em"));
            subjunctives.add(stem + "es");
        }
        imperfects.addAll(List.of(stem + (first ? "ava" : "ia"), stem + (first ? "avam" : "iam")));
        thirds.add(stem + (first ? "am" : "em"));
        firsts.add((first ? stem : beforeA(stem)) + "o");
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

    /// `turn` as it is of one thing: `turns`.
    private static String third(String verb) {
        if (verb.endsWith("y") && verb.length() > 3 && "aeou".indexOf(verb.charAt(verb.length() - 2)) < 0) {
            return verb.substring(0, verb.length() - 1) + "ies";
        }
        boolean hisses = verb.endsWith("s") || verb.endsWith("sh") || verb.endsWith("ch") || verb.endsWith("x");
        return verb + (hisses || verb.endsWith("o") ? "es" : "s");
    }

    /// Whether a word tells a home what to do: `turn`, `liga`, `ligue`.
    boolean imperative(String word) {
        return imperatives.contains(word);
    }

    /// Whether it does so in English.
    boolean english(String word) {
        return english.contains(word);
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

    /// Whether a word says that something was done: `ligaste`, and `gritaste` though its verb is none of a
    /// home.
    boolean past(String word) {
        boolean long5 = word.length() > 4;
        boolean ends = word.endsWith("aste")
                || word.endsWith("este")
                || word.endsWith("iste")
                || word.endsWith("aram")
                || word.endsWith("eram")
                || word.endsWith("iram")
                || word.endsWith("ou")
                || word.endsWith("eu")
                || word.endsWith("iu")
                || word.endsWith("uei");
        return pasts.contains(word) || (long5 && ends && !imperatives.contains(word));
    }

    /// Whether a word says what something or somebody does or did: `ligava`, `turns`, `ligo`.
    boolean does(String word) {
        return imperfects.contains(word) || thirds.contains(word) || firsts.contains(word);
    }

    /// Whether a word says what the one who speaks does: `ligo`.
    boolean self(String word) {
        return firsts.contains(word);
    }

    /// Whether a word says how something is to be: `comece`, `apaguem`.
    boolean shall(String word) {
        String singular = word.endsWith("m") ? word.substring(0, word.length() - 1) : word;
        return subjunctives.contains(singular + "s");
    }

    /// All the words that begin what is wanted.
    Set<String> direct() {
        return Set.copyOf(directs);
    }
}
