package io.jarvas.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jarvas.conversation.StoreException;
import io.jarvas.sqlite.Database;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
    @TempDir
    private Path directory;

    private final Map<String, String> environment = new HashMap<>(Map.of(
            "JARVAS_HOME_ASSISTANT_URL", "http://ha.local:8123",
            "JARVAS_HOME_ASSISTANT_TOKEN", "long-lived",
            "JARVAS_PORT", String.valueOf(freePort())));
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final StopSignal stop = new StopSignal();
    private final List<String> events = new ArrayList<>();
    private Settings settings;

    @ParameterizedTest
    @ValueSource(strings = {"help", "--help", "-h"})
    void helpNamesEveryCommand(String command) {
        assertThat(run(command)).isEqualTo(Commands.OK);
        assertThat(text(output)).contains("serve ", "demo ", "doctor ", "backup ", "version ", "help ");
        assertThat(text(errors)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "--version"})
    void theVersionIsOneLine(String command) {
        assertThat(run(command)).isEqualTo(Commands.OK);
        assertThat(text(output)).startsWith("Jarvas ").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "dance", "serve now", "--port"})
    void anythingElseIsAnsweredWithTheUsage(String line) {
        assertThat(run(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(Commands.MISUSED);
        assertThat(text(errors)).contains("usage:");
        assertThat(text(output)).isEmpty();
    }

    @Test
    void settingsAreAllSettings() {
        assertThat(run("settings")).isEqualTo(Commands.OK);

        assertThat(text(output)).contains("ollama_context (8192)\n    the window in tokens", "log_json (false)");
    }

    @Test
    void serveSaysWhereAndClosesInReverseWhenItIsStopped() {
        stop.request();

        assertThat(run("serve")).isEqualTo(Commands.OK);

        assertThat(text(output))
                .contains("http://localhost:" + environment.get("JARVAS_PORT"))
                .hasLineCount(1);
        assertThat(events).containsExactly("open one", "open two", "close two", "close one");
    }

    @Test
    void serveGoesOnUntilItIsStopped() {
        CompletableFuture<Integer> code = CompletableFuture.supplyAsync(() -> run("serve"));
        await().until(() -> text(output).contains("http://localhost:"));
        assertThat(code).isNotDone();

        stop.request();

        await().until(code::isDone);
        assertThat(code).isCompletedWithValue(Commands.OK);
    }

    @Test
    void aBackupIsACopyBesideTheDatabaseThatAnotherJarvasHas() {
        environment.put("JARVAS_DATA_DIR", directory.toString());
        try (Database _ = Database.open(directory.resolve("jarvas.db"))) {
            assertThat(run("backup")).isEqualTo(Commands.OK);
        }

        assertThat(text(output)).contains("jarvas.db.backup").hasLineCount(1);
        assertThat(directory.resolve("jarvas.db.backup")).isRegularFile();
        assertThat(events).isEmpty();
    }

    @Test
    void aBackupOfNothingFailsWithASentence() {
        environment.put("JARVAS_DATA_DIR", directory.toString());

        assertThat(run("backup")).isEqualTo(Commands.FAILED);

        assertThat(text(errors)).contains("There is no database").hasLineCount(1);
    }

    @Test
    void thePublicAddressIsTheOneThatIsSaid() {
        environment.put("JARVAS_PUBLIC_URL", "https://jarvas.example");
        stop.request();

        run("serve");

        assertThat(text(output)).endsWith(": https://jarvas.example\n");
    }

    @Test
    void theDemoNeedsNoSettingsAndLeavesNothing() {
        environment.keySet().removeIf(key -> !key.equals("JARVAS_PORT"));
        environment.put("JARVAS_OLLAMA_MODEL", "mine");
        stop.request();

        assertThat(run("demo")).isEqualTo(Commands.OK);

        assertThat(text(output))
                .contains("demo", "http://localhost:", "the home and the model are demos")
                .hasLineCount(1);
        assertThat(settings.homeAssistant().token()).isEqualTo("demo-token");
        assertThat(settings.ollama().model()).isEmpty();
        assertThat(settings.dataDir()).doesNotExist();
        assertThat(directory).isEmptyDirectory();
        assertThat(events).startsWith("open demo").endsWith("close demo");
    }

    @Test
    void whatIsWrongWithTheSettingsIsSaidAsSentences() {
        environment.put("JARVAS_PORT", "many");
        environment.put("JARVAS_LOG_LEVEL", "loud");

        assertThat(run("serve")).isEqualTo(Commands.FAILED);

        assertThat(text(errors)).hasLineCount(2).contains("port", "many", "log_level", "loud");
        assertThat(text(output)).isEmpty();
    }

    @Test
    void aPortInUseIsASentenceThatSaysWhatToDo() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            environment.put("JARVAS_PORT", String.valueOf(other.getLocalPort()));

            assertThat(run("serve")).isEqualTo(Commands.FAILED);

            assertThat(text(errors)).hasLineCount(1).contains("Port " + other.getLocalPort(), "in use", "JARVAS_PORT");
        }
        assertThat(events).isEmpty();
    }

    @Test
    void thePortOfTheSecondListenerIsLookedAtToo() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            environment.put("JARVAS_API_PORT", String.valueOf(other.getLocalPort()));

            assertThat(run("serve")).isEqualTo(Commands.FAILED);

            assertThat(text(errors)).contains("Port " + other.getLocalPort(), "JARVAS_API_PORT");
        }
    }

    @Test
    void aSecondJarvasOnTheSameDataIsRefused() {
        try (Resources first = new Resources()) {
            environment.put("JARVAS_DATA_DIR", directory.resolve("data").toString());
            first.add("data", DataDirectory.open(directory.resolve("data")));

            assertThat(run("serve")).isEqualTo(Commands.FAILED);

            assertThat(text(errors))
                    .hasLineCount(1)
                    .contains("Another Jarvas uses the data directory", "JARVAS_DATA_DIR");
        }
    }

    @Test
    void aDatabaseThatCannotBeUsedIsASentenceAndWhatWasStartedIsClosed() {
        assertThat(run((_, _, resources) -> {
                    resources.add("one", opened("one"));
                    throw new StoreException("The disk is full.");
                }))
                .isEqualTo(Commands.FAILED);

        assertThat(text(errors)).isEqualTo("The disk is full.\n");
        assertThat(events).containsExactly("open one", "close one");
    }

    @Test
    void aFailureThatNobodyForesawIsOneLineToo() {
        assertThat(run((_, _, _) -> {
                    throw new IllegalStateException("what now");
                }))
                .isEqualTo(Commands.FAILED);

        assertThat(text(errors)).hasLineCount(1).contains("Jarvas cannot start", "what now", "log_level");
    }

    private int run(String... arguments) {
        return commands((given, data, resources) -> {
                    settings = given;
                    assertThat(data.path()).isEqualTo(given.dataDir());
                    assertThat(Files.isDirectory(data.path())).isTrue();
                    resources.add("one", opened("one"));
                    resources.add("two", opened("two"));
                })
                .run(List.of(arguments));
    }

    private int run(Commands.Starter starter) {
        return commands(starter).run(List.of("serve"));
    }

    private Commands commands(Commands.Starter starter) {
        return new Commands(
                new SettingsReader(
                        environment,
                        new SettingsReader.Places(
                                directory.resolve("options.json"),
                                directory.resolve("nowhere"),
                                directory,
                                directory.resolve("home"),
                                directory)),
                starter,
                resources -> {
                    resources.add("demo", opened("demo"));
                    return Map.of(
                            "home_assistant_url", "http://127.0.0.1:1",
                            "home_assistant_token", "demo-token",
                            "ollama_url", "http://127.0.0.1:2");
                },
                stop,
                new PrintStream(output, true, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8));
    }

    private AutoCloseable opened(String name) {
        events.add("open " + name);
        return () -> events.add("close " + name);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
