package io.jarvas.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.llm.ChatMessage;
import io.jarvas.llm.ChatMessage.Role;
import io.jarvas.llm.ModelChunk;
import io.jarvas.llm.ModelException;
import io.jarvas.llm.ModelStatus;
import io.jarvas.llm.ModelStatus.Memory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixLedgerTest {
    private static final String MODEL = "home";
    private static final ChatMessage SYSTEM = system("r".repeat(3_000));
    private static final List<ChatMessage> FIRST = List.of(SYSTEM, user("a".repeat(300)));
    private static final List<ChatMessage> SECOND =
            List.of(SYSTEM, user("a".repeat(300)), assistant("Yes."), user("b".repeat(296)));

    private final PrefixLedger ledger = new PrefixLedger();

    @Test
    void aModelThatNothingIsKnownOfReusesNothing() {
        assertThat(ledger.held(MODEL, FIRST)).isZero();
        assertThat(read(FIRST, "Yes.", Duration.ofSeconds(1))).isZero();
    }

    @Test
    void theNextPromptReusesThePromptBeforeAndItsAnswer() {
        read(FIRST, "Yes.", Duration.ofSeconds(11));

        assertThat(ledger.held(MODEL, SECOND)).isEqualTo(3_304);
        assertThat(read(SECOND, "No.", Duration.ofSeconds(1))).isEqualTo(1_200 * 3_304 / 3_600);
    }

    @Test
    void anAnswerThatIsNotRepeatedIsNotHeld() {
        ledger.read(MODEL, FIRST, Optional.empty(), usage(1_100, Duration.ofSeconds(11)));

        assertThat(ledger.held(MODEL, SECOND)).isEqualTo(3_300);
    }

    @Test
    void theLastPromptIsHeldAndNotThoseBefore() {
        read(SECOND, "", Duration.ofSeconds(11));
        read(List.of(SYSTEM, user("xyz")), "", Duration.ofSeconds(1));

        assertThat(ledger.held(MODEL, SECOND)).isEqualTo(3_000);
    }

    @Test
    void whatIsBehindTheFirstDifferenceIsNotHeld() {
        read(SECOND, "", Duration.ofSeconds(11));

        assertThat(ledger.held(MODEL, List.of(system("r".repeat(2_000) + "x"), user("a".repeat(300)))))
                .isEqualTo(2_000);
        assertThat(ledger.held(MODEL, List.of(system("r".repeat(2_000)), user("a".repeat(300)))))
                .isEqualTo(2_000);
        assertThat(ledger.held(MODEL, List.of(SYSTEM, assistant("a".repeat(300)))))
                .isEqualTo(3_000);
        assertThat(ledger.held(MODEL, List.of(SYSTEM, new ChatMessage(Role.USER, "a".repeat(300), List.of("picture")))))
                .isEqualTo(3_000);
    }

    @Test
    void eachModelHasACacheOfItsOwn() {
        read(FIRST, "Yes.", Duration.ofSeconds(11));

        assertThat(ledger.held("another", FIRST)).isZero();
    }

    @Test
    void aModelThatWasLoadedReusesNothing() {
        read(FIRST, "Yes.", Duration.ofSeconds(11));

        int reused = ledger.read(
                MODEL,
                SECOND,
                Optional.empty(),
                new ModelChunk.Usage(1_200, 1, Duration.ofMillis(280), Duration.ofSeconds(12), Duration.ZERO));

        assertThat(reused).isZero();
        assertThat(ledger.held(MODEL, SECOND)).isEqualTo(3_600);
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 9, 12, 100})
    void aModelThatAnotherProgramHadInBetweenReusesNothing(int seconds) {
        read(List.of(system("r".repeat(300))), "", Duration.ofSeconds(1), 100);
        read(FIRST, "Yes.", Duration.ofSeconds(10));

        // 100 tokens a second: all 1,200 take 12 s, and the 99 new ones one.
        assertThat(read(SECOND, "", Duration.ofSeconds(seconds))).isZero();
        assertThat(ledger.held(MODEL, SECOND)).isEqualTo(3_600);
    }

    @Test
    void theSpeedIsLearntFromAllThatWasReadAgain() {
        read(List.of(system("r".repeat(300))), "", Duration.ofSeconds(1), 100);
        read(FIRST, "Yes.", Duration.ofSeconds(10));
        for (int round = 0; round < 10; round++) {
            read(SECOND, "", Duration.ofSeconds(12));
            read(FIRST, "Yes.", Duration.ofMillis(1));
        }

        assertThat(read(SECOND, "", Duration.ofSeconds(2))).as("a busy machine").isPositive();
        assertThat(read(SECOND, "", Duration.ofSeconds(12)))
                .as("another program")
                .isZero();
    }

    @Test
    void aBusyMachineIsNotTakenForAnotherProgram() {
        read(List.of(system("r".repeat(300))), "", Duration.ofSeconds(1), 100);
        read(FIRST, "Yes.", Duration.ofSeconds(10));

        // A second for 99 tokens is as it should be, and two are not far longer.
        assertThat(read(SECOND, "", Duration.ofSeconds(2))).isEqualTo(1_200 * 3_304 / 3_600);
    }

    @Test
    void aPromptThatIsLargelyNewIsNotJudgedByItsTime() {
        read(List.of(system("r".repeat(300))), "", Duration.ofSeconds(1), 100);
        read(FIRST, "", Duration.ofSeconds(10));
        List<ChatMessage> longer = List.of(SYSTEM, user("b".repeat(3_000)));

        assertThat(read(longer, "", Duration.ofMinutes(5))).isEqualTo(1_000);
    }

    @Test
    void theSpeedIsNotLearntFromWhatTheServerHeldBeforeJarvasBegan() {
        // The whole prompt was held: nothing was read.
        read(FIRST, "", Duration.ofMillis(5));

        assertThat(read(SECOND, "", Duration.ofSeconds(1))).isEqualTo(1_200 * 3_300 / 3_600);
    }

    @Test
    void anAnswerThatNobodyWaitedForIsHeldOnceItHadBegun() {
        read(FIRST, "Yes.", Duration.ofSeconds(11));

        ledger.left(MODEL, SECOND, true, Optional.of("No"));

        assertThat(ledger.held(MODEL, SECOND)).isEqualTo(3_600);
    }

    @Test
    void ofAPromptThatWasPerhapsNotReadOnlyWhatWasHeldBeforeIsCertain() {
        read(SECOND, "", Duration.ofSeconds(11));

        ledger.left(MODEL, List.of(system("r".repeat(1_000) + "x")), false, Optional.empty());

        assertThat(ledger.held(MODEL, SECOND)).isEqualTo(1_000);
        assertThat(ledger.held(MODEL, List.of(system("r".repeat(1_000) + "x")))).isEqualTo(1_000);
    }

    @ParameterizedTest
    @EnumSource(names = {"UNREACHABLE", "CUT_SHORT", "STALLED", "MODEL_TOO_LARGE"})
    void aServerThatBrokeHoldsNothing(ModelException.Code code) {
        read(FIRST, "", Duration.ofSeconds(11));
        ledger.failed(MODEL, code);
        assertThat(ledger.held(MODEL, FIRST)).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"BUSY", "REFUSED", "PROMPT_TOO_LONG", "MODEL_MISSING"})
    void aServerThatReadNothingHoldsWhatItHeld(ModelException.Code code) {
        read(FIRST, "", Duration.ofSeconds(11));
        ledger.failed(MODEL, code);
        assertThat(ledger.held(MODEL, FIRST)).isEqualTo(3_300);
    }

    @Test
    void aModelThatLeftMemoryHoldsNothing() {
        ledger.observe(status(Memory.ABSENT, Optional.empty()));
        read(FIRST, "", Duration.ofSeconds(11));
        ledger.observe(status(Memory.ABSENT, Optional.empty()));
        assertThat(ledger.held(MODEL, FIRST)).as("found out before it was read").isEqualTo(3_300);
        assertThat(ledger.losses()).isZero();

        ledger.observe(status(Memory.LOADED, Optional.empty()));
        ledger.observe(status(Memory.ABSENT, Optional.empty()));
        assertThat(ledger.held(MODEL, FIRST)).isZero();
        assertThat(ledger.losses()).isEqualTo(1);
    }

    @Test
    void anotherModelCountsAsGoneOnceTheDefaultOneIsUsed() {
        ledger.observe(status(Memory.LOADED, Optional.empty()));
        read(FIRST, "", Duration.ofSeconds(11));
        ledger.read("another", FIRST, Optional.empty(), usage(1_100, Duration.ofSeconds(11)));
        ledger.observe(status(Memory.LOADED, Optional.empty()));
        assertThat(ledger.held("another", FIRST)).isEqualTo(3_300);
        assertThat(ledger.held(MODEL, FIRST)).as("the server says it is there").isEqualTo(3_300);

        read(SECOND, "", Duration.ofSeconds(1));

        assertThat(ledger.held("another", FIRST)).isZero();
    }

    @Test
    void anotherModelCountsAsGoneOnceTheDefaultOneIsSentAPromptThatNobodyWaitsFor() {
        ledger.observe(status(Memory.LOADED, Optional.empty()));
        ledger.read("another", FIRST, Optional.empty(), usage(1_100, Duration.ofSeconds(11)));

        ledger.left(MODEL, FIRST, false, Optional.empty());

        assertThat(ledger.held("another", FIRST)).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"STALLED", "PROMPT_TOO_LONG"})
    void anotherModelCountsAsGoneOnceTheDefaultOneWasLoadedForARequestThatFailed(ModelException.Code code) {
        ledger.observe(status(Memory.LOADED, Optional.empty()));
        ledger.read("another", FIRST, Optional.empty(), usage(1_100, Duration.ofSeconds(11)));

        ledger.failed(MODEL, code);

        assertThat(ledger.held("another", FIRST)).isZero();
    }

    @Test
    void anotherModelCountsAsGoneOnceTheDefaultOneIsLoadedAgain() {
        ledger.observe(status(Memory.LOADED, Optional.empty()));
        ledger.read("another", FIRST, Optional.empty(), usage(1_100, Duration.ofSeconds(11)));
        ledger.observe(status(Memory.ABSENT, Optional.empty()));
        assertThat(ledger.held("another", FIRST)).as("in its place").isEqualTo(3_300);

        ledger.observe(status(Memory.LOADED, Optional.empty()));

        assertThat(ledger.held("another", FIRST)).isZero();
    }

    @Test
    void aServerThatWasAwayHoldsNothing() {
        read(FIRST, "", Duration.ofSeconds(11));
        ledger.observe(status(Memory.UNKNOWN, Optional.of(ModelException.Code.UNREACHABLE)));
        ledger.observe(status(Memory.LOADED, Optional.empty()));

        assertThat(ledger.held(MODEL, FIRST)).isZero();
        assertThat(ledger.losses()).isZero();
    }

    @Test
    void anotherServerHoldsNothingAndHasASpeedOfItsOwn() {
        ledger.observe(on("first"));
        read(List.of(system("r".repeat(300))), "", Duration.ofSeconds(1), 100);
        read(FIRST, "Yes.", Duration.ofSeconds(10));
        ledger.observe(on("first"));
        assertThat(ledger.held(MODEL, FIRST)).isPositive();

        ledger.observe(on("second"));
        assertThat(ledger.held(MODEL, FIRST)).isZero();
        assertThat(ledger.losses()).isZero();

        read(FIRST, "Yes.", Duration.ofMinutes(2));
        assertThat(read(SECOND, "", Duration.ofSeconds(12))).isPositive();
    }

    private static ModelStatus on(String server) {
        return new ModelStatus(
                Optional.of(MODEL),
                List.of(MODEL),
                8_192,
                Map.of(),
                Map.of(),
                Memory.LOADED,
                server,
                "0",
                Optional.empty(),
                "",
                Instant.EPOCH);
    }

    /// Three characters a token.
    private int read(List<ChatMessage> prompt, String answer, Duration took) {
        return read(prompt, answer, took, PrefixLedger.characters(prompt) / 3);
    }

    private int read(List<ChatMessage> prompt, String answer, Duration took, int tokens) {
        return ledger.read(MODEL, prompt, Optional.of(answer), usage(tokens, took));
    }

    private static ModelChunk.Usage usage(int tokens, Duration took) {
        return new ModelChunk.Usage(tokens, 1, Duration.ofMillis(3), took, Duration.ZERO);
    }

    private static ModelStatus status(Memory memory, Optional<ModelException.Code> problem) {
        return new ModelStatus(Optional.of(MODEL), List.of(MODEL), 8_192, memory, "0", problem, "", Instant.EPOCH);
    }

    private static ChatMessage system(String content) {
        return new ChatMessage(Role.SYSTEM, content);
    }

    private static ChatMessage user(String content) {
        return new ChatMessage(Role.USER, content);
    }

    private static ChatMessage assistant(String content) {
        return new ChatMessage(Role.ASSISTANT, content);
    }
}
