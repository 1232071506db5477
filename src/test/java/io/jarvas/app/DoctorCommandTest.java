package io.jarvas.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.demo.home.DemoHome;
import io.jarvas.demo.model.DemoModel;
import io.jarvas.demo.model.DemoModelConfig;
import io.jarvas.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
    private static final String TOKEN = "token-of-the-tests";

    @TempDir
    private Path directory;

    private final Map<String, String> environment = new HashMap<>();
    private DemoHome home;
    private DemoModel model;

    @BeforeEach
    void start() {
        home = DemoHome.start("127.0.0.1", 0, Clock.systemUTC(), 7);
        model = DemoModel.start("127.0.0.1", 0, DemoModelConfig.INSTANT);
        environment.put("JARVAS_HOME_ASSISTANT_URL", home.uri().toString());
        environment.put("JARVAS_HOME_ASSISTANT_TOKEN", home.token());
        environment.put("JARVAS_OLLAMA_URL", model.uri().toString());
        environment.put("JARVAS_DATA_DIR", directory.resolve("data").toString());
        environment.put("JARVAS_PORT", String.valueOf(RunningJarvas.freePort()));
    }

    @AfterEach
    void stop() {
        home.close();
        model.close();
    }

    private record Said(int code, List<String> lines) {}

    private Said doctor(String... options) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        Commands commands = new Commands(
                new SettingsReader(
                        environment, new SettingsReader.Places(directory, directory, directory, directory, directory)),
                (_, _, _) -> {
                    throw new AssertionError("nothing is started");
                },
                _ -> Map.of(),
                new StopSignal(),
                new PrintStream(output, true, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8));
        int code = commands.run(
                Stream.concat(Stream.of("doctor"), Stream.of(options)).toList());
        return new Said(code, output.toString(StandardCharsets.UTF_8).lines().toList());
    }

    @Test
    void whatIsWellIsALineEachAndTheCodeIsZero() throws Exception {
        Said said = doctor();

        assertThat(said.code()).isZero();
        assertThat(said.lines())
                .hasSize(26)
                .contains("✔ Home Assistant's token: Home Assistant accepts the token.")
                .anyMatch(line -> line.matches(
                        "✔ An answer: The first word came after \\d+\\.\\d s, the rest at \\d+ tokens a second\\."))
                .contains(
                        "– Public address: Not looked at, because public_url is not set. Without a proxy it is not needed.");
        assertThat(said.lines().getLast()).startsWith("All is well:");
        assertThat(directory.resolve("data")).doesNotExist();
    }

    @Test
    void whatIsBrokenHasItsNextStepAndTheCodeIsOne() {
        environment.put("JARVAS_HOME_ASSISTANT_TOKEN", home.guestToken());
        environment.put("JARVAS_OLLAMA_MODEL", "qwen3:8b");
        environment.put("LANG", "pt_PT.UTF-8");

        Said said = doctor();

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.lines())
                .contains(
                        "✘ Modelo de linguagem: O Ollama não tem o modelo qwen3:8b. Corra isto onde o Ollama corre:"
                                + " ollama pull qwen3:8b – ou defina ollama_model com um que lá esteja: jarvas-demo, demo-embed")
                .anyMatch(line -> line.startsWith("✘ Dispositivos expostos: O token não é de um administrador"));
        assertThat(said.lines().getLast()).startsWith("Há algo avariado:");
    }

    @Test
    void programsGetJson() {
        Said said = doctor("--json");

        assertThat(said.lines()).hasSize(1);
        assertThat(Json.object(said.lines().getFirst()))
                .containsEntry("works", true)
                .containsEntry("broken", 0);
    }

    @Test
    void settingsThatCannotBeReadAreCodeTwo() {
        environment.put("JARVAS_PORT", "many");

        Said said = doctor();
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.lines())
                .containsExactly(
                        "✘ Settings: The settings cannot be used as they are. Put these right:",
                        "  port (in JARVAS_PORT) is \"many\"; allowed is a whole number from 1 to 65535.");
        Said json = doctor("--json");
        assertThat(json.code()).isEqualTo(2);
        assertThat(Json.object(json.lines().getFirst())).containsEntry("works", false);
    }

    @Test
    void otherOptionsAreMisuse() {
        assertThat(doctor("--cure").code()).isEqualTo(Commands.MISUSED);
        assertThat(doctor("--json", "--json").code()).isEqualTo(Commands.MISUSED);
    }

    @Test
    void aRunningJarvasIsSeenAndLeftAlone() throws Exception {
        Path data = directory.resolve("data");
        Files.createDirectories(data);
        int port = RunningJarvas.freePort();
        Map<String, String> settings = Map.of(
                "home_assistant_url", home.uri().toString(),
                "home_assistant_token", home.token(),
                "ollama_url", model.uri().toString(),
                "public_url", "http://localhost:" + port,
                "api_token", TOKEN);
        try (RunningJarvas jarvas = RunningJarvas.start(data, settings, port)) {
            environment.put("JARVAS_PUBLIC_URL", "http://localhost:" + port);
            environment.put("JARVAS_API_TOKEN", TOKEN);

            Said said = doctor();

            assertThat(said.lines())
                    .contains("✔ Jarvas: Jarvas is running on this data directory; the doctor leaves it alone.")
                    .contains("✔ Database: The database is whole.")
                    .contains("✔ Word by word through the public address: A stream comes through piece by piece.")
                    .anyMatch(line -> line.startsWith("– An answer: Not asked: a running Jarvas uses the model"));
            assertThat(said.code()).isZero();
            assertThat(doctor("--ask-model").lines()).anyMatch(line -> line.startsWith("✔ An answer: The first word"));
            assertThat(DataDirectory.held(data)).isTrue();
            assertThat(status(jarvas.uri())).isEqualTo(200);
        }
        assertThat(DataDirectory.held(data)).isFalse();
    }

    private static int status(URI jarvas) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(jarvas.resolve("/api/status"))
                    .header("Authorization", "Bearer " + TOKEN)
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }
}
