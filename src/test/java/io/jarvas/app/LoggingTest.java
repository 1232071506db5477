package io.jarvas.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.conversation.CurrentTurn;
import io.jarvas.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoggingTest {
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @AfterEach
    void toStandardError() {
        Logging.configure(new Settings.Log(Level.INFO, false), System.err);
    }

    @Test
    void aRecordIsOneLine() {
        configure(Level.INFO, false);

        logger("io.jarvas.sqlite.Database").log(Level.INFO, "turn {0}\nends", "42");

        assertThat(text())
                .matches(
                        "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}[+-]\\d\\d:\\d\\d INFO Database turn 42 ends\n");
    }

    @ParameterizedTest
    @CsvSource({"TRACE, 5", "DEBUG, 4", "INFO, 3", "WARNING, 2", "ERROR, 1"})
    void theLevelIsThatOfJarvas(Level level, int heard) {
        configure(level, false);

        for (Level record : List.of(Level.TRACE, Level.DEBUG, Level.INFO, Level.WARNING, Level.ERROR)) {
            logger("io.jarvas.app.Some").log(record, "heard");
        }

        assertThat(text()).hasLineCount(heard).contains(" " + level + " Some ");
    }

    @Test
    void librariesAreHeardFromWarningsOn() {
        configure(Level.INFO, false);
        logger("io.helidon.webserver.WebServer").log(Level.INFO, "chatter");
        logger("io.helidon.webserver.WebServer").log(Level.WARNING, "trouble");

        assertThat(text()).hasLineCount(1).contains("WARNING WebServer trouble");
    }

    @Test
    void aFailureIsOnTheSameLine() {
        configure(Level.INFO, false);

        logger("io.jarvas.app.Some")
                .log(Level.ERROR, "no", new IllegalStateException("outer", new RuntimeException("in\nner")));

        assertThat(text())
                .hasLineCount(1)
                .endsWith("ERROR Some no (IllegalStateException: outer, by RuntimeException: in ner)\n");
    }

    @Test
    void atDebugAFailureSaysWhere() {
        configure(Level.DEBUG, false);

        logger("io.jarvas.app.Some").log(Level.ERROR, "no", new IllegalStateException("outer"));

        assertThat(text()).contains("atDebugAFailureSaysWhere");
    }

    @Test
    void aLineCanBeJson() {
        configure(Level.INFO, true);

        logger("io.jarvas.app.Some").log(Level.WARNING, "a \"quoted\"\nmessage", new IllegalStateException("why"));

        assertThat(text()).hasLineCount(1);
        Map<String, Object> line = Json.object(text());
        assertThat(line)
                .containsEntry("level", "warning")
                .containsEntry("logger", "Some")
                .containsEntry("message", "a \"quoted\"\nmessage")
                .doesNotContainKey("turn")
                .containsEntry("error", "IllegalStateException: why");
        assertThat(OffsetDateTime.parse((String) line.get("time"))).isNotNull();
    }

    @Test
    void aLineOfATurnSaysWhichOne() {
        configure(Level.INFO, false);

        try (var _ = CurrentTurn.begin("t1")) {
            logger("io.jarvas.app.Some").log(Level.INFO, "hello");
        }
        logger("io.jarvas.app.Some").log(Level.INFO, "nobody's");

        assertThat(text().lines())
                .satisfiesExactly(
                        line -> assertThat(line).endsWith(" INFO Some [turn t1] hello"),
                        line -> assertThat(line).endsWith(" INFO Some nobody's"));
    }

    @Test
    void soDoesOneInJson() {
        configure(Level.INFO, true);

        try (var _ = CurrentTurn.begin("t1")) {
            logger("io.jarvas.app.Some").log(Level.INFO, "hello");
        }

        assertThat(Json.object(text()))
                .containsOnlyKeys("time", "level", "logger", "message", "turn")
                .containsEntry("turn", "t1");
    }

    private void configure(Level level, boolean json) {
        Logging.configure(new Settings.Log(level, json), new PrintStream(output, true, StandardCharsets.UTF_8));
    }

    private static System.Logger logger(String name) {
        return System.getLogger(name);
    }

    private String text() {
        return output.toString(StandardCharsets.UTF_8);
    }
}
