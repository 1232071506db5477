package io.jarvas.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.action.FakeHome;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.Satellites.Satellite;
import io.jarvas.json.Json;
import io.jarvas.memory.Memories.Editor;
import io.jarvas.memory.Scope;
import io.jarvas.memory.Source;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What was said to satellites, which administrators see and delete, and nobody else.
@Timeout(30)
class SatelliteApiTest {
    private static final String KITCHEN = "satellite:a1b2";

    @TempDir
    Path folder;

    @Test
    void anAdministratorSeesWhichThereAreAndWhere() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            jarvas.home = new FakeHome()
                    .floor("ground", "Ground floor")
                    .area("kitchen", "Kitchen", "ground")
                    .area("hall", "Hall", "ground")
                    .entity("light.hall", "off")
                    .snapshot();
            jarvas.kept.add(new Satellite(new Person(KITCHEN), 3, 1, Fixture.NOW));
            jarvas.kept.add(new Satellite(Person.satellite("assist_satellite.kitchen"), 2, 0, Fixture.NOW));
            jarvas.kept.add(new Satellite(Person.ASSIST, 1, 0, Fixture.NOW));

            Raw.Answer first = Raw.get(jarvas.port(), "/api/satellites/?limit=2");
            assertThat(first.status()).isEqualTo(200);
            assertThat(first.body())
                    .isEqualTo(
                            "{\"satellites\":[{\"id\":\"satellite:a1b2\",\"name\":\"Kitchen satellite\",\"area\":\"Kitchen\","
                                    + "\"conversation_count\":3,\"memory_count\":1,\"newest\":\"" + Fixture.NOW + "\"},"
                                    + "{\"id\":\"satellite:assist_satellite.kitchen\",\"name\":\"Kitchen satellite\",\"area\":\"Hall\","
                                    + "\"conversation_count\":2,\"memory_count\":0,\"newest\":\"" + Fixture.NOW
                                    + "\"}],"
                                    + "\"next_cursor\":\"satellite:assist_satellite.kitchen\"}");
            assertThat(Raw.get(jarvas.port(), "/api/satellites?cursor=satellite:assist_satellite.kitchen")
                            .body())
                    .contains("\"id\":\"assist\",\"name\":null,\"area\":null", "\"next_cursor\":null");
            assertThat(Raw.get(jarvas.port(), "/api/satellites?limit=0").status())
                    .isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/satellites",
                "GET /api/satellites/",
                "DELETE /api/satellites/satellite:a1b2",
                "DELETE /api/satellites/assist/",
                "DELETE /api/satellites/none",
                "GET /api/conversations?satellite=satellite:a1b2",
                "GET /api/conversations/c1?satellite=satellite:a1b2",
                "GET /api/conversations/c1/export?satellite=satellite:a1b2",
                "DELETE /api/conversations/c1?satellite=satellite:a1b2",
                "GET /api/memories?satellite=satellite:a1b2",
                "DELETE /api/memories/m1?satellite=satellite:a1b2"
            })
    void nobodyElseDoes(String request) throws Exception {
        try (Fixture jarvas = new Fixture()) {
            String[] parts = request.split(" ");
            Raw.Answer answer = Raw.request(jarvas.port(), parts[0], parts[1], Fixture.AUTHORIZED);

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
            assertThat(jarvas.wishes).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ha:boss", "local", "token:api", "nobody", "none", "satellite"})
    void whoHasAPanelIsNoSatellite(String person) throws Exception {
        try (Fixture jarvas = new Fixture()) {
            for (String target : new String[] {
                "GET /api/conversations?satellite=" + person,
                "GET /api/memories?satellite=" + person,
                "DELETE /api/satellites/" + person
            }) {
                String[] parts = target.split(" ");
                assertThat(Raw.json(jarvas.port(), parts[0], parts[1], "").status())
                        .as(target)
                        .isEqualTo(404);
            }
            assertThat(jarvas.wishes).isEmpty();
        }
    }

    @Test
    void whatItWasToldIsErased() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            assertThat(Raw.json(jarvas.port(), "DELETE", "/api/satellites/satellite:a1b2/", "")
                            .status())
                    .isEqualTo(204);
            assertThat(Raw.json(jarvas.port(), "DELETE", "/api/satellites/assist", "")
                            .status())
                    .isEqualTo(204);

            assertThat(jarvas.wishes).containsExactly("erase satellite:a1b2", "erase assist");
        }
    }

    @Test
    void itsMemoriesAreSeenAndDeletedOneByOne() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            jarvas.memories.keep(new Person(KITCHEN), Scope.PERSON, "We like tea", Source.WRITTEN);
            jarvas.memories.keep(new Person("ha:ana"), Scope.PERSON, "I like coffee", Source.WRITTEN);

            assertThat(Raw.get(jarvas.port(), "/api/memories?satellite=" + KITCHEN)
                            .body())
                    .contains("We like tea", "\"mine\":true")
                    .doesNotContain("coffee");
            assertThat(Raw.get(jarvas.port(), "/api/memories").body()).doesNotContain("tea", "coffee");
            assertThat(Raw.json(jarvas.port(), "DELETE", "/api/memories/m1?satellite=" + KITCHEN, "")
                            .status())
                    .isEqualTo(204);
            assertThat(Raw.json(jarvas.port(), "DELETE", "/api/memories/m2?satellite=" + KITCHEN, "")
                            .status())
                    .as("another's")
                    .isEqualTo(404);
            assertThat(jarvas.memories.forget(new Editor(new Person("ha:ana"), false), "m2"))
                    .isTrue();
        }
    }

    @Test
    void ofARealOneAllIsSeenAndThenGone() throws Exception {
        try (LiveJarvas jarvas = new LiveJarvas(folder)) {
            jarvas.hears("a1b2", "assist:1", "tell me of the zebralily");
            jarvas.hears("a1b2", "assist:2", "good night");
            jarvas.hears("c3d4", "assist:1", "hello quincebadger");
            jarvas.answer("ana", "POST", "/api/chat", "{\"message\":\"I am Ana\",\"conversation_id\":\"assist:1\"}");

            assertThat(owner(jarvas, "GET", "/api/satellites").body())
                    .contains(
                            "\"id\":\"satellite:a1b2\",\"name\":null,\"area\":null,\"conversation_count\":2",
                            "satellite:c3d4")
                    .doesNotContain("ana");
            assertThat(owner(jarvas, "GET", "/api/conversations?satellite=satellite:a1b2")
                            .body())
                    .contains("zebralily", "good night")
                    .doesNotContain("quincebadger", "Ana");
            assertThat(owner(jarvas, "GET", "/api/conversations?q=zebralily&satellite=satellite:a1b2")
                            .body())
                    .contains("assist:1")
                    .doesNotContain("assist:2");
            assertThat(owner(jarvas, "GET", "/api/conversations/assist:1?satellite=satellite:a1b2")
                            .body())
                    .contains("tell me of the zebralily");
            assertThat(owner(jarvas, "GET", "/api/conversations/assist:1/export?format=md&satellite=satellite:a1b2")
                            .body())
                    .contains("zebralily");
            assertThat(owner(jarvas, "GET", "/api/conversations").body()).doesNotContain("zebralily");
            assertThat(owner(jarvas, "GET", "/api/conversations/assist:1").status())
                    .isEqualTo(404);
            assertThat(jarvas.answer("ana", "GET", "/api/satellites", "").status())
                    .isEqualTo(403);

            assertThat(owner(jarvas, "DELETE", "/api/conversations/assist:2?satellite=satellite:a1b2")
                            .status())
                    .isEqualTo(204);
            assertThat(owner(jarvas, "GET", "/api/satellites").body()).contains("\"conversation_count\":1");
            assertThat(owner(jarvas, "DELETE", "/api/satellites/satellite:a1b2").status())
                    .isEqualTo(204);

            assertThat(owner(jarvas, "GET", "/api/satellites").body())
                    .contains("satellite:c3d4")
                    .doesNotContain("a1b2");
            assertThat(Json.object(owner(jarvas, "GET", "/api/conversations?satellite=satellite:a1b2")
                                    .body())
                            .get("conversations"))
                    .isEqualTo(java.util.List.of());
            assertThat(jarvas.answer("ana", "GET", "/api/conversations", "").body())
                    .contains("I am Ana");
        }
    }

    private static Raw.Answer owner(LiveJarvas jarvas, String method, String target) throws Exception {
        return jarvas.answer("owner", method, target, "");
    }
}
