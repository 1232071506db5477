package io.jarvas.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// SIGTERM to a process that serves.
@Timeout(60)
class TerminationTest {
    @TempDir
    private Path directory;

    @Test
    void everythingIsClosedInReverseBeforeTheProcessEnds() throws Exception {
        assertThat(linesAfterTermination("orderly")).containsExactly("two is closed", "one is closed");
    }

    @Test
    void whatDoesNotCloseDoesNotHoldTheProcess() throws Exception {
        assertThat(linesAfterTermination("stuck")).isEmpty();
    }

    private List<String> linesAfterTermination(String mode) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Serving.class.getName(),
                        directory.toString(),
                        mode,
                        String.valueOf(freePort()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader output = process.inputReader()) {
            assertThat(output.readLine()).startsWith("Jarvas ");
            process.toHandle().destroy();
            List<String> rest = output.lines().toList();
            assertThat(process.waitFor()).isEqualTo(128 + 15);
            return rest;
        } finally {
            process.destroyForcibly();
        }
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// The process that is asked to end.
    static final class Serving {
        public static void main(String[] arguments) {
            boolean stuck = arguments[1].equals("stuck");
            Path directory = Path.of(arguments[0]);
            StopSignal stop = new StopSignal();
            stop.onTermination(Duration.ofSeconds(stuck ? 1 : 30));
            Map<String, String> environment = Map.of(
                    "JARVAS_HOME_ASSISTANT_URL", "http://ha.local:8123",
                    "JARVAS_HOME_ASSISTANT_TOKEN", "long-lived",
                    "JARVAS_PORT", arguments[2]);
            new Commands(
                            new SettingsReader(
                                    environment,
                                    new SettingsReader.Places(directory, directory, directory, directory, directory)),
                            (_, _, resources) -> {
                                resources.add("one", () -> System.out.println("one is closed"));
                                resources.add("two", () -> {
                                    if (stuck) {
                                        new CountDownLatch(1).await();
                                    }
                                    System.out.println("two is closed");
                                });
                            },
                            _ -> Map.of(),
                            stop,
                            System.out,
                            System.err)
                    .run(List.of("serve"));
        }
    }
}
