package io.jarvas.homeassistant;

import io.jarvas.home.EntityId;
import io.jarvas.home.HomeCatalog;
import io.jarvas.home.HomeException;
import io.jarvas.home.HomeStatus;
import io.jarvas.home.HomeStatus.Link;
import io.jarvas.home.HomeStatus.Problem;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Keeps the connection and the copy of the home: connects, reads what changed, and connects again, for as
/// long as it runs.
///
/// One virtual thread runs it. The connection's reader thread only applies states and says here which parts
/// are out of date; everything that waits for an answer waits here.
///
/// While Home Assistant starts, entities and services come one by one. Where a catalogue is known it stays
/// until Home Assistant says that it runs, so that a restart does not pass through a home half empty; the
/// states are live meanwhile.
final class Upkeep implements Runnable {
    private static final Logger LOG = System.getLogger(Upkeep.class.getName());

    private final HttpClient client;
    private final URI address;
    private final String token;
    private final HomeAssistantConfig.Timing timing;
    private final Clock clock;
    private final HomeCopy copy;
    private final RestApi rest;
    private final KeptCatalog kept;

    private final Outdated outdated = new Outdated();

    private volatile boolean closed;
    private volatile Optional<Connection> connection = Optional.empty();
    private volatile HomeStatus status;
    private volatile boolean renew;
    private Optional<HomeCatalog> written = Optional.empty();
    private boolean proven;

    Upkeep(
            HttpClient client,
            URI address,
            HomeAssistantConfig config,
            Clock clock,
            HomeCopy copy,
            RestApi rest,
            KeptCatalog kept) {
        this.client = client;
        this.address = address;
        this.token = config.token();
        this.timing = config.timing();
        this.clock = clock;
        this.copy = copy;
        this.rest = rest;
        this.kept = kept;
        this.written = copy.catalog();
        this.status = new HomeStatus(Link.DOWN, Optional.of(Problem.UNREACHABLE), "not yet connected", clock.instant());
    }

    HomeStatus status() {
        return status;
    }

    /// The authenticated connection, where there is one.
    Optional<Connection> connection() {
        return connection;
    }

    /// Ends the connection and, soon after, the thread.
    void close() {
        closed = true;
        outdated.ring();
        connection.ifPresent(Connection::close);
    }

    @Override
    public void run() {
        Pauses pauses = new Pauses(timing.firstPause(), timing.longestPause());
        try {
            while (!closed) {
                proven = false;
                Duration least = connectSafely();
                if (proven) {
                    pauses.reset();
                }
                if (!closed) {
                    outdated.pause(max(least, pauses.next()), () -> closed);
                }
            }
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "Interrupted: the home is no longer kept up to date", e);
        }
    }

    /// An error of ours ends an attempt, never the attempts.
    private Duration connectSafely() throws InterruptedException {
        try {
            return connectOnce();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The home could not be kept up to date", e);
            report(Link.DOWN, Optional.of(Problem.UNREACHABLE), String.valueOf(e.getMessage()));
            return Duration.ZERO;
        }
    }

    /// @return how long to wait at least before the next attempt
    private Duration connectOnce() throws InterruptedException {
        NotConnectedException failure;
        try (Connection now = Connection.open(client, address, token, timing, outdated::ring)) {
            connection = Optional.of(now);
            failure = new NotConnectedException(Problem.UNREACHABLE, true, serve(now), null);
        } catch (NotConnectedException e) {
            failure = e;
        } finally {
            connection = Optional.empty();
            copy.lost();
        }
        if (closed) {
            return Duration.ZERO;
        }
        if (status.link() == Link.LIVE) {
            report(Link.DOWN, Optional.of(failure.problem()), failure.detail());
        }
        return standIn(failure);
    }

    /// Serves one connection until it ends.
    ///
    /// @return why it ended
    private String serve(Connection now) throws InterruptedException {
        outdated.take();
        try {
            Session session = new Session(now);
            session.watch();
            session.begin();
            proven = true;
            while (!closed && !now.ended()) {
                session.upkeep();
            }
            return now.reason();
        } catch (HomeException e) {
            return now.ended() ? now.reason() : String.valueOf(e.getMessage());
        }
    }

    /// REST, where the socket cannot be had.
    ///
    /// @return how long to wait at least before the next attempt
    private Duration standIn(NotConnectedException failure) {
        Problem problem = failure.problem();
        String detail = failure.detail();
        boolean polling = false;
        if (failure.answered() && problem != Problem.WRONG_TOKEN) {
            try {
                rest.check(timing.answer());
                polling = true;
                if (copy.snapshot().isPresent() && !polledLately()) {
                    copy.polled(rest.states(timing.answer()));
                }
            } catch (NotConnectedException e) {
                problem = e.problem() == Problem.UNREACHABLE ? problem : e.problem();
            } catch (HomeException e) {
                LOG.log(Level.DEBUG, "Home Assistant's states cannot be read over REST either", e);
                polling = false;
            }
        }
        if (!polling) {
            copy.unreachable();
        }
        report(polling ? Link.POLLING : Link.DOWN, Optional.of(problem), detail);
        return problem == Problem.WRONG_TOKEN ? timing.wrongTokenPause() : Duration.ZERO;
    }

    private boolean polledLately() {
        return status.link() == Link.POLLING && copy.remembers();
    }

    private void report(Link link, Optional<Problem> problem, String detail) {
        HomeStatus before = status;
        boolean same = before.link() == link && before.problem().equals(problem);
        status = new HomeStatus(link, problem, detail, same ? before.since() : clock.instant());
        if (!same) {
            LOG.log(
                    Level.INFO,
                    "Home Assistant: {0}, {1}",
                    link,
                    problem.map(Problem::name).orElse("no problem"));
        }
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /// What is done with one connection.
    private final class Session {
        private final Connection now;
        private Registries registries = Registries.EMPTY;
        private boolean loaded;
        private boolean running = true;
        private boolean administrator = true;
        private int subscription;
        private long reread = System.nanoTime() + timing.reread().toNanos();

        Session(Connection now) {
            this.now = now;
        }

        /// Asks to be told what changes. Comes first, so that nothing is missed between.
        void watch() {
            Map<String, EnumSet<Part>> parts = new TreeMap<>();
            for (Part part : Part.values()) {
                part.events()
                        .forEach(event -> parts.computeIfAbsent(event, _ -> EnumSet.noneOf(Part.class))
                                .add(part));
            }
            parts.forEach((event, changed) ->
                    now.subscribe("subscribe_events", Map.of("event_type", event), _ -> outdated.mark(changed)));
        }

        void begin() {
            running = isRunning();
            if (running || copy.catalog().isEmpty()) {
                read(EnumSet.allOf(Part.class));
            } else {
                states(copy.exposed(), Optional.empty());
            }
            live();
        }

        private boolean isRunning() {
            return now.ask("get_config", Map.of(), timing.answer()) instanceof Answer.Success config
                    && Registries.running(config);
        }

        private void live() {
            Optional<Problem> problem = running
                    ? administrator ? Optional.empty() : Optional.of(Problem.NOT_ADMINISTRATOR)
                    : Optional.of(Problem.STARTING);
            report(Link.LIVE, problem, "");
            copy.catalog()
                    .filter(catalog -> !written.equals(Optional.of(catalog)))
                    .ifPresent(catalog -> {
                        if (loaded && running) {
                            kept.write(catalog);
                            written = Optional.of(catalog);
                        }
                    });
        }

        /// Waits for something to do, and does it.
        void upkeep() throws InterruptedException {
            Duration untilPing = timing.quiet().minus(now.quiet());
            Duration untilReread = Duration.ofNanos(reread - System.nanoTime());
            Duration wait = min(running ? untilPing : timing.starting(), min(untilPing, untilReread));
            boolean rung = outdated.await(wait);
            if (closed || now.ended()) {
                return;
            }
            if (rung) {
                outdated.pause(timing.settle(), () -> closed || now.ended());
            }
            if (!running && isRunning()) {
                running = true;
                outdated.take();
                read(EnumSet.allOf(Part.class));
            }
            Set<Part> parts = outdated.take();
            if (System.nanoTime() >= reread) {
                reread = System.nanoTime() + timing.reread().toNanos();
                parts.add(Part.EXPOSED);
            }
            if (!parts.isEmpty() && loaded) {
                read(parts);
            }
            if (renew) {
                renew = false;
                copy.renew();
            }
            if (now.quiet().compareTo(timing.quiet()) >= 0) {
                ping();
            }
            live();
        }

        private void ping() {
            try {
                now.ask("ping", Map.of(), timing.answer());
            } catch (HomeException e) {
                now.abort("Home Assistant did not answer a ping");
                throw e;
            }
        }

        /// Reads parts anew, all at once, and what follows from a changed exposure.
        private void read(Set<Part> parts) {
            Map<Part, Connection.Pending> asked = new EnumMap<>(Part.class);
            for (Part part : parts) {
                if (part != Part.ENTRIES) {
                    asked.put(part, now.send(part.command(), Map.of()));
                }
            }
            NavigableSet<EntityId> before = registries.exposed();
            asked.forEach((part, pending) -> take(part, now.answer(pending, timing.answer())));
            boolean exposure = !loaded || !before.equals(registries.exposed());
            if (parts.contains(Part.ENTRIES) || exposure) {
                entries();
            }
            loaded = true;
            if (exposure) {
                states(registries.exposed(), Optional.of(registries));
            } else {
                copy.registries(registries);
            }
        }

        private void take(Part part, Answer answer) {
            switch (answer) {
                case Answer.Success success -> {
                    registries = registries.with(part, success);
                    administrator = administrator || part == Part.EXPOSED;
                }
                case Answer.Failure failure -> {
                    if (part == Part.EXPOSED) {
                        administrator = !failure.code().equals("unauthorized");
                        registries = registries.exposed(copy.exposed());
                    }
                    LOG.log(Level.DEBUG, "Home Assistant refused to tell {0}: {1}", part, failure.code());
                }
            }
        }

        private void entries() {
            if (registries.exposed().isEmpty()) {
                registries = registries.with(Part.ENTRIES, new Answer.Success(Map.of()));
                return;
            }
            Map<String, Object> ids = Map.of("entity_ids", texts(registries.exposed()));
            take(Part.ENTRIES, now.ask(Part.ENTRIES.command(), ids, timing.answer()));
        }

        private static List<String> texts(NavigableSet<EntityId> ids) {
            return ids.stream().map(EntityId::value).toList();
        }

        /// Subscribes to the states of these entities, in place of those before, and waits for the first of
        /// them.
        private void states(NavigableSet<EntityId> ids, Optional<Registries> with) {
            if (subscription != 0) {
                now.unsubscribe(subscription);
                subscription = 0;
            }
            if (ids.isEmpty()) {
                // Without ids, Home Assistant would send every entity.
                copy.begin(Map.of(), with);
                return;
            }
            CompletableFuture<Boolean> first = new CompletableFuture<>();
            Connection.Pending pending =
                    now.subscribe("subscribe_entities", Map.of("entity_ids", texts(ids)), event -> {
                        if (!first.isDone()) {
                            copy.begin(event, with);
                            first.complete(true);
                        } else if (copy.change(event)) {
                            renew = true;
                            outdated.ring();
                        }
                    });
            subscription = pending.id();
            now.answer(pending, timing.answer());
            try {
                first.get(timing.answer().toNanos(), TimeUnit.NANOSECONDS);
            } catch (ExecutionException | TimeoutException e) {
                throw new HomeException(HomeException.Code.ANSWER_LOST, "Home Assistant sent no states", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new HomeException(HomeException.Code.ANSWER_LOST, "interrupted", e);
            }
        }
    }
}
