package io.jarvas.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTest {
    private static final String FORM = "/api/actions/{id}/undo";

    @ParameterizedTest
    @CsvSource({
        "/api/actions/a1/undo,a1",
        "/api/actions/a%201/undo,a 1",
        "/api/actions/a+1/undo,a+1",
        "/api/actions/%C3%A1/undo,á",
        "/api/actions/undo/undo,undo",
        "/api/actions/../undo,..",
        "/api/actions/%7Bid%7D/undo,{id}"
    })
    void anIdInAPathIsDecoded(String path, String id) {
        assertThat(Route.id(FORM, path)).contains(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/actions/undo",
                "/api/actions//undo",
                "/api/actions/a/b/undo",
                "/api/actions/a%2Fb/undo",
                "/api/actions/a%/undo",
                "/api/actions/a%2/undo",
                "/api/actions/a%zz/undo",
                "/api/actions/%ff/undo",
                "/api/actions/%00/undo",
                "/api/actions/%0a/undo",
                "/api/actions/%20/undo",
                "/api/actions/a1/undo/",
                "/api/actions/a1/confirm",
                "/api/actions/a1"
            })
    void whatIsNoIdIsAnotherPath(String path) {
        assertThat(Route.id(FORM, path)).isEmpty();
    }

    @Test
    void anIdHasABound() {
        assertThat(Route.id("/api/schedules/{id}", "/api/schedules/" + "a".repeat(200)))
                .contains("a".repeat(200));
        assertThat(Route.id("/api/schedules/{id}", "/api/schedules/" + "a".repeat(201)))
                .isEmpty();
    }

    @Test
    void aPathWithoutAnIdIsItself() {
        assertThat(Route.id("/api/status", "/api/status")).contains("");
        assertThat(Route.id("/api/status", "/api/status/x")).isEmpty();
    }
}
