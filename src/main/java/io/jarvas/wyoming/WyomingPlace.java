package io.jarvas.wyoming;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// Where a Wyoming service is, and how long it may take.
///
/// @param host a name or an address, one of IPv6 without brackets
/// @param connect the longest wait for the connection
/// @param silence the longest wait for the next word of a service that owes one
public record WyomingPlace(String host, int port, Duration connect, Duration silence) {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    /// A slow computer takes that long to understand a long sentence.
    private static final Duration SILENCE = Duration.ofSeconds(20);

    public WyomingPlace {
        if (host.isBlank() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException("no place: " + host + " " + port);
        }
    }

    public WyomingPlace(String host, int port) {
        this(host, port, CONNECT, SILENCE);
    }

    /// The place that an address names: `tcp://core-whisper:10300`, or `core-whisper:10300`; nothing where it
    /// names
    /// none.
    public static Optional<WyomingPlace> of(String address) {
        String uri = address.strip();
        try {
            URI place = URI.create(uri.contains("://") ? uri : "tcp://" + uri);
            String host = place.getHost();
            boolean bare = (place.getPath().isEmpty() || place.getPath().equals("/"))
                    && place.getQuery() == null
                    && place.getUserInfo() == null;
            return "tcp".equalsIgnoreCase(place.getScheme()) && host != null && bare
                    ? Optional.of(new WyomingPlace(host.replaceAll("[\\[\\]]", ""), place.getPort()))
                    : Optional.empty();
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    /// As an address: `tcp://core-whisper:10300`.
    public String address() {
        return "tcp://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
