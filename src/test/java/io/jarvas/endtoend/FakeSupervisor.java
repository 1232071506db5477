package io.jarvas.endtoend;

import io.jarvas.app.IngressProxy;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HashMap;
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
    /// Of what the app tells of itself.
    static final String UUID = "0123456789abcdef0123456789abcdef";

    private static final String TOKEN = "token-of-the-app";
    private static final String NO = "auth_api docker_api full_access homeassistant_api host_network host_pid ingress"
            + " signed hassio_api documentation detached advanced available build icon logo update_available protected"
            + " host_ipc host_uts host_dbus changelog stdin gpio usb uart kernel_modules devicetree udev video audio"
            + " auto_update watchdog system_managed";
    private static final String NONE = "long_description homeassistant url schema network network_description webui"
            + " ingress_entry ingress_port ingress_panel audio_input audio_output system_managed_config_entry";
    private static final String EMPTY = "arch dns machine privileged services discovery devices";

    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final IngressProxy proxy = IngressProxy.supervisor(TOKEN, this::answer);
    private volatile String state = "started";
    private volatile Optional<Map<String, Object>> discovery = Optional.empty();

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
            case "GET /addons/" + APP + "/info" -> ok(info());
            case "POST /discovery" -> {
                discovery = Optional.of(Map.of(
                        "addon", APP, "service", body.get("service"), "uuid", UUID, "config", body.get("config")));
                yield ok(Map.of("uuid", UUID));
            }
            case "GET /discovery/" + UUID -> discovery.flatMap(FakeSupervisor::ok);
            default -> Optional.empty();
        };
    }

    /// All that Home Assistant wants to know of an app.
    private Map<String, Object> info() {
        Map<String, Object> info = new HashMap<>();
        for (String no : NO.split(" ")) {
            info.put(no, false);
        }
        for (String none : NONE.split(" ")) {
            info.put(none, null);
        }
        for (String empty : EMPTY.split(" ")) {
            info.put(empty, List.of());
        }
        info.putAll(Map.of("name", "Jarvas", "slug", APP, "state", state, "version", "1.0.0"));
        info.putAll(Map.of("version_latest", "1.0.0", "description", "", "repository", "a1b2c3d4", "rating", 8));
        info.putAll(Map.of("stage", "stable", "apparmor", "default", "hassio_role", "default"));
        info.putAll(Map.of("boot", "auto", "boot_config", "auto", "startup", "application", "hostname", "jarvas"));
        info.putAll(Map.of("options", Map.of(), "translations", Map.of(), "ip_address", "172.30.33.5"));
        info.put("ingress_url", "/api/hassio_ingress/" + TOKEN + "/");
        return info;
    }

    /// What an app told of itself.
    Optional<Map<String, Object>> discovery() {
        return discovery;
    }

    private static Optional<Map<String, Object>> ok(Map<String, Object> data) {
        return Optional.of(Map.of("result", "ok", "data", data));
    }

    @Override
    public void close() throws IOException {
        proxy.close();
    }
}
