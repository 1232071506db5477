package io.jarvas.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.json.Json;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may open a WebSocket: whoever may send a message over HTTP, and nobody else.
@Timeout(30)
class SocketDoorsTest {
    private static final String PATH = ChatSocket.PATH;
    private static final String PING = "{\"type\":\"ping\"}";

    private final Fixture jarvas = new Fixture();

    @AfterEach
    void stop() {
        jarvas.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws/chat", "/ws/chat/", "/ws/chat?language=pt"})
    void thisMachineComesIn(String target) throws Exception {
        assertOpens(jarvas.port(), target);
    }

    @Test
    void browsersComeInFromOurOwnPageAndFromListedOnes() throws Exception {
        String own = "http://localhost:" + jarvas.port();
        assertOpens(jarvas.port(), PATH, "User-Agent: Mozilla/5.0", "Origin: " + own);
        assertOpens(jarvas.port(), PATH, "Origin: " + own, "Sec-Fetch-Site: same-origin");
        assertOpens(jarvas.port(), PATH, "Origin: https://dashboard.example", "Sec-Fetch-Site: cross-site");
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
        Raw.Answer refused = SocketClient.refused(jarvas.port(), PATH, header);
        Raw.Answer http = Raw.get(jarvas.port(), "/api/status", header);

        assertThat(refused.status()).isEqualTo(status).isEqualTo(http.status());
        assertThat(refused.header("content-type")).isEqualTo("application/problem+json");
        assertThat(refused.body()).isEqualTo(http.body());
        assertThat(refused.header("www-authenticate")).isEqualTo(http.header("www-authenticate"));
    }

    @Test
    void aTokenComesInFromAnywhere() throws Exception {
        assertOpens(jarvas.port(), PATH, "X-Forwarded-For: 10.0.0.1", Fixture.AUTHORIZED);
    }

    @Test
    void aTicketComesInOnceAndAPageElsewhereDoesNotUseItUp() throws Exception {
        String ticket = ticket(jarvas.port());
        String target = PATH + "?ticket=" + ticket;

        assertThat(SocketClient.refused(jarvas.port(), target, "Origin: https://evil.example")
                        .status())
                .isEqualTo(403);
        assertThat(Raw.get(jarvas.port(), target).status()).isEqualTo(426);
        assertOpens(jarvas.port(), target, "X-Forwarded-For: 10.0.0.1");
        assertThat(SocketClient.refused(jarvas.port(), target).status()).isEqualTo(401);
    }

    @Test
    void aRequestWithoutTheUpgradeIsToldWhatIsSpokenHere() throws Exception {
        Raw.Answer answer = Raw.get(jarvas.port(), PATH, "Accept-Language: pt");

        assertThat(answer.status()).isEqualTo(426);
        assertThat(answer.header("upgrade")).isEqualTo("websocket");
        assertThat(answer.header("sec-websocket-version")).isEqualTo("13");
        assertThat(Json.object(answer.body()))
                .containsEntry("title", "Upgrade Required")
                .containsEntry("detail", "Este endereço só fala WebSocket: ligue-se a ele com ws:// ou wss://.");
        assertThat(Raw.post(jarvas.port(), PATH, "{}").status()).isEqualTo(405);
        try (Raw head = new Raw(jarvas.port())) {
            assertThat(head.send(head.head("HEAD", PATH) + "\r\n").head().status())
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
        assertThat(Raw.get(jarvas.port(), PATH, all).status()).isEqualTo(426);
    }

    @Test
    void aKeySentTwiceIsRefused() throws Exception {
        assertThat(SocketClient.refused(jarvas.port(), PATH, "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")
                        .status())
                .isEqualTo(400);
        assertThat(SocketClient.refused(jarvas.port(), PATH + "?ticket=a&ticket=b")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void upgradeIsReadInAnyCase() throws Exception {
        try (Raw raw = new Raw(jarvas.port())) {
            raw.send(raw.head(
                            "GET",
                            PATH,
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
            assertThat(SocketClient.refused(named.port(), PATH).status()).isEqualTo(401);
            assertOpens(
                    named.port(), PATH, "Host: jarvas.example", "Origin: https://jarvas.example", Fixture.AUTHORIZED);
        }
    }

    @Test
    void behindIngressPersonsAreTheUsersOfHomeAssistant() throws Exception {
        try (Fixture addOn = new Fixture(Fixture::behindIngress)) {
            assertThat(SocketClient.refused(addOn.port(), PATH, "X-Remote-User-Id: ana")
                            .status())
                    .isEqualTo(403);
            try (Raw raw = new Raw(addOn.port(), "127.0.0.2")) {
                assertThat(SocketClient.ask(raw, PATH).answer().status()).isEqualTo(403);
            }
            try (Raw raw = new Raw(addOn.port(), "127.0.0.2")) {
                assertThat(SocketClient.ask(raw, PATH, "X-Remote-User-Id: ana", "Origin: https://evil.example")
                                .answer()
                                .status())
                        .isEqualTo(403);
            }
            try (SocketClient client = SocketClient.open(
                    new Raw(addOn.port(), "127.0.0.2"),
                    PATH,
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
            assertThat(SocketClient.refused(api, PATH).status()).isEqualTo(401);
            assertThat(SocketClient.refused(api, PATH, "X-Remote-User-Id: ana").status())
                    .isEqualTo(401);
            assertOpens(api, PATH, Fixture.AUTHORIZED);
            String ticket = Json.object(Raw.post(api, "/api/tickets", "", Fixture.AUTHORIZED)
                            .body())
                    .get("ticket")
                    .toString();
            assertOpens(api, PATH + "?ticket=" + ticket);
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
            assertThat(client.text()).isEqualTo("{\"event\":\"pong\"}");
        }
    }
}
