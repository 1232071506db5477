package io.jarvas.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jarvas.action.Door;
import io.jarvas.action.Doors;
import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.History;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.PromptMessage;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.home.ServiceResult;
import io.jarvas.llm.ChatMessage;
import io.jarvas.llm.ChatRequest;
import io.jarvas.llm.LanguageModel;
import io.jarvas.llm.ModelChunk;
import io.jarvas.llm.ModelException;
import io.jarvas.llm.ModelStatus;
import io.jarvas.llm.ModelStatus.Memory;
import io.jarvas.llm.ModelStream;
import io.jarvas.llm.ToolSpec;
import io.jarvas.prompt.HomeForm;
import io.jarvas.prompt.Homes;
import io.jarvas.prompt.Opening;
import io.jarvas.prompt.PromptParts;
import io.jarvas.prompt.Window;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PreparationTest {
    /// In a slice: a sixteenth of the whole would be less than the smallest.
    private static final int SLICE = 64 * 3;

    private static final ConversationKey CONVERSATION = new ConversationKey(Person.LOCAL, "kitchen");

    private final Model model = new Model();
    private final StillHome home = new StillHome();
    private final Texts texts = new Texts();
    private final MemoryStore store = new MemoryStore();
    private final PrefixLedger ledger = new PrefixLedger();
    private final TokenMeter meter = new TokenMeter(TokenRatios.NONE);
    private volatile boolean idle = true;
    private final AtomicLong now = new AtomicLong();

    private final Door door = Doors.of(home, _ -> new ServiceResult(Map.of()), Clock.systemUTC());

    private final Preparation preparation = new Preparation(
            new Assistant.Parts(home, model, door, door, store, store, TokenRatios.NONE, _ -> {}, Clock.systemUTC()),
            texts,
            ledger,
            meter,
            () -> idle,
            now::get);

    @AfterEach
    void close() {
        preparation.close();
    }

    @Test
    void slicesGrowAndEachBeginsLikeTheOneBefore() {
        readAll();

        assertThat(model.read)
                .hasSizeGreaterThan(5)
                .allMatch(request -> request.wanted() == ChatRequest.Wanted.READING);
        int last = 0;
        for (ChatRequest request : model.read) {
            int characters = PrefixLedger.characters(request.messages());
            assertThat(characters - last).isPositive().isLessThanOrEqualTo(SLICE * 3 / 2);
            assertThat(texts.rules).startsWith(request.messages().getFirst().content());
            last = characters;
        }
        assertThat(model.read.getLast().messages()).isEqualTo(texts.opening(History.EMPTY));
    }

    @Test
    void everySliceHasTheTools() {
        texts.tools = List.of(new ToolSpec("get_weather", "", Map.of()));
        readAll();

        assertThat(model.read).isNotEmpty().allMatch(request -> request.tools().equals(texts.tools));
    }

    @Test
    void aSliceEndsWithALine() {
        readAll();

        assertThat(model.read)
                .allSatisfy(request ->
                        assertThat(request.messages().getLast().content()).endsWith("\n"));
    }

    @Test
    void aLongOpeningIsReadInSixteenParts() {
        texts.rules = "a line of the rules\n".repeat(1_000);
        readAll();

        assertThat(model.read).hasSizeBetween(15, 17);
    }

    @Test
    void nothingIsSentAgainWhenAllIsRead() {
        readAll();
        int sent = model.read.size();

        pass(Duration.ofHours(1));
        readAll();

        assertThat(model.read).hasSize(sent);
    }

    @Test
    void noSliceIsSentWhileATurnRunsOrWaitsAndTheyGoOnAfterIt() {
        preparation.step();
        preparation.step();
        idle = false;
        preparation.step();
        preparation.step();
        assertThat(model.read).hasSize(2);

        idle = true;
        preparation.step();

        assertThat(model.read).hasSize(3);
        assertThat(characters(2)).isGreaterThan(characters(1));
    }

    @Test
    void whatATurnReadIsNotReadAgain() {
        ledger.read("home", texts.opening(History.EMPTY), Optional.empty(), Model.usage(1_000));

        readAll();

        assertThat(model.read).isEmpty();
    }

    @Test
    void aCatalogueThatChangedIsReadOnceItHasSettled() {
        readAll();
        model.read.clear();
        home.now = Optional.of(homeWith("Lamp"));
        texts.rules = "other rules\n" + texts.rules;
        assertThat(preparation.step()).isPositive();
        pass(Duration.ofSeconds(1));
        home.now = Optional.of(homeWith("Lamp of the kitchen"));
        preparation.step();
        pass(Duration.ofMillis(1_900));
        preparation.step();
        assertThat(model.read).isEmpty();

        pass(Duration.ofMillis(200));
        readAll();

        assertThat(model.read.getLast().messages()).isEqualTo(texts.opening(History.EMPTY));
    }

    @Test
    void withoutAHomeThereIsNothingToRead() {
        home.now = Optional.empty();
        readAll();
        assertThat(model.read).isEmpty();

        home.now = Optional.of(Homes.withOneLight());
        readAll();
        assertThat(model.read).isNotEmpty();
    }

    @Test
    void aConversationThatSomebodyIsAboutToGoOnWithIsRead() {
        said("turn on the light", "It is on.");

        assertThat(preparation.expect(Optional.of(CONVERSATION))).isFalse();
        readAll();

        assertThat(model.read.getLast().messages()).isEqualTo(texts.opening(history()));
        assertThat(preparation.expect(Optional.of(CONVERSATION))).isTrue();
        assertThat(preparation.expect(Optional.empty())).isTrue();
    }

    @Test
    void anUnknownConversationIsReadAsANewOneAndNotMade() {
        preparation.expect(Optional.of(CONVERSATION));
        readAll();

        assertThat(model.read.getLast().messages()).isEqualTo(texts.opening(History.EMPTY));
        assertThat(store.open(Person.LOCAL, Optional.empty()).id())
                .as("the first")
                .isEqualTo("c0");
    }

    @Test
    void onlyTheNewestOfThoseWhoAreAboutToWriteCounts() {
        said("turn on the light", "It is on.");
        preparation.expect(Optional.of(CONVERSATION));
        preparation.expect(Optional.empty());
        readAll();

        assertThat(model.read.getLast().messages()).isEqualTo(texts.opening(History.EMPTY));
    }

    @Test
    void whoDoesNotWriteIsForgotten() {
        said("turn on the light", "It is on.");
        preparation.expect(Optional.of(CONVERSATION));
        pass(Duration.ofMinutes(6));
        readAll();

        assertThat(model.read.getLast().messages()).isEqualTo(texts.opening(History.EMPTY));
    }

    @Test
    void afterATurnItsConversationIsRead() {
        readAll();
        said("turn on the light", "It is on.");
        turnEnded(CONVERSATION);
        readAll();

        assertThat(model.read.getLast().messages()).isEqualTo(texts.opening(history()));
    }

    @Test
    void aTurnThatEndsElsewhereIsTheNewestSign() {
        said("turn on the light", "It is on.");
        preparation.expect(Optional.of(new ConversationKey(Person.LOCAL, "another")));
        turnEnded(CONVERSATION);
        readAll();

        assertThat(model.read.getLast().messages()).isEqualTo(texts.opening(history()));
    }

    @Test
    void whoAskedLongAgoKeepsNoOtherConversationFromBeingRead() {
        said("turn on the light", "It is on.");
        model.status(Memory.UNKNOWN, Optional.of(ModelException.Code.UNREACHABLE));
        preparation.expect(Optional.of(new ConversationKey(Person.LOCAL, "another")));
        readAll();
        pass(Duration.ofMinutes(6));
        model.status(Memory.LOADED, Optional.empty());
        turnEnded(CONVERSATION);
        readAll();

        assertThat(model.read.getLast().messages()).isEqualTo(texts.opening(history()));
    }

    @Test
    void theModelThatATurnAskedForIsReadToAndNotTheDefaultOne() {
        readAll();
        model.read.clear();
        said("turn on the light", "It is on.");
        turnEnded(CONVERSATION, Optional.of("another"));
        readAll();

        assertThat(model.read)
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.model()).contains("another"));
        assertThat(model.read.getLast().messages()).isEqualTo(texts.opening(history()));
        assertThat(ledger.held("another", texts.opening(history())))
                .isEqualTo(PrefixLedger.characters(texts.opening(history())));
    }

    @Test
    void aModelOfWhichNobodyTellsWhetherItIsInMemoryIsNotSaidToBeReady() {
        turnEnded(CONVERSATION, Optional.of("another"));
        readAll();

        assertThat(preparation.expect(Optional.of(CONVERSATION))).isFalse();
    }

    @Test
    void whoGoesOnInAConversationGoesOnWithItsModel() {
        turnEnded(CONVERSATION, Optional.of("another"));
        preparation.expect(Optional.of(CONVERSATION));
        preparation.expect(Optional.of(CONVERSATION));
        readAll();

        assertThat(model.read)
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.model()).contains("another"));
    }

    @Test
    void whoComesAfterATurnWithAnotherModelIsReadToTheDefaultOne() {
        turnEnded(CONVERSATION, Optional.of("another"));
        readAll();
        model.read.clear();
        preparation.expect(Optional.empty());
        readAll();

        assertThat(model.read)
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.model()).isEmpty());
        assertThat(preparation.expect(Optional.empty())).isTrue();

        texts.rules = "other rules\n" + texts.rules;
        pass(Duration.ofMinutes(6));
        model.read.clear();
        readAll();
        assertThat(model.read).as("with nobody there").isNotEmpty();
    }

    @Test
    void theDefaultModelIsNotReadToAgainBeforeSomebodyComes() {
        readAll();
        turnEnded(CONVERSATION, Optional.of("another"));
        readAll();
        model.read.clear();
        texts.rules = "other rules\n" + texts.rules;
        pass(Duration.ofMinutes(6));
        readAll();
        assertThat(model.read).isEmpty();

        turnEnded(CONVERSATION);
        readAll();
        assertThat(model.read)
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.model()).isEmpty());
    }

    @Test
    void theDefaultModelCalledByItsNameIsTheDefaultModel() {
        turnEnded(CONVERSATION, Optional.of("home"));
        pass(Duration.ofMinutes(6));
        readAll();

        assertThat(model.read).isNotEmpty();
        assertThat(preparation.expect(Optional.of(CONVERSATION))).isTrue();
    }

    @Test
    void aConversationThatCannotBeReadIsReadAsANewOne() {
        said("turn on the light", "It is on.");
        store.broken = true;

        assertThat(preparation.expect(Optional.of(CONVERSATION))).isFalse();
        readAll();

        assertThat(model.read.getLast().messages()).isEqualTo(texts.opening(History.EMPTY));
    }

    @Test
    void aFailureIsTriedAgainAfterAPauseThatGrows() {
        model.failure = Optional.of(ModelException.Code.REFUSED);
        List<Long> tries = new ArrayList<>();
        for (int second = 0; second < 120; second++) {
            int before = model.read.size();
            preparation.step();
            if (model.read.size() > before) {
                tries.add(now.get() / 1_000_000_000);
            }
            pass(Duration.ofSeconds(1));
        }
        assertThat(tries).containsExactly(0L, 1L, 3L, 7L, 15L, 31L, 61L, 91L);

        model.failure = Optional.empty();
        pass(Duration.ofSeconds(30));
        readAll();
        assertThat(preparation.expect(Optional.empty())).isTrue();
    }

    @Test
    void anOpeningThatIsTooLongIsTriedAgainOnceItIsAnother() {
        readAll();
        said("turn on the light", "It is on.");
        model.failure = Optional.of(ModelException.Code.PROMPT_TOO_LONG);
        turnEnded(CONVERSATION);
        model.read.clear();
        for (int second = 0; second < 240; second++) {
            readAll();
            pass(Duration.ofSeconds(1));
        }
        assertThat(model.read).hasSize(1);

        model.failure = Optional.empty();
        readAll();
        assertThat(model.read).hasSize(1);

        said("and off", "It is off.");
        turnEnded(CONVERSATION);
        readAll();
        assertThat(model.read.getLast().messages()).isEqualTo(texts.opening(history()));
    }

    @Test
    void anOpeningThatIsTooLongKeepsNoOtherConversationFromBeingRead() {
        said("turn on the light", "It is on.");
        readAll();
        model.failure = Optional.of(ModelException.Code.PROMPT_TOO_LONG);
        preparation.expect(Optional.of(CONVERSATION));
        readAll();
        model.failure = Optional.empty();
        ConversationKey another = new ConversationKey(Person.LOCAL, "another");
        store.appended(another, "t", new PromptMessage(PromptMessage.Author.PERSON, "hello"));
        turnEnded(another);
        readAll();

        assertThat(model.read.getLast().messages()).isEqualTo(texts.opening(store.history(another, 12)));
    }

    @Test
    void whatBreaksInOneLookDoesNotEndTheWork() {
        texts.broken = true;
        preparation.step();
        texts.broken = false;
        pass(Duration.ofSeconds(1));
        readAll();

        assertThat(preparation.expect(Optional.empty())).isTrue();
    }

    @Test
    void nothingIsSentWhileTheModelHasAProblemAndAllIsReadOnceItIsBack() {
        readAll();
        model.read.clear();
        model.status(Memory.UNKNOWN, Optional.of(ModelException.Code.UNREACHABLE));
        readAll();
        assertThat(model.read).isEmpty();
        assertThat(preparation.expect(Optional.empty())).isFalse();

        model.status(Memory.LOADED, Optional.empty());
        readAll();

        assertThat(model.read.getLast().messages()).isEqualTo(texts.opening(History.EMPTY));
    }

    @Test
    void aModelThatLeftMemoryIsReadToAgainOnceUntilSomebodyComes() {
        readAll();
        model.read.clear();
        model.leaves();
        readAll();
        assertThat(model.read).isNotEmpty();

        model.read.clear();
        model.leaves();
        pass(Duration.ofHours(1));
        readAll();
        assertThat(model.read).isEmpty();

        preparation.expect(Optional.empty());
        readAll();
        assertThat(model.read).isNotEmpty();
    }

    @Test
    void anotherWindowIsRead() {
        readAll();
        model.read.clear();
        model.contextTokens = 4_096;
        model.status(Memory.LOADED, Optional.empty());
        readAll();

        assertThat(model.read.getLast().messages()).isEqualTo(texts.opening(History.EMPTY));
    }

    @Test
    void howLongATokenIsIsLearntFromTheWholeOpeningAlone() {
        model.charactersPerToken = 4;
        preparation.step();
        preparation.step();
        assertThat(meter.charactersPerToken("home")).isEqualTo(3);

        readAll();
        assertThat(meter.charactersPerToken("home")).isEqualTo(4);
    }

    @Test
    void theKeyframeIsRenewedAtAQuietMomentAndReadAgain() {
        readAll();
        texts.drifted = true;
        preparation.step();
        assertThat(texts.drifted).isTrue();

        pass(Duration.ofSeconds(19));
        turnEnded(CONVERSATION);
        pass(Duration.ofSeconds(19));
        readAll();
        assertThat(texts.drifted).isTrue();

        model.read.clear();
        pass(Duration.ofSeconds(2));
        readAll();
        assertThat(texts.drifted).isFalse();
        assertThat(model.read.getLast().messages()).isEqualTo(texts.opening(History.EMPTY));
        assertThat(model.read.getFirst().messages())
                .as("what stays is not read again")
                .isNotEqualTo(first());
    }

    @Test
    void aHomeThatNeverRestsIsReadAgainEveryHalfHourWhileNobodyComes() {
        readAll();
        turnEnded(CONVERSATION);
        readAll();
        model.read.clear();
        for (int minute = 0; minute < 24 * 60; minute++) {
            texts.drifted = true;
            pass(Duration.ofMinutes(1));
            readAll();
        }

        assertThat(texts.renewals).isEqualTo(24 * 2);
        assertThat(model.read).hasSizeLessThan(2 * texts.renewals);
    }

    @Test
    void aHomeThatRestsIsNotReadAgain() {
        texts.drifted = true;
        pass(Duration.ofMinutes(1));
        readAll();
        model.read.clear();
        for (int minute = 0; minute < 24 * 60; minute++) {
            pass(Duration.ofMinutes(1));
            readAll();
        }

        assertThat(texts.renewals).isEqualTo(1);
        assertThat(model.read).isEmpty();
    }

    @Test
    void whatDriftedOvernightIsReadBeforeTheFirstMessageOfTheMorning() {
        turnEnded(CONVERSATION);
        texts.drifted = true;
        pass(Duration.ofMinutes(1));
        readAll();
        assertThat(texts.renewals).isEqualTo(1);

        pass(Duration.ofHours(7));
        texts.drifted = true;
        readAll();

        assertThat(texts.renewals).isEqualTo(2);
        assertThat(model.read.getLast().messages()).isEqualTo(texts.opening(History.EMPTY));
    }

    @Test
    void aHomeThatIsBackIsReadAtOnce() {
        HomeSnapshot live = home.now.orElseThrow();
        home.now = Optional.of(StillHome.away(live));
        readAll();
        home.now = Optional.of(live);
        texts.drifted = true;
        readAll();

        assertThat(texts.renewals).isEqualTo(1);
        assertThat(model.read.getLast().messages()).isEqualTo(texts.opening(History.EMPTY));
    }

    @Test
    void aHomeThatCameBackWhileATurnRanIsReadAfterIt() {
        HomeSnapshot live = home.now.orElseThrow();
        home.now = Optional.of(StillHome.away(live));
        readAll();
        idle = false;
        home.now = Optional.of(live);
        texts.drifted = true;
        readAll();
        assertThat(texts.renewals).isZero();

        idle = true;
        readAll();

        assertThat(texts.renewals).isEqualTo(1);
    }

    @Test
    void aHomeThatIsBackIsReadOnceMoreWhenItHasComeTogether() {
        HomeSnapshot live = home.now.orElseThrow();
        home.now = Optional.of(StillHome.away(live));
        readAll();
        home.now = Optional.of(live);
        for (int minute = 0; minute < 20; minute++) {
            turnEnded(CONVERSATION);
            texts.drifted = true;
            readAll();
            pass(Duration.ofMinutes(1));
        }

        assertThat(texts.renewals).as("at once, and after five minutes").isEqualTo(2);
    }

    @Test
    void aHomeThatComesAndGoesDoesNotKeepTheModelReading() {
        HomeSnapshot live = home.now.orElseThrow();
        readAll();
        for (int minute = 0; minute < 20; minute++) {
            home.now = Optional.of(StillHome.away(live));
            readAll();
            home.now = Optional.of(live);
            texts.drifted = true;
            readAll();
            pass(Duration.ofMinutes(1));
        }

        assertThat(texts.renewals).isEqualTo(4);
    }

    @Test
    void aKeyframeThatHasDriftedIsRenewedBeforeItIsReadToWhoeverComes() {
        readAll();
        pass(Duration.ofHours(1));
        readAll();
        model.read.clear();
        texts.drifted = true;

        assertThat(preparation.expect(Optional.empty())).isFalse();
        readAll();

        assertThat(texts.renewals).isEqualTo(1);
        assertThat(model.read.getLast().messages()).isEqualTo(texts.opening(History.EMPTY));
        assertThat(preparation.expect(Optional.empty())).isTrue();
    }

    @Test
    void whoKeepsComingDoesNotKeepTheModelReading() {
        readAll();
        for (int minute = 0; minute < 20; minute++) {
            texts.drifted = true;
            preparation.expect(Optional.empty());
            readAll();
            pass(Duration.ofMinutes(1));
        }

        assertThat(texts.renewals).isEqualTo(4);
    }

    @Test
    void theKeyframeIsNotRenewedForWhoeverComesWhileATurnRuns() {
        readAll();
        texts.drifted = true;
        idle = false;
        preparation.expect(Optional.empty());
        readAll();

        assertThat(texts.renewals).isZero();
    }

    @Test
    void theKeyframeIsNotRenewedWhileATurnRuns() {
        readAll();
        texts.drifted = true;
        idle = false;
        pass(Duration.ofMinutes(1));
        readAll();
        idle = true;
        readAll();

        assertThat(texts.drifted).isTrue();
    }

    @Test
    void theWorkBeginsWithTheStartAndIsWokenByATurnsEnd() {
        idle = false;
        preparation.start();
        idle = true;
        turnEnded(CONVERSATION);

        await().until(() -> preparation.expect(Optional.empty()));
    }

    @Test
    void closingEndsItAndTheSliceThatIsRead() throws Exception {
        model.hangs = true;
        preparation.start();
        model.hanging.await();

        preparation.close();

        model.closed.await();
        assertThat(model.read).hasSize(1);
    }

    @Test
    void nothingIsReadAfterTheEnd() {
        preparation.close();
        readAll();

        assertThat(model.read).isEmpty();
    }

    private static HomeSnapshot homeWith(String name) {
        return Homes.of(List.of(Homes.entity(Homes.LIGHT.value(), name, List.of())), Map.of());
    }

    private void readAll() {
        for (int steps = 0; preparation.step().isZero(); steps++) {
            assertThat(steps).isLessThan(1_000);
        }
        preparation.step();
        for (int steps = 0; preparation.step().isZero(); steps++) {
            assertThat(steps).isLessThan(1_000);
        }
    }

    private void turnEnded(ConversationKey conversation) {
        turnEnded(conversation, Optional.empty());
    }

    private void turnEnded(ConversationKey conversation, Optional<String> asked) {
        preparation.turnEnded(conversation, asked);
        preparation.wakeUp();
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private int characters(int slice) {
        return PrefixLedger.characters(model.read.get(slice).messages());
    }

    private List<ChatMessage> first() {
        return Slices.beginning(texts.opening(History.EMPTY), SLICE);
    }

    private void said(String words, String answer) {
        store.appended(CONVERSATION, "t", new PromptMessage(PromptMessage.Author.PERSON, words));
        store.appended(CONVERSATION, "t", new PromptMessage(PromptMessage.Author.ASSISTANT, answer));
    }

    private History history() {
        return store.history(CONVERSATION, 12);
    }

    /// Prompts that begin with rules.
    private static final class Texts implements Openings {
        private String rules = "a line of the rules\n".repeat(100);
        private volatile int window = 8_192;
        private volatile boolean drifted;
        private int renewals;
        private List<ToolSpec> tools = List.of();
        private volatile boolean broken;

        @Override
        public Opening opening(HomeSnapshot home, History history, Window now) {
            if (broken) {
                throw new IllegalStateException("as the test wants it");
            }
            if (now.tokens() != window) {
                window = now.tokens();
                rules = "a smaller home\n" + rules;
            }
            return new Opening(opening(history), tools, PromptParts.NONE, HomeForm.WHOLE);
        }

        List<ChatMessage> opening(History history) {
            List<ChatMessage> messages = new ArrayList<>();
            messages.add(new ChatMessage(ChatMessage.Role.SYSTEM, rules));
            for (PromptMessage message : history.newest()) {
                messages.add(new ChatMessage(
                        message.author() == PromptMessage.Author.PERSON
                                ? ChatMessage.Role.USER
                                : ChatMessage.Role.ASSISTANT,
                        message.content()));
            }
            return messages;
        }

        @Override
        public boolean drifted(HomeSnapshot home, Window now) {
            return drifted;
        }

        @Override
        public void renew(HomeSnapshot home) {
            rules = rules + "other states\n".repeat(10);
            drifted = false;
            renewals++;
        }
    }

    /// A model that reads.
    private static final class Model implements LanguageModel {
        private final List<ChatRequest> read = new CopyOnWriteArrayList<>();
        private final CountDownLatch hanging = new CountDownLatch(1);
        private final CountDownLatch closed = new CountDownLatch(1);
        private volatile Optional<ModelException.Code> failure = Optional.empty();
        private volatile boolean hangs;
        private volatile int contextTokens = 8_192;
        private volatile int charactersPerToken = 3;
        private volatile ModelStatus status;

        Model() {
            status = of(Memory.LOADED, Optional.empty());
        }

        void status(Memory memory, Optional<ModelException.Code> problem) {
            status = of(memory, problem);
        }

        private ModelStatus of(Memory memory, Optional<ModelException.Code> problem) {
            return new ModelStatus(
                    Optional.of("home"), List.of("home"), contextTokens, memory, "0", problem, "", Instant.EPOCH);
        }

        void leaves() {
            status(Memory.ABSENT, Optional.empty());
        }

        static ModelChunk.Usage usage(int tokens) {
            Duration ms = Duration.ofMillis(1);
            return new ModelChunk.Usage(tokens, 1, ms, ms, ms);
        }

        @Override
        public ModelStream stream(ChatRequest request) {
            read.add(request);
            if (hangs) {
                return new Hanging();
            }
            if (failure.isPresent()) {
                throw new ModelException(failure.get(), "as the test wants it");
            }
            status(Memory.LOADED, Optional.empty());
            int tokens = PrefixLedger.characters(request.messages()) / charactersPerToken;
            return ReadStream.of(
                    new ModelChunk.Text("x"), new ModelChunk.Finished(ModelChunk.Finished.End.LENGTH, usage(tokens)));
        }

        @Override
        public ModelStatus status() {
            return status;
        }

        private final class Hanging implements ModelStream {
            @Override
            public boolean hasNext() {
                hanging.countDown();
                try {
                    closed.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return false;
            }

            @Override
            public ModelChunk next() {
                throw new NoSuchElementException();
            }

            @Override
            public void close() {
                closed.countDown();
            }
        }
    }
}
