package io.jarvas.web;

import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.StoreException;
import io.jarvas.json.Json;
import io.jarvas.language.Language;
import io.jarvas.language.Sentences;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// One listener's only handler: through the doors to a route, or to a file of the panel, and in one place to
/// the answer of whatever is refused on the way.
final class Entrance implements Handler {
    private static final System.Logger LOG = System.getLogger(Entrance.class.getName());
    private static final Set<String> WITHOUT_HEAD = Set.of(
            TurnApi.STREAM,
            TurnApi.EVENTS,
            ActionApi.EXPORT,
            ConversationApi.EXPORT,
            ChatSocket.PATH,
            VoiceSocket.PATH,
            DoctorApi.PATH,
            DoctorApi.STREAM);
    /// Methods whose body says what to do.
    private static final Set<String> TELLING = Set.of("POST", "PUT", "PATCH");
    private static final String CORS_ORIGIN = "Access-Control-Allow-Origin";

    /// What is answered at a path.
    ///
    /// @param routes by method
    /// @param id that the path names; empty where it names none
    private record Place(Map<String, Route> routes, String id) {}

    private final Doors doors;
    /// By path, those without an id first.
    private final Map<String, TreeMap<String, Route>> routes;
    private final Optional<PanelFiles> files;
    private final Refusals refusals;
    private final Connections connections;
    private final FailedTries tries;
    private final Traffic traffic;

    /// @param files of the panel, where this listener serves it
    Entrance(
            Doors doors,
            List<Route> routes,
            Optional<PanelFiles> files,
            Refusals refusals,
            Connections connections,
            FailedTries tries,
            Traffic traffic) {
        this.doors = doors;
        this.routes = routes.stream()
                .sorted(Comparator.comparing(Route::isForm))
                .collect(Collectors.groupingBy(
                        Route::path,
                        LinkedHashMap::new,
                        Collectors.toMap(Route::method, route -> route, (one, _) -> one, TreeMap::new)));
        this.files = files;
        this.refusals = refusals;
        this.connections = connections;
        this.tries = tries;
        this.traffic = traffic;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        try (var _ = traffic.begin(Traffic.Kind.REQUEST)) {
            answer(request, response);
        }
    }

    private void answer(ServerRequest request, ServerResponse response) {
        String path = request.prologue().uriPath().rawPath();
        Optional<String> acceptLanguage = request.headers().first(HeaderNames.ACCEPT_LANGUAGE);
        Language language = refusals.language(Optional.empty(), acceptLanguage);
        Call call = new Call(request, response, connections, new Query(Map.of()), language);
        try {
            if (request.headers().containsToken(io.helidon.http.HeaderValues.CONNECTION_CLOSE)) {
                call.closeAfterwards();
            }
            Query query = Query.parse(request.prologue().query().rawValue());
            call = new Call(
                    request, response, connections, query, refusals.language(query.get("language"), acceptLanguage));
            admit(call, Knock.of(request.remotePeer(), request.prologue(), request.headers(), query), request);
        } catch (Refusal refusal) {
            refuse(call, path, refusal);
        } catch (CloseConnectionException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "a request could not be answered", e);
            if (response.isSent() || response.bytesWritten() > 0) {
                throw new CloseConnectionException("the answer broke off", e);
            }
            refuse(
                    call,
                    path,
                    e instanceof StoreException ? Refusal.of(503, "web.store") : Refusal.of(500, "web.internal"));
        }
    }

    /// A WebSocket that may be opened.
    record Opening(Handshake handshake, Route.Endpoint.Socket endpoint, SocketVisitor visitor) {}

    /// The WebSocket that a request opens, which comes through the same doors as any other. Empty where it is
    /// to be answered as any other request, be it with the refusal.
    Optional<Opening> opening(ConnectionContext connection, HttpPrologue prologue, Headers headers) {
        try {
            Query query = Query.parse(prologue.query().rawValue());
            Knock knock = Knock.of(connection.remotePeer(), prologue, headers, query);
            Optional<Handshake> handshake = Handshake.in(knock);
            Optional<Route> route = place(knock.path())
                    .flatMap(place -> Optional.ofNullable(place.routes().get(knock.method())));
            if (handshake.isEmpty()
                    || route.isEmpty()
                    || !(route.get().endpoint() instanceof Route.Endpoint.Socket socket)) {
                return Optional.empty();
            }
            checkDoors(knock, connection.isSecure());
            Language language = refusals.language(query.get("language"), headers.first(HeaderNames.ACCEPT_LANGUAGE));
            Person person = tries.attempt(knock, false, () -> doors.signIn(knock));
            return Optional.of(new Opening(handshake.get(), socket, new SocketVisitor(person, language)));
        } catch (Refusal refusal) {
            LOG.log(System.Logger.Level.DEBUG, "a socket is refused: {0}", refusal.key());
            return Optional.empty();
        } catch (StoreException e) {
            LOG.log(System.Logger.Level.DEBUG, "a socket is refused", e);
            return Optional.empty();
        }
    }

    private void checkDoors(Knock knock, boolean secure) {
        boolean health = knock.path().startsWith("/health/");
        doors.checkPeer(knock, health);
        if (!health) {
            doors.checkHost(knock);
        }
        if (isOfTheApi(knock.path())) {
            doors.checkOrigin(knock, secure);
        }
    }

    private void admit(Call call, Knock knock, ServerRequest request) {
        checkDoors(knock, request.isSecure());
        if (isOfTheApi(knock.path())) {
            doors.listedOrigin(knock).ifPresent(origin -> {
                call.header(CORS_ORIGIN, origin);
                call.header("Access-Control-Expose-Headers", "Retry-After");
                call.header("Vary", "Origin");
            });
        }
        Optional<Place> place = place(knock.path());
        if (place.isEmpty()) {
            file(call, knock);
            return;
        }
        Map<String, Route> here = place.get().routes();
        if (knock.method().equals("OPTIONS")) {
            options(call, knock, allowed(here));
            return;
        }
        Route route = here.get(knock.method());
        if (route == null && knock.method().equals("HEAD") && hasHead(here)) {
            route = here.get("GET");
        }
        if (route == null) {
            throw Refusal.of(405, "web.method").with("Allow", allowed(here));
        }
        answer(call, knock, route, place.get().id());
    }

    /// A path itself goes before a form that would take it too; no two forms take the same path.
    private Optional<Place> place(String path) {
        return routes.entrySet().stream()
                .flatMap(form -> Route.id(form.getKey(), path).map(id -> new Place(form.getValue(), id)).stream())
                .findFirst();
    }

    private static boolean isOfTheApi(String path) {
        return path.equals("/api")
                || path.startsWith("/api/")
                || path.startsWith("/ws/")
                || path.equals(MetricsPage.PATH);
    }

    private void answer(Call call, Knock knock, Route route, String id) {
        switch (route.endpoint()) {
            case Route.Endpoint.Open open -> open.answer(call);
            case Route.Endpoint.SignedIn signedIn -> signedIn.answer(call, signIn(knock));
            case Route.Endpoint.OfOne one -> one.answer(call, signIn(knock), id);
            case Route.Endpoint.Socket _ -> {
                if (Handshake.in(knock).isPresent()) {
                    // It comes here where it is not let in.
                    var _ = identify(knock);
                }
                throw Refusal.of(426, "web.upgrade")
                        .with("Upgrade", SocketUpgrade.PROTOCOL)
                        .with("Sec-WebSocket-Version", Handshake.VERSION);
            }
        }
    }

    private Person signIn(Knock knock) {
        Person person = identify(knock);
        if (TELLING.contains(knock.method())) {
            checkJson(knock);
        }
        return person;
    }

    private Person identify(Knock knock) {
        return tries.attempt(knock, true, () -> doors.signIn(knock));
    }

    private static void checkJson(Knock knock) {
        String type = knock.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        if (!type.matches("application/json *(; *charset *= *\"?utf-8\"? *)?")) {
            throw Refusal.of(415, "web.content_type");
        }
    }

    /// A page of a listed origin asks first what it may send. It learns nothing here that it does not know.
    private static void options(Call call, Knock knock, String allowed) {
        call.header("Allow", allowed);
        if (knock.sent("origin")) {
            call.header("Access-Control-Allow-Methods", allowed);
            call.header("Access-Control-Allow-Headers", "Authorization, Content-Type, Last-Event-ID");
            call.header("Access-Control-Max-Age", "600");
        }
        call.empty(204);
    }

    /// What only reads, and answers in one piece, has a HEAD.
    private static boolean hasHead(Map<String, Route> here) {
        Route get = here.get("GET");
        return get != null && !WITHOUT_HEAD.contains(get.path());
    }

    private static String allowed(Map<String, Route> here) {
        TreeSet<String> methods = new TreeSet<>(here.keySet());
        if (hasHead(here)) {
            methods.add("HEAD");
        }
        methods.add("OPTIONS");
        return String.join(", ", methods);
    }

    private void file(Call call, Knock knock) {
        PanelFiles.Served file =
                files.flatMap(panel -> panel.file(knock.path())).orElseThrow(() -> Refusal.of(404, "web.not_found"));
        if (!knock.method().equals("GET") && !knock.method().equals("HEAD")) {
            throw Refusal.of(405, "web.method").with("Allow", "GET, HEAD");
        }
        doors.listedOrigin(knock).ifPresent(origin -> call.header(CORS_ORIGIN, origin));
        call.header("Vary", "Accept-Encoding, Origin");
        call.header("ETag", file.tag());
        call.header("Cache-Control", file.caching());
        call.header("Content-Security-Policy", PanelFiles.POLICY);
        if (knock.headers().getOrDefault("if-none-match", List.of()).stream()
                .anyMatch(tags -> tags.contains(file.tag()) || tags.strip().equals("*"))) {
            call.empty(304);
            return;
        }
        Optional<byte[]> compressed = file.compressed().filter(_ -> takesGzip(knock));
        if (compressed.isPresent()) {
            call.header("Content-Encoding", "gzip");
        }
        call.send(200, file.type(), compressed.orElse(file.bytes()));
    }

    private static boolean takesGzip(Knock knock) {
        return knock.headers().getOrDefault("accept-encoding", List.of()).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(coding -> coding.replace(" ", "").toLowerCase(Locale.ROOT))
                .anyMatch(coding -> coding.equals("gzip") || coding.matches("gzip;q=(1(\\.0*)?|0\\.0*[1-9][0-9]*)"));
    }

    private void refuse(Call call, String path, Refusal refusal) {
        String sentence = Sentences.in(call.language()).say(refusal.key(), refusal.values());
        Refusals.Body body = Refusals.refusal(path, refusal.status(), sentence);
        if (call.hasUnreadBody()) {
            // Reading it to its end would cost as much as answering it.
            call.closeAfterwards();
        }
        call.headers(refusal.headers());
        call.header("Cache-Control", "no-store");
        call.send(refusal.status(), body.type(), Json.bytes(body.json()));
    }
}
