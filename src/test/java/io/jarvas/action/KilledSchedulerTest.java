package io.jarvas.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.Person;
import io.jarvas.home.EntityId;
import io.jarvas.home.ServiceCall;
import io.jarvas.sqlite.Database;
import io.jarvas.sqlite.SqliteSchedules;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A process that makes schedules and runs them without a pause is killed at 100 random moments, and started
/// again on what it left. Nothing is done twice, and nothing is forgotten in silence.
class KilledSchedulerTest {
    private static final int LANES = 2;
    private static final int KILLS = 10;

    @TempDir
    private static Path directory;

    private static List<String> java = List.of();
    private static final Map<Schedule.State, Long> ALL = new ConcurrentHashMap<>();

    @BeforeAll
    static void prepare() throws Exception {
        java = quickJava();
    }

    /// In pieces, each of which keeps to the time that a test has.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void aKillNeverMakesAScheduleRunTwiceNorForgetsOne(int seed) throws Exception {
        try (ExecutorService lanes = Executors.newFixedThreadPool(LANES)) {
            List<Future<Map<Schedule.State, Long>>> ends = new ArrayList<>();
            for (int lane = 0; lane < LANES; lane++) {
                Path own = Files.createDirectory(directory.resolve("lane-" + seed + "-" + lane));
                ends.add(lanes.submit(killed(own, new Random(seed * LANES + lane))));
            }
            for (Future<Map<Schedule.State, Long>> end : ends) {
                end.get().forEach((state, count) -> ALL.merge(state, count, Long::sum));
            }
        }
    }

    @AfterAll
    static void everyWayToBeStoppedWasMet() {
        assertThat(ALL)
                .containsKeys(
                        Schedule.State.DONE, Schedule.State.INTERRUPTED, Schedule.State.MISSED, Schedule.State.FAILED);
        System.out.println("kills " + 5 * LANES * KILLS + ", ends of schedules " + ALL);
    }

    /// @return how many schedules ended how
    private static Callable<Map<Schedule.State, Long>> killed(Path directory, Random random) {
        return () -> {
            List<String> made = new ArrayList<>();
            Duration ahead = Duration.ZERO;
            for (int kill = 0; kill < KILLS; kill++) {
                made.addAll(runUntilKilled(directory, kill, ahead, random));
                // Now and then it comes back too late.
                ahead = ahead.plus(random.nextInt(5) == 0 ? Scheduler.TOO_LATE.multipliedBy(2) : Duration.ZERO);
            }

            List<String> done = Files.readAllLines(directory.resolve("done"));
            assertThat(done).doesNotHaveDuplicates();
            assertThat(made).isNotEmpty().doesNotHaveDuplicates();
            Map<String, Schedule.State> open;
            try (Database database = Database.open(directory.resolve("jarvas.db"))) {
                open = new SqliteSchedules(database, Clock.systemUTC())
                        .open().stream().collect(Collectors.toMap(Schedule::id, Schedule::state));
            }
            Set<String> known = new HashSet<>(done);
            known.addAll(open.keySet());
            assertThat(known).containsAll(made);
            open.forEach((id, state) -> {
                switch (state) {
                    case WAITING, MISSED, FAILED ->
                        assertThat(done).as(state.name()).doesNotContain(id);
                    case RUNNING, INTERRUPTED ->
                        assertThat(id).as("done, or not: nobody knows").isNotEmpty();
                    case DONE, CANCELLED -> throw new AssertionError(state);
                }
            });
            Map<Schedule.State, Long> ends =
                    open.values().stream().collect(Collectors.groupingBy(state -> state, Collectors.counting()));
            ends.put(
                    Schedule.State.DONE,
                    done.stream().filter(id -> !open.containsKey(id)).count());
            return ends;
        };
    }

    /// @return the schedules that the process said it keeps
    private static List<String> runUntilKilled(Path directory, int round, Duration ahead, Random random)
            throws Exception {
        List<String> command = new ArrayList<>(java);
        command.addAll(List.of(
                Home.class.getName(),
                directory.toString(),
                String.valueOf(round),
                ahead.toString(),
                String.valueOf(random.nextLong())));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("log").toFile()))
                .start();
        int reports = 1 + random.nextInt(16);
        List<String> made = new ArrayList<>();
        try (BufferedReader output = process.inputReader()) {
            int seen = 0;
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith("made ")) {
                    made.add(line.substring("made ".length()));
                }
                if (++seen == reports) {
                    // Not Process.destroyForcibly(), which closes the stream that is still to be read.
                    process.toHandle().destroyForcibly();
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(process.exitValue())
                .as(() -> "killed, not failed: " + log(directory))
                .isEqualTo(128 + 9);
        return made;
    }

    /// Most of a short life is loading classes. A shared archive of them halves it, and is to be had for
    /// jars alone.
    private static List<String> quickJava() throws Exception {
        Path jar = directory.resolve("classes.jar");
        List<String> path = new ArrayList<>(List.of(jar.toString()));
        try (ZipOutputStream classes = new ZipOutputStream(Files.newOutputStream(jar))) {
            classes.setLevel(Deflater.NO_COMPRESSION);
            for (String part : System.getProperty("java.class.path").split(File.pathSeparator)) {
                Path root = Path.of(part);
                if (!Files.isDirectory(root)) {
                    path.add(part);
                    continue;
                }
                List<Path> files;
                try (Stream<Path> all = Files.walk(root)) {
                    files = all.filter(Files::isRegularFile).toList();
                }
                for (Path file : files) {
                    String name = root.relativize(file).toString();
                    if (name.startsWith("io/jarvas/")) {
                        classes.putNextEntry(new ZipEntry(name));
                        Files.copy(file, classes);
                    }
                }
            }
        }
        Path archive = directory.resolve("classes.jsa");
        List<String> java = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-cp",
                String.join(File.pathSeparator, path));
        List<String> first = new ArrayList<>(java);
        first.add(1, "-XX:ArchiveClassesAtExit=" + archive);
        first.addAll(List.of(
                Home.class.getName(),
                Files.createDirectory(directory.resolve("first")).toString(),
                String.valueOf(Home.FIRST),
                Duration.ZERO.toString(),
                "0"));
        Process process = new ProcessBuilder(first)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("first/log").toFile())
                .start();
        assertThat(process.waitFor()).as(() -> log(directory.resolve("first"))).isZero();
        List<String> quick = new ArrayList<>(java);
        quick.addAll(1, List.of("-Xshare:auto", "-XX:SharedArchiveFile=" + archive));
        return quick;
    }

    private static String log(Path directory) {
        try {
            return Files.readString(directory.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The process that is killed.
    static final class Home {
        /// The round that ends by itself.
        private static final int FIRST = -1;

        public static void main(String[] arguments) throws Exception {
            Path directory = Path.of(arguments[0]);
            Clock clock = Clock.offset(Clock.systemUTC(), Duration.parse(arguments[2]));
            Random random = new Random(Long.parseLong(arguments[3]));
            Database database = Database.open(directory.resolve("jarvas.db"));
            FileChannel done =
                    FileChannel.open(directory.resolve("done"), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            Scheduler scheduler =
                    new Scheduler(new SqliteSchedules(database, clock), (schedule, _) -> run(done, schedule), clock);
            scheduler.start();
            boolean ends = arguments[1].equals(String.valueOf(FIRST));
            for (int i = 0; !ends || i < 20; i++) {
                String id = arguments[1] + "-" + i;
                Schedule schedule = new Schedule(
                        id,
                        new ConversationKey(new Person("ha:" + i), "c"),
                        "off, later",
                        new ServiceCall("light", "turn_off", List.of(new EntityId("light.a")), Map.of()),
                        false,
                        clock.instant().plusMillis(random.nextInt(40)),
                        Schedule.State.WAITING);
                scheduler.add(schedule);
                System.out.println("made " + id);
            }
            scheduler.close();
            database.close();
        }

        /// One in five fails before it does anything.
        private static ActionOutcome run(FileChannel done, Schedule schedule) {
            System.out.println("begun " + schedule.id());
            if (schedule.id().hashCode() % 5 == 0) {
                return new ActionOutcome.Failed(
                        List.of(new ActionOutcome.Failure(ActionOutcome.Failure.Reason.REFUSED, "light.a", "")),
                        List.of());
            }
            try {
                done.write(ByteBuffer.wrap((schedule.id() + "\n").getBytes(StandardCharsets.UTF_8)));
                done.force(true);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            System.out.println("done " + schedule.id());
            return new ActionOutcome.Sent(Map.of());
        }
    }
}
