package io.jarvas.homeassistant;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.websocket.WsConfig;
import io.helidon.webserver.websocket.WsRouting;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import io.jarvas.json.Json;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// A Home Assistant that does what a test tells it: two lights in a kitchen, of which one has a registry
/// entry, and a lock that is not exposed.
final class FakeHomeAssistant implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(FakeHomeAssistant.class.getName());

    static final String TOKEN = "secret-token";

    final Map<String, Object> results = new ConcurrentHashMap<>();
    final Map<String, Map<String, Object>> states = new ConcurrentHashMap<>();
    /// Every command that came, in order.
    final BlockingQueue<Map<String, Object>> commands = new LinkedBlockingQueue<>();
    final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    /// Commands that get no answer.
    final Set<String> mute = ConcurrentHashMap.newKeySet();
    /// How a service call is answered, instead of with success.
    volatile Function<Map<String, Object>, Optional<Map<String, Object>>> onCall = _ -> Optional.empty();
    volatile boolean socketThere = true;
    volatile boolean restThere = true;
    volatile boolean greets = true;
    volatile int handshakeStatus = 404;
    volatile int frameLength = Integer.MAX_VALUE;

    private final int port;
    private final List<Session> sessions = new CopyOnWriteArrayList<>();
    private WebServer server;

    static final Map<String, Object> SCENE =
            Map.of("id", "17", "name", "Evening", "entities", Map.of("light.kitchen", Map.of("state", "on")));

    /// What REST tells of the past, and what its camera sees.
    volatile List<?> history = List.of();
    volatile Map<String, Object> statistics = Map.of();
    volatile byte[] picture = {(byte) 0xFF, (byte) 0xD8, 1};

    FakeHomeAssistant() {
        runs("RUNNING");
        expose("light.kitchen", "light.old");
        result("config/entity_registry/get_entries", Map.of("light.kitchen", entry("Kitchen light")));
        result(
                "config/device_registry/list",
                List.of(Map.of("id", "lamp", "name", "Lamp", "area_id", "kitchen", "labels", List.of("night"))));
        result(
                "config/area_registry/list",
                List.of(Map.of(
                        "area_id", "kitchen", "name", "Kitchen", "aliases", List.of("cozinha"), "floor_id", "ground")));
        result("config/floor_registry/list", List.of(Map.of("floor_id", "ground", "name", "Ground", "level", 0)));
        result("config/label_registry/list", List.of(Map.of("label_id", "night", "name", "Night")));
        result(
                "get_services",
                Map.of(
                        "light", Map.of("turn_on", Map.of("fields", Map.of())),
                        "todo", Map.of("get_items", Map.of("response", Map.of("optional", false)))));
        states.put("light.kitchen", state("off", "Lamp"));
        states.put("light.old", state("on", "Old lamp"));
        states.put("lock.hidden", state("locked", "Hidden lock"));
        server = start(0);
        port = server.port();
    }

    private WebServer start(int at) {
        return WebServer.builder()
                .host("127.0.0.1")
                .port(at)
                .addProtocol(WsConfig.builder().maxFrameLength(64 << 20).build())
                .addRouting(WsRouting.builder().endpoint("/api/websocket", Session::new))
                .routing(http -> http.addFilter((chain, _, response) -> {
                            if (restThere) {
                                chain.proceed();
                            } else {
                                response.status(Status.NOT_FOUND_404).send();
                            }
                        })
                        .get("/api/", (request, response) -> rest(request, response, Map.of("message", "API running.")))
                        .get("/api/states", (request, response) -> rest(request, response, restStates()))
                        .get("/api/history/period/{start}", (request, response) -> rest(request, response, history))
                        .get("/api/config/scene/config/{id}", (request, response) -> rest(request, response, SCENE))
                        .get("/api/camera_proxy/{camera}", this::restPicture)
                        .post("/api/events/{type}", this::restCall)
                        .post("/api/services/{domain}/{service}", this::restCall))
                .build()
                .start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    void stop() {
        sessions.clear();
        server.stop();
    }

    void startAgain() {
        server = start(port);
    }

    @Override
    public void close() {
        server.stop();
    }

    void runs(String state) {
        result(
                "get_config",
                Map.of(
                        "state", state,
                        "version", "2026.11.0",
                        "location_name", "Test home",
                        "time_zone", "Europe/Lisbon",
                        "language", "pt",
                        "unit_system", Map.of("temperature", "°C")));
    }

    void result(String command, Object result) {
        results.put(command, result);
    }

    void refuse(String command, String code, String message) {
        results.put(command, new Answer.Failure(code, message));
    }

    void expose(String... ids) {
        Map<String, Object> exposed = new LinkedHashMap<>();
        for (String id : ids) {
            exposed.put(id, Map.of("conversation", true));
        }
        exposed.putIfAbsent("lock.hidden", Map.of("cloud.alexa", true));
        result("homeassistant/expose_entity/list", Map.of("exposed_entities", exposed));
    }

    static Map<String, Object> entry(String name) {
        return Map.of("name", name, "device_id", "lamp", "aliases", List.of("luz"), "labels", List.of());
    }

    static Map<String, Object> state(String value, String name) {
        return Map.of("s", value, "a", Map.of("friendly_name", name), "c", "context", "lc", 1795399694.5);
    }

    /// Sends an event to every subscription of that kind.
    void event(String type, Object event) {
        sessions.forEach(session -> session.event(type, event));
    }

    /// Sends a change of states, and keeps none.
    void change(Object event) {
        event("subscribe_entities", event);
    }

    /// Closes every connection.
    void cut() {
        for (Session session : sessions) {
            try {
                session.socket.close(1001, "");
            } catch (UncheckedIOException e) {
                LOG.log(System.Logger.Level.DEBUG, "it was cut from the other side before", e);
            }
        }
        sessions.clear();
    }

    /// Ends the connection without a word. Only where a command of it is being answered.
    void drop() {
        sessions.removeFirst().socket.terminate();
    }

    /// Those that are open. Helidon does not tell of the end of each, but its thread ends.
    int connections() {
        return (int)
                sessions.stream().filter(session -> session.thread.isAlive()).count();
    }

    void await(String command) throws InterruptedException {
        Map<String, Object> next;
        do {
            next = commands.poll(10, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("no " + command);
            }
        } while (!command.equals(next.get("type")));
    }

    private static boolean allowed(ServerRequest request, ServerResponse response) {
        boolean allowed = request.headers()
                .first(HeaderNames.AUTHORIZATION)
                .filter(("Bearer " + TOKEN)::equals)
                .isPresent();
        if (!allowed) {
            response.status(Status.UNAUTHORIZED_401).send("401: Unauthorized");
        }
        return allowed;
    }

    private void rest(ServerRequest request, ServerResponse response, Object answer) {
        requests.add(request.path().path());
        if (allowed(request, response)) {
            response.send(Json.bytes(answer));
        }
    }

    private List<Object> restStates() {
        List<Object> list = new ArrayList<>();
        states.forEach((id, state) -> list.add(Map.of(
                "entity_id",
                id,
                "state",
                state.get("s"),
                "attributes",
                state.get("a"),
                "last_changed",
                "2026-11-23T01:02:03.5+00:00",
                "last_updated",
                "2026-11-23T01:02:04.5+00:00")));
        return list;
    }

    private void restPicture(ServerRequest request, ServerResponse response) {
        requests.add(request.path().path());
        if (allowed(request, response)) {
            response.send(picture);
        }
    }

    private void restCall(ServerRequest request, ServerResponse response) {
        String path = request.path().path();
        requests.add(path + (request.query().contains("return_response") ? "?return_response" : ""));
        Map<String, Object> body = Json.object(request.content().as(byte[].class));
        commands.add(Map.of("type", path, "body", body));
        if (!allowed(request, response)) {
            return;
        }
        if (path.endsWith("/sing")) {
            response.status(Status.BAD_REQUEST_400).send("{\"message\":\"It cannot sing\"}");
        } else if (path.endsWith("/get_items")) {
            response.send(
                    Json.bytes(Map.of("changed_states", List.of(), "service_response", Map.of("todo.x", Map.of()))));
        } else if (path.endsWith("/get_statistics")) {
            response.send(Json.bytes(Map.of("changed_states", List.of(), "service_response", statistics)));
        } else {
            response.send("[]");
        }
    }

    /// One connection.
    private final class Session implements WsListener {
        private final Map<Integer, String> subscriptions = new ConcurrentHashMap<>();
        private volatile WsSession socket;
        private volatile Thread thread;

        @Override
        public Optional<Headers> onHttpUpgrade(HttpPrologue prologue, Headers headers) {
            if (!socketThere) {
                throw RequestException.builder()
                        .type(DirectHandler.EventType.OTHER)
                        .status(Status.create(handshakeStatus))
                        .message("no socket")
                        .build();
            }
            return Optional.empty();
        }

        @Override
        public void onOpen(WsSession opened) {
            socket = opened;
            thread = Thread.currentThread();
            if (greets) {
                send(Map.of("type", "auth_required", "ha_version", "2026.11.0"));
            }
        }

        @Override
        public void onMessage(WsSession session, String text, boolean last) {
            Map<String, Object> message = Json.object(text);
            String type = (String) message.get("type");
            if (type.equals("auth")) {
                boolean right = TOKEN.equals(message.get("access_token"));
                send(Map.of("type", right ? "auth_ok" : "auth_invalid", "message", "Invalid access token or password"));
                if (right) {
                    sessions.add(this);
                } else {
                    session.close(1000, "");
                }
                return;
            }
            commands.add(message);
            if (!mute.contains(type)) {
                answer((int) message.get("id"), type, message);
            }
        }

        private void answer(int id, String type, Map<String, Object> message) {
            switch (type) {
                case "ping" -> send(Map.of("id", id, "type", "pong"));
                case "subscribe_events" -> {
                    subscriptions.put(id, (String) message.get("event_type"));
                    succeed(id, Map.of());
                }
                case "subscribe_entities" -> {
                    subscriptions.put(id, type);
                    succeed(id, Map.of());
                    Map<String, Object> added = new LinkedHashMap<>(states);
                    added.keySet().retainAll((List<?>) message.get("entity_ids"));
                    send(Map.of("id", id, "type", "event", "event", Map.of("a", added)));
                }
                case "unsubscribe_events" -> {
                    subscriptions.remove((Integer) message.get("subscription"));
                    succeed(id, Map.of());
                }
                case "call_service" -> {
                    Optional<Map<String, Object>> other = onCall.apply(message);
                    if (other.isPresent()) {
                        if (!other.get().isEmpty()) {
                            Map<String, Object> answer = new LinkedHashMap<>(other.get());
                            answer.put("id", id);
                            answer.put("type", "result");
                            send(answer);
                        }
                    } else {
                        succeed(id, Map.of("context", Map.of("id", "x")));
                    }
                }
                default -> {
                    switch (results.get(type)) {
                        case Answer.Failure(String code, String words) ->
                            send(Map.of(
                                    "id",
                                    id,
                                    "type",
                                    "result",
                                    "success",
                                    false,
                                    "error",
                                    Map.of("code", code, "message", words)));
                        case null ->
                            send(Map.of(
                                    "id",
                                    id,
                                    "type",
                                    "result",
                                    "success",
                                    false,
                                    "error",
                                    Map.of("code", "unknown_command", "message", "Unknown command.")));
                        case Object result -> succeed(id, result);
                    }
                }
            }
        }

        private void succeed(int id, Object result) {
            send(Map.of("id", id, "type", "result", "success", true, "result", result));
        }

        void event(String type, Object event) {
            subscriptions.forEach((id, subscribed) -> {
                if (subscribed.equals(type)) {
                    send(Map.of("id", id, "type", "event", "event", event));
                }
            });
        }

        private synchronized void send(Object message) {
            String text = message instanceof String raw ? raw : Json.text(message);
            for (int from = 0; from < text.length() || from == 0; from += Math.min(frameLength, text.length())) {
                int to = (int) Math.min((long) from + frameLength, text.length());
                socket.send(text.substring(from, to), to == text.length());
            }
        }

        @Override
        public void onClose(WsSession session, int status, String reason) {
            sessions.remove(this);
        }

        @Override
        public void onError(WsSession session, Throwable error) {
            sessions.remove(this);
        }
    }
}
