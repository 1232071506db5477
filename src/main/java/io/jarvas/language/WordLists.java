package io.jarvas.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Lists of phrases as a resource has them: `name = phrase, phrase`, a line that is indented goes on with the
/// one before. Phrases are plain words, as [PlainWords] cuts them, with a space between; within a phrase `é` may be
/// written without its accent. Immutable.
final class WordLists {
    private final Map<String, Set<String>> lists = new HashMap<>();

    private WordLists(String text) {
        String joined = text.replaceAll("\\n[ \\t]+", " ");
        joined.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(this::entry);
    }

    private void entry(String line) {
        int equals = line.indexOf('=');
        Set<String> list = lists.computeIfAbsent(line.substring(0, equals).strip(), _ -> new HashSet<>());
        for (String phrase : line.substring(equals + 1).split("[,|]", -1)) {
            String plain = String.join(" ", PlainWords.of(phrase, 100));
            if (!plain.isEmpty()) {
                list.add(plain);
                list.add(
                        plain.equals("é")
                                ? plain
                                : (" " + plain + " ").replace(" é ", " e ").strip());
            }
        }
    }

    /// @param name of a resource beside this class
    static WordLists read(String name) {
        try (InputStream in = Objects.requireNonNull(WordLists.class.getResourceAsStream(name), name)) {
            return new WordLists(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @throws NullPointerException where there is none of that name
    Set<String> list(String name) {
        return Set.copyOf(Objects.requireNonNull(lists.get(name), name));
    }
}
