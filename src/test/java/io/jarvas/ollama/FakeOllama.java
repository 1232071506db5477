package io.jarvas.ollama;

import io.jarvas.json.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// An Ollama that answers as a test tells it to, byte by byte where it matters.
final class FakeOllama implements AutoCloseable {
    /// What happens to one chat request. Runs on a thread of its own; the connection closes at its end.
    interface Script {
        void run(Chat chat) throws Exception;
    }

    final List<Map<String, Object>> chats = new CopyOnWriteArrayList<>();
    final List<Map<String, Object>> tags = new CopyOnWriteArrayList<>();
    final Map<String, Map<String, Object>> shown = new ConcurrentHashMap<>();
    final Set<String> loaded = ConcurrentHashMap.newKeySet();
    final AtomicInteger looks = new AtomicInteger();
    final List<Map<String, Object>> embeds = new CopyOnWriteArrayList<>();
    volatile Runnable onEmbed = () -> {};
    volatile Map<String, Object> embedding = Map.of("embeddings", List.of(List.of(0.5, -0.25)));
    private final BlockingQueue<Script> scripts = new LinkedBlockingQueue<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile ServerSocket server;
    private final int port;

    FakeOllama() throws IOException {
        server = listen(0);
        port = server.getLocalPort();
        accept();
    }

    /// One that has one ordinary model, in memory.
    static FakeOllama with(String model) throws IOException {
        FakeOllama ollama = new FakeOllama();
        ollama.install(model, Map.of("capabilities", List.of("completion", "tools")));
        ollama.loaded.add(model);
        return ollama;
    }

    void install(String model, Map<String, Object> show) {
        tags.add(Map.of(
                "name", model, "digest", "digest of " + model, "size", 1000, "details", Map.of("family", "llama")));
        shown.put(model, show);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    FakeOllama chat(Script script) {
        scripts.add(script);
        return this;
    }

    /// The connections end, and nobody listens any more.
    void die() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    void comeBack() throws IOException {
        server = listen(port);
        accept();
    }

    @Override
    public void close() throws IOException {
        die();
    }

    private static ServerSocket listen(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return socket;
    }

    private void accept() {
        ServerSocket listening = server;
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    Socket socket = listening.accept();
                    sockets.add(socket);
                    Thread.ofVirtual().start(() -> serve(socket));
                }
            } catch (IOException e) {
                assert listening.isClosed() : e;
            }
        });
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            Chat chat = Chat.read(socket);
            switch (chat.path) {
                case "/api/version" -> {
                    looks.incrementAndGet();
                    chat.answer(200, Map.of("version", "0.17.4"));
                }
                case "/api/tags" -> chat.answer(200, Map.of("models", tags));
                case "/api/ps" ->
                    chat.answer(
                            200,
                            Map.of(
                                    "models",
                                    loaded.stream()
                                            .map(name -> Map.of("name", name))
                                            .toList()));
                case "/api/show" -> show(chat);
                case "/api/embed" -> {
                    embeds.add(chat.body);
                    onEmbed.run();
                    chat.answer(embedding.containsKey("error") ? 500 : 200, embedding);
                }
                case "/api/chat" -> {
                    chats.add(chat.body);
                    scripts.take().run(chat);
                }
                default -> chat.answer(404, Map.of("error", "no such path"));
            }
        } catch (Exception e) {
            // The test's own end, or a client that left: what a test wants to know of it, it asks its script.
        } finally {
            sockets.remove(socket);
        }
    }

    private void show(Chat chat) throws IOException {
        Map<String, Object> show = shown.get(String.valueOf(chat.body.get("model")));
        if (show == null) {
            chat.answer(404, Map.of("error", "model '" + chat.body.get("model") + "' not found"));
        } else {
            chat.answer(200, show);
        }
    }

    /// One chat request, and the ways to answer it.
    static final class Chat {
        final String path;
        final Map<String, Object> body;
        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;

        private Chat(String path, Map<String, Object> body, Socket socket, InputStream in) throws IOException {
            this.path = path;
            this.body = body;
            this.socket = socket;
            this.in = in;
            this.out = socket.getOutputStream();
        }

        private static Chat read(Socket socket) throws IOException {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            String request = line(in);
            int length = 0;
            for (String header = line(in); !header.isEmpty(); header = line(in)) {
                if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                    length = Integer.parseInt(header.substring(15).strip());
                }
            }
            byte[] body = in.readNBytes(length);
            return new Chat(request.split(" ")[1], length == 0 ? Map.of() : Json.object(body), socket, in);
        }

        private static String line(InputStream in) throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = in.read(); b != '\n'; b = in.read()) {
                if (b < 0) {
                    throw new IOException("the client left");
                }
                if (b != '\r') {
                    line.write(b);
                }
            }
            return line.toString(StandardCharsets.UTF_8);
        }

        void answer(int status, Map<String, Object> body) throws IOException {
            byte[] bytes = Json.bytes(body);
            raw("HTTP/1.1 " + status + " Status\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length
                    + "\r\n\r\n");
            raw(bytes);
        }

        /// The head of a streamed answer.
        Chat begin() throws IOException {
            raw("HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n");
            return this;
        }

        Chat line(String json) throws IOException {
            return piece((json + "\n").getBytes(StandardCharsets.UTF_8));
        }

        Chat text(String content) throws IOException {
            return line(Json.text(Map.of("message", Map.of("role", "assistant", "content", content), "done", false)));
        }

        Chat thought(String thinking) throws IOException {
            return line(Json.text(Map.of(
                    "message", Map.of("role", "assistant", "content", "", "thinking", thinking), "done", false)));
        }

        Chat done() throws IOException {
            return done("stop");
        }

        Chat done(String reason) throws IOException {
            line("""
                    {"message":{"role":"assistant","content":""},"done":true,"done_reason":"%s","total_duration":9,\
                    "load_duration":1000,"prompt_eval_count":12,"prompt_eval_duration":2000,"eval_count":3,"eval_duration":3000}""".formatted(reason));
            return end();
        }

        /// One chunk of the transfer, wherever it begins and ends.
        Chat piece(byte[] bytes) throws IOException {
            ByteArrayOutputStream chunk = new ByteArrayOutputStream();
            chunk.writeBytes((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            chunk.writeBytes(bytes);
            chunk.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
            raw(chunk.toByteArray());
            return this;
        }

        Chat end() throws IOException {
            raw("0\r\n\r\n");
            return this;
        }

        void raw(String text) throws IOException {
            raw(text.getBytes(StandardCharsets.UTF_8));
        }

        void raw(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }

        /// Ends the connection as a killed process does.
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /// Waits until the client has closed the connection.
        void awaitClientGone() {
            try {
                while (in.read() >= 0) {}
            } catch (IOException e) {
                // A reset is an end too.
            }
        }
    }
}
