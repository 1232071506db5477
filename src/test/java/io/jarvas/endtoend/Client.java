package io.jarvas.endtoend;

import io.jarvas.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Someone who talks to Jarvas over HTTP. Safe to use from any thread.
final class Client implements AutoCloseable {
    /// For a machine with much else to do; nothing waits that long where all is well.
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI jarvas;

    Client(URI jarvas) {
        this.jarvas = jarvas;
    }

    /// Says something in a conversation of its own, and listens to the end.
    Answer say(String message) {
        return say(Map.of("message", message));
    }

    Answer say(String message, String conversation) {
        return say(Map.of("message", message, "conversation_id", conversation));
    }

    private Answer say(Map<String, Object> body) {
        try (Listening listening = begin(body)) {
            return listening.toEnd();
        }
    }

    /// Says something, and has the answer still to come.
    Listening begin(String message, String conversation) {
        return begin(Map.of("message", message, "conversation_id", conversation));
    }

    private Listening begin(Map<String, Object> body) {
        HttpResponse<InputStream> response = send(post("/api/chat/stream/", body), BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw new AssertionError("status " + response.statusCode());
        }
        return new Listening(response.body());
    }

    /// What is answered to the body, whole, whatever the status.
    HttpResponse<String> answer(String path, Map<String, Object> body) {
        return send(post(path, body), BodyHandlers.ofString());
    }

    Map<String, Object> status(String language) {
        return Json.object(get("/api/status?language=" + language).body());
    }

    /// Of the status page's `home` or `model`, in English.
    String status(String part, String member) {
        Map<?, ?> object = (Map<?, ?>) status("en").get(part);
        return String.valueOf(object == null ? null : object.get(member));
    }

    HttpResponse<String> get(String path) {
        return send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpRequest post(String path, Map<String, Object> body) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)))
                .build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(jarvas.resolve(path)).timeout(PATIENCE);
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        try {
            return http.send(request, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    /// An answer that is coming. Closing it is what a person does who leaves.
    static final class Listening implements AutoCloseable {
        private final BufferedReader lines;
        private final List<Event> heard = new ArrayList<>();

        private Listening(InputStream stream) {
            lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        }

        /// Listens until an event is as it says, that one included.
        Event until(Predicate<Event> wanted) {
            try {
                String name = Event.TEXT;
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("event: ")) {
                        name = line.substring("event: ".length());
                    } else if (line.startsWith("data: ")) {
                        Event event = new Event(name, Json.object(line.substring("data: ".length())));
                        heard.add(event);
                        name = Event.TEXT;
                        if (wanted.test(event)) {
                            return event;
                        }
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            throw new AssertionError("the stream ended after " + heard);
        }

        Event untilText() {
            return until(event -> event.is(Event.TEXT));
        }

        /// Everything, from the beginning.
        Answer toEnd() {
            until(event -> event.is("done"));
            return heard();
        }

        Answer heard() {
            return new Answer(heard);
        }

        @Override
        public void close() {
            try {
                lines.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
