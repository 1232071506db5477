package io.jarvas.endtoend;

import io.jarvas.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Home Assistant seen past Jarvas, over its WebSocket API. For one thread.
final class HomeSocket implements AutoCloseable {
    private final BlockingQueue<Map<String, Object>> messages = new LinkedBlockingQueue<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocket socket;
    private int last;

    HomeSocket(URI home, String token) {
        URI address = URI.create(home.toString().replaceFirst("^http", "ws") + "/api/websocket");
        socket = http.newWebSocketBuilder().buildAsync(address, new Reader()).join();
        expect("auth_required");
        send(Map.of("type", "auth", "access_token", token));
        expect("auth_ok");
    }

    private final class Reader implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
            text.append(data);
            if (isLast) {
                messages.add(Json.object(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }

    /// The next event of a command that was sent before.
    Map<String, Object> event() {
        return Json.object(Json.text(expect("event").get("event")));
    }

    /// Sends sound to what waits for it.
    void sound(int handler, byte[] samples) {
        ByteBuffer frame = ByteBuffer.allocate(1 + samples.length);
        frame.put((byte) handler).put(samples).flip();
        socket.sendBinary(frame, true).join();
    }

    /// Sends a command and returns what it brings.
    Map<String, Object> command(String type, Map<String, Object> members) {
        Map<String, Object> command = new LinkedHashMap<>(members);
        command.put("id", ++last);
        command.put("type", type);
        send(command);
        Map<String, Object> answer = expect("result");
        if (!Boolean.TRUE.equals(answer.get("success"))) {
            throw new AssertionError(type + ": " + answer);
        }
        return answer;
    }

    private void send(Map<String, Object> message) {
        socket.sendText(Json.text(message), true).join();
    }

    private Map<String, Object> expect(String type) {
        try {
            while (true) {
                Map<String, Object> message = messages.poll(20, TimeUnit.SECONDS);
                if (message == null) {
                    throw new AssertionError("no " + type);
                }
                if (type.equals(message.get("type"))) {
                    return message;
                }
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        http.shutdownNow();
    }
}
