package io.jarvas.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A page that is opened again has the cards that it showed, with what can still be done about them.
@Timeout(60)
class PastActionsTest {
    private static final String ANA = "ana";

    @TempDir
    private Path folder;

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
    void whatATurnDidIsShownWithItsUndoWhileThatCounts() throws Exception {
        say("light on");
        Map<String, Object> action = actions(0, "en").getFirst();
        String id = (String) action.get("id");

        assertThat(Json.text(action))
                .contains(
                        "\"origin\":\"model\",\"action\":{\"tool\":\"homeassistant_call_service\",\"args\":{\"domain\":\"light\"",
                        "\"outcome\":\"executed\",\"success\":true,\"message\":\"Done: Hall Light.\","
                                + "\"changes\":[{\"entity_id\":\"light.hall\",\"from\":\"off\",\"to\":\"on\"}],"
                                + "\"undo\":\"" + id + "\",\"undo_expires_in_seconds\":",
                        "\"undone\":false");
        assertThat((Integer) action.get("undo_expires_in_seconds")).isBetween(200, 300);
        assertThat(actions(0, "pt").getFirst()).containsEntry("message", "Feito: Hall Light.");
    }

    @Test
    void aQuestionThatStillWaitsIsAskedAgain() throws Exception {
        say("unlock it");
        Map<String, Object> action = actions(0, "en").getFirst();
        assertThat(action).containsEntry("outcome", "needs_confirmation").containsEntry("success", false);
        assertThat(Json.text(action.get("confirmation")))
                .contains("\"reason\":\"Shall I really unlock Front Door?", "\"pin\":false");
        Map<?, ?> question = (Map<?, ?>) action.get("confirmation");
        assertThat((Integer) question.get("expires_in_seconds")).isBetween(1, 60);

        post("/api/actions/" + action.get("id") + "/confirm");
        assertThat(actions(0, "en").getFirst())
                .containsEntry("outcome", "executed")
                .containsEntry("undo", action.get("id"))
                .doesNotContainKey("confirmation");
    }

    @Test
    void whatWasTakenBackIsShownSo() throws Exception {
        say("unlock it");
        Object id = actions(0, "en").getFirst().get("id");
        post("/api/actions/" + id + "/confirm");
        post("/api/actions/" + id + "/undo");

        List<Map<String, Object>> actions = actions(0, "en");
        assertThat(actions).hasSize(2);
        assertThat(actions.getFirst())
                .containsEntry("outcome", "executed")
                .containsEntry("undone", true)
                .doesNotContainKeys("undo", "undo_expires_in_seconds");
        assertThat(actions.getLast())
                .containsEntry("origin", "undo")
                .containsEntry("action", Map.of("tool", "undo", "args", Map.of("action", id)))
                .containsEntry("message", "Done: Front Door.")
                .doesNotContainKey("undo");
    }

    @Test
    void aQuestionThatWaitsNoMoreIsOver() throws Exception {
        say("unlock it");
        say("hello");
        assertThat(actions(0, "en").getFirst())
                .containsEntry("outcome", "needs_confirmation")
                .containsEntry("message", "It is too late for that: nothing was changed.")
                .doesNotContainKeys("confirmation", "undo");
        assertThat(actions(1, "en")).isEmpty();
    }

    @Test
    void afterARestartTheCardsAreThereAndNothingCanBeDoneAboutThem() throws Exception {
        say("light on");
        say("unlock it");
        stop();
        start();
        assertThat(actions(0, "en").getFirst())
                .containsEntry("message", "Done: Hall Light.")
                .containsEntry("undone", false)
                .doesNotContainKeys("undo", "confirmation");
        assertThat(actions(1, "en").getFirst()).doesNotContainKeys("undo", "confirmation");
    }

    @Test
    void whatIsPlannedSaysWhatAndWhen() throws Exception {
        say("light on later");
        Map<String, Object> action = actions(0, "en").getFirst();
        assertThat((String) action.get("message")).startsWith("Planned for ").endsWith(": turn on Hall Light.");
        assertThat(action).containsEntry("undo", action.get("id"));
    }

    private void say(String message) throws Exception {
        assertThat(jarvas.answer(
                                ANA,
                                "POST",
                                "/api/chat",
                                Json.text(Map.of("message", message, "conversation_id", "c", "language", "en")))
                        .status())
                .isEqualTo(200);
    }

    private void post(String path) throws Exception {
        assertThat(jarvas.answer(ANA, "POST", path, "{}").status()).isEqualTo(200);
    }

    /// Of the conversation's turn of that number; members that are null are left out.
    private List<Map<String, Object>> actions(int turn, String language) throws Exception {
        Map<String, Object> conversation =
                ChatStreamTest.json(jarvas.answer(ANA, "GET", "/api/conversations/c?language=" + language, ""));
        Map<?, ?> of = (Map<?, ?>) ((List<?>) conversation.get("turns")).get(turn);
        return ((List<?>) of.get("actions"))
                .stream().map(action -> Json.object(Json.text(action))).toList();
    }
}
