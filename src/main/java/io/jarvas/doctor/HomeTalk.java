package io.jarvas.doctor;

import io.jarvas.json.Json;
import io.jarvas.json.JsonException;
import java.io.IOException;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A short conversation over Home Assistant's WebSocket API: one question, its answer, the next. For one thread at a
/// time. The protocol: <https://developers.home-assistant.io/docs/api/websocket>.
final class HomeTalk implements AutoCloseable {
    /// In characters; the largest homes send some 20 million.
    private static final int LONGEST = 64 << 20;
    /// Stands for the end of the connection; no message of Home Assistant's is empty.
    private static final String END = "";

    private final WebSocket socket;
    private final Incoming incoming;
    private final Duration limit;
    private int id;

    private HomeTalk(WebSocket socket, Incoming incoming, Duration limit) {
        this.socket = socket;
        this.incoming = incoming;
        this.limit = limit;
    }

    /// No conversation came about.
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1;
        private final boolean wrongToken;

        RefusedException(boolean wrongToken, String words, @Nullable Throwable cause) {
            super(words, cause);
            this.wrongToken = wrongToken;
        }

        boolean wrongToken() {
            return wrongToken;
        }

        String words() {
            return String.valueOf(getMessage());
        }
    }

    static HomeTalk open(Probe probe, Setup.Home home) throws RefusedException, InterruptedException {
        Incoming incoming = new Incoming();
        WebSocket socket;
        try {
            socket = probe.client()
                    .newWebSocketBuilder()
                    .connectTimeout(probe.limits().connect())
                    .buildAsync(home.socket(), incoming)
                    .get(probe.limits().answer().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new RefusedException(false, "no answer", e);
        } catch (ExecutionException e) {
            throw refused(e);
        }
        HomeTalk talk = new HomeTalk(socket, incoming, probe.limits().answer());
        try {
            talk.greet(home.token());
            return talk;
        } catch (IOException e) {
            talk.close();
            throw new RefusedException(false, String.valueOf(e.getMessage()), e);
        } catch (RefusedException e) {
            talk.close();
            throw e;
        }
    }

    private static RefusedException refused(ExecutionException failure) {
        if (failure.getCause() instanceof WebSocketHandshakeException handshake) {
            int status = handshake.getResponse().statusCode();
            return new RefusedException(status == 401, "HTTP " + status, failure);
        }
        return new RefusedException(false, Probe.silent(failure).detail(), failure);
    }

    private void greet(String token) throws IOException, InterruptedException, RefusedException {
        if (!"auth_required".equals(receive().get("type"))) {
            throw new IOException("not Home Assistant's words");
        }
        send(Map.of("type", "auth", "access_token", token));
        Map<String, Object> answer = receive();
        if ("auth_invalid".equals(answer.get("type"))) {
            throw new RefusedException(true, String.valueOf(answer.get("message")), null);
        }
        if (!"auth_ok".equals(answer.get("type"))) {
            throw new IOException("not Home Assistant's words");
        }
    }

    Duration ping() throws IOException, InterruptedException {
        long began = System.nanoTime();
        int asked = send("ping", Map.of());
        await(asked, "pong");
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /// The whole answer, `success` and `error` in it.
    Map<String, Object> ask(String type, Map<String, ?> fields) throws IOException, InterruptedException {
        return await(send(type, fields), "result");
    }

    static String error(Map<String, Object> answer) {
        return answer.get("error") instanceof Map<?, ?> error && error.get("message") != null
                ? String.valueOf(error.get("message"))
                : "?";
    }

    /// The entities that are exposed to conversation.
    static Set<String> exposed(Map<String, Object> answer) {
        Set<String> entities = new TreeSet<>();
        if (answer.get("result") instanceof Map<?, ?> result
                && result.get("exposed_entities") instanceof Map<?, ?> all) {
            all.forEach((entity, to) -> {
                if (to instanceof Map<?, ?> assistants && Boolean.TRUE.equals(assistants.get("conversation"))) {
                    entities.add(String.valueOf(entity));
                }
            });
        }
        return entities;
    }

    /// The states of these, by entity, in the short form of `subscribe_entities`.
    Map<String, Object> states(Set<String> entities) throws IOException, InterruptedException {
        int asked = send("subscribe_entities", Map.of("entity_ids", List.copyOf(entities)));
        Map<String, Object> message = await(asked, "event");
        Map<String, Object> states = new LinkedHashMap<>();
        if (message.get("event") instanceof Map<?, ?> event && event.get("a") instanceof Map<?, ?> added) {
            added.forEach((entity, state) -> states.put(String.valueOf(entity), state));
        }
        return states;
    }

    private int send(String type, Map<String, ?> fields) throws IOException, InterruptedException {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("id", ++id);
        message.put("type", type);
        message.putAll(fields);
        send(message);
        return id;
    }

    private void send(Map<String, ?> message) throws IOException, InterruptedException {
        try {
            socket.sendText(Json.text(message), true).get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the connection ended", e);
        }
    }

    private Map<String, Object> await(int asked, String type) throws IOException, InterruptedException {
        while (true) {
            Map<String, Object> message = receive();
            boolean ours = Integer.valueOf(asked).equals(message.get("id"));
            if (ours && type.equals(message.get("type"))) {
                return message;
            }
            if (ours && Boolean.FALSE.equals(message.get("success"))) {
                throw new IOException(error(message));
            }
        }
    }

    private Map<String, Object> receive() throws IOException, InterruptedException {
        String text = incoming.messages.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
        if (text == null) {
            throw new IOException("no answer");
        }
        if (text.equals(END)) {
            incoming.messages.add(END);
            throw new IOException("the connection ended");
        }
        socket.request(1);
        try {
            return Json.object(text);
        } catch (JsonException e) {
            throw new IOException("not Home Assistant's words", e);
        }
    }

    @Override
    public void close() {
        socket.abort();
    }

    private static final class Incoming implements WebSocket.Listener {
        private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        private final List<String> parts = new ArrayList<>();
        private int length;

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            parts.add(data.toString());
            length += data.length();
            if (length > LONGEST) {
                messages.add(END);
                socket.abort();
            } else if (last) {
                messages.add(String.join("", parts));
                parts.clear();
                length = 0;
            } else {
                socket.request(1);
            }
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            messages.add(END);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            messages.add(END);
        }
    }
}
