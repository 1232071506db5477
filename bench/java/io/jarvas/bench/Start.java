package io.jarvas.bench;

import io.jarvas.app.RunningJarvas;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How long Jarvas's demo, with its demo home and its demo model, takes from the start of the process to the first 200
/// of `/health/live`, and how much memory it has when idle, beside a bare Helidon: both from jars, with the JVM's
/// options of the image, a heap of 64 MB and a cache of classes of their own, by turns.
final class Start {
    private static final long IDLE_SECONDS = 5;
    private static final Predicate<String> BARE = name -> name.startsWith("helidon-")
            && Stream.of("yaml", "webclient", "websocket").noneMatch(name::contains);

    /// @param arguments before the port, where it is given so
    private record Program(String name, Path jar, Path cache, List<String> arguments, boolean chats) {}

    private record Measured(double milliseconds, double megabytes) {}

    private Start() {}

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10;
        Path directory = Files.createTempDirectory("jarvas-start-");
        try {
            run(directory, rounds);
        } finally {
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(one);
                }
            }
        }
    }

    private static void run(Path directory, int rounds) throws Exception {
        Program jarvas = new Program(
                "jarvas demo",
                Path.of(System.getProperty("jarvas.jar")),
                directory.resolve("jarvas.aot"),
                List.of("demo"),
                true);
        Program hello = new Program(
                "bare Helidon",
                hello(directory.resolve("hello.jar"), jarvasLibraries()),
                directory.resolve("hello.aot"),
                List.of(),
                false);
        measure(jarvas, "-XX:AOTCacheOutput=" + jarvas.cache(), 1);
        measure(hello, "-XX:AOTCacheOutput=" + hello.cache(), 1);
        List<Measured> ours = new ArrayList<>();
        List<Measured> bare = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            bare.add(measure(hello, "-XX:AOTCache=" + hello.cache(), IDLE_SECONDS));
            ours.add(measure(jarvas, "-XX:AOTCache=" + jarvas.cache(), IDLE_SECONDS));
        }
        System.out.println(
                "load average " + Files.readString(Path.of("/proc/loadavg")).strip());
        print(hello.name(), bare);
        print(jarvas.name(), ours);
        System.out.printf(
                Locale.ROOT,
                "ratio of the medians %.2f%n",
                median(ours, Measured::milliseconds) / median(bare, Measured::milliseconds));
    }

    private interface Figure {
        double of(Measured measured);
    }

    private static void print(String name, List<Measured> all) {
        System.out.printf(
                Locale.ROOT,
                "%-12s ready after %.0f ms (%s), resident %.0f MB%n",
                name,
                median(all, Measured::milliseconds),
                all.stream()
                        .map(each -> String.format(Locale.ROOT, "%.0f", each.milliseconds()))
                        .reduce((one, other) -> one + " " + other)
                        .orElse(""),
                median(all, Measured::megabytes));
    }

    private static double median(List<Measured> all, Figure figure) {
        double[] sorted = all.stream().mapToDouble(figure::of).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static Measured measure(Program program, String cache, long idle) throws Exception {
        int port = RunningJarvas.freePort();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + System.getProperty("jarvas.options"),
                "-Xmx64m",
                cache,
                "-jar",
                program.jar().toString()));
        command.addAll(program.arguments());
        if (!program.chats()) {
            command.add(String.valueOf(port));
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(program.cache().getParent().toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeIf(name -> name.startsWith("JARVAS_") || name.equals("SUPERVISOR_TOKEN"));
        builder.environment().put("JARVAS_PORT", String.valueOf(port));
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        long begun = System.nanoTime();
        Process process = builder.start();
        try {
            while (!alive(port)) {
                if (!process.isAlive()) {
                    throw new IOException(program.name() + " ended with " + process.exitValue());
                }
                TimeUnit.MILLISECONDS.sleep(2);
            }
            double ready = (System.nanoTime() - begun) / 1e6;
            if (program.chats() && cache.contains("Output")) {
                chat(port);
            }
            TimeUnit.SECONDS.sleep(idle);
            return new Measured(ready, resident(process.pid()));
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    /// A client of the least kind, so that it takes nothing from what it measures.
    private static boolean alive(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            out.write("GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readNBytes(12), StandardCharsets.US_ASCII).endsWith(" 200");
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void chat(int port) throws IOException {
        String body = "{\"message\":\"Turn on the kitchen lights\"}";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write(("POST /api/chat/stream HTTP/1.1\r\nHost: localhost:" + port
                                    + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
                                    + body.length() + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        }
    }

    private static double resident(long process) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElseThrow()
                    / 1024.0;
        }
    }

    private static List<Path> jarvasLibraries() throws IOException {
        try (Stream<Path> all =
                Files.list(Path.of(System.getProperty("jarvas.jar")).resolveSibling("libs"))) {
            return all.filter(jar -> BARE.test(jar.getFileName().toString())).toList();
        }
    }

    /// The cache of classes takes jars only.
    private static Path hello(Path file, List<Path> libraries) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, HelloServer.class.getName());
        attributes.put(
                Attributes.Name.CLASS_PATH,
                libraries.stream().map(jar -> jar.toUri().toString()).collect(Collectors.joining(" ")));
        String name = HelloServer.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file), manifest);
                InputStream code = Start.class.getResourceAsStream("/" + name)) {
            out.putNextEntry(new JarEntry(name));
            code.transferTo(out);
        }
        return file;
    }
}
