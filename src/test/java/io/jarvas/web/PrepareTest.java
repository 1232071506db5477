package io.jarvas.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrepareTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"", "{}", "{\"conversation_id\":null}", "{\"conversation_id\":\"\"}", "{\"message\":\"draft\"}"})
    void withoutAConversationANewOneIsPrepared(String body) throws Exception {
        try (Fixture jarvas = new Fixture()) {
            Raw.Answer answer = Raw.post(jarvas.port(), "/api/prepare", body);

            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.body()).isEqualTo("{\"ready\":false}");
            assertThat(jarvas.prepared).containsExactly(Optional.empty());
        }
    }

    @Test
    void aConversationIsNamedByATextOrANumber() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            jarvas.ready = true;
            assertThat(Raw.post(jarvas.port(), "/api/prepare/", "{\"conversation_id\":\"kitchen\"}")
                            .body())
                    .isEqualTo("{\"ready\":true}");
            Raw.post(jarvas.port(), "/api/prepare/", "{\"conversation_id\":7}");

            assertThat(jarvas.prepared).containsExactly(Optional.of("kitchen"), Optional.of("7"));
            assertThat(jarvas.begun).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "null",
                "42",
                " ",
                "\"c1\"",
                "{\"conversation_id\":true}",
                "{\"conversation_id\":{}}",
                "{\"conversation_id\":[]}",
                "{\"conversation_id\":1.5}",
                "{\"conversation_id\":1e999999999}",
                "{\"conversation_id\":\"  \"}",
                "{\"conversation_id\":\"half \\ud83c\"}",
                "{\"conversation_id\":\"c1\"}{}"
            })
    void aBodyThatIsNotAsItShouldBeIsRefusedWithASentence(String body) throws Exception {
        try (Fixture jarvas = new Fixture()) {
            Raw.Answer answer = Raw.post(jarvas.port(), "/api/prepare/", body);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(ChatStreamTest.json(answer)).containsOnlyKeys("type", "title", "status", "detail");
            assertThat(jarvas.prepared).isEmpty();
        }
    }

    @Test
    void nothingIsPreparedForWhoIsNotSignedIn() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            assertThat(Raw.post(jarvas.port(), "/api/prepare", "{}", "Authorization: Bearer wrong")
                            .status())
                    .isEqualTo(401);
            assertThat(Raw.post(jarvas.port(), "/api/prepare", "{}", "Origin: https://evil.example")
                            .status())
                    .isEqualTo(403);
            assertThat(jarvas.prepared).isEmpty();
        }
    }
}
