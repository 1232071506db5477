package io.jarvas.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A client that goes and comes back, over the wire.
@Timeout(60)
class ResumedTurnTest {
    @TempDir
    Path folder;

    private LiveJarvas jarvas;

    @BeforeEach
    void start() {
        jarvas = new LiveJarvas(folder);
    }

    @AfterEach
    void stop() {
        jarvas.close();
    }

    @Test
    void aClientThatLeavesStopsTheModelWithinASecond() throws Exception {
        try (Raw client = ask("{\"message\":\"slowly\"}")) {
            until(client, "chunk");
            client.leave();

            assertThat(jarvas.model.closed.poll(1, TimeUnit.SECONDS)).isEqualTo("closed");
        }
    }

    @Test
    void aClientThatAskedForItComesBackToTheRest() throws Exception {
        List<String> had;
        try (Raw client = ask("{\"message\":\"slowly\",\"resume_seconds\":60}")) {
            had = until(client, "chunk");
            client.leave();
        }
        String turn = had.getFirst().replaceAll("(?s).*\"turn_id\":\"([^\"]+)\".*", "$1");

        try (Raw back =
                jarvas.ask("ana", "GET", "/api/turns/" + turn + "/events", "", "Last-Event-ID: " + had.size())) {
            assertThat(back.head().status()).isEqualTo(200);
            assertThat(back.event()).startsWith(":");
            jarvas.model.goOn.release();
            List<String> rest = until(back, "event: done");

            assertThat(rest.getFirst()).startsWith("id: " + (had.size() + 1) + "\n");
            assertThat(rest.getLast()).contains("\"finished\":true");
        }
        assertThat(jarvas.model.closed).isEmpty();

        String all = jarvas.answer("ana", "GET", "/api/turns/" + turn + "/events", "")
                .body();
        assertThat(all).startsWith(String.join("", had)).contains("event: done");
        int last = all.split("\n\n").length;
        assertThat(jarvas.answer("ana", "GET", "/api/turns/" + turn + "/events?last_event_id=" + last, "")
                        .status())
                .isEqualTo(204);
        assertThat(jarvas.answer("rui", "GET", "/api/turns/" + turn + "/events", "")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aTurnThatRunsIsCancelled() throws Exception {
        try (Raw client = ask("{\"message\":\"slowly\"}")) {
            String turn = until(client, "chunk").getFirst().replaceAll("(?s).*\"turn_id\":\"([^\"]+)\".*", "$1");

            assertThat(jarvas.answer("rui", "POST", "/api/turns/" + turn + "/cancel", "")
                            .status())
                    .isEqualTo(404);
            assertThat(jarvas.answer("ana", "POST", "/api/turns/" + turn + "/cancel", "")
                            .status())
                    .isEqualTo(204);

            assertThat(until(client, "event: done").getLast()).contains("\"finished\":false");
        }
    }

    @Test
    void aMessageSentAgainIsToldTheSameTurnInEitherForm() throws Exception {
        String body = "{\"message\":\"slowly\",\"message_id\":\"m1\",\"conversation_id\":\"c1\"}";
        try (Raw first = ask(body)) {
            until(first, "chunk");
            try (Raw second = ask(body);
                    Raw whole = jarvas.ask("ana", "POST", "/api/chat", body)) {
                until(second, "chunk");
                first.leave();
                jarvas.model.goOn.release();

                assertThat(until(second, "event: done").getLast()).contains("\"finished\":true");
                assertThat(whole.answer().body()).contains("\"reply\":\"You said: ");
            }
        }
        assertThat(jarvas.model.closed).isEmpty();
        assertThat(jarvas.answer("ana", "POST", "/api/chat", body).body()).contains("\"reply\":\"You said: ");
        assertThat((List<?>) Json.object(jarvas.answer("ana", "GET", "/api/conversations/c1", "")
                                .body())
                        .get("turns"))
                .hasSize(1);
    }

    @Test
    void deletingAConversationEndsWhatRunsInIt() throws Exception {
        try (Raw client = ask("{\"message\":\"slowly\",\"conversation_id\":\"c1\",\"resume_seconds\":60}")) {
            until(client, "chunk");

            assertThat(jarvas.answer("ana", "DELETE", "/api/conversations/c1", "")
                            .status())
                    .isEqualTo(204);
            assertThat(until(client, "event: done").getLast()).contains("\"finished\":false");
        }
        assertThat(jarvas.answer("ana", "GET", "/api/conversations/c1", "").status())
                .isEqualTo(404);
    }

    @Test
    void erasingEverythingEndsWhatRuns() throws Exception {
        try (Raw client = ask("{\"message\":\"slowly\",\"resume_seconds\":60}")) {
            until(client, "chunk");

            assertThat(jarvas.answer("ana", "DELETE", "/api/me", "{\"confirm\":\"everything\"}")
                            .status())
                    .isEqualTo(204);
            assertThat(until(client, "event: done").getLast()).contains("\"finished\":false");
        }
        assertThat(jarvas.answer("ana", "GET", "/api/conversations", "").body()).startsWith("{\"conversations\":[],");
    }

    private Raw ask(String body) throws Exception {
        Raw client = jarvas.ask("ana", "POST", "/api/chat/stream", body);
        assertThat(client.head().status()).isEqualTo(200);
        return client;
    }

    /// The events up to the first that has this in it.
    private static List<String> until(Raw client, String what) throws Exception {
        List<String> events = new ArrayList<>();
        do {
            String event = client.event();
            if (!event.startsWith(":")) {
                events.add(event);
            }
        } while (events.isEmpty() || !events.getLast().contains(what));
        return events;
    }
}
