package io.jarvas.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.assistant.Following;
import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.NewTurn;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.TurnLog;
import io.jarvas.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationApiTest {
    private static final Person OTHER = new Person("ha:other");

    private Fixture jarvas;

    @BeforeEach
    void start() {
        jarvas = new Fixture();
    }

    @AfterEach
    void stop() {
        jarvas.close();
    }

    @Test
    void conversationsAreListedTheNewestFirst() throws Exception {
        talk("c1", "Olá", "Olá!");
        talk("c2", "Good night", "Sleep well.");

        Raw.Answer answer = get("/api/conversations/");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.body())
                .isEqualTo("{\"conversations\":["
                        + "{\"id\":\"c2\",\"title\":\"Good night\",\"created\":\"2026-11-23T08:30:00Z\","
                        + "\"newest\":\"2026-11-23T08:30:00Z\",\"turn_count\":1,\"hit\":null},"
                        + "{\"id\":\"c1\",\"title\":\"Olá\",\"created\":\"2026-11-23T08:30:00Z\","
                        + "\"newest\":\"2026-11-23T08:30:00Z\",\"turn_count\":1,\"hit\":null}],"
                        + "\"next_cursor\":null}");
    }

    @Test
    void aListComesInPages() throws Exception {
        for (int i = 1; i <= 5; i++) {
            talk("c" + i, "Hello " + i, "Hi.");
        }

        Map<String, Object> first = json(get("/api/conversations?limit=2"));
        assertThat(ids(first)).containsExactly("c5", "c4");
        assertThat(first).containsEntry("next_cursor", "c4");
        assertThat(ids(json(get("/api/conversations?limit=2&cursor=c4")))).containsExactly("c3", "c2");
        Raw.Answer last = get("/api/conversations?limit=2&cursor=c2");
        assertThat(ids(json(last))).containsExactly("c1");
        assertThat(last.body()).endsWith("\"next_cursor\":null}");
    }

    @Test
    void whatIsSearchedForIsShownWhereItWasFound() throws Exception {
        talk("c1", "Is the 🏠 Café open?", "Yes.");
        talk("c2", "Good night", "Sleep well.");

        Map<String, Object> found = json(get("/api/conversations?q=caf%C3%A9"));

        assertThat(ids(found)).containsExactly("c1");
        assertThat(Json.text(found))
                .contains("\"hit\":{\"text\":\"Is the 🏠 Café open? Yes.\",\"ranges\":[{\"start\":10,\"end\":14}]}");
        assertThat(ids(json(get("/api/conversations?q=%20")))).hasSize(2);
    }

    @Test
    void aConversationIsShownWithItsTurnsAndThoseThatWereLeftAside() throws Exception {
        ConversationKey key = talk("c 1", "Olá", "Olá!");
        String first = ((Map<?, ?>)
                        ((List<?>) json(get("/api/conversations/c%201")).get("turns")).getFirst())
                .get("id")
                .toString();
        jarvas.conversations.accepted(
                key, new NewTurn("t9", "Olá outra vez", Fixture.NOW, Optional.empty(), Optional.of(first)));

        Raw.Answer answer = get("/api/conversations/c%201/");

        assertThat(answer.body())
                .isEqualTo(
                        "{\"id\":\"c 1\",\"title\":\"Olá\",\"created\":\"2026-11-23T08:30:00Z\",\"newest\":\"2026-11-23T08:30:00Z\","
                                + "\"turns\":[{\"id\":\"t-c 1\",\"text\":\"Olá\",\"answer\":\"Olá!\",\"state\":\"whole\",\"current\":false,"
                                + "\"accepted\":\"2026-11-23T08:30:00Z\",\"ended\":\"2026-11-23T08:30:00Z\",\"actions\":[]},"
                                + "{\"id\":\"t9\",\"text\":\"Olá outra vez\",\"answer\":\"\",\"state\":\"interrupted\",\"current\":true,"
                                + "\"accepted\":\"2026-11-23T08:30:00Z\",\"ended\":null,\"actions\":[]}]}");
        jarvas.found = new Following.Found.Told();
        assertThat(get("/api/conversations/c%201").body()).contains("\"state\":\"running\"");
    }

    @Test
    void aConversationGetsATitle() throws Exception {
        talk("c1", "Olá", "Olá!");

        Raw.Answer answer = Raw.json(
                jarvas.port(), "PATCH", "/api/conversations/c1/", "{\"title\":\" The  hall\\r\\nlight\\u0007 \"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"id\":\"c1\",\"title\":\"The hall light\"}");
        assertThat(get("/api/conversations").body()).contains("\"title\":\"The hall light\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"title\":null}", "{\"title\":7}", "{\"title\":\" \\n \"}", "[]", "{\"title\":[]}"})
    void aTitleIsAText(String body) throws Exception {
        talk("c1", "Olá", "Olá!");

        assertThat(Raw.json(jarvas.port(), "PATCH", "/api/conversations/c1", body)
                        .status())
                .isEqualTo(400);
        assertThat(get("/api/conversations").body()).contains("\"title\":\"Olá\"");
    }

    @Test
    void aTitleHasABound() throws Exception {
        talk("c1", "Olá", "Olá!");

        assertThat(rename("c1", "😀".repeat(200)).status()).isEqualTo(200);
        assertThat(rename("c1", "a".repeat(201)).status()).isEqualTo(400);
    }

    @Test
    void aConversationIsDeletedByTheOneWhoEndsWhatRunsInIt() throws Exception {
        talk("c/é", "Olá", "Olá!");
        talk("c2", "Olá", "Olá!");

        Raw.Answer answer = Raw.request(jarvas.port(), "DELETE", "/api/conversations/c2/");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(jarvas.wishes).containsExactly("delete local c2");
        assertThat(get("/api/conversations/c2").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/conversations/c1",
        "GET,/api/conversations/c1/export",
        "PATCH,/api/conversations/c1",
        "DELETE,/api/conversations/c1",
        "GET,/api/conversations/none",
        "DELETE,/api/conversations/none"
    })
    void anothersConversationIsOneThatIsNotThere(String method, String path) throws Exception {
        talk(new ConversationKey(OTHER, "c1"), "secret", "secret");

        Raw.Answer answer = Raw.json(jarvas.port(), method, path, "{\"title\":\"mine\"}");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body()).contains("You have no such conversation.").doesNotContain("secret");
        assertThat(jarvas.conversations.find(new ConversationKey(OTHER, "c1")))
                .hasValueSatisfying(talk -> assertThat(talk.summary().title()).isEqualTo("secret"));
        assertThat(get("/api/conversations?q=secret").body()).startsWith("{\"conversations\":[],");
    }

    @Test
    void aConversationLeavesAsAFile() throws Exception {
        talk("c1", "Luz do \"hall\"; façam-na azul", "Está.");

        Raw.Answer json = get("/api/conversations/c1/export");
        assertThat(json.header("Content-Type")).isEqualTo("application/json");
        assertThat(json.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"jarvas-luz-do-hall-facam-na-azul.json\"");
        assertThat(json(json)).isEqualTo(json(get("/api/conversations/c1")));

        Raw.Answer markdown =
                Raw.get(jarvas.port(), "/api/conversations/c1/export/?format=md", "Accept-Language: pt-PT");
        assertThat(markdown.header("Content-Type")).isEqualTo("text/markdown; charset=utf-8");
        assertThat(markdown.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"jarvas-luz-do-hall-facam-na-azul.md\"");
        assertThat(markdown.body()).isEqualTo("""
                # Luz do "hall"; façam-na azul

                2026-11-23 08:30 UTC

                **Você**, 2026-11-23 08:30 UTC

                > Luz do "hall"; façam-na azul

                **Jarvas**, 2026-11-23 08:30 UTC

                > Está.
                """);
        assertThat(get("/api/conversations/c1/export?format=csv").status()).isEqualTo(400);
        try (Raw client = new Raw(jarvas.port())) {
            assertThat(client.send(client.head("HEAD", "/api/conversations/c1/export") + "\r\n")
                            .head()
                            .status())
                    .isEqualTo(405);
        }
    }

    @Test
    void whatOnlyReadsHasAHead() throws Exception {
        talk("c1", "Olá", "Olá!");
        for (String path : List.of("/api/conversations", "/api/conversations/c1", "/api/memories")) {
            try (Raw client = new Raw(jarvas.port())) {
                assertThat(client.send(client.head("HEAD", path) + "\r\n")
                                .head()
                                .status())
                        .as(path)
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void everythingIsErasedOnlyWithTheWordThatSaysSo() throws Exception {
        for (String body : List.of("", "{}", "{\"confirm\":\"yes\"}", "{\"confirm\":true}", "[]", "{\"confirm\":")) {
            assertThat(Raw.json(jarvas.port(), "DELETE", "/api/me", body).status())
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(Raw.request(jarvas.port(), "DELETE", "/api/me").body()).contains("everything");
        assertThat(Raw.request(jarvas.port(), "DELETE", "/api/me?confirm=everything")
                        .status())
                .isEqualTo(400);
        assertThat(jarvas.wishes).isEmpty();

        Raw.Answer answer = Raw.json(jarvas.port(), "DELETE", "/api/me/", "{\"confirm\":\"everything\"}");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(jarvas.wishes).containsExactly("erase local");
    }

    @Test
    void aBodyThatSaysWhatToDoIsJson() throws Exception {
        talk("c1", "Olá", "Olá!");
        for (String method : List.of("PATCH", "PUT")) {
            String path = method.equals("PUT") ? "/api/memories/wanted" : "/api/conversations/c1";
            assertThat(Raw.request(jarvas.port(), method, path, "Content-Type: text/plain", "Content-Length: 0")
                            .status())
                    .isEqualTo(415);
        }
    }

    private Raw.Answer get(String target) throws Exception {
        return Raw.get(jarvas.port(), target);
    }

    private Raw.Answer rename(String id, String title) throws Exception {
        return Raw.json(jarvas.port(), "PATCH", "/api/conversations/" + id, Json.text(Map.of("title", title)));
    }

    private static Map<String, Object> json(Raw.Answer answer) {
        return ChatStreamTest.json(
                new Raw.Answer(answer.status(), answer.headers(), answer.body().replace(",\"next_cursor\":null", "")));
    }

    private static List<String> ids(Map<String, Object> page) {
        return ((List<?>) page.get("conversations"))
                .stream().map(each -> ((Map<?, ?>) each).get("id").toString()).toList();
    }

    private ConversationKey talk(String id, String text, String answer) {
        return talk(jarvas, id, text, answer);
    }

    static ConversationKey talk(Fixture jarvas, String id, String text, String answer) {
        return talk(jarvas, new ConversationKey(Person.LOCAL, id), text, answer);
    }

    private void talk(ConversationKey key, String text, String answer) {
        talk(jarvas, key, text, answer);
    }

    private static ConversationKey talk(Fixture jarvas, ConversationKey key, String text, String answer) {
        jarvas.conversations.open(key.person(), Optional.of(key.id()));
        jarvas.conversations.accepted(key, new NewTurn("t-" + key.id(), text, Fixture.NOW));
        jarvas.conversations.ended(
                key, "t-" + key.id(), new TurnLog.Ending(answer, "", "", TurnLog.End.WHOLE, Fixture.NOW));
        return key;
    }
}
