package io.jarvas.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.conversation.History;
import io.jarvas.conversation.PromptMessage;
import io.jarvas.conversation.PromptMessage.Author;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.llm.ChatMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Conversations of which a prompt has not all.
class LongConversationTest {
    private static final Window TIGHT = new Window(4_096, 3);
    private static final HomeSnapshot HOME = Homes.withOneLight();

    private final PromptBuilder builder = new PromptBuilder(Optional.empty());
    private final Talk talk = new Talk(builder);

    @ParameterizedTest
    @CsvSource({"2,2", "12,12", "14,8", "16,10", "18,6", "20,8", "22,10", "24,6"})
    void aLongConversationIsCutInOneGo(int total, int shown) {
        List<PromptMessage> all = new ArrayList<>();
        for (int i = 0; i < total; i++) {
            all.add(new PromptMessage(i % 2 == 0 ? Author.PERSON : Author.ASSISTANT, "message " + i));
        }
        History history = new History(all.subList(Math.max(0, total - PromptBuilder.HISTORY), total), total, "");
        Prompt prompt = builder.build(context(history));

        List<ChatMessage> messages = prompt.request().messages();
        assertThat(messages).hasSize(shown + 2);
        assertThat(messages.get(1).role()).isEqualTo(ChatMessage.Role.USER);
        assertThat(messages.get(shown).content()).isEqualTo("message " + (total - 1));
        assertThat(prompt.shortened()).isZero();
    }

    @Test
    void aConversationThatIsTooLongForTheWindowIsCutToHalfOfWhatFitsAndSaysSo() {
        talk.turn(HOME, "word ".repeat(1_500), "Yes.");
        talk.turn(HOME, "word ".repeat(1_500), "Yes.");
        assertThat(talk.turn(HOME, "hello", "Hi.").shortened()).isZero();
        talk.turn(HOME, "word ".repeat(600), "Yes.");

        Prompt prompt = talk.turn(HOME, "and now?", "Yes.");

        assertThat(prompt.shortened()).isPositive();
        assertThat(Homes.WINDOW.tokensOf(prompt.parts().total())).isLessThan(Homes.WINDOW.prompt());
        assertThat(prompt.request().messages().get(1).role()).isEqualTo(ChatMessage.Role.USER);
        Prompt next = talk.turn(HOME, "and now?", "Yes.");
        assertThat(next.request()
                        .messages()
                        .subList(0, prompt.request().messages().size()))
                .isEqualTo(prompt.request().messages());
    }

    @ParameterizedTest
    @ValueSource(ints = {8_192, 4_096})
    void aLongMessageTakesTheRoomOfTheConversationBeforeIt(int tokens) {
        Window window = new Window(tokens, 3);
        Talk conversation = new Talk(builder, window);
        for (int i = 0; i < 6; i++) {
            conversation.turn(HOME, "word ".repeat(tokens / 12), "Yes.");
        }

        Prompt prompt = conversation.turn(HOME, "x".repeat(6_500), "Yes.");

        assertThat(window.tokensOf(prompt.parts().total())).isLessThanOrEqualTo(window.prompt());
        assertThat(prompt.shortened()).isPositive();
    }

    @Test
    void manyChangesTakeTheRoomOfTheConversationBeforeThem() {
        Window window = new Window(4_096, 3);
        Talk conversation = new Talk(builder, window);
        for (int lit = 0; lit < 8; lit++) {
            conversation.turn(Homes.lights(150, lit * 18), "hello " + "word ".repeat(100), "Hi.");
        }

        Prompt prompt = conversation.turn(Homes.lights(150, 0), "hello", "Hi.");

        assertThat(window.tokensOf(prompt.parts().total())).isLessThanOrEqualTo(window.prompt());
    }

    @Test
    void whereTheWindowIsTightTheCutDoesNotMoveBackwards() {
        Talk tight = new Talk(builder, TIGHT);
        String[] words = {
            "word ".repeat(150),
            "word ".repeat(150),
            "word ".repeat(150),
            "hello",
            "x".repeat(3_000),
            "hello again",
            "and?",
            "more",
            "x".repeat(3_000),
            "hello",
            "yes"
        };
        int before = 0;
        for (String said : words) {
            Prompt prompt = tight.turn(HOME, said, "Yes, certainly. ".repeat(10));
            int now = begins(tight, prompt);
            assertThat(now).isGreaterThanOrEqualTo(before);
            before = now;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aCutNeverMovesBackwardsAndIsSaidWhenItFalls(long seed) {
        Random random = new Random(seed);
        Window window = new Window(2_048 << random.nextInt(3), 3);
        Talk conversation = new Talk(builder, window);
        int before = 0;
        List<ChatMessage> earlier = List.of();
        for (int turn = 0; turn < 80; turn++) {
            int longest = random.nextInt(6) == 0 ? window.tokens() * 2 : 500;
            Prompt prompt = conversation.turn(
                    HOME, "a".repeat(1 + random.nextInt(longest)), "b".repeat(1 + random.nextInt(300)));
            int now = begins(conversation, prompt);

            assertThat(now).isGreaterThanOrEqualTo(before);
            assertThat(prompt.cut()).isEqualTo(now > before);
            List<ChatMessage> messages = prompt.request().messages();
            assertThat(messages.get(1).content()).startsWith("[2026-");
            if (!prompt.cut()) {
                assertThat(messages.subList(0, earlier.size())).isEqualTo(earlier);
            }
            for (int reading = random.nextInt(12) - 6; reading > 0; reading--) {
                prompt = conversation.reads(prompt, new ToolResult("look", Map.of("n", reading)), "c".repeat(100));
                messages = prompt.request().messages();
            }
            if (random.nextInt(4) == 0) {
                conversation.restart();
            }
            before = now;
            earlier = messages;
        }
    }

    /// Where in its conversation a prompt begins that is its newest.
    private static int begins(Talk talk, Prompt prompt) {
        int shown = prompt.request().messages().size() - 1;
        return talk.messages().size() - 1 - shown;
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 12, 16, 20, 24, 28})
    void aPromptDoesNotBeginWithAResultWhoseQuestionIsGone(int total) {
        List<PromptMessage> all = new ArrayList<>();
        for (int i = 0; i < total; i += 4) {
            all.add(new PromptMessage(Author.PERSON, "[2026-11-23 14:05, Monday]\nquestion " + i));
            all.add(new PromptMessage(Author.ASSISTANT, "ACTION: {\"tool\": \"look\"}"));
            all.add(new PromptMessage(Author.PERSON, "[result of look: {\"n\": 1}]\nContinue your answer."));
            all.add(new PromptMessage(Author.ASSISTANT, "answer " + i));
        }
        History history = new History(all.subList(Math.max(0, total - PromptBuilder.HISTORY), total), total, "");

        List<ChatMessage> messages = builder.build(context(history)).request().messages();

        assertThat(messages.get(1).content()).contains("\nquestion ");
        assertThat(messages).hasSizeBetween(1 + 4 + 1, 1 + 12 + 1);
    }

    @Test
    void theQuestionOfTheLastAnswerStaysHoweverMuchWasReadForIt() {
        for (int turn = 0; turn < 6; turn++) {
            talk.turn(HOME, "question " + turn, "Hi.");
        }
        Prompt prompt = talk.turn(HOME, "what is in the house?", "Let me look.");
        for (int i = 0; i < 5; i++) {
            prompt = talk.reads(prompt, new ToolResult("look", Map.of("n", i)), "And then.");
        }

        assertThat(talk.turn(HOME, "thanks", "Yes.").request().messages().get(1).content())
                .endsWith("\nwhat is in the house?");
    }

    @Test
    void aMessageThatTheModelTookAloneIsWhereTheConversationBegins() {
        talk.turn(HOME, "hello", "Hi.");
        Prompt alone = builder.build(context(new History(List.of(), 2, "")));
        List<PromptMessage> kept = new ArrayList<>(talk.messages());
        kept.add(alone.newest());
        kept.add(new PromptMessage(Author.ASSISTANT, "I see."));

        Prompt next = builder.build(context(new History(kept, 4, "")));

        assertThat(alone.cut()).isTrue();
        assertThat(next.cut()).isFalse();
        assertThat(next.request().messages()).hasSize(4);
        assertThat(next.request().messages().get(1).content())
                .isEqualTo(alone.newest().content());
    }

    @Test
    void whatIsReadInAdvanceBeginsWhereTheNextPromptDoes() {
        Talk tight = new Talk(builder, TIGHT);
        for (int turn = 0; turn < 12; turn++) {
            tight.turn(HOME, "word ".repeat(150), "Yes.");
            List<ChatMessage> opening =
                    builder.opening(Optional.of(HOME), tight.history(), TIGHT).messages();
            List<ChatMessage> next = tight.turn(HOME, "and?", "Yes.").request().messages();
            assertThat(next.subList(0, opening.size())).isEqualTo(opening);
        }
    }

    private static TurnContext context(History history) {
        return new TurnContext(
                Optional.of(HOME),
                history,
                Homes.WINDOW,
                Homes.NOW.atZone(HOME.catalog().config().zone()),
                "hello",
                List.of(),
                Optional.empty(),
                Optional.empty());
    }
}
