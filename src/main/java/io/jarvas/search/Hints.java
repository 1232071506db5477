package io.jarvas.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Words that lead to what they do not name: `too hot` to a fan, `we're out of milk` to a list. They are those of
/// `leading-words.txt`. Immutable, so safe to use from any thread.
final class Hints {
    private static final int MOST_WORDS = 400;
    private static final int LONGEST = 4;

    private final Map<String, Set<String>> domains = new HashMap<>();

    private Hints(List<String> lines) {
        for (String line : lines) {
            int equals = line.indexOf('=');
            List<String> meant = List.of(line.substring(0, equals).strip().split(" ", -1));
            for (String phrase : line.substring(equals + 1).split("[,|]", -1)) {
                domains.computeIfAbsent(String.join(" ", Tokens.of(phrase, LONGEST)), _ -> new TreeSet<>())
                        .addAll(meant);
            }
        }
    }

    /// The one that is used.
    static Hints ofTheHousehold() {
        return Kept.HINTS;
    }

    private static final class Kept {
        static final Hints HINTS = new Hints(Dictionary.lines("leading-words.txt"));
    }

    /// The domains of what the words hint at.
    Set<String> domains(String words) {
        List<String> tokens = Tokens.of(words, MOST_WORDS);
        Set<String> found = new TreeSet<>();
        for (int from = 0; from < tokens.size(); from++) {
            for (int to = from + 1; to <= Math.min(tokens.size(), from + LONGEST); to++) {
                found.addAll(domains.getOrDefault(String.join(" ", tokens.subList(from, to)), Set.of()));
            }
        }
        return found;
    }
}
