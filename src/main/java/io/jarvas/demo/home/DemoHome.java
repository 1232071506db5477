package io.jarvas.demo.home;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.websocket.WsConfig;
import io.helidon.webserver.websocket.WsRouting;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A home to try things on: a server that speaks Home Assistant's WebSocket and REST APIs, with some fifty
/// entities in nine areas.
///
/// Its devices behave as real ones do: they take their time, remember how they were, and one of them cannot
/// be reached. What is measured drifts by the hour and the seed. The home is called [#NAME] in its
/// configuration, so nobody takes it for a real one. What it is made of stands in `home.json`, what can be
/// called in `home-services.json`.
///
/// Methods may be called from any thread. Everything in the home runs on one thread of its own.
public final class DemoHome implements AutoCloseable {
    /// The home's name in its configuration.
    public static final String NAME = "Demo home";

    /// The version of Home Assistant whose protocol it speaks.
    static final String VERSION = "2026.11.0";

    private static final Logger LOGGER = System.getLogger(DemoHome.class.getName());
    private static final int LARGEST_MESSAGE = 4 * 1024 * 1024;
    private static final Duration DRIFT = Duration.ofSeconds(15);

    private final String host;
    private final String token = secret();
    private final String guestToken = secret();
    private final Map<String, HomeUser> users = Map.of(
            token, new HomeUser("0a1b2c3d4e5f60718293a4b5c6d7e8f9", "Owner", true),
            guestToken, new HomeUser("f9e8d7c6b5a493827160f5e4d3c2b1a0", "Guest", false));
    private final Set<HomeSocket> sockets = ConcurrentHashMap.newKeySet();
    private final HomeCore core;
    private final HomeConfiguration configuration;
    private final HomeServices services;
    private final HomeQueries queries;
    private final HomeCommands commands;
    private final int port;
    private WebServer server;

    private DemoHome(String host, int port, InstantSource clock, long seed) {
        this.host = host;
        this.core = HomeCore.of(new HomeBus(clock, new Random(seed)));
        HomeData.load(core);
        this.configuration = new HomeConfiguration(core);
        this.services = new HomeServices(core);
        HomeDrift drift = new HomeDrift(core, seed);
        services.action(
                "homeassistant.restart", (call, state) -> core.thread().later(Duration.ofMillis(100), this::restart));
        core.thread().ask(() -> {
            drift.tick();
            core.states().begin();
            return true;
        });
        this.queries = new HomeQueries(core, services, new HomeRecorder(core, drift), users.values());
        this.commands = new HomeCommands(core, services, configuration, queries);
        core.thread().every(DRIFT, () -> {
            drift.tick();
            services.calendar().show(core.bus().context(null));
        });
        this.server = listen(port);
        this.port = server.port();
    }

    /// Starts a home.
    ///
    /// @param port 0 for any that is free
    /// @param seed decides the noise of what is measured
    public static DemoHome start(String host, int port, InstantSource clock, long seed) {
        DemoHome home = new DemoHome(host, port, clock, seed);
        LOGGER.log(
                Level.INFO,
                "Demo home: not a real one; listens on port {0,number,#}",
                home.uri().getPort());
        return home;
    }

    private static String secret() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private WebServer listen(int port) {
        return WebServer.builder()
                .host(host)
                .port(port)
                .shutdownHook(false)
                .shutdownGracePeriod(Duration.ZERO)
                .addProtocol(WsConfig.builder().maxFrameLength(LARGEST_MESSAGE).build())
                .addRouting(WsRouting.builder().endpoint("/api/websocket", this::socket))
                .routing(http -> http.register(new HomeRest(core, services, queries, configuration, this::user)))
                .build()
                .start();
    }

    private HomeSocket socket() {
        HomeSocket socket = new HomeSocket(core.thread(), commands, this::user, sockets::remove);
        sockets.add(socket);
        return socket;
    }

    private Optional<HomeUser> user(String token) {
        return Optional.ofNullable(users.get(token));
    }

    /// Where it listens: `http://127.0.0.1:8123`.
    public URI uri() {
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
    }

    /// A token with which an administrator signs in.
    public String token() {
        return token;
    }

    /// A token of a user who is not an administrator.
    public String guestToken() {
        return guestToken;
    }

    /// Cuts every WebSocket, as a network does that fails.
    public void cutSockets() {
        List.copyOf(sockets).forEach(HomeSocket::cut);
    }

    /// Goes away: nothing answers at the address any more. What the home is like stays as it is.
    public synchronized void unplug() {
        cutSockets();
        server.stop();
    }

    /// Comes back at the same address.
    public synchronized void plugIn() {
        server = listen(port);
    }

    /// Is starting, as its configuration says, until [#started()].
    public void starting() {
        core.thread().run(() -> configuration.running(false));
    }

    /// Has started, and says so to whom it may concern.
    public void started() {
        core.thread().run(() -> configuration.running(true));
    }

    /// Leaves calls of the service, `light.turn_on`, over the WebSocket undone and unanswered, until
    /// [#answer(String)].
    public void hang(String service) {
        core.thread().ask(() -> {
            commands.hang(service, true);
            return true;
        });
    }

    /// Carries calls of the service out again.
    public void answer(String service) {
        core.thread().ask(() -> {
            commands.hang(service, false);
            return true;
        });
    }

    /// Makes a device unreachable, as one that has lost its power.
    public void unreachable(String entityId) {
        core.thread().ask(() -> {
            core.halt(entityId);
            HomeState state = core.states().get(entityId);
            core.states()
                    .set(entityId, "unavailable", state.lasting(), core.bus().context(null));
            return true;
        });
    }

    private void restart() {
        cutSockets();
        configuration.running(false);
        core.thread().later(Duration.ofSeconds(2), () -> configuration.running(true));
    }

    @Override
    public synchronized void close() {
        cutSockets();
        server.stop();
        core.thread().close();
    }
}
