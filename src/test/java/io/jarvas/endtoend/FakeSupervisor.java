package io.jarvas.endtoend;

import io.jarvas.app.IngressProxy;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// As much of Home Assistant's Supervisor as it takes to open an app: sessions, the app's page in the sidebar, and
/// the way to it. What else Home Assistant asks of it is not there, so that its integration keeps trying, and opens
/// apps nonetheless.
final class FakeSupervisor implements AutoCloseable {
    static final String APP = "a1b2c3d4_jarvas";
    private static final String TOKEN = "token-of-the-app";

    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final IngressProxy proxy = IngressProxy.supervisor(TOKEN, this::answer);
    private volatile String state = "started";

    /// What Home Assistant is told of it by its environment.
    Map<String, String> environment() {
        return Map.of("SUPERVISOR", "127.0.0.1:" + proxy.port(), "SUPERVISOR_TOKEN", "of-home-assistant");
    }

    IngressProxy ingress() {
        return proxy;
    }

    /// `started` or `stopped`, as the app's state is told.
    void app(String now) {
        state = now;
    }

    /// What was asked: `POST /ingress/session`.
    List<String> asked() {
        return List.copyOf(asked);
    }

    private Optional<Map<String, Object>> answer(String method, String path, Map<String, Object> body) {
        asked.add(method + " " + path);
        return switch (method + " " + path) {
            case "POST /ingress/session" -> {
                String session = HexFormat.of().formatHex(new SecureRandom().generateSeed(16));
                String user = String.valueOf(body.get("user_id"));
                proxy.admit(session, new IngressProxy.User(user, "somebody"));
                yield ok(Map.of("session", session));
            }
            case "POST /ingress/validate_session" ->
                proxy.knows(String.valueOf(body.get("session"))) ? ok(Map.of()) : Optional.empty();
            case "GET /ingress/panels" ->
                ok(Map.of(
                        "panels",
                        Map.of(
                                APP,
                                Map.of(
                                        "title",
                                        "Jarvas",
                                        "icon",
                                        "mdi:message-processing",
                                        "admin",
                                        false,
                                        "enable",
                                        true))));
            case "GET /addons/" + APP + "/info" ->
                ok(Map.of(
                        "name",
                        "Jarvas",
                        "slug",
                        APP,
                        "state",
                        state,
                        "version",
                        "1.0.0",
                        "ingress_url",
                        "/api/hassio_ingress/" + TOKEN + "/"));
            default -> Optional.empty();
        };
    }

    private static Optional<Map<String, Object>> ok(Map<String, Object> data) {
        return Optional.of(Map.of("result", "ok", "data", data));
    }

    @Override
    public void close() throws IOException {
        proxy.close();
    }
}
