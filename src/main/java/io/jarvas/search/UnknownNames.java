package io.jarvas.search;

import io.jarvas.search.Reading.Unit;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The words that say which of its kind a thing is, and that nothing at home has: the `aquarium` of `turn on
/// the aquarium light` and of `acende a luz do aquário`. Other words that nothing has may be anything, as the
/// milk that goes on a list.
final class UnknownNames {
    private static final Pattern NOT_IN_A_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}'’-]+");

    /// What joins a name to its kind.
    private static final Set<String> JOINING = Set.of("of", "the", "de", "do", "da", "dos", "das");

    private static final int MOST_IN_ONE = 6;

    private final List<Set<String>> words;
    private final Set<String> unknown;
    private final Set<String> kinds;

    private UnknownNames(List<String> words, List<Match> matches) {
        this.words = words.stream()
                .map(word -> Set.copyOf(Tokens.of(word, MOST_IN_ONE)))
                .toList();
        this.unknown = tokens(matches, match -> match.unit().names() && !match.found());
        this.kinds = tokens(matches, match -> match.unit().role() == Unit.Role.KIND && match.found());
    }

    private static Set<String> tokens(List<Match> matches, Predicate<Match> which) {
        return matches.stream()
                .filter(which)
                .flatMap(match ->
                        Stream.of(match.unit().terms().getFirst().term().split(" ", -1)))
                .collect(Collectors.toSet());
    }

    /// As the person wrote them.
    static List<String> of(String text, List<Match> matches) {
        List<String> words = NOT_IN_A_WORD
                .splitAsStream(text)
                .filter(word -> !word.isEmpty())
                .toList();
        UnknownNames reading = new UnknownNames(words, matches);
        return IntStream.range(0, words.size())
                .filter(reading::saysWhich)
                .mapToObj(words::get)
                .distinct()
                .toList();
    }

    private boolean saysWhich(int at) {
        if (!isOf(at, unknown)) {
            return false;
        }
        return reaches(at, 1, Set.of()) || (isOf(at - 1, JOINING) && reaches(at, -1, JOINING));
    }

    /// Whether a kind comes next in a direction, past other unknown words and those.
    private boolean reaches(int from, int step, Set<String> passed) {
        int at = from;
        while (isOf(at, unknown) || isOf(at, passed)) {
            at += step;
        }
        return isOf(at, kinds);
    }

    private boolean isOf(int at, Set<String> some) {
        return at >= 0 && at < words.size() && words.get(at).stream().anyMatch(some::contains);
    }
}
