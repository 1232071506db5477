package io.jarvas.web;

import io.jarvas.assistant.Following;
import io.jarvas.assistant.Forgetting;
import io.jarvas.assistant.PastActions;
import io.jarvas.assistant.RunningTurn;
import io.jarvas.assistant.TurnEvent;
import io.jarvas.assistant.TurnReport;
import io.jarvas.assistant.TurnSink;
import io.jarvas.assistant.Turns;
import io.jarvas.assistant.UserTurn;
import io.jarvas.assistant.WindowReport;
import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.RememberedAccessTokens;
import io.jarvas.conversation.RememberedConversations;
import io.jarvas.conversation.Satellites;
import io.jarvas.conversation.StoreHealth;
import io.jarvas.conversation.StoreSoundness;
import io.jarvas.conversation.StoreStatus;
import io.jarvas.doctor.Doctor;
import io.jarvas.doctor.Patients;
import io.jarvas.home.EntityId;
import io.jarvas.home.HomeException;
import io.jarvas.home.HomePlaces;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.home.HomeStatus;
import io.jarvas.home.HomeUsers;
import io.jarvas.home.LiveHome;
import io.jarvas.llm.ChatRequest;
import io.jarvas.llm.LanguageModel;
import io.jarvas.llm.ModelStatus;
import io.jarvas.llm.ModelStream;
import io.jarvas.memory.RememberedMemories;
import io.jarvas.prompt.HomeForm;
import io.jarvas.speech.SpeechStatus;
import io.jarvas.voice.VoiceSessions;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// A started server whose turns, home and model are the test's.
final class Fixture implements AutoCloseable, Turns, Following, Forgetting, LiveHome, LanguageModel {
    static final String TOKEN = "correct-horse-battery-staple";
    static final String AUTHORIZED = "Authorization: Bearer " + TOKEN;
    static final Instant NOW = Instant.parse("2026-11-23T08:30:00Z");

    final List<UserTurn> begun = new CopyOnWriteArrayList<>();
    final CountDownLatch cancelled = new CountDownLatch(1);
    volatile BiConsumer<Turn, TurnSink> script = (turn, sink) -> turn.say(sink, "Hello", " there.");
    volatile RuntimeException refuseToBegin;
    final List<Optional<String>> prepared = new CopyOnWriteArrayList<>();
    volatile boolean ready;
    volatile List<TurnReport> recent = List.of();
    final Metrics metrics = new Metrics();
    volatile HomeStatus link = new HomeStatus(HomeStatus.Link.LIVE, Optional.empty(), "", NOW);
    volatile ModelStatus model = new ModelStatus(
            Optional.of("home-tiny"),
            List.of("home-tiny", "home-large"),
            8192,
            ModelStatus.Memory.LOADED,
            "0.17.4",
            Optional.empty(),
            "",
            NOW);
    final RememberedConversations conversations = new RememberedConversations(Clock.fixed(NOW, ZoneOffset.UTC));
    final RememberedAccessTokens tokens = new RememberedAccessTokens();
    final RememberedMemories memories = new RememberedMemories();
    /// Those of whom something is kept, in order.
    final List<Satellites.Satellite> kept = new CopyOnWriteArrayList<>();

    private final Satellites satellites = (before, most) -> kept.stream()
            .dropWhile(each -> before.isPresent() && !each.person().id().equals(before.get()))
            .skip(before.isPresent() ? 1 : 0)
            .limit(most)
            .toList();
    private final HomePlaces places = new HomePlaces() {
        @Override
        public Optional<PlacedDevice> device(String id) {
            return Optional.of(id)
                    .filter("a1b2"::equals)
                    .map(_ -> new PlacedDevice("Kitchen satellite", Optional.of("kitchen")));
        }

        @Override
        public Optional<PlacedEntity> entity(EntityId id) {
            return Optional.of(id)
                    .filter(each -> each.value().equals("assist_satellite.kitchen"))
                    .map(_ -> new PlacedEntity(Optional.of("a1b2"), Optional.of("hall")));
        }

        @Override
        public Optional<String> user(String device) {
            return Optional.empty();
        }
    };
    /// What was asked for: `follow local t1 7`, `cancel local t1`, `erase local`.
    final List<String> wishes = new CopyOnWriteArrayList<>();

    volatile Found found = new Found.Unknown();
    final FakeActions actions = new FakeActions();
    /// What the turns of a conversation did.
    final Map<ConversationKey, List<PastActions.PastAction>> past = new ConcurrentHashMap<>();
    final Set<String> administrators = Set.of("boss");
    private final HomeUsers users = new HomeUsers() {
        @Override
        public boolean administrator(String user) {
            return administrators.contains(user);
        }

        @Override
        public Optional<String> name(String user) {
            return Optional.of(user).filter("boss"::equals).map(_ -> "Alex");
        }

        @Override
        public Optional<String> deviceName(String device) {
            return Optional.of(device).filter("a1b2"::equals).map(_ -> "Kitchen satellite");
        }
    };
    volatile boolean storeWorks = true;
    volatile StoreStatus store = new StoreStatus(Optional.empty(), Optional.empty());
    volatile Instant now = NOW;
    /// Whose states are shown; empty while none was known.
    volatile Optional<HomeSnapshot> home = Optional.empty();
    volatile Function<Path, StoreSoundness> soundness = _ -> StoreSoundness.ABSENT;
    private final Optional<VoiceSessions> voice;
    volatile SpeechStatus listening = SpeechStatus.ABSENT;
    final VoiceLog voiceLog = new VoiceLog();
    volatile SpeechStatus speaking = SpeechStatus.ABSENT;
    final JarvasWeb web;

    Fixture() {
        this(config -> config);
    }

    Fixture(UnaryOperator<WebConfig> change) {
        this(change, WebTimes.USUAL);
    }

    Fixture(UnaryOperator<WebConfig> change, WebTimes times) {
        this(change, times, "/io/jarvas/web/panel-sample/");
    }

    /// @param panel the panel's folder on the class path
    Fixture(UnaryOperator<WebConfig> change, WebTimes times, String panel) {
        this(change, times, panel, Optional.empty());
    }

    /// That listens and speaks.
    Fixture(VoiceSessions voice, WebTimes times) {
        this(config -> config, times, "/io/jarvas/web/panel-sample/", Optional.of(voice));
    }

    /// The panel, of one that listens and speaks.
    Fixture(UnaryOperator<WebConfig> change, VoiceSessions voice) {
        this(change, WebTimes.USUAL, "/web/panel/", Optional.of(voice));
    }

    private Fixture(UnaryOperator<WebConfig> change, WebTimes times, String panel, Optional<VoiceSessions> voice) {
        this.voice = voice;
        WebConfig usual = new WebConfig(
                new WebConfig.Listener("127.0.0.1", 0),
                Optional.empty(),
                WebConfig.Mode.DIRECT,
                Optional.of(TOKEN),
                Optional.empty(),
                List.of("https://dashboard.example"),
                Optional.empty());
        web = JarvasWeb.start(change.apply(usual), parts(), times, InetAddress.ofLiteral("127.0.0.2"), panel);
    }

    /// Behind ingress, which is 127.0.0.2 here, with a second listener for machines.
    static WebConfig behindIngress(WebConfig config) {
        return new WebConfig(
                config.main(),
                Optional.of(new WebConfig.Listener("127.0.0.1", 0)),
                WebConfig.Mode.INGRESS,
                config.apiToken(),
                config.publicUrl(),
                config.origins(),
                config.language());
    }

    JarvasWeb.Parts parts() {
        return new JarvasWeb.Parts(
                this,
                actions,
                this,
                () -> link,
                users,
                places,
                this,
                actions,
                actions,
                new JarvasWeb.Kept(
                        this,
                        conversations,
                        (conversation, _) -> past.getOrDefault(conversation, List.of()),
                        conversations,
                        memories,
                        satellites,
                        this),
                tokens,
                store(),
                metrics,
                new Doctor(Patients.nobody(file -> soundness.apply(file)), () -> now),
                new JarvasWeb.Voice(voice, () -> listening, () -> speaking, true, true, voiceLog, OptionalInt.empty()),
                () -> now);
    }

    private StoreHealth store() {
        return new StoreHealth() {
            @Override
            public boolean works() {
                return storeWorks;
            }

            @Override
            public StoreStatus status() {
                return store;
            }
        };
    }

    int port() {
        return web.port();
    }

    @Override
    public void close() {
        web.close();
    }

    final class Turn implements RunningTurn {
        @Override
        public String id() {
            return "turn-1";
        }

        @Override
        public String conversation() {
            return begun.getLast().conversation().orElse("new-conversation");
        }

        @Override
        public void run(TurnSink sink) {
            script.accept(this, sink);
        }

        @Override
        public void leave() {
            cancelled.countDown();
        }

        @Override
        public void cancel() {
            cancelled.countDown();
        }

        void say(TurnSink sink, String... pieces) {
            sink.accept(new TurnEvent.Accepted(id(), conversation()));
            for (String piece : pieces) {
                sink.accept(new TurnEvent.Text(piece));
            }
            sink.accept(new TurnEvent.FinalText(String.join("", pieces)));
            done(sink, true);
        }

        void done(TurnSink sink, boolean finished) {
            sink.accept(new TurnEvent.Done(
                    finished,
                    id(),
                    conversation(),
                    Map.of("queue", Duration.ofNanos(1_234_567)),
                    Map.of("prompt", 812, "reused", 770, "generated", 4)));
        }
    }

    @Override
    public RunningTurn begin(UserTurn turn) {
        if (refuseToBegin != null) {
            throw refuseToBegin;
        }
        begun.add(turn);
        return new Turn();
    }

    @Override
    public Found follow(Person person, String turn, int after) {
        wishes.add("follow " + person.id() + " " + turn + " " + after);
        return found;
    }

    @Override
    public boolean cancel(Person person, String turn) {
        wishes.add("cancel " + person.id() + " " + turn);
        return !(found instanceof Found.Unknown);
    }

    @Override
    public boolean runs(Person person, String turn) {
        return !(found instanceof Found.Unknown);
    }

    @Override
    public boolean delete(Person person, String conversation) {
        wishes.add("delete " + person.id() + " " + conversation);
        return conversations.delete(new ConversationKey(person, conversation));
    }

    @Override
    public void erase(Person person) {
        wishes.add("erase " + person.id());
    }

    static TurnReport report(Duration firstText, Duration total) {
        return new TurnReport(
                NOW,
                true,
                Map.of("first_text", firstText, "total", total),
                Map.of("prompt", 1_000, "reused", 960, "generated", 20),
                Map.of("base_prompt", true, "user_context", true));
    }

    @Override
    public boolean prepare(Person person, Optional<String> conversation) {
        prepared.add(conversation);
        return ready;
    }

    @Override
    public WindowReport window() {
        return new WindowReport(
                8_192,
                1_024,
                Map.of("rules", 400, "services", 350, "catalogue", 900, "states", 500, "conversation", 120, "turn", 40),
                HomeForm.WHOLE,
                0.5);
    }

    @Override
    public Crowd crowd() {
        return new Crowd(2, 1);
    }

    @Override
    public List<TurnReport> recent() {
        return recent;
    }

    @Override
    public Optional<HomeSnapshot> snapshot() {
        return home;
    }

    @Override
    public HomeSnapshot fresh() {
        throw new HomeException(HomeException.Code.UNREACHABLE, "no home in this test");
    }

    @Override
    public Optional<HomeSnapshot> await(Predicate<HomeSnapshot> condition, Duration limit) {
        return Optional.empty();
    }

    @Override
    public ModelStream stream(ChatRequest request) {
        throw new UnsupportedOperationException("the web asks no model");
    }

    @Override
    public ModelStatus status() {
        return model;
    }
}
