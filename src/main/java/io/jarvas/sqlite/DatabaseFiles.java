package io.jarvas.sqlite;

import io.jarvas.conversation.StoreStatus.SetAside;
import io.jarvas.conversation.StoreStatus.SetAside.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The files of a database: the live one, copies of it, and those that were set aside. All are their owner's alone.
///
/// ```
/// jarvas.db, jarvas.db-wal, jarvas.db-shm      the live one
/// jarvas.db.before-3                           as it was before it was brought to schema 3
/// jarvas.db.backup                             a copy that was asked for
/// jarvas.db.damaged-20261128T101112Z           could not be read; with its -wal, where there was one
/// jarvas.db.newer-20261128T101112Z             a newer Jarvas wrote it
/// ```
final class DatabaseFiles {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    /// What SQLite keeps beside a database.
    private static final List<String> PARTS = List.of("", "-wal", "-shm", "-journal");

    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssX", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path live;
    private final Pattern setAside;
    private final Pattern before;
    private final Pattern copy;

    DatabaseFiles(Path live) {
        this.live = live;
        String name = Pattern.quote(String.valueOf(live.getFileName()));
        this.setAside = Pattern.compile(name + "\\.(damaged|newer)-(\\d{8}T\\d{6}Z)(?:-\\d+)?");
        this.before = Pattern.compile(name + "\\.before-(\\d+)");
        this.copy = Pattern.compile("(?:" + before + "|" + setAside + "|" + name + "\\.backup(?:\\.new)?)(?:"
                + String.join("|", PARTS) + ")");
    }

    Path live() {
        return live;
    }

    /// Where the copy before an update lies.
    Path before(int version) {
        return beside(".before-" + version);
    }

    Path backup() {
        return beside(".backup");
    }

    /// Where a backup is written until it is whole.
    Path newBackup() {
        return beside(".backup.new");
    }

    private Path beside(String suffix) {
        return live.resolveSibling(live.getFileName() + suffix);
    }

    /// Makes sure that nobody but the owner can read the file, made where there is none. SQLite gives the log
    /// and its index the permissions of the file.
    static void keepToOwner(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        FileAttribute<Set<PosixFilePermission>> ownerOnly = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (!Files.exists(file)) {
            Files.createFile(file, ownerOnly);
        } else if (!view.readAttributes().permissions().equals(OWNER_ONLY)) {
            view.setPermissions(OWNER_ONLY);
        }
    }

    /// Waits until what was written to the file is on the disk.
    static void flush(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /// Renames the live file and what SQLite keeps beside it. Nobody may have it open.
    SetAside setAside(Reason reason, Instant now) throws IOException {
        String stem = "." + reason.name().toLowerCase(Locale.ROOT) + "-" + SECOND.format(now);
        String suffix = stem;
        for (int i = 2; Files.exists(beside(suffix)); i++) {
            suffix = stem + "-" + i;
        }
        for (String part : PARTS) {
            Path file = beside(part);
            if (Files.exists(file)) {
                Files.move(file, beside(suffix + part));
            }
        }
        return new SetAside(reason, live.getFileName() + suffix, now);
    }

    /// The newest that was set aside and still lies there.
    Optional<SetAside> setAside() throws IOException {
        return beside().stream()
                .map(file -> setAside.matcher(String.valueOf(file.getFileName())))
                .filter(Matcher::matches)
                .flatMap(match -> known(match).stream())
                .max(Comparator.comparing(SetAside::at).thenComparing(SetAside::file));
    }

    private static Optional<SetAside> known(Matcher match) {
        try {
            return Optional.of(new SetAside(
                    Reason.valueOf(match.group(1).toUpperCase(Locale.ROOT)),
                    match.group(),
                    SECOND.parse(match.group(2), Instant::from)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /// What could take the place of a live file that is gone, the newest first.
    List<Path> copies() throws IOException {
        List<Path> copies = new ArrayList<>(copiesBefore());
        copies.add(backup());
        copies.removeIf(file -> !Files.exists(file));
        copies.sort(Comparator.comparing(DatabaseFiles::modified).reversed());
        return copies;
    }

    List<Path> copiesBefore() throws IOException {
        return beside().stream()
                .filter(file ->
                        before.matcher(String.valueOf(file.getFileName())).matches())
                .toList();
    }

    /// Puts a copy in the place of the live file, which is not there.
    void restore(Path copy) throws IOException {
        // The log of a file that is gone does not belong to the copy.
        for (String part : PARTS) {
            Files.deleteIfExists(beside(part));
        }
        flush(copy);
        Files.move(copy, live, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Deletes every copy, and what was set aside.
    void forgetCopies() throws IOException {
        for (Path file : beside()) {
            if (copy.matcher(String.valueOf(file.getFileName())).matches()) {
                Files.deleteIfExists(file);
            }
        }
    }

    void forgetCopiesBefore() throws IOException {
        for (Path file : copiesBefore()) {
            Files.deleteIfExists(file);
        }
    }

    private List<Path> beside() throws IOException {
        Path directory = live.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    private static Instant modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            return Instant.MIN;
        }
    }
}
