package io.jarvas.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// Where the program begins.
public final class Main {
    /// From the request to stop to the end. Container engines kill after 10 s.
    private static final Duration PATIENCE = Duration.ofSeconds(9);

    private Main() {}

    public static void main(String[] arguments) {
        Warmup.begin(List.of(arguments));
        StopSignal stop = new StopSignal();
        stop.onTermination(PATIENCE);
        Commands commands = new Commands(
                new SettingsReader(System.getenv(), SettingsReader.Places.usual()),
                Wiring::start,
                Wiring::startDemo,
                stop,
                utf8(FileDescriptor.out),
                utf8(FileDescriptor.err));
        System.exit(commands.run(List.of(arguments)));
    }

    /// Containers have no locale, and System.out would write their texts in ASCII.
    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
