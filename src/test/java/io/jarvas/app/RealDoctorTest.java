package io.jarvas.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The doctor at a real Home Assistant and a real Ollama.
@Tag("peers")
class RealDoctorTest {
    @TempDir
    private Path directory;

    @Test
    void aRealHomeAndARealModelAreWell() {
        Map<String, Object> report = examine(environment("JARVAS_TEST_HA_TOKEN"));

        assertThat(results(report))
                .containsEntry("home_address", "fine")
                .containsEntry("home_token", "fine")
                .containsEntry("home_socket", "fine")
                .containsEntry("clock", "fine")
                .containsEntry("home_exposed", "fine")
                .containsEntry("home_states", "fine")
                .containsEntry("model_address", "fine")
                .containsEntry("model_installed", "fine");
        assertThat(results(report).get("model_answer")).isIn("fine", "warning");
    }

    @Test
    void aWrongTokenIsSaid() {
        assertThat(results(examine("wrong")))
                .containsEntry("home_address", "fine")
                .containsEntry("home_token", "broken")
                .containsEntry("home_exposed", "skipped");
    }

    private static Map<String, String> results(Map<String, Object> report) {
        return ((List<?>) report.get("checks"))
                .stream()
                        .map(check -> (Map<?, ?>) check)
                        .collect(java.util.stream.Collectors.toMap(
                                check -> String.valueOf(check.get("check")),
                                check -> String.valueOf(check.get("result"))));
    }

    private Map<String, Object> examine(String token) {
        Map<String, String> settings = Map.of(
                "JARVAS_HOME_ASSISTANT_URL", environment("JARVAS_TEST_HA_URL"),
                "JARVAS_HOME_ASSISTANT_TOKEN", token,
                "JARVAS_OLLAMA_URL", environment("JARVAS_TEST_OLLAMA_URL"),
                "JARVAS_OLLAMA_MODEL", environment("JARVAS_TEST_OLLAMA_MODEL"),
                "JARVAS_DATA_DIR", directory.toString(),
                "JARVAS_PORT", String.valueOf(RunningJarvas.freePort()));
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        new DoctorCommand(
                        new SettingsReader(
                                settings,
                                new SettingsReader.Places(directory, directory, directory, directory, directory)),
                        new PrintStream(output, true, StandardCharsets.UTF_8))
                .run(List.of("--json"));
        return Json.object(output.toString(StandardCharsets.UTF_8));
    }

    private static String environment(String name) {
        return Objects.requireNonNull(System.getenv(name), name);
    }
}
