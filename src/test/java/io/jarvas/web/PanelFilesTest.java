package io.jarvas.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PanelFilesTest {
    @Test
    void thePanelIsAtTheRootUnderAStrictPolicy() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            Raw.Answer page = Raw.get(jarvas.port(), "/");

            assertThat(page.status()).isEqualTo(200);
            assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
            assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
            assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(page.header("Content-Security-Policy"))
                    .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                    .contains("frame-ancestors 'self'")
                    .doesNotContain("unsafe");
        }
    }

    @Test
    void anUnchangedFileIsNotSentAgain() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            Raw.Answer script = Raw.get(jarvas.port(), "/panel.js");
            assertThat(script.status()).isEqualTo(200);
            assertThat(script.header("Content-Type")).isEqualTo("text/javascript; charset=utf-8");

            Raw.Answer again = Raw.get(jarvas.port(), "/panel.js", "If-None-Match: " + script.header("ETag"));
            assertThat(again.status()).isEqualTo(304);
            assertThat(again.body()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../openapi.json",
                "/..%2fopenapi.json",
                "/%2e%2e/openapi.json",
                "//panel.js",
                "/./panel.js",
                "/.hidden.js",
                "/panel.js%00.html",
                "/Panel.JS",
                "/panel",
                "/panel.class"
            })
    void nothingElseIsServed(String path) throws Exception {
        try (Fixture jarvas = new Fixture()) {
            assertThat(Raw.get(jarvas.port(), path).status()).isBetween(400, 404);
        }
    }

    @Test
    void aHeadHasNoBody() throws Exception {
        try (Fixture jarvas = new Fixture();
                Raw client = new Raw(jarvas.port())) {
            client.send(client.head("HEAD", "/panel.js") + "\r\n");
            Raw.Answer head = client.head();
            assertThat(head.status()).isEqualTo(200);
            assertThat(Integer.parseInt(head.header("Content-Length"))).isPositive();
            client.send(client.head("GET", "/panel.js") + "\r\n");
            assertThat(client.answer().status()).isEqualTo(200);
        }
    }
}
