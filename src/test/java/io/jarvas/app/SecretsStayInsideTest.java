package io.jarvas.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.json.Json;
import io.jarvas.sqlite.Database;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever happens, no secret is in a log, an answer or a file.
class SecretsStayInsideTest {
    private static final String WRONG = "jarvas_" + "w".repeat(43);
    private static final String MISTYPED = "another-secret-of-mine";

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final List<String> answers = new ArrayList<>();
    private URI uri = URI.create("http://localhost/");

    @AfterEach
    void toStandardError() {
        Logging.configure(new Settings.Log(System.Logger.Level.INFO, false), System.err);
    }

    @Test
    void noSecretIsInALogAnAnswerOrAFile() throws Exception {
        Logging.configure(
                new Settings.Log(System.Logger.Level.DEBUG, false), new PrintStream(log, true, StandardCharsets.UTF_8));
        List<String> secrets = new ArrayList<>(List.of(Program.TOKEN, WRONG, MISTYPED));
        try (Program program = new Program(directory)) {
            uri = program.uri();
            secrets.add(program.home().token());
            String named = told("api/tokens", "{\"name\":\"dash\"}", "token");
            secrets.add(named);
            String ticket = told("api/tickets", "", "ticket");
            secrets.add(ticket);
            secrets.add(told("api/tickets", "", "ticket"));

            ask("GET", "api/me?ticket=" + ticket, "", "");
            ask("GET", "api/me?ticket=" + ticket, "", "");
            ask("GET", "api/me", "", named);
            for (int i = 0; i < 4; i++) {
                ask("GET", "api/me", "", i % 2 == 0 ? WRONG : MISTYPED);
            }
            ask("GET", "ws/chat", "", WRONG);
            ask("POST", "api/chat", "{\"message\":\"Hi\"", named);
            ask("POST", "api/chat", "{\"message\":\"Unlock the front door\",\"conversation_id\":\"c\"}", named);
            ask("POST", "api/chat", "{\"message\":\"" + Program.PIN + "\",\"conversation_id\":\"c\"}", named);
            ask("POST", "api/chat", "{\"message\":\"Unlock the front door\",\"conversation_id\":\"d\"}", Program.TOKEN);
            ask("POST", "api/chat", "{\"message\":\"9753\",\"conversation_id\":\"d\"}", Program.TOKEN);
            for (String saying : List.of(
                    "yes, the pin is 2468",
                    "no, 2 4 6 8",
                    "sim, dois quatro seis oito por favor",
                    "the code is twenty-four sixty-eight",
                    "unlock the front door, my pin is 2468",
                    "destranca a porta da frente, código 2468",
                    "unlock the front door 2-4-6-8")) {
                ask("POST", "api/chat", "{\"message\":\"" + saying + "\",\"conversation_id\":\"d\"}", Program.TOKEN);
                ask("GET", "api/conversations/d/export?format=md", "", Program.TOKEN);
                ask("GET", "api/conversations/d/export", "", Program.TOKEN);
            }
            for (String form : List.of("2468", "oito", "sixty")) {
                assertThat(send("GET", "api/conversations?q=" + form, "", Program.TOKEN))
                        .contains("\"conversations\":[]");
            }
            secrets.addAll(List.of("2 4 6 8", "quatro seis oito", "twenty-four", "2-4-6-8"));
            ask("POST", "api/actions/none/confirm", "{\"pin\":\"" + Program.PIN + "\"}", named);
            for (String path : List.of(
                    "api/status",
                    "metrics",
                    "api/tokens",
                    "api/actions",
                    "api/conversations/c",
                    "api/none",
                    "health/ready")) {
                ask("GET", path, "", "");
                ask("GET", path, "", named);
            }
            ask("DELETE", "api/tokens/dash", "", "");
            ask("GET", "api/me", "", named);
            Database.backup(DataDirectory.database(directory.resolve("data")));

            assertThat(answers).hasSizeGreaterThan(20);
            assertThat(answers)
                    .noneMatch(answer -> answer.contains(" " + Program.PIN) || answer.contains("\"" + Program.PIN));
            assertThat(program.model().asked())
                    .noneMatch(body ->
                            body.contains(" " + Program.PIN) || body.contains("2 4 6 8") || body.contains("seis oito"));
            assertThat(answers).allSatisfy(answer -> holdsNone(answer, secrets));
            holdsNone(log.toString(StandardCharsets.UTF_8), secrets);
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    holdsNone(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1), secrets);
                }
            }
        }
        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains("The token dash was made by local.", "The token dash was revoked by local.")
                .doesNotContainPattern("\\b" + Program.PIN + "\\b");
        holdsNone(log.toString(StandardCharsets.UTF_8), secrets);
    }

    @Test
    void settingsThatAreWrittenOutHoldNone() {
        Settings settings = new SettingsReader(
                        Map.of(
                                "JARVAS_HOME_ASSISTANT_URL",
                                "http://ha.local:8123",
                                "JARVAS_HOME_ASSISTANT_TOKEN",
                                MISTYPED,
                                "JARVAS_API_TOKEN",
                                WRONG,
                                "JARVAS_PIN",
                                "2468"),
                        new SettingsReader.Places(directory, directory, directory, directory, directory))
                .read();

        assertThat(settings.toString()).doesNotContain(MISTYPED, WRONG, "2468");
    }

    private static void holdsNone(String text, List<String> secrets) {
        for (String secret : secrets) {
            assertThat(text.contains(secret))
                    .as("%s… in %.300s", secret.substring(0, 5), text)
                    .isFalse();
        }
    }

    /// A secret that is told to whoever asks for it, once.
    private String told(String path, String body, String member) throws Exception {
        String answer = send("POST", path, body, "").replaceFirst("^.*?(?=\\{\")", "");
        return String.valueOf(Json.object(answer).get(member));
    }

    private void ask(String method, String path, String body, String token) throws Exception {
        answers.add(send(method, path, body, token));
    }

    private String send(String method, String path, String body, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri.resolve("/" + path))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        method.equals("GET")
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return answer.headers().map() + answer.body();
        }
    }
}
