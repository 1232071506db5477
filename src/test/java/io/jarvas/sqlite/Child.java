package io.jarvas.sqlite;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.sqlite.util.LibraryLoaderUtil;

/// A process of a class with a `main`, on the test's class path, that says line by line what it has done.
final class Child implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private Child(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    /// @param before a command that runs the process; empty for none
    /// @param options of the JVM, the class path among them
    static Child start(List<String> before, List<String> options, Class<?> main, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(options);
        command.add(main.getName());
        command.addAll(Arrays.asList(arguments));
        return new Child(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /// Options for a process or two.
    ///
    /// @param directory where what a killed process leaves is deleted
    static List<String> options(Path directory) {
        return List.of("-Dorg.sqlite.tmpdir=" + directory, "-cp", System.getProperty("java.class.path"));
    }

    /// Options for hundreds of processes, each of which starts in half of the time: with an archive of the
    /// classes of one that runs to its end, and SQLite's library unpacked.
    ///
    /// @param directory for what they share
    static List<String> fastOptions(Path directory, Class<?> main, String... arguments) throws Exception {
        List<String> classPath = new ArrayList<>();
        for (String part : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(part);
            if (Files.isDirectory(path)) {
                // The archive takes jars alone.
                Path jar = directory.resolve(classPath.size() + ".jar");
                ToolProvider.findFirst("jar")
                        .orElseThrow()
                        .run(System.out, System.err, "cf0", jar.toString(), "-C", part, ".");
                classPath.add(jar.toString());
            } else if (Files.exists(path)) {
                classPath.add(part);
            }
        }
        String library = LibraryLoaderUtil.getNativeLibName();
        try (InputStream content =
                Child.class.getResourceAsStream(LibraryLoaderUtil.getNativeLibResourcePath() + "/" + library)) {
            Files.copy(Objects.requireNonNull(content), directory.resolve(library));
        }
        List<String> options =
                List.of("-Dorg.sqlite.lib.path=" + directory, "-cp", String.join(File.pathSeparator, classPath));
        Path archive = directory.resolve("classes.jsa");
        try (Child child = start(
                List.of(),
                both(List.of("-Xlog:disable", "-XX:ArchiveClassesAtExit=" + archive), options),
                main,
                arguments)) {
            child.go();
            child.lines();
            child.exit();
        }
        return both(List.of("-Xlog:disable", "-XX:SharedArchiveFile=" + archive), options);
    }

    private static List<String> both(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /// Tells it to go on.
    void go() throws IOException {
        Writer input = process.outputWriter();
        input.write("go\n");
        input.flush();
    }

    /// @return what it says next, until it is at its end
    String line() throws IOException {
        return Objects.requireNonNullElse(output.readLine(), "");
    }

    List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            lines.add(line);
        }
        return lines;
    }

    void kill() {
        // Not Process.destroyForcibly(), which closes the stream that is still to be read.
        process.toHandle().destroyForcibly();
    }

    int exit() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
