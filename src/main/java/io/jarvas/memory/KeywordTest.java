package io.jarvas.memory;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Tells by its words whether a message asks for what is remembered: `lembras-te`, `as usual`, `what did I say`. The
/// words stand in `recall-words.txt`.
final class KeywordTest {
    private static final List<String> LISTED = Wording.lines("recall-words.txt").stream()
            .flatMap(line -> List.of(line.split(" ")).stream())
            .toList();
    private static final Set<String> WORDS = LISTED.stream()
            .filter(word -> !word.endsWith("*") && !word.contains("-"))
            .collect(Collectors.toUnmodifiableSet());
    private static final List<String> BEGINNINGS = LISTED.stream()
            .filter(word -> word.endsWith("*"))
            .map(word -> word.substring(0, word.length() - 1))
            .toList();
    private static final List<String> PHRASES = LISTED.stream()
            .filter(word -> word.contains("-"))
            .map(word -> " " + word.replace('-', ' ') + " ")
            .toList();

    private KeywordTest() {}

    static boolean passes(String message) {
        List<String> words = Stems.words(message);
        if (words.stream()
                .anyMatch(word -> WORDS.contains(word) || BEGINNINGS.stream().anyMatch(word::startsWith))) {
            return true;
        }
        String all = " " + String.join(" ", words) + " ";
        return PHRASES.stream().anyMatch(all::contains);
    }
}
