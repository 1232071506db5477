package io.jarvas.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jarvas.action.ActionOutcome;
import io.jarvas.action.ActionOutcome.Failure;
import io.jarvas.action.Asking;
import io.jarvas.action.Doors;
import io.jarvas.action.Proposals;
import io.jarvas.action.StateChange;
import io.jarvas.assistant.TurnEvent.Phase;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.PromptMessage;
import io.jarvas.conversation.StoreException;
import io.jarvas.conversation.TurnLog.End;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.home.LiveHome;
import io.jarvas.home.ServiceResult;
import io.jarvas.llm.ChatMessage;
import io.jarvas.llm.ModelChunk;
import io.jarvas.llm.ModelException;
import io.jarvas.prompt.HomeForm;
import io.jarvas.prompt.Homes;
import io.jarvas.reply.Proposal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AssistantTest {
    private static final String ACTION = """
            ACTION: {"tool": "homeassistant_call_service", "args": {"domain": "light", "service": "turn_on"}}
            """;
    private static final ActionOutcome SENT = new ActionOutcome.Sent(Map.of());

    private final ScriptedModel model = new ScriptedModel();
    private final MemoryStore store = new MemoryStore();
    private final List<TurnEvent> events = new CopyOnWriteArrayList<>();
    private final List<TurnReport> reports = new CopyOnWriteArrayList<>();
    private volatile Optional<HomeSnapshot> home = Optional.of(Homes.withOneLight());
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T14:05:00Z"), ZoneOffset.UTC);
    private Function<Proposal, ActionOutcome> door = _ -> SENT;
    private final List<Assistant> assistants = new ArrayList<>();
    private int maxTurns = 8;
    private int maxQueue = 8;

    @Test
    void aTurnTellsItsEventsInOrder() {
        model.writes("The light ", "is on.\n", ACTION).ends();

        run("turn on the light");

        assertThat(events)
                .extracting(event -> event.getClass().getSimpleName())
                .startsWith("Accepted", "Progress", "Text")
                .endsWith("ActionProposed", "ActionDone", "FinalText", "Done");
        assertThat(text().strip()).isEqualTo("The light is on.");
        assertThat(finalText()).isEqualTo(text());
        assertThat(done().finished()).isTrue();
        assertThat(done().tokens()).containsEntry("prompt", 100).containsEntry("generated", 10);
        assertThat(done().timings())
                .containsKeys("queue", "context", "prompt", "first_token", "first_text", "total")
                .anySatisfy((name, _) -> assertThat(name).startsWith("action_"));
    }

    @Test
    void aTurnTellsHowLongTheModelTookToLoadAndToRead() {
        Duration load = Duration.ofMillis(900);
        Duration prefill = Duration.ofMillis(450);
        model.writes("Hi.").ends(new ModelChunk.Usage(1_000, 2, load, prefill, Duration.ofMillis(20)));

        run("hello");

        assertThat(done().timings()).containsEntry("load", load).containsEntry("prefill", prefill);
        assertThat(done().tokens())
                .containsExactlyInAnyOrderEntriesOf(Map.of("prompt", 1_000, "reused", 0, "generated", 2));
        assertThat(reports.getFirst().timing("load")).contains(load);
        assertThat(reports.getFirst().timing("prefill")).contains(prefill);
    }

    @Test
    void theMessageIsStoredBeforeTheModelIsAsked() {
        RunningTurn turn = assistant().begin(turn("hello"));

        assertThat(store.accepted).containsExactly("hello");
        assertThat(model.requests).isEmpty();
        model.writes("Hi.").ends();
        turn.run(events::add);
        assertThat(store.ended).containsExactly(new MemoryStore.Ended("Hi.", "", End.WHOLE));
    }

    @Test
    void theNextPromptRepeatsWhatWasSentAndWrittenByteForByte() {
        Assistant assistant = assistant();
        model.writes("Olá.\n", ACTION).ends();
        assistant.begin(turn("liga a luz")).run(events::add);
        model.writes("Sim.").ends();
        assistant.begin(turn("está ligada?")).run(events::add);

        List<ChatMessage> first = model.requests.getFirst().messages();
        List<ChatMessage> second = model.requests.getLast().messages();
        assertThat(second.subList(0, first.size())).isEqualTo(first);
        assertThat(second.get(first.size()).content()).isEqualTo("Olá.\n" + ACTION);
        assertThat(second.getLast().content()).endsWith("\nestá ligada?");
    }

    @Test
    void anActionRunsWhileTheTextGoesOn() throws Exception {
        CountDownLatch acted = new CountDownLatch(1);
        door = _ -> {
            acted.countDown();
            return SENT;
        };
        RunningTurn turn = assistant().begin(turn("turn on the light"));
        Thread runner = Thread.startVirtualThread(() -> turn.run(events::add));
        model.writes(ACTION);

        assertThat(acted.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(events).noneMatch(TurnEvent.Text.class::isInstance);
        model.writes("Done.").ends();
        runner.join();
        assertThat(text().strip()).isEqualTo("Done.");
    }

    @Test
    void actionsRunOneAfterAnotherInTheirOrder() {
        List<String> order = new CopyOnWriteArrayList<>();
        door = proposal -> {
            order.add(((Proposal.Readable) proposal).action().tool());
            return SENT;
        };
        model.writes("ACTION: {\"tool\":\"one\"}\nACTION: {\"tool\":\"two\"}\nACTION: {\"tool\":\"three\"}")
                .ends();

        run("all three");

        assertThat(order).containsExactly("one", "two", "three");
        assertThat(events.stream().filter(TurnEvent.ActionDone.class::isInstance))
                .extracting(event -> ((TurnEvent.ActionDone) event).id())
                .doesNotHaveDuplicates()
                .hasSize(3);
    }

    @Test
    void whatFailedIsPutRightInTheLanguageOfTheAnswer() {
        door = _ -> new ActionOutcome.Failed(
                List.of(new Failure(Failure.Reason.UNAVAILABLE, Homes.LIGHT.value(), "")), List.of());
        model.writes("Certo, a ligar a luz da cozinha.\n", ACTION).ends();

        run("liga a luz da cozinha");

        assertThat(finalText())
                .startsWith("Certo, a ligar a luz da cozinha.")
                .endsWith("Kitchen Lights não está acessível neste momento, por isso nada mudou aí.");
        assertThat(text()).isEqualTo(finalText());
        assertThat(store.ended.getFirst().answer()).isEqualTo(finalText());
        assertThat(done().finished()).isTrue();
    }

    @Test
    void theModelIsToldWithTheNextMessageWhatFailed() {
        Assistant assistant = assistant();
        door = _ -> new ActionOutcome.Failed(
                List.of(new Failure(Failure.Reason.UNAVAILABLE, Homes.LIGHT.value(), "")), List.of());
        model.writes("Okay.\n", ACTION).ends();
        assistant().begin(turn("turn on the light")).run(events::add);
        model.writes("Because it is away.").ends();
        assistant.begin(turn("why?")).run(events::add);

        assertThat(model.requests.getLast().messages().getLast().content())
                .contains("failed, unavailable: light.kitchen_lights")
                .endsWith("\nwhy?");
    }

    @Test
    void successAddsNoWordOfOurs() {
        door = _ -> new ActionOutcome.Already(List.of(Homes.LIGHT));
        model.writes("It is on.\n", ACTION).ends();

        run("turn on the light");

        assertThat(finalText().strip()).isEqualTo("It is on.");
    }

    @Test
    void anActionWithoutAWordIsTold() {
        door = _ -> new ActionOutcome.Already(List.of(Homes.LIGHT));
        model.chunk(new ModelChunk.ToolCall("1", "homeassistant_call_service", Map.of()))
                .ends();

        run("turn on the light");

        assertThat(finalText()).isEqualTo("Already so: Kitchen Lights.");
    }

    @Test
    void doneComesAfterAllOutcomes() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        CountDownLatch acting = new CountDownLatch(1);
        door = _ -> {
            waitFor(answer);
            return SENT;
        };
        model.writes("Okay.\n", ACTION).ends();
        RunningTurn turn = assistant().begin(turn("turn on the light"));
        Thread runner = Thread.startVirtualThread(() -> turn.run(event -> {
            events.add(event);
            if (event instanceof TurnEvent.Progress(Phase phase, String _) && phase == Phase.ACTING) {
                acting.countDown();
            }
        }));

        assertThat(acting.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(events).noneMatch(TurnEvent.Done.class::isInstance);
        answer.countDown();
        runner.join();
        assertThat(events.getLast()).isInstanceOf(TurnEvent.Done.class);
    }

    @Test
    void anActionThatBreaksIsNotTakenForDone() {
        door = _ -> {
            throw new ExceptionInInitializerError("broken");
        };
        model.writes("Okay.\n", ACTION).ends();

        run("turn on the light");

        assertThat(finalText()).contains("I asked for that, but cannot see whether");
        assertThat(events).anyMatch(TurnEvent.ActionDone.class::isInstance);
    }

    @Test
    void thinkingIsNeverText() {
        model.chunk(new ModelChunk.Thinking("Hm, the light…"))
                .writes("It is on.")
                .ends();

        run("is it on?");

        assertThat(finalText()).isEqualTo("It is on.");
        assertThat(events).contains(new TurnEvent.Progress(Phase.THINKING, ""));
        assertThat(store.history(store.open(Person.LOCAL, Optional.of("kitchen")), 12)
                        .newest()
                        .getLast()
                        .content())
                .isEqualTo("It is on.");
    }

    @Test
    void loadingAndRetryingAreTold() {
        model.chunk(new ModelChunk.Waiting(ModelChunk.Waiting.Reason.RETRYING))
                .chunk(new ModelChunk.Waiting(ModelChunk.Waiting.Reason.LOADING))
                .writes("Hi.")
                .ends();

        run("hello");

        assertThat(events)
                .contains(new TurnEvent.Progress(Phase.RETRYING, ""), new TurnEvent.Progress(Phase.LOADING, ""));
    }

    @Test
    void aModelThatBreaksOffEndsTheTurnWithASentenceAndWhatThereIs() {
        model.writes("The light ").fails(ModelException.Code.CUT_SHORT);

        run("is the light on?");

        assertThat(events)
                .extracting(event -> event.getClass().getSimpleName())
                .endsWith("Problem", "FinalText", "Done");
        assertThat(problem().code()).isEqualTo("ollama_cut_short");
        assertThat(problem().retryable()).isTrue();
        assertThat(finalText()).isEqualTo("The light ");
        assertThat(done().finished()).isFalse();
        assertThat(store.ended).containsExactly(new MemoryStore.Ended("The light ", "", End.CUT_SHORT));
    }

    @Test
    void anActionInsideWhichTheModelBreaksOffIsNotGuessedAt() {
        List<Proposal> proposals = new CopyOnWriteArrayList<>();
        door = proposal -> {
            proposals.add(proposal);
            return new ActionOutcome.Malformed("cut");
        };
        model.writes("ACTION: {\"tool\": \"homeassistant_call_service\", \"args\": {\"domain\": \"light\"}")
                .fails(ModelException.Code.CUT_SHORT);

        run("turn on the light");

        assertThat(proposals).singleElement().isInstanceOf(Proposal.Unreadable.class);
        assertThat(finalText()).doesNotContain("ACTION").contains("garbled");
    }

    @Test
    void anAnswerThatReachedItsLimitSaysSo() {
        model.writes("Once upon a time").ends(ModelChunk.Finished.End.LENGTH);

        run("tell me a story");

        assertThat(problem().code()).isEqualTo("answer_cut");
        assertThat(done().finished()).isFalse();
    }

    @Test
    void anEmptyAnswerSaysSo() {
        model.ends();

        run("hello");

        assertThat(problem().code()).isEqualTo("empty_answer");
    }

    @Test
    void cancellingClosesTheStreamAndKeepsWhatThereIs() {
        model.writes("Once upon ");
        RunningTurn turn = assistant().begin(turn("tell me a story"));

        turn.run(event -> {
            events.add(event);
            if (event instanceof TurnEvent.Text) {
                turn.cancel();
            }
        });

        assertThat(model.closed).containsExactly("closed");
        assertThat(finalText()).isEqualTo("Once upon ");
        assertThat(done().finished()).isFalse();
        assertThat(events).noneMatch(TurnEvent.Problem.class::isInstance);
        assertThat(store.ended.getFirst().end()).isEqualTo(End.CUT_SHORT);
    }

    @Test
    void aTurnCancelledBeforeItRanAsksNoModel() {
        RunningTurn turn = assistant().begin(turn("hello"));
        turn.cancel();

        turn.run(events::add);

        assertThat(model.requests).isEmpty();
        assertThat(done().finished()).isFalse();
    }

    @Test
    void actionsThatHaveNotBegunAreDroppedWhenTheTurnIsCancelledAfterTheModelHasFinished() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        List<Proposal> ran = new CopyOnWriteArrayList<>();
        door = proposal -> {
            ran.add(proposal);
            begun.countDown();
            waitFor(answer);
            return SENT;
        };
        model.writes("ACTION: {\"tool\":\"one\"}\nACTION: {\"tool\":\"two\"}").ends();
        RunningTurn turn = assistant().begin(turn("both"));
        Thread runner = Thread.startVirtualThread(() -> turn.run(events::add));
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

        turn.cancel();
        answer.countDown();
        runner.join();

        assertThat(ran).hasSize(1);
        assertThat(events.stream().filter(TurnEvent.ActionDone.class::isInstance))
                .hasSize(1);
    }

    @Test
    void whatBreaksWhileTheModelWritesStillWaitsForTheOutcomesAndEndsOnce() {
        model.writes("Okay.\n", ACTION).breaks();

        run("turn on the light");

        assertThat(events)
                .extracting(event -> event.getClass().getSimpleName())
                .containsSubsequence("ActionDone", "FinalText", "Done")
                .endsWith("Done");
        assertThat(problem().code()).isEqualTo("internal");
        assertThat(store.ended).hasSize(1);
    }

    @Test
    void whatWasDoneIsSaidBesideWhatFailed() {
        door = _ -> new ActionOutcome.Failed(
                List.of(new Failure(Failure.Reason.UNAVAILABLE, "light.other", "")),
                List.of(new StateChange(Homes.LIGHT, Homes.state("off", Map.of()), Homes.state("on", Map.of()))));
        model.writes("Okay.\n", ACTION).ends();

        run("turn on the lights");

        assertThat(finalText()).contains("Done: Kitchen Lights. light.other cannot be reached right now");
    }

    @Test
    void aSinkThatThrowsCancelsTheTurn() {
        model.writes("Once ", "upon ", "a time");
        RunningTurn turn = assistant().begin(turn("tell me a story"));

        turn.run(event -> {
            if (event instanceof TurnEvent.Text) {
                throw new IllegalStateException("the client left");
            }
        });

        assertThat(model.closed).containsExactly("closed");
        assertThat(store.ended.getFirst().answer()).isEqualTo("Once ");
    }

    @Test
    void aSecondMessageOfAConversationWaitsForTheFirst() throws Exception {
        Assistant assistant = assistant();
        RunningTurn first = assistant.begin(turn("one"));
        RunningTurn second = assistant.begin(turn("two"));
        List<TurnEvent> waiting = new CopyOnWriteArrayList<>();
        CountDownLatch queued = new CountDownLatch(1);
        Thread runner = Thread.startVirtualThread(() -> second.run(event -> {
            waiting.add(event);
            if (event instanceof TurnEvent.Progress(Phase phase, String _) && phase == Phase.QUEUED) {
                queued.countDown();
            }
        }));

        assertThat(queued.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(model.requests).isEmpty();
        model.writes("First.").ends().writes("Second.").ends();
        first.run(events::add);
        runner.join();
        assertThat(finalText()).isEqualTo("First.");
        assertThat(waiting).contains(new TurnEvent.FinalText("Second."));
    }

    @Test
    void oneConversationDoesNotHoldUpAnother() {
        Assistant assistant = assistant();
        RunningTurn waiting = assistant.begin(turn("one"));
        model.writes("Hi.").ends();

        assistant.begin(turn("two", Optional.of("another"))).run(events::add);

        assertThat(done().finished()).isTrue();
        waiting.cancel();
        waiting.run(events::add);
    }

    @Test
    void moreThanTheQueueHoldsIsRefusedBeforeItIsStored() {
        maxTurns = 1;
        maxQueue = 1;
        Assistant assistant = assistant();
        RunningTurn first = assistant.begin(turn("one"));
        assistant.begin(turn("two", Optional.of("b")));

        assertThatThrownBy(() -> assistant.begin(turn("three", Optional.of("c"))))
                .isInstanceOf(OverloadedException.class);
        assertThat(store.accepted).containsExactly("one", "two");
        model.writes("Hi.").ends();
        first.run(events::add);
        assertThat(assistant.begin(turn("three", Optional.of("c"))).id()).isNotEmpty();
    }

    @Test
    void aMessageThatCannotBeStoredIsNotAcceptedAndFreesItsPlace() {
        maxTurns = 1;
        maxQueue = 0;
        Assistant assistant = assistant();
        store.full = true;
        assertThatThrownBy(() -> assistant.begin(turn("hello"))).isInstanceOf(StoreException.class);
        store.full = false;

        model.writes("Hi.").ends();
        assistant.begin(turn("hello")).run(events::add);

        assertThat(done().finished()).isTrue();
    }

    @Test
    void aDiskThatFillsUpDuringATurnIsSaidAndTheTurnStillAnswers() {
        RunningTurn turn = assistant().begin(turn("hello"));
        store.full = true;
        model.writes("Hi.").ends();

        turn.run(events::add);

        assertThat(finalText()).isEqualTo("Hi.");
        assertThat(problem().code()).isEqualTo("storage_unavailable");
        assertThat(done().finished()).isFalse();
    }

    @Test
    void aClientsOwnHistoryCountsUntilAConversationIsStored() {
        model.writes("Ana.").ends().writes("Yes.").ends();
        List<PromptMessage> history = List.of(
                new PromptMessage(PromptMessage.Author.PERSON, "I am Ana"),
                new PromptMessage(PromptMessage.Author.ASSISTANT, "Hello Ana"));
        Assistant assistant = assistant();
        assistant
                .begin(new UserTurn(
                        Person.LOCAL,
                        Optional.of("x"),
                        "who am I?",
                        List.of(),
                        history,
                        Optional.empty(),
                        Optional.empty()))
                .run(events::add);
        assistant
                .begin(new UserTurn(
                        Person.LOCAL,
                        Optional.of("x"),
                        "sure?",
                        List.of(),
                        List.of(new PromptMessage(PromptMessage.Author.PERSON, "another")),
                        Optional.empty(),
                        Optional.empty()))
                .run(events::add);

        assertThat(model.requests.getFirst().messages())
                .extracting(ChatMessage::content)
                .contains("I am Ana", "Hello Ana");
        assertThat(model.requests.getLast().messages())
                .extracting(ChatMessage::content)
                .contains("I am Ana", "Hello Ana", "Ana.")
                .doesNotContain("another");
    }

    @Test
    void closingEndsTheTurnsThatRunInGoodOrderAndTakesInNoOther() throws Exception {
        Assistant assistant = assistant();
        CountDownLatch begun = new CountDownLatch(1);
        model.writes("Once upon ");
        RunningTurn turn = assistant.begin(turn("tell me a story"));
        Thread runner = Thread.startVirtualThread(() -> turn.run(event -> {
            events.add(event);
            if (event instanceof TurnEvent.Text) {
                begun.countDown();
            }
        }));
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

        assistant.close();

        assertThat(store.ended).containsExactly(new MemoryStore.Ended("Once upon ", "", End.CUT_SHORT));
        assertThat(problem().code()).isEqualTo("stopping");
        assertThatThrownBy(() -> assistant.begin(turn("hello"))).isInstanceOf(OverloadedException.class);
        runner.join();
        assertThat(done().finished()).isFalse();
    }

    @Test
    void whatATurnTookIsReported() {
        Assistant assistant = assistant();
        model.writes("Hi.").ends();
        assistant.begin(turn("hello")).run(events::add);

        assertThat(assistant.recent()).singleElement().satisfies(report -> {
            assertThat(report.finished()).isTrue();
            assertThat(report.timing("total"))
                    .hasValueSatisfying(total -> assertThat(total)
                            .isGreaterThanOrEqualTo(report.timing("first_text").orElseThrow()));
        });
        model.writes("Well.").ends();
        assistant.begin(turn("how are you?")).run(_ -> {});
        assertThat(reports)
                .extracting(TurnReport::hits)
                .containsExactly(
                        Map.of("base_prompt", false, "user_context", true),
                        Map.of("base_prompt", true, "user_context", true));
    }

    @Test
    void whatEveryPromptBeginsWithIsReadInAdvance() {
        Assistant assistant = assistant();
        await().until(() -> assistant.prepare(Person.LOCAL, Optional.empty()));
        assertThat(assistant.window().read()).isEqualTo(1);
        model.writes("Hi.").ends();
        assistant.begin(turn("hello")).run(events::add);

        assertThat(model.readings.getLast().messages().getFirst())
                .isEqualTo(model.requests.getFirst().messages().getFirst());
        assertThat(done().tokens().get("reused")).isBetween(90, 99);
    }

    @Test
    void theSecondTurnReusesThePromptAndTheAnswerOfTheFirst() {
        Assistant assistant = assistant();
        model.writes("Hi.").ends();
        assistant.begin(turn("hello")).run(_ -> {});
        model.writes("Well.").ends();
        assistant.begin(turn("how are you?")).run(events::add);

        List<ChatMessage> first = model.requests.getFirst().messages();
        List<ChatMessage> second = model.requests.getLast().messages();
        assertThat(done().tokens())
                .containsEntry(
                        "reused",
                        100 * (PrefixLedger.characters(first) + "Hi.".length()) / PrefixLedger.characters(second));
    }

    @Test
    void anAnswerThatWasThoughtAboutIsReadWithoutTheThoughtsBeforeItGoesOn() {
        Assistant assistant = assistant();
        model.chunk(new ModelChunk.Thinking("Hm.")).writes("It is on.").ends();
        assistant.begin(turn("is it on?")).run(events::add);

        await().until(() -> assistant.prepare(Person.LOCAL, Optional.of("kitchen")));
        assertThat(model.readings.getLast().messages().getLast())
                .isEqualTo(new ChatMessage(ChatMessage.Role.ASSISTANT, "It is on."));
    }

    @Test
    void aTurnWithAnotherModelEndsWithNothingReadToTheDefaultOne() {
        Assistant assistant = assistant();
        await().until(() -> assistant.prepare(Person.LOCAL, Optional.empty()));
        model.readings.clear();
        model.chunk(new ModelChunk.Thinking("Hm.")).writes("It is on.").ends();
        assistant
                .begin(new UserTurn(
                        Person.LOCAL,
                        Optional.of("kitchen"),
                        "is it on?",
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.of("another")))
                .run(events::add);

        await().until(() -> model.readings.stream()
                .anyMatch(request -> request.messages().getLast().content().equals("It is on.")));
        assertThat(model.readings)
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.model()).contains("another"));
    }

    @Test
    void howTheHomeIsShownIsToldAsTheNextPromptWillShowIt() {
        home = Optional.empty();
        Assistant assistant = assistant();
        model.writes("Hi.").ends();
        assistant.begin(turn("hello")).run(events::add);
        assertThat(assistant.window().form()).isEqualTo(HomeForm.UNKNOWN);

        home = Optional.of(Homes.withOneLight());

        assertThat(assistant.window().form()).isEqualTo(HomeForm.WHOLE);
        assertThat(assistant.window().parts())
                .hasEntrySatisfying("turn", tokens -> assertThat(tokens).isPositive())
                .hasEntrySatisfying("catalogue", tokens -> assertThat(tokens).isPositive());
    }

    @Test
    void aConversationThatIsTooLongForTheWindowIsSaidToBe() {
        model.writes("Yes.").ends();
        List<PromptMessage> history = List.of(
                new PromptMessage(PromptMessage.Author.PERSON, "a".repeat(20_000)),
                new PromptMessage(PromptMessage.Author.ASSISTANT, "b".repeat(20_000)),
                new PromptMessage(PromptMessage.Author.PERSON, "My name is Ana."),
                new PromptMessage(PromptMessage.Author.ASSISTANT, "Hello Ana."));
        assistant()
                .begin(new UserTurn(
                        Person.LOCAL,
                        Optional.of("x"),
                        "who am I?",
                        List.of(),
                        history,
                        Optional.empty(),
                        Optional.empty()))
                .run(events::add);

        assertThat(events)
                .contains(new TurnEvent.Progress(
                        Phase.READING,
                        "This conversation is longer than the language model can hold. I answer from its newest 3"
                                + " messages."));
    }

    @Test
    void aConversationThatIsLongerThanTheModelTakesIsAnsweredFromItsNewestMessage() {
        Assistant assistant = assistant();
        model.writes("I see.").ends();
        assistant.begin(turn("remember aGVsbG8gd29ybGQ=")).run(_ -> {});
        model.fails(ModelException.Code.PROMPT_TOO_LONG).writes("It is on.").ends();

        assistant.begin(turn("is the light on?")).run(events::add);

        assertThat(finalText()).isEqualTo("It is on.");
        assertThat(done().finished()).isTrue();
        assertThat(events)
                .noneMatch(TurnEvent.Problem.class::isInstance)
                .contains(new TurnEvent.Progress(
                        Phase.READING,
                        "This conversation is longer than the language model can hold. I answer from its newest message"
                                + " alone."));
        assertThat(model.requests.getLast().messages())
                .hasSize(2)
                .last()
                .satisfies(message -> assertThat(message.content()).endsWith("\nis the light on?"));
        assertThat(stored())
                .extracting(PromptMessage::content)
                .satisfiesExactly(
                        first -> assertThat(first).endsWith("aGVsbG8gd29ybGQ="),
                        second -> assertThat(second).isEqualTo("I see."),
                        third -> assertThat(third).endsWith("\nis the light on?"),
                        fourth -> assertThat(fourth).isEqualTo("It is on."));
    }

    @Test
    void aMessageThatIsTooLongByItselfIsSaidToBeAndNotSentAgain() {
        Assistant assistant = assistant();
        model.writes("Hi.").ends();
        assistant.begin(turn("hello")).run(_ -> {});
        model.fails(ModelException.Code.PROMPT_TOO_LONG).fails(ModelException.Code.PROMPT_TOO_LONG);
        assistant.begin(turn("aGVsbG8gd29ybGQ=")).run(events::add);
        assertThat(problem().code()).isEqualTo("prompt_too_long");
        assertThat(done().finished()).isFalse();
        events.clear();

        model.writes("Yes.").ends();
        assistant.begin(turn("still there?")).run(events::add);

        assertThat(done().finished()).isTrue();
        assertThat(model.requests.getLast().messages())
                .extracting(ChatMessage::content)
                .hasSize(4)
                .noneMatch(content -> content.contains("aGVsbG8gd29ybGQ="));
    }

    @Test
    void aFirstMessageThatIsTooLongIsNotSentTwice() {
        model.fails(ModelException.Code.PROMPT_TOO_LONG);

        run("aGVsbG8gd29ybGQ=");

        assertThat(problem().code()).isEqualTo("prompt_too_long");
        assertThat(model.requests).hasSize(1);
        assertThat(stored()).isEmpty();
    }

    @Test
    void aMessageThatWasSentAloneIsNotSentTwice() {
        model.fails(ModelException.Code.PROMPT_TOO_LONG);
        assistant()
                .begin(turnWith(List.of(
                        new PromptMessage(PromptMessage.Author.PERSON, "a".repeat(40_000)),
                        new PromptMessage(PromptMessage.Author.ASSISTANT, "b".repeat(40_000)))))
                .run(events::add);

        assertThat(problem().code()).isEqualTo("prompt_too_long");
        assertThat(model.requests).hasSize(1);
    }

    @Test
    void whatAClientKnewOfTheConversationStaysWhereAMessageIsTakenBack() {
        model.fails(ModelException.Code.PROMPT_TOO_LONG).fails(ModelException.Code.PROMPT_TOO_LONG);
        assistant()
                .begin(turnWith(List.of(
                        new PromptMessage(PromptMessage.Author.PERSON, "My name is Ana."),
                        new PromptMessage(PromptMessage.Author.ASSISTANT, "Hello Ana."))))
                .run(events::add);

        assertThat(problem().code()).isEqualTo("prompt_too_long");
        assertThat(model.requests).hasSize(2);
        assertThat(stored()).extracting(PromptMessage::content).containsExactly("My name is Ana.", "Hello Ana.");
    }

    @Test
    void whatTheModelMustBeToldIsToldWhereItsConversationIsTooLong() {
        Assistant assistant = assistant();
        door = _ -> new ActionOutcome.Failed(
                List.of(new Failure(Failure.Reason.UNAVAILABLE, Homes.LIGHT.value(), "")), List.of());
        model.writes("Okay.\n", ACTION).ends();
        assistant.begin(turn("turn on the light")).run(_ -> {});
        model.fails(ModelException.Code.PROMPT_TOO_LONG).writes("It is away.").ends();

        assistant.begin(turn("why?")).run(events::add);

        assertThat(model.requests.getLast().messages().getLast().content())
                .contains("failed, unavailable: light.kitchen_lights");
    }

    private static UserTurn turnWith(List<PromptMessage> history) {
        return new UserTurn(
                Person.LOCAL,
                Optional.of("kitchen"),
                "who am I?",
                List.of(),
                history,
                Optional.empty(),
                Optional.empty());
    }

    private List<PromptMessage> stored() {
        return store.history(store.open(Person.LOCAL, Optional.of("kitchen")), 12)
                .newest();
    }

    private Assistant assistant() {
        LiveHome live = new LiveHome() {
            @Override
            public Optional<HomeSnapshot> snapshot() {
                return home;
            }

            @Override
            public HomeSnapshot fresh() {
                return home.orElseThrow();
            }

            @Override
            public Optional<HomeSnapshot> await(Predicate<HomeSnapshot> condition, Duration limit) {
                return home.filter(condition);
            }
        };
        Assistant assistant = new Assistant(
                new Assistant.Parts(
                        live,
                        model,
                        new Proposals() {
                            @Override
                            public boolean reads(Proposal proposal) {
                                return false;
                            }

                            @Override
                            public ActionOutcome propose(String id, Proposal proposal, Asking asking) {
                                return door.apply(proposal);
                            }
                        },
                        Doors.of(live, _ -> new ServiceResult(Map.of()), CLOCK),
                        store,
                        store,
                        TokenRatios.NONE,
                        reports::add,
                        CLOCK),
                new Assistant.Limits(maxTurns, maxQueue, Optional.empty()));
        assistants.add(assistant);
        return assistant;
    }

    @AfterEach
    void close() {
        assistants.forEach(Assistant::close);
    }

    private void run(String text) {
        assistant().begin(turn(text)).run(events::add);
    }

    private static UserTurn turn(String text) {
        return turn(text, Optional.of("kitchen"));
    }

    private static UserTurn turn(String text, Optional<String> conversation) {
        return new UserTurn(Person.LOCAL, conversation, text, List.of(), List.of(), Optional.empty(), Optional.empty());
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (TurnEvent event : events) {
            if (event instanceof TurnEvent.Text(String content)) {
                text.append(content);
            }
        }
        return text.toString();
    }

    private String finalText() {
        return only(TurnEvent.FinalText.class).text();
    }

    private TurnEvent.Done done() {
        return only(TurnEvent.Done.class);
    }

    private TurnEvent.Problem problem() {
        return only(TurnEvent.Problem.class);
    }

    private <T extends TurnEvent> T only(Class<T> type) {
        List<T> found = events.stream().filter(type::isInstance).map(type::cast).toList();
        assertThat(found).as(type.getSimpleName()).hasSize(1);
        return found.getFirst();
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
