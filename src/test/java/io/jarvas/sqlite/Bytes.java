package io.jarvas.sqlite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What stands in files, whatever their format.
final class Bytes {
    private Bytes() {}

    /// The files of a directory that hold the text, in whatever case.
    static List<String> filesWith(Path directory, String text) throws IOException {
        String sought = text.toLowerCase(Locale.ROOT);
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> holds(file, sought))
                    .map(file -> String.valueOf(file.getFileName()))
                    .toList();
        }
    }

    private static boolean holds(Path file, String sought) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                    .toLowerCase(Locale.ROOT)
                    .contains(sought);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
