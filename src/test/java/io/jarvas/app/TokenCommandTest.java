package io.jarvas.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.conversation.AccessToken.Name;
import io.jarvas.conversation.AccessToken.Secret;
import io.jarvas.sqlite.Database;
import io.jarvas.sqlite.SqliteAccessTokens;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCommandTest {
    @TempDir
    private Path directory;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @Test
    void aTokenIsAddedListedAndRevokedWithoutAServer() {
        assertThat(run("token add dash")).isEqualTo(Commands.OK);
        String token = said();
        assertThat(Secret.of(token)).isPresent();

        assertThat(run("token list")).isEqualTo(Commands.OK);
        assertThat(said()).startsWith("dash  made ").endsWith("never used").doesNotContain(token);
        try (Database database = Database.open(DataDirectory.database(directory))) {
            assertThat(new SqliteAccessTokens(database, Clock.systemUTC()).use(new Secret(token).digest()))
                    .contains(new Name("dash"));
        }
        assertThat(run("token revoke dash")).isEqualTo(Commands.OK);
        assertThat(run("token list")).isEqualTo(Commands.OK);
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains("no tokens besides api_token");
    }

    @Test
    void besideARunningServerItCountsAtOnce() throws Exception {
        try (RunningJarvas jarvas = RunningJarvas.start(directory, settings("127.0.0.1"))) {
            run("token add dash");
            String token = said();
            assertThat(status(jarvas, token)).isEqualTo(200);

            assertThat(run("token revoke dash")).isEqualTo(Commands.OK);
            assertThat(status(jarvas, token)).isEqualTo(401);
        }
    }

    @Test
    void beyondThisMachineOneTokenIsEnoughToStart() throws Exception {
        assertThat(failure("0.0.0.0")).contains("host is \"0.0.0.0\"", "jarvas token add NAME", "JARVAS_API_TOKEN");

        run("token add dash");
        String token = said();
        try (RunningJarvas jarvas = RunningJarvas.start(directory, settings("0.0.0.0"))) {
            assertThat(status(jarvas, token)).isEqualTo(200);
        }
        run("token revoke dash");
        assertThat(failure("0.0.0.0")).contains("there is no token");
    }

    @Test
    void aNameThatIsTakenOrUnknownIsASentence() {
        run("token add dash");
        assertThat(run("token add dash")).isEqualTo(Commands.FAILED);
        assertThat(run("token revoke other")).isEqualTo(Commands.FAILED);
        assertThat(errors.toString(StandardCharsets.UTF_8))
                .contains("There is a token dash already", "There is no token other.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"token add api", "token add Dash", "token revoke a/b", "token add é"})
    void whatIsNoNameIsASentence(String line) {
        assertThat(run(line)).isEqualTo(Commands.FAILED);
        assertThat(errors.toString(StandardCharsets.UTF_8))
                .contains("1 to 50 characters")
                .hasLineCount(1);
        assertThat(directory).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "token add", "token list all", "token make x", "token add a b"})
    void anythingElseIsAnsweredWithTheUsage(String line) {
        assertThat(run(line)).isEqualTo(Commands.MISUSED);
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains("usage:", "token");
    }

    private int run(String line) {
        output.reset();
        return new Commands(
                        new SettingsReader(
                                Map.of(
                                        "JARVAS_HOME_ASSISTANT_URL", "http://127.0.0.1:9",
                                        "JARVAS_HOME_ASSISTANT_TOKEN", "long-lived",
                                        "JARVAS_HOST", "0.0.0.0",
                                        "JARVAS_DATA_DIR", directory.toString()),
                                new SettingsReader.Places(directory, directory, directory, directory, directory)),
                        (_, _, _) -> {},
                        _ -> Map.of(),
                        new StopSignal(),
                        new PrintStream(output, true, StandardCharsets.UTF_8),
                        new PrintStream(errors, true, StandardCharsets.UTF_8))
                .run(List.of(line.split(" ")));
    }

    private String said() {
        return output.toString(StandardCharsets.UTF_8).strip();
    }

    private static Map<String, String> settings(String host) {
        return Map.of(
                "home_assistant_url", "http://127.0.0.1:9",
                "home_assistant_token", "long-lived",
                "ollama_url", "http://127.0.0.1:9",
                "host", host);
    }

    private String failure(String host) {
        try (RunningJarvas _ = RunningJarvas.start(directory, settings(host))) {
            return "it started";
        } catch (StartException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static int status(RunningJarvas jarvas, String token) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(jarvas.uri() + "/api/me"))
                                    .header("Authorization", "Bearer " + token)
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
