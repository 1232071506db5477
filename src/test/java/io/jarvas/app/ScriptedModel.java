package io.jarvas.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jarvas.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/// A language model that answers the next question as a test tells it to, and leaves all others to the demo
/// model.
public final class ScriptedModel implements AutoCloseable {
    /// One answer, piece by piece. A piece that cannot be sent, because Jarvas went away, throws.
    public interface Script {
        void write(Pen pen) throws Exception;
    }

    /// Sends one piece of text at once.
    public interface Pen {
        void write(String text) throws IOException;
    }

    private static final int BYTES_PER_TOKEN = 4;

    private final URI demo;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<Script> scripts = new LinkedBlockingQueue<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    public ScriptedModel(URI demo) throws IOException {
        this.demo = demo;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// The next question is answered so.
    public void answer(Script script) {
        scripts.add(script);
    }

    /// All that was asked, also what the demo model answered.
    public List<String> asked() {
        return List.copyOf(asked);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            asked.add(new String(body, StandardCharsets.UTF_8));
            String path = exchange.getRequestURI().getPath();
            Script script = path.equals("/api/chat") && isQuestion(body) ? scripts.poll() : null;
            if (script == null) {
                forward(exchange, body);
            } else {
                play(exchange, script, body.length / BYTES_PER_TOKEN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// What is to be answered with one token is only to be read, and without messages the model is only loaded.
    private static boolean isQuestion(byte[] body) {
        Map<String, Object> request = Json.object(body);
        boolean reading = request.get("options") instanceof Map<?, ?> options && options.containsKey("num_predict");
        return !reading && !request.getOrDefault("messages", "").toString().isBlank();
    }

    private void forward(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = client.send(
                HttpRequest.newBuilder(demo.resolve(exchange.getRequestURI()))
                        .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body))
                        .header("Content-Type", "application/json")
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        answer.headers()
                .firstValue("Content-Type")
                .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
        exchange.sendResponseHeaders(answer.statusCode(), 0);
        try (InputStream in = answer.body();
                OutputStream out = exchange.getResponseBody()) {
            byte[] buffer = new byte[8192];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                out.write(buffer, 0, length);
                out.flush();
            }
        }
    }

    private static void play(HttpExchange exchange, Script script, int promptTokens)
            throws IOException, InterruptedException {
        exchange.getResponseHeaders().set("Content-Type", "application/x-ndjson");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            script.write(
                    text -> line(out, Map.of("message", Map.of("role", "assistant", "content", text), "done", false)));
            line(
                    out,
                    Map.of(
                            "message",
                            Map.of("role", "assistant", "content", ""),
                            "done",
                            true,
                            "done_reason",
                            "stop",
                            "prompt_eval_count",
                            promptTokens,
                            "eval_count",
                            1));
        } catch (IOException | InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void line(OutputStream out, Map<String, Object> line) throws IOException {
        out.write(Json.bytes(line));
        out.write('\n');
        out.flush();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        client.shutdownNow();
    }
}
