package io.jarvas.ollama;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Where Ollama is and how it is asked. Window and time to live are the same in every request: another value
/// reloads the model.
///
/// @param urls the servers, the preferred one first; several where the usual places are tried
/// @param model that answers where a request names none; empty for [ModelChoice]'s
/// @param models what a request may ask for besides `model`
/// @param contextTokens the window in tokens; a model with less has its own
/// @param keepAlive how long the model stays in memory, in Ollama's form: `10m`, a number of seconds, `-1`
///     for ever
/// @param firstToken the longest silence before the answer's first token
/// @param betweenTokens the longest silence after it
/// @param connect the longest wait for a connection, and for an answer to a question about the server
/// @param loadingNotice the silence after which the server is asked whether it is still loading the model
/// @param retryPause before a failed request goes to the same server again
/// @param healthyCheck between two looks at a server that is well
/// @param unhealthyCheck between two looks at one that is not
/// @param search between two looks at a place where nothing was ever found, where `urls` are places that nobody named;
///     empty where somebody named them
public record OllamaConfig(
        List<URI> urls,
        Optional<String> model,
        List<String> models,
        int contextTokens,
        String keepAlive,
        Duration firstToken,
        Duration betweenTokens,
        Duration connect,
        Duration loadingNotice,
        Duration retryPause,
        Duration healthyCheck,
        Duration unhealthyCheck,
        Optional<Duration> search) {
    public static final int CONTEXT_TOKENS = 8192;
    public static final String KEEP_ALIVE = "-1";

    /// How often places are looked at in which Ollama may be.
    private static final Duration SEARCH = Duration.ofMinutes(1);

    public OllamaConfig {
        urls = List.copyOf(urls);
        models = List.copyOf(models);
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("no address of an Ollama server");
        }
        if (contextTokens < 1) {
            throw new IllegalArgumentException("the window needs at least one token");
        }
    }

    /// One whose addresses somebody named.
    public OllamaConfig(
            List<URI> urls,
            Optional<String> model,
            List<String> models,
            int contextTokens,
            String keepAlive,
            Duration firstToken,
            Duration betweenTokens,
            Duration connect,
            Duration loadingNotice,
            Duration retryPause,
            Duration healthyCheck,
            Duration unhealthyCheck) {
        this(
                urls,
                model,
                models,
                contextTokens,
                keepAlive,
                firstToken,
                betweenTokens,
                connect,
                loadingNotice,
                retryPause,
                healthyCheck,
                unhealthyCheck,
                Optional.empty());
    }

    /// The settings with the usual patience.
    public OllamaConfig(
            List<URI> urls, Optional<String> model, List<String> models, int contextTokens, String keepAlive) {
        this(
                urls,
                model,
                models,
                contextTokens,
                keepAlive,
                Duration.ofMinutes(5),
                Duration.ofSeconds(60),
                Duration.ofSeconds(3),
                Duration.ofMillis(700),
                Duration.ofMillis(500),
                Duration.ofSeconds(10),
                Duration.ofSeconds(2));
    }

    /// The same with another patience with a silent server.
    public OllamaConfig withPatience(Duration first, Duration between) {
        return with(urls, first, between, search);
    }

    /// The same with addresses that nobody named, where Ollama is looked for every minute until it is found.
    public OllamaConfig searching() {
        return searching(SEARCH);
    }

    OllamaConfig searching(Duration every) {
        return with(urls, firstToken, betweenTokens, Optional.of(every));
    }

    /// The same at addresses that are known.
    public OllamaConfig at(List<URI> known) {
        return with(known, firstToken, betweenTokens, Optional.empty());
    }

    private OllamaConfig with(List<URI> at, Duration first, Duration between, Optional<Duration> searchEvery) {
        return new OllamaConfig(
                at,
                model,
                models,
                contextTokens,
                keepAlive,
                first,
                between,
                connect,
                loadingNotice,
                retryPause,
                healthyCheck,
                unhealthyCheck,
                searchEvery);
    }

    /// Every default, for one or more addresses.
    public OllamaConfig(List<URI> urls) {
        this(urls, Optional.empty(), List.of(), CONTEXT_TOKENS, KEEP_ALIVE);
    }
}
