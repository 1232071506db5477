package io.jarvas.homeassistant;

import java.net.URI;

/// Where Home Assistant's two interfaces are.
///
/// @param socket `ws://homeassistant.local:8123/api/websocket`
/// @param api without a slash at its end: `http://homeassistant.local:8123/api`
record Addresses(URI socket, URI api) {
    /// The Supervisor's proxy has the socket beside the API, Home Assistant has it inside.
    static Addresses of(URI url) {
        String base = url.toString().replaceAll("/+$", "");
        boolean proxied = "supervisor".equals(url.getHost()) && base.endsWith("/core");
        String socket = "ws" + base.substring("http".length()) + (proxied ? "/websocket" : "/api/websocket");
        return new Addresses(URI.create(socket), URI.create(base + "/api"));
    }
}
