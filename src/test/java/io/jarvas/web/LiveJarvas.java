package io.jarvas.web;

import io.jarvas.action.CallPlanner;
import io.jarvas.action.CallRunner;
import io.jarvas.action.Door;
import io.jarvas.action.FakeHome;
import io.jarvas.action.Policy;
import io.jarvas.action.Undo;
import io.jarvas.assistant.Assistant;
import io.jarvas.assistant.Farewell;
import io.jarvas.assistant.LoggedActions;
import io.jarvas.assistant.TapAnswers;
import io.jarvas.assistant.TokenRatios;
import io.jarvas.assistant.UserTurn;
import io.jarvas.conversation.Person;
import io.jarvas.doctor.Doctor;
import io.jarvas.doctor.Patients;
import io.jarvas.home.EntityId;
import io.jarvas.home.HomePlaces;
import io.jarvas.home.HomeStatus;
import io.jarvas.home.ServiceResult;
import io.jarvas.llm.Embedding;
import io.jarvas.llm.EmbeddingModel;
import io.jarvas.memory.Meanings;
import io.jarvas.memory.MemoryBook;
import io.jarvas.memory.MemorySearch;
import io.jarvas.memory.Recall;
import io.jarvas.memory.Remember;
import io.jarvas.sqlite.Database;
import io.jarvas.sqlite.SqliteAccessTokens;
import io.jarvas.sqlite.SqliteAudit;
import io.jarvas.sqlite.SqliteConversations;
import io.jarvas.sqlite.SqliteMemories;
import io.jarvas.sqlite.SqlitePastConversations;
import io.jarvas.sqlite.SqlitePersonalData;
import io.jarvas.sqlite.SqliteSatellites;
import io.jarvas.sqlite.SqliteSchedules;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A server with everything that is real but the models and the home. Persons come through ingress, which is 127.0.0.2
/// here.
final class LiveJarvas implements AutoCloseable {
    private static final HomePlaces NOWHERE = new HomePlaces() {
        @Override
        public Optional<PlacedDevice> device(String id) {
            return Optional.empty();
        }

        @Override
        public Optional<PlacedEntity> entity(EntityId id) {
            return Optional.empty();
        }

        @Override
        public Optional<String> user(String device) {
            return Optional.empty();
        }
    };

    final EchoModel model = new EchoModel();
    final FakeHome home = new FakeHome()
            .floor("ground", "Ground floor")
            .area("hall", "Hall", "ground")
            .named("lock.front_door", "Front Door", "locked", Map.of(), "hall")
            .named("light.hall", "Hall Light", "off", Map.of(), "hall")
            .services("lock.unlock", "lock.lock", "light.turn_on", "light.turn_off");
    private final Database database;
    private final Door door;
    private final Assistant assistant;
    private final JarvasWeb web;

    LiveJarvas(Path folder) {
        this(folder, Optional.empty());
    }

    /// @param pin that a risky action's yes needs
    LiveJarvas(Path folder, Optional<String> pin) {
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
        Clock clock = Clock.systemUTC();
        database = Database.open(folder.resolve("jarvas.db"));
        SqliteConversations conversations = new SqliteConversations(database, clock);
        SqlitePastConversations past = new SqlitePastConversations(database);
        SqliteAudit audit = new SqliteAudit(database);
        Policy policy = new Policy();
        CallRunner runner = new CallRunner(
                home,
                home,
                new CallRunner.Limits(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofMillis(1)));
        door = new Door(new Door.Parts(
                home,
                new CallPlanner(home, policy),
                runner,
                new Undo(home, runner, policy, clock),
                List.of(),
                new SqliteSchedules(database, clock),
                audit::write,
                pin,
                clock));
        assistant = new Assistant(
                new Assistant.Parts(
                        home, model, door, door, conversations, conversations, TokenRatios.NONE, _ -> {}, clock),
                new Assistant.Limits(64, 64, Optional.empty()));
        WebConfig config = new WebConfig(
                new WebConfig.Listener("127.0.0.1", 0),
                Optional.empty(),
                WebConfig.Mode.INGRESS,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
        web = JarvasWeb.start(
                config,
                new JarvasWeb.Parts(
                        assistant,
                        new TapAnswers(assistant, audit),
                        home,
                        () -> new HomeStatus(HomeStatus.Link.LIVE, Optional.empty(), "", Instant.EPOCH),
                        "owner"::equals,
                        NOWHERE,
                        model,
                        audit,
                        door.scheduler(),
                        new JarvasWeb.Kept(
                                assistant.following(),
                                past,
                                new LoggedActions(audit, door, home, clock),
                                past,
                                memories(database, clock),
                                new SqliteSatellites(database),
                                new Farewell(new Farewell.Parts(
                                        assistant, door, past, new SqlitePersonalData(database), () -> {}, () -> {}))),
                        new SqliteAccessTokens(database, clock),
                        database,
                        new Metrics(),
                        new Doctor(Patients.nobody(), clock),
                        JarvasWeb.Voice.NONE,
                        clock),
                WebTimes.USUAL,
                InetAddress.ofLiteral("127.0.0.2"),
                "/io/jarvas/web/panel-sample/");
        door.start();
    }

    private static MemoryBook memories(Database database, Clock clock) {
        SqliteMemories store = new SqliteMemories(database, clock);
        Meanings meanings = new Meanings(store, new NoEmbeddings());
        MemorySearch search = new MemorySearch(store, store, meanings);
        return new MemoryBook(
                new MemoryBook.Shelves(store, store, search, meanings),
                new Recall(store, store, search, Remember.ASKED, clock),
                Remember.ASKED,
                clock);
    }

    private static final class NoEmbeddings implements EmbeddingModel {
        @Override
        public Optional<String> model() {
            return Optional.empty();
        }

        @Override
        public Optional<Embedding> quickly(String text) {
            return Optional.empty();
        }

        @Override
        public Optional<Embedding> atLeisure(String text) {
            return Optional.empty();
        }
    }

    /// What somebody says to a satellite; returns when it was answered.
    void hears(String satellite, String conversation, String words) {
        assistant
                .begin(UserTurn.saidAloud(
                        Person.satellite(satellite),
                        Optional.of(conversation),
                        words,
                        Optional.empty(),
                        Optional.empty()))
                .run(_ -> {});
    }

    int port() {
        return web.port();
    }

    /// A request that a person's browser sends; its answer is still to be read.
    Raw ask(String person, String method, String target, String body, String... headers) throws Exception {
        Raw client = new Raw(web.port(), "127.0.0.2");
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String[] all = new String[headers.length + 3];
        System.arraycopy(headers, 0, all, 3, headers.length);
        all[0] = "X-Remote-User-Id: " + person;
        all[1] = "Content-Type: application/json";
        all[2] = "Content-Length: " + bytes.length;
        client.send(client.head(method, target, all) + "\r\n");
        client.send(bytes);
        return client;
    }

    Raw.Answer answer(String person, String method, String target, String body, String... headers) throws Exception {
        try (Raw client = ask(person, method, target, body, headers)) {
            return client.answer();
        }
    }

    @Override
    public void close() {
        assistant.close();
        web.close();
        door.close();
        database.close();
    }
}
