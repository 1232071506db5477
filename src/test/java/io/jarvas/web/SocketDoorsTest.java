package io.jarvas.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.json.Json;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may open a WebSocket: whoever may send a message over HTTP, and nobody else. The doors are the same for both.
@Timeout(30)
@ParameterizedClass
@ValueSource(strings = {ChatSocket.PATH, VoiceSocket.PATH})
class SocketDoorsTest {
    private static final String PING = "{\"type\":\"ping\"}";

    @Parameter
    private String path;

    private final Fixture jarvas = new Fixture();

    @AfterEach
    void stop() {
        jarvas.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "?language=pt", "/?language=pt"})
    void thisMachineComesIn(String end) throws Exception {
        assertOpens(jarvas.port(), path + end);
    }

    @Test
    void browsersComeInFromOurOwnPageAndFromListedOnes() throws Exception {
        String own = "http://localhost:" + jarvas.port();
        assertOpens(jarvas.port(), path, "User-Agent: Mozilla/5.0", "Origin: " + own);
        assertOpens(jarvas.port(), path, "Origin: " + own, "Sec-Fetch-Site: same-origin");
        assertOpens(jarvas.port(), path, "Origin: https://dashboard.example", "Sec-Fetch-Site: cross-site");
    }

    @ParameterizedTest
    @CsvSource({
        "Origin: https://evil.example, 403",
        "Origin: null, 403",
        "Origin: http://localhost:1, 403",
        "Sec-Fetch-Site: cross-site, 403",
        "Sec-Fetch-Site: same-site, 403",
        "Host: evil.example, 421",
        "User-Agent: Mozilla/5.0, 401",
        "X-Forwarded-For: 10.0.0.1, 401",
        "Authorization: Bearer wrong, 401",
        "Authorization: Basic wrong, 401",
    })
    void nobodyElseComesInAndTheAnswerIsThatOfHttp(String header, int status) throws Exception {
        Raw.Answer refused = SocketClient.refused(jarvas.port(), path, header);
        Raw.Answer http = Raw.get(jarvas.port(), "/api/status", header);

        assertThat(refused.status()).isEqualTo(status).isEqualTo(http.status());
        assertThat(refused.header("content-type")).isEqualTo("application/problem+json");
        assertThat(refused.body()).isEqualTo(http.body());
        assertThat(refused.header("www-authenticate")).isEqualTo(http.header("www-authenticate"));
    }

    @Test
    void aTokenComesInFromAnywhere() throws Exception {
        assertOpens(jarvas.port(), path, "X-Forwarded-For: 10.0.0.1", Fixture.AUTHORIZED);
    }

    @Test
    void aTicketComesInOnceAndAPageElsewhereDoesNotUseItUp() throws Exception {
        String ticket = ticket(jarvas.port());
        String target = path + "?ticket=" + ticket;

        assertThat(SocketClient.refused(jarvas.port(), target, "Origin: https://evil.example")
                        .status())
                .isEqualTo(403);
        assertThat(Raw.get(jarvas.port(), target).status()).isEqualTo(426);
        assertOpens(jarvas.port(), target, "X-Forwarded-For: 10.0.0.1");
        assertThat(SocketClient.refused(jarvas.port(), target).status()).isEqualTo(401);
    }

    @Test
    void aRequestWithoutTheUpgradeIsToldWhatIsSpokenHere() throws Exception {
        Raw.Answer answer = Raw.get(jarvas.port(), path, "Accept-Language: pt");

        assertThat(answer.status()).isEqualTo(426);
        assertThat(answer.header("upgrade")).isEqualTo("websocket");
        assertThat(answer.header("sec-websocket-version")).isEqualTo("13");
        assertThat(Json.object(answer.body()))
                .containsEntry("title", "Upgrade Required")
                .containsEntry("detail", "Este endereço só fala WebSocket: ligue-se a ele com ws:// ou wss://.");
        assertThat(Raw.post(jarvas.port(), path, "{}").status()).isEqualTo(405);
        try (Raw head = new Raw(jarvas.port())) {
            assertThat(head.send(head.head("HEAD", path) + "\r\n").head().status())
                    .isEqualTo(405);
        }
        assertThat(SocketClient.refused(jarvas.port(), "/ws/none").status()).isEqualTo(404);
        assertThat(SocketClient.refused(jarvas.port(), "/api/status").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sec-WebSocket-Version: 8|Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Version: 13|Sec-WebSocket-Key: short",
                "Sec-WebSocket-Version: 13|Sec-WebSocket-Key: c2hvcnQ="
            })
    void noProperHandshakeIsToldSo(String headers) throws Exception {
        String[] all = ("Upgrade: websocket|Connection: Upgrade|" + headers).split("\\|");
        assertThat(Raw.get(jarvas.port(), path, all).status()).isEqualTo(426);
    }

    @Test
    void aKeySentTwiceIsRefused() throws Exception {
        assertThat(SocketClient.refused(jarvas.port(), path, "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")
                        .status())
                .isEqualTo(400);
        assertThat(SocketClient.refused(jarvas.port(), path + "?ticket=a&ticket=b")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void upgradeIsReadInAnyCase() throws Exception {
        try (Raw raw = new Raw(jarvas.port())) {
            raw.send(raw.head(
                            "GET",
                            path,
                            "Upgrade: WebSocket",
                            "Connection: upgrade",
                            "Sec-WebSocket-Version: 13",
                            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")
                    + "\r\n");
            assertThat(raw.head().status()).isEqualTo(101);
        }
    }

    @Test
    void withAPublicAddressThisMachineNeedsATokenToo() throws Exception {
        try (Fixture named = new Fixture(config -> new WebConfig(
                config.main(),
                config.api(),
                config.mode(),
                config.apiToken(),
                Optional.of(URI.create("https://jarvas.example")),
                config.origins(),
                config.language()))) {
            assertThat(SocketClient.refused(named.port(), path).status()).isEqualTo(401);
            assertOpens(
                    named.port(), path, "Host: jarvas.example", "Origin: https://jarvas.example", Fixture.AUTHORIZED);
        }
    }

    @Test
    void behindIngressPersonsAreTheUsersOfHomeAssistant() throws Exception {
        try (Fixture addOn = new Fixture(Fixture::behindIngress)) {
            assertThat(SocketClient.refused(addOn.port(), path, "X-Remote-User-Id: ana")
                            .status())
                    .isEqualTo(403);
            SocketClient.open(new Raw(addOn.port(), "127.0.0.2"), path, "X-Remote-User-Id: ana")
                    .close();
            try (Raw raw = new Raw(addOn.port(), "127.0.0.2")) {
                assertThat(SocketClient.ask(raw, path).answer().status()).isEqualTo(403);
            }
            try (Raw raw = new Raw(addOn.port(), "127.0.0.2")) {
                assertThat(SocketClient.ask(raw, path, "X-Remote-User-Id: ana", "Origin: https://evil.example")
                                .answer()
                                .status())
                        .isEqualTo(403);
            }
            try (SocketClient client = SocketClient.open(
                    new Raw(addOn.port(), "127.0.0.2"),
                    ChatSocket.PATH,
                    "X-Remote-User-Id: ana",
                    "Origin: http://homeassistant.local:8123",
                    "Host: homeassistant.local:8123")) {
                client.send("{\"type\":\"send\",\"message\":\"Hi\"}");
                client.text();
                assertThat(addOn.begun.getLast().person().id()).isEqualTo("ha:ana");
            }
        }
    }

    @Test
    void theSecondListenerWantsATokenWhateverTheHeadersSay() throws Exception {
        try (Fixture addOn = new Fixture(Fixture::behindIngress)) {
            int api = addOn.web.apiPort().orElseThrow();
            assertThat(SocketClient.refused(api, path).status()).isEqualTo(401);
            assertThat(SocketClient.refused(api, path, "X-Remote-User-Id: ana").status())
                    .isEqualTo(401);
            assertOpens(api, path, Fixture.AUTHORIZED);
            String ticket = Json.object(Raw.post(api, "/api/tickets", "", Fixture.AUTHORIZED)
                            .body())
                    .get("ticket")
                    .toString();
            assertOpens(api, path + "?ticket=" + ticket);
        }
    }

    private static String ticket(int port) throws Exception {
        return Json.object(Raw.post(port, "/api/tickets", "").body())
                .get("ticket")
                .toString();
    }

    private static void assertOpens(int port, String target, String... headers) throws Exception {
        try (SocketClient client = SocketClient.open(new Raw(port), target, headers)) {
            client.send(PING);
            assertThat(client.until(event -> event.containsValue("pong"))).isNotEmpty();
        }
    }
}
