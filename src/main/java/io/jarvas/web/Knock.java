package io.jarvas.web;

import java.net.InetAddress;
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

    boolean sent(String name) {
        return headers.containsKey(name);
    }
}
