package io.jarvas.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The directory in which everything is kept that must outlive a restart, locked against a second Jarvas.
///
/// The lock is the operating system's: it ends with the process, however that ends.
final class DataDirectory implements AutoCloseable {
    private static final String LOCK = "jarvas.lock";
    /// Linux's list of all locks, each with the number of its file.
    private static final Path LOCKS = Path.of("/proc/locks");

    private final Path path;
    private final FileChannel lockFile;

    private DataDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /// Makes the directory for its owner alone where there is none, and locks it.
    ///
    /// @throws StartException where it cannot be written, or another Jarvas has it
    static DataDirectory open(Path path) {
        try {
            Files.createDirectories(path, attributes(path, "rwx------"));
            FileChannel file = FileChannel.open(
                    path.resolve(LOCK),
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    attributes(path, "rw-------"));
            if (!locked(file)) {
                file.close();
                throw new StartException(
                        "Another Jarvas uses the data directory " + path
                                + ": stop it, or give this one a directory of its own with data_dir (JARVAS_DATA_DIR).",
                        null);
            }
            return new DataDirectory(path, file);
        } catch (IOException e) {
            throw new StartException(
                    "The data directory " + path + " cannot be written (" + e
                            + "): make it writable, or choose another with data_dir (JARVAS_DATA_DIR).",
                    e);
        }
    }

    /// Whether another process has the directory. Takes no lock where the system tells who has which, and
    /// otherwise one for an instant that only a start at that very instant would feel.
    static boolean held(Path path) {
        Path file = path.resolve(LOCK);
        try {
            if (!Files.exists(file)) {
                return false;
            }
            if (Files.isReadable(LOCKS)) {
                String held = ":" + Files.getAttribute(file, "unix:ino") + " ";
                try (Stream<String> lines = Files.lines(LOCKS, StandardCharsets.US_ASCII)) {
                    return lines.anyMatch(line -> line.contains("WRITE") && line.contains(held));
                }
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                @Nullable FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true);
                return lock == null;
            }
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (IOException e) {
            System.getLogger(DataDirectory.class.getName())
                    .log(System.Logger.Level.DEBUG, "nobody tells whether the data directory is used", e);
            return false;
        }
    }

    Path path() {
        return path;
    }

    Path database() {
        return database(path);
    }

    /// The database of a data directory, which another Jarvas may have.
    static Path database(Path path) {
        return path.resolve("jarvas.db");
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }

    /// A new directory that lives until the result is closed.
    static Temporary temporary() {
        try {
            return new Temporary(Files.createTempDirectory("jarvas-demo-"));
        } catch (IOException e) {
            throw new StartException("No temporary directory can be made (" + e + ").", e);
        }
    }

    /// A directory that is deleted with all that is in it.
    record Temporary(Path path) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            try (Stream<Path> all = Files.walk(path)) {
                List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
                for (Path one : deepestFirst) {
                    Files.deleteIfExists(one);
                }
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
    }

    private static boolean locked(FileChannel file) throws IOException {
        try {
            @Nullable FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            // This very process has it.
            return false;
        }
    }

    private static FileAttribute<?>[] attributes(Path path, String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
