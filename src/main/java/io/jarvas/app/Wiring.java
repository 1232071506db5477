package io.jarvas.app;

import io.jarvas.sqlite.Database;
import io.jarvas.sqlite.SqliteConversations;
import java.time.Clock;
import java.util.Map;

/// The one place that constructs things.
final class Wiring {
    private Wiring() {}

    static void start(Settings settings, DataDirectory directory, Resources resources) {
        Clock clock = Clock.systemUTC();
        Database database =
                resources.add("database", Database.open(directory.path().resolve("jarvas.db")));
        SqliteConversations _ = new SqliteConversations(database, clock);
    }

    static Map<String, String> startDemo(Resources resources) {
        return Map.of();
    }
}
