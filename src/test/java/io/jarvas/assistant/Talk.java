package io.jarvas.assistant;

import io.jarvas.MovedClock;
import io.jarvas.action.CallRunner;
import io.jarvas.action.Door;
import io.jarvas.action.Doors;
import io.jarvas.action.FakeHome;
import io.jarvas.action.MemorySchedules;
import io.jarvas.action.Schedule;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.PromptMessage;
import io.jarvas.home.EntityId;
import io.jarvas.home.ServiceCall;
import io.jarvas.home.ServiceResult;
import io.jarvas.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// A person who talks with a home in memory, and a model that writes what the test lets it. What is called
/// happens.
final class Talk implements AutoCloseable {
    final FakeHome home = new FakeHome()
            .floor("ground", "Ground floor")
            .area("kitchen", "Kitchen", "ground")
            .area("hall", "Hall", "ground")
            .area("bedroom", "Bedroom", "ground")
            .named("lock.front_door", "Front Door", "locked", Map.of(), "hall")
            .named("lock.back_door", "Back Door", "locked", Map.of(), "hall")
            .named("lock.cellar", "Cellar Door", "locked", Map.of(), "hall")
            .named("light.kitchen_lights", "Kitchen Lights", "off", Map.of(), "kitchen")
            .named("light.bedroom_light", "Bedroom Light", "off", Map.of(), "bedroom")
            .named("media_player.kitchen", "Kitchen Speaker", "playing", Map.of(), "kitchen")
            .named("media_player.bedroom", "Bedroom Speaker", "playing", Map.of(), "bedroom")
            .named("tts.google", "Google TTS", "unknown", Map.of(), "")
            .named("vacuum.robo", "Robo", "docked", Map.of(), "hall")
            .services(
                    "lock.unlock",
                    "lock.lock",
                    "light.turn_on",
                    "light.turn_off",
                    "media_player.join",
                    "tts.speak",
                    "vacuum.clean_area",
                    "scene.apply");

    final MovedClock clock = new MovedClock(Instant.parse("2026-11-23T14:05:00Z"));
    final ScriptedModel model = new ScriptedModel();
    final MemoryStore store = new MemoryStore();
    final List<TurnEvent> events = new CopyOnWriteArrayList<>();
    final Door door;
    private final Assistant assistant;

    Talk() {
        this(Optional.empty());
    }

    Talk(Optional<String> pin) {
        home.answer = this::happens;
        CallRunner.Limits limits =
                new CallRunner.Limits(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofMillis(1));
        door = Doors.of(home, home, limits, List.of(), new MemorySchedules(), pin, clock);
        assistant = new Assistant(
                new Assistant.Parts(home, model, door, door, store, store, TokenRatios.NONE, _ -> {}, clock),
                new Assistant.Limits(8, 8, Optional.empty()));
    }

    private ServiceResult happens(ServiceCall call) {
        if (call.data().get("entities") instanceof Map<?, ?> entities) {
            entities.forEach((id, wanted) ->
                    home.set(String.valueOf(id), String.valueOf(((Map<?, ?>) wanted).get("state"))));
        }
        String state = Map.of(
                        "unlock", "unlocked",
                        "lock", "locked",
                        "turn_on", "on",
                        "turn_off", "off",
                        "clean_area", "cleaning")
                .getOrDefault(call.service(), "");
        if (!state.isEmpty()) {
            call.targets().forEach(target -> home.set(target.value(), state));
        }
        return new ServiceResult(Map.of());
    }

    /// What the person says, and what the model writes to it.
    void says(String words, String... written) {
        model.writes(written).ends();
        says(words);
    }

    /// What the person says, and the model does not hear.
    void says(String words) {
        says(List.of(), words);
    }

    /// What a person says whose client keeps its own history.
    void says(List<PromptMessage> history, String words, String... written) {
        if (written.length > 0) {
            model.writes(written).ends();
        }
        events.clear();
        assistant
                .begin(new UserTurn(
                        Person.LOCAL, Optional.of("c"), words, List.of(), history, Optional.empty(), Optional.empty()))
                .run(events::add);
    }

    /// What a person says aloud, and what the model writes to it.
    void hears(Person person, Optional<String> area, String words, String... written) {
        if (written.length > 0) {
            model.writes(written).ends();
        }
        events.clear();
        assistant
                .begin(UserTurn.saidAloud(person, Optional.of("c"), words, Optional.empty(), area))
                .run(events::add);
    }

    /// The person did not hear the last answer to its end.
    void interrupted(String heard) {
        interrupted(Person.LOCAL, heard);
    }

    void interrupted(Person person, String heard) {
        assistant.interrupted(person, "c", heard);
    }

    String shown(String words) {
        return assistant.shown(Person.LOCAL, Optional.of("c"), words);
    }

    String shownSoFar(String words) {
        return assistant.shownSoFar(Person.LOCAL, Optional.of("c"), words);
    }

    /// All of the answer.
    String text() {
        return events.stream()
                .filter(TurnEvent.FinalText.class::isInstance)
                .map(event -> ((TurnEvent.FinalText) event).text())
                .findFirst()
                .orElseThrow();
    }

    List<String> called() {
        return home.calls.stream().map(ServiceCall::id).toList();
    }

    List<Schedule> planned() {
        return door.scheduler().of(Person.LOCAL);
    }

    String state(String id) {
        return home.fresh().state(new EntityId(id)).orElseThrow().value();
    }

    /// @param service `light.turn_on`
    static String call(String service, Map<String, Object> data) {
        return act("homeassistant_call_service", Map.of("service", service, "data", data));
    }

    static String call(String service, String entity) {
        return call(service, Map.of("entity_id", entity));
    }

    /// @param delay `20 minutes`
    static String later(String delay, String service, String entity) {
        Map<String, Object> arguments = Map.of("service", service, "data", Map.of("entity_id", entity));
        return act(
                "schedule",
                Map.of("in", delay, "action", Map.of("tool", "homeassistant_call_service", "args", arguments)));
    }

    static String act(String tool, Map<String, Object> arguments) {
        return "ACTION: " + Json.text(Map.of("tool", tool, "args", arguments)) + "\n";
    }

    @Override
    public void close() {
        assistant.close();
        door.close();
    }
}
