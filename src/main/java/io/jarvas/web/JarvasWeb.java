package io.jarvas.web;

import io.helidon.common.socket.SocketOptions;
import io.helidon.http.DirectHandler;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.jarvas.action.AuditLog;
import io.jarvas.action.Schedules;
import io.jarvas.assistant.Answers;
import io.jarvas.assistant.Following;
import io.jarvas.assistant.Forgetting;
import io.jarvas.assistant.PastActions;
import io.jarvas.assistant.Turns;
import io.jarvas.conversation.AccessTokens;
import io.jarvas.conversation.ConversationEdits;
import io.jarvas.conversation.PastConversations;
import io.jarvas.conversation.Satellites;
import io.jarvas.conversation.StoreHealth;
import io.jarvas.doctor.Doctor;
import io.jarvas.home.HomeLink;
import io.jarvas.home.HomePlaces;
import io.jarvas.home.HomeUsers;
import io.jarvas.home.LiveHome;
import io.jarvas.llm.LanguageModel;
import io.jarvas.memory.Memories;
import io.jarvas.speech.SpeechStatus;
import io.jarvas.voice.VoiceSessions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Jarvas's HTTP server, from its start to its end. Safe to use from any thread.
///
/// ```
/// try (JarvasWeb web = JarvasWeb.start(config, parts)) {
///     System.out.println("http://localhost:" + web.port());
/// }
/// ```
public final class JarvasWeb implements AutoCloseable {
    /// Where Home Assistant's Supervisor sends the ingress's requests from.
    public static final InetAddress SUPERVISOR = InetAddress.ofLiteral("172.30.32.2");

    private static final String PANEL = "/web/panel/";
    private static final String API = "api";
    /// A message of 8,000 characters in a query, each of four bytes, each of those escaped.
    private static final int LONGEST_PROLOGUE = 100 * 1024;

    private static final int LONGEST_HEADERS = 32 * 1024;
    private static final int MOST_CONNECTIONS = 4_096;
    private static final Duration SHUTDOWN_GRACE = Duration.ofSeconds(1);

    private final WebServer server;
    private final Sockets sockets;
    private final ScheduledExecutorService scheduler;

    /// What the server needs of the other rooms.
    ///
    /// @param users who may read the log of everybody's actions, change the household's memories, and make
    /// tokens
    /// @param places where satellites are
    /// @param tokens with which machines come in, besides that of the configuration
    /// @param metrics what is counted
    public record Parts(
            Turns turns,
            Answers answers,
            LiveHome home,
            HomeLink link,
            HomeUsers users,
            HomePlaces places,
            LanguageModel model,
            AuditLog audit,
            Schedules schedules,
            Kept kept,
            AccessTokens tokens,
            StoreHealth store,
            Metrics metrics,
            Doctor doctor,
            Voice voice,
            InstantSource clock) {}

    /// How Jarvas listens and speaks.
    ///
    /// @param sessions empty where it does neither
    /// @param listening what is known of the service that listens
    /// @param speaking what is known of the service that speaks
    /// @param listeningWanted whether the owner wants that one listens
    /// @param speakingWanted whether the owner wants that one speaks
    /// @param log what was spoken lately took
    /// @param assistPort where Home Assistant's Assist finds Jarvas; empty for nowhere
    public record Voice(
            Optional<VoiceSessions> sessions,
            Supplier<SpeechStatus> listening,
            Supplier<SpeechStatus> speaking,
            boolean listeningWanted,
            boolean speakingWanted,
            VoiceLog log,
            OptionalInt assistPort) {
        /// Neither.
        public static final Voice NONE = new Voice(
                Optional.empty(),
                () -> SpeechStatus.ABSENT,
                () -> SpeechStatus.ABSENT,
                false,
                false,
                new VoiceLog(),
                OptionalInt.empty());
    }

    /// What is kept of persons, and how it goes.
    ///
    /// @param following turns that can be come back to
    /// @param actions what the turns of a conversation did
    public record Kept(
            Following following,
            PastConversations past,
            PastActions actions,
            ConversationEdits edits,
            Memories memories,
            Satellites satellites,
            Forgetting forgetting) {}

    private JarvasWeb(WebServer server, Sockets sockets, ScheduledExecutorService scheduler) {
        this.server = server;
        this.sockets = sockets;
        this.scheduler = scheduler;
    }

    /// Starts to listen, and returns when it does.
    ///
    /// @throws RuntimeException where a port cannot be had
    public static JarvasWeb start(WebConfig config, Parts parts) {
        return start(config, parts, SUPERVISOR);
    }

    /// As [#start(WebConfig, Parts)], behind an ingress elsewhere than the Supervisor's.
    ///
    /// @param ingress the address that its requests come from
    public static JarvasWeb start(WebConfig config, Parts parts, InetAddress ingress) {
        return start(config, parts, WebTimes.USUAL, ingress, PANEL);
    }

    /// @param ingress the address that Home Assistant's ingress comes from
    /// @param panel the panel's folder on the class path
    static JarvasWeb start(WebConfig config, Parts parts, WebTimes times, InetAddress ingress, String panel) {
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("web-pulse").factory());
        TokenHolders holders = new TokenHolders(config.apiToken(), parts.tokens());
        Tickets tickets = new Tickets(parts.clock(), holders);
        Traffic traffic = new Traffic();
        Sockets sockets = new Sockets(times, scheduler, holders, traffic);
        FailedTries tries = new FailedTries(times.wrongToken());
        // The scheduler is shut down with the server, and this with it.
        var _ = scheduler.scheduleAtFixedRate(tries::tell, 1, 1, TimeUnit.MINUTES);
        Pulse pulse = new Pulse(times, scheduler, sockets, traffic);
        List<Route> routes = routes(parts, pulse, tickets);
        Refusals refusals = new Refusals(config.language());
        Set<String> names = ownNames();
        Doors.Listener main = switch (config.mode()) {
            case DIRECT -> Doors.Listener.DIRECT;
            case INGRESS -> Doors.Listener.INGRESS;
        };
        var builder = WebServer.builder().shutdownHook(false);
        listen(
                builder,
                config.main(),
                pulse,
                refusals,
                connections -> new Entrance(
                        new Doors(main, config, ingress, names, holders, tickets),
                        routes,
                        Optional.of(new PanelFiles(panel)),
                        refusals,
                        connections,
                        tries,
                        traffic));
        config.api().ifPresent(api -> {
            var second = ListenerConfig.builder().name(API);
            listen(
                    second,
                    api,
                    pulse,
                    refusals,
                    connections -> new Entrance(
                            new Doors(Doors.Listener.API, config, ingress, names, holders, tickets),
                            routes,
                            Optional.empty(),
                            refusals,
                            connections,
                            tries,
                            traffic));
            builder.putSocket(API, second.build());
        });
        try {
            return new JarvasWeb(listening(builder.build().start(), config), sockets, scheduler);
        } catch (RuntimeException e) {
            scheduler.shutdownNow();
            throw e;
        }
    }

    /// Helidon logs a port that it cannot have, and goes on without it.
    private static WebServer listening(WebServer server, WebConfig config) {
        boolean main = server.isRunning() && server.port() > 0;
        if (main && (config.api().isEmpty() || server.port(API) > 0)) {
            return server;
        }
        server.stop();
        int port = main ? config.api().orElseThrow().port() : config.main().port();
        throw new IllegalStateException("port " + port + " cannot be had: another program has it");
    }

    static List<Route> routes(Parts parts, Pulse pulse, Tickets tickets) {
        StatusPage status = new StatusPage(
                parts.turns(),
                parts.home(),
                parts.link(),
                parts.model(),
                parts.schedules(),
                parts.store(),
                parts.voice());
        MetricsPage metrics = new MetricsPage(
                parts.metrics(), parts.turns(), parts.home(), parts.link(), parts.model(), pulse.traffic());
        Administrators administrators = new Administrators(parts.users());
        Api api = new Api(parts.turns(), status, metrics, parts.store()::works, tickets, administrators);
        Kept kept = parts.kept();
        Intake intake = new Intake(parts.turns(), parts.model());
        Taps taps = new Taps(parts.answers(), parts.clock());
        TurnApi turns = new TurnApi(intake, kept.following(), pulse.times(), pulse.scheduler(), pulse.traffic());
        ChatSocket.Parts chat = new ChatSocket.Parts(intake, kept.following(), taps);
        Route chatSocket = Route.socket(
                ChatSocket.PATH,
                FrameReader.Longest.TEXT_ALONE,
                (visitor, out) -> new ChatSocket(chat, visitor, out::text));
        Route voiceSocket = VoiceSocket.route(parts.voice().sessions());
        ActionApi actions = new ActionApi(
                new ActionApi.Parts(taps, parts.audit(), parts.schedules(), administrators, parts.home()));
        ConversationApi conversations = new ConversationApi(kept, administrators);
        MemoryApi memories = new MemoryApi(kept.memories(), administrators);
        HomeApi home = new HomeApi(parts.home());
        DoctorApi doctor = new DoctorApi(parts.doctor(), administrators, tickets);
        SatelliteApi satellites =
                new SatelliteApi(kept.satellites(), kept.forgetting(), administrators, parts.places(), parts.home());
        TokenApi tokens = new TokenApi(parts.tokens(), administrators, pulse.sockets()::recheck);
        return Stream.of(
                        List.of(chatSocket, voiceSocket),
                        api.routes(),
                        turns.routes(),
                        actions.routes(),
                        conversations.routes(),
                        memories.routes(),
                        satellites.routes(),
                        home.routes(),
                        doctor.routes(),
                        tokens.routes())
                .flatMap(List::stream)
                .toList();
    }

    /// What all listeners share.
    record Pulse(WebTimes times, ScheduledExecutorService scheduler, Sockets sockets, Traffic traffic) {}

    private interface EntranceOf {
        Entrance with(Connections connections);
    }

    private static void listen(
            ListenerConfig.BuilderBase<?, ?> listener,
            WebConfig.Listener where,
            Pulse pulse,
            Refusals refusals,
            EntranceOf entranceOf) {
        WebTimes times = pulse.times();
        Connections connections = new Connections(times.slowRequest(), pulse.scheduler());
        Entrance entrance = entranceOf.with(connections);
        SocketUpgrade upgrade = new SocketUpgrade(entrance, pulse.sockets());
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
            handlers.addHandler(type, refusals);
        }
        listener.host(where.host())
                .port(where.port())
                // Alone: beside a second candidate, Helidon ends what is not HTTP/1.1 without an answer.
                .protocolsDiscoverServices(false)
                .addConnectionSelector(Http1ConnectionSelector.builder()
                        .config(Http1Config.builder()
                                .maxPrologueLength(LONGEST_PROLOGUE)
                                .maxHeadersSize(LONGEST_HEADERS)
                                .addReceiveListener(connections)
                                .build())
                        .addUpgrader(upgrade)
                        // Helidon compares to the letter.
                        .putUpgrader("WebSocket", upgrade)
                        .build())
                .connectionOptions(SocketOptions.builder().tcpNoDelay(true).build())
                .maxPayloadSize(Call.LONGEST_BODY)
                .maxTcpConnections(MOST_CONNECTIONS)
                .idleConnectionTimeout(times.idle())
                .idleConnectionPeriod(times.idle().dividedBy(4))
                .shutdownGracePeriod(SHUTDOWN_GRACE)
                .directHandlers(handlers.build())
                .routing(HttpRouting.builder().any(entrance));
    }

    /// The names by which other machines of the network, and other add-ons, reach this one.
    private static Set<String> ownNames() {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            return Set.of(name, name + ".local", name + ".local.hass.io");
        } catch (UnknownHostException e) {
            System.getLogger(JarvasWeb.class.getName())
                    .log(System.Logger.Level.DEBUG, "this machine's name leads nowhere", e);
            return Set.of();
        }
    }

    /// Where the main listener listens.
    public int port() {
        return server.port();
    }

    /// Where the second listener listens, if there is one.
    public OptionalInt apiPort() {
        int port = server.port(API);
        return port > 0 ? OptionalInt.of(port) : OptionalInt.empty();
    }

    /// Says goodbye to who is connected for long, stops listening, and gives running turns a second to end.
    @Override
    public void close() {
        sockets.close();
        server.stop();
        scheduler.shutdownNow();
    }
}
