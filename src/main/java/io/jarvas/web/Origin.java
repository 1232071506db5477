package io.jarvas.web;

import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A scheme, a host and a port: what a browser calls an origin.
///
/// @param host in lower case, an IPv6 address in brackets
record Origin(String scheme, String host, int port) {
    private static final Pattern AUTHORITY =
            Pattern.compile("(\\[[0-9a-f:.]+]|[a-z0-9._~-]+)(?::([0-9]{1,5}))?", Pattern.CASE_INSENSITIVE);
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /// The origin of `https://host:port`, whatever else the text holds.
    static Optional<Origin> parse(String text) {
        int end = text.indexOf("://");
        return end < 1 ? Optional.empty() : of(text.substring(0, end), text.substring(end + 3));
    }

    /// The origin of a URL.
    static Optional<Origin> of(URI url) {
        return url.getScheme() == null || url.getRawAuthority() == null
                ? Optional.empty()
                : of(url.getScheme(), url.getRawAuthority());
    }

    /// @param authority as in a Host header: `jarvas.example:8443`
    static Optional<Origin> of(String scheme, String authority) {
        Matcher matcher = AUTHORITY.matcher(authority);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String lower = scheme.toLowerCase(Locale.ROOT);
        int port = matcher.group(2) == null ? defaultPort(lower) : Integer.parseInt(matcher.group(2));
        return Optional.of(new Origin(lower, matcher.group(1).toLowerCase(Locale.ROOT), port));
    }

    /// Whether the host is a name that means this machine, wherever it is looked up.
    boolean isLoopbackName() {
        return LOOPBACK.contains(host);
    }

    /// Whether the host is an address: no page elsewhere can make one mean another machine.
    boolean isAddress() {
        try {
            InetAddress.ofLiteral(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static int defaultPort(String scheme) {
        return switch (scheme) {
            case "http" -> 80;
            case "https" -> 443;
            default -> -1;
        };
    }
}
