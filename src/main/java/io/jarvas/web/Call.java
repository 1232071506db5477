package io.jarvas.web;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.jarvas.json.Json;
import io.jarvas.json.JsonException;
import io.jarvas.language.Language;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// A request that came through the doors, and its answer.
final class Call {
    /// Also what Home Assistant's ingress lets through.
    static final int LONGEST_BODY = 16 * 1024 * 1024;

    private static final int LARGE_BODY = 1024 * 1024;
    /// Large bodies are read and understood two at a time, since what comes of one takes many times its
    /// memory.
    static final Semaphore LARGE_BODIES = new Semaphore(2, true);

    private static final System.Logger LOG = System.getLogger(Call.class.getName());

    private final ServerRequest request;
    private final ServerResponse response;
    private final Connections connections;
    private final Query query;
    private final Language language;

    Call(ServerRequest request, ServerResponse response, Connections connections, Query query, Language language) {
        this.request = request;
        this.response = response;
        this.connections = connections;
        this.query = query;
        this.language = language;
    }

    Query query() {
        return query;
    }

    /// The language of sentences in the answer.
    Language language() {
        return language;
    }

    /// The header's value, where it was sent once.
    Optional<String> sent(String header) {
        return request.headers()
                .find(HeaderNames.create(header))
                .filter(found -> found.valueCount() == 1)
                .map(found -> found.get());
    }

    /// The body, which must be a JSON object in UTF-8.
    Map<String, Object> body() {
        return body(false);
    }

    /// The body, which may be empty too.
    Map<String, Object> bodyOrNothing() {
        return body(true);
    }

    private Map<String, Object> body(boolean mayBeEmpty) {
        if (request.headers().contentLength().orElse(Long.MAX_VALUE) <= LARGE_BODY) {
            return object(mayBeEmpty);
        }
        LARGE_BODIES.acquireUninterruptibly();
        try {
            return object(mayBeEmpty);
        } finally {
            LARGE_BODIES.release();
        }
    }

    private Map<String, Object> object(boolean mayBeEmpty) {
        byte[] bytes = connections.body(this::read);
        if (mayBeEmpty && bytes.length == 0) {
            return Map.of();
        }
        if (!Query.isUtf8(bytes)) {
            throw Refusal.badRequest("web.not_utf8");
        }
        try {
            return Json.object(bytes);
        } catch (JsonException e) {
            throw Refusal.badRequest("web.not_json");
        }
    }

    private byte[] read() {
        try {
            // Not closed: that would read on to the end of what is refused.
            byte[] bytes = request.content().inputStream().readNBytes(LONGEST_BODY + 1);
            if (bytes.length > LONGEST_BODY) {
                throw broken(413, "web.body_too_long");
            }
            return bytes;
        } catch (RequestException e) {
            throw e.status().code() == 413 ? broken(413, "web.body_too_long") : broken(400, "web.body_broken");
        } catch (Refusal | CloseConnectionException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Helidon has no one exception for a body that is not as its headers say.
            LOG.log(System.Logger.Level.DEBUG, "a body could not be read", e);
            throw broken(400, "web.body_broken");
        }
    }

    /// Nobody knows where the next request would begin.
    private Refusal broken(int status, String key) {
        closeAfterwards();
        return Refusal.of(status, key);
    }

    /// Reads a body that says nothing, so that the connection can go on.
    void discardBody() {
        connections.body(this::read);
    }

    void header(String name, String value) {
        response.header(HeaderNames.create(name), value);
    }

    void json(int status, Object value) {
        header("Cache-Control", "no-store");
        send(status, "application/json", Json.bytes(value));
    }

    void send(int status, String type, byte[] bytes) {
        response.status(Status.create(status));
        response.header(HeaderNames.CONTENT_TYPE, type);
        headers(Refusals.PROTECTIVE);
        if (request.prologue().method().text().equals("HEAD")) {
            response.header(HeaderNames.CONTENT_LENGTH, String.valueOf(bytes.length));
            response.send();
        } else {
            response.send(bytes);
        }
    }

    void empty(int status) {
        headers(Refusals.PROTECTIVE);
        response.status(Status.create(status));
        response.send();
    }

    void headers(Map<String, String> headers) {
        headers.forEach(this::header);
    }

    /// Opens an answer that is written piece by piece, each as it is flushed.
    ///
    /// @param caching as in `Cache-Control`
    OutputStream stream(String type, String caching) {
        response.status(Status.OK_200);
        header("Content-Type", type);
        headers(Refusals.PROTECTIVE);
        header("Cache-Control", caching);
        header("X-Accel-Buffering", "no");
        header("Content-Encoding", "identity");
        return response.outputStream();
    }

    /// Tells when the client leaves before it has its answer. The connection is closed after this answer.
    void whenLeft(Runnable onLeft) {
        closeAfterwards();
        Departure.watch(connections.current(), onLeft);
    }

    /// Helidon sends what `Connection: close` says, but waits for the client to do it.
    void closeAfterwards() {
        if (!response.headers().contains(HeaderValues.CONNECTION_CLOSE)) {
            response.header(HeaderValues.CONNECTION_CLOSE);
            response.whenSent(() -> {
                throw new CloseConnectionException("the answer was the connection's last");
            });
        }
    }

    /// Ends the connection without a whole answer: there is nobody to read it.
    CloseConnectionException abandoned() {
        return new CloseConnectionException("the client left");
    }

    boolean hasUnreadBody() {
        return !request.content().consumed();
    }
}
