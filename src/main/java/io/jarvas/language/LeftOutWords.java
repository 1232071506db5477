package io.jarvas.language;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The phrases of `left-out-words.txt`, which explains them. Immutable.
final class LeftOutWords {
    enum Part {
        EXCEPT,
        UNLESS,
        INSTEAD,
        BUT,
        HOWEVER,
        LESS,
        AMOUNT,
        NOT,
        WITHOUT,
        FORBID,
        NEEDLESS,
        UNWANTED,
        TO,
        ASKING,
        TELLING,
        CAREFUL,
        BIDDING,
        HANDLING,
        LEAVE,
        LEAVING,
        STAY,
        APART,
        THING,
        DEGREE,
        ONLY,
        ALL,
        REST,
        ONTO,
        NONE,
        COMMAND,
        PERSON,
        OBJECT,
        NOUN,
        COUNT,
        JOINS
    }

    private final Map<Part, Set<String>> phrases = new EnumMap<>(Part.class);
    /// How many words the longest has that begins with a word.
    private final Map<Part, Map<String, Integer>> longest = new EnumMap<>(Part.class);
    private final WishLexicon lexicon = WishLexicon.ofTheHousehold();

    private LeftOutWords(WordLists lists) {
        for (Part part : Part.values()) {
            Set<String> some = lists.list(part.name().toLowerCase(Locale.ROOT));
            Map<String, Integer> lengths = new HashMap<>();
            for (String phrase : some) {
                List<String> words = List.of(phrase.split(" ", -1));
                lengths.merge(words.getFirst(), words.size(), Math::max);
            }
            phrases.put(part, some);
            longest.put(part, lengths);
        }
    }

    /// The one that is used; reading it takes some milliseconds.
    static LeftOutWords ofTheHousehold() {
        return Kept.WORDS;
    }

    private static final class Kept {
        static final LeftOutWords WORDS = new LeftOutWords(WordLists.read("left-out-words.txt"));
    }

    /// The words of the longest phrase that begins at a word; 0 where none does, and beyond the ends.
    int length(Part part, List<String> words, int at) {
        if (at < 0 || at >= words.size()) {
            return 0;
        }
        int most = longest.getOrDefault(part, Map.of()).getOrDefault(words.get(at), 0);
        Set<String> some = phrases.getOrDefault(part, Set.of());
        for (int length = Math.min(most, words.size() - at); length > 0; length--) {
            if (some.contains(String.join(" ", words.subList(at, at + length)))) {
                return length;
            }
        }
        return 0;
    }

    /// Whether a word tells a home what to do, wherever it stands: `turn`, `liga`.
    boolean orders(List<String> words, int at) {
        if (at < 0 || at >= words.size() || length(Part.NOUN, words, at) > 0) {
            return false;
        }
        return length(Part.COMMAND, words, at) > 0
                || (lexicon.orders(words, at) && !lexicon.verbs().english(words.get(at)));
    }

    /// Whether a word says what one does, as it stands after `without`, `sem` and `instead of`: `turning`,
    /// `ligar`.
    boolean doing(String word) {
        WishVerbs verbs = lexicon.verbs();
        if (word.length() > 5 && word.endsWith("ing")) {
            String stem = word.substring(0, word.length() - 3);
            return verbs.english(stem)
                    || verbs.english(stem + "e")
                    || verbs.english(stem.substring(0, stem.length() - 1));
        }
        return word.endsWith("r") && verbs.direct(word) && !verbs.english(word);
    }

    /// Whether a word forbids after `não`, wherever it stands: `apagues`, `apaguem`, `apagar`.
    boolean forbidden(String word) {
        WishVerbs verbs = lexicon.verbs();
        return verbs.subjunctive(word) || verbs.shall(word) || doing(word);
    }

    /// Whether a word is an English verb of a home.
    boolean english(String word) {
        return lexicon.verbs().english(word);
    }
}
