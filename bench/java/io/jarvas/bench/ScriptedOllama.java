package io.jarvas.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/// An Ollama that answers each prompt as a script says, and notes to the nanosecond when it wrote what. It
/// has one model, and looks at no prompt.
final class ScriptedOllama implements AutoCloseable {
    static final String MODEL = "scripted";

    private static final String SHOWN =
            "{\"details\":{\"family\":\"llama\"},\"model_info\":{\"general.architecture\":\"llama\","
                    + "\"llama.context_length\":8192},\"capabilities\":[\"completion\"],\"template\":\"\"}";

    private static final String STREAM_HEAD = String.join(
            "\r\n",
            "HTTP/1.1 200 OK",
            "Content-Type: application/x-ndjson",
            "Transfer-Encoding: chunked",
            "Connection: close",
            "",
            "");

    /// Writes one answer, on a thread of its own.
    interface Script {
        void play(Answer answer) throws IOException, InterruptedException;
    }

    /// One answer on its way.
    static final class Answer {
        private final OutputStream out;
        private final long asked;
        private final CompletableFuture<Long> closed = new CompletableFuture<>();

        private Answer(OutputStream out, long asked) {
            this.out = out;
            this.asked = asked;
        }

        /// When the last byte of the prompt was here.
        long asked() {
            return asked;
        }

        /// When the client ended the connection.
        CompletableFuture<Long> closed() {
            return closed;
        }

        /// Writes a piece of text at once, in one packet, as Ollama does.
        ///
        /// @param content as JSON has it between quotation marks
        /// @return the moment before the write
        long write(String content) throws IOException {
            return line("{\"model\":\"scripted\",\"created_at\":\"2026-01-01T00:00:00.000000Z\",\"message\":"
                    + "{\"role\":\"assistant\",\"content\":\"" + content + "\"},\"done\":false}\n");
        }

        /// Writes the end.
        void done() throws IOException {
            line("{\"model\":\"scripted\",\"created_at\":\"2026-01-01T00:00:00.000000Z\",\"message\":"
                    + "{\"role\":\"assistant\",\"content\":\"\"},\"done\":true,\"done_reason\":\"stop\","
                    + "\"prompt_eval_count\":1000,\"eval_count\":100}\n");
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }

        private long line(String json) throws IOException {
            byte[] chunk =
                    (Integer.toHexString(json.length()) + "\r\n" + json + "\r\n").getBytes(StandardCharsets.US_ASCII);
            long now = System.nanoTime();
            out.write(chunk);
            return now;
        }
    }

    private final ServerSocket server;
    private final AtomicReference<Script> script = new AtomicReference<>(Answer::done);

    ScriptedOllama() throws IOException {
        server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("scripted-ollama").start(this::accept);
    }

    /// What it says from now on.
    void script(Script next) {
        script.set(next);
    }

    int port() {
        return server.getLocalPort();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofPlatform().daemon().name("scripted-ollama-answer").start(() -> serve(socket));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            Request request = request(socket.getInputStream());
            long now = System.nanoTime();
            OutputStream out = socket.getOutputStream();
            switch (request.path()) {
                case "/api/version" -> whole(out, "{\"version\":\"0.17.4\"}");
                case "/api/tags" ->
                    whole(out, "{\"models\":[{\"name\":\"" + MODEL + "\",\"digest\":\"1\",\"size\":1}]}");
                case "/api/ps" -> whole(out, "{\"models\":[{\"name\":\"" + MODEL + "\",\"context_length\":8192}]}");
                case "/api/show" -> whole(out, SHOWN);
                default -> {
                    out.write(STREAM_HEAD.getBytes(StandardCharsets.US_ASCII));
                    Answer answer = new Answer(out, now);
                    Thread.ofPlatform().daemon().name("scripted-ollama-watch").start(() -> watch(socket, answer));
                    // What is only to be read in advance is no turn of the script's.
                    if (request.body().contains("\"num_predict\":1")) {
                        answer.done();
                    } else {
                        script.get().play(answer);
                    }
                }
            }
        } catch (IOException gone) {
            // The client left: the watch has noted when.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void watch(Socket socket, Answer answer) {
        try {
            while (socket.getInputStream().read() >= 0) {
                // Nothing more is to come.
            }
        } catch (IOException reset) {
            // Also an end.
        }
        answer.closed.complete(System.nanoTime());
    }

    private static void whole(OutputStream out, String json) throws IOException {
        out.write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + json.length()
                        + "\r\nConnection: close\r\n\r\n" + json)
                .getBytes(StandardCharsets.US_ASCII));
    }

    private record Request(String path, String body) {}

    /// Reads a request to its end.
    private static Request request(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            head.append((char) next);
        }
        String[] lines = head.toString().split("\r\n", -1);
        String body = "";
        for (String line : lines) {
            String small = line.toLowerCase(Locale.ROOT);
            if (small.startsWith("content-length:")) {
                int length = Integer.parseInt(
                        small.substring("content-length:".length()).strip());
                body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
            } else if (small.startsWith("transfer-encoding:")) {
                body = chunks(in);
            }
        }
        return new Request(lines[0].split(" ")[1], body);
    }

    private static String chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int length = 1;
        while (length > 0) {
            StringBuilder size = new StringBuilder();
            for (int c = in.read(); c != '\n' && c >= 0; c = in.read()) {
                size.append((char) c);
            }
            length = Integer.parseInt(size.toString().strip(), 16);
            body.write(in.readNBytes(length + 2), 0, length);
        }
        return body.toString(StandardCharsets.UTF_8);
    }
}
