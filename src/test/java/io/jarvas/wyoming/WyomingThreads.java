package io.jarvas.wyoming;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The threads of this process that serve this protocol, virtual ones included.
final class WyomingThreads {
    private static final Pattern NAME = Pattern.compile("\"(wyoming-[a-z]+)\"");

    private WyomingThreads() {}

    /// Their names.
    static List<String> running() {
        try {
            Path folder = Files.createTempDirectory("threads");
            Path dump = folder.resolve("threads.txt");
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(dump.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
            String threads = Files.readString(dump);
            Files.delete(dump);
            Files.delete(folder);
            return NAME.matcher(threads)
                    .results()
                    .map((MatchResult name) -> name.group(1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
