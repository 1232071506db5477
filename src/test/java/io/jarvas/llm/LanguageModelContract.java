package io.jarvas.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.jarvas.llm.ModelException.Code;
import io.jarvas.llm.ModelStatus.Memory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What every [LanguageModel] does, whatever answers behind it: a model that tells stories and switches
/// lights.
@Timeout(120)
public abstract class LanguageModelContract {
    private LanguageModel model;

    /// The model to try, with a window of 8,192 tokens, and [#absentModel()] among those that may be asked
    /// for.
    protected abstract LanguageModel open();

    /// The name of a model that may be asked for and is not installed.
    protected abstract String absentModel();

    protected abstract void close(LanguageModel model);

    /// After an answer was left in the middle.
    protected void afterLeaving() {}

    /// What stands before the person's words.
    protected String system() {
        return "You are Jarvas.";
    }

    /// What makes the model answer with at least a hundred words.
    protected String story() {
        return "tell me a story";
    }

    /// What makes the model answer in a sentence with an ACTION line.
    protected String command() {
        return "turn on the kitchen lights";
    }

    /// What makes the model answer in Portuguese, with letters beyond ASCII.
    protected String portugueseStory() {
        return "conta-me uma história";
    }

    @BeforeEach
    void openModel() {
        model = open();
    }

    @AfterEach
    void closeModel() {
        close(model);
    }

    @Test
    void anAnswerStreamsAndSaysWhatItCost() {
        List<ModelChunk> chunks = all(command());
        assertThat(chunks.stream().filter(ModelChunk.Text.class::isInstance)).hasSizeGreaterThan(3);
        assertThat(text(chunks)).contains("ACTION:");
        assertThat(chunks.getLast()).isInstanceOfSatisfying(ModelChunk.Finished.class, finished -> {
            assertThat(finished.end()).isEqualTo(ModelChunk.Finished.End.STOP);
            assertThat(finished.usage().promptTokens()).isPositive();
            assertThat(finished.usage().generatedTokens()).isPositive();
            assertThat(finished.usage().generation()).isPositive();
        });
        assertThat(chunks.subList(0, chunks.size() - 1)).noneMatch(ModelChunk.Finished.class::isInstance);
    }

    @Test
    void theSamePromptGetsTheSameAnswer() {
        assertThat(text(all(command()))).isEqualTo(text(all(command())));
    }

    @Test
    void aStoryIsLongAndNoPieceIsEmpty() {
        List<ModelChunk> chunks = all(story());
        assertThat(text(chunks).split("\\s+")).hasSizeGreaterThan(100);
        assertThat(chunks)
                .noneMatch(chunk -> chunk instanceof ModelChunk.Text piece
                        && piece.content().isEmpty());
    }

    @Test
    void aPromptThatIsOnlyToBeReadEndsAfterOneToken() {
        String whole = text(all(story()));
        List<ModelChunk> chunks = all(new ChatRequest(Optional.empty(), messages(story()), ChatRequest.Wanted.READING));
        assertThat(whole).startsWith(text(chunks));
        assertThat(chunks.getLast()).isInstanceOfSatisfying(ModelChunk.Finished.class, finished -> {
            assertThat(finished.end()).isEqualTo(ModelChunk.Finished.End.LENGTH);
            assertThat(finished.usage().promptTokens()).isPositive();
            assertThat(finished.usage().generatedTokens()).isEqualTo(1);
        });
        assertThat(text(all(story()))).isEqualTo(whole);
    }

    @Test
    void lettersBeyondAsciiAreWhole() {
        assertThat(text(all(portugueseStory())))
                .containsPattern("[ãõçáâàéêíóôú]")
                .doesNotContain("\uFFFD");
    }

    @Test
    void severalAnswersAtOnceDoNotMix() {
        String alone = text(all(command()));
        List<CompletableFuture<String>> answers = new ArrayList<>();
        for (int number = 0; number < 8; number++) {
            CompletableFuture<String> answer = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> answer.complete(text(all(command()))));
            answers.add(answer);
        }
        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(answer.get(60, TimeUnit.SECONDS)).isEqualTo(alone));
    }

    @Test
    void aClosedAnswerWakesItsReaderAndLeavesTheModelFree() throws Exception {
        ModelStream stream = model.stream(request(story()));
        assertThat(stream.next()).isInstanceOfAny(ModelChunk.Text.class, ModelChunk.Waiting.class);
        CompletableFuture<Boolean> more = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                boolean next = stream.hasNext();
                while (next) {
                    stream.next();
                    next = stream.hasNext();
                }
                more.complete(false);
            } catch (RuntimeException e) {
                more.completeExceptionally(e);
            }
        });
        stream.close();
        stream.close();
        assertThat(more.get(10, TimeUnit.SECONDS)).isFalse();
        assertThat(stream.hasNext()).isFalse();
        afterLeaving();
        assertThat(text(all(command()))).contains("ACTION:");
    }

    @Test
    void aChunkThatWasPromisedIsGivenThoughTheAnswerIsClosed() {
        ModelStream stream = model.stream(request(story()));
        assertThat(stream.hasNext()).isTrue();
        stream.close();
        assertThat(stream.next()).isInstanceOfAny(ModelChunk.Text.class, ModelChunk.Waiting.class);
        assertThat(stream.hasNext()).isFalse();
        afterLeaving();
    }

    @Test
    void anAnswerThatNobodyReadsCanBeClosed() {
        model.stream(request(story())).close();
        afterLeaving();
        assertThat(text(all(command()))).contains("ACTION:");
    }

    @Test
    void aModelThatIsNotInstalledIsMissing() {
        assertFails(new ChatRequest(Optional.of(absentModel()), messages(command())), Code.MODEL_MISSING);
    }

    @Test
    void aModelThatIsNotListedIsRefused() {
        assertFails(new ChatRequest(Optional.of("not-listed"), messages(command())), Code.REFUSED);
    }

    @Test
    void aPromptBeyondTheWindowIsAnErrorAndNotCut() {
        assertFails(request("turn on the lights ".repeat(10_000)), Code.PROMPT_TOO_LONG);
        assertThat(text(all(command()))).contains("ACTION:");
    }

    @Test
    void theStatusKnowsTheModelAndThatItIsInMemoryAfterAnAnswer() {
        all(command());
        ModelStatus status = await().atMost(Duration.ofSeconds(30))
                .until(
                        model::status,
                        now -> now.checked().isAfter(Instant.EPOCH)
                                && !now.version().isEmpty());
        assertThat(status.problem()).isEmpty();
        assertThat(status.model()).isPresent();
        assertThat(status.allowed()).first().isEqualTo(status.model().get());
        assertThat(status.allowed()).contains(absentModel());
        assertThat(status.contextTokens()).isEqualTo(8192);
        assertThat(status.memory()).isEqualTo(Memory.LOADED);
    }

    private void assertFails(ChatRequest request, Code code) {
        try (ModelStream stream = model.stream(request)) {
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> {
                        while (stream.hasNext()) {
                            stream.next();
                        }
                    })
                    .satisfies(failure -> assertThat(failure.code()).isEqualTo(code));
        }
    }

    private List<ModelChunk> all(String message) {
        return all(request(message));
    }

    private List<ModelChunk> all(ChatRequest request) {
        List<ModelChunk> chunks = new ArrayList<>();
        try (ModelStream stream = model.stream(request)) {
            while (stream.hasNext()) {
                chunks.add(stream.next());
            }
        }
        return chunks;
    }

    private ChatRequest request(String message) {
        return new ChatRequest(Optional.empty(), messages(message));
    }

    private List<ChatMessage> messages(String message) {
        return List.of(
                new ChatMessage(ChatMessage.Role.SYSTEM, system()), new ChatMessage(ChatMessage.Role.USER, message));
    }

    private static String text(List<ModelChunk> chunks) {
        StringBuilder text = new StringBuilder();
        chunks.forEach(chunk -> text.append(chunk instanceof ModelChunk.Text piece ? piece.content() : ""));
        return text.toString();
    }
}
