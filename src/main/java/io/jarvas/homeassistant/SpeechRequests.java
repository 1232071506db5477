package io.jarvas.homeassistant;

import io.jarvas.json.Json;
import io.jarvas.json.JsonException;
import io.jarvas.speech.SpeechException;
import io.jarvas.speech.SpeechException.Code;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/// What is asked of Home Assistant's speech over HTTP. Safe to use from any thread.
final class SpeechRequests {
    private static final int LONGEST = 1 << 20;

    private final HttpClient client;
    private final URI api;
    private final String token;
    private final HomeAssistantConfig.Timing timing;

    SpeechRequests(HttpClient client, URI api, String token, HomeAssistantConfig.Timing timing) {
        this.client = client;
        this.api = api;
        this.token = token;
        this.timing = timing;
    }

    /// The longest that Home Assistant may think.
    Duration patience() {
        return timing.call();
    }

    /// @throws SpeechException where there is no such object
    Map<String, Object> get(String path) {
        return object(await(client.sendAsync(
                request(path).timeout(timing.answer()).build(), HttpResponse.BodyHandlers.ofInputStream())));
    }

    /// @throws SpeechException where there is no such object
    Map<String, Object> post(String path, Map<String, Object> body) {
        return object(await(client.sendAsync(
                request(path)
                        .timeout(timing.call())
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(Json.bytes(body)))
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream())));
    }

    /// Sends sound while it is spoken.
    CompletableFuture<HttpResponse<InputStream>> send(String path, String content, BodyPublisher sound) {
        return client.sendAsync(
                // As the Supervisor looks for it, to the letter.
                request(path).header("X-Speech-Content", content).POST(sound).build(),
                HttpResponse.BodyHandlers.ofInputStream());
    }

    /// Sound as it is made. To be closed.
    ///
    /// @throws SpeechException where there is none
    InputStream sound(String path) {
        HttpResponse<InputStream> response = await(client.sendAsync(
                request(path).timeout(timing.call()).build(), HttpResponse.BodyHandlers.ofInputStream()));
        if (response.statusCode() == 500) {
            SpeechException why = refused(response);
            // Home Assistant says no more, and makes WAV of everything else with a program of its own.
            throw new SpeechException(
                    why.code(),
                    "Home Assistant made no sound (its log says why; it needs ffmpeg where the engine gives no WAV)");
        }
        if (response.statusCode() != 200) {
            throw refused(response);
        }
        return response.body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(api + path)).header("Authorization", "Bearer " + token);
    }

    /// What Home Assistant says in the answer.
    static Map<String, Object> object(HttpResponse<InputStream> response) {
        if (response.statusCode() != 200) {
            throw refused(response);
        }
        try {
            return Json.object(text(response));
        } catch (JsonException e) {
            throw new SpeechException(Code.REFUSED, "an answer that is not Home Assistant's", e);
        }
    }

    private static SpeechException refused(HttpResponse<InputStream> response) {
        String words = "HTTP " + response.statusCode() + " " + text(response).strip();
        return new SpeechException(
                switch (response.statusCode()) {
                    // While Home Assistant is not up.
                    case 502, 503, 504 -> Code.UNREACHABLE;
                    case 404 -> Code.ABSENT;
                    default -> Code.REFUSED;
                },
                words.strip());
    }

    private static String text(HttpResponse<InputStream> response) {
        try (InputStream in = response.body()) {
            return new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /// Waits for the answer.
    private static HttpResponse<InputStream> await(CompletableFuture<HttpResponse<InputStream>> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw failed(e.getCause());
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new SpeechException(Code.CUT_SHORT, "interrupted", e);
        }
    }

    /// Why there is no answer.
    static SpeechException failed(@Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        String words = cause == null ? "no answer" : String.valueOf(cause.getMessage());
        if (cause instanceof SpeechException known) {
            return known;
        }
        if (cause instanceof HttpTimeoutException && !(cause instanceof HttpConnectTimeoutException)) {
            return new SpeechException(Code.STALLED, words, cause);
        }
        boolean never = cause instanceof java.net.ConnectException || cause instanceof HttpConnectTimeoutException;
        return new SpeechException(never ? Code.UNREACHABLE : Code.CUT_SHORT, words, cause);
    }
}
