package io.jarvas.endtoend;

import io.jarvas.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Home Assistant seen past Jarvas, over its REST API.
final class HomeRest implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI home;
    private final String token;

    HomeRest(URI home, String token) {
        this.home = home;
        this.token = token;
    }

    /// An entity's state and attributes.
    record State(String state, Map<String, Object> attributes) {
        private static State of(Map<?, ?> object) {
            Map<String, Object> attributes = Json.object(Json.text(object.get("attributes")));
            return new State(String.valueOf(object.get("state")), attributes);
        }

        /// As a number, which JSON writes as it likes: `20`, `20.0`.
        double number(String attribute) {
            return attributes.get(attribute) instanceof Number number ? number.doubleValue() : Double.NaN;
        }
    }

    State state(String entity) {
        return State.of(Json.object(send(request("/api/states/" + entity).GET())));
    }

    /// Every entity's.
    Map<String, State> states() {
        return ((List<?>) Json.value(send(request("/api/states").GET())))
                .stream()
                        .map(each -> (Map<?, ?>) each)
                        .collect(Collectors.toMap(each -> String.valueOf(each.get("entity_id")), State::of));
    }

    /// What Home Assistant shows as the state, whatever the device is like.
    void show(String entity, State state) {
        send(request("/api/states/" + entity)
                .POST(BodyPublishers.ofByteArray(
                        Json.bytes(Map.of("state", state.state(), "attributes", state.attributes())))));
    }

    /// Calls the service, `light.turn_on`, and returns what it answers.
    String call(String service, String entity, Map<String, Object> data) {
        Map<String, Object> body = new HashMap<>(data);
        body.put("entity_id", entity);
        return send(request("/api/services/" + service.replace('.', '/'))
                .POST(BodyPublishers.ofByteArray(Json.bytes(body))));
    }

    /// What Home Assistant answers to a body.
    Map<String, Object> post(String path, Map<String, Object> body) {
        return Json.object(send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Json.bytes(body)))));
    }

    /// Tells Home Assistant something that it answers with nothing.
    void tell(String path) {
        send(request(path).POST(BodyPublishers.noBody()));
    }

    void delete(String path) {
        send(request(path).DELETE());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(home.resolve(path)).header("Authorization", "Bearer " + token);
    }

    private String send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new AssertionError("Home Assistant answered " + response.statusCode() + ": " + response.body());
            }
            return response.body();
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
}
