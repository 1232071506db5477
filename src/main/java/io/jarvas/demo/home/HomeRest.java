package io.jarvas.demo.home;

import io.helidon.common.uri.UriQuery;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.jarvas.json.Json;
import io.jarvas.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Home Assistant's REST API: `/api/…`. See <https://developers.home-assistant.io/docs/api/rest>.
final class HomeRest implements HttpService {
    /// What is answered.
    private static final class Answer {
        private final int status;
        private final String type;
        private final byte[] body;

        private Answer(int status, String type, byte[] body) {
            this.status = status;
            this.type = type;
            this.body = body;
        }

        static Answer json(Object value) {
            return new Answer(200, "application/json", Json.bytes(value));
        }

        static Answer message(int status, String words) {
            return new Answer(status, "application/json", Json.bytes(Map.of("message", words)));
        }

        /// As aiohttp answers where Home Assistant says nothing itself.
        static Answer plain(Status status) {
            return new Answer(
                    status.code(),
                    "text/plain; charset=utf-8",
                    (status.code() + ": " + status.reasonPhrase()).getBytes(StandardCharsets.UTF_8));
        }
    }

    private interface Handler {
        Answer answer(MatchResult path, Question question);
    }

    /// What is asked, read from the wire before the home's thread is bothered with it.
    private record Question(UriQuery query, String body, HomeUser user) {}

    /// @param open whether it checks for itself who asks
    private record Route(Method method, Pattern path, boolean open, Handler handler) {}

    private static final HomeUser NOBODY = new HomeUser("", "", false);

    private final List<Route> routes = new ArrayList<>();
    private final HomeCore core;
    private final HomeServices services;
    private final HomeQueries queries;
    private final Function<String, Optional<HomeUser>> users;

    HomeRest(
            HomeCore core,
            HomeServices services,
            HomeQueries queries,
            HomeConfiguration configuration,
            Function<String, Optional<HomeUser>> users) {
        this.core = core;
        this.services = services;
        this.queries = queries;
        this.users = users;
        get("/api/", (path, question) -> Answer.message(200, "API running."));
        get("/api/config", (path, question) -> Answer.json(configuration.json()));
        get("/api/core/state", (path, question) -> Answer.json(Map.of("state", configuration.state())));
        get(
                "/api/states",
                (path, question) -> Answer.json(
                        core.states().all().stream().map(HomeState::json).toList()));
        get(
                "/api/states/(.+)",
                (path, question) -> core.states()
                        .find(path.group(1))
                        .map(state -> Answer.json(state.json()))
                        .orElse(Answer.message(404, "Entity not found.")));
        get(
                "/api/services",
                (path, question) -> Answer.json(services.descriptions().entrySet().stream()
                        .map(domain -> Map.of("domain", domain.getKey(), "services", domain.getValue()))
                        .toList()));
        route(Method.POST, "/api/services/([^/]+)/([^/]+)", false, this::call);
        route(
                Method.GET,
                "/api/websocket",
                true,
                (path, question) -> new Answer(
                        400, "text/plain; charset=utf-8", "No WebSocket UPGRADE hdr".getBytes(StandardCharsets.UTF_8)));
        route(Method.GET, "/api/camera_proxy/(.+)", true, this::camera);
        route(Method.POST, "/api/events/([^/]+)", false, this::fire);
        get("/api/history/period/(.+)", this::history);
        get("/api/config/scene/config/(.+)", this::scene);
    }

    private void get(String path, Handler handler) {
        route(Method.GET, path, false, handler);
    }

    private void route(Method method, String path, boolean open, Handler handler) {
        routes.add(new Route(method, Pattern.compile(path), open, handler));
    }

    @Override
    public void routing(HttpRules rules) {
        rules.any(this::handle);
    }

    private void handle(ServerRequest request, ServerResponse response) {
        Answer answer = answer(request);
        if (answer.status == 401) {
            response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer");
        }
        response.status(answer.status)
                .header(HeaderValues.create(HeaderNames.CONTENT_TYPE, answer.type))
                .send(answer.body);
    }

    private Answer answer(ServerRequest request) {
        String path = request.path().rawPath();
        String allowed = "";
        for (Route route : routes) {
            Matcher matcher = route.path().matcher(path);
            if (!matcher.matches()) {
                continue;
            }
            if (!route.method().equals(request.prologue().method())) {
                allowed = route.method().text();
                continue;
            }
            Optional<HomeUser> user = user(request);
            if (user.isEmpty() && !route.open()) {
                return Answer.plain(Status.UNAUTHORIZED_401);
            }
            byte[] body = request.content().hasEntity() ? request.content().as(byte[].class) : new byte[0];
            Question question =
                    new Question(request.query(), new String(body, StandardCharsets.UTF_8), user.orElse(NOBODY));
            return core.thread().ask(() -> route.handler().answer(matcher, question));
        }
        return Answer.plain(allowed.isEmpty() ? Status.NOT_FOUND_404 : Status.METHOD_NOT_ALLOWED_405);
    }

    private Optional<HomeUser> user(ServerRequest request) {
        return request.headers()
                .first(HeaderNames.AUTHORIZATION)
                .filter(header -> header.startsWith("Bearer "))
                .flatMap(header -> users.apply(header.substring("Bearer ".length())));
    }

    private Answer call(MatchResult path, Question question) {
        String domain = path.group(1);
        String service = path.group(2);
        String body = question.body().isEmpty() ? "{}" : question.body();
        Map<String, @Nullable Object> data;
        try {
            Map<String, @Nullable Object> whole = Json.objectWithNulls("{\"data\":" + body + "}");
            if (whole.size() > 1 || !(whole.get("data") instanceof Map<?, ?> members)) {
                return Answer.plain(Status.BAD_REQUEST_400);
            }
            data = new LinkedHashMap<>();
            members.forEach((name, value) -> data.put((String) name, value));
        } catch (JsonException e) {
            return Answer.message(400, "Data should be valid JSON.");
        }
        if (!services.has(domain, service)) {
            return Answer.plain(Status.BAD_REQUEST_400);
        }
        boolean asked = question.query().contains("return_response");
        String response = services.response(domain, service);
        if (asked && response.equals("none")) {
            return Answer.message(400, "Service does not support responses. Remove return_response from request.");
        }
        if (!asked && response.equals("only")) {
            return Answer.message(
                    400,
                    "Service call requires responses but caller did not ask for responses. Add ?return_response to query parameters.");
        }
        HomeContext context = core.bus().context(question.user().id());
        Map<String, HomeState> changed = new LinkedHashMap<>();
        Runnable end = core.bus().listen(event -> {
            HomeEvent.Change change = event.states();
            if (change != null && change.after() != null && event.context().equals(context)) {
                changed.put(change.entityId(), change.after());
            }
        });
        try {
            Map<String, Object> answers = services.call(domain, service, data, Map.of(), asked, context);
            List<Map<String, @Nullable Object>> states =
                    changed.values().stream().map(HomeState::json).toList();
            Map<String, Object> both = new LinkedHashMap<>();
            both.put("changed_states", states);
            both.put("service_response", answers);
            return Answer.json(asked ? both : states);
        } catch (HomeError e) {
            return switch (e.code()) {
                case "service_validation_error" -> Answer.message(400, e.words());
                case "home_assistant_error" -> Answer.plain(Status.INTERNAL_SERVER_ERROR_500);
                default -> Answer.plain(Status.BAD_REQUEST_400);
            };
        } finally {
            end.run();
        }
    }

    /// A camera's picture, for a signed-in user or with the token that its state shows.
    private Answer camera(MatchResult path, Question question) {
        Optional<HomeState> camera =
                core.states().find(path.group(1)).filter(state -> state.domain().equals("camera"));
        if (camera.isEmpty()) {
            return Answer.plain(Status.NOT_FOUND_404);
        }
        String token = String.valueOf(camera.get().attributes().get("access_token"));
        if (question.user().equals(NOBODY)
                && !token.equals(question.query().first("token").orElse(""))) {
            return Answer.plain(Status.FORBIDDEN_403);
        }
        if (!camera.get().available() || camera.get().value().equals("off")) {
            return Answer.plain(Status.SERVICE_UNAVAILABLE_503);
        }
        double elevation = core.states().get("sun.sun").attributes().get("elevation") instanceof Number number
                ? number.doubleValue()
                : 0;
        return new Answer(200, "image/png", HomePicture.png(Math.clamp(elevation / 40, 0, 1)));
    }

    private Answer fire(MatchResult path, Question question) {
        if (!question.user().admin()) {
            return Answer.plain(Status.UNAUTHORIZED_401);
        }
        Map<String, @Nullable Object> data;
        try {
            data = question.body().isEmpty() ? Map.of() : Json.objectWithNulls(question.body());
        } catch (JsonException e) {
            return Answer.message(400, "Event data should be a JSON object");
        }
        core.bus().fire(path.group(1), data, core.bus().context(question.user().id()));
        return Answer.message(200, "Event " + path.group(1) + " fired.");
    }

    private Answer history(MatchResult path, Question question) {
        Optional<String> asked = question.query().first("filter_entity_id").asOptional();
        if (asked.isEmpty()) {
            return Answer.message(400, "filter_entity_id is missing");
        }
        try {
            Instant start = HomeCalendar.moment(path.group(1));
            Instant end = question.query()
                    .first("end_time")
                    .asOptional()
                    .map(HomeCalendar::moment)
                    .orElse(start.plus(Duration.ofDays(1)));
            List<List<Map<String, @Nullable Object>>> found = new ArrayList<>();
            for (Object entity : HomeServices.list(asked.get())) {
                List<Map<String, @Nullable Object>> rows = queries
                        .history(
                                entity.toString(), start, end, !question.query().contains("skip_initial_state"))
                        .stream()
                        .map(state -> past(state, question.query().contains("no_attributes")))
                        .toList();
                if (!rows.isEmpty()) {
                    found.add(rows);
                }
            }
            return Answer.json(found);
        } catch (DateTimeException e) {
            return Answer.message(400, "Invalid datetime");
        }
    }

    private static Map<String, @Nullable Object> past(HomeState state, boolean bare) {
        Map<String, @Nullable Object> row = state.json();
        row.keySet().removeAll(List.of("context", "last_reported"));
        if (bare) {
            row.put("attributes", Map.of());
        }
        return row;
    }

    /// The configuration of a scene that the user interface keeps, by its own id.
    private Answer scene(MatchResult path, Question question) {
        if (!question.user().admin()) {
            return Answer.plain(Status.UNAUTHORIZED_401);
        }
        for (HomeState state : core.states().all()) {
            if (state.domain().equals("scene")
                    && path.group(1).equals(state.attributes().get("id"))) {
                Map<String, @Nullable Object> config = new LinkedHashMap<>();
                config.put("id", path.group(1));
                config.put("name", state.attributes().get("friendly_name"));
                config.put("entities", core.detail(state.entityId(), "entities"));
                return Answer.json(config);
            }
        }
        return Answer.message(404, "Resource not found");
    }
}
