package io.jarvas.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.conversation.AccessToken.Name;
import io.jarvas.json.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class TokenApiTest {
    private static final String DASH = "{\"name\":\"dash\"}";

    private final Fixture jarvas = new Fixture();

    @AfterEach
    void stop() {
        jarvas.close();
    }

    @Test
    void aTokenIsToldOnceAndLetsInAsItsName() throws Exception {
        Raw.Answer made = Raw.post(jarvas.port(), "/api/tokens", DASH);
        String token = token(made);

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("cache-control")).isEqualTo("no-store");
        assertThat(token).matches("jarvas_[A-Za-z0-9_-]{43}");
        assertThat(me(bearer(token))).contains("\"person\":\"token:dash\"", "\"administrator\":false");
        assertThat(Raw.get(jarvas.port(), "/api/tokens").body())
                .contains("\"name\":\"dash\"", "created", "last_used")
                .doesNotContain(token, "jarvas_");
    }

    @Test
    void theTokenOfTheSettingsIsCalledApi() throws Exception {
        assertThat(me(Fixture.AUTHORIZED)).contains("\"person\":\"token:api\"");
        assertThat(make("{\"name\":\"api\"}")).isEqualTo(409);
    }

    @Test
    void aNameIsGivenOnce() throws Exception {
        assertThat(make(DASH)).isEqualTo(201);
        assertThat(make(DASH)).isEqualTo(409);
        assertThat(jarvas.tokens.all()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "Dash", "a b", "a/b", "é", "a:b", "123456789012345678901234567890123456789012345678901"
            })
    void noOtherTextIsAName(String name) throws Exception {
        assertThat(make(Json.text(java.util.Map.of("name", name)))).isEqualTo(400);
        assertThat(make("{}")).isEqualTo(400);
        assertThat(jarvas.tokens.all()).isEmpty();
    }

    @Test
    void aRevokedTokenLetsNobodyInAndItsTicketsNeither() throws Exception {
        String dash = bearer(token(Raw.post(jarvas.port(), "/api/tokens", DASH)));
        String ticket = String.valueOf(
                Json.object(Raw.post(jarvas.port(), "/api/tickets", "", dash).body())
                        .get("ticket"));

        assertThat(revoke("dash")).isEqualTo(204);

        assertThat(Raw.get(jarvas.port(), "/api/me", dash).status()).isEqualTo(401);
        assertThat(Raw.get(jarvas.port(), "/api/me?ticket=" + ticket).status()).isEqualTo(401);
        assertThat(revoke("dash")).isEqualTo(404);
        assertThat(revoke("api")).isEqualTo(404);
        assertThat(revoke("NONE")).isEqualTo(404);
    }

    @Test
    void revokingClosesWhatTheTokenHasOpen() throws Exception {
        String dash = bearer(token(Raw.post(jarvas.port(), "/api/tokens", DASH)));
        String other = bearer(token(Raw.post(jarvas.port(), "/api/tokens", "{\"name\":\"other\"}")));
        try (SocketClient closed = SocketClient.open(jarvas.port(), dash);
                SocketClient open = SocketClient.open(jarvas.port(), other)) {
            revoke("dash");

            assertThat(closed.next().code()).isEqualTo(1008);
            open.send("{\"type\":\"ping\"}");
            assertThat(open.text()).isEqualTo("{\"event\":\"pong\"}");
        }
    }

    @Test
    void anotherTokenOfTheSameNameDoesNotKeepOpenWhatTheFirstOneOpened() throws Exception {
        String dash = bearer(token(Raw.post(jarvas.port(), "/api/tokens", DASH)));
        try (SocketClient client = SocketClient.open(jarvas.port(), dash)) {
            // As another process does it: nobody tells the server.
            jarvas.tokens.revoke(new Name("dash"));
            jarvas.tokens.make(new Name("dash"));
            client.send("{\"type\":\"send\",\"message\":\"Hi\"}");

            assertThat(client.next().code()).isEqualTo(1008);
            assertThat(jarvas.begun).isEmpty();
        }
    }

    @Test
    void aTokenNeverAdministersTokens() throws Exception {
        String dash = bearer(token(Raw.post(jarvas.port(), "/api/tokens", DASH)));
        for (String held : new String[] {dash, Fixture.AUTHORIZED}) {
            assertThat(Raw.get(jarvas.port(), "/api/tokens", held).status()).isEqualTo(403);
            assertThat(Raw.post(jarvas.port(), "/api/tokens", "{\"name\":\"more\"}", held)
                            .status())
                    .isEqualTo(403);
            assertThat(Raw.request(jarvas.port(), "DELETE", "/api/tokens/dash", held)
                            .status())
                    .isEqualTo(403);
        }
        assertThat(jarvas.tokens.all()).hasSize(1);
    }

    @Test
    void behindIngressAdministratorsOfHomeAssistantDo() throws Exception {
        try (Fixture addOn = new Fixture(Fixture::behindIngress)) {
            assertThat(ingress(addOn, "GET", "boss").status()).isEqualTo(200);
            assertThat(ingress(addOn, "GET", "child").status()).isEqualTo(403);
            assertThat(ingress(addOn, "POST", "child").status()).isEqualTo(403);
            Raw.Answer made = ingress(addOn, "POST", "boss");
            assertThat(made.status()).isEqualTo(201);
            int api = addOn.web.apiPort().orElseThrow();
            assertThat(Raw.get(api, "/api/me", bearer(token(made))).body()).contains("token:dash");
        }
    }

    private static Raw.Answer ingress(Fixture addOn, String method, String user) throws Exception {
        try (Raw client = new Raw(addOn.port(), "127.0.0.2")) {
            return client.send(client.head(
                                    method,
                                    "/api/tokens",
                                    "X-Remote-User-Id: " + user,
                                    "Content-Type: application/json",
                                    "Content-Length: " + (method.equals("GET") ? 0 : DASH.length()))
                            + "\r\n" + (method.equals("GET") ? "" : DASH))
                    .answer();
        }
    }

    private int make(String body) throws Exception {
        return Raw.post(jarvas.port(), "/api/tokens", body).status();
    }

    private int revoke(String name) throws Exception {
        return Raw.request(jarvas.port(), "DELETE", "/api/tokens/" + name).status();
    }

    private String me(String header) throws Exception {
        return Raw.get(jarvas.port(), "/api/me", header).body();
    }

    private static String token(Raw.Answer made) {
        return String.valueOf(Json.object(made.body()).get("token"));
    }

    static String bearer(String token) {
        return "Authorization: Bearer " + token;
    }
}
