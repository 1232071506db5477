package io.jarvas.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.action.ActionOutcome;
import io.jarvas.action.AuditEntry;
import io.jarvas.action.FakeHome;
import io.jarvas.assistant.Answers.Answered;
import io.jarvas.assistant.PastActions;
import io.jarvas.assistant.TurnEvent;
import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.Satellites.Satellite;
import io.jarvas.json.Json;
import io.jarvas.speech.PcmFormat;
import io.jarvas.speech.Sound;
import io.jarvas.voice.VoiceEvent;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Holds openapi.json to the routes, and the answers to openapi.json.
class OpenApiTest {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    @Test
    void everyRouteIsDescribedAndNothingElse() throws Exception {
        try (Fixture jarvas = new Fixture();
                var scheduler = Executors.newSingleThreadScheduledExecutor()) {
            TokenHolders holders = new TokenHolders(Optional.empty(), jarvas.tokens);
            Traffic traffic = new Traffic();
            Sockets sockets = new Sockets(WebTimes.USUAL, scheduler, holders, traffic);
            JarvasWeb.Pulse pulse = new JarvasWeb.Pulse(WebTimes.USUAL, scheduler, sockets, traffic);
            Set<String> routes =
                    JarvasWeb.routes(jarvas.parts(), pulse, new Tickets(() -> Fixture.NOW, holders)).stream()
                            .map(route -> route.method().toLowerCase(java.util.Locale.ROOT) + " " + route.path())
                            .collect(Collectors.toCollection(TreeSet::new));
            Set<String> described = new TreeSet<>();
            map(document(jarvas), "paths")
                    .forEach((path, item) -> ((Map<?, ?>) item)
                            .keySet().stream()
                                    .filter(METHODS::contains)
                                    .forEach(method -> described.add(method + " " + path)));

            assertThat(described).isEqualTo(routes);
        }
    }

    @Test
    void everyReferenceLeadsSomewhere() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            Map<String, @Nullable Object> document = document(jarvas);
            references(document)
                    .forEach(reference -> assertThat(resolve(document, reference))
                            .as(reference)
                            .isNotNull());
        }
    }

    @Test
    void answersAreAsDescribed() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            Map<String, @Nullable Object> document = document(jarvas);
            assertValid(
                    document, "Status", Raw.get(jarvas.port(), "/api/status").body());
            jarvas.recent = List.of(Fixture.report(Duration.ofMillis(5), Duration.ofMillis(9)));
            assertValid(
                    document, "Status", Raw.get(jarvas.port(), "/api/status").body());
            assertValid(document, "Me", Raw.get(jarvas.port(), "/api/me").body());
            assertValid(
                    document,
                    "Ticket",
                    Raw.post(jarvas.port(), "/api/tickets", "").body());
            assertValid(
                    document,
                    "Prepared",
                    Raw.post(jarvas.port(), "/api/prepare", "{}").body());
            assertValid(
                    document,
                    "DoctorReport",
                    Raw.get(jarvas.port(), "/api/doctor").body());
            assertValid(
                    document, "Health", Raw.get(jarvas.port(), "/health/live").body());
            assertValid(document, "Problem", Raw.get(jarvas.port(), "/api/none").body());
            assertValid(document, "Error", Raw.get(jarvas.port(), "/api/chat").body());
            assertValid(
                    document,
                    "NewAccessToken",
                    Raw.post(jarvas.port(), "/api/tokens", "{\"name\":\"dash\"}")
                            .body());
            assertValid(
                    document,
                    "AccessTokens",
                    Raw.get(jarvas.port(), "/api/tokens").body());
            jarvas.kept.add(new Satellite(Person.satellite("a1b2"), 2, 1, Fixture.NOW));
            jarvas.kept.add(new Satellite(Person.ASSIST, 1, 0, Fixture.NOW));
            assertValid(
                    document,
                    "SatellitePage",
                    Raw.get(jarvas.port(), "/api/satellites").body());
            jarvas.actions.write(FakeActions.entry("e1", "local", "on"));
            assertValid(
                    document,
                    "ActionPage",
                    Raw.get(jarvas.port(), "/api/actions").body());
            jarvas.actions.schedules.add(ActionApiTest.schedule("s1", Person.LOCAL));
            assertValid(
                    document,
                    "SchedulePage",
                    Raw.get(jarvas.port(), "/api/schedules").body());
            jarvas.home = new FakeHome().entity("light.hall", "off").snapshot();
            assertValid(
                    document,
                    "Entities",
                    Raw.get(jarvas.port(), "/api/entities?id=light.hall").body());
            assertValid(
                    document,
                    "Suggestions",
                    Raw.get(jarvas.port(), "/api/suggestions").body());
            ConversationKey c1 = ConversationApiTest.talk(jarvas, "c1", "Olá", "Olá!");
            jarvas.past.put(c1, pastActions("t-c1"));
            assertValid(
                    document,
                    "ConversationPage",
                    Raw.get(jarvas.port(), "/api/conversations?q=ol%C3%A1").body());
            assertValid(
                    document,
                    "ConversationPage",
                    Raw.get(jarvas.port(), "/api/conversations").body());
            assertValid(
                    document,
                    "Conversation",
                    Raw.get(jarvas.port(), "/api/conversations/c1").body());
            assertValid(
                    document,
                    "ConversationTitle",
                    Raw.json(jarvas.port(), "PATCH", "/api/conversations/c1", "{\"title\":\"Hi\"}")
                            .body());
            assertValid(
                    document,
                    "KeptMemory",
                    Raw.post(jarvas.port(), "/api/memories", "{\"text\":\"I like tea\"}")
                            .body());
            assertValid(
                    document,
                    "MemoryPage",
                    Raw.get(jarvas.port(), "/api/memories").body());
            assertValid(
                    document,
                    "Wanted",
                    Raw.json(jarvas.port(), "PUT", "/api/memories/wanted", "{\"wanted\":true}")
                            .body());
            for (Answered answer : List.of(
                    new Answered.Settled("a1", ChatAnswerTest.executed(), "Done.", true),
                    new Answered.Settled("a1", question(), "Shall I?", false))) {
                jarvas.actions.answer = answer;
                assertValid(
                        document,
                        "Settled",
                        Raw.post(jarvas.port(), "/api/actions/a1/undo", "").body());
            }
            jarvas.actions.answer = new Answered.PinWanted("a1", false, 3, "Tell me the PIN.");
            assertValid(
                    document,
                    "PinWanted",
                    Raw.post(jarvas.port(), "/api/actions/a1/confirm", "").body());
            jarvas.script = OpenApiTest::everything;
            String message = "{\"message\":\"Hi\"}";
            assertValid(
                    document,
                    "ChatAnswer",
                    Raw.post(jarvas.port(), "/api/chat", message).body());

            String stream = Raw.post(jarvas.port(), "/api/chat/stream", message).body();
            Map<String, String> schemas = Map.of(
                    "message", "Chunk",
                    "action", "ActionEvent",
                    "confirmation", "ConfirmationEvent",
                    "action_result", "ActionResult",
                    "final_text", "FinalText",
                    "error", "TurnError",
                    "done", "Done");
            for (String event : stream.split("\n\n")) {
                String name =
                        event.contains("event: ") ? event.split("event: ")[1].split("\n")[0] : "message";
                String data = event.split("data: ")[1];
                String schema = name.equals("status")
                        ? (data.contains("accepted") ? "Accepted" : "Progress")
                        : schemas.get(name);
                assertValid(document, schema, data);
            }
            assertThat(stream).contains("event: error", "event: confirmation", "event: action_result");
        }
    }

    @Test
    void whatASocketSaysIsAsDescribed() throws Exception {
        try (Fixture jarvas = new Fixture();
                SocketClient client = SocketClient.open(jarvas.port())) {
            Map<String, @Nullable Object> document = document(jarvas);
            jarvas.script = OpenApiTest::everything;
            client.send("{\"type\":\"send\",\"message\":\"Hi\",\"message_id\":1}");
            for (String event = client.text(); !event.startsWith("{\"event\":\"done\""); event = client.text()) {
                assertValid(document, "SocketTurnEvent", event);
            }
            for (Answered answer : List.of(
                    new Answered.Settled("a1", ChatAnswerTest.executed(), "Done.", true),
                    new Answered.Settled("a1", question(), "Shall I?", false),
                    new Answered.PinWanted("a1", false, 3, "Tell me the PIN."),
                    new Answered.TooLate("Too late."),
                    new Answered.Unknown())) {
                jarvas.actions.answer = answer;
                client.send("{\"type\":\"confirm\",\"id\":\"a1\"}");
                assertValid(document, "SocketAnswer", client.text());
            }
            client.send("{\"type\":\"follow\",\"turn_id\":\"t1\"}");
            assertValid(document, "SocketAnswer", client.text());
            jarvas.found = new io.jarvas.assistant.Following.Found.Told();
            client.send("{\"type\":\"cancel\",\"turn_id\":\"t1\"}");
            assertValid(document, "SocketAnswer", client.text());
            client.send("{\"type\":\"none\",\"message_id\":\"m1\"}");
            assertValid(document, "SocketProblem", client.text());
            client.send("{\"type\":\"ping\"}");
            assertValid(document, "SocketPong", client.text());
        }
    }

    @Test
    void whatAVoiceSocketSaysIsAsDescribed() throws Exception {
        FakeVoice voice = new FakeVoice();
        voice.script = (session, _) -> {
            for (VoiceEvent.State state : VoiceEvent.State.values()) {
                session.say(new VoiceEvent.Status(state));
            }
            ByteBuffer samples = ByteBuffer.allocate(32);
            session.say(
                    new VoiceEvent.PartialTranscript("A"),
                    new VoiceEvent.FinalTranscript("A"),
                    new VoiceEvent.TextDelta("B"),
                    new VoiceEvent.TextFinal("t1", "c1", "B"),
                    new VoiceEvent.Spoken(new Sound(PcmFormat.SPEECH, samples, 0)),
                    new VoiceEvent.Problem("speech_to_text_stalled", "Say it again.", true));
        };
        try (Fixture jarvas = new Fixture(voice, WebTimes.USUAL);
                SocketClient client = SocketClient.open(new Raw(jarvas.port()), "/ws/voice/")) {
            Map<String, @Nullable Object> document = document(jarvas);
            client.send("{\"type\":\"start\"}").send("{\"type\":\"none\"}").send("{\"type\":\"ping\"}");
            for (String event = client.text(); !event.contains("pong"); event = client.text()) {
                assertValid(document, "VoiceSocketEvent", event);
            }
            Raw.post(jarvas.port(), "/api/chat", "{\"message\":\"Hi\"}");
            everything(jarvas.new Turn(), event -> voice.session().say(new VoiceEvent.Turn("t1", event)));
            for (String event = client.text(); !event.contains("\"done\""); event = client.text()) {
                assertValid(document, "VoiceTurnEvent", event);
            }
        }
    }

    private static void everything(Fixture.Turn turn, io.jarvas.assistant.TurnSink sink) {
        var action = new io.jarvas.reply.Action("get_weather", Map.of("days", 1));
        sink.accept(new TurnEvent.Progress(TurnEvent.Phase.READING, ""));
        sink.accept(new TurnEvent.ActionProposed("a1", new io.jarvas.reply.Proposal.Readable(action)));
        sink.accept(new TurnEvent.ActionDone("a1", ChatAnswerTest.executed(), "Done.", true));
        sink.accept(new TurnEvent.ActionProposed("a2", new io.jarvas.reply.Proposal.Unreadable("ACTION: {", "x")));
        var unlock = new io.jarvas.reply.Proposal.Readable(action);
        sink.accept(new TurnEvent.ActionProposed("a3", unlock));
        sink.accept(new TurnEvent.Confirmation("a3", unlock, "Shall I?", Duration.ofSeconds(60), true));
        sink.accept(new TurnEvent.ActionDone("a3", question(), "Shall I?", false));
        ChatAnswerTest.search(sink, "a4", ChatAnswerTest.found("Museum"));
        sink.accept(new TurnEvent.Problem("model_cut_short", "It broke off.", true));
        turn.say(sink, "Hello.");
    }

    private static List<PastActions.PastAction> pastActions(String turn) {
        AuditEntry entry = FakeActions.entry("e1", "local", "on", turn);
        return List.of(
                new PastActions.PastAction(entry, "Done.", Optional.of(Duration.ofSeconds(299)), Optional.empty()),
                new PastActions.PastAction(
                        entry,
                        "Shall I?",
                        Optional.empty(),
                        Optional.of(new PastActions.Question("Shall I?", Duration.ofSeconds(59), true))));
    }

    private static ActionOutcome question() {
        return new ActionOutcome.NeedsConfirmation(
                ActionOutcome.NeedsConfirmation.Reason.RISKY,
                "lock.unlock",
                List.of("lock.front_door"),
                Fixture.NOW.plusSeconds(60),
                true);
    }

    private static Map<String, @Nullable Object> document(Fixture jarvas) throws Exception {
        return Json.objectWithNulls(Raw.get(jarvas.port(), "/api/openapi.json").body());
    }

    private static void assertValid(Map<String, @Nullable Object> document, String schema, String json) {
        List<String> errors = new ArrayList<>();
        check(
                document,
                map(map(document, "components", "schemas"), schema),
                Json.objectWithNulls(json),
                schema,
                errors);
        assertThat(errors).as(json).isEmpty();
    }

    /// As much of JSON Schema as the document uses; members that are not described are errors.
    private static void check(
            Map<String, @Nullable Object> document,
            Map<String, @Nullable Object> schema,
            @Nullable Object value,
            String at,
            List<String> errors) {
        if (schema.get("$ref") instanceof String reference) {
            check(document, resolve(document, reference), value, at, errors);
            return;
        }
        if (schema.get("oneOf") instanceof List<?> choices) {
            boolean one = choices.stream().anyMatch(choice -> {
                List<String> its = new ArrayList<>();
                check(document, cast(choice), value, at, its);
                return its.isEmpty();
            });
            if (!one) {
                errors.add(at + " is none of its forms: " + value);
            }
            return;
        }
        if ((schema.containsKey("const") && !java.util.Objects.equals(schema.get("const"), value))
                || (schema.get("enum") instanceof List<?> values && !values.contains(value))
                || (schema.containsKey("type") && !types(schema.get("type")).contains(type(value)))) {
            errors.add(at + " is " + value);
        }
        if (value instanceof Map<?, ?> members && schema.containsKey("properties")) {
            Map<String, @Nullable Object> properties = map(schema, "properties");
            members.forEach((name, member) -> {
                if (properties.get(name) instanceof Map<?, ?> property) {
                    check(document, cast(property), member, at + "." + name, errors);
                } else {
                    errors.add(at + "." + name + " is not described");
                }
            });
            if (schema.get("required") instanceof List<?> required
                    && !members.keySet().containsAll(required)) {
                errors.add(at + " lacks one of " + required);
            }
        }
        if (value instanceof Map<?, ?> members && schema.get("additionalProperties") instanceof Map<?, ?> each) {
            members.forEach((name, member) -> check(document, cast(each), member, at + "." + name, errors));
        }
        if (value instanceof List<?> elements && schema.get("items") instanceof Map<?, ?> items) {
            elements.forEach(element -> check(document, cast(items), element, at + "[]", errors));
        }
    }

    private static Set<String> types(@Nullable Object type) {
        Set<String> types = new TreeSet<>();
        (type instanceof List<?> list ? list : List.of(String.valueOf(type)))
                .forEach(each -> types.add(String.valueOf(each)));
        if (types.contains("number")) {
            types.add("integer");
        }
        return types;
    }

    private static String type(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Map<?, ?> _ -> "object";
            case List<?> _ -> "array";
            case String _ -> "string";
            case Boolean _ -> "boolean";
            case Integer _ -> "integer";
            case Long _ -> "integer";
            default -> "number";
        };
    }

    private static Set<String> references(@Nullable Object part) {
        Set<String> found = new TreeSet<>();
        if (part instanceof Map<?, ?> map) {
            map.forEach((name, value) -> {
                if (name.equals("$ref")) {
                    found.add(String.valueOf(value));
                }
                found.addAll(references(value));
            });
        } else if (part instanceof List<?> list) {
            list.forEach(element -> found.addAll(references(element)));
        }
        return found;
    }

    private static Map<String, @Nullable Object> resolve(Map<String, @Nullable Object> document, String reference) {
        return map(document, reference.substring("#/".length()).split("/"));
    }

    private static Map<String, @Nullable Object> map(Map<String, @Nullable Object> from, String... names) {
        Map<String, @Nullable Object> at = from;
        for (String name : names) {
            at = cast(at.get(name));
        }
        return at;
    }

    private static Map<String, @Nullable Object> cast(@Nullable Object value) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        ((Map<?, ?>) value).forEach((name, member) -> copy.put((String) name, member));
        return copy;
    }
}
