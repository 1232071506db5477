package io.jarvas.doctor;

import com.sun.management.OperatingSystemMXBean;
import io.jarvas.conversation.StoreSoundness;
import io.jarvas.doctor.Setup.Running;
import io.jarvas.doctor.Sheet.Outcome;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Looks at the settings and at the machine: directory, disk, database, memory.
final class MachineExamination implements Runnable {
    private static final long MEGABYTE = 1 << 20;
    private static final long LITTLE_DISK = 500;
    private static final long NO_DISK = 20;
    private static final long LITTLE_MEMORY = 150;
    private static final int LEAST_WINDOW = 4096;
    private static final Path MEMORY = Path.of("/proc/meminfo");

    private final Setup setup;
    private final Limits limits;
    private final Sheet sheet;

    MachineExamination(Setup setup, Limits limits, Sheet sheet) {
        this.setup = setup;
        this.limits = limits;
        this.sheet = sheet;
    }

    @Override
    public void run() {
        sheet.note(Check.SETTINGS, settings());
        sheet.check(Check.RUNNING, limits.answer(), () -> Outcome.of(running()));
        Optional<Path> directory = sheet.check(Check.DATA_DIRECTORY, limits.answer(), this::directory);
        if (directory.isPresent()) {
            sheet.check(Check.DISK, limits.answer(), () -> Outcome.of(disk(directory.get())));
            sheet.check(Check.DATABASE, limits.answer().multipliedBy(4), () -> Outcome.of(database()));
        } else {
            sheet.skip(Finding.skipped("doctor.skipped.directory"), Check.DISK, Check.DATABASE);
        }
        sheet.check(Check.MEMORY, limits.answer(), () -> Outcome.of(memory()));
    }

    private Finding settings() {
        Setup.Web web = setup.web();
        if (web.url().isPresent() && web.needsToken() && web.token().isEmpty()) {
            return Finding.broken("doctor.settings.no_token");
        }
        if (setup.model().contextTokens() < LEAST_WINDOW) {
            return Finding.warning("doctor.settings.small_window", setup.model().contextTokens(), LEAST_WINDOW);
        }
        if (setup.model().keepAlive().matches("0+(ms|s|m|h)?")) {
            return Finding.warning("doctor.settings.keep_alive", setup.model().keepAlive());
        }
        return Finding.fine("doctor.settings.fine");
    }

    private Finding running() throws IOException {
        return switch (setup.machine().running().get()) {
            case THIS, ANOTHER -> Finding.fine("doctor.running.fine");
            case NONE -> port();
        };
    }

    /// Whether Jarvas could listen, were it started now.
    private Finding port() throws IOException {
        Setup.Web web = setup.web();
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(web.host()), web.port()));
            return Finding.fine("doctor.running.none");
        } catch (UnknownHostException e) {
            return Finding.broken("doctor.running.host", web.host());
        } catch (BindException e) {
            String refused = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
            return refused.contains("assign")
                    ? Finding.broken("doctor.running.host", web.host())
                    : Finding.broken("doctor.running.port", web.port(), web.host());
        }
    }

    /// The directory, or where it will be made.
    private Outcome<Path> directory() {
        Path directory = setup.machine().dataDirectory().toAbsolutePath();
        if (Files.isDirectory(directory)) {
            return isWritable(directory)
                    ? Outcome.of(Finding.fine("doctor.directory.fine", directory), directory)
                    : Outcome.of(Finding.broken("doctor.directory.read_only", directory), directory);
        }
        if (Files.exists(directory)) {
            return Outcome.of(Finding.broken("doctor.directory.no_directory", directory));
        }
        Path nearest = directory;
        while (nearest.getParent() != null && !Files.exists(nearest)) {
            nearest = nearest.getParent();
        }
        return Files.isDirectory(nearest) && isWritable(nearest)
                ? Outcome.of(Finding.fine("doctor.directory.none", directory), nearest)
                : Outcome.of(Finding.broken("doctor.directory.cannot_be_made", directory, nearest));
    }

    private boolean isWritable(Path directory) {
        Path database = setup.machine().database();
        return Files.isWritable(directory) && (!Files.exists(database) || Files.isWritable(database));
    }

    private Finding disk(Path directory) throws IOException {
        FileStore store = Files.getFileStore(directory);
        long free = store.getUsableSpace() / MEGABYTE;
        long used = size();
        if (store.isReadOnly()) {
            return Finding.broken("doctor.directory.read_only", directory);
        }
        if (free < NO_DISK) {
            return Finding.broken("doctor.disk.full", free);
        }
        return free < LITTLE_DISK || free < used
                ? Finding.warning("doctor.disk.little", free, used)
                : Finding.fine("doctor.disk.fine", free, used);
    }

    /// Of the database with what belongs to it, in megabytes.
    private long size() {
        Path database = setup.machine().database();
        return Stream.of("", "-wal", "-shm")
                        .map(end -> Path.of(database + end))
                        .mapToLong(MachineExamination::size)
                        .sum()
                / MEGABYTE;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    private Finding database() {
        Path database = setup.machine().database();
        StoreSoundness found = setup.machine().soundness().apply(database);
        return switch (found) {
            case SOUND -> Finding.fine("doctor.database.sound");
            case ABSENT -> Finding.fine("doctor.database.absent");
            case DAMAGED -> Finding.broken("doctor.database.damaged", database);
            case NEWER -> Finding.broken("doctor.database.newer", database);
            case UNREADABLE -> Finding.broken("doctor.database.unreadable", database);
        };
    }

    private Finding memory() throws IOException {
        if (setup.machine().running().get() == Running.THIS) {
            MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
            long most = heap.getMax() / MEGABYTE;
            long used = heap.getUsed() / MEGABYTE;
            // What is garbage counts as used here, so only nearly all is much.
            if (most > 0 && used * 20 > most * 19) {
                return Finding.warning("doctor.memory.heap", used, most);
            }
        }
        long free = free();
        return free < LITTLE_MEMORY
                ? Finding.warning("doctor.memory.little", free)
                : Finding.fine("doctor.memory.fine", free);
    }

    /// What the machine could still give, in megabytes.
    private static long free() throws IOException {
        if (Files.isReadable(MEMORY)) {
            try (Stream<String> lines = Files.lines(MEMORY, StandardCharsets.US_ASCII)) {
                Optional<Long> available = lines.filter(line -> line.startsWith("MemAvailable:"))
                        .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                        .findFirst();
                if (available.isPresent()) {
                    return available.get();
                }
            }
        }
        @Nullable OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return system == null ? Long.MAX_VALUE / MEGABYTE : system.getFreeMemorySize() / MEGABYTE;
    }
}
