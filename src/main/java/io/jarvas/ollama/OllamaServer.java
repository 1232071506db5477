package io.jarvas.ollama;

import io.jarvas.llm.ChatRequest;
import io.jarvas.llm.ModelException;
import io.jarvas.llm.ModelException.Code;
import io.jarvas.llm.ModelStatus;
import io.jarvas.llm.ModelStatus.Memory;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One Ollama server, looked at again and again by a thread of its own. Safe to use from any thread.
final class OllamaServer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(OllamaServer.class.getName());

    /// Of the network, where nobody reads the answer; who reads it is less patient. Long, because a request
    /// waits silently while Ollama answers others.
    private static final Duration LONGEST_SILENCE = Duration.ofHours(1);

    private final OllamaConfig config;
    private final Clock clock;
    private final OllamaApi api;
    private final String name;
    private final Map<String, ModelDetails> details = new ConcurrentHashMap<>();
    private final Thread watch;
    private final BooleanSupplier anyHealthy;
    private final Runnable looked;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /// Counts what requests reported, so that a look that began before does not undo it.
    private long reports;
    /// Set where a request found out something that should be looked at without delay.
    private boolean lookNow;
    /// What Ollama said when the default model did not fit; a look cannot find that out, so it stays until an
    /// answer comes.
    private Optional<String> tooLarge = Optional.empty();

    /// The model that says what texts mean.
    private volatile Optional<InstalledModel> embedder = Optional.empty();

    /// By their plain names.
    private volatile Set<String> inMemory = Set.of();

    private volatile ModelStatus status;
    private volatile long lastSign = System.nanoTime();
    /// Whether Ollama has ever answered here.
    private volatile boolean found;

    /// @param anyHealthy whether some server answers: the others are then looked at less often
    /// @param looked is run after the first look
    OllamaServer(OllamaConfig config, URI url, Clock clock, BooleanSupplier anyHealthy, Runnable looked) {
        this.config = config;
        this.clock = clock;
        this.api = new OllamaApi(url, config.connect());
        this.name = url.getHost() + ":" + url.getPort();
        this.anyHealthy = anyHealthy;
        this.looked = looked;
        this.status = new ModelStatus(
                config.model(), allowed(config.model()), 0, Memory.UNKNOWN, "", Optional.empty(), "", Instant.EPOCH);
        this.watch = Thread.ofVirtual().name("ollama-watch").unstarted(this::watch);
    }

    void start() {
        watch.start();
    }

    @Override
    public void close() {
        watch.interrupt();
    }

    /// What was last found out. Its `checked` is [Instant#EPOCH] until something was.
    ModelStatus status() {
        return status;
    }

    boolean healthy() {
        ModelStatus now = status;
        return now.problem().isEmpty() && now.checked().isAfter(Instant.EPOCH);
    }

    /// A request on its way, and how to read its answer.
    record Exchange(OllamaApi.AnswerLines lines, ModelDetails.Thinking thinking) {}

    /// Sends the request, and waits for the beginning of the answer.
    ///
    /// @throws ModelException where none begins
    Exchange chat(ChatRequest request) {
        String model = model(request);
        ModelDetails known = details(model);
        byte[] body = PromptBody.of(request, model, known, contextTokens(known), config.keepAlive());
        return new Exchange(api.chat(body, LONGEST_SILENCE), known.thinking());
    }

    /// Whether the request's model must first be read from disk, as far as the server knows now.
    boolean loads(ChatRequest request) {
        Optional<String> model = request.model().or(() -> status.model());
        return model.isPresent() && memory(model.get()) == Memory.ABSENT;
    }

    private String model(ChatRequest request) {
        ModelStatus now = status.model().isPresent() ? status : look();
        String model = request.model()
                .filter(_ -> !now.allowed().isEmpty())
                .or(now::model)
                .orElseThrow(() -> new ModelException(now.problem().orElse(Code.MODEL_MISSING), now.detail()));
        if (now.allowed().stream().noneMatch(allowed -> same(allowed, model))) {
            throw new ModelException(Code.REFUSED, "model '" + model + "' is not one of those that may be asked for");
        }
        return model;
    }

    private ModelDetails details(String model) {
        ModelDetails known = details.get(InstalledModel.plainName(model));
        return known != null ? known : show(model, "");
    }

    private ModelDetails show(String model, String digest) {
        ModelDetails shown = api.show(model, digest);
        details.put(InstalledModel.plainName(model), shown);
        return shown;
    }

    private int contextTokens(ModelDetails known) {
        return known.contextTokens() > 0
                ? Math.min(config.contextTokens(), known.contextTokens())
                : config.contextTokens();
    }

    /// What is known of each of these models.
    private <T> Map<String, T> known(List<String> models, Function<ModelDetails, T> what) {
        Map<String, T> all = new HashMap<>();
        for (String model : models) {
            ModelDetails known = details.get(InstalledModel.plainName(model));
            if (known != null) {
                all.put(model, what.apply(known));
            }
        }
        return all;
    }

    private Memory memory(String model) {
        return memory(model, names(api.loaded()));
    }

    private static Memory memory(String model, Set<String> inMemory) {
        return inMemory.contains(InstalledModel.plainName(model)) ? Memory.LOADED : Memory.ABSENT;
    }

    private static Set<String> names(List<OllamaApi.LoadedModel> loaded) {
        return loaded.stream()
                .map(model -> InstalledModel.plainName(model.name()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Whether a model says what texts mean, and answers in no words: it is never the one that a person talks
    /// with.
    private boolean embeds(InstalledModel model) {
        ModelDetails known = details.get(model.name());
        return known != null && known.embedding() && !known.chat() && !model.remote();
    }

    /// The model that says what texts mean, as of the last look.
    Optional<InstalledModel> embedder() {
        return embedder;
    }

    /// Whether a model was in memory at the last look.
    boolean holds(String model) {
        return inMemory.contains(InstalledModel.plainName(model));
    }

    /// The models in memory now, by their plain names.
    Set<String> loadedNow() {
        Set<String> now = names(api.loaded());
        inMemory = now;
        return now;
    }

    /// See [OllamaApi#embed].
    float[] embed(byte[] body, Duration limit) {
        return api.embed(body, limit);
    }

    /// Takes a model from memory.
    void unload(String model) {
        api.unload(model);
    }

    private static boolean same(String one, String other) {
        return InstalledModel.plainName(one).equals(InstalledModel.plainName(other));
    }

    private List<String> allowed(Optional<String> model) {
        return Stream.concat(model.stream(), config.models().stream())
                .distinct()
                .toList();
    }

    // What requests find out

    /// A piece of an answer came.
    void sign() {
        lastSign = System.nanoTime();
    }

    /// When something of any answer last came, as [System#nanoTime()] counts.
    long lastSign() {
        return lastSign;
    }

    /// An answer came to its end.
    void answered(ChatRequest request) {
        lock.lock();
        try {
            reports++;
            boolean isDefault = isDefault(request);
            if (isDefault) {
                tooLarge = Optional.empty();
            }
            publish(status.withMemory(isDefault ? Memory.LOADED : status.memory())
                    .withProblem(tooLarge.map(_ -> Code.MODEL_TOO_LARGE), tooLarge.orElse(""))
                    .withCheck(name, clock.instant()));
        } finally {
            lock.unlock();
        }
    }

    private boolean isDefault(ChatRequest request) {
        Optional<String> usual = status.model();
        return request.model()
                .map(model -> usual.filter(name -> same(name, model)).isPresent())
                .orElse(true);
    }

    /// A request failed.
    void failed(ChatRequest request, ModelException failure) {
        lock.lock();
        try {
            switch (failure.code()) {
                case UNREACHABLE, CUT_SHORT -> {
                    report(failure);
                    lookNow = true;
                }
                case STALLED, BUSY -> report(failure);
                case MODEL_MISSING -> lookNow = true;
                case MODEL_TOO_LARGE -> {
                    if (isDefault(request)) {
                        tooLarge = Optional.of(words(failure));
                        report(failure);
                    }
                }
                case PROMPT_TOO_LONG, REFUSED -> {}
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// A request got no further sign of life, and no other did.
    void fellSilent(ChatRequest request, ModelException failure) {
        failed(request, failure);
        Thread.ofVirtual().name("ollama-unload").start(() -> unload(request));
    }

    /// Takes a silent model from memory, so that the next request loads it afresh. Ollama 0.17 can lose a
    /// model for good when a client leaves while a token is on its way to it: whatever asks for it then
    /// waits, and only this ends that.
    private void unload(ChatRequest request) {
        request.model().or(() -> status.model()).ifPresent(model -> {
            try {
                api.unload(model);
            } catch (ModelException e) {
                LOG.log(System.Logger.Level.WARNING, "a silent model could not be taken from memory", e);
            }
        });
    }

    private void report(ModelException failure) {
        reports++;
        publish(troubled(failure));
    }

    // What the watch finds out

    private void watch() {
        try {
            for (boolean first = true; ; first = false) {
                long seen = reports();
                ModelStatus now = look();
                lock.lockInterruptibly();
                try {
                    if (reports == seen) {
                        publish(now);
                    }
                } finally {
                    lock.unlock();
                }
                if (first) {
                    looked.run();
                }
                lock.lockInterruptibly();
                try {
                    rest();
                } finally {
                    lock.unlock();
                }
            }
        } catch (InterruptedException e) {
            LOG.log(System.Logger.Level.DEBUG, "the watch over an Ollama server ends");
        }
    }

    /// The count of reports as a look begins; what was to be looked at without delay is.
    private long reports() {
        lock.lock();
        try {
            lookNow = false;
            return reports;
        } finally {
            lock.unlock();
        }
    }

    private void rest() throws InterruptedException {
        long began = System.nanoTime();
        while (!lookNow) {
            long left = pause().toNanos() - (System.nanoTime() - began);
            if (left > 0) {
                changed.await(left, TimeUnit.NANOSECONDS);
            } else if (unfound() && anyHealthy.getAsBoolean()) {
                began = System.nanoTime();
            } else {
                return;
            }
        }
    }

    private Duration pause() {
        if (unfound()) {
            return config.search().orElseThrow();
        }
        return healthy() || anyHealthy.getAsBoolean() ? config.healthyCheck() : config.unhealthyCheck();
    }

    /// Whether this is a place that nobody named, and nothing was found there yet. It is looked at rarely,
    /// and not at all while another place has what is looked for.
    private boolean unfound() {
        return config.search().isPresent() && !found;
    }

    /// `localhost:11434`.
    String place() {
        return name;
    }

    private ModelStatus look() {
        try {
            String version = api.version();
            if (version.isEmpty() && unfound()) {
                throw new ModelException(Code.REFUSED, "not Ollama");
            }
            List<InstalledModel> installed = api.installed();
            learn(installed);
            Optional<String> model = choose(installed);
            Optional<ModelDetails> known = model.map(name -> details.get(InstalledModel.plainName(name)));
            embedder = installed.stream().filter(this::embeds).findFirst();
            inMemory = names(api.loaded());
            Memory memory = model.map(name -> memory(name, inMemory)).orElse(Memory.UNKNOWN);
            Optional<ModelException> problem =
                    known.isEmpty() ? Optional.of(missing(model, installed)) : doesNotFit(memory);
            return new ModelStatus(
                    model,
                    allowed(model),
                    known.map(this::contextTokens).orElse(0),
                    known(allowed(model), this::contextTokens),
                    known(allowed(model), ModelDetails::capabilities),
                    memory,
                    name,
                    version,
                    problem.map(ModelException::code),
                    problem.map(OllamaServer::words).orElse(""),
                    clock.instant());
        } catch (ModelException e) {
            return troubled(e);
        }
    }

    /// Reads what is not known yet of the models that matter: those that may be asked for, or all that may be
    /// chosen.
    private void learn(List<InstalledModel> installed) {
        List<String> wanted = allowed(config.model());
        List<String> gone = new ArrayList<>(details.keySet());
        for (InstalledModel model : installed) {
            gone.remove(model.name());
            ModelDetails known = details.get(model.name());
            // Any on this machine may be the one that says what texts mean.
            boolean matters = !model.remote() || wanted.stream().anyMatch(name -> same(name, model.name()));
            if (matters && (known == null || !known.digest().equals(model.digest()))) {
                learn(model);
            }
        }
        gone.forEach(details::remove);
    }

    private void learn(InstalledModel model) {
        try {
            show(model.name(), model.digest());
        } catch (ModelException e) {
            switch (e.code()) {
                // One broken model does not hide the others.
                case REFUSED, MODEL_MISSING, MODEL_TOO_LARGE ->
                    LOG.log(System.Logger.Level.DEBUG, "Ollama does not show a model that it lists", e);
                case UNREACHABLE, PROMPT_TOO_LONG, STALLED, CUT_SHORT, BUSY -> throw e;
            }
        }
    }

    private Optional<String> choose(List<InstalledModel> installed) {
        if (config.model().isPresent()) {
            return config.model();
        }
        Optional<String> chosen =
                status.model().filter(name -> installed.stream().anyMatch(model -> same(model.name(), name)));
        return chosen.or(() -> ModelChoice.best(installed, config.models(), details));
    }

    private Optional<ModelException> doesNotFit(Memory memory) {
        lock.lock();
        try {
            if (memory == Memory.LOADED) {
                tooLarge = Optional.empty();
            }
            return tooLarge.map(words -> new ModelException(Code.MODEL_TOO_LARGE, words));
        } finally {
            lock.unlock();
        }
    }

    private static ModelException missing(Optional<String> model, List<InstalledModel> installed) {
        String words = model.map(name -> "model '" + name + "' not found")
                .orElse(installed.isEmpty() ? "no model is installed" : "no installed model answers in words");
        return new ModelException(Code.MODEL_MISSING, words);
    }

    private ModelStatus troubled(ModelException problem) {
        return status.withMemory(Memory.UNKNOWN)
                .withProblem(Optional.of(problem.code()), words(problem))
                .withCheck(name, clock.instant());
    }

    private static String words(ModelException failure) {
        return String.valueOf(failure.getMessage());
    }

    private void publish(ModelStatus now) {
        if (unfound() && !now.version().isEmpty()) {
            LOG.log(System.Logger.Level.INFO, "Ollama was found at {0}", name);
            found = true;
        }
        if (!unfound() && !now.problem().equals(status.problem())) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "Ollama: {0}",
                    now.problem().map(Enum::name).orElse("well"));
        }
        status = now;
    }
}
