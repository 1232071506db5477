package io.jarvas.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The whole program in this process, for tests of other rooms: as `serve` starts it, on a free port.
public final class RunningJarvas implements AutoCloseable {
    /// Of the app, for the Supervisor.
    public static final String SUPERVISOR_TOKEN = "of-the-tests";

    /// Port 9 discards, where it is there at all.
    private static final URI NOBODY = URI.create("http://127.0.0.1:9");

    private final Resources resources;
    private final Settings settings;

    private RunningJarvas(Resources resources, Settings settings) {
        this.resources = resources;
        this.settings = settings;
    }

    /// @param data the data directory
    /// @param values settings by key
    public static RunningJarvas start(Path data, Map<String, String> values) {
        return start(data, values, freePort());
    }

    static RunningJarvas start(Path data, Map<String, String> values, int port) {
        return start(data, values, port, Map.of(), NOBODY);
    }

    /// As the app of a Home Assistant, behind an [IngressProxy].
    ///
    /// @param data the data directory
    /// @param values settings by key
    public static RunningJarvas behindIngress(Path data, Map<String, String> values) {
        return behindIngress(data, values, NOBODY);
    }

    /// @param supervisor where the Supervisor is told of Jarvas
    public static RunningJarvas behindIngress(Path data, Map<String, String> values, URI supervisor) {
        Map<String, String> own = new HashMap<>(values);
        own.put("host", "127.0.0.1");
        own.put("api_port", String.valueOf(freePort()));
        own.putIfAbsent("wyoming_port", String.valueOf(freePort()));
        return start(data, own, freePort(), Map.of("SUPERVISOR_TOKEN", SUPERVISOR_TOKEN), supervisor);
    }

    private static RunningJarvas start(
            Path data, Map<String, String> values, int port, Map<String, String> environment, URI supervisor) {
        Map<String, String> own = new HashMap<>(values);
        own.put("data_dir", data.toString());
        own.put("port", String.valueOf(port));
        Settings settings = new SettingsReader(
                        environment, new SettingsReader.Places(data.resolve("options.json"), data, data, data, data))
                .read(own);
        Resources resources = new Resources();
        try {
            Ports.check(settings);
            DataDirectory directory = resources.add("data directory", DataDirectory.open(settings.dataDir()));
            Wiring.start(settings, directory, resources, new Wiring.Surroundings(IngressProxy.ADDRESS, supervisor));
            return new RunningJarvas(resources, settings);
        } catch (RuntimeException e) {
            resources.close();
            throw e;
        }
    }

    /// Where it answers: `http://127.0.0.1:8099`.
    public URI uri() {
        return URI.create("http://127.0.0.1:" + settings.web().port());
    }

    /// The file in which the conversations are.
    public Path database() {
        return settings.dataDir().resolve("jarvas.db");
    }

    @Override
    public void close() {
        resources.close();
    }

    /// A port of this machine that nobody has.
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
