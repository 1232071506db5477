package io.jarvas.bench;

import io.helidon.webserver.WebServer;

/// The least that Helidon can be: what [Start] measures Jarvas's own start against.
public final class HelloServer {
    private HelloServer() {}

    public static void main(String[] arguments) {
        WebServer.builder()
                .host("127.0.0.1")
                .port(Integer.parseInt(arguments[0]))
                .routing(http -> http.get("/health/live", (_, response) -> response.send("hello")))
                .build()
                .start();
    }
}
