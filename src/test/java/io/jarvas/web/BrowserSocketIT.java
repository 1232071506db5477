package io.jarvas.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.app.Browser;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// WebSockets of a real Chromium.
class BrowserSocketIT {
    @TempDir
    private static Path profile;

    private static Browser browser;
    private final Fixture jarvas = new Fixture(config -> config, WebTimes.USUAL, "/web/panel/");
    private final Fixture elsewhere = new Fixture(config -> config, WebTimes.USUAL, "/web/panel/");

    @BeforeAll
    static void start() {
        browser = new Browser(profile);
    }

    @AfterAll
    static void stop() {
        browser.close();
    }

    @AfterEach
    void close() {
        jarvas.close();
        elsewhere.close();
    }

    @Test
    void ourOwnPageChats() {
        open(jarvas, "/");

        assertThat(chat("ws://localhost:" + jarvas.port())).contains("\"event\":\"status\",\"id\":\"1\"");
        assertThat(jarvas.begun).hasSize(1);
    }

    @Test
    void aPageElsewhereCannotConnect() {
        // A page that lets itself connect to anywhere.
        open(elsewhere, "/health/live");

        assertThat(chat("ws://localhost:" + jarvas.port())).isEqualTo("refused");
        assertThat(chat("ws://127.0.0.1:" + jarvas.port())).isEqualTo("refused");
        assertThat(jarvas.begun).isEmpty();
    }

    private static void open(Fixture server, String path) {
        browser.looks(1280, 800, 1, false, "en");
        browser.open(URI.create("http://localhost:" + server.port() + path));
    }

    /// The first message of the answer, or `refused`.
    private static String chat(String server) {
        var _ = browser.script("""
                window.said = "";
                const socket = new WebSocket("%s/ws/chat");
                socket.onopen = () => socket.send(JSON.stringify({type: "send", message: "Hi"}));
                socket.onmessage = ({data}) => { window.said ||= data; };
                socket.onerror = () => { window.said = "refused"; };
                """.formatted(server));
        browser.until(() -> !said().isEmpty());
        return said();
    }

    private static String said() {
        return String.valueOf(browser.script("return window.said"));
    }
}
