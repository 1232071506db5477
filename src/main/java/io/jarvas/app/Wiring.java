package io.jarvas.app;

import io.jarvas.action.AuditTrail;
import io.jarvas.action.CallPlanner;
import io.jarvas.action.CallRunner;
import io.jarvas.action.Door;
import io.jarvas.action.OwnerRules;
import io.jarvas.action.Policy;
import io.jarvas.action.Tool;
import io.jarvas.action.Undo;
import io.jarvas.assistant.Assistant;
import io.jarvas.assistant.Farewell;
import io.jarvas.assistant.LoggedActions;
import io.jarvas.assistant.Remembering;
import io.jarvas.assistant.TapAnswers;
import io.jarvas.choice.SpeechServices;
import io.jarvas.choice.Wanted;
import io.jarvas.conversation.AccessTokens;
import io.jarvas.conversation.Retention;
import io.jarvas.conversation.StoreException;
import io.jarvas.demo.home.DemoHome;
import io.jarvas.demo.model.DemoModel;
import io.jarvas.doctor.Doctor;
import io.jarvas.doctor.Setup;
import io.jarvas.doctor.SharedPrefix;
import io.jarvas.homeassistant.HomeAssistant;
import io.jarvas.homeassistant.HomeAssistantConfig;
import io.jarvas.homeassistant.HomeSpeech;
import io.jarvas.homeassistant.SupervisorAnnouncement;
import io.jarvas.llm.ModelStatus;
import io.jarvas.llm.ModelStatus.Capability;
import io.jarvas.memory.Meanings;
import io.jarvas.memory.MemoryBook;
import io.jarvas.memory.MemorySearch;
import io.jarvas.memory.Recall;
import io.jarvas.memory.Remember;
import io.jarvas.ollama.Ollama;
import io.jarvas.ollama.OllamaConfig;
import io.jarvas.prompt.Toolbox;
import io.jarvas.searxng.SearXng;
import io.jarvas.sqlite.Database;
import io.jarvas.sqlite.SqliteAccessTokens;
import io.jarvas.sqlite.SqliteAudit;
import io.jarvas.sqlite.SqliteConversations;
import io.jarvas.sqlite.SqliteMemories;
import io.jarvas.sqlite.SqlitePastConversations;
import io.jarvas.sqlite.SqlitePersonalData;
import io.jarvas.sqlite.SqliteSatellites;
import io.jarvas.sqlite.SqliteSchedules;
import io.jarvas.tools.Tools;
import io.jarvas.voice.AssistPipeline;
import io.jarvas.voice.LiveSessions;
import io.jarvas.voice.SessionTime;
import io.jarvas.voice.VoiceSessions;
import io.jarvas.web.JarvasWeb;
import io.jarvas.web.Metrics;
import io.jarvas.web.VoiceLog;
import io.jarvas.web.WebConfig;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The one place that constructs things.
final class Wiring {
    /// How long the doors stay shut for a home that is not known yet. One that is away must not keep them
    /// shut.
    private static final Duration FIRST_LOOK = Duration.ofSeconds(3);

    /// How long what is to be erased waits for the audit log.
    private static final Duration LAST_ENTRIES = Duration.ofSeconds(5);

    private static final String LOOPBACK = "127.0.0.1";
    /// Any number: the demo's days are alike.
    private static final long SEED = 7;

    private Wiring() {}

    /// Starts everything that serves. The doors open as soon as somebody is behind them; it is over when the
    /// home is known, or could not be seen for a moment.
    static void start(Settings settings, DataDirectory directory, Resources resources) {
        start(settings, directory, resources, Surroundings.USUAL);
    }

    /// What is around an add-on.
    ///
    /// @param ingress the address that Home Assistant's ingress comes from
    /// @param supervisor where Home Assistant's Supervisor is told of Jarvas
    record Surroundings(InetAddress ingress, URI supervisor) {
        static final Surroundings USUAL = new Surroundings(JarvasWeb.SUPERVISOR, SupervisorAnnouncement.SUPERVISOR);
    }

    static void start(Settings settings, DataDirectory directory, Resources resources, Surroundings surroundings) {
        Clock clock = Clock.systemUTC();
        Database database = resources.add("database", Database.open(directory.database()));
        SqliteAccessTokens tokens = new SqliteAccessTokens(database, clock);
        checkTokens(settings, tokens);
        SqliteConversations conversations = new SqliteConversations(database, clock);
        SqlitePastConversations past = new SqlitePastConversations(database);
        SqlitePersonalData data = new SqlitePersonalData(database);
        SqliteMemories memories = new SqliteMemories(database, clock);
        HomeAssistant home = resources.add("home", new HomeAssistant(homeAssistant(settings, directory.path()), clock));
        Ollama ollama = resources.add("model", new Ollama(ollama(settings.ollama()), clock));
        SharedPrefix model = new SharedPrefix(ollama);
        FirstLook live = new FirstLook(home, FIRST_LOOK);
        SqliteAudit audit = new SqliteAudit(database);
        AuditTrail trail =
                resources.add("audit trail", new AuditTrail(audit, home, Duration.ofDays(settings.auditDays()), clock));
        Settings.Rules rules = settings.rules();
        Policy policy = new Policy(new OwnerRules(rules.confirm(), rules.never()), home);
        CallPlanner planner = new CallPlanner(home, policy);
        CallRunner runner = new CallRunner(home, home);
        Metrics metrics = new Metrics();
        Memory memory = memory(settings, memories, ollama, clock);
        List<Tool> tools = Stream.concat(
                        Tools.of(
                                home,
                                home,
                                home,
                                home,
                                () -> sees(model.status()),
                                settings.searchUrl().map(SearXng::new),
                                clock)
                                .stream(),
                        memory.tools().stream())
                .toList();
        Door door = resources.add(
                "door",
                new Door(new Door.Parts(
                        home,
                        planner,
                        runner,
                        new Undo(home, runner, policy, clock),
                        tools,
                        new SqliteSchedules(database, clock),
                        trail.andThen(metrics::accept),
                        rules.pin(),
                        clock)));
        Assistant assistant = new Assistant(
                new Assistant.Parts(
                        live,
                        model,
                        door,
                        door,
                        conversations,
                        conversations,
                        new TokenRatioFile(directory.path().resolve("token-ratios.json")),
                        metrics::accept,
                        clock,
                        memory.remembering()),
                new Assistant.Limits(
                        settings.limits().turns(), settings.limits().queue(), settings.language()),
                new Toolbox(
                        Stream.concat(tools.stream().map(Tool::name), Stream.of(Door.SCHEDULE))
                                .toList(),
                        settings.ollama().nativeTools()));
        Optional<HomeSpeech> engines = Optional.of(home.speech());
        SpeechServices speech = resources.add(
                "speech",
                SpeechServices.begin(
                        SpeechSources.listening(settings.voice(), engines),
                        SpeechSources.speaking(settings.voice(), engines),
                        clock));
        VoiceLog voiceLog = new VoiceLog();
        LiveSessions sessions = new LiveSessions(new LiveSessions.Parts(
                assistant,
                speech.speechToText(),
                speech.textToSpeech(),
                live,
                settings.voice().endOfSpeech(),
                report -> {
                    voiceLog.accept(report);
                    metrics.accept(report);
                },
                clock,
                SessionTime.SYSTEM));
        resources.add(
                "web",
                JarvasWeb.start(
                        web(settings),
                        new JarvasWeb.Parts(
                                assistant,
                                new TapAnswers(assistant, audit),
                                live,
                                home,
                                home,
                                home,
                                model,
                                audit,
                                door.scheduler(),
                                new JarvasWeb.Kept(
                                        assistant.following(),
                                        past,
                                        new LoggedActions(audit, door, home, clock),
                                        past,
                                        memory.book(),
                                        new SqliteSatellites(database),
                                        new Farewell(new Farewell.Parts(
                                                assistant, door, past, data, () -> written(trail), memory.erased()))),
                                tokens,
                                database,
                                metrics,
                                new Doctor(
                                        DoctorSetup.running(
                                                settings,
                                                homeAssistant(settings, directory.path()),
                                                model,
                                                home.speech()),
                                        clock),
                                voice(settings.voice(), speech, sessions, voiceLog),
                                clock),
                        surroundings.ingress()));
        AssistService.start(
                settings,
                new AssistPipeline(assistant, home, home, settings.language(), AssistPipeline.LIMIT),
                surroundings.supervisor(),
                resources,
                clock);
        // Closed first: who waits for an answer gets its end while the doors are still open.
        resources.add("turns", assistant);
        live.snapshot().ifPresent(planner::prepare);
        resources.add("retention", new Retention(data, Duration.ofDays(settings.historyDays()), clock));
        door.start();
        database.settled();
    }

    /// Beyond this machine a token is needed. Where there is none nobody could come in, and the owner should
    /// hear of it.
    private static void checkTokens(Settings settings, AccessTokens tokens) {
        String host = settings.web().host();
        if (settings.addOn()
                || SettingsReader.loopback(host)
                || settings.web().apiToken().isPresent()
                || !tokens.all().isEmpty()) {
            return;
        }
        throw new StartException(
                "host is \"" + host + "\", which other machines can reach, and there is no token: make one with"
                        + " jarvas token add NAME, set api_token (JARVAS_API_TOKEN) to a long random text, or leave"
                        + " host at 127.0.0.1.",
                null);
    }

    /// What was done until now must be in the log before it is told to forget by whom.
    private static void written(AuditTrail trail) {
        if (!trail.awaitWritten(LAST_ENTRIES)) {
            throw new StoreException("The log of actions cannot be written now.");
        }
    }

    private static JarvasWeb.Voice voice(
            Settings.Voice settings, SpeechServices speech, VoiceSessions sessions, VoiceLog log) {
        return new JarvasWeb.Voice(
                Optional.of(sessions),
                speech.speechToText()::status,
                speech.textToSpeech()::status,
                !(settings.speechToText() instanceof Wanted.Nobody),
                !(settings.textToSpeech() instanceof Wanted.Nobody),
                log,
                settings.wyomingPort());
    }

    /// Whether any model that a request may ask for sees pictures.
    private static boolean sees(ModelStatus status) {
        return status.capabilities().values().stream().anyMatch(can -> can.contains(Capability.VISION));
    }

    /// What remembers.
    ///
    /// @param tools none where the owner wants nothing remembered
    /// @param erased to be run when somebody was erased
    private record Memory(MemoryBook book, List<Tool> tools, Optional<Remembering> remembering, Runnable erased) {}

    private static Memory memory(Settings settings, SqliteMemories store, Ollama model, Clock clock) {
        Meanings meanings = new Meanings(store, model.embeddings());
        MemorySearch search = new MemorySearch(store, store, meanings);
        Remember remember = settings.remember();
        Recall recall = new Recall(store, store, search, remember, clock);
        MemoryBook book =
                new MemoryBook(new MemoryBook.Shelves(store, store, search, meanings), recall, remember, clock);
        return new Memory(
                book,
                remember == Remember.OFF ? List.of() : Tools.of(book, search),
                Optional.of(new Remembering(recall, book, meanings, remember == Remember.LEARN)),
                () -> {
                    recall.changed();
                    meanings.reread();
                });
    }

    /// Starts the demo home and the demo model, for this machine alone, and says how to reach them.
    static Map<String, String> startDemo(Resources resources) {
        DemoHome home = resources.add("demo home", DemoHome.start(LOOPBACK, 0, Clock.systemUTC(), SEED));
        DemoModel model = resources.add("demo model", DemoModel.start(LOOPBACK, 0));
        return Map.of(
                "home_assistant_url", home.uri().toString(),
                "home_assistant_token", home.token(),
                "ollama_url", model.uri().toString());
    }

    /// What the doctor examines of a Jarvas that is described by its settings.
    static Setup doctorSetup(Settings settings, boolean askModel, Clock clock) {
        return DoctorSetup.described(
                settings, homeAssistant(settings, settings.dataDir()), ollama(settings.ollama()), askModel, clock);
    }

    private static HomeAssistantConfig homeAssistant(Settings settings, Path directory) {
        Settings.HomeAssistant home = settings.homeAssistant();
        return new HomeAssistantConfig(home.url(), home.token(), directory.resolve("home.json"));
    }

    private static OllamaConfig ollama(Settings.Ollama settings) {
        OllamaConfig config = new OllamaConfig(
                        settings.urls(),
                        settings.model(),
                        settings.models(),
                        settings.contextTokens(),
                        settings.keepAlive())
                .withPatience(settings.firstToken(), settings.betweenTokens());
        return settings.usualPlaces() ? config.searching() : config;
    }

    private static WebConfig web(Settings settings) {
        Settings.Web web = settings.web();
        return new WebConfig(
                new WebConfig.Listener(web.host(), web.port()),
                web.apiPort().isPresent()
                        ? Optional.of(
                                new WebConfig.Listener(web.host(), web.apiPort().getAsInt()))
                        : Optional.empty(),
                settings.addOn() ? WebConfig.Mode.INGRESS : WebConfig.Mode.DIRECT,
                web.apiToken(),
                web.publicUrl(),
                web.origins(),
                settings.language());
    }
}
