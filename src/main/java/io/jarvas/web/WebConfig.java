package io.jarvas.web;

import io.jarvas.language.Language;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Where Jarvas listens, and who may come in.
///
/// @param main the panel and the API
/// @param api a second door for automations and other machines: always with a token, and without the panel
/// @param apiToken what a Bearer token must equal; without one nobody comes in with a token
/// @param publicUrl the address that people open, where a proxy stands before Jarvas
/// @param origins of pages elsewhere that may use the API: `https://dashboard.example`
/// @param language of sentences where a request asks for none
public record WebConfig(
        Listener main,
        Optional<Listener> api,
        Mode mode,
        Optional<String> apiToken,
        Optional<URI> publicUrl,
        List<String> origins,
        Optional<Language> language) {
    /// How people come to the main listener.
    public enum Mode {
        /// By themselves: with a token, or from this machine.
        DIRECT,
        /// Through Home Assistant's ingress, which says who they are.
        INGRESS
    }

    /// @param port 0 for any that is free
    public record Listener(String host, int port) {}

    public WebConfig {
        origins = origins.stream()
                .map(origin -> origin.toLowerCase(Locale.ROOT).replaceAll("/$", ""))
                .toList();
        if (apiToken.filter(String::isBlank).isPresent()) {
            throw new IllegalArgumentException("an empty token");
        }
    }
}
