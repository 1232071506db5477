package io.jarvas.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.jarvas.LogLines;
import io.jarvas.MovedClock;
import io.jarvas.choice.SpeechChoice.Found;
import io.jarvas.language.Language;
import io.jarvas.speech.SpeechException;
import io.jarvas.speech.SpeechException.Code;
import io.jarvas.speech.SpeechStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SpeechChoiceTest {
    private static final SpeechChoice.Timing QUICK = new SpeechChoice.Timing(
            Duration.ofHours(1), Duration.ofHours(1), Duration.ofMillis(1), Duration.ofMinutes(1));

    private final MovedClock clock = new MovedClock(Instant.parse("2026-11-28T10:00:00Z"));
    private SpeechChoice<String> choice;

    @AfterEach
    void close() {
        choice.close();
    }

    @Test
    void nobodyWaitsForTheSearch() {
        CountDownLatch never = new CountDownLatch(1);
        choice = new SpeechChoice<String>(
                        "test",
                        () -> {
                            never.await();
                            return found();
                        },
                        QUICK,
                        clock)
                .begin();

        fails(Language.ENGLISH, Code.UNREACHABLE);
        assertThat(choice.status().problem()).contains(Code.UNREACHABLE);
        assertThat(choice.status().place()).isEmpty();
    }

    @Test
    void theFirstThatKnowsTheLanguageIsTaken() {
        begin(found(candidate("tcp://one:1", "en"), candidate("tcp://two:1", "en", "pt-PT"), candidate("stt.any")));

        assertThat(places(Language.ENGLISH)).containsExactly("tcp://one:1", "tcp://two:1", "stt.any");
        assertThat(places(Language.PORTUGUESE)).containsExactly("tcp://two:1", "stt.any");
        assertThat(choice.status().place()).contains("tcp://one:1");
        assertThat(choice.status().works()).isTrue();
    }

    @Test
    void whereNoneKnowsTheLanguageThatIsSaid() {
        begin(found(candidate("tcp://one:1", "en")));

        fails(Language.PORTUGUESE, Code.LANGUAGE);
    }

    @Test
    void noServiceIsNoProblemOfAnAddress() {
        begin(found());

        fails(Language.ENGLISH, Code.ABSENT);
        assertThat(choice.status()).isEqualTo(SpeechStatus.ABSENT);
    }

    @Test
    void oneThatFailedComesLastForAMinute() {
        Candidate<String> one = candidate("tcp://one:1", "en");
        begin(found(one, candidate("tcp://two:1", "en")));

        choice.failed(one, Language.ENGLISH, new SpeechException(Code.UNREACHABLE, "nobody"));

        assertThat(places(Language.ENGLISH)).containsExactly("tcp://two:1", "tcp://one:1");
        assertThat(choice.status().place()).contains("tcp://two:1");
        clock.move(Duration.ofSeconds(61));
        assertThat(places(Language.ENGLISH)).containsExactly("tcp://one:1", "tcp://two:1");
    }

    @Test
    void theOnlyOneIsTriedAgainAndItsProblemSaid() {
        Candidate<String> one = candidate("tcp://one:1", "en");
        begin(found(one));

        choice.failed(one, Language.ENGLISH, new SpeechException(Code.STALLED, "slow"));

        assertThat(places(Language.ENGLISH)).containsExactly("tcp://one:1");
        assertThat(choice.status().problem()).contains(Code.STALLED);
        assertThat(choice.status().detail()).isEqualTo("slow");
        choice.worked(one, Language.ENGLISH);
        assertThat(choice.status().works()).isTrue();
    }

    @Test
    void aFailureMakesItLookAgain() {
        Candidate<String> one = candidate("tcp://one:1", "en");
        AtomicInteger looks = new AtomicInteger();
        choice = new SpeechChoice<>(
                        "test",
                        () -> {
                            looks.incrementAndGet();
                            return found(one);
                        },
                        QUICK,
                        clock)
                .begin();
        await().until(() -> choice.status().works());

        choice.failed(one, Language.ENGLISH, new SpeechException(Code.UNREACHABLE, "nobody"));

        await().until(() -> looks.get() > 1);
    }

    @Test
    void whereHomeAssistantWasNotAskedItLooksAgainSoon() {
        AtomicInteger looks = new AtomicInteger();
        choice = new SpeechChoice<String>(
                        "test", () -> new Found<>(List.of(), looks.incrementAndGet() > 2), QUICK, clock)
                .begin();

        await().until(() -> looks.get() == 3);
    }

    @Test
    void aSearchThatBreaksIsNotTheLastOne() {
        AtomicInteger looks = new AtomicInteger();
        choice = new SpeechChoice<String>(
                        "test",
                        () -> {
                            if (looks.incrementAndGet() < 3) {
                                throw new IllegalStateException("nobody thought of that");
                            }
                            return found(candidate("tcp://one:1", "en"));
                        },
                        new SpeechChoice.Timing(
                                Duration.ofHours(1), Duration.ofMillis(1), Duration.ofHours(1), Duration.ofMinutes(1)),
                        clock)
                .begin();

        await().until(() -> choice.status().works());
    }

    @Test
    void nobodyIsLookedForWhereNobodyIsWanted() {
        choice = SpeechChoice.ofNobody("test", clock);

        fails(Language.ENGLISH, Code.ABSENT);
    }

    @Test
    void aFailureIsLoggedWithTheServiceItsPlaceAndWhatWentWrong() {
        Candidate<String> one = candidate("tcp://one:1", "en");
        begin(found(one));

        try (LogLines log = new LogLines("io.jarvas")) {
            choice.failed(one, Language.ENGLISH, new SpeechException(Code.CUT_SHORT, "the service went away"));

            assertThat(log.all())
                    .contains("WARNING text-to-speech: piper at tcp://one:1 failed (cut_short): the service went away");
        }
    }

    @Test
    void aLanguageThatNobodyKnowsIsLoggedWithWhomWasAsked() {
        begin(found(candidate("tcp://one:1", "en"), candidate("stt.any", "de")));

        try (LogLines log = new LogLines("io.jarvas")) {
            fails(Language.PORTUGUESE, Code.LANGUAGE);

            assertThat(log.all())
                    .contains("WARNING text-to-speech: none of these knows pt:"
                            + " piper at tcp://one:1, piper at stt.any");
        }
    }

    @Test
    void thatThereIsNobodyIsLoggedOnceAndNotWithEachAnswer() {
        try (LogLines log = new LogLines("io.jarvas")) {
            begin(found());
            await().until(() -> !log.all().isEmpty());
            fails(Language.ENGLISH, Code.ABSENT);
            fails(Language.ENGLISH, Code.ABSENT);

            assertThat(log.all()).containsExactly("INFO text-to-speech: no service");
        }
    }

    @Test
    void whileHomeAssistantCouldNotBeAskedNobodyIsSaidToBeThere() {
        AtomicInteger looks = new AtomicInteger();
        try (LogLines log = new LogLines("io.jarvas")) {
            choice = new SpeechChoice<>(
                            "text-to-speech",
                            () -> looks.incrementAndGet() < 3
                                    ? new Found<String>(List.of(), false)
                                    : found(candidate("tcp://one:1", "en")),
                            QUICK,
                            clock)
                    .begin();
            await().until(() -> choice.status().works());

            assertThat(log.all()).containsExactly("INFO text-to-speech: piper at tcp://one:1");
        }
    }

    private void begin(Found<String> found) {
        choice = new SpeechChoice<>("text-to-speech", () -> found, QUICK, clock).begin();
        await().until(() -> !choice.status().problem().equals(Optional.of(Code.UNREACHABLE)));
    }

    private List<String> places(Language language) {
        return choice.in(language).stream().map(Candidate::place).toList();
    }

    private void fails(Language language, Code code) {
        assertThatExceptionOfType(SpeechException.class)
                .isThrownBy(() -> choice.in(language))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    private static Found<String> found(Candidate<?>... candidates) {
        return new Found<>(
                Stream.of(candidates)
                        .map(candidate -> new Candidate<>(candidate.place(), candidate.place(), candidate.status()))
                        .toList(),
                true);
    }

    private static Candidate<String> candidate(String place, String... languages) {
        return new Candidate<>(
                place,
                place,
                new SpeechStatus(Optional.of("piper"), Optional.of(place), List.of(languages), Optional.empty(), ""));
    }
}
