package io.jarvas.memory;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// What a text is about, as the search compares it. Neither accents nor the forms of a word matter, nor the words that
/// say little.
///
/// @param stems what each telling word shares with its other forms, in the text's order
/// @param kin names for what the words mean, which others that mean the same share: `_12`
public record Wording(List<String> stems, List<String> kin) {
    /// Grows whenever the same text may have another wording: what was kept is then worded anew.
    public static final int VERSION = 1;

    private static final Set<String> SMALL = lines("small-words.txt").stream()
            .flatMap(line -> List.of(line.split(" ")).stream())
            .collect(Collectors.toUnmodifiableSet());
    private static final Map<String, Set<String>> KIN = kinOfStems();

    public Wording {
        stems = List.copyOf(stems);
        kin = List.copyOf(kin);
    }

    public static Wording of(String text) {
        List<String> stems = telling(text).stream().map(Stems::of).toList();
        return new Wording(stems, kin(stems));
    }

    /// The words of a text that say something, or all of them where none does.
    static List<String> telling(String text) {
        List<String> words = Stems.words(text);
        List<String> telling =
                words.stream().filter(word -> !SMALL.contains(word)).toList();
        return telling.isEmpty() ? words : telling;
    }

    /// What these stems mean.
    static List<String> kin(Collection<String> stems) {
        return stems.stream()
                .flatMap(stem -> KIN.getOrDefault(stem, Set.of()).stream())
                .distinct()
                .toList();
    }

    private static Map<String, Set<String>> kinOfStems() {
        Map<String, Set<String>> kin = new HashMap<>();
        List<String> groups = lines("kin.txt");
        for (int group = 0; group < groups.size(); group++) {
            for (String word : groups.get(group).split(" ")) {
                kin.computeIfAbsent(Stems.of(word), _ -> new HashSet<>()).add("_" + group);
            }
        }
        return kin;
    }

    /// Those of a resource that are no remarks.
    static List<String> lines(String resource) {
        try (InputStream in = Objects.requireNonNull(Wording.class.getResourceAsStream(resource), resource)) {
            List<String> lines = new ArrayList<>(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
            lines.removeIf(line -> line.isBlank() || line.startsWith("#"));
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
