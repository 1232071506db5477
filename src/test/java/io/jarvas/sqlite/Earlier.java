package io.jarvas.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// Files as earlier versions wrote them, of two persons: Ana, with two conversations, and a tablet, with one.
final class Earlier {
    private Earlier() {}

    /// @param schema its number: each that was ever released
    static void copy(int schema, Path file) throws IOException {
        try (InputStream resource = Earlier.class.getResourceAsStream("v" + schema + ".db")) {
            Files.copy(Objects.requireNonNull(resource), file);
        }
    }
}
