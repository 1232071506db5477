package io.jarvas.demo.home;

import static org.awaitility.Awaitility.await;

import io.jarvas.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A client of the WebSocket API for tests, over the JDK's own WebSocket. Works with a demo home and with a
/// real one.
final class HomeClient implements AutoCloseable {
    static final String CLOSED = "closed";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final BlockingQueue<String> incoming = new LinkedBlockingQueue<>();
    private final Deque<Map<String, @Nullable Object>> unread = new ArrayDeque<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocket socket;
    private int lastId;

    HomeClient(URI home) {
        URI address = URI.create(home.toString().replaceFirst("^http", "ws") + "/api/websocket");
        socket = http.newWebSocketBuilder().buildAsync(address, new Listener()).join();
    }

    /// A client that has signed in.
    static HomeClient signedIn(URI home, String token) {
        HomeClient client = new HomeClient(home);
        client.read();
        client.send(Json.text(Map.of("type", "auth", "access_token", token)));
        client.read();
        return client;
    }

    void send(String text) {
        socket.sendText(text, true).join();
    }

    void ping(String data) {
        socket.sendPing(ByteBuffer.wrap(data.getBytes(StandardCharsets.UTF_8))).join();
    }

    /// Waits until the connection is cut. The JDK's client does not always tell of a cut by itself; what is
    /// written into one does.
    void awaitCut() {
        await().atMost(PATIENCE).until(() -> CLOSED.equals(incoming.poll()) || !writes());
    }

    private boolean writes() {
        try {
            socket.sendPing(ByteBuffer.allocate(0)).join();
            return true;
        } catch (CompletionException e) {
            return false;
        }
    }

    /// The next thing that comes, as text.
    String readText() {
        try {
            String text = incoming.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (text == null) {
                throw new AssertionError("nothing came");
            }
            return text;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    Map<String, @Nullable Object> read() {
        return Json.objectWithNulls(readText());
    }

    /// Sends a command and gives its whole answer; events that come before it are kept for
    /// [#event(Predicate)].
    Map<String, @Nullable Object> answer(String type, Object... fields) {
        Map<String, Object> command = new LinkedHashMap<>();
        command.put("id", ++lastId);
        command.put("type", type);
        for (int i = 0; i < fields.length; i += 2) {
            command.put((String) fields[i], fields[i + 1]);
        }
        send(Json.text(command));
        while (true) {
            Map<String, @Nullable Object> message = read();
            if (!"event".equals(message.get("type")) && Integer.valueOf(lastId).equals(message.get("id"))) {
                return message;
            }
            unread.add(message);
        }
    }

    /// Sends a command that is to succeed and gives its result, as the type that the caller knows it to be
    /// of.
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    <T> T result(String type, Object... fields) {
        Map<String, @Nullable Object> answer = answer(type, fields);
        if (!Boolean.TRUE.equals(answer.get("success"))) {
            throw new AssertionError(type + ": " + answer);
        }
        return (T) answer.get("result");
    }

    @SuppressWarnings("unchecked")
    Map<String, @Nullable Object> error(String type, Object... fields) {
        Map<String, @Nullable Object> answer = answer(type, fields);
        if (!Boolean.FALSE.equals(answer.get("success"))) {
            throw new AssertionError(type + ": " + answer);
        }
        return (Map<String, @Nullable Object>) Objects.requireNonNull(answer.get("error"));
    }

    /// The next event, of any subscription, that is as wanted.
    @SuppressWarnings("unchecked")
    Map<String, @Nullable Object> event(Predicate<String> wanted) {
        while (true) {
            Map<String, @Nullable Object> message = unread.isEmpty() ? read() : unread.remove();
            if ("event".equals(message.get("type")) && wanted.test(Json.text(message))) {
                return (Map<String, @Nullable Object>) Objects.requireNonNull(message.get("event"));
            }
        }
    }

    int lastId() {
        return lastId;
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                incoming.add(text.toString());
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer data) {
            incoming.add("pong " + StandardCharsets.UTF_8.decode(data));
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            incoming.add(CLOSED);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable problem) {
            incoming.add(CLOSED);
        }
    }
}
