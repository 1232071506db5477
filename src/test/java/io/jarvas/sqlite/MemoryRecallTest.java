package io.jarvas.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.conversation.Person;
import io.jarvas.memory.Memory;
import io.jarvas.memory.RecallQuestions;
import io.jarvas.memory.RecallQuestions.Question;
import io.jarvas.memory.Scope;
import io.jarvas.memory.Shelf;
import io.jarvas.memory.Source;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How often one of the three best is the fact that a question is about, by words alone.
class MemoryRecallTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {RecallQuestions.FIRST, RecallQuestions.ASIDE})
    void nineOfTenQuestionsFindTheirFactAmongTheFirstThreeByWordsAlone(String half) {
        try (Shelf shelf = new Shelf(directory, Clock.systemUTC())) {
            // Past the rules: two of the facts hold a password.
            RecallQuestions.facts()
                    .forEach(fact -> shelf.store.write(
                            Optional.of(new Memory(
                                    fact.id(), Person.LOCAL, Scope.PERSON, fact.text(), Source.WRITTEN, Instant.EPOCH)),
                            Set.of()));
            List<Question> questions = RecallQuestions.questions(half);
            long found = questions.stream()
                    .filter(question -> shelf.search.find(Person.LOCAL, question.message(), 3).stream()
                            .map(Memory::id)
                            .anyMatch(question.accepted()::contains))
                    .count();
            assertThat((double) found / questions.size()).isGreaterThanOrEqualTo(0.9);
        }
    }
}
