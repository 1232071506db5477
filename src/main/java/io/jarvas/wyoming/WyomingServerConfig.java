package io.jarvas.wyoming;

import java.time.Duration;

/// How Jarvas is a Wyoming service.
///
/// @param host the address to listen at; `0.0.0.0` for all
/// @param port 0 for any that is free
/// @param version of Jarvas, as clients show it
/// @param connections at once; the next one is closed
/// @param idle a connection on which nothing was asked for so long is closed
/// @param slow the longest time that a client takes to send one event, or to take one
public record WyomingServerConfig(
        String host, int port, String version, int connections, Duration idle, Duration slow) {
    public WyomingServerConfig {
        if (port < 0 || port > 65_535 || connections < 1 || !idle.isPositive() || !slow.isPositive()) {
            throw new IllegalArgumentException("no such server");
        }
    }

    public WyomingServerConfig(String host, int port, String version) {
        this(host, port, version, 64, Duration.ofMinutes(5), Duration.ofSeconds(10));
    }
}
