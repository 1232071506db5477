package io.jarvas.ollama;

import io.helidon.common.socket.SocketOptions;
import io.helidon.http.HeaderNames;
import io.helidon.webclient.api.HttpClientResponse;
import io.helidon.webclient.api.Proxy;
import io.helidon.webclient.api.RuntimeUnknownHostException;
import io.helidon.webclient.api.WebClient;
import io.jarvas.json.Json;
import io.jarvas.json.JsonException;
import io.jarvas.llm.ModelException;
import io.jarvas.llm.ModelException.Code;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// One Ollama server's HTTP API, as its `docs/api.md` gives it. Safe to use from any thread.
///
/// Every request has a connection of its own, which ends with it: a connection kept from before a restart of
/// the server would fail the next request. Interrupting the (virtual) thread of a call closes the connection
/// and ends the call, with some [ModelException], whatever it waits for; Ollama stops writing when it sees
/// that.
final class OllamaApi {
    private static final int LARGEST_ERROR = 64 * 1024;

    private final WebClient client;
    private final Duration patience;

    /// @param patience for a connection, and for an answer that is not a stream
    OllamaApi(URI url, Duration patience) {
        this.patience = patience;
        String address = url.toString();
        client = WebClient.builder()
                .baseUri(address.endsWith("/") ? address.substring(0, address.length() - 1) : address)
                .connectTimeout(patience)
                .keepAlive(false)
                .proxy(Proxy.noProxy())
                .dnsResolver((host, _) -> address(host))
                .socketOptions(SocketOptions.builder()
                        .tcpNoDelay(true)
                        .connectTimeout(patience)
                        .build())
                .build();
    }

    /// Helidon's own resolver does not say that it is the name that was not found.
    private static InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new RuntimeUnknownHostException(e);
        }
    }

    String version() {
        return Fields.text(get("/api/version"), "version");
    }

    List<InstalledModel> installed() {
        return models("/api/tags").map(InstalledModel::of).toList();
    }

    /// The models in memory: name without `:latest`, and window.
    List<LoadedModel> loaded() {
        return models("/api/ps")
                .map(model -> new LoadedModel(InstalledModel.plainName(Fields.text(model, "name")), (int)
                        Fields.number(model, "context_length")))
                .toList();
    }

    record LoadedModel(String name, int contextTokens) {}

    ModelDetails show(String model, String digest) {
        return ModelDetails.of(digest, call("/api/show", Json.bytes(Map.of("model", model))));
    }

    /// Sends a prompt and waits for the answer's beginning.
    ///
    /// @param longestSilence of the network, for the case that nobody closes the answer
    AnswerLines chat(byte[] body, Duration longestSilence) {
        return exchange(() -> {
            HttpClientResponse response = client.post("/api/chat")
                    .header(HeaderNames.CONTENT_TYPE, "application/json")
                    .readTimeout(longestSilence)
                    .submit(body);
            check(response);
            return new AnswerLines(response);
        });
    }

    /// What a text means, as `/api/embed` says: one number for each of the model's dimensions.
    ///
    /// @param body the request as JSON
    /// @param limit for the answer
    float[] embed(byte[] body, Duration limit) {
        Map<String, Object> answer = exchange(() -> whole(client.post("/api/embed")
                .header(HeaderNames.CONTENT_TYPE, "application/json")
                .readTimeout(limit)
                .submit(body)));
        List<?> all = Fields.list(answer, "embeddings");
        List<?> numbers = !all.isEmpty() && all.getFirst() instanceof List<?> first ? first : List.of();
        float[] vector = new float[numbers.size()];
        for (int i = 0; i < vector.length; i++) {
            if (!(numbers.get(i) instanceof Number number)) {
                throw new ModelException(Code.REFUSED, "an embedding is a list of numbers");
            }
            vector[i] = number.floatValue();
        }
        if (vector.length == 0) {
            throw new ModelException(Code.REFUSED, "there is no embedding in the answer");
        }
        return vector;
    }

    /// Takes a model from memory.
    void unload(String model) {
        call("/api/chat", Json.bytes(Map.of("model", model, "messages", List.of(), "keep_alive", 0, "stream", false)));
    }

    private Stream<Map<?, ?>> models(String path) {
        return Fields.list(get(path), "models").stream()
                .filter(Map.class::isInstance)
                .map(model -> (Map<?, ?>) model);
    }

    private Map<String, Object> get(String path) {
        return exchange(() -> whole(client.get(path).readTimeout(patience).request()));
    }

    private Map<String, Object> call(String path, byte[] body) {
        return exchange(() -> whole(client.post(path)
                .header(HeaderNames.CONTENT_TYPE, "application/json")
                .readTimeout(patience)
                .submit(body)));
    }

    private static Map<String, Object> whole(HttpClientResponse response) throws IOException {
        check(response);
        try (response;
                InputStream in = response.inputStream()) {
            return Json.object(in.readAllBytes());
        } catch (JsonException e) {
            throw new ModelException(Code.REFUSED, "not Ollama's API: the answer is not JSON", e);
        }
    }

    private static void check(HttpClientResponse response) throws IOException {
        int status = response.status().code();
        if (status != 200) {
            try (response) {
                throw ServerErrors.of(status, response.inputStream().readNBytes(LARGEST_ERROR));
            }
        }
    }

    private interface Call<T> {
        T run() throws IOException;
    }

    private static <T> T exchange(Call<T> call) {
        try {
            return call.run();
        } catch (ModelException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw failure(e);
        }
    }

    /// What a failure of the connection means: nobody there, or somebody who went away.
    private static ModelException failure(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case ConnectException _,
                        UnknownHostException _,
                        NoRouteToHostException _,
                        UnresolvedAddressException _ -> {
                    return new ModelException(Code.UNREACHABLE, words(cause), failure);
                }
                case SocketTimeoutException timeout
                when words(timeout).contains("onnect") -> {
                    return new ModelException(Code.UNREACHABLE, words(cause), failure);
                }
                case SocketTimeoutException _ -> {
                    return new ModelException(Code.STALLED, words(cause), failure);
                }
                default -> {}
            }
        }
        return new ModelException(Code.CUT_SHORT, words(failure), failure);
    }

    private static String words(Throwable failure) {
        String message = failure instanceof UncheckedIOException && failure.getCause() != null
                ? failure.getCause().getMessage()
                : failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    /// The lines of a streamed answer, each as soon as its last byte is here. For one thread.
    static final class AnswerLines implements AutoCloseable {
        private static final int CHUNK = 16 * 1024;

        private final HttpClientResponse response;
        private final InputStream in;
        private byte[] buffer = new byte[CHUNK];
        private int from;
        private int searched;
        private int to;

        private AnswerLines(HttpClientResponse response) {
            this.response = response;
            this.in = response.inputStream();
        }

        /// Waits for the next line that is not blank, and gives it without its end; nothing at the end of the
        /// answer.
        ///
        /// @throws ModelException where the connection breaks
        Optional<byte[]> next() {
            while (true) {
                while (searched < to) {
                    if (buffer[searched++] == '\n') {
                        byte[] line = Arrays.copyOfRange(buffer, from, searched - 1);
                        from = searched;
                        if (!blank(line)) {
                            return Optional.of(line);
                        }
                    }
                }
                if (!fill()) {
                    byte[] rest = Arrays.copyOfRange(buffer, from, to);
                    from = to;
                    return blank(rest) ? Optional.empty() : Optional.of(rest);
                }
            }
        }

        private boolean fill() {
            if (from > 0) {
                System.arraycopy(buffer, from, buffer, 0, to - from);
                to -= from;
                searched -= from;
                from = 0;
            }
            if (to == buffer.length) {
                buffer = Arrays.copyOf(buffer, buffer.length * 2);
            }
            int read = exchange(() -> in.read(buffer, to, buffer.length - to));
            to += Math.max(read, 0);
            return read >= 0;
        }

        private static boolean blank(byte[] line) {
            for (byte b : line) {
                if (b > ' ' || b < 0) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public void close() {
            response.close();
        }
    }
}
