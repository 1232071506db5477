package io.jarvas.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Asks an address something over HTTP, and tells apart the ways in which no answer comes. Never follows a redirect.
/// Safe to use from any thread.
final class Probe implements AutoCloseable {
    private static final int LONGEST = 8 << 20;

    private final HttpClient client;
    private final Limits limits;
    private final InstantSource clock;

    Probe(Limits limits, InstantSource clock, Optional<SSLContext> trust) {
        this.limits = limits;
        this.clock = clock;
        HttpClient.Builder builder = HttpClient.newBuilder();
        trust.ifPresent(builder::sslContext);
        this.client = builder.version(HttpClient.Version.HTTP_1_1)
                .proxy(HttpClient.Builder.NO_PROXY)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(limits.connect())
                .build();
    }

    HttpClient client() {
        return client;
    }

    Limits limits() {
        return limits;
    }

    sealed interface Reply {}

    /// @param began when the question left
    /// @param took until the answer's head came
    record Answered(int status, HttpHeaders headers, String body, Instant began, Duration took) implements Reply {
        String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        boolean redirects() {
            return status >= 300 && status < 400 && !header("Location").isEmpty();
        }

        /// What the other side's clock said as it answered, to the second.
        Optional<Instant> date() {
            try {
                return headers.firstValue("Date")
                        .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                                .toInstant());
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        }
    }

    record Silent(Reason reason, String detail) implements Reply {}

    /// Why no answer came.
    enum Reason {
        UNRESOLVED,
        REFUSED,
        NO_ROUTE,
        /// No connection within the limit.
        UNCONNECTED,
        /// A connection, and no answer within the limit.
        SPEECHLESS,
        UNTRUSTED,
        OTHER_NAME,
        EXPIRED,
        /// `https` at a port that does not speak it.
        NO_TLS,
        /// `http` at a port that speaks `https`.
        WANTS_TLS,
        TLS,
        NOT_HTTP,
        CUT
    }

    Reply get(URI address) throws InterruptedException {
        return get(address, Map.of());
    }

    Reply get(URI address, Map<String, String> headers) throws InterruptedException {
        return send(address, builder(address, headers).GET().build());
    }

    Reply post(URI address, String json) throws InterruptedException {
        return send(
                address,
                builder(address, Map.of("Content-Type", "application/json"))
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build());
    }

    private HttpRequest.Builder builder(URI address, Map<String, String> headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(address).timeout(limits.answer());
        headers.forEach(builder::header);
        return builder;
    }

    private Reply send(URI address, HttpRequest request) throws InterruptedException {
        Instant began = clock.instant();
        long start = System.nanoTime();
        try {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            try (InputStream in = response.body()) {
                String body = new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
                return new Answered(response.statusCode(), response.headers(), body, began, took);
            }
        } catch (IOException e) {
            return otherScheme(address, silent(e));
        }
    }

    /// Whether the address would answer with the other scheme is only asked where the answer looks like it.
    private Silent otherScheme(URI address, Silent silent) throws InterruptedException {
        boolean secure = "https".equalsIgnoreCase(address.getScheme());
        boolean garbled = switch (silent.reason()) {
            case NOT_HTTP, CUT, TLS -> true;
            case UNRESOLVED,
                    REFUSED,
                    NO_ROUTE,
                    UNCONNECTED,
                    SPEECHLESS,
                    UNTRUSTED,
                    OTHER_NAME,
                    EXPIRED,
                    NO_TLS,
                    WANTS_TLS -> false;
        };
        if (garbled && secure && speaksPlain(address)) {
            return new Silent(Reason.NO_TLS, silent.detail());
        }
        return garbled && !secure && speaksTls(address) ? new Silent(Reason.WANTS_TLS, silent.detail()) : silent;
    }

    /// Servers that speak TLS call plain words a bad request, if anything.
    private boolean speaksPlain(URI address) throws InterruptedException {
        try {
            return status(URI.create("http" + address.toString().substring("https".length()))) != 400;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean speaksTls(URI address) throws InterruptedException {
        try {
            return status(URI.create("https" + address.toString().substring("http".length()))) > 0;
        } catch (IOException e) {
            return switch (silent(e).reason()) {
                case UNTRUSTED, OTHER_NAME, EXPIRED -> true;
                case UNRESOLVED, REFUSED, NO_ROUTE, UNCONNECTED, SPEECHLESS, NO_TLS, WANTS_TLS, TLS, NOT_HTTP, CUT ->
                    false;
            };
        }
    }

    private int status(URI address) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(limits.answer()).build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    static Silent silent(Throwable failure) {
        return new Silent(reason(failure), words(failure));
    }

    private static Reason reason(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Optional<Reason> certificate = certificate(cause);
            if (certificate.isPresent()) {
                return certificate.get();
            }
        }
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Optional<Reason> known = connection(cause);
            if (known.isPresent()) {
                return known.get();
            }
        }
        // The client says this of a connection that was not opened, around what it was.
        return failure instanceof ConnectException ? Reason.REFUSED : Reason.CUT;
    }

    private static Optional<Reason> certificate(Throwable cause) {
        return switch (cause) {
            case CertificateExpiredException _, CertificateNotYetValidException _ -> Optional.of(Reason.EXPIRED);
            case CertPathBuilderException _ -> Optional.of(Reason.UNTRUSTED);
            case CertificateException named
            when message(named).startsWith("No ") && message(named).contains("name") -> Optional.of(Reason.OTHER_NAME);
            default -> Optional.empty();
        };
    }

    private static Optional<Reason> connection(Throwable cause) {
        return switch (cause) {
            case UnknownHostException _, UnresolvedAddressException _ -> Optional.of(Reason.UNRESOLVED);
            case NoRouteToHostException _ -> Optional.of(Reason.NO_ROUTE);
            case HttpConnectTimeoutException _ -> Optional.of(Reason.UNCONNECTED);
            case HttpTimeoutException _ -> Optional.of(Reason.SPEECHLESS);
            case SSLException tls ->
                Optional.of(message(tls).contains("Unsupported or unrecognized") ? Reason.NO_TLS : Reason.TLS);
            case ProtocolException _ -> Optional.of(Reason.NOT_HTTP);
            case ConnectException refused when message(refused).contains("unreachable") -> Optional.of(Reason.NO_ROUTE);
            case IOException other when message(other).contains("tatus line") -> Optional.of(Reason.NOT_HTTP);
            default -> Optional.empty();
        };
    }

    private static String message(Throwable failure) {
        return failure.getMessage() == null ? "" : failure.getMessage();
    }

    /// The innermost words that there are.
    private static String words(Throwable failure) {
        String words = failure.getClass().getSimpleName();
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            words = message(cause).isEmpty() ? words : message(cause);
        }
        return words;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
