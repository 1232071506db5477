package io.jarvas.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OllamaPlacesTest {
    private static final String ROUTES = """
            Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
            eth0\t000011AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0
            eth0\t00000000\t010011AC\t0003\t0\t0\t0\t00000000\t0\t0\t0
            """;

    @TempDir
    private Path root;

    @Test
    void theGatewayOfAContainerIsItsMachine() throws Exception {
        Files.createFile(root.resolve(".dockerenv"));
        routes();

        assertThat(OllamaPlaces.usual(false, root)).contains(URI.create("http://172.17.0.1:11434"));
    }

    @Test
    void theRouterOfTheHouseIsNotAsked() throws Exception {
        routes();

        assertThat(OllamaPlaces.usual(false, root))
                .startsWith(URI.create("http://localhost:11434"))
                .hasSize(5);
    }

    @Test
    void anAppLooksAtTheKnownAppsFirst() {
        assertThat(OllamaPlaces.usual(true, root))
                .startsWith(URI.create("http://76e18fb5-ollama:11434"))
                .doesNotContain(URI.create("http://localhost:11434"));
    }

    private void routes() throws Exception {
        Files.createDirectories(root.resolve("proc/net"));
        Files.writeString(root.resolve("proc/net/route"), ROUTES);
    }
}
