package io.jarvas.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.MovedClock;
import io.jarvas.action.ActionOutcome;
import io.jarvas.action.Asking;
import io.jarvas.action.CallRunner;
import io.jarvas.action.Confirmations;
import io.jarvas.action.Door;
import io.jarvas.action.Doors;
import io.jarvas.action.FakeHome;
import io.jarvas.action.Tool;
import io.jarvas.conversation.Person;
import io.jarvas.home.EntityId;
import io.jarvas.home.ServiceCall;
import io.jarvas.home.ServiceResult;
import io.jarvas.llm.ChatMessage;
import io.jarvas.llm.ModelChunk;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a turn does besides one pass of the model: a yes, a no, an undo, and passes after a reading.
@Timeout(30)
class AssistantAnswersTest {
    private static final String UNLOCK = action("lock", "unlock", "lock.front_door");
    private static final String LIGHT_ON = action("light", "turn_on", "light.kitchen_lights");
    private static final ServiceCall UNLOCKED =
            new ServiceCall("lock", "unlock", List.of(new EntityId("lock.front_door")), Map.of());

    private final FakeHome home = new FakeHome()
            .floor("ground", "Ground floor")
            .area("kitchen", "Kitchen", "ground")
            .area("hall", "Hall", "ground")
            .named("lock.front_door", "Front Door", "locked", Map.of(), "hall")
            .named("light.kitchen_lights", "Kitchen Lights", "off", Map.of(), "kitchen")
            .services("lock.unlock", "lock.lock", "light.turn_on", "light.turn_off");

    private final MovedClock clock = new MovedClock(Instant.parse("2026-11-23T14:05:00Z"));
    private final ScriptedModel model = new ScriptedModel();
    private final MemoryStore store = new MemoryStore();
    private final List<TurnEvent> events = new CopyOnWriteArrayList<>();
    private final List<TurnReport> reports = new CopyOnWriteArrayList<>();
    private final List<Tool> tools = new ArrayList<>();
    private Optional<Assistant> assistant = Optional.empty();

    AssistantAnswersTest() {
        home.answer = call -> {
            String state = switch (call.service()) {
                case "unlock" -> "unlocked";
                case "lock" -> "locked";
                case "turn_on" -> "on";
                default -> "off";
            };
            call.targets().forEach(target -> home.set(target.value(), state));
            return new ServiceResult(Map.of());
        };
    }

    @AfterEach
    void close() {
        assistant.ifPresent(Assistant::close);
    }

    @Test
    void aYesDoesWhatWasAskedAboutAndTheModelDoesNotSeeIt() {
        model.writes("I unlock the door.\n", UNLOCK).ends();
        run("unlock the front door");
        assertThat(outcome()).isInstanceOf(ActionOutcome.NeedsConfirmation.class);
        assertThat(text()).startsWith("I unlock the door.").contains("Shall I really unlock Front Door?");
        assertThat(home.calls).isEmpty();

        run("yes");

        assertThat(home.calls).containsExactly(UNLOCKED);
        assertThat(outcome()).isInstanceOf(ActionOutcome.Executed.class);
        assertThat(text()).isEqualTo("Done: Front Door.");
        assertThat(model.requests).hasSize(1);
    }

    @Test
    void theModelLearnsWithTheNextMessageWhatCameOfTheYes() {
        model.writes(UNLOCK).ends();
        run("unlock the front door");
        run("sim, faz isso");
        model.writes("Hello.").ends();
        run("hello");

        assertThat(newestMessage()).contains("the person answered since, executed: lock.front_door");
    }

    @Test
    void aYesCountsOnce() {
        model.writes(UNLOCK).ends();
        run("unlock the front door");
        run("yes");
        model.writes("Yes what?").ends();
        run("yes");

        assertThat(home.calls).hasSize(1);
        assertThat(text()).isEqualTo("Yes what?");
    }

    @Test
    void aNoLeavesItAsItIs() {
        model.writes(UNLOCK).ends();
        run("unlock the front door");
        run("no");

        assertThat(home.calls).isEmpty();
        assertThat(text()).isEqualTo("All right, I have left it as it is.");
        model.writes("What?").ends();
        run("yes");
        assertThat(home.calls).isEmpty();
    }

    @Test
    void anythingElseGivesUpWhatWaited() {
        model.writes(UNLOCK).ends();
        run("unlock the front door");
        model.writes("It rains.").ends();
        run("what is the weather like?");
        model.writes("Yes?").ends();
        run("yes");

        assertThat(home.calls).isEmpty();
        assertThat(text()).isEqualTo("Yes?");
    }

    @Test
    void aYesAfterAMinuteIsTooLate() {
        model.writes(UNLOCK).ends();
        run("unlock the front door");
        clock.move(Confirmations.LIFE);
        model.writes("Yes?").ends();
        run("yes");

        assertThat(home.calls).isEmpty();
    }

    @Test
    void aYesInAnotherConversationOrOfAnotherPersonIsForTheModel() {
        model.writes(UNLOCK).ends();
        run("unlock the front door");
        model.writes("Yes?").ends();
        run("yes", Person.LOCAL, "other");
        model.writes("Yes?").ends();
        run("yes", new Person("ha:guest"), "c");

        assertThat(home.calls).isEmpty();
    }

    @Test
    void aTurnThatOnlyAsksChangesNothingWithoutAYes() {
        model.writes("It is off. ", "\n", LIGHT_ON).ends();
        run("is the kitchen light on?");
        assertThat(home.calls).isEmpty();
        assertThat(text()).contains("You only asked, so I have changed nothing.");

        run("yes please");
        assertThat(home.calls).hasSize(1);
    }

    @Test
    void whatThePersonDidNotMentionIsLeftAlone() {
        model.writes("I lock the door.\n", action("lock", "lock", "lock.front_door"))
                .ends();
        run("turn on the kitchen lights");

        assertThat(home.calls).isEmpty();
        assertThat(text()).contains("You did not mention Front Door");
    }

    @Test
    void wordsThatNameNothingAreReadWithTheMessageBefore() {
        model.writes(LIGHT_ON).ends();
        run("turn on the kitchen lights");
        model.writes(action("light", "turn_off", "light.kitchen_lights")).ends();
        run("and turn them off again");

        assertThat(home.calls).extracting(ServiceCall::service).containsExactly("turn_on", "turn_off");
    }

    @Test
    void undoThatBringsBackWhatTheLastTurnChanged() {
        model.writes(LIGHT_ON).ends();
        run("turn on the kitchen lights");
        assertThat(events)
                .filteredOn(TurnEvent.ActionDone.class::isInstance)
                .allMatch(event -> ((TurnEvent.ActionDone) event).undoable());
        home.answer = _ -> {
            home.set("light.kitchen_lights", "off");
            return new ServiceResult(Map.of());
        };

        run("desfaz isso");

        assertThat(home.calls).hasSize(2);
        assertThat(outcome()).isInstanceOf(ActionOutcome.Executed.class);
        assertThat(model.requests).hasSize(1);
        run("undo that");
        assertThat(text()).isEqualTo("There is nothing that I could undo.");
    }

    @Test
    void theModelGoesOnInTheSameTurnWithWhatItAskedToRead() {
        tools.add(reading("show_shopping_list", Map.of("items", List.of("milk"))));
        model.writes("Let me look.\n", "ACTION: {\"tool\": \"show_shopping_list\", \"args\": {}}\n")
                .ends();
        model.writes("Milk is on it.").ends();
        run("what is on the shopping list?");

        assertThat(text()).isEqualTo("Let me look.\nMilk is on it.");
        assertThat(model.requests).hasSize(2);
        List<ChatMessage> first = model.requests.getFirst().messages();
        List<ChatMessage> second = model.requests.getLast().messages();
        assertThat(second.subList(0, first.size())).isEqualTo(first);
        assertThat(second.getLast().content()).contains("show_shopping_list", "milk");
    }

    @Test
    void aTurnThatReadsSomethingTellsWhatAllItsPassesTook() {
        tools.add(reading("show_shopping_list", Map.of("items", List.of("milk"))));
        model.writes("ACTION: {\"tool\": \"show_shopping_list\", \"args\": {}}\n")
                .ends(usage(3_000, 40, Duration.ofSeconds(20), Duration.ofSeconds(9)));
        model.writes("Milk.").ends(usage(3_100, 5, Duration.ofMillis(2), Duration.ofMillis(60)));
        run("what is on the shopping list?");

        TurnEvent.Done done = (TurnEvent.Done) events.getLast();
        assertThat(done.timings())
                .containsEntry("load", Duration.ofMillis(20_002))
                .containsEntry("prefill", Duration.ofMillis(9_060));
        assertThat(done.tokens()).containsEntry("prompt", 6_100).containsEntry("generated", 45);
        assertThat(done.tokens().get("reused"))
                .as("of the second prompt, what the first had of it")
                .isBetween(2_500, 3_100);
        assertThat(reports).singleElement().satisfies(report -> {
            assertThat(report.timings()).isEqualTo(done.timings());
            assertThat(report.tokens()).isEqualTo(done.tokens());
        });
    }

    private static ModelChunk.Usage usage(int prompt, int generated, Duration load, Duration reading) {
        return new ModelChunk.Usage(prompt, generated, load, reading, Duration.ofMillis(5));
    }

    @Test
    void theNextTurnRepeatsWhatWasReadByteForByte() {
        tools.add(reading("show_shopping_list", Map.of("items", List.of("milk"))));
        model.writes("ACTION: {\"tool\": \"show_shopping_list\", \"args\": {}}\n")
                .ends();
        model.writes("Milk.").ends();
        run("what is on the shopping list?");
        model.writes("You are welcome.").ends();
        run("thanks");

        List<ChatMessage> second = model.requests.get(1).messages();
        List<ChatMessage> third = model.requests.get(2).messages();
        assertThat(third.subList(0, second.size())).isEqualTo(second);
        assertThat(third.get(second.size()).content()).isEqualTo("Milk.");
    }

    @Test
    void actionsAloneNeedNoSecondPass() {
        model.writes("On it goes.\n", LIGHT_ON).ends();
        run("turn on the kitchen lights");

        assertThat(model.requests).hasSize(1);
    }

    @Test
    void aModelThatOnlyEverReadsIsStopped() {
        tools.add(reading("show_agenda", Map.of("events", List.of())));
        for (int i = 0; i < 6; i++) {
            model.writes("ACTION: {\"tool\": \"show_agenda\", \"args\": {}}\n").ends();
        }
        run("what is on today?");

        assertThat(model.requests).hasSize(6);
        assertThat(events)
                .filteredOn(TurnEvent.Problem.class::isInstance)
                .extracting(event -> ((TurnEvent.Problem) event).code())
                .containsExactly("too_many_readings");
    }

    private static Tool reading(String name, Map<String, Object> data) {
        return new Tool.Reading() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public ActionOutcome read(Map<String, Object> arguments, Asking asking) {
                return new ActionOutcome.Answered(data, List.of());
            }
        };
    }

    private static String action(String domain, String service, String entity) {
        return "ACTION: {\"tool\": \"homeassistant_call_service\", \"args\": {\"domain\": \"%s\", \"service\": \"%s\", \"data\": {\"entity_id\": \"%s\"}}}\n"
                .formatted(domain, service, entity);
    }

    private Assistant assistant() {
        if (assistant.isEmpty()) {
            CallRunner.Limits limits =
                    new CallRunner.Limits(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofMillis(1));
            Door door = Doors.of(home, home, limits, tools, Optional.empty(), clock);
            assistant = Optional.of(new Assistant(
                    new Assistant.Parts(home, model, door, door, store, store, TokenRatios.NONE, reports::add, clock),
                    new Assistant.Limits(8, 8, Optional.empty())));
        }
        return assistant.get();
    }

    private void run(String text) {
        run(text, Person.LOCAL, "c");
    }

    private void run(String text, Person person, String conversation) {
        events.clear();
        assistant()
                .begin(new UserTurn(
                        person,
                        Optional.of(conversation),
                        text,
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty()))
                .run(events::add);
    }

    private ActionOutcome outcome() {
        return events.stream()
                .filter(TurnEvent.ActionDone.class::isInstance)
                .map(event -> ((TurnEvent.ActionDone) event).outcome())
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    private String text() {
        return events.stream()
                .filter(TurnEvent.FinalText.class::isInstance)
                .map(event -> ((TurnEvent.FinalText) event).text())
                .findFirst()
                .orElseThrow();
    }

    private String newestMessage() {
        return model.requests.getLast().messages().getLast().content();
    }
}
