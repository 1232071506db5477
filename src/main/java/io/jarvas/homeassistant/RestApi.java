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
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
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

    private record Reply(int status, String body) {
        String words() {
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
            Reply reply = request(Method.GET, "/", Optional.empty(), limit);
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
        Reply reply = request(Method.GET, "/states", Optional.empty(), limit);
        if (reply.status() != 200) {
            throw refused(reply);
        }
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
        Reply reply = request(Method.POST, path, Optional.of(Json.bytes(body)), limit);
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

    private static HomeException refused(Reply reply) {
        return switch (problemOf(reply.status())) {
            case WRONG_TOKEN -> new HomeException(Code.WRONG_TOKEN, reply.words());
            // A gateway that loses Home Assistant says 502 after the call has left, too.
            case STARTING ->
                new HomeException(reply.status() == 503 ? Code.UNREACHABLE : Code.ANSWER_LOST, reply.words());
            case UNREACHABLE, NOT_ADMINISTRATOR -> new HomeException(Code.REFUSED, reply.words());
        };
    }

    private Reply request(Method method, String path, Optional<byte[]> body, Duration limit) {
        HttpClientRequest request = client.method(method)
                .uri(URI.create(api + path))
                .readTimeout(limit)
                .header(HeaderNames.AUTHORIZATION, "Bearer " + token);
        if (body.isPresent()) {
            request.header(HeaderNames.CONTENT_TYPE, "application/json");
        }
        try (HttpClientResponse response = body.isPresent() ? request.submit(body.get()) : request.request()) {
            return new Reply(response.status().code(), text(response));
        } catch (IOException | RuntimeException e) {
            Code code = neverOpened(e) ? Code.UNREACHABLE : Code.ANSWER_LOST;
            throw new HomeException(code, "no answer over REST: " + e.getMessage(), e);
        }
    }

    private static String text(HttpClientResponse response) throws IOException {
        return new String(response.inputStream().readAllBytes(), StandardCharsets.UTF_8);
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
