package io.jarvas.demo.model;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.jarvas.demo.model.ModelAnswers.Cost;
import io.jarvas.demo.model.ModelAnswers.Form;
import io.jarvas.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// A server that speaks Ollama's HTTP API and holds a model, `jarvas-demo`: a few hundred words and rules for those who
/// try Jarvas without a model of their own; and `demo-embed`, which compares how texts are spelt. It takes the time
/// that a model at home takes: it reads a prompt, reuses the prefix that it has read before, and writes some thirty
/// tokens a second.
///
/// Where its rules end it says so; it never claims to be a real model.
public final class DemoModel implements AutoCloseable {
    /// The model's name.
    public static final String MODEL = "jarvas-demo";

    private static final String JSON = "application/json; charset=utf-8";
    private static final String NDJSON = "application/x-ndjson";

    private final DemoModelConfig config;
    private final ModelMind mind = new ModelMind();
    private final ModelMemory memory;
    private final ModelAnswers answers;
    private final WebServer server;
    private final AtomicInteger writing = new AtomicInteger();
    private volatile boolean closed;
    /// Whether the model that compares texts is in memory. It takes no room there.
    private volatile boolean embeds;

    private DemoModel(String host, int port, DemoModelConfig config) {
        this.config = config;
        memory = new ModelMemory(config);
        answers = new ModelAnswers(config);
        server = WebServer.builder()
                .host(host)
                .port(port)
                .shutdownHook(false)
                .shutdownGracePeriod(Duration.ZERO)
                .connectionOptions(options -> options.tcpNoDelay(true))
                .routing(routing -> routing.any(this::handle))
                .build();
    }

    /// Starts the model at a person's pace.
    ///
    /// @param port 0 for any that is free
    public static DemoModel start(String host, int port) {
        return start(host, port, DemoModelConfig.LIFELIKE);
    }

    /// Starts the model.
    ///
    /// @param port 0 for any that is free
    public static DemoModel start(String host, int port, DemoModelConfig config) {
        DemoModel model = new DemoModel(host, port, config);
        model.server.start();
        return model;
    }

    /// Where it answers: `http://127.0.0.1:41000`.
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /// How many answers are being streamed now.
    int writing() {
        return writing.get();
    }

    /// Stops at once, answers that are being written included.
    @Override
    public void close() {
        closed = true;
        server.stop();
    }

    private void handle(ServerRequest request, ServerResponse response) {
        String path = request.path().path();
        List<Method> allowed = switch (path) {
            case "/", "/api/version", "/api/tags" -> List.of(Method.GET, Method.HEAD);
            case "/api/ps" -> List.of(Method.GET);
            case "/api/show", "/api/chat", "/api/generate", "/api/embed" -> List.of(Method.POST);
            default -> List.of();
        };
        if (allowed.isEmpty()) {
            text(response, Status.NOT_FOUND_404, "404 page not found");
        } else if (!allowed.contains(request.prologue().method())) {
            response.header(HeaderNames.ALLOW, allowed.getFirst().text());
            text(response, Status.METHOD_NOT_ALLOWED_405, "405 method not allowed");
        } else {
            try {
                answer(path, request, response);
            } catch (ModelRefusal refusal) {
                json(response, Status.create(refusal.status()), Map.of("error", refusal.words()));
            } catch (InterruptedException _) {
                // The server is being stopped: nobody waits for the rest.
                Thread.currentThread().interrupt();
            }
        }
    }

    private void answer(String path, ServerRequest request, ServerResponse response) throws InterruptedException {
        switch (path) {
            case "/" -> text(response, Status.OK_200, "Ollama is running");
            case "/api/version" -> json(response, Status.OK_200, ModelAnswers.version());
            case "/api/tags" -> json(response, Status.OK_200, answers.tags());
            case "/api/ps" -> json(response, Status.OK_200, ModelAnswers.running(memory.loaded(), embeds));
            case "/api/show" -> show(body(request), response);
            case "/api/embed" -> embed(body(request), response);
            case "/api/chat" -> reply(Form.CHAT, ModelRequest.chat(body(request)), response);
            case "/api/generate" -> reply(Form.GENERATE, ModelRequest.generate(body(request)), response);
            default -> throw new IllegalStateException(path);
        }
    }

    private static Map<String, Object> body(ServerRequest request) {
        return ModelRequest.body(
                request.content().hasEntity() ? request.content().as(byte[].class) : new byte[0]);
    }

    private void show(Map<String, Object> body, ServerResponse response) {
        Object model = body.getOrDefault("model", body.getOrDefault("name", ""));
        if (model.equals("")) {
            throw new ModelRefusal(400, "model is required");
        }
        if (embeds(model.toString())) {
            json(response, Status.OK_200, answers.showEmbedding());
            return;
        }
        mustBeKnown(model.toString());
        json(response, Status.OK_200, answers.show());
    }

    private static boolean embeds(String model) {
        return model.equals(ModelEmbedding.MODEL) || model.equals(ModelEmbedding.MODEL + ":latest");
    }

    private void embed(Map<String, Object> body, ServerResponse response) {
        long asked = System.nanoTime();
        Object model = body.getOrDefault("model", "");
        if (!embeds(model.toString())) {
            mustBeKnown(model.toString());
            throw new ModelRefusal(400, "this model does not support embeddings");
        }
        embeds = true;
        List<String> texts = body.get("input") instanceof List<?> several
                ? several.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(body.getOrDefault("input", "")));
        json(response, Status.OK_200, ModelAnswers.embeddings(model.toString(), texts, System.nanoTime() - asked));
    }

    private static void mustBeKnown(String model) {
        if (!model.equals(MODEL) && !model.equals(MODEL + ":latest")) {
            throw new ModelRefusal(404, "model '" + model + "' not found");
        }
    }

    private void reply(Form form, ModelRequest request, ServerResponse response) throws InterruptedException {
        if (embeds(request.model())) {
            throw new ModelRefusal(400, "\"" + request.model() + "\" does not support chat");
        }
        mustBeKnown(request.model());
        if (request.messages().isEmpty()) {
            boolean unload = request.keepAlive().isZero();
            if (unload) {
                memory.unload();
            } else if (memory.load(request)) {
                pause(config.loading());
            }
            json(response, Status.OK_200, answers.silent(form, request.model(), unload ? "unload" : "load"));
            return;
        }
        long asked = System.nanoTime();
        ModelMemory.Reading reading = memory.read(request);
        Duration load = reading.loaded() ? config.loading() : Duration.ZERO;
        Duration read = Duration.ofNanos(reading.unread() * 1_000_000_000L / config.promptTokensPerSecond());
        pause(load.plus(read));

        ModelReply answer = mind.answer(reading.messages(), request.tools());
        boolean natively = !request.tools().isEmpty();
        List<String> tokens = ModelTokens.pieces(natively ? answer.text() : answer.written());
        int limit = Math.min(request.answerTokens().orElse(Integer.MAX_VALUE), tokens.size());
        boolean whole = limit == tokens.size();
        Writing writing = new Writing(
                form,
                request,
                reading,
                tokens.subList(0, limit),
                natively && whole ? answer.actions() : List.of(),
                whole ? "stop" : "length",
                asked,
                load,
                read);
        if (request.stream()) {
            stream(writing, response);
        } else {
            for (int i = 0; i < writing.written() && !closed; i++) {
                pause(config.tokenPause());
            }
            String text = String.join("", writing.tokens());
            memory.answered(request, reading, text);
            json(
                    response,
                    Status.OK_200,
                    answers.last(form, request.model(), text, writing.calls(), writing.reason(), writing.cost()));
        }
    }

    /// An answer on its way.
    ///
    /// @param calls native ones, after the text
    private record Writing(
            Form form,
            ModelRequest request,
            ModelMemory.Reading reading,
            List<String> tokens,
            List<ModelAction> calls,
            String reason,
            long asked,
            Duration load,
            Duration read) {
        /// How many tokens it takes to write it.
        int written() {
            return tokens.size() + calls.stream().mapToInt(Writing::tokens).sum();
        }

        static int tokens(ModelAction call) {
            return ModelTokens.pieces(call.line()).size();
        }

        Cost cost() {
            Duration total = Duration.ofNanos(System.nanoTime() - asked);
            Duration generation = total.minus(load).minus(read);
            return new Cost(total, load, reading.tokens(), read, written(), generation);
        }
    }

    private void stream(Writing writing, ServerResponse response) throws InterruptedException {
        String model = writing.request().model();
        response.header(HeaderNames.CONTENT_TYPE, NDJSON);
        StringBuilder written = new StringBuilder();
        this.writing.incrementAndGet();
        try (OutputStream out = response.outputStream()) {
            for (String token : writing.tokens()) {
                pause(config.tokenPause());
                if (closed) {
                    return;
                }
                line(out, answers.piece(writing.form(), model, token));
                written.append(token);
            }
            for (int i = 0; i < writing.calls().size(); i++) {
                ModelAction call = writing.calls().get(i);
                pause(config.tokenPause().multipliedBy(Writing.tokens(call)));
                if (closed) {
                    return;
                }
                line(out, answers.call(model, call, i));
            }
            line(out, answers.last(writing.form(), model, "", List.of(), writing.reason(), writing.cost()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            this.writing.decrementAndGet();
            memory.answered(writing.request(), writing.reading(), written.toString());
        }
    }

    private static void line(OutputStream out, Map<String, Object> object) throws IOException {
        out.write((Json.text(object) + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        out.flush();
    }

    private static void pause(Duration duration) throws InterruptedException {
        if (duration.isPositive()) {
            Thread.sleep(duration);
        }
    }

    private static void json(ServerResponse response, Status status, Map<String, Object> object) {
        response.status(status).header(HeaderNames.CONTENT_TYPE, JSON).send(Json.bytes(object));
    }

    private static void text(ServerResponse response, Status status, String text) {
        response.status(status)
                .header(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
                .send(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
