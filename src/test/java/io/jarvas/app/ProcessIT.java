package io.jarvas.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged program as a process of its own.
class ProcessIT {
    private static final Path JAR = Path.of("target", "jarvas.jar").toAbsolutePath();

    @TempDir
    private Path directory;

    private Path temporary;

    @BeforeEach
    void makeDirectories() throws IOException {
        temporary = Files.createDirectory(directory.resolve("tmp"));
    }

    @Test
    void theDemoAnswersEndsWhenItIsToldToAndLeavesNothing() throws Exception {
        int port = Program.freePort();
        Process jarvas = start(port, "demo");
        try {
            assertThat(jarvas.inputReader().readLine())
                    .startsWith("Jarvas ")
                    .contains("demo: open http://localhost:" + port)
                    .contains("nothing real is switched");

            List<String> events = chat(port, "Turn on the kitchen lights");

            assertThat(events.getFirst()).contains("\"phase\":\"accepted\"");
            assertThat(events)
                    .filteredOn(event -> event.contains("\"type\":\"chunk\""))
                    .hasSizeGreaterThan(3);
            assertThat(events).anyMatch(event -> event.contains("\"outcome\":\"executed\""));
            assertThat(events.getLast()).contains("\"finished\":true");
            assertThat(metrics(port))
                    .contains(
                            "jarvas_turns_total{finished=\"true\"} 1.0",
                            "jarvas_turn_duration_seconds_count{part=\"action\"} 1",
                            "jarvas_home_link{link=\"live\"} 1.0");

            jarvas.toHandle().destroy();
            assertThat(jarvas.waitFor(5, TimeUnit.SECONDS)).isTrue();
            assertThat(jarvas.exitValue()).isIn(0, 128 + 15);
        } finally {
            jarvas.destroyForcibly();
        }
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void serveWithoutSettingsNamesTheDemo() throws Exception {
        Ended jarvas = run(Program.freePort(), "serve");

        assertThat(jarvas.code()).isEqualTo(1);
        assertThat(jarvas.output()).isEmpty();
        assertThat(jarvas.errors())
                .contains("home_assistant_url is not set", "./jarvas demo")
                .doesNotContain("Exception");
    }

    @Test
    void helpIsHelp() throws Exception {
        Ended jarvas = run(Program.freePort(), "help");

        assertThat(jarvas.code()).isZero();
        assertThat(jarvas.output()).contains("usage: jarvas COMMAND", "demo ");
        assertThat(jarvas.errors()).isEmpty();
    }

    @Test
    void aPortInUseIsSaidInASentence() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ended jarvas = run(other.getLocalPort(), "demo");

            assertThat(jarvas.code()).isEqualTo(1);
            assertThat(jarvas.output()).isEmpty();
            assertThat(jarvas.errors())
                    .contains("Port " + other.getLocalPort(), "JARVAS_PORT")
                    .doesNotContain("Exception");
        }
        assertThat(temporary).isEmptyDirectory();
    }

    private static List<String> chat(int port, String message) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/chat/stream/"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"message\":\"" + message + "\"}"))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofLines())
                    .body()
                    .filter(line -> line.startsWith("data:"))
                    .toList();
        }
    }

    private static List<String> metrics(int port) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/metrics"))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofLines())
                    .body()
                    .toList();
        }
    }

    private record Ended(int code, String output, String errors) {}

    private Ended run(int port, String command) throws Exception {
        Process jarvas = start(port, command);
        try {
            int code = jarvas.waitFor();
            String output = new String(jarvas.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            return new Ended(code, output, Files.readString(directory.resolve("errors")));
        } finally {
            jarvas.destroyForcibly();
        }
    }

    /// Nothing of this machine's own settings, and a temporary directory that can be looked at afterwards.
    private Process start(int port, String command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-Djava.io.tmpdir=" + temporary,
                        "-Duser.home=" + directory,
                        "-jar",
                        JAR.toString(),
                        command)
                .directory(directory.toFile())
                .redirectError(directory.resolve("errors").toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("JARVAS_") || name.equals("SUPERVISOR_TOKEN"));
        environment.put("JARVAS_PORT", String.valueOf(port));
        return builder.start();
    }
}
