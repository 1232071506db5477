package io.jarvas.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jarvas.conversation.Person;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntranceTest {
    @Test
    void aWrongTokenIsRefusedOnThisMachineToo() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            Raw.Answer answer = Raw.get(jarvas.port(), "/api/status", "Authorization: Bearer wrong");

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"Jarvas\"");
            assertThat(ChatStreamTest.json(answer))
                    .isEqualTo(Map.of(
                            "type",
                            "about:blank",
                            "title",
                            "Unauthorized",
                            "status",
                            401,
                            "detail",
                            "The token is wrong. Copy it again from where you keep it: api_token in the settings, or a token of"
                                    + " your own that was shown when it was made."));
        }
    }

    @Test
    void aTicketStandsForItsPersonWhereNoHeaderCanBeSent() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            Raw.Answer issued = Raw.post(jarvas.port(), "/api/tickets/", "", Fixture.AUTHORIZED);
            assertThat(issued.status()).isEqualTo(201);
            assertThat(issued.header("Cache-Control")).isEqualTo("no-store");
            assertThat(ChatStreamTest.json(issued)).containsEntry("expires_in_seconds", 30);
            String path = "/api/chat/stream/?message=Hi&ticket="
                    + ChatStreamTest.json(issued).get("ticket");

            assertThat(Raw.get(jarvas.port(), path).status()).isEqualTo(200);
            assertThat(jarvas.begun.getFirst().person()).isEqualTo(new Person("token:api"));
            assertThat(Raw.get(jarvas.port(), path).status()).isEqualTo(401);
            assertThat(jarvas.begun).hasSize(1);
        }
    }

    @Test
    void aTicketBuysNoTicket() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            Raw.Answer issued = Raw.post(jarvas.port(), "/api/tickets", "", Fixture.AUTHORIZED);
            String path = "/api/tickets/?ticket=" + ChatStreamTest.json(issued).get("ticket");

            assertThat(Raw.post(jarvas.port(), path, "").status()).isEqualTo(401);
        }
    }

    @Test
    void anErrorOfOursIsAnsweredAsOne() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            jarvas.script = (_, _) -> {
                throw new StackOverflowError("of the test");
            };

            Raw.Answer answer = Raw.post(jarvas.port(), "/api/chat", "{\"message\":\"Hi\"}");

            assertThat(answer.status()).isEqualTo(500);
            assertThat(ChatStreamTest.json(answer)).containsOnlyKeys("error");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Origin: https://evil.example", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site"})
    void aPageElsewhereCanNeitherReadNorAct(String header) throws Exception {
        try (Fixture jarvas = new Fixture()) {
            for (String path : List.of(
                    "/api/status",
                    "/api/chat/stream/?message=Hi",
                    "/api/openapi.json",
                    "/api/x",
                    "/api/actions",
                    "/api/schedules",
                    "/metrics")) {
                Raw.Answer answer = Raw.get(jarvas.port(), path, header);
                assertThat(answer.status()).as(path).isEqualTo(403);
                assertThat(answer.headers()).doesNotContainKey("access-control-allow-origin");
            }
            assertThat(Raw.post(jarvas.port(), "/api/chat/", "{\"message\":\"Hi\"}", header, Fixture.AUTHORIZED)
                            .status())
                    .isEqualTo(403);
            assertThat(Raw.request(jarvas.port(), "OPTIONS", "/api/chat/", header)
                            .status())
                    .isEqualTo(403);
            assertThat(jarvas.begun).isEmpty();
        }
    }

    @Test
    void aNameThatAnAttackerPointsHereIsNotAnswered() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            for (String path : List.of("/", "/api/status", "/api/chat/stream/?message=Hi")) {
                assertThat(Raw.get(jarvas.port(), path, "Host: evil.example").status())
                        .as(path)
                        .isEqualTo(421);
            }
            assertThat(jarvas.begun).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin1", "json", ""
            })
    void aPostIsJson(String type) throws Exception {
        try (Fixture jarvas = new Fixture()) {
            for (String path : List.of(
                    "/api/chat/stream",
                    "/api/chat",
                    "/api/prepare",
                    "/api/tickets",
                    "/api/actions/a1/confirm",
                    "/api/actions/a1/undo/")) {
                assertThat(Raw.post(jarvas.port(), path, "{\"message\":\"Hi\"}", "Content-Type: " + type)
                                .status())
                        .as(path)
                        .isEqualTo(415);
            }
            assertThat(jarvas.begun).isEmpty();
            assertThat(Raw.post(
                                    jarvas.port(),
                                    "/api/chat",
                                    "{\"message\":\"Hi\"}",
                                    "Content-Type: Application/JSON;charset=\"UTF-8\"")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aListedPageMayAskAndIsToldSo() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            String origin = "Origin: https://dashboard.example";
            Raw.Answer first = Raw.request(
                    jarvas.port(), "OPTIONS", "/api/chat/stream/", origin, "Access-Control-Request-Method: POST");
            assertThat(first.status()).isEqualTo(204);
            assertThat(first.header("Access-Control-Allow-Origin")).isEqualTo("https://dashboard.example");
            assertThat(first.header("Access-Control-Allow-Methods")).contains("GET", "POST");
            assertThat(first.header("Access-Control-Allow-Headers")).contains("Authorization", "Content-Type");
            assertThat(first.headers()).doesNotContainKey("access-control-allow-credentials");

            Raw.Answer then = Raw.post(
                    jarvas.port(), "/api/chat/stream/", "{\"message\":\"Hi\"}", origin, "Sec-Fetch-Site: cross-site");
            assertThat(then.status()).isEqualTo(200);
            assertThat(then.header("Access-Control-Allow-Origin")).isEqualTo("https://dashboard.example");
            assertThat(then.header("Vary")).isEqualTo("Origin");

            Raw.Answer refused = Raw.get(jarvas.port(), "/api/status", origin, "Authorization: Bearer wrong");
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.header("Access-Control-Allow-Origin")).isEqualTo("https://dashboard.example");
        }
    }

    @Test
    void behindIngressOnlyTheSupervisorComesInAndTheMachinesListenerWantsAToken() throws Exception {
        try (Fixture jarvas = new Fixture(Fixture::behindIngress)) {
            int api = jarvas.web.apiPort().orElseThrow();
            try (Raw supervisor = new Raw(jarvas.port(), "127.0.0.2")) {
                supervisor.post(
                        "/api/chat/",
                        "{\"message\":\"Hi\"}",
                        "Host: ha.example:8123",
                        "X-Remote-User-Id: 5f2b",
                        "Origin: https://ha.example:8123");
                assertThat(supervisor.answer().status()).isEqualTo(200);
            }
            assertThat(jarvas.begun.getLast().person()).isEqualTo(new Person("ha:5f2b"));
            assertThat(Raw.get(jarvas.port(), "/api/status", "X-Remote-User-Id: 5f2b")
                            .status())
                    .isEqualTo(403);
            assertThat(Raw.get(jarvas.port(), "/").status()).isEqualTo(403);
            assertThat(Raw.get(jarvas.port(), "/health/ready").status()).isEqualTo(200);

            assertThat(Raw.get(api, "/api/status").status()).isEqualTo(401);
            assertThat(Raw.get(api, "/api/status", "X-Remote-User-Id: 5f2b").status())
                    .isEqualTo(401);
            assertThat(Raw.get(api, "/api/status", Fixture.AUTHORIZED).status()).isEqualTo(200);
            assertThat(Raw.get(api, "/health/live").status()).isEqualTo(200);
            assertThat(Raw.get(api, "/").status()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE,/api/chat/stream,'GET, OPTIONS, POST'",
        "HEAD,/api/chat/stream/,'GET, OPTIONS, POST'",
        "POST,/api/status,'GET, HEAD, OPTIONS'",
        "GET,/api/tickets,'OPTIONS, POST'",
        "GET,/api/prepare/,'OPTIONS, POST'",
        "POST,/metrics,'GET, HEAD, OPTIONS'",
        "GET,/api/actions/a1/confirm/,'OPTIONS, POST'",
        "PUT,/api/actions/a%201/undo,'OPTIONS, POST'",
        "HEAD,/api/actions/export,'GET, OPTIONS'",
        "POST,/api/actions,'GET, HEAD, OPTIONS'",
        "GET,/api/schedules/s1,'DELETE, OPTIONS'",
        "BREW,/health/live,'GET, HEAD, OPTIONS'",
        "POST,/,'GET, HEAD'"
    })
    void aMethodThatIsNotAnsweredIsNamedWithThoseThatAre(String method, String path, String allowed) throws Exception {
        try (Fixture jarvas = new Fixture();
                Raw client = new Raw(jarvas.port())) {
            client.send(client.head(method, path) + "\r\n");
            Raw.Answer answer = client.head();

            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.header("Allow")).isEqualTo(allowed);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/status",
                "/api/openapi.json",
                "/metrics",
                "/api/actions",
                "/api/schedules",
                "/health/live",
                "/health/ready",
                "/api/x"
            })
    void aHeadIsAnsweredAsTheGetWouldBeWithoutItsBody(String path) throws Exception {
        try (Fixture jarvas = new Fixture();
                Raw client = new Raw(jarvas.port())) {
            // The process's figures can get a digit more between the two.
            await().untilAsserted(() -> {
                Raw.Answer get = client.send(client.head("GET", path) + "\r\n").answer();
                Raw.Answer head =
                        client.send(client.head("HEAD", path) + "\r\n").head();

                assertThat(head.status()).isEqualTo(get.status());
                for (String header : List.of("Content-Type", "Content-Length", "Cache-Control")) {
                    assertThat(head.header(header)).as(header).isEqualTo(get.header(header));
                }
            });
            assertThat(client.send(client.head("GET", "/health/live") + "\r\n")
                            .answer()
                            .body())
                    .as("what follows on the connection")
                    .isEqualTo("{\"status\":\"up\"}");
        }
    }

    @Test
    void aHeadNeedsTheTokenToo() throws Exception {
        try (Fixture jarvas = new Fixture(Fixture::behindIngress);
                Raw client = new Raw(jarvas.web.apiPort().orElseThrow())) {
            assertThat(client.send(client.head("HEAD", "/metrics") + "\r\n")
                            .head()
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void healthNeedsNoSignInAndRevealsNothing() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            for (String path : List.of("/health/live", "/health/live/", "/health/ready", "/health/ready/")) {
                Raw.Answer answer = Raw.get(jarvas.port(), path, "Host: whatever.example");
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.body()).isEqualTo("{\"status\":\"up\"}");
            }
            jarvas.storeWorks = false;
            assertThat(Raw.get(jarvas.port(), "/health/ready").status()).isEqualTo(503);
            assertThat(Raw.get(jarvas.port(), "/health/live").status()).isEqualTo(200);
        }
    }

    @Test
    void sentencesAreInTheLanguageAskedFor() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            assertThat(Raw.get(jarvas.port(), "/api/none").body()).contains("There is nothing");
            assertThat(Raw.get(jarvas.port(), "/api/none", "Accept-Language: de, pt-PT;q=0.8, en;q=0.5")
                            .body())
                    .contains("Não há nada");
            assertThat(Raw.get(jarvas.port(), "/api/none?language=pt", "Accept-Language: en")
                            .body())
                    .contains("Não há nada");
            assertThat(Raw.get(jarvas.port(), "/api/none", "Accept-Language: ;;;==")
                            .body())
                    .contains("There is nothing");
        }
    }

    @Test
    void whatIsRunningWhenTheServerStopsMayEnd() throws Exception {
        Fixture jarvas = new Fixture();
        try (Raw client = new Raw(jarvas.port())) {
            var stopping = new java.util.concurrent.CountDownLatch(1);
            jarvas.script = (turn, sink) -> {
                ChatStreamTest.awaitQuietly(stopping);
                turn.say(sink, "Goodbye.");
            };
            client.post("/api/chat/", "{\"message\":\"Hi\"}");
            await().until(() -> !jarvas.begun.isEmpty());
            Thread stop = Thread.ofVirtual().start(jarvas::close);
            stopping.countDown();

            assertThat(client.answer().body()).contains("Goodbye.");
            stop.join();
        }
    }
}
