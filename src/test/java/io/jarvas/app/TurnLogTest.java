package io.jarvas.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the whole program logs of turns, at its most talkative.
class TurnLogTest {
    private static final Pattern TURN = Pattern.compile("\"turn_id\":\"([^\"]+)\"");

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @TempDir
    private Path directory;

    @AfterEach
    void toStandardError() {
        Logging.configure(new Settings.Log(System.Logger.Level.INFO, false), System.err);
    }

    @Test
    void itNamesTheTurnAndRepeatsNothingThatWasSaid() throws Exception {
        Logging.configure(
                new Settings.Log(System.Logger.Level.TRACE, true),
                new PrintStream(output, true, StandardCharsets.UTF_8));
        String turn;
        String token;
        try (Program program = new Program(directory)) {
            token = program.home().token();
            program.model().answer(pen -> {
                pen.write("Marmalade is ");
                throw new IOException("broken off");
            });
            turn = say(program, "Tell me of the xylophone");
            say(program, "Turn on the kitchen lights and play the xylophone");
            say(program, Program.PIN);
        }

        assertThat(lines())
                .isNotEmpty()
                .anySatisfy(line -> assertThat(line).containsEntry("turn", turn).containsEntry("logger", "ModelPass"));
        assertThat(output.toString(StandardCharsets.UTF_8))
                .doesNotContainIgnoringCase("xylophone")
                .doesNotContainIgnoringCase("marmalade")
                .doesNotContain(token, Program.TOKEN, Program.PIN);
    }

    private List<Map<String, Object>> lines() {
        return output.toString(StandardCharsets.UTF_8).lines().map(Json::object).toList();
    }

    /// @return the turn's id
    private static String say(Program program, String message) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            String events = client.send(
                            HttpRequest.newBuilder(
                                            URI.create("http://127.0.0.1:" + program.port() + "/api/chat/stream"))
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(
                                            Json.bytes(Map.of("message", message))))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            Matcher id = TURN.matcher(events);
            assertThat(id.find()).as(events).isTrue();
            return id.group(1);
        }
    }
}
