package io.jarvas.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.demo.home.DemoHome;
import io.jarvas.demo.model.DemoModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// The examples of docs/http-api.md, one after another as a reader pastes them, on the demo. Only the address is
/// another one.
class HttpExamplesTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh$\n(.*?)^```$");
    private static final Pattern TURN = Pattern.compile("\"turn_id\":\"([^\"]+)\"");
    /// What a reader fills in.
    private static final String TURN_ID = "TURN_ID";

    private static final String TOKEN = "YOUR_TOKEN";
    /// Ends at the first request that is refused.
    private static final String FIRST = """
            set -eo pipefail
            curl() { command curl --silent --show-error --fail-with-body --max-time 60 "$@"; }
            """;

    @TempDir
    private static Path directory;

    private static DemoHome home;
    private static DemoModel model;
    private static RunningJarvas jarvas;
    private static String turn = "";

    @BeforeAll
    static void start() {
        home = DemoHome.start("127.0.0.1", 0, Clock.systemUTC(), 7);
        model = DemoModel.start("127.0.0.1", 0);
        jarvas = RunningJarvas.start(
                directory.resolve("data"),
                Map.of(
                        "home_assistant_url", home.uri().toString(),
                        "home_assistant_token", home.token(),
                        "ollama_url", model.uri().toString(),
                        "api_token", TOKEN));
    }

    @AfterAll
    static void stop() {
        jarvas.close();
        model.close();
        home.close();
    }

    @TestFactory
    Stream<DynamicTest> everyExampleWorksAsPasted() throws IOException {
        List<String> blocks = BLOCK.matcher(Files.readString(Path.of("docs", "http-api.md")))
                .results()
                .map(block -> block.group(1))
                .filter(block -> block.contains("curl"))
                .toList();
        assertThat(blocks).hasSizeGreaterThan(15);
        return blocks.stream()
                .map(block -> DynamicTest.dynamicTest(block.lines().findFirst().orElseThrow(), () -> {
                    Matcher found = TURN.matcher(paste(block));
                    if (found.find()) {
                        turn = found.group(1);
                    }
                }));
    }

    private static String paste(String block) throws Exception {
        String here = jarvas.uri().toString();
        Process shell = new ProcessBuilder(
                        "bash",
                        "-c",
                        FIRST
                                + block.replaceAll("http://(localhost|192\\.168\\.1\\.10):8099", here)
                                        .replace(TURN_ID, turn))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        try {
            String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(shell.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(shell.exitValue()).as(block + output).isZero();
            return output;
        } finally {
            shell.destroyForcibly();
        }
    }
}
