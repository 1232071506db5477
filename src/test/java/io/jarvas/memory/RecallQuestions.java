package io.jarvas.memory;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Facts and questions about them, in two languages, written before the search was.
public final class RecallQuestions {
    /// The half that the search was tuned on.
    public static final String FIRST = "questions-first.tsv";
    /// The half that nobody looked at until the search was finished.
    public static final String ASIDE = "questions-aside.tsv";

    private RecallQuestions() {}

    public record Fact(String id, String language, String text) {}

    /// @param accepted ids of facts, any of which answers it
    public record Question(String language, Set<String> accepted, String message) {}

    public static List<Fact> facts() {
        return rows("facts.tsv").stream()
                .map(row -> new Fact(row.get(0), row.get(1), row.get(2)))
                .toList();
    }

    public static List<Question> questions(String half) {
        return rows(half).stream()
                .map(row -> new Question(row.get(0), Set.of(row.get(1).split(",")), row.get(2)))
                .toList();
    }

    private static List<List<String>> rows(String resource) {
        try (InputStream in = Objects.requireNonNull(RecallQuestions.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .map(line -> List.of(line.split("\t")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
