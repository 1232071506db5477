package io.jarvas.web;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.jarvas.json.Json;
import io.jarvas.language.Language;
import io.jarvas.language.Sentences;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The forms in which Jarvas says no: `{"error":"…"}` at the old endpoint, RFC 9457's problem details
/// everywhere else.
final class Refusals implements DirectHandler {
    /// With every answer: nobody may guess at its type, embed it, or learn where its reader goes next.
    static final Map<String, String> PROTECTIVE = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Resource-Policy", "same-origin");

    static final String PROBLEM = "application/problem+json";

    private static final String OLD_ENDPOINT = "/api/chat";

    private final Optional<Language> usual;

    /// @param usual the language where a request asks for none
    Refusals(Optional<Language> usual) {
        this.usual = usual;
    }

    /// @param type as in `Content-Type`
    record Body(String type, Map<String, @Nullable Object> json) {}

    static Body refusal(String path, int status, String sentence) {
        if (withoutSlash(path).equals(OLD_ENDPOINT)) {
            return new Body("application/json", EventJson.object("error", sentence));
        }
        return new Body(PROBLEM, problem(status, sentence));
    }

    /// RFC 9457's members, in an object that can take more.
    static Map<String, @Nullable Object> problem(int status, String sentence) {
        String title = Status.create(status).reasonPhrase();
        return EventJson.object("type", "about:blank", "title", title, "status", status, "detail", sentence);
    }

    /// The language of what the person reads: of the query, of the browser, of the settings.
    Language language(Optional<String> asked, Optional<String> acceptLanguage) {
        return asked.flatMap(Language::ofTag)
                .or(() -> acceptLanguage.flatMap(Refusals::accepted))
                .or(() -> usual)
                .orElse(Language.ENGLISH);
    }

    private static Optional<Language> accepted(String ranges) {
        List<Locale.LanguageRange> ordered;
        try {
            ordered = Locale.LanguageRange.parse(ranges);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return ordered.stream()
                .filter(range -> range.getWeight() > 0)
                .flatMap(range -> Language.ofTag(range.getRange()).stream())
                .findFirst();
    }

    static String withoutSlash(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /// What Helidon refuses before [Entrance] sees it, or what even that could not answer. The former is the
    /// request's fault, also what Helidon takes for its own: bytes that are no text, HTTP/1.0 (505), an
    /// unknown transfer encoding (501).
    @Override
    public TransportResponse handle(
            TransportRequest request, EventType type, Status status, ServerResponseHeaders headers, String message) {
        int code = status.code();
        // Of what could not be read there is no path.
        boolean ours = type == EventType.INTERNAL_ERROR && !request.path().isEmpty();
        String key = switch (type) {
            case HTTP_VERSION_NOT_SUPPORTED -> "web.http_1_0";
            case PAYLOAD_TOO_LARGE -> "web.body_too_long";
            case INTERNAL_ERROR -> ours ? "web.internal" : "web.bad_request";
            case BAD_REQUEST, FORBIDDEN, OTHER ->
                switch (code) {
                    case 413 -> "web.body_too_long";
                    case 414 -> "web.path_too_long";
                    case 431 -> "web.headers_too_long";
                    default -> "web.bad_request";
                };
        };
        int answered = code >= 500 && !ours ? 400 : code;
        ServerRequestHeaders sent = request.headers();
        Language language = language(Optional.empty(), sent.first(HeaderNames.ACCEPT_LANGUAGE));
        String target = request.path();
        int query = target.indexOf('?');
        Body body = refusal(
                query < 0 ? target : target.substring(0, query),
                answered,
                Sentences.in(language).say(key));
        PROTECTIVE.forEach((name, value) -> headers.set(HeaderNames.create(name), value));
        headers.set(HeaderNames.CONTENT_TYPE, body.type());
        return TransportResponse.builder()
                .status(Status.create(answered))
                .headers(headers)
                .entity(Json.bytes(body.json()))
                .keepAlive(type.keepAlive())
                .build();
    }
}
