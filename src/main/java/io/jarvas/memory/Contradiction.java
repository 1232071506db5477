package io.jarvas.memory;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Tells how a new fact stands to an older one, by their words alone, and carefully: where it is not plain that both
/// are about the same thing, both stay.
///
/// Two facts are about the same thing where they differ in values alone: numbers, days, colours, whether somebody likes
/// it or not (`Rita runs on Mondays`, `on Tuesdays`). Or where both say what one thing is that has one value at a time
/// (`my favourite colour is blue`, `is the one of the sea`). A fact that says `also` replaces nothing.
final class Contradiction {
    /// How a new fact stands to an older one.
    enum Standing {
        /// It says nothing new.
        KNOWN,
        /// It says otherwise, or more, of the same thing.
        REPLACES,
        /// Both can be.
        APART
    }

    private static final String NUMBER = "number";
    private static final String NEGATION = "negation";
    private static final Set<String> VALUES = new HashSet<>();
    /// Of the stems of values.
    private static final Map<String, String> KINDS = new HashMap<>();

    static {
        for (String line : Wording.lines("values.txt")) {
            List<String> words = List.of(line.split(" "));
            for (String word : words.subList(1, words.size())) {
                VALUES.add(word);
                KINDS.put(Stems.of(word), words.getFirst());
            }
        }
    }

    private static final Set<String> SINGLE = Wording.lines("single-words.txt").stream()
            .flatMap(line -> List.of(line.split(" ")).stream())
            .collect(Collectors.toUnmodifiableSet());
    private static final Set<String> ALSO = Set.of("also", "too", "another", "tambem", "outro", "outra", "other");
    private static final Pattern IS = Pattern.compile(
            "(?iu)^(.+?)\\s+(?:(?:is|are|was)(?: called| named)?|é|e'|são|era|chama-se|chamam-se|fica)\\s+(.+)$");
    private static final Pattern OWN = Pattern.compile("(?iu)\\b(?:my|our|meu|minha|nosso|nossa)\\b");
    private static final int LONGEST_VALUE = 5;

    private Contradiction() {}

    static Standing between(String newer, String older) {
        Set<String> one = stems(newer, false);
        Set<String> newValues = stems(newer, true);
        Set<String> oldValues = stems(older, true);
        boolean also = Stems.words(newer).stream().anyMatch(ALSO::contains);
        if (!one.isEmpty() && one.equals(stems(older, false))) {
            Set<String> newKinds = kinds(newValues);
            Set<String> oldKinds = kinds(oldValues);
            boolean asPositive = newKinds.contains(NEGATION) == oldKinds.contains(NEGATION);
            if (asPositive && oldValues.containsAll(newValues)) {
                return Standing.KNOWN;
            }
            oldKinds.remove(NEGATION);
            return !also && newKinds.containsAll(oldKinds) ? Standing.REPLACES : Standing.APART;
        }
        return !also && sameThing(newer, older) ? Standing.REPLACES : Standing.APART;
    }

    private static Set<String> kinds(Set<String> values) {
        Set<String> kinds = new HashSet<>();
        values.forEach(value -> kinds.add(KINDS.getOrDefault(value, NUMBER)));
        return kinds;
    }

    /// Whether both say what the same thing is, and it has one value at a time.
    private static boolean sameThing(String newer, String older) {
        Optional<Said> one = said(newer);
        Optional<Said> other = said(older);
        return one.isPresent()
                && other.isPresent()
                && one.get().thing().equals(other.get().thing());
    }

    private record Said(Set<String> thing, String value) {}

    private static Optional<Said> said(String fact) {
        Matcher parts = IS.matcher(fact.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        String thing = parts.group(1);
        Set<String> stems = stemsOf(thing);
        boolean single = Stems.words(thing).stream().anyMatch(SINGLE::contains);
        boolean named = stems.size() > 1 || OWN.matcher(thing).find();
        boolean brief = Stems.words(parts.group(2)).size() <= LONGEST_VALUE;
        return single && named && brief ? Optional.of(new Said(stems, parts.group(2))) : Optional.empty();
    }

    private static Set<String> stemsOf(String text) {
        return new HashSet<>(Wording.of(text).stems());
    }

    /// The stems of the words that are values, or of those that are none.
    private static Set<String> stems(String fact, boolean values) {
        List<String> words = Stems.words(fact);
        Set<String> telling = new HashSet<>(Wording.telling(fact));
        return words.stream()
                .filter(word -> values == (VALUES.contains(word) || Character.isDigit(word.charAt(0))))
                .filter(word -> values || telling.contains(word))
                .map(Stems::of)
                .collect(Collectors.toSet());
    }
}
