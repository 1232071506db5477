package io.jarvas.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A real program of this test's own, started and stopped by its script in the folder that `JARVAS_PEERS`
/// names.
final class Peer {
    private static final Pattern EXPORT = Pattern.compile("export (\\w+)=(\\S+)");

    private final Path script;
    private final int port;
    private final Map<String, String> environment;

    Peer(String name, int port) {
        this(name, port, Map.of());
    }

    /// @param environment more that the program is told
    Peer(String name, int port, Map<String, String> environment) {
        this.environment = environment;
        this.script = Path.of(System.getenv("JARVAS_PEERS")).resolve(name).toAbsolutePath();
        this.port = port;
    }

    /// Starts it, and returns when it answers.
    ///
    /// @return what the tests must know of it, by the names of their environment variables
    Map<String, String> start() throws IOException, InterruptedException {
        return EXPORT.matcher(run("start"))
                .results()
                .collect(Collectors.toMap(export -> export.group(1), export -> export.group(2)));
    }

    /// Starts a Home Assistant that runs anew, with more configuration than its script gives it.
    ///
    /// @param more what is made of the script's
    Map<String, String> startAgain(UnaryOperator<String> more) throws IOException, InterruptedException {
        // The script `hass` and what follows it; the Python before it is not the one that knows Home Assistant.
        List<String> command = List.of(process().info().arguments().orElseThrow());
        stop();
        Path configuration = home().resolve("configuration.yaml");
        Files.writeString(configuration, more.apply(Files.readString(configuration)));
        Process again = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(home().resolve("hass.out").toFile())
                .start();
        // The script takes it for its own, and writes no configuration over this one.
        Files.writeString(home().resolve("pid"), String.valueOf(again.pid()));
        return start();
    }

    /// Where Home Assistant keeps its configuration.
    Path home() {
        String cache = System.getenv().getOrDefault("XDG_CACHE_HOME", System.getProperty("user.home") + "/.cache");
        return Path.of(System.getenv().getOrDefault("JARVAS_PEERS_CACHE", cache + "/jarvas-peers"))
                .resolve("home-" + port);
    }

    void stop() throws IOException, InterruptedException {
        run("stop");
    }

    /// What ends a program at once.
    @FunctionalInterface
    interface Killer {
        void kill();
    }

    /// Ends it without a farewell, as a power cut does.
    void kill() throws IOException, InterruptedException {
        killer().kill();
    }

    /// The way to end it, for when there is no time to look for it.
    Killer killer() throws IOException, InterruptedException {
        ProcessHandle process = process();
        List<ProcessHandle> children = process.descendants().toList();
        return () -> {
            process.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
            process.onExit().join();
        };
    }

    /// Holds it: it is there, takes what is sent to it, and does nothing.
    void freeze() throws IOException, InterruptedException {
        Process stop =
                new ProcessBuilder("kill", "-STOP", String.valueOf(process().pid())).start();
        assertThat(stop.waitFor()).isZero();
    }

    private ProcessHandle process() throws IOException, InterruptedException {
        return ProcessHandle.of(Long.parseLong(run("pid").strip())).orElseThrow();
    }

    private String run(String command) throws IOException, InterruptedException {
        // The program that a script leaves behind keeps the script's error output open.
        ProcessBuilder builder = new ProcessBuilder(script.toString(), command, String.valueOf(port))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(script + " " + command).isZero();
        return output;
    }
}
