package io.jarvas.language;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The phrases of `wishes.txt`. Immutable.
final class WishLexicon {
    private static final int LONGEST = 10;

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
        FORBIDDING,
        LEAVING,
        HABIT,
        POINTING,
        REMAINING,
        ADVERB,
        CLITIC,
        OBJECT,
        FINE,
        PASTTIME,
        TOLD,
        FROMON,
        SUPPOSING,
        ABOUT,
        GOINGTO,
        ORELSE,
        BREAK,
        HYPOTHETICAL,
        IFABLE,
        NEGATED,
        CORRECTION,
        OBEYED,
        TELLS,
        WONDERING,
        DETERMINER,
        HAVE,
        PRAISE,
        STATE,
        NECESSARY,
        ALONE,
        THAT,
        CURIOSITY,
        IMPERSONAL,
        WITHOUT,
        GOOD,
        PEOPLE,
        SETTING,
        NOTIFIES,
        ADDING,
        NEVER,
        ENOUGH,
        MODAL,
        COMPARING,
        SAYS
    }

    /// A phrase at the beginning of a clause.
    record Begin(Head head, String phrase, int words) {}

    private final Map<String, Head> heads = new HashMap<>();
    private final Map<Inside, Set<String>> inside = new EnumMap<>(Inside.class);
    /// How many words the longest has that begins with a word.
    private final Map<String, Integer> longestHeads = new HashMap<>();
    private final Map<Inside, Map<String, Integer>> longestInside = new EnumMap<>(Inside.class);
    private final Map<String, List<String>> longer = new HashMap<>();
    private final WishVerbs verbs;
    private final Set<String> known = new HashSet<>();
    private final Set<String> spelled = new HashSet<>();

    private WishLexicon(WordLists lists) {
        for (String spelling : lists.list("spelling")) {
            List<String> words = List.of(spelling.split(" ", -1));
            longer.put(words.getFirst(), words.subList(1, words.size()));
        }
        known.addAll(longer.keySet());
        for (Head head : Head.values()) {
            for (String phrase : written(lists.list(head.name().toLowerCase(Locale.ROOT)))) {
                heads.put(phrase, head);
                known.addAll(List.of(phrase.split(" ", -1)));
            }
        }
        longestHeads.putAll(longest(heads.keySet()));
        for (Inside place : Inside.values()) {
            Set<String> phrases = written(lists.list(place.name().toLowerCase(Locale.ROOT)));
            inside.put(place, phrases);
            longestInside.put(place, longest(phrases));
            phrases.forEach(phrase -> known.addAll(List.of(phrase.split(" ", -1))));
        }
        verbs = new WishVerbs(lists);
        known.addAll(verbs.direct());
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

    private static Map<String, Integer> longest(Set<String> phrases) {
        Map<String, Integer> longest = new HashMap<>();
        for (String phrase : phrases) {
            List<String> words = List.of(phrase.split(" ", -1));
            longest.merge(words.getFirst(), words.size(), Math::max);
        }
        return longest;
    }

    private Set<String> written(Set<String> phrases) {
        Set<String> all = new HashSet<>();
        phrases.forEach(phrase -> all.add(String.join(" ", written(List.of(phrase.split(" ", -1))))));
        return all;
    }

    /// The words with each that is shortened as it is written in full: `its` as `it is`, `tou` as `estou`.
    List<String> written(List<String> words) {
        List<String> all = new ArrayList<>(words.size() + 8);
        words.forEach(word -> all.addAll(longer.getOrDefault(word, List.of(word))));
        return all;
    }

    /// The longest head that begins at a word. Adverbs in it do not count where it is longer without them:
    /// `could you possibly`, `i really would like`.
    Optional<Begin> at(List<String> words, int from) {
        int longest = from < words.size() ? longestHeads.getOrDefault(words.get(from), 0) : 0;
        Optional<Begin> plain = Optional.empty();
        for (int length = Math.min(longest, words.size() - from); length > 0 && plain.isEmpty(); length--) {
            plain = begin(phrase(words, from, length), length);
        }
        int least = plain.map(Begin::words).orElse(0);
        Optional<Begin> longer = least < longest ? withoutAdverbs(words, from, longest, least) : Optional.empty();
        return longer.isPresent() ? longer : plain;
    }

    /// A head of more words than the least that begins at a word, without the adverbs in it.
    private Optional<Begin> withoutAdverbs(List<String> words, int from, int longest, int least) {
        List<String> some = new ArrayList<>(longest);
        List<Integer> ends = new ArrayList<>(longest);
        int end = Math.min(words.size(), from + 2 * longest);
        for (int at = from; at < end && some.size() < longest; at++) {
            if (at == from || !is(Inside.ADVERB, words.get(at))) {
                some.add(words.get(at));
                ends.add(at + 1 - from);
            }
        }
        boolean adverbs = ends.getLast() > ends.size();
        for (int length = some.size(); adverbs && length > least; length--) {
            Optional<Begin> begin = begin(phrase(some, 0, length), ends.get(length - 1));
            if (begin.isPresent()) {
                return begin;
            }
        }
        return Optional.empty();
    }

    private static String phrase(List<String> words, int from, int length) {
        return length == 1 ? words.get(from) : String.join(" ", words.subList(from, from + length));
    }

    private Optional<Begin> begin(String phrase, int words) {
        return Optional.ofNullable(heads.get(phrase)).map(head -> new Begin(head, phrase, words));
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
            String phrase = begin.get().phrase();
            if (phrase.startsWith("if it") || phrase.startsWith("if they") || phrase.startsWith("se ")) {
                at = afterState(words, at);
            }
        }
        return at;
    }

    /// Past `still on` in `if it is still on turn it off`, but not past `open` in `if it is not open it`.
    private int afterState(List<String> words, int from) {
        int at = from;
        int length = length(Inside.STATE, words, at);
        while (length > 0) {
            int next = at + length;
            boolean ends = next >= words.size();
            if (ends || is(Inside.OBJECT, words.get(next)) || is(Inside.DETERMINER, words.get(next))) {
                return at;
            }
            at = next;
            length = length(Inside.STATE, words, at);
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
        if (from >= words.size()) {
            return 0;
        }
        int longest = longestInside.getOrDefault(place, Map.of()).getOrDefault(words.get(from), 0);
        Set<String> phrases = inside.getOrDefault(place, Set.of());
        for (int length = Math.min(longest, words.size() - from); length > 0; length--) {
            if (phrases.contains(phrase(words, from, length))) {
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

    WishVerbs verbs() {
        return verbs;
    }

    /// Whether a word within a sentence tells a home what to do, and is not rather a small word: `para`, `a`.
    boolean orders(List<String> words, int at) {
        return verbs.imperative(words.get(at)) && !is(Inside.SUBJECT, words.get(at));
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
