package io.jarvas.web;

import io.helidon.common.socket.PeerInfo;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a door sees of a request.
///
/// @param path as it was sent, without a trailing slash
/// @param headers by lower-case name
/// @param ticket the query's `ticket`
record Knock(InetAddress peer, String method, String path, Map<String, List<String>> headers, Optional<String> ticket) {
    Knock {
        headers = Map.copyOf(headers);
    }

    /// @throws Refusal where nobody knows who knocks
    static Knock of(PeerInfo peer, HttpPrologue prologue, Headers sent, Query query) {
        Map<String, List<String>> headers = new HashMap<>();
        sent.forEach(header -> headers.put(header.headerName().lowerCase(), List.copyOf(header.allValues())));
        return new Knock(
                address(peer),
                prologue.method().text(),
                Refusals.withoutSlash(prologue.uriPath().rawPath()),
                headers,
                query.get("ticket"));
    }

    private static InetAddress address(PeerInfo peer) {
        if (peer.address() instanceof InetSocketAddress address && !address.isUnresolved()) {
            return address.getAddress();
        }
        throw Refusal.of(403, "web.ingress_only");
    }

    /// The header's value where it was sent once. Sent twice, a header that a door looks at is none of its
    /// values.
    ///
    /// @throws Refusal where it was sent more than once
    Optional<String> header(String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw Refusal.badRequest("web.header_twice", name);
        }
        return values.stream().findFirst();
    }

    /// The token that was sent, where one was.
    Optional<String> bearer() {
        if (headers.getOrDefault("authorization", List.of()).size() != 1) {
            return Optional.empty();
        }
        return header("authorization")
                .map(authorization -> authorization.strip().split(" +", 2))
                .filter(parts -> parts.length == 2 && parts[0].equalsIgnoreCase("Bearer"))
                .map(parts -> parts[1]);
    }

    boolean sent(String name) {
        return headers.containsKey(name);
    }
}
