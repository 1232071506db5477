package io.jarvas.homeassistant;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Somebody else who is connected to a home: an automation, an application.
final class Observer implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final Connection connection;

    Observer(URI url, String token) {
        try {
            connection = Connection.open(client, Addresses.of(url).socket(), token, Timings.QUICK, () -> {});
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Whose token it is.
    String user() {
        return Fields.text(ask("auth/current_user", Map.of()).object(), "id").orElseThrow();
    }

    Answer.Success ask(String type, Map<String, ?> fields) {
        return Ways.ask(connection, type, fields, Timings.QUICK.answer());
    }

    /// The data of the first event of that type from the action on.
    @SuppressWarnings("unchecked")
    Map<String, Object> heard(String type, Runnable action) {
        CompletableFuture<Map<String, @Nullable Object>> first = new CompletableFuture<>();
        Connection.Pending pending =
                connection.subscribe("subscribe_events", Map.of("event_type", type), first::complete);
        connection.answer(pending, Timings.QUICK.answer());
        action.run();
        try {
            return (Map<String, Object>) first.get(10, TimeUnit.SECONDS).get("data");
        } catch (Exception e) {
            throw new AssertionError("no such event", e);
        }
    }

    @Override
    public void close() {
        connection.close();
        client.close();
    }
}
