package io.jarvas.doctor;

import io.jarvas.doctor.Probe.Answered;
import io.jarvas.doctor.Probe.Reply;
import io.jarvas.doctor.Probe.Silent;
import io.jarvas.doctor.Setup.OpenModel;
import io.jarvas.doctor.Sheet.Outcome;
import io.jarvas.json.Json;
import io.jarvas.json.JsonException;
import io.jarvas.llm.LanguageModel;
import io.jarvas.llm.ModelException;
import io.jarvas.llm.ModelStatus;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Looks at Ollama: over HTTP as anybody can, then through Jarvas's own adapter, so that the model is asked with the
/// very options that Jarvas uses.
final class ModelExamination implements Runnable {
    /// What is suggested where nothing is installed.
    static final String SUGGESTED = "qwen3:4b-instruct";
    /// From which on Ollama takes all that Jarvas asks of it.
    private static final String LEAST = "0.12.0";
    /// About what one exposed entity takes of the window, and the rest of the home's part, in tokens.
    private static final int TOKENS_OF_ENTITY = 30;
    /// The share of the window up to which the home is shown whole.
    private static final double HOME = 0.45;

    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Check[] ALL = {
        Check.MODEL_ADDRESS,
        Check.MODEL_VERSION,
        Check.MODEL_INSTALLED,
        Check.MODEL_WINDOW,
        Check.MODEL_ANSWER,
        Check.MODEL_STREAM
    };

    private final Setup.Model setup;
    private final Probe probe;
    private final Sheet sheet;
    private final CompletableFuture<OptionalInt> exposed;
    private final Reach reach;

    ModelExamination(Setup setup, Probe probe, Sheet sheet, CompletableFuture<OptionalInt> exposed) {
        this.setup = setup.model();
        this.probe = probe;
        this.sheet = sheet;
        this.exposed = exposed;
        this.reach = new Reach("Ollama", "ollama_url", setup.container());
    }

    /// An Ollama that answers.
    private record Place(URI url, String version) {}

    @Override
    public void run() {
        Optional<Place> place = sheet.check(Check.MODEL_ADDRESS, limit(), this::address);
        if (place.isEmpty()) {
            sheet.skip(Finding.skipped("doctor.skipped.model"), ALL);
            return;
        }
        URI url = place.get().url();
        sheet.note(Check.MODEL_VERSION, version(place.get().version()));
        try (OpenModel open = setup.model().apply(url)) {
            Optional<ModelStatus> status =
                    sheet.check(Check.MODEL_INSTALLED, limit().multipliedBy(2), () -> installed(url, open.model()));
            if (status.isEmpty()) {
                sheet.skip(Finding.skipped("doctor.skipped.installed"), ALL);
                return;
            }
            sheet.check(
                    Check.MODEL_WINDOW,
                    probe.limits().answer().multipliedBy(6),
                    () -> Outcome.of(window(status.get())));
            new ModelSample(setup, probe.limits(), sheet, open.model()).run();
        }
    }

    private Duration limit() {
        return probe.limits().question();
    }

    private Outcome<Place> address() throws InterruptedException {
        Map<URI, Future<Reply>> asked = new LinkedHashMap<>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            setup.urls().forEach(url -> asked.put(url, executor.submit(() -> probe.get(under(url, "/api/version")))));
        }
        Map<URI, Reply> replies = new LinkedHashMap<>();
        asked.forEach((url, reply) -> replies.put(url, reply.resultNow()));
        Optional<Place> found = replies.entrySet().stream()
                .flatMap(reply -> place(reply.getKey(), reply.getValue()).stream())
                .findFirst();
        if (found.isEmpty()) {
            return Outcome.of(nowhere(replies));
        }
        Place place = found.get();
        Optional<URI> silent = setup.usualPlaces()
                ? Optional.empty()
                : replies.entrySet().stream()
                        .filter(reply -> place(reply.getKey(), reply.getValue()).isEmpty())
                        .map(Map.Entry::getKey)
                        .findFirst();
        Finding finding = silent.map(url -> Finding.warning("doctor.model.one_silent", place.url(), url))
                .orElseGet(() ->
                        Finding.fine(setup.usualPlaces() ? "doctor.model.found" : "doctor.model.there", place.url()));
        return Outcome.of(finding, place);
    }

    private static URI under(URI url, String path) {
        return URI.create(url.toString().replaceAll("/+$", "") + path);
    }

    private static Optional<Place> place(URI url, Reply reply) {
        if (!(reply instanceof Answered answer) || answer.status() != 200) {
            return Optional.empty();
        }
        try {
            return Json.object(answer.body()).get("version") instanceof String version
                    ? Optional.of(new Place(url, version))
                    : Optional.empty();
        } catch (JsonException e) {
            return Optional.empty();
        }
    }

    private Finding nowhere(Map<URI, Reply> replies) {
        if (setup.usualPlaces()) {
            return Finding.broken("doctor.model.not_found", places(setup.urls()));
        }
        URI url = setup.urls().getFirst();
        return switch (replies.get(url)) {
            case Silent silent -> reach.silent(url, silent);
            case Answered answer -> reach.stranger(url, answer).orElseGet(() -> stranger(url, answer));
            case null -> Finding.broken("doctor.model.not_found", places(setup.urls()));
        };
    }

    private Finding stranger(URI url, Answered answer) {
        return switch (answer.status()) {
            case 403 -> Finding.broken("doctor.model.forbidden", url);
            case 401 -> reach.broken("login", url);
            case 404 -> reach.broken(url.getPath().isEmpty() ? "stranger" : "path", url);
            case 502, 503, 504 -> reach.broken("gateway", url);
            default -> reach.broken("stranger", url);
        };
    }

    static String places(List<URI> urls) {
        return urls.stream().map(URI::getAuthority).distinct().collect(Collectors.joining(", "));
    }

    private static Finding version(String version) {
        return Versions.isBefore(version, LEAST)
                ? Finding.warning("doctor.model.old", version, LEAST)
                : Finding.fine("doctor.model.version", version);
    }

    private Outcome<ModelStatus> installed(URI url, LanguageModel model) throws InterruptedException {
        List<String> names = names(url);
        if (names.isEmpty()) {
            return Outcome.of(Finding.broken("doctor.model.none", setup.named().orElse(SUGGESTED)));
        }
        Optional<String> missing = setup.named().filter(name -> !names.contains(plain(name)));
        if (missing.isPresent()) {
            return Outcome.of(Finding.broken("doctor.model.missing", missing.get(), String.join(", ", names)));
        }
        ModelStatus status = model.status();
        while (!status.checked().isAfter(Instant.EPOCH)) {
            Thread.sleep(PAUSE);
            status = model.status();
        }
        if (status.problem().equals(Optional.of(ModelException.Code.MODEL_MISSING))) {
            return Outcome.of(
                    setup.listed().isEmpty()
                            ? Finding.broken("doctor.model.speechless", String.join(", ", names), SUGGESTED)
                            : Finding.broken(
                                    "doctor.model.missing", setup.listed().getFirst(), String.join(", ", names)));
        }
        String chosen = status.model().orElse("");
        Optional<String> absent = setup.listed().stream()
                .filter(name -> !names.contains(plain(name)))
                .findFirst();
        Finding finding = absent.map(name -> Finding.warning("doctor.model.listed_missing", chosen, name))
                .orElseGet(() ->
                        Finding.fine(setup.named().isPresent() ? "doctor.model.named" : "doctor.model.chosen", chosen));
        return Outcome.of(finding, status);
    }

    private List<String> names(URI url) throws InterruptedException {
        if (!(probe.get(under(url, "/api/tags")) instanceof Answered answer)) {
            return List.of();
        }
        try {
            return Json.object(answer.body()).get("models") instanceof List<?> models
                    ? models.stream()
                            .flatMap(model -> model instanceof Map<?, ?> map && map.get("name") instanceof String name
                                    ? Stream.of(plain(name))
                                    : Stream.empty())
                            .toList()
                    : List.of();
        } catch (JsonException e) {
            return List.of();
        }
    }

    private static String plain(String name) {
        return name.endsWith(":latest") ? name.substring(0, name.length() - ":latest".length()) : name;
    }

    private Finding window(ModelStatus status) throws InterruptedException, ExecutionException {
        int window = status.contextTokens();
        if (window < setup.contextTokens()) {
            return Finding.warning("doctor.window.smaller", window, setup.contextTokens());
        }
        OptionalInt entities;
        try {
            entities = exposed.get(probe.limits().answer().multipliedBy(5).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            entities = OptionalInt.empty();
        }
        if (entities.isEmpty()) {
            return Finding.fine("doctor.window.known", window);
        }
        int tokens = entities.getAsInt() * TOKENS_OF_ENTITY;
        return tokens > window * HOME
                ? Finding.warning("doctor.window.index", entities.getAsInt(), window)
                : Finding.fine("doctor.window.whole", percent((double) tokens / window), window);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f", share * 100);
    }
}
