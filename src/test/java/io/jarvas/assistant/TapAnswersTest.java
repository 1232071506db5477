package io.jarvas.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.action.AuditEntry;
import io.jarvas.action.AuditLog;
import io.jarvas.action.Door;
import io.jarvas.action.Doors;
import io.jarvas.action.FakeHome;
import io.jarvas.assistant.Answers.Answered;
import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.Person;
import io.jarvas.language.Language;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Taps on what was proposed before a restart.
class TapAnswersTest {
    private static final Person ANA = new Person("ha:ana");
    private static final Person RUI = new Person("ha:rui");

    private final FakeHome home = new FakeHome().services();
    private final Door door = Doors.of(home, home, Clock.systemUTC());
    private final MemoryStore store = new MemoryStore();
    private final Assistant assistant = new Assistant(
            new Assistant.Parts(
                    home, new ScriptedModel(), door, door, store, store, TokenRatios.NONE, _ -> {}, Clock.systemUTC()),
            new Assistant.Limits(8, 8, Optional.empty()));

    @AfterEach
    void close() {
        assistant.close();
        door.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"confirm", "confirmed", "rejected"})
    void aTapOnAQuestionFromBeforeARestartIsTooLate(String verdict) {
        assertThat(taps(verdict).confirm(ANA, "a", Optional.empty(), Language.ENGLISH))
                .isEqualTo(new Answered.TooLate("It is too late for that: nothing was changed."));
        assertThat(taps(verdict).reject(ANA, "a", Language.ENGLISH)).isInstanceOf(Answered.TooLate.class);
    }

    @Test
    void whoWasNotAskedLearnsNothing() {
        assertThat(taps("confirm").confirm(RUI, "a", Optional.empty(), Language.ENGLISH))
                .isEqualTo(new Answered.Unknown());
        assertThat(taps("confirm").reject(ANA, "b", Language.ENGLISH)).isEqualTo(new Answered.Unknown());
    }

    @Test
    void whatNobodyWasAskedAboutIsNoQuestion() {
        assertThat(taps("allowed").confirm(ANA, "a", Optional.empty(), Language.ENGLISH))
                .isEqualTo(new Answered.Unknown());
    }

    private TapAnswers taps(String verdict) {
        AuditEntry entry = new AuditEntry(
                "a",
                Instant.EPOCH,
                new ConversationKey(ANA, "c"),
                "t",
                AuditEntry.Origin.MODEL,
                "unlock",
                "homeassistant_call_service",
                Map.of(),
                verdict,
                "needs_confirmation",
                "",
                List.of(),
                List.of(),
                Duration.ZERO,
                false);
        return new TapAnswers(assistant, new OneEntry(entry));
    }

    /// A log of one entry.
    private record OneEntry(AuditEntry entry) implements AuditLog {
        @Override
        public void write(AuditEntry other) {}

        @Override
        public Optional<AuditEntry> find(String id, Person person) {
            return Optional.of(entry)
                    .filter(one ->
                            one.id().equals(id) && one.conversation().person().equals(person));
        }

        @Override
        public List<AuditEntry> page(Optional<Person> person, Optional<String> before, int most) {
            return List.of(entry);
        }

        @Override
        public List<AuditEntry> of(ConversationKey conversation) {
            return List.of(entry);
        }

        @Override
        public void forgetBefore(Instant before) {}
    }
}
