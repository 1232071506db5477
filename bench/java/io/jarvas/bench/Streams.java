package io.jarvas.bench;

import io.jarvas.demo.home.DemoHome;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Many answers at once: the delay that Jarvas adds to each token while all of them stream, and the memory
/// and processor time it takes. Jarvas is a process of its own; Ollama and the clients are this one, one
/// thread each.
///
/// Arguments: streams (200), tokens a second in each (30), seconds (20), rounds (3).
final class Streams {
    private static final String CHAT = "/api/chat/stream/";

    private final int streams;
    private final int tokensPerSecond;
    private final int tokens;

    /// When each token was written and read, by the number that it carries.
    private long[] written = new long[0];

    private long[] read = new long[0];

    private Streams(int streams, int tokensPerSecond, int seconds) {
        this.streams = streams;
        this.tokensPerSecond = tokensPerSecond;
        this.tokens = tokensPerSecond * seconds;
    }

    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.WARNING);
        int streams = argument(arguments, 0, 200);
        int rate = argument(arguments, 1, 30);
        int seconds = argument(arguments, 2, 20);
        int rounds = argument(arguments, 3, 3);
        Streams bench = new Streams(streams, rate, seconds);
        System.out.printf(
                Locale.ROOT,
                "%d streams, %d tokens a second each, %d s; added: written by Ollama > read by the client%n",
                streams,
                rate,
                seconds);
        System.out.println(Samples.HEAD);
        try (DemoHome home = DemoHome.start("127.0.0.1", 0, Clock.systemUTC(), 7);
                ScriptedOllama ollama = new ScriptedOllama();
                JarvasProcess jarvas = new JarvasProcess(home.uri().toString(), home.token(), ollama.url())) {
            for (int round = 1; round <= rounds; round++) {
                Duration before = jarvas.processorTime();
                bench.round(ollama, jarvas.port(), CHAT, round == 1 ? "Jarvas, just started" : "Jarvas");
                Duration used = jarvas.processorTime().minus(before);
                System.out.printf(
                        Locale.ROOT,
                        "    Jarvas: %.1f s of a processor, %.0f µs a token; %s%n",
                        used.toMillis() / 1e3,
                        used.toNanos() / 1e3 / ((double) streams * bench.tokens),
                        jarvas.memory());
            }
            bench.round(ollama, ollama.port(), "/api/chat", "floor: no Jarvas");
        }
    }

    private static int argument(String[] arguments, int index, int otherwise) {
        return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
    }

    private void round(ScriptedOllama ollama, int port, String path, String name) throws Exception {
        written = new long[streams * tokens];
        read = new long[streams * tokens];
        LinkedBlockingQueue<ScriptedOllama.Answer> asked = new LinkedBlockingQueue<>();
        CountDownLatch finished = new CountDownLatch(1);
        ollama.script(answer -> {
            asked.add(answer);
            finished.await();
        });
        Duration before = processorTime();
        long start = System.nanoTime();
        Thread writer = Thread.ofPlatform().name("writer").start(() -> {
            try {
                List<ScriptedOllama.Answer> answers = new ArrayList<>();
                while (answers.size() < streams) {
                    ScriptedOllama.Answer answer = asked.poll(60, TimeUnit.SECONDS);
                    if (answer == null) {
                        throw new IllegalStateException("only " + answers.size() + " prompts came");
                    }
                    answers.add(answer);
                }
                System.out.printf(
                        Locale.ROOT, "    all prompts there after %.0f ms%n", (System.nanoTime() - start) / 1e6);
                write(answers);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                finished.countDown();
            }
        });
        int ended = read(port, path);
        writer.join();
        Samples delays = new Samples();
        int missing = 0;
        for (int i = 0; i < written.length; i++) {
            if (read[i] == 0 || written[i] == 0) {
                missing++;
            } else {
                delays.add(read[i] - written[i]);
            }
        }
        System.out.println(delays.row(name));
        System.out.printf(
                Locale.ROOT,
                "    %d of %d streams ended, %d tokens missing; the bench itself: %.1f s of a processor; load %s%n",
                ended,
                streams,
                missing,
                processorTime().minus(before).toMillis() / 1e3,
                Files.readString(Path.of("/proc/loadavg")).strip());
    }

    /// All streams at their pace, each with a phase of its own, written by one thread.
    private void write(List<ScriptedOllama.Answer> answers) throws IOException {
        List<Long> phases = new ArrayList<>();
        Random random = new Random(7);
        long period = 1_000_000_000L / tokensPerSecond;
        answers.forEach(_ -> phases.add((long) (random.nextDouble() * period)));
        Collections.sort(phases);
        long start = System.nanoTime();
        for (int token = 0; token < tokens; token++) {
            for (int stream = 0; stream < answers.size(); stream++) {
                long due = start + token * period + phases.get(stream);
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                int number = token * streams + stream;
                written[number] = answers.get(stream).write("#" + number + " ");
            }
        }
        for (ScriptedOllama.Answer answer : answers) {
            answer.done();
        }
    }

    /// All clients, read by one thread until every stream has ended.
    ///
    /// @return how many ended as they should
    private int read(int port, String path) throws IOException {
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < streams; i++) {
                SocketChannel channel =
                        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                channel.socket().setTcpNoDelay(true);
                channel.write(ByteBuffer.wrap(StampedLines.request(
                        port, path, "{\"message\":\"Tell me a story, number " + i + "\",\"language\":\"en\"}")));
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ, new Numbers());
            }
            ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
            int open = streams;
            int whole = 0;
            while (open > 0) {
                if (selector.select(30_000) == 0) {
                    throw new IOException(open + " streams are silent");
                }
                for (SelectionKey key : selector.selectedKeys()) {
                    buffer.clear();
                    SocketChannel channel = (SocketChannel) key.channel();
                    int count = channel.read(buffer);
                    long now = System.nanoTime();
                    Numbers numbers = (Numbers) key.attachment();
                    if (count < 0) {
                        channel.close();
                        open--;
                        whole += numbers.whole() ? 1 : 0;
                    } else {
                        numbers.take(buffer.flip(), now);
                    }
                }
                selector.selectedKeys().clear();
            }
            return whole;
        }
    }

    private static Duration processorTime() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean os
                ? Duration.ofNanos(os.getProcessCpuTime())
                : Duration.ZERO;
    }

    /// Finds the numbers `#17 ` in a stream, the first time that each comes.
    private final class Numbers {
        private static final byte[] LAST = "\"done_reason\"".getBytes(StandardCharsets.US_ASCII);
        private static final byte[] FINISHED = "\"finished\":true".getBytes(StandardCharsets.US_ASCII);

        private int number = -1;
        private int last;
        private int finished;

        private void take(ByteBuffer bytes, long now) {
            while (bytes.hasRemaining()) {
                byte next = bytes.get();
                if (next == '#') {
                    number = 0;
                } else if (number >= 0 && next >= '0' && next <= '9') {
                    number = number * 10 + next - '0';
                } else {
                    if (number >= 0 && next == ' ' && read[number] == 0) {
                        read[number] = now;
                    }
                    number = -1;
                }
                last = matched(LAST, last, next);
                finished = matched(FINISHED, finished, next);
            }
        }

        private static int matched(byte[] wanted, int so, byte next) {
            if (so == wanted.length) {
                return so;
            }
            return wanted[so] == next ? so + 1 : wanted[0] == next ? 1 : 0;
        }

        private boolean whole() {
            return last == LAST.length || finished == FINISHED.length;
        }
    }
}
