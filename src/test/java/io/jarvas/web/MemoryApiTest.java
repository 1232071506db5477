package io.jarvas.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.conversation.Person;
import io.jarvas.memory.Scope;
import io.jarvas.memory.Source;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryApiTest {
    private static final Person OTHER = new Person("ha:other");
    private static final Source SAID = new Source(Source.Kind.ASKED, "their-conversation", "their-turn");

    private Fixture jarvas;

    @BeforeEach
    void start() {
        jarvas = new Fixture(Fixture::behindIngress);
    }

    @AfterEach
    void stop() {
        jarvas.close();
    }

    @Test
    void whatIsWrittenIsRememberedAndListed() throws Exception {
        Raw.Answer kept = send("ana", "POST", "/api/memories/", "{\"text\":\"I like\\ntea\",\"scope\":\"household\"}");

        assertThat(kept.status()).isEqualTo(201);
        String memory = "{\"id\":\"m1\",\"text\":\"I like tea\",\"scope\":\"household\","
                + "\"source\":{\"kind\":\"written\",\"conversation_id\":null,\"turn_id\":null},"
                + "\"changed\":\"2026-11-23T08:30:00Z\",\"mine\":true}";
        assertThat(kept.body()).isEqualTo("{\"memory\":" + memory + ",\"replaced\":[]}");
        assertThat(send("ana", "GET", "/api/memories", "").body())
                .isEqualTo("{\"memories\":[" + memory + "],\"next_cursor\":null,\"wanted\":true}");
    }

    @Test
    void whatIsKnownAlreadyIsAnsweredAsItIs() throws Exception {
        send("ana", "POST", "/api/memories", "{\"text\":\"I like tea\"}");

        Raw.Answer again = send("ana", "POST", "/api/memories", "{\"text\":\"I like tea\"}");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).contains("\"id\":\"m1\"", "\"scope\":\"person\"");
    }

    @Test
    void theHouseholdsAreSeenByAllAndAPersonsByThemAlone() throws Exception {
        jarvas.memories.keep(OTHER, Scope.PERSON, "their own", SAID);
        jarvas.memories.keep(OTHER, Scope.HOUSEHOLD, "the bin is emptied on Monday", SAID);

        String seen = send("ana", "GET", "/api/memories", "").body();

        assertThat(seen)
                .contains("the bin is emptied", "\"mine\":false", "\"conversation_id\":null")
                .doesNotContain("their");
        assertThat(send("other", "GET", "/api/memories", "").body())
                .contains("their own", "\"conversation_id\":\"their-conversation\",\"turn_id\":\"their-turn\"");
    }

    @ParameterizedTest
    @CsvSource({"ana,404", "boss,200", "other,200"})
    void theHouseholdsAreChangedByWhoKeptThemAndByAdministrators(String person, int status) throws Exception {
        jarvas.memories.keep(OTHER, Scope.HOUSEHOLD, "the bin is emptied on Monday", SAID);

        assertThat(send(person, "PATCH", "/api/memories/m1/", "{\"text\":\"on Tuesday\"}")
                        .status())
                .isEqualTo(status);
        assertThat(send(person, "DELETE", "/api/memories/m1/", "").status()).isEqualTo(status == 200 ? 204 : 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ana", "boss"})
    void nobodyTouchesWhatIsAnothersOwn(String person) throws Exception {
        jarvas.memories.keep(OTHER, Scope.PERSON, "their own", SAID);

        for (String id : List.of("m1", "none")) {
            Raw.Answer changed = send(person, "PATCH", "/api/memories/" + id, "{\"scope\":\"household\"}");
            assertThat(changed.status()).isEqualTo(404);
            assertThat(changed.body()).doesNotContain("their own");
            assertThat(send(person, "DELETE", "/api/memories/" + id, "").status())
                    .isEqualTo(404);
        }
        assertThat(jarvas.memories.page(OTHER, java.util.Optional.empty(), 9)).hasSize(1);
    }

    @Test
    void aMemoryIsWrittenAnew() throws Exception {
        send("ana", "POST", "/api/memories", "{\"text\":\"I like tea\"}");

        Raw.Answer changed = send("ana", "PATCH", "/api/memories/m1", "{\"scope\":\"household\"}");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body()).contains("\"text\":\"I like tea\"", "\"scope\":\"household\"");
    }

    @Test
    void aSecretIsNotRemembered() throws Exception {
        Raw.Answer kept = send("ana", "POST", "/api/memories", "{\"text\":\"the password is 1234\"}");

        assertThat(kept.status()).isEqualTo(422);
        assertThat(kept.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(kept.body()).contains("Jarvas does not remember secrets").doesNotContain("1234");
        send("ana", "POST", "/api/memories", "{\"text\":\"I like tea\"}");
        assertThat(send("ana", "PATCH", "/api/memories/m1", "{\"text\":\"the password is 1234\"}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void aPersonMayWantNothingRemembered() throws Exception {
        Raw.Answer off = send("ana", "PUT", "/api/memories/wanted/", "{\"wanted\":false}");
        assertThat(off.status()).isEqualTo(200);
        assertThat(off.body()).isEqualTo("{\"wanted\":false}");
        assertThat(send("ana", "GET", "/api/memories", "").body()).contains("\"wanted\":false");
        assertThat(send("other", "GET", "/api/memories", "").body()).contains("\"wanted\":true");

        Raw.Answer kept = send("ana", "POST", "/api/memories", "{\"text\":\"I like tea\"}");
        assertThat(kept.status()).isEqualTo(409);
        assertThat(kept.body()).contains("turned off");

        assertThat(send("ana", "PUT", "/api/memories/wanted", "{\"wanted\":true}")
                        .body())
                .isEqualTo("{\"wanted\":true}");
    }

    @Test
    void whatTheOwnerHasTurnedOffNobodyTurnsOn() throws Exception {
        jarvas.memories.off = true;

        assertThat(send("ana", "PUT", "/api/memories/wanted", "{\"wanted\":true}")
                        .status())
                .isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "POST /api/memories {}",
                "POST /api/memories {\"text\":\"\"}",
                "POST /api/memories {\"text\":7}",
                "POST /api/memories {\"text\":\"\\u200b\"}",
                "POST /api/memories {\"text\":\"a\",\"scope\":\"world\"}",
                "POST /api/memories {\"text\":\"a\",\"scope\":7}",
                "POST /api/memories []",
                "PATCH /api/memories/m1 {}",
                "PATCH /api/memories/m1 {\"text\":\"\\n\"}",
                "PUT /api/memories/wanted {}",
                "PUT /api/memories/wanted {\"wanted\":\"no\"}",
                "PUT /api/memories/wanted {\"wanted\":null}",
                "GET /api/memories?limit=0 {}",
                "GET /api/memories?cursor=%20 {}"
            })
    void whatIsNotAsItShouldBeIsRefused(String method, String target, String body) throws Exception {
        assertThat(send("ana", method, target, body).status()).isEqualTo(400);
    }

    @Test
    void aMemoryHasABound() throws Exception {
        assertThat(send("ana", "POST", "/api/memories", "{\"text\":\"" + "a".repeat(500) + "\"}")
                        .status())
                .isEqualTo(201);
        assertThat(send("ana", "POST", "/api/memories", "{\"text\":\"" + "a".repeat(501) + "\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void theWordAboutAllIsNoMemory() throws Exception {
        assertThat(send("ana", "DELETE", "/api/memories/wanted", "").status()).isEqualTo(405);
        assertThat(send("ana", "GET", "/api/memories/wanted", "").status()).isEqualTo(405);
    }

    private Raw.Answer send(String person, String method, String target, String body) throws Exception {
        try (Raw client = new Raw(jarvas.port(), "127.0.0.2")) {
            byte[] bytes = body.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            client.send(client.head(
                            method,
                            target,
                            "X-Remote-User-Id: " + person,
                            "Content-Type: application/json",
                            "Content-Length: " + bytes.length)
                    + "\r\n");
            return client.send(bytes).answer();
        }
    }
}
