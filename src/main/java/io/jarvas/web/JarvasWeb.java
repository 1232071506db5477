package io.jarvas.web;

import io.helidon.common.socket.SocketOptions;
import io.helidon.http.DirectHandler;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.jarvas.action.AuditLog;
import io.jarvas.action.Schedules;
import io.jarvas.assistant.Answers;
import io.jarvas.assistant.Following;
import io.jarvas.assistant.Forgetting;
import io.jarvas.assistant.Turns;
import io.jarvas.conversation.ConversationEdits;
import io.jarvas.conversation.PastConversations;
import io.jarvas.conversation.StoreHealth;
import io.jarvas.doctor.Doctor;
import io.jarvas.home.HomeLink;
import io.jarvas.home.HomeUsers;
import io.jarvas.home.LiveHome;
import io.jarvas.llm.LanguageModel;
import io.jarvas.memory.Memories;
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
    static final InetAddress SUPERVISOR = InetAddress.ofLiteral("172.30.32.2");

    private static final String PANEL = "/web/panel/";
    private static final String API = "api";
    /// A message of 8,000 characters in a query, each of four bytes, each of those escaped.
    private static final int LONGEST_PROLOGUE = 100 * 1024;

    private static final int LONGEST_HEADERS = 32 * 1024;
    private static final int MOST_CONNECTIONS = 4_096;
    private static final Duration SHUTDOWN_GRACE = Duration.ofSeconds(1);

    private final WebServer server;
    private final ScheduledExecutorService scheduler;

    /// What the server needs of the other rooms.
    ///
    /// @param users who may read the log of everybody's actions, and change the household's memories
    /// @param metrics what is counted
    public record Parts(
            Turns turns,
            Answers answers,
            LiveHome home,
            HomeLink link,
            HomeUsers users,
            LanguageModel model,
            AuditLog audit,
            Schedules schedules,
            Kept kept,
            StoreHealth store,
            Metrics metrics,
            Doctor doctor,
            InstantSource clock) {}

    /// What is kept of persons, and how it goes.
    ///
    /// @param following turns that can be come back to
    public record Kept(
            Following following,
            PastConversations past,
            ConversationEdits edits,
            Memories memories,
            Forgetting forgetting) {}

    private JarvasWeb(WebServer server, ScheduledExecutorService scheduler) {
        this.server = server;
        this.scheduler = scheduler;
    }

    /// Starts to listen, and returns when it does.
    ///
    /// @throws RuntimeException where a port cannot be had
    public static JarvasWeb start(WebConfig config, Parts parts) {
        return start(config, parts, WebTimes.USUAL, SUPERVISOR, PANEL);
    }

    /// @param ingress the address that Home Assistant's ingress comes from
    /// @param panel the panel's folder on the class path
    static JarvasWeb start(WebConfig config, Parts parts, WebTimes times, InetAddress ingress, String panel) {
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("web-pulse").factory());
        Tickets tickets = new Tickets(parts.clock());
        List<Route> routes = routes(parts, tickets, times, scheduler);
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
                times,
                scheduler,
                refusals,
                connections -> new Entrance(
                        new Doors(main, config, ingress, names, tickets),
                        routes,
                        Optional.of(new PanelFiles(panel)),
                        refusals,
                        connections));
        config.api().ifPresent(api -> {
            var second = ListenerConfig.builder().name(API);
            listen(
                    second,
                    api,
                    times,
                    scheduler,
                    refusals,
                    connections -> new Entrance(
                            new Doors(Doors.Listener.API, config, ingress, names, tickets),
                            routes,
                            Optional.empty(),
                            refusals,
                            connections));
            builder.putSocket(API, second.build());
        });
        try {
            return new JarvasWeb(listening(builder.build().start(), config), scheduler);
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

    static List<Route> routes(Parts parts, Tickets tickets, WebTimes times, ScheduledExecutorService scheduler) {
        StatusPage status = new StatusPage(
                parts.turns(), parts.home(), parts.link(), parts.model(), parts.schedules(), parts.store());
        MetricsPage metrics =
                new MetricsPage(parts.metrics(), parts.turns(), parts.home(), parts.link(), parts.model());
        Api api = new Api(parts.turns(), status, metrics, parts.store()::works, tickets);
        Kept kept = parts.kept();
        TurnApi turns = new TurnApi(parts.turns(), kept.following(), parts.model(), times, scheduler);
        Administrators administrators = new Administrators(parts.users());
        ActionApi actions = new ActionApi(new ActionApi.Parts(
                parts.answers(), parts.audit(), parts.schedules(), administrators, parts.home(), parts.clock()));
        ConversationApi conversations =
                new ConversationApi(kept.past(), kept.edits(), kept.forgetting(), kept.following());
        MemoryApi memories = new MemoryApi(kept.memories(), administrators);
        DoctorApi doctor = new DoctorApi(parts.doctor(), administrators, tickets);
        return Stream.of(
                        api.routes(),
                        turns.routes(),
                        actions.routes(),
                        conversations.routes(),
                        memories.routes(),
                        doctor.routes())
                .flatMap(List::stream)
                .toList();
    }

    private interface EntranceOf {
        Entrance with(Connections connections);
    }

    private static void listen(
            ListenerConfig.BuilderBase<?, ?> listener,
            WebConfig.Listener where,
            WebTimes times,
            ScheduledExecutorService scheduler,
            Refusals refusals,
            EntranceOf entrance) {
        Connections connections = new Connections(times.slowRequest(), scheduler);
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
            handlers.addHandler(type, refusals);
        }
        listener.host(where.host())
                .port(where.port())
                // Alone: beside a second candidate, Helidon ends what is not HTTP/1.1 without an answer.
                .protocolsDiscoverServices(false)
                .addProtocol(Http1Config.builder()
                        .maxPrologueLength(LONGEST_PROLOGUE)
                        .maxHeadersSize(LONGEST_HEADERS)
                        .addReceiveListener(connections)
                        .build())
                .connectionOptions(SocketOptions.builder().tcpNoDelay(true).build())
                .maxPayloadSize(Call.LONGEST_BODY)
                .maxTcpConnections(MOST_CONNECTIONS)
                .idleConnectionTimeout(times.idle())
                .idleConnectionPeriod(times.idle().dividedBy(4))
                .shutdownGracePeriod(SHUTDOWN_GRACE)
                .directHandlers(handlers.build())
                .routing(HttpRouting.builder().any(entrance.with(connections)));
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

    /// Stops listening, and gives running turns a second to end.
    @Override
    public void close() {
        server.stop();
        scheduler.shutdownNow();
    }
}
