package io.jarvas.wyoming;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a Wyoming service is, and how long it may take.
///
/// @param host a name or an address, one of IPv6 without brackets
/// @param connect the longest wait for the connection
/// @param silence the longest wait for the next word of a service that owes one
public record WyomingPlace(String host, int port, Duration connect, Duration silence) {
    /// A name may have underscores, as those of containers do, which [java.net.URI] takes for no name.
    private static final Pattern ADDRESS =
            Pattern.compile("(?i:tcp://)?(?<host>[\\w.-]+|\\[[0-9a-fA-F:.]+(?:%\\w+)?]):(?<port>\\d{1,5})/?");

    private static final int HIGHEST_PORT = 65_535;
    private static final Duration CONNECT = Duration.ofSeconds(3);
    /// A slow computer takes that long to understand a long sentence.
    private static final Duration SILENCE = Duration.ofSeconds(20);

    public WyomingPlace {
        if (host.isBlank() || port < 1 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("no place: " + host + " " + port);
        }
    }

    public WyomingPlace(String host, int port) {
        this(host, port, CONNECT, SILENCE);
    }

    /// The place that an address names: `tcp://core-whisper:10300`, or `core-whisper:10300`; nothing where it
    /// names none.
    public static Optional<WyomingPlace> of(String address) {
        Matcher place = ADDRESS.matcher(address.strip());
        if (!place.matches()) {
            return Optional.empty();
        }
        int port = Integer.parseInt(place.group("port"));
        String host = place.group("host").replaceAll("[\\[\\]]", "");
        return port < 1 || port > HIGHEST_PORT ? Optional.empty() : Optional.of(new WyomingPlace(host, port));
    }

    /// As an address: `tcp://core-whisper:10300`.
    public String address() {
        return "tcp://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
