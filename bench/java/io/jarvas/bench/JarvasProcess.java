package io.jarvas.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Jarvas itself, in a process of its own, with the JVM's options of production and a data directory that
/// goes with it. `BENCH_JARVAS_OPTS` adds options to its JVM, a profiler's for instance.
final class JarvasProcess implements AutoCloseable {
    private final Process process;
    private final Path directory;
    private final int port;

    JarvasProcess(String homeUrl, String homeToken, String ollamaUrl) throws IOException, InterruptedException {
        directory = Files.createTempDirectory("jarvas-bench-");
        port = freePort();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + System.getProperty("jarvas.options")));
        String more = System.getenv().getOrDefault("BENCH_JARVAS_OPTS", "").strip();
        if (!more.isEmpty()) {
            command.addAll(List.of(more.split(" +")));
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.jarvas.app.Main", "serve"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().keySet().removeIf(name -> name.startsWith("JARVAS_") || name.equals("SUPERVISOR_TOKEN"));
        builder.environment()
                .putAll(Map.of(
                        "MALLOC_ARENA_MAX",
                        "2",
                        "JARVAS_HOME_ASSISTANT_URL",
                        homeUrl,
                        "JARVAS_HOME_ASSISTANT_TOKEN",
                        homeToken,
                        "JARVAS_OLLAMA_URL",
                        ollamaUrl,
                        "JARVAS_OLLAMA_MODEL",
                        ScriptedOllama.MODEL,
                        "JARVAS_PORT",
                        String.valueOf(port),
                        "JARVAS_LOG_LEVEL",
                        "error",
                        "JARVAS_DATA_DIR",
                        directory.resolve("data").toString()));
        process = builder.start();
        awaitDoors();
    }

    int port() {
        return port;
    }

    /// How much of a processor it used so far.
    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /// What Linux says of its memory: `VmHWM: 180000 kB, VmRSS: 170000 kB`.
    String memory() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(
                            line -> line.startsWith("VmHWM") || line.startsWith("VmRSS") || line.startsWith("Threads"))
                    .map(line -> line.replaceAll("\\s+", " "))
                    .reduce((one, other) -> one + ", " + other)
                    .orElse("");
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        }
    }

    private void awaitDoors() throws IOException, InterruptedException {
        while (process.isAlive()) {
            try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException notYet) {
                Thread.sleep(50);
            }
        }
        throw new IOException("Jarvas did not start");
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }
}
