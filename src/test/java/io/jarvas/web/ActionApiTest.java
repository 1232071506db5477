package io.jarvas.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.action.ActionOutcome;
import io.jarvas.action.Schedule;
import io.jarvas.assistant.Answers.Answered;
import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.Person;
import io.jarvas.home.EntityId;
import io.jarvas.home.ServiceCall;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActionApiTest {
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
    void aYesIsAnsweredWithWhatCameOfIt() throws Exception {
        jarvas.actions.answer = new Answered.Settled("a1", ChatAnswerTest.executed(), "Done: Hall.", true);

        Raw.Answer answer = post("/api/actions/a1/confirm", "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.body())
                .isEqualTo(
                        "{\"id\":\"a1\",\"outcome\":\"executed\",\"success\":true,\"message\":\"Done: Hall.\","
                                + "\"changes\":[{\"entity_id\":\"light.hall\",\"from\":\"off\",\"to\":\"on\"}],\"undo\":\"a1\",\"undo_expires_in_seconds\":300}");
        assertThat(jarvas.actions.asked).containsExactly("confirm local a1 - en");
    }

    @ParameterizedTest
    @CsvSource({
        "confirm,'{\"pin\":\"1234\"}',1234",
        "confirm,'{\"pin\":\" 1234 \"}',1234",
        "confirm,'{\"pin\":\"\"}',-",
        "confirm,'{\"pin\":null}',-",
        "confirm,'{}',-",
        "reject,'',-",
        "undo,'',-",
        "undo,'{\"conversation_id\":\"c1\"}',c1",
        "undo,'{\"conversation_id\":7}',7"
    })
    void aPersonsWordReachesTheActionWithWhatCameWithIt(String word, String body, String detail) throws Exception {
        jarvas.actions.answer = new Answered.Settled("a1", new ActionOutcome.Sent(Map.of()), "Enviado.", false);

        Raw.Answer answer = Raw.post(jarvas.port(), "/api/actions/a1/" + word + "/", body, "Accept-Language: pt-PT");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).endsWith("\"undo\":null,\"undo_expires_in_seconds\":null}");
        assertThat(jarvas.actions.asked).containsExactly(word + " local a1 " + detail + " pt");
    }

    @Test
    void aYesThatNeedsThePinIsToldSo() throws Exception {
        jarvas.actions.answer = new Answered.PinWanted("a1", true, 2, "That is not the PIN.");

        Raw.Answer answer = post("/api/actions/a1/confirm", "{\"pin\":\"0000\"}");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(ChatStreamTest.json(answer))
                .isEqualTo(Map.of(
                        "type",
                        "about:blank",
                        "title",
                        "Forbidden",
                        "status",
                        403,
                        "detail",
                        "That is not the PIN.",
                        "pin",
                        true,
                        "tries_left",
                        2));
    }

    @Test
    void aLateYesIsAConflict() throws Exception {
        jarvas.actions.answer = new Answered.TooLate("That no longer waits.");

        Raw.Answer answer = post("/api/actions/a1/confirm", "");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(ChatStreamTest.json(answer)).containsEntry("detail", "That no longer waits.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"confirm", "reject", "undo"})
    void whatAPersonDoesNotHaveIsNotFound(String word) throws Exception {
        Raw.Answer answer = post("/api/actions/a1/" + word, "");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(ChatStreamTest.json(answer)).containsEntry("detail", "You have no such action.");
    }

    @Test
    void anUndoThatNeedsAYesItselfSaysWhatItAsks() throws Exception {
        var question = new ActionOutcome.NeedsConfirmation(
                ActionOutcome.NeedsConfirmation.Reason.RISKY,
                "lock.unlock",
                List.of("lock.front_door"),
                Fixture.NOW.plusSeconds(60),
                true);
        jarvas.actions.answer = new Answered.Settled("u1", question, "Shall I really?", false);

        Map<String, Object> answer = ChatStreamTest.json(post("/api/actions/a1/undo", ""));

        assertThat(answer)
                .containsEntry("id", "u1")
                .containsEntry("outcome", "needs_confirmation")
                .containsEntry("success", false)
                .containsEntry(
                        "confirmation", Map.of("reason", "Shall I really?", "expires_in_seconds", 60, "pin", true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"pin\":1234}", "{\"pin\":[]}", "{\"pin\":\"\\ud83c\"}", "[]", "1234", "{\"pin\":"})
    void aPinIsAText(String body) throws Exception {
        Raw.Answer answer = post("/api/actions/a1/confirm", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("1234");
        assertThat(jarvas.actions.asked).isEmpty();
    }

    @Test
    void thePathsNeedTheSameDoorsAsAnyOther() throws Exception {
        String evil = "Origin: https://evil.example";
        for (String path : List.of("/api/actions/a1/confirm", "/api/actions/a1/reject", "/api/actions/a1/undo")) {
            assertThat(Raw.post(jarvas.port(), path, "{}", evil).status()).isEqualTo(403);
            assertThat(Raw.post(jarvas.port(), path, "{}", "Content-Type: text/plain")
                            .status())
                    .isEqualTo(415);
            assertThat(Raw.post(jarvas.port(), path, "{}", "Authorization: Bearer wrong")
                            .status())
                    .isEqualTo(401);
            assertThat(Raw.get(jarvas.port(), path).status()).isEqualTo(405);
        }
        for (String header : List.of(evil, "Sec-Fetch-Site: cross-site", "Host: evil.example")) {
            assertThat(delete("/api/schedules/s1", header).status()).isIn(403, 421);
            assertThat(Raw.get(jarvas.port(), "/api/actions/export", header).status())
                    .isIn(403, 421);
        }
        assertThat(delete("/api/schedules/s1", "Authorization: Bearer wrong").status())
                .isEqualTo(401);
        assertThat(jarvas.actions.asked).isEmpty();
    }

    @Test
    void aListedPageMayCancelAndConfirm() throws Exception {
        String origin = "Origin: https://dashboard.example";
        Raw.Answer schedule = Raw.request(jarvas.port(), "OPTIONS", "/api/schedules/s1", origin);
        assertThat(schedule.status()).isEqualTo(204);
        assertThat(schedule.header("Access-Control-Allow-Methods")).isEqualTo("DELETE, OPTIONS");
        assertThat(Raw.request(jarvas.port(), "OPTIONS", "/api/actions/a1/confirm/", origin)
                        .header("Access-Control-Allow-Methods"))
                .isEqualTo("OPTIONS, POST");
        assertThat(delete("/api/schedules/s1", origin).header("Access-Control-Allow-Origin"))
                .isEqualTo("https://dashboard.example");
    }

    @Test
    void ownActionsComeInPagesTheNewestFirst() throws Exception {
        IntStream.rangeClosed(1, 5).forEach(i -> jarvas.actions.write(FakeActions.entry("e" + i, "local", "on")));
        jarvas.actions.write(FakeActions.entry("e6", OTHER.id(), "off"));

        Raw.Answer first = get("/api/actions?limit=3");
        assertThat(ids(first)).containsExactly("e5", "e4", "e3");
        assertThat(ChatStreamTest.json(first)).containsEntry("next_cursor", "e3");
        Raw.Answer last = get("/api/actions/?limit=3&cursor=e3");
        assertThat(ids(last)).containsExactly("e2", "e1");
        assertThat(last.body()).endsWith("\"next_cursor\":null}");
        assertThat(ids(get("/api/actions?limit=2&cursor=e3"))).containsExactly("e2", "e1");
        assertThat(get("/api/actions?limit=2&cursor=e3").body()).endsWith("\"next_cursor\":null}");

        assertThat(first.body())
                .contains(
                        "{\"id\":\"e5\",\"at\":\"2026-11-23T08:30:00Z\",\"person\":\"local\",\"conversation_id\":\"c1\","
                                + "\"turn_id\":\"turn-1\",\"origin\":\"model\",\"asked\":\"on\","
                                + "\"tool\":\"homeassistant_call_service\",\"args\":{\"domain\":\"light\"},"
                                + "\"verdict\":\"allowed\",\"outcome\":\"executed\",\"detail\":\"\","
                                + "\"service\":\"light.turn_on\",\"entity_ids\":[\"light.hall\"],"
                                + "\"changes\":[{\"entity_id\":\"light.hall\",\"from\":\"off\",\"to\":\"on\"}],"
                                + "\"took_ms\":42.0,\"undone\":false,\"person_name\":null}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=201",
                "limit=-1",
                "limit=x",
                "limit=",
                "limit=99999999999",
                "cursor=%20",
                "person=somebody",
                "person=local"
            })
    void aPageThatIsNoneIsRefused(String query) throws Exception {
        assertThat(get("/api/actions?" + query).status()).isEqualTo(400);
        assertThat(get("/api/schedules?" + query).status()).isEqualTo(query.startsWith("person=") ? 200 : 400);
    }

    @Test
    void whoSpokeToADeviceIsCalledAsTheDeviceIs() throws Exception {
        try (Fixture ingress = new Fixture(Fixture::behindIngress)) {
            ingress.actions.log.addAll(List.of(
                    FakeActions.entry("e1", "satellite:a1b2", "on"),
                    FakeActions.entry("e2", "satellite:gone", "on"),
                    FakeActions.entry("e3", "assist", "off")));
            Object actions = ChatStreamTest.json(as(ingress, "boss", "/api/actions?person=all"))
                    .get("actions");

            assertThat((List<?>) actions)
                    .extracting(
                            entry -> ((Map<?, ?>) entry).get("person") + " " + ((Map<?, ?>) entry).get("person_name"))
                    .containsExactly("assist null", "satellite:gone null", "satellite:a1b2 Kitchen satellite");
        }
    }

    @Test
    void administratorsMayReadEverybodysLogAndNobodyElse() throws Exception {
        jarvas.actions.write(FakeActions.entry("e1", "local", "on"));
        jarvas.actions.write(FakeActions.entry("e2", OTHER.id(), "off"));
        assertThat(ids(get("/api/actions?person=all"))).containsExactly("e2", "e1");
        for (String path : List.of("/api/actions?person=all", "/api/actions/export?person=all&format=csv")) {
            Raw.Answer token = Raw.get(jarvas.port(), path, Fixture.AUTHORIZED);
            assertThat(token.status()).as(path).isEqualTo(403);
            assertThat(token.body()).doesNotContain("e1", "e2");
        }
        try (Fixture ingress = new Fixture(Fixture::behindIngress)) {
            ingress.actions.log.addAll(jarvas.actions.log);
            assertThat(ids(as(ingress, "boss", "/api/actions?person=all"))).containsExactly("e2", "e1");
            assertThat(ids(as(ingress, "boss", "/api/actions"))).isEmpty();
            assertThat(as(ingress, "other", "/api/actions?person=all").status()).isEqualTo(403);
            assertThat(ids(as(ingress, "other", "/api/actions"))).containsExactly("e2");
            assertThat(as(ingress, "other", "/api/actions/export").body())
                    .contains("e2")
                    .doesNotContain("e1");
        }
    }

    @Test
    void theWholeLogCanBeTakenAwayAsJson() throws Exception {
        IntStream.rangeClosed(100, 600).forEach(i -> jarvas.actions.write(FakeActions.entry("e" + i, "local", "on")));

        Raw.Answer answer = get("/api/actions/export");

        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Content-Disposition")).isEqualTo("attachment; filename=\"jarvas-actions.json\"");
        List<?> all = (List<?>) io.jarvas.json.Json.value(answer.body());
        assertThat(all).hasSize(501);
        assertThat(answer.body()).startsWith("[{\"id\":\"e600\"").contains("\"id\":\"e100\"");
        assertThat(get("/api/actions/export?format=csv").body().lines()).hasSize(502);
    }

    @Test
    void anEmptyLogIsAnEmptyFile() throws Exception {
        assertThat(get("/api/actions/export?format=json").body()).isEqualTo("[]\n");
        Raw.Answer table = get("/api/actions/export/?format=csv");
        assertThat(table.header("Content-Type")).isEqualTo("text/csv; charset=utf-8");
        assertThat(table.body())
                .isEqualTo(
                        "\"id\",\"at\",\"person\",\"conversation_id\",\"turn_id\",\"origin\",\"asked\",\"tool\",\"args\","
                                + "\"verdict\",\"outcome\",\"detail\",\"service\",\"entity_ids\",\"changes\",\"took_ms\",\"undone\"\r\n");
        assertThat(get("/api/actions/export?format=xml").status()).isEqualTo(400);
    }

    @Test
    void aLogThatCannotBeReadIsToldSo() throws Exception {
        jarvas.actions.pagesLeft.set(0);

        for (String path : List.of("/api/actions", "/api/actions/export")) {
            Raw.Answer answer = get(path);
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body()).doesNotContain("the disk");
            assertThat(answer.headers()).doesNotContainKey("content-disposition");
        }
    }

    @Test
    void anExportThatBreaksOffDoesNotLookWhole() throws Exception {
        IntStream.rangeClosed(100, 600).forEach(i -> jarvas.actions.write(FakeActions.entry("e" + i, "local", "on")));
        try (Raw client = new Raw(jarvas.port())) {
            jarvas.actions.pagesLeft.set(1);
            client.send(client.head("GET", "/api/actions/export") + "\r\n");
            assertThat(client.head().status()).isEqualTo(200);
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> {
                        while (!client.chunk().isEmpty()) {
                            assertThat(client).isNotNull();
                        }
                    }))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void ownSchedulesAreListedAndCancelled() throws Exception {
        jarvas.actions.schedules.add(schedule("s1", Person.LOCAL));
        jarvas.actions.schedules.add(schedule("s2", OTHER));

        assertThat(get("/api/schedules").body())
                .isEqualTo("{\"schedules\":[{\"id\":\"s1\",\"due\":\"2026-11-23T08:50:00Z\",\"state\":\"waiting\","
                        + "\"service\":\"light.turn_off\",\"entity_ids\":[\"light.hall\"],\"names\":[\"light.hall\"],"
                        + "\"asked\":\"off in 20 minutes\"}],\"next_cursor\":null}");
        assertThat(ChatStreamTest.json(get("/api/status"))).containsEntry("schedules", 1);

        assertThat(delete("/api/schedules/s2").status()).isEqualTo(404);
        assertThat(delete("/api/schedules/s1/").status()).isEqualTo(204);
        assertThat(delete("/api/schedules/s1").status()).isEqualTo(404);
        assertThat(get("/api/schedules").body()).isEqualTo("{\"schedules\":[],\"next_cursor\":null}");
        assertThat(jarvas.actions.schedules).hasSize(1);
    }

    @Test
    void ownSchedulesComeInPagesTheSoonestFirst() throws Exception {
        for (String id : List.of("s3", "s1", "s2", "s4")) {
            jarvas.actions.schedules.add(schedule(id, Person.LOCAL));
        }
        jarvas.actions.schedules.add(schedule("s0", Person.LOCAL, Fixture.NOW.plusMillis(1_200_001)));
        jarvas.actions.schedules.add(schedule("s9", Person.LOCAL, Fixture.NOW.plusSeconds(1_199)));
        jarvas.actions.schedules.add(schedule("s5", OTHER));

        Raw.Answer first = get("/api/schedules?limit=3");
        assertThat(ids("schedules", first)).containsExactly("s9", "s1", "s2");
        String next =
                "/api/schedules/?limit=2&cursor=" + ChatStreamTest.json(first).get("next_cursor");
        assertThat(ids("schedules", get(next))).containsExactly("s3", "s4");
        // What was the last of a page may have been done or cancelled since.
        jarvas.actions.schedules.removeIf(schedule -> schedule.id().equals("s2"));
        Raw.Answer second = get(next);
        assertThat(ids("schedules", second)).containsExactly("s3", "s4");
        Raw.Answer last = get(
                "/api/schedules?limit=2&cursor=" + ChatStreamTest.json(second).get("next_cursor"));
        assertThat(ids("schedules", last)).containsExactly("s0");
        assertThat(last.body()).endsWith("\"next_cursor\":null}");
    }

    @Test
    void aConnectionGoesOnAfterADeleteWithABody() throws Exception {
        jarvas.actions.schedules.add(schedule("s1", Person.LOCAL));
        try (Raw client = new Raw(jarvas.port())) {
            client.send(client.head("DELETE", "/api/schedules/s1", "Content-Length: 2") + "\r\n{}");
            assertThat(client.answer().status()).isEqualTo(204);
            client.send(client.head("GET", "/health/live") + "\r\n");
            assertThat(client.answer().status()).isEqualTo(200);
        }
    }

    static Schedule schedule(String id, Person person) {
        return schedule(id, person, Fixture.NOW.plusSeconds(1_200));
    }

    static Schedule schedule(String id, Person person, Instant due) {
        return new Schedule(
                id,
                new ConversationKey(person, "c1"),
                "off in 20 minutes",
                new ServiceCall("light", "turn_off", List.of(new EntityId("light.hall")), Map.of("code", "4321")),
                false,
                due,
                Schedule.State.WAITING);
    }

    private Raw.Answer get(String target) throws IOException {
        return Raw.get(jarvas.port(), target);
    }

    private Raw.Answer post(String target, String body) throws IOException {
        return Raw.post(jarvas.port(), target, body);
    }

    private Raw.Answer delete(String target, String... headers) throws IOException {
        return Raw.request(jarvas.port(), "DELETE", target, headers);
    }

    private static Raw.Answer as(Fixture ingress, String user, String target) throws IOException {
        try (Raw supervisor = new Raw(ingress.port(), "127.0.0.2")) {
            supervisor.send(supervisor.head("GET", target, "X-Remote-User-Id: " + user) + "\r\n");
            return supervisor.answer();
        }
    }

    private static List<String> ids(Raw.Answer answer) {
        return ids("actions", answer);
    }

    private static List<String> ids(String list, Raw.Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        return ((List<?>) ChatStreamTest.json(answer).getOrDefault(list, List.of()))
                .stream()
                        .map(entry -> String.valueOf(((Map<?, ?>) entry).get("id")))
                        .toList();
    }
}
