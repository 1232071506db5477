package io.jarvas.wyoming;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// A real Wyoming service in Python, for tests that run where `JARVAS_TEST_VOICE_PYTHON` names a Python that has
/// the packages `wyoming` and `pocketsphinx`, and espeak-ng is installed:
///
/// ```
/// @EnabledIfEnvironmentVariable(named = VoicePeer.PYTHON, matches = ".+")
/// …
/// try (VoicePeer voice = VoicePeer.espeak(true); VoicePeer ears = VoicePeer.sphinx(true)) {
/// ```
public final class VoicePeer implements AutoCloseable {
    /// The variable that names the Python.
    public static final String PYTHON = "JARVAS_TEST_VOICE_PYTHON";

    private final Process process;
    private final int port;

    private VoicePeer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /// Speaks English and Portuguese.
    ///
    /// @param streaming whether it takes sentences as they are written
    public static VoicePeer espeak(boolean streaming) {
        return start("espeak_server.py", List.of(), streaming);
    }

    /// Understands the sentences of `sentences.tsv`, in English by recognition, in Portuguese as `espeak`
    /// speaks them.
    ///
    /// @param streaming whether it tells partial transcripts
    public static VoicePeer sphinx(boolean streaming) {
        return start("sphinx_server.py", List.of(resource("sentences.tsv").toString()), streaming);
    }

    public WyomingPlace place() {
        return new WyomingPlace("127.0.0.1", port);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static Path resource(String name) {
        URL url = Objects.requireNonNull(VoicePeer.class.getResource(name), name);
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static ProcessBuilder python(String script, List<String> arguments) {
        List<String> command = new ArrayList<>(
                List.of(System.getenv(PYTHON), "-W", "ignore", resource(script).toString()));
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    private static VoicePeer start(String script, List<String> arguments, boolean streaming) {
        List<String> all = new ArrayList<>(arguments);
        if (streaming) {
            all.add("--streaming");
        }
        try {
            Process process = python(script, all)
                    .redirectErrorStream(false)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            // The process lives as long as its input is open.
            BufferedReader out = process.inputReader(UTF_8);
            String line = out.readLine();
            if (line == null || !line.startsWith("port ")) {
                process.destroy();
                throw new IllegalStateException(script + " does not start");
            }
            return new VoicePeer(process, Integer.parseInt(line.substring("port ".length())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
