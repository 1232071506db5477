package io.jarvas.homeassistant;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webclient.api.HttpClientRequest;
import io.helidon.webclient.api.HttpClientResponse;
import io.helidon.webclient.api.WebClient;
import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.HomeException;
import io.jarvas.home.HomeException.Code;
import io.jarvas.home.HomeStatus.Problem;
import io.jarvas.home.ServiceCall;
import io.jarvas.home.ServiceResult;
import io.jarvas.json.Json;
import io.jarvas.json.JsonException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Home Assistant's REST API, which stands in while the socket is down. Safe to use from any thread.
///
/// Every request has a connection of its own, so one that could not be opened is one over which nothing left.
///
/// The protocol: <https://developers.home-assistant.io/docs/api/rest>.
final class RestApi implements AutoCloseable {
    /// In bytes; the states of the largest homes are some 20 million.
    private static final int LONGEST = 64 << 20;

    private final WebClient client;
    private final URI api;
    private final String token;

    RestApi(URI api, String token, Duration connect) {
        this.api = api;
        this.token = token;
        this.client = WebClient.builder()
                .connectTimeout(connect)
                .keepAlive(false)
                .shareConnectionCache(false)
                .build();
    }

    private static final class Reply {
        private final int status;
        private final byte[] bytes;

        Reply(int status, byte[] bytes) {
            this.status = status;
            this.bytes = bytes;
        }

        int status() {
            return status;
        }

        byte[] bytes() {
            return bytes;
        }

        String body() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        String words() {
            String body = body();
            try {
                return Fields.text(Json.object(body), "message", body);
            } catch (JsonException _) {
                return body;
            }
        }
    }

    /// What an HTTP status that is not a success says of Home Assistant. The Supervisor says 502 while Home
    /// Assistant is not up.
    static Problem problemOf(int status) {
        return switch (status) {
            case 401, 403 -> Problem.WRONG_TOKEN;
            case 502, 503, 504 -> Problem.STARTING;
            default -> Problem.UNREACHABLE;
        };
    }

    /// Whether Home Assistant's API is there and takes the token.
    ///
    /// @throws NotConnectedException where it is not or does not
    void check(Duration limit) {
        try {
            Reply reply = request(Method.GET, "/", Optional.empty(), LONGEST, limit);
            if (reply.status() != 200) {
                throw new NotConnectedException(problemOf(reply.status()), true, "HTTP " + reply.status(), null);
            }
        } catch (HomeException e) {
            throw new NotConnectedException(Problem.UNREACHABLE, false, String.valueOf(e.getMessage()), e);
        }
    }

    /// All states.
    ///
    /// @throws HomeException where they cannot be had
    Map<EntityId, EntityState> states(Duration limit) {
        Reply reply = read("/states", LONGEST, limit);
        Map<EntityId, EntityState> states = new HashMap<>();
        try {
            if (Json.value(reply.body()) instanceof List<?> list) {
                Fields.objects(list)
                        .forEach(item -> EntityId.parse(Fields.text(item, "entity_id", ""))
                                .ifPresent(id -> states.put(id, state(item))));
            }
        } catch (JsonException e) {
            throw new HomeException(Code.UNREACHABLE, "Home Assistant's states could not be read", e);
        }
        return states;
    }

    private static EntityState state(Map<?, ?> item) {
        Instant changed = time(item, "last_changed").orElse(Instant.EPOCH);
        return new EntityState(
                Fields.text(item, "state", ""),
                Fields.members(item, "attributes"),
                changed,
                time(item, "last_updated").orElse(changed));
    }

    private static Optional<Instant> time(Map<?, ?> item, String name) {
        try {
            return Fields.text(item, name)
                    .map(text -> OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// Calls a service.
    ///
    /// @param response whether to ask for the service's response data
    /// @throws HomeException as [io.jarvas.home.ServiceCaller#call]
    ServiceResult call(ServiceCall call, boolean response, Duration limit) {
        Map<String, Object> body = new LinkedHashMap<>(call.data());
        if (!call.targets().isEmpty()) {
            body.put("entity_id", call.targets().stream().map(EntityId::value).toList());
        }
        String path = "/services/" + call.domain() + "/" + call.service() + (response ? "?return_response" : "");
        Reply reply = request(Method.POST, path, Optional.of(Json.bytes(body)), LONGEST, limit);
        if (reply.status() != 200) {
            throw refused(reply);
        }
        if (!response) {
            return new ServiceResult(Map.of());
        }
        try {
            return new ServiceResult(Fields.members(Json.object(reply.body()), "service_response"));
        } catch (JsonException e) {
            throw new HomeException(Code.ANSWER_LOST, "Home Assistant's answer could not be read", e);
        }
    }

    /// What an entity's states were in a while.
    ///
    /// @throws HomeException where they cannot be had
    List<EntityState> history(Records.Piece piece, Duration limit) {
        String path =
                "/history/period/" + piece.from() + "?filter_entity_id=" + piece.entity() + "&end_time=" + piece.to()
                        + (piece.first() ? "" : "&skip_initial_state") + (piece.attributes() ? "" : "&no_attributes");
        try {
            return Json.value(read(path, LONGEST, limit).body()) instanceof List<?> lists
                    ? lists.stream()
                            .filter(List.class::isInstance)
                            .flatMap(list -> Fields.objects((List<?>) list))
                            .map(RestApi::state)
                            .toList()
                    : List.of();
        } catch (JsonException e) {
            throw new HomeException(Code.UNREACHABLE, "Home Assistant's history could not be read", e);
        }
    }

    /// The configuration of a scene.
    ///
    /// @param id under which it is kept; not its entity's
    /// @throws HomeException where it cannot be had
    Map<String, Object> scene(String id, Duration limit) {
        String path = "/config/scene/config/"
                + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        try {
            return Json.object(read(path, LONGEST, limit).body());
        } catch (JsonException e) {
            throw new HomeException(Code.UNREACHABLE, "Home Assistant's scene could not be read", e);
        }
    }

    /// What a camera sees.
    ///
    /// @param most in bytes
    /// @throws HomeException where it cannot be had
    byte[] picture(EntityId camera, int most, Duration limit) {
        return read("/camera_proxy/" + camera, most, limit).bytes();
    }

    private Reply read(String path, int most, Duration limit) {
        Reply reply = request(Method.GET, path, Optional.empty(), most, limit);
        if (reply.status() != 200) {
            throw refused(reply);
        }
        return reply;
    }

    /// Fires an event.
    ///
    /// @throws HomeException where it could not be told
    void fire(String type, Map<String, Object> data, Duration limit) {
        Reply reply = request(Method.POST, "/events/" + type, Optional.of(Json.bytes(data)), LONGEST, limit);
        if (reply.status() != 200) {
            throw refused(reply);
        }
    }

    private static HomeException refused(Reply reply) {
        return switch (problemOf(reply.status())) {
            case WRONG_TOKEN -> new HomeException(Code.WRONG_TOKEN, reply.words());
            // A gateway that loses Home Assistant says 502 after the call has left, too.
            case STARTING ->
                new HomeException(reply.status() == 503 ? Code.UNREACHABLE : Code.ANSWER_LOST, reply.words());
            case UNREACHABLE, NOT_ADMINISTRATOR -> new HomeException(Code.REFUSED, reply.words());
        };
    }

    /// @param most the longest answer, in bytes
    private Reply request(Method method, String path, Optional<byte[]> body, int most, Duration limit) {
        HttpClientRequest request = client.method(method)
                .uri(URI.create(api + path))
                .readTimeout(limit)
                .header(HeaderNames.AUTHORIZATION, "Bearer " + token);
        if (body.isPresent()) {
            request.header(HeaderNames.CONTENT_TYPE, "application/json");
        }
        try (HttpClientResponse response = body.isPresent() ? request.submit(body.get()) : request.request()) {
            return new Reply(response.status().code(), bytes(response, most, limit));
        } catch (HomeException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            Code code = neverOpened(e) ? Code.UNREACHABLE : Code.ANSWER_LOST;
            throw new HomeException(code, "no answer over REST: " + e.getMessage(), e);
        }
    }

    private static byte[] bytes(HttpClientResponse response, int most, Duration limit) throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (InputStream in = response.inputStream()) {
            byte[] buffer = new byte[16 * 1024];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes.write(buffer, 0, read);
                if (bytes.size() > most) {
                    throw new HomeException(Code.REFUSED, "an answer of more than " + most + " bytes");
                }
                if (System.nanoTime() > end) {
                    throw new HomeException(Code.ANSWER_LOST, "an answer that does not end");
                }
            }
        }
        return bytes.toByteArray();
    }

    private static boolean neverOpened(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof NoRouteToHostException) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        client.closeResource();
    }
}
