package io.jarvas.wyoming;

import io.jarvas.speech.AssistAgent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// Jarvas as a Wyoming service that answers, a `handle` program: what Home Assistant makes a conversation agent of.
///
/// The protocol knows no passwords, so that the address alone says who may ask: whoever else connects is let go without
/// a byte. A client that is idle, or stuck, or asks for too much, is let go too; the connection is all that it loses.
public final class WyomingServer implements AutoCloseable {
    private static final int BACKLOG = 64;
    private static final Duration LONGEST_BEAT = Duration.ofSeconds(1);
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final System.Logger LOG = System.getLogger(WyomingServer.class.getName());

    private final ServerSocket listener;
    private final WyomingServerConfig config;
    private final AssistAgent agent;
    private final Predicate<InetAddress> guard;
    private final Event info;
    private final Semaphore places;
    private final Map<HandleConnection, Thread> connections = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final SparingCount refusals = new SparingCount(Clock.systemUTC());
    private final SparingCount tooMany = new SparingCount(Clock.systemUTC());
    private final SparingCount failures = new SparingCount(Clock.systemUTC());
    private final Thread accepting;
    private final Thread watching;

    private WyomingServer(
            ServerSocket listener, WyomingServerConfig config, AssistAgent agent, Predicate<InetAddress> guard) {
        this.listener = listener;
        this.config = config;
        this.agent = agent;
        this.guard = guard;
        this.info = HandleInfo.event(config.version());
        this.places = new Semaphore(config.connections());
        this.accepting = Thread.ofVirtual().name("wyoming-accept").unstarted(this::accept);
        this.watching = Thread.ofVirtual().name("wyoming-watch").unstarted(this::watch);
    }

    /// Listens.
    ///
    /// @param guard says whether whoever has this address may ask; to be quick, since all others wait for it
    /// @throws UncheckedIOException where it cannot listen there
    public static WyomingServer start(WyomingServerConfig config, AssistAgent agent, Predicate<InetAddress> guard) {
        try {
            ServerSocket listener = new ServerSocket();
            try {
                listener.bind(new InetSocketAddress(config.host(), config.port()), BACKLOG);
            } catch (IOException e) {
                listener.close();
                throw e;
            }
            WyomingServer server = new WyomingServer(listener, config, agent, guard);
            server.accepting.start();
            server.watching.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("nobody can listen at " + config.host() + ":" + config.port(), e);
        }
    }

    /// Where it listens.
    public int port() {
        return listener.getLocalPort();
    }

    /// Lets go of everyone, and waits for the ends of what was being answered, for some seconds.
    @Override
    public void close() {
        closing.countDown();
        try {
            listener.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "the listener did not close", e);
        }
        try {
            accepting.join();
            watching.join();
            connections.keySet().forEach(HandleConnection::end);
            long end = System.nanoTime() + LAST_ANSWERS.toNanos();
            for (Thread thread : connections.values()) {
                if (!thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())))) {
                    LOG.log(System.Logger.Level.WARNING, "an answer to Assist does not end");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void accept() {
        while (!isClosing()) {
            try {
                admit(listener.accept());
            } catch (IOException | RuntimeException e) {
                if (!isClosing()) {
                    failures.happened()
                            .ifPresent(count -> LOG.log(
                                    System.Logger.Level.WARNING,
                                    "a connection to the Wyoming server failed (" + count + " since the last line)",
                                    e));
                    pause();
                }
            }
        }
    }

    /// What fails, fails again at once where there are no more files to open.
    private void pause() {
        try {
            closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void admit(Socket socket) throws IOException {
        if (!isWelcome(socket.getInetAddress())) {
            socket.close();
            log(refusals.happened(), "who is not on the list", socket);
        } else if (!places.tryAcquire()) {
            socket.close();
            log(tooMany.happened(), "since there are too many", socket);
        } else {
            begin(socket);
        }
    }

    private boolean isWelcome(InetAddress address) {
        try {
            return guard.test(address);
        } catch (RuntimeException e) {
            failures.happened()
                    .ifPresent(count -> LOG.log(System.Logger.Level.ERROR, "it is not known who may ask", e));
            return false;
        }
    }

    private static void log(OptionalLong count, String why, Socket socket) {
        count.ifPresent(times -> LOG.log(
                System.Logger.Level.WARNING,
                "Wyoming: a client at {0} is let go, {1} ({2} since the last line)",
                socket.getInetAddress().getHostAddress(),
                why,
                times));
    }

    private void begin(Socket socket) throws IOException {
        HandleConnection connection;
        try {
            socket.setTcpNoDelay(true);
            connection = new HandleConnection(socket, agent, info);
        } catch (IOException e) {
            places.release();
            socket.close();
            throw e;
        }
        Thread thread = Thread.ofVirtual().name("wyoming-client").unstarted(() -> converse(connection));
        connections.put(connection, thread);
        thread.start();
    }

    private void converse(HandleConnection connection) {
        try {
            connection.converse();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "a connection of the Wyoming server broke", e);
        } finally {
            connections.remove(connection);
            places.release();
        }
    }

    private void watch() {
        try {
            while (!closing.await(beat().toMillis(), TimeUnit.MILLISECONDS)) {
                connections.keySet().forEach(connection -> connection.endIfStuck(config.idle(), config.slow()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration beat() {
        Duration shorter = config.idle().compareTo(config.slow()) < 0 ? config.idle() : config.slow();
        Duration beat = shorter.dividedBy(4).plusMillis(1);
        return beat.compareTo(LONGEST_BEAT) < 0 ? beat : LONGEST_BEAT;
    }
}
