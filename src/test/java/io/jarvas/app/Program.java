package io.jarvas.app;

import io.jarvas.demo.home.DemoHome;
import io.jarvas.demo.model.DemoModel;
import io.jarvas.demo.model.DemoModelConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// The whole program in this process, wired as it always is, on a demo home and a demo model.
final class Program implements AutoCloseable {
    static final String TOKEN = "token-of-the-tests";
    static final String PIN = "2468";

    private final Resources resources = new Resources();
    private final int port = freePort();
    private final DemoHome home;
    private final ScriptedModel model;

    /// @param directory an empty one
    Program(Path directory) throws IOException {
        this(directory, Map.of());
    }

    /// @param directory an empty one
    /// @param more settings, by the names of their environment variables
    Program(Path directory, Map<String, String> more) throws IOException {
        home = resources.add("demo home", DemoHome.start("127.0.0.1", 0, Clock.systemUTC(), 7));
        DemoModel demo = resources.add(
                "demo model",
                DemoModel.start("127.0.0.1", 0, DemoModelConfig.LIFELIKE.withTokenPause(Duration.ofMillis(5))));
        model = resources.add("scripted model", new ScriptedModel(demo.uri()));
        Map<String, String> environment = new HashMap<>(Map.of(
                "JARVAS_HOME_ASSISTANT_URL", home.uri().toString(),
                "JARVAS_HOME_ASSISTANT_TOKEN", home.token(),
                "JARVAS_OLLAMA_URL", model.uri().toString(),
                "JARVAS_API_TOKEN", TOKEN,
                "JARVAS_PIN", PIN,
                "JARVAS_PORT", String.valueOf(port)));
        environment.putAll(more);
        Settings settings = new SettingsReader(
                        environment, new SettingsReader.Places(directory, directory, directory, directory, directory))
                .read();
        DataDirectory data = resources.add("data", DataDirectory.open(directory.resolve("data")));
        Wiring.start(settings, data, resources);
    }

    URI uri() {
        return URI.create("http://localhost:" + port + "/");
    }

    int port() {
        return port;
    }

    DemoHome home() {
        return home;
    }

    ScriptedModel model() {
        return model;
    }

    @Override
    public void close() {
        resources.close();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
