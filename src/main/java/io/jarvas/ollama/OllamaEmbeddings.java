package io.jarvas.ollama;

import io.jarvas.json.Json;
import io.jarvas.llm.Embedding;
import io.jarvas.llm.EmbeddingModel;
import io.jarvas.llm.ModelException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// What texts mean, as the first installed model says that Ollama lists for it (`embedding` among its capabilities).
/// Safe to use from any thread.
///
/// It is another model than the one that answers, and Ollama holds it beside that one where both fit. Whether they do,
/// only Ollama knows: so it is loaded at leisure alone, and where the model that answers has left memory afterwards, it
/// is taken out again and not asked any more. A turn asks it only while it is in memory. After a failure it is left
/// alone for a while.
///
/// Protocol: Ollama's `docs/api.md`, `/api/embed`.
final class OllamaEmbeddings implements EmbeddingModel {
    private static final System.Logger LOG = System.getLogger(OllamaEmbeddings.class.getName());

    private static final Duration QUICK = Duration.ofMillis(250);
    private static final Duration LEISURELY = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    /// In characters. Memories are shorter; of a longer message the beginning says what it is about.
    private static final int LONGEST = 1_000;

    private final Supplier<Optional<OllamaServer>> servers;
    private final String keepAlive;
    private volatile long pausedUntil = System.nanoTime();
    private volatile String evicting = "";

    /// @param servers the one that answers now
    /// @param keepAlive see [OllamaConfig#keepAlive()]
    OllamaEmbeddings(Supplier<Optional<OllamaServer>> servers, String keepAlive) {
        this.servers = servers;
        this.keepAlive = keepAlive;
    }

    private record Asked(OllamaServer server, InstalledModel model) {
        /// Other files say other things.
        String id() {
            return model.name() + " " + model.digest();
        }
    }

    private Optional<Asked> asked() {
        if (System.nanoTime() - pausedUntil < 0) {
            return Optional.empty();
        }
        return servers.get()
                .flatMap(server -> server.embedder().map(model -> new Asked(server, model)))
                .filter(asked -> !asked.id().equals(evicting));
    }

    @Override
    public Optional<String> model() {
        return asked().map(Asked::id);
    }

    @Override
    public Optional<Embedding> quickly(String text) {
        return asked().filter(asked -> asked.server().holds(asked.model().name()))
                .flatMap(asked -> embed(asked, text, QUICK));
    }

    @Override
    public Optional<Embedding> atLeisure(String text) {
        Optional<Asked> asked = asked();
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        OllamaServer server = asked.get().server();
        String name = asked.get().model().name();
        if (server.holds(name)) {
            return embed(asked.get(), text, LEISURELY);
        }
        Optional<String> answering = server.status().model();
        try {
            boolean before = answering.filter(model -> in(server, model)).isPresent();
            Optional<Embedding> meaning = embed(asked.get(), text, LEISURELY);
            boolean after = answering.filter(model -> in(server, model)).isPresent();
            if (before && !after) {
                evicting = asked.get().id();
                LOG.log(
                        System.Logger.Level.INFO,
                        "Ollama has no memory for an embedding model beside the one that answers: memories are searched by their words alone.");
                server.unload(name);
                return Optional.empty();
            }
            return meaning;
        } catch (ModelException e) {
            pause(e);
            return Optional.empty();
        }
    }

    private static boolean in(OllamaServer server, String model) {
        return server.loadedNow().contains(InstalledModel.plainName(model));
    }

    private Optional<Embedding> embed(Asked asked, String text, Duration limit) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("model", asked.model().name());
        body.put("input", text.length() <= LONGEST ? text : text.substring(0, LONGEST));
        body.put("truncate", true);
        body.put("keep_alive", PromptBody.keepAlive(keepAlive));
        CompletableFuture<float[]> answer = new CompletableFuture<>();
        Thread call = Thread.ofVirtual().name("ollama-embed").start(() -> {
            try {
                answer.complete(asked.server().embed(Json.bytes(body), limit));
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return Optional.of(Embedding.of(asked.id(), answer.get(limit.toMillis(), TimeUnit.MILLISECONDS)));
        } catch (TimeoutException e) {
            call.interrupt();
            pause(e);
        } catch (ExecutionException e) {
            pause(e);
        } catch (InterruptedException e) {
            call.interrupt();
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    private void pause(Exception reason) {
        LOG.log(System.Logger.Level.DEBUG, "the embedding model is left alone for a while", reason);
        pausedUntil = System.nanoTime() + PAUSE.toNanos();
    }
}
