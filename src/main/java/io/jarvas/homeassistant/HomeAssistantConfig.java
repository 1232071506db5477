package io.jarvas.homeassistant;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/// Which Home Assistant, and with what patience.
///
/// @param url of Home Assistant, `http://homeassistant.local:8123`; in an add-on `http://supervisor/core`
/// @param token a long-lived access token, or the Supervisor's
/// @param keptCatalog the file in which the last known catalogue is kept for the next start
public record HomeAssistantConfig(URI url, String token, Path keptCatalog, Timing timing) {
    public HomeAssistantConfig(URI url, String token, Path keptCatalog) {
        this(url, token, keptCatalog, Timing.DEFAULT);
    }

    /// Where its REST API is, without a slash at its end.
    public URI api() {
        return Addresses.of(url).api();
    }

    /// Where its WebSocket API is.
    public URI socket() {
        return Addresses.of(url).socket();
    }

    /// Without the token, so that it cannot get into a log.
    @Override
    public String toString() {
        return "HomeAssistantConfig[url=" + url + ", keptCatalog=" + keptCatalog + ", timing=" + timing + "]";
    }

    /// How long things may take, and how often they are done.
    ///
    /// @param connect until a connection stands, the socket's handshake included
    /// @param answer until a command that reads is answered
    /// @param call until a service call is answered
    /// @param quiet without a message from Home Assistant before it is asked whether it is still there
    /// @param firstPause before the first new attempt to connect; each following one is twice as long
    /// @param longestPause between two attempts
    /// @param wrongTokenPause between two attempts with a token that was refused: Home Assistant tells its
    ///     owner of each
    /// @param settle how long registry updates are collected before what changed is read again
    /// @param reread between two readings of the exposed list, which has no event for entities without a
    ///     registry entry
    /// @param starting between two looks at whether a Home Assistant that is starting has finished
    /// @param poll between two readings over REST while somebody waits for a state
    /// @param statesKept how long states are worth showing once the socket is down
    public record Timing(
            Duration connect,
            Duration answer,
            Duration call,
            Duration quiet,
            Duration firstPause,
            Duration longestPause,
            Duration wrongTokenPause,
            Duration settle,
            Duration reread,
            Duration starting,
            Duration poll,
            Duration statesKept) {
        public static final Timing DEFAULT = new Timing(
                Duration.ofSeconds(3),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofMillis(200),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofMillis(250),
                Duration.ofMinutes(3),
                Duration.ofSeconds(1),
                Duration.ofMillis(250),
                Duration.ofMinutes(10));
    }
}
