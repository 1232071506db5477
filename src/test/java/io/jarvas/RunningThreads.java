package io.jarvas;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The threads of this process, virtual ones included.
public final class RunningThreads {
    private RunningThreads() {}

    /// The names of those that begin so.
    public static List<String> named(String beginning) {
        return Pattern.compile("\"(" + beginning + "[a-z-]+)\"")
                .matcher(dump())
                .results()
                .map((MatchResult each) -> each.group(1))
                .toList();
    }

    /// All of them with their stacks, as the JDK's JSON.
    public static String dump() {
        try {
            Path folder = Files.createTempDirectory("threads");
            Path dump = folder.resolve("threads.json");
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(dump.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.JSON);
            String threads = Files.readString(dump);
            Files.delete(dump);
            Files.delete(folder);
            return threads;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
