package io.jarvas.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jarvas.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/// An Ollama that charges for every token of a prompt that it has not read before, in time and in its books.
///
/// It has one slot, which holds the tokens of the last prompt and of what was written behind it, as the real
/// one has. A prompt that begins with the same tokens takes the time of the others only. Requests come one
/// after another. A client that leaves stops the writing, but not the reading of a prompt.
final class CachingOllama implements AutoCloseable {
    static final String MODEL = "caching";
    private static final int WINDOW = 8_192;
    private static final double WRITTEN_A_SECOND = 200;
    private static final int OK = 200;

    static {
        // Otherwise each piece of an answer waits for the client's acknowledgement of the one before.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /// What one prompt cost, in tokens.
    ///
    /// @param total the whole prompt
    /// @param reused what the slot held of it
    /// @param system the system message, with its marks
    /// @param newest the last message of a person
    /// @param waited for the requests before it
    /// @param inAdvance whether nobody wanted an answer
    record Request(int total, int reused, int system, String newest, Duration waited, boolean inAdvance) {
        int read() {
            return total - reused;
        }
    }

    private final HttpServer server;
    private final double readASecond;
    private final ReentrantLock slot = new ReentrantLock(true);
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final AtomicLong begun = new AtomicLong();
    private volatile long lastSign = System.nanoTime();
    private volatile UnaryOperator<String> answers = _ -> "The light in the kitchen is on.";
    /// Guarded by `slot`.
    private List<String> held = List.of();

    /// @param readASecond how many tokens it reads
    CachingOllama(double readASecond) throws IOException {
        this.readASecond = readASecond;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// What it answers from now on to a person's last message.
    void answer(UnaryOperator<String> next) {
        answers = next;
    }

    /// All that were read, in their order.
    List<Request> requests() {
        return List.copyOf(requests);
    }

    /// How many it has begun to read.
    long begun() {
        return begun.get();
    }

    /// Waits until from now on there was nothing to do for so long.
    void awaitQuiet(Duration silence) throws InterruptedException {
        lastSign = System.nanoTime();
        while (slot.isLocked() || System.nanoTime() - lastSign < silence.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            switch (exchange.getRequestURI().getPath()) {
                case "/api/version" -> whole(exchange, OK, Map.of("version", "0.17.4"));
                case "/api/tags" ->
                    whole(exchange, OK, Map.of("models", List.of(Map.of("name", MODEL, "digest", "1", "size", 1))));
                case "/api/ps" ->
                    whole(exchange, OK, Map.of("models", List.of(Map.of("name", MODEL, "context_length", WINDOW))));
                case "/api/show" ->
                    whole(
                            exchange,
                            OK,
                            Map.of(
                                    "details",
                                    Map.of("family", "llama"),
                                    "model_info",
                                    Map.of("general.architecture", "llama", "llama.context_length", WINDOW),
                                    "capabilities",
                                    List.of("completion"),
                                    "template",
                                    ""));
                default -> chat(exchange, Json.object(body));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void whole(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
        byte[] bytes = Json.bytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void chat(HttpExchange exchange, Map<String, Object> body) throws IOException, InterruptedException {
        Rendered prompt = Rendered.of((List<?>) body.get("messages"));
        Map<?, ?> options = (Map<?, ?>) body.get("options");
        int window = ((Number) options.get("num_ctx")).intValue();
        int most = options.get("num_predict") instanceof Number number ? number.intValue() : Integer.MAX_VALUE;
        if (prompt.tokens().size() >= window) {
            whole(exchange, 400, Map.of("error", "the input length exceeds the context length"));
            return;
        }
        long arrived = System.nanoTime();
        slot.lock();
        try {
            Duration waited = Duration.ofNanos(System.nanoTime() - arrived);
            begun.incrementAndGet();
            Duration reading = read(prompt, waited, most == 1);
            exchange.getResponseHeaders().set("Content-Type", "application/x-ndjson");
            exchange.sendResponseHeaders(OK, 0);
            write(exchange.getResponseBody(), prompt, most, reading);
        } finally {
            lastSign = System.nanoTime();
            slot.unlock();
        }
    }

    private Duration read(Rendered prompt, Duration waited, boolean inAdvance) throws InterruptedException {
        List<String> tokens = prompt.tokens();
        int reused = 0;
        // The last one is always read: what comes next is sampled from it.
        int most = Math.min(held.size(), tokens.size() - 1);
        while (reused < most && held.get(reused).equals(tokens.get(reused))) {
            reused++;
        }
        Request request = new Request(tokens.size(), reused, prompt.system(), prompt.newest(), waited, inAdvance);
        Duration reading = Duration.ofNanos(Math.round(request.read() * 1e9 / readASecond));
        // What the tokens cost: the time that a model takes is what is simulated here, not waited for.
        Thread.sleep(reading);
        held = tokens;
        requests.add(request);
        return reading;
    }

    private void write(OutputStream out, Rendered prompt, int most, Duration reading)
            throws IOException, InterruptedException {
        List<String> answer = Tokens.of(answers.apply(prompt.newest()));
        List<String> written = new ArrayList<>(prompt.tokens());
        int count = Math.min(most, answer.size());
        try {
            for (String token : answer.subList(0, count)) {
                Thread.sleep(Duration.ofNanos(Math.round(1e9 / WRITTEN_A_SECOND)));
                line(out, Map.of("message", Map.of("role", "assistant", "content", token), "done", false));
                written.add(token);
            }
            line(
                    out,
                    Map.of(
                            "message",
                            Map.of("role", "assistant", "content", ""),
                            "done",
                            true,
                            "done_reason",
                            count < answer.size() ? "length" : "stop",
                            "prompt_eval_count",
                            prompt.tokens().size(),
                            "prompt_eval_duration",
                            reading.toNanos(),
                            "eval_count",
                            count,
                            "eval_duration",
                            Math.round(count * 1e9 / WRITTEN_A_SECOND)));
        } finally {
            held = written;
        }
    }

    private static void line(OutputStream out, Map<String, ?> line) throws IOException {
        out.write((Json.text(line) + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /// A prompt as a model's template makes it: each message between marks, which are tokens of their own, and
    /// the beginning of the answer.
    private record Rendered(List<String> tokens, int system, String newest) {
        private static final String BEGIN = "<|im_start|>";
        private static final String END = "<|im_end|>";

        static Rendered of(List<?> messages) {
            List<String> tokens = new ArrayList<>();
            int system = 0;
            String newest = "";
            for (Object each : messages) {
                Map<?, ?> message = (Map<?, ?>) each;
                String role = String.valueOf(message.get("role"));
                String content = String.valueOf(message.get("content"));
                tokens.add(BEGIN);
                tokens.addAll(Tokens.of(role + "\n" + content));
                tokens.add(END);
                tokens.add("\n");
                switch (role) {
                    case "system" -> system = tokens.size();
                    case "user" -> newest = content;
                    default -> {}
                }
            }
            tokens.add(BEGIN);
            tokens.addAll(Tokens.of("assistant\n"));
            return new Rendered(List.copyOf(tokens), system, newest);
        }
    }
}
