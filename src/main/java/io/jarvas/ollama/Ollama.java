package io.jarvas.ollama;

import io.jarvas.llm.ChatRequest;
import io.jarvas.llm.EmbeddingModel;
import io.jarvas.llm.LanguageModel;
import io.jarvas.llm.ModelException;
import io.jarvas.llm.ModelStatus;
import io.jarvas.llm.ModelStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Ollama as a language model. Safe to use from any thread.
///
/// Every server of the configuration is looked at in the background, from the start until [#close()]: every 10 s while
/// it is well, every 2 s while it is not; a place that nobody named, where none was found yet, every minute. The first
/// healthy one answers. Where a request fails before anything of its answer came, the next server gets it, or after a
/// short pause the same one where there is no other; but not where it would fail anywhere.
///
/// Protocol: Ollama's `docs/api.md`, `/api/chat` streamed, tried with 0.17.
public final class Ollama implements LanguageModel, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Ollama.class.getName());

    private final OllamaConfig config;
    private final List<OllamaServer> servers;
    private final AtomicInteger unseen;

    /// Begins to look at the servers at once, and returns without waiting for them.
    public Ollama(OllamaConfig config, Clock clock) {
        this.config = config;
        this.unseen = new AtomicInteger(config.urls().size());
        this.servers = config.urls().stream()
                .map(url -> new OllamaServer(config, url, clock, this::anyHealthy, this::looked))
                .toList();
        servers.forEach(OllamaServer::start);
    }

    @Override
    public ModelStream stream(ChatRequest request) {
        OllamaStream stream = new OllamaStream(this::next, request, config);
        stream.start();
        return stream;
    }

    /// The status of the first healthy server; where none is, of the first that at least answers, or else of
    /// the first. Where Ollama is looked for and nothing was found, the detail says where.
    @Override
    public ModelStatus status() {
        return first(OllamaServer::healthy)
                .or(() -> first(server -> answers(server.status())))
                .map(OllamaServer::status)
                .orElseGet(this::nowhere);
    }

    private static boolean answers(ModelStatus status) {
        return status.problem()
                .filter(problem -> problem != ModelException.Code.UNREACHABLE)
                .isPresent();
    }

    private ModelStatus nowhere() {
        ModelStatus status = servers.getFirst().status();
        boolean sought = config.search().isPresent() && status.problem().isPresent();
        return sought ? status.withProblem(status.problem(), "not found at " + places()) : status;
    }

    private String places() {
        return servers.stream().map(OllamaServer::place).collect(Collectors.joining(", "));
    }

    /// A server was looked at for the first time.
    private void looked() {
        if (unseen.decrementAndGet() == 0 && config.search().isPresent() && !anyHealthy()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "No Ollama was found at {0}. They are looked at again every minute; ollama_url names another place.",
                    places());
        }
    }

    /// The model of the same servers that says what texts mean, where one is installed.
    public EmbeddingModel embeddings() {
        return new OllamaEmbeddings(() -> first(OllamaServer::healthy), config.keepAlive());
    }

    /// Ends the background checks. Answers on their way go on.
    @Override
    public void close() {
        servers.forEach(OllamaServer::close);
    }

    private boolean anyHealthy() {
        return servers.stream().anyMatch(OllamaServer::healthy);
    }

    private Optional<OllamaServer> first(Predicate<OllamaServer> condition) {
        return servers.stream().filter(condition).findFirst();
    }

    private Optional<OllamaServer> next(List<OllamaServer> tried, Optional<ModelException> failure) {
        boolean elsewhere = failure.map(ModelException::code)
                .map(code -> switch (code) {
                    case UNREACHABLE, CUT_SHORT, BUSY, MODEL_MISSING, MODEL_TOO_LARGE, STALLED -> true;
                    case PROMPT_TOO_LONG, REFUSED -> false;
                })
                .orElse(true);
        if (!elsewhere) {
            return Optional.empty();
        }
        Optional<OllamaServer> other = first(server -> !tried.contains(server) && server.healthy())
                .or(() -> first(server -> !tried.contains(server)));
        return other.or(() -> failure.flatMap(reason -> once(tried, reason)));
    }

    /// The one server there is, a second time, where its failure may have passed.
    private Optional<OllamaServer> once(List<OllamaServer> tried, ModelException failure) {
        boolean passes = switch (failure.code()) {
            case UNREACHABLE, CUT_SHORT, BUSY -> true;
            case STALLED, MODEL_MISSING, MODEL_TOO_LARGE, PROMPT_TOO_LONG, REFUSED -> false;
        };
        return passes && tried.size() == 1 ? Optional.of(servers.getFirst()) : Optional.empty();
    }
}
