package io.jarvas.app;

import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.sqlite.SQLiteJDBCLoader;

/// What is slow to come up and needed by whatever serves, begun at once on a thread of its own while the rest of the
/// start goes on: the JDK's certificates, which every HTTP client wants, and SQLite's native library.
final class Warmup {
    private static final System.Logger LOGGER = System.getLogger(Warmup.class.getName());
    private static final Set<String> SERVING = Set.of("serve", "demo");

    private Warmup() {}

    static void begin(List<String> arguments) {
        if (arguments.stream().anyMatch(SERVING::contains)) {
            Thread.ofPlatform().daemon().name("warm-up").start(Warmup::run);
        }
    }

    /// A failure comes again where the thing is used, and is told there.
    private static void run() {
        try {
            SSLContext.getDefault();
            SQLiteJDBCLoader.initialize();
        } catch (Exception | LinkageError e) {
            LOGGER.log(System.Logger.Level.DEBUG, "not warmed up", e);
        }
    }
}
