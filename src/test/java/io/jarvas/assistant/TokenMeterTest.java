package io.jarvas.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jarvas.llm.ChatMessage;
import io.jarvas.llm.ModelStatus;
import io.jarvas.prompt.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokenMeterTest {
    private static final String MODEL = "home";

    private final Map<String, Double> kept = new HashMap<>();
    private final List<Map<String, Double>> saved = new ArrayList<>();
    private final TokenMeter meter = meter();

    @Test
    void atFirstATokenHasThreeCharacters() {
        assertThat(meter.charactersPerToken(MODEL)).isEqualTo(3);
    }

    @Test
    void theFirstPromptIsBelievedAndEachModelHasItsOwn() {
        meter.learn(MODEL, prompt(4_000), List.of(), 1_000);

        assertThat(meter.charactersPerToken(MODEL)).isEqualTo(4);
        assertThat(meter.charactersPerToken("another")).isEqualTo(3);
    }

    @Test
    void allMessagesOfAPromptCount() {
        meter.learn(
                MODEL,
                List.of(
                        new ChatMessage(ChatMessage.Role.SYSTEM, "x".repeat(1_000)),
                        new ChatMessage(ChatMessage.Role.USER, "x".repeat(1_000))),
                List.of(),
                1_000);

        assertThat(meter.charactersPerToken(MODEL)).isEqualTo(2);
    }

    @Test
    void aShortPromptAndOneThatWasNotCountedTellNothing() {
        meter.learn(MODEL, prompt(500), List.of(), 50);
        meter.learn(MODEL, prompt(5_000), List.of(), 0);
        meter.learn(MODEL, prompt(5_000), List.of(), 1);
        meter.learn(MODEL, prompt(5_000), List.of(), 50_000);

        assertThat(meter.charactersPerToken(MODEL)).isEqualTo(3);
    }

    @Test
    void aPromptWithPicturesTellsNothing() {
        meter.learn(
                MODEL,
                List.of(new ChatMessage(ChatMessage.Role.USER, "x".repeat(2_000), List.of("aW1n"))),
                List.of(),
                2_000);

        assertThat(meter.charactersPerToken(MODEL)).isEqualTo(3);
    }

    @Test
    void whatItSaysStaysWhilePromptsDifferALittle() {
        meter.learn(MODEL, prompt(4_000), List.of(), 1_000);
        for (int round = 0; round < 20; round++) {
            meter.learn(MODEL, prompt(4_150), List.of(), 1_000);
            meter.learn(MODEL, prompt(3_850), List.of(), 1_000);
            assertThat(meter.charactersPerToken(MODEL)).isEqualTo(4);
        }
    }

    @Test
    void onePromptOfAnotherKindMovesItAQuarterAndManyMoveItWhole() {
        meter.learn(MODEL, prompt(4_000), List.of(), 1_000);
        meter.learn(MODEL, prompt(2_000), List.of(), 1_000);
        assertThat(meter.charactersPerToken(MODEL)).isEqualTo(3.5);

        for (int round = 0; round < 20; round++) {
            meter.learn(MODEL, prompt(2_000), List.of(), 1_000);
        }
        assertThat(meter.charactersPerToken(MODEL)).isCloseTo(2, within(0.1));
    }

    @Test
    void theWindowIsTheServersWithWhatWasLearntForTheModelThatAnswers() {
        meter.learn("home", prompt(4_000), List.of(), 1_000);
        meter.learn("another", prompt(2_000), List.of(), 1_000);

        assertThat(meter.window(status(4_096), Optional.empty())).isEqualTo(new Window(MODEL, 4_096, 4));
        assertThat(meter.window(status(4_096), Optional.of("another"))).isEqualTo(new Window("another", 4_096, 2));
        assertThat(meter.window(status(0), Optional.empty())).isEqualTo(new Window(MODEL, 8_192, 4));
    }

    @Test
    void eachModelHasTheWindowThatItsServerGivesIt() {
        ModelStatus status = new ModelStatus(
                Optional.of(MODEL),
                List.of(MODEL, "small", "unknown"),
                8_192,
                Map.of(MODEL, 8_192, "small", 2_048),
                Map.of("small", Set.of(ModelStatus.Capability.VISION)),
                ModelStatus.Memory.LOADED,
                "",
                "0",
                Optional.empty(),
                "",
                Instant.EPOCH);

        assertThat(meter.window(status, Optional.of("small")).tokens()).isEqualTo(2_048);
        assertThat(meter.window(status, Optional.of("small")).capabilities())
                .containsExactly(ModelStatus.Capability.VISION);
        assertThat(meter.window(status, Optional.of("unknown")).tokens()).isEqualTo(8_192);
        assertThat(meter.window(status, Optional.empty()).tokens()).isEqualTo(8_192);
    }

    @Test
    void whatItSaysIsTheSameAfterARestart() {
        meter.learn(MODEL, prompt(4_321), List.of(), 1_234);
        meter.learn("another", prompt(2_000), List.of(), 1_000);

        TokenMeter restarted = meter();
        assertThat(restarted.charactersPerToken(MODEL)).isEqualTo(meter.charactersPerToken(MODEL));
        assertThat(restarted.charactersPerToken("another")).isEqualTo(2);
        restarted.learn(MODEL, prompt(3_400), List.of(), 1_000);
        assertThat(restarted.charactersPerToken(MODEL))
                .as("after a prompt that differs a little")
                .isEqualTo(meter.charactersPerToken(MODEL));
    }

    @Test
    void whatIsCloseToTheFirstGuessIsKeptToo() {
        meter.learn(MODEL, prompt(3_100), List.of(), 1_000);

        assertThat(saved).containsExactly(Map.of(MODEL, 3.0));
    }

    @Test
    void itIsKeptOnlyWhereItSaysSomethingElse() {
        meter.learn(MODEL, prompt(4_000), List.of(), 1_000);
        for (int round = 0; round < 20; round++) {
            meter.learn(MODEL, prompt(4_150), List.of(), 1_000);
            meter.learn(MODEL, prompt(3_850), List.of(), 1_000);
        }
        assertThat(saved).containsExactly(Map.of(MODEL, 4.0));

        meter.learn(MODEL, prompt(2_000), List.of(), 1_000);
        assertThat(saved).hasSize(2);
    }

    @Test
    void whatNoModelHasIsNotBelievedOfAnEarlierRunEither() {
        kept.putAll(Map.of(MODEL, 0.0, "another", 40.0, "third", Double.NaN));

        TokenMeter restarted = meter();
        assertThat(restarted.charactersPerToken(MODEL)).isEqualTo(3);
        assertThat(restarted.charactersPerToken("another")).isEqualTo(3);
        assertThat(restarted.charactersPerToken("third")).isEqualTo(3);
    }

    private TokenMeter meter() {
        return new TokenMeter(new TokenRatios() {
            @Override
            public Map<String, Double> load() {
                return Map.copyOf(kept);
            }

            @Override
            public void save(Map<String, Double> charactersPerToken) {
                saved.add(charactersPerToken);
                kept.putAll(charactersPerToken);
            }
        });
    }

    private static ModelStatus status(int contextTokens) {
        return new ModelStatus(
                Optional.of(MODEL),
                List.of(MODEL),
                contextTokens,
                ModelStatus.Memory.LOADED,
                "0",
                Optional.empty(),
                "",
                Instant.EPOCH);
    }

    private static List<ChatMessage> prompt(int characters) {
        return List.of(new ChatMessage(ChatMessage.Role.SYSTEM, "x".repeat(characters)));
    }
}
