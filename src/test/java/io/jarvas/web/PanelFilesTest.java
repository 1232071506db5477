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
    void anUnchangedPageIsNotSentAgain() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            Raw.Answer page = Raw.get(jarvas.port(), "/");

            Raw.Answer again = Raw.get(jarvas.port(), "/", "If-None-Match: " + page.header("ETag"));
            assertThat(again.status()).isEqualTo(304);
            assertThat(again.body()).isEmpty();
        }
    }

    @Test
    void whatThePageLoadsIsKeptForEverAtAnAddressOfItsOwn() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            Raw.Answer script = Raw.get(jarvas.port(), asset(jarvas, "panel.js"));

            assertThat(script.status()).isEqualTo(200);
            assertThat(script.header("Content-Type")).isEqualTo("text/javascript; charset=utf-8");
            assertThat(script.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
            assertThat(Raw.get(jarvas.port(), "/assets/0000000000000000/panel.js")
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void aLibraryIsCalledByItsPlaceAndNamedInThePage() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            assertThat(Raw.get(jarvas.port(), asset(jarvas, "panel.js")).body())
                    .contains("import { html } from \"./_static/lit/")
                    .contains("from \"a sentence\"");
            assertThat(Raw.get(jarvas.port(), "/").body())
                    .containsPattern(
                            "modulepreload\" href=\"assets/[0-9a-f]{16}/_static/lit-html/[^\"]+/lit-html.js\"");
        }
    }

    @Test
    void whatIsLoadedLaterIsThereAndNotNamedInThePage() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            assertThat(Raw.get(jarvas.port(), asset(jarvas, "later.js")).status())
                    .isEqualTo(200);
            assertThat(Raw.get(jarvas.port(), "/").body()).contains("/panel.js").doesNotContain("later.js");
        }
    }

    @Test
    void aFileIsCompressedForWhoTakesThat() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            String library = Raw.get(jarvas.port(), asset(jarvas, "panel.js"))
                    .body()
                    .replaceAll("(?s).*\"\\./(_static/lit/[^\"]+)\".*", "$1");
            String path = asset(jarvas, "panel.js").replace("panel.js", library);
            assertThat(Raw.get(jarvas.port(), path).headers()).doesNotContainKey("content-encoding");
            assertThat(Raw.get(jarvas.port(), path, "Accept-Encoding: gzip;q=0").headers())
                    .doesNotContainKey("content-encoding");
        }
    }

    @Test
    void anyIconOfHomeAssistantIsThere() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            Raw.Answer icon = Raw.get(jarvas.port(), asset(jarvas, "mdi/coffee.svg"));
            assertThat(icon.status()).isEqualTo(200);
            assertThat(icon.header("Content-Type")).isEqualTo("image/svg+xml");
            assertThat(icon.body()).contains("<path d=");
            assertThat(Raw.get(jarvas.port(), asset(jarvas, "mdi/no-such-icon.svg"))
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void aPageOfAListedOriginMayLoadTheModules() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            String module = asset(jarvas, "panel.js");
            assertThat(Raw.get(jarvas.port(), module, "Origin: https://dashboard.example")
                            .header("Access-Control-Allow-Origin"))
                    .isEqualTo("https://dashboard.example");
            assertThat(Raw.get(jarvas.port(), module, "Origin: https://elsewhere.example")
                            .headers())
                    .doesNotContainKey("access-control-allow-origin");
        }
    }

    private static String asset(Fixture jarvas, String name) throws Exception {
        String page = Raw.get(jarvas.port(), "/").body();
        return "/" + page.replaceAll("(?s).*src=\"(assets/[0-9a-f]{16}/)panel.js\".*", "$1") + name;
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
            client.send(client.head("HEAD", "/index.html") + "\r\n");
            Raw.Answer head = client.head();
            assertThat(head.status()).isEqualTo(200);
            assertThat(Integer.parseInt(head.header("Content-Length"))).isPositive();
            client.send(client.head("GET", "/index.html") + "\r\n");
            assertThat(client.answer().status()).isEqualTo(200);
        }
    }
}
