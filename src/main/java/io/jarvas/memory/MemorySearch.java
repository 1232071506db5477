package io.jarvas.memory;

import io.jarvas.conversation.Person;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Finds the memories that words are about: by the words themselves, and by what they mean where a model can tell. Safe
/// to use from any thread.
///
/// Words that no memory has may be misspelt, or one where a memory has two, or two where it has one (`fusebox`, `dish
/// washer`): the closest that there are stand in for them. Both rankings are put together by reciprocal rank fusion:
/// what is near the top of either is near the top.
public final class MemorySearch {
    /// How many each ranking brings.
    private static final int DEEP = 30;
    /// Damps the top of a ranking, as Cormack, Clarke and Büttcher (2009) propose.
    private static final double DAMPING = 60;

    private static final int BEGINNING = 2;
    private static final int SHORTEST_PART = 3;
    private static final int SHORTEST_MISSPELT = 4;
    private static final int LONG = 8;
    private static final int MOST_WORDS = 40;

    private final MemoryStore store;
    private final MemoryIndex index;
    private final Meanings meanings;

    public MemorySearch(MemoryStore store, MemoryIndex index, Meanings meanings) {
        this.store = store;
        this.index = index;
        this.meanings = meanings;
    }

    /// Those that the person may be told of, the best first.
    ///
    /// @param most how many at most
    public List<Memory> find(Person person, String words, int most) {
        List<Memory> byWords = byWords(person, words, DEEP);
        List<String> byMeaning = meanings.find(person, words, DEEP);
        if (byMeaning.isEmpty()) {
            return byWords.stream().limit(most).toList();
        }
        Map<String, Memory> known = new LinkedHashMap<>();
        byWords.forEach(memory -> known.put(memory.id(), memory));
        return fused(byWords.stream().map(Memory::id).toList(), byMeaning).stream()
                .flatMap(
                        id -> Optional.ofNullable(known.get(id))
                                .or(() -> store.find(id))
                                .filter(memory -> toldTo(person, memory))
                                .stream())
                .limit(most)
                .toList();
    }

    /// Whether a memory is for that person.
    static boolean toldTo(Person person, Memory memory) {
        return memory.scope() == Scope.HOUSEHOLD || memory.owner().equals(person);
    }

    private static List<String> fused(List<String> one, List<String> other) {
        Map<String, Double> scores = new LinkedHashMap<>();
        for (List<String> ranking : List.of(one, other)) {
            for (int rank = 0; rank < ranking.size(); rank++) {
                scores.merge(ranking.get(rank), 1 / (DAMPING + rank + 1), Double::sum);
            }
        }
        return scores.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .toList();
    }

    /// By the words alone.
    ///
    /// @param most how many at most
    List<Memory> byWords(Person person, String words, int most) {
        List<String> telling = Wording.telling(words).stream().limit(MOST_WORDS).toList();
        Set<String> beginnings = new TreeSet<>();
        telling.forEach(word -> {
            beginnings.add(beginning(Stems.of(word)));
            parts(word).forEach(part -> {
                beginnings.add(beginning(part.first()));
                beginnings.add(beginning(part.second()));
            });
        });
        Set<String> there = index.stems(beginnings);
        Set<String> stems = new LinkedHashSet<>();
        for (int i = 0; i < telling.size(); i++) {
            String word = telling.get(i);
            String stem = Stems.of(word);
            stems.addAll(there.contains(stem) ? Set.of(stem) : instead(word, stem, there));
            if (i + 1 < telling.size()) {
                String asOne = Stems.of(word + telling.get(i + 1));
                stems.addAll(there.contains(asOne) ? Set.of(asOne) : Set.of());
            }
        }
        Set<String> wanted = new LinkedHashSet<>(stems);
        wanted.addAll(Wording.kin(stems));
        wanted.addAll(Wording.kin(telling.stream().map(Stems::of).toList()));
        return index.find(person, wanted, most);
    }

    private record Parts(String first, String second) {}

    /// Two words that one may be: both as stems.
    private static List<Parts> parts(String word) {
        List<Parts> parts = new ArrayList<>();
        for (int at = SHORTEST_PART; at <= word.length() - SHORTEST_PART; at++) {
            parts.add(new Parts(Stems.of(word.substring(0, at)), Stems.of(word.substring(at))));
        }
        return parts;
    }

    private static String beginning(String stem) {
        return stem.substring(0, Math.min(BEGINNING, stem.length()));
    }

    /// What stands in for a stem that no memory has.
    private static Set<String> instead(String word, String stem, Set<String> there) {
        Set<String> instead = new HashSet<>();
        if (stem.length() < SHORTEST_MISSPELT || Character.isDigit(stem.charAt(0))) {
            return instead;
        }
        int most = stem.length() < LONG ? 1 : 2;
        int least = most;
        for (String other : there) {
            if (other.length() >= SHORTEST_MISSPELT - 1 && other.startsWith(beginning(stem))) {
                int distance = distance(stem, other, most);
                if (distance < least) {
                    instead.clear();
                    least = distance;
                }
                if (distance <= least) {
                    instead.add(other);
                }
            }
        }
        for (Parts parts : parts(word)) {
            if (there.contains(parts.first()) && there.contains(parts.second())) {
                instead.add(parts.first());
                instead.add(parts.second());
            }
        }
        return instead;
    }

    /// How many letters are wrong, missing, too many or swapped with the next; any number above the limit
    /// where there are more.
    private static int distance(String one, String other, int limit) {
        if (Math.abs(one.length() - other.length()) > limit) {
            return limit + 1;
        }
        int[][] table = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    table[i][j] = i + j;
                    continue;
                }
                int wrong = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                table[i][j] = Math.min(Math.min(table[i - 1][j] + 1, table[i][j - 1] + 1), table[i - 1][j - 1] + wrong);
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    table[i][j] = Math.min(table[i][j], table[i - 2][j - 2] + 1);
                }
            }
        }
        return table[one.length()][other.length()];
    }
}
