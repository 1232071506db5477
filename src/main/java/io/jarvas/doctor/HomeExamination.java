package io.jarvas.doctor;

import io.jarvas.doctor.Probe.Answered;
import io.jarvas.doctor.Probe.Silent;
import io.jarvas.doctor.Sheet.Outcome;
import io.jarvas.json.Json;
import io.jarvas.json.JsonException;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// Looks at Home Assistant as Jarvas uses it: REST, then the socket.
///
/// The token is sent once before it is known to be right, because Home Assistant tells its owner of each wrong one.
final class HomeExamination implements Runnable {
    /// From which on Home Assistant tells what is exposed.
    private static final String LEAST = "2023.5";
    /// The oldest that Jarvas was tried with.
    private static final String TRIED = "2025.4";

    private static final Duration CLOCKS = Duration.ofSeconds(5);
    private static final Check[] ALL = {
        Check.HOME_ADDRESS,
        Check.HOME_TOKEN,
        Check.HOME_VERSION,
        Check.CLOCK,
        Check.TIME_ZONE,
        Check.HOME_SOCKET,
        Check.HOME_EXPOSED,
        Check.HOME_STATES
    };

    private final Setup.Home home;
    private final Probe probe;
    private final Sheet sheet;
    private final InstantSource clock;
    private final CompletableFuture<OptionalInt> exposed;
    private final Reach reach;

    /// @param exposed gets how many entities are exposed, or that this is not known
    HomeExamination(
            Setup setup, Probe probe, Sheet sheet, InstantSource clock, CompletableFuture<OptionalInt> exposed) {
        this.home = setup.home();
        this.probe = probe;
        this.sheet = sheet;
        this.clock = clock;
        this.exposed = exposed;
        this.reach = new Reach("Home Assistant", "home_assistant_url", setup.container());
    }

    @Override
    public void run() {
        try {
            examine();
        } finally {
            exposed.complete(OptionalInt.empty());
        }
    }

    private void examine() {
        Optional<Answered> answer = sheet.check(Check.HOME_ADDRESS, limit(), this::address);
        if (answer.isEmpty()) {
            sheet.skip(Finding.skipped("doctor.skipped.home"), ALL);
            return;
        }
        sheet.note(Check.CLOCK, clock(answer.get()));
        Finding token = token(answer.get());
        sheet.note(Check.HOME_TOKEN, token);
        if (!(token instanceof Finding.Fine)) {
            sheet.skip(Finding.skipped("doctor.skipped.token"), ALL);
            return;
        }
        Optional<Map<String, Object>> config = sheet.check(Check.HOME_VERSION, limit(), this::version);
        config.ifPresentOrElse(
                found -> sheet.note(Check.TIME_ZONE, zone(String.valueOf(found.get("time_zone")))),
                () -> sheet.skip(Finding.skipped("doctor.skipped.version"), Check.TIME_ZONE));
        Optional<HomeTalk> talk = sheet.check(Check.HOME_SOCKET, limit().multipliedBy(2), this::socket);
        if (talk.isEmpty()) {
            sheet.skip(Finding.skipped("doctor.skipped.socket"), ALL);
            return;
        }
        try (HomeTalk open = talk.get()) {
            Optional<Set<String>> entities = sheet.check(Check.HOME_EXPOSED, limit(), () -> exposed(open));
            exposed.complete(entities.map(set -> OptionalInt.of(set.size())).orElse(OptionalInt.empty()));
            entities.filter(set -> !set.isEmpty())
                    .ifPresentOrElse(
                            set -> sheet.check(Check.HOME_STATES, limit(), () -> Outcome.of(states(open, set))),
                            () -> sheet.skip(Finding.skipped("doctor.skipped.exposed"), Check.HOME_STATES));
        }
    }

    private Duration limit() {
        return probe.limits().question();
    }

    private Map<String, String> authorization() {
        return Map.of("Authorization", "Bearer " + home.token());
    }

    private Outcome<Answered> address() throws InterruptedException {
        return switch (probe.get(URI.create(home.api() + "/"), authorization())) {
            case Silent silent -> Outcome.of(reach.silent(home.url(), silent));
            case Answered answer -> {
                Optional<Finding> stranger = reach.stranger(home.url(), answer);
                yield stranger.isPresent() ? Outcome.of(stranger.get()) : identity(answer);
            }
        };
    }

    private Outcome<Answered> identity(Answered answer) {
        return switch (answer.status()) {
            case 200 ->
                answer.body().contains("API running")
                        ? there(answer)
                        : Outcome.of(reach.broken("stranger", home.url()));
            case 401 -> there(answer);
            // Home Assistant's own words for an address that it has shut out, and for a proxy it was not told of.
            case 403 ->
                Outcome.of(
                        answer.body().contains("Forbidden")
                                ? Finding.broken("doctor.home.banned")
                                : reach.broken("stranger", home.url()));
            case 400 -> Outcome.of(Finding.broken("doctor.home.proxy"));
            case 404 -> Outcome.of(reach.broken(home.url().getPath().isEmpty() ? "stranger" : "path", home.url()));
            case 502, 503, 504 -> Outcome.of(new Finding.Warning(Words.of("home.starting"), Optional.empty()));
            default -> Outcome.of(reach.broken("stranger", home.url()));
        };
    }

    private Outcome<Answered> there(Answered answer) {
        return Outcome.of(
                Finding.fine("doctor.home.there", home.url(), answer.took().toMillis()), answer);
    }

    private static Finding token(Answered answer) {
        return answer.status() == 401 ? Finding.known("home.wrong_token") : Finding.fine("doctor.home.token");
    }

    /// A Date is cut to the second, and about of the middle of the exchange.
    private static Finding clock(Answered answer) {
        return answer.date()
                .map(theirs -> {
                    Instant ours = answer.began().plus(answer.took().dividedBy(2));
                    Duration ahead = Duration.between(theirs.plusMillis(500), ours);
                    if (ahead.abs().compareTo(CLOCKS) <= 0) {
                        return Finding.fine("doctor.clock.fine");
                    }
                    return Finding.warning(
                            ahead.isNegative() ? "doctor.clock.behind" : "doctor.clock.ahead",
                            ahead.abs().toSeconds());
                })
                .orElseGet(() -> Finding.skipped("doctor.clock.unknown"));
    }

    private Outcome<Map<String, Object>> version() throws InterruptedException {
        if (!(probe.get(URI.create(home.api() + "/config"), authorization()) instanceof Answered answer)
                || answer.status() != 200) {
            return Outcome.of(Finding.broken("doctor.home.no_config"));
        }
        Map<String, Object> config;
        try {
            config = Json.object(answer.body());
        } catch (JsonException e) {
            return Outcome.of(Finding.broken("doctor.home.no_config"));
        }
        String version = String.valueOf(config.getOrDefault("version", ""));
        String state = String.valueOf(config.getOrDefault("state", "RUNNING"));
        if (Versions.isBefore(version, LEAST)) {
            return Outcome.of(Finding.broken("doctor.home.old", version, LEAST), config);
        }
        if (!state.equals("RUNNING")) {
            return Outcome.of(new Finding.Warning(Words.of("home.starting"), Optional.empty()), config);
        }
        return Outcome.of(
                Versions.isBefore(version, TRIED)
                        ? Finding.warning("doctor.home.untried", version, TRIED)
                        : Finding.fine("doctor.home.version", version),
                config);
    }

    private Finding zone(String name) {
        try {
            ZoneId theirs = ZoneId.of(name);
            ZoneId ours = ZoneId.systemDefault();
            boolean same = theirs.getRules()
                    .getOffset(clock.instant())
                    .equals(ours.getRules().getOffset(clock.instant()));
            return same
                    ? Finding.fine("doctor.zone.same", name)
                    : Finding.fine("doctor.zone.other", name, ours.getId());
        } catch (DateTimeException e) {
            return Finding.warning("doctor.zone.unknown", name);
        }
    }

    private Outcome<HomeTalk> socket() throws InterruptedException {
        HomeTalk talk;
        try {
            talk = HomeTalk.open(probe, home);
        } catch (HomeTalk.RefusedException e) {
            return Outcome.of(
                    e.wrongToken()
                            ? Finding.known("home.wrong_token")
                            : Finding.broken("doctor.home.socket", e.words()));
        }
        try {
            return Outcome.of(Finding.fine("doctor.home.ping", talk.ping().toMillis()), talk);
        } catch (IOException e) {
            talk.close();
            return Outcome.of(Finding.broken("doctor.home.no_ping"));
        }
    }

    private Outcome<Set<String>> exposed(HomeTalk talk) throws IOException, InterruptedException {
        Map<String, Object> answer = talk.ask("homeassistant/expose_entity/list", Map.of());
        if (!Boolean.TRUE.equals(answer.get("success"))) {
            return Outcome.of(
                    String.valueOf(answer.get("error")).contains("unauthorized")
                            ? Finding.known("home.not_administrator")
                            : Finding.broken("doctor.home.no_list", HomeTalk.error(answer)));
        }
        Set<String> entities = HomeTalk.exposed(answer);
        return Outcome.of(
                entities.isEmpty()
                        ? Finding.broken("doctor.home.nothing_exposed")
                        : Finding.fine("doctor.home.exposed", entities.size()),
                entities);
    }

    private Finding states(HomeTalk talk, Set<String> entities) throws IOException, InterruptedException {
        Map<String, Object> states = talk.states(entities);
        long gone = states.values().stream()
                .filter(state -> state instanceof Map<?, ?> one && "unavailable".equals(one.get("s")))
                .count();
        if (states.isEmpty()) {
            return Finding.broken("doctor.home.no_states");
        }
        return gone == states.size()
                ? Finding.warning("doctor.home.all_gone", gone)
                : Finding.fine("doctor.home.states", states.size(), gone);
    }
}
