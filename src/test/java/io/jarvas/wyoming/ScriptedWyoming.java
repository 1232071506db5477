package io.jarvas.wyoming;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A Wyoming service for tests: it understands what its script says, and speaks a quiet tone for every sentence.
///
/// ```
/// try (ScriptedWyoming service = ScriptedWyoming.start()) {
///     service.transcripts("turn on the light").tone(Duration.ofMillis(300)).streaming(true);
///     new WyomingSpeechToText(service.place(), Optional.empty())
/// ```
///
/// Its script may be changed at any time; what is under way goes on as it began.
public final class ScriptedWyoming implements AutoCloseable {
    /// What goes wrong with each request, from now on.
    public enum Trouble {
        NONE,
        /// It answers with an `error`.
        ERROR,
        /// It takes what comes and says nothing.
        STALL,
        /// It closes the connection in the middle of its answer.
        VANISH,
        /// It sends what is no event.
        NONSENSE
    }

    /// How it speaks.
    ///
    /// @param width bytes of one sample
    /// @param tone of one sentence
    /// @param delay before the first sound of each sentence, as long as a slow voice thinks
    /// @param chunk that the sound is sent in
    public record Voice(int rate, int width, int channels, Duration tone, Duration delay, Duration chunk) {}

    private static final double HERTZ = 440;
    private static final double LOUDNESS = 0.05;
    private static final List<Map<String, Object>> VOICES =
            List.of(model("tone-en", "en_GB"), model("tone-br", "pt_BR"), model("tone-pt", "pt_PT"));
    private static final List<Map<String, Object>> MODELS =
            List.of(model("ears", "en", "pt"), model("large-ears", "en", "pt"));

    private final ServerSocket listener;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Socket> open = new ArrayList<>();
    private final List<Event> received = new ArrayList<>();
    private final List<byte[]> heard = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private final Deque<String> transcripts = new ArrayDeque<>();
    private int connections;
    private boolean partials;
    private boolean cumulative;
    private boolean streaming;
    private Duration thinking = Duration.ZERO;
    private Voice voice = new Voice(22_050, 2, 1, Duration.ofMillis(200), Duration.ZERO, Duration.ofMillis(46));
    private Trouble trouble = Trouble.NONE;
    private List<Map<String, Object>> voices = VOICES;
    private List<Map<String, Object>> models = MODELS;

    private final Thread accepting;

    private ScriptedWyoming(ServerSocket listener) {
        this.listener = listener;
        accepting = Thread.ofVirtual().name("scripted-accept").unstarted(this::accept);
    }

    /// Starts on a port of its own, on the loopback.
    public static ScriptedWyoming start() {
        try {
            ScriptedWyoming service = new ScriptedWyoming(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            service.accepting.start();
            return service;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    public WyomingPlace place() {
        return new WyomingPlace("127.0.0.1", port());
    }

    /// Its place, for a client that waits no longer than that for it.
    public WyomingPlace place(Duration silence) {
        return new WyomingPlace("127.0.0.1", port(), Duration.ofSeconds(3), silence);
    }

    /// What the next utterances are understood as, in this order; then nothing is understood.
    public ScriptedWyoming transcripts(String... texts) {
        return change(() -> transcripts.addAll(List.of(texts)));
    }

    /// Whether it tells the words of a transcript one by one, the first with the first sound.
    public ScriptedWyoming partials(boolean on) {
        return change(() -> partials = on);
    }

    /// Whether its partial transcripts are all of the text each time, against the protocol, as some services
    /// do.
    public ScriptedWyoming cumulative(boolean on) {
        return change(() -> cumulative = on);
    }

    /// How long it thinks about a transcript after the end of an utterance.
    public ScriptedWyoming thinking(Duration duration) {
        return change(() -> thinking = duration);
    }

    /// Whether it takes sentences as they are written.
    public ScriptedWyoming streaming(boolean on) {
        return change(() -> streaming = on);
    }

    public ScriptedWyoming voice(Voice other) {
        return change(() -> voice = other);
    }

    /// How long a sentence sounds.
    public ScriptedWyoming tone(Duration duration) {
        return change(() -> voice =
                new Voice(voice.rate(), voice.width(), voice.channels(), duration, voice.delay(), voice.chunk()));
    }

    /// How long it thinks before the first sound of a sentence.
    public ScriptedWyoming delay(Duration duration) {
        return change(() -> voice =
                new Voice(voice.rate(), voice.width(), voice.channels(), voice.tone(), duration, voice.chunk()));
    }

    public ScriptedWyoming trouble(Trouble what) {
        return change(() -> trouble = what);
    }

    /// The languages of its one voice and its one model.
    public ScriptedWyoming languages(String... tags) {
        return change(() -> {
            voices = List.of(model("tone", tags));
            models = List.of(model("ears", tags));
        });
    }

    /// The sound of each utterance that has ended.
    public List<byte[]> heard() {
        return look(() -> List.copyOf(heard));
    }

    /// The sentences that it was asked to speak.
    public List<String> said() {
        return look(() -> List.copyOf(said));
    }

    /// How many connections it has had.
    public int connections() {
        return look(() -> connections);
    }

    List<Event> received(String type) {
        return look(() ->
                received.stream().filter(event -> event.type().equals(type)).toList());
    }

    /// Waits until so many are connected.
    public boolean awaitOpen(int count) {
        return await(() -> open.size() == count);
    }

    /// Waits until so many sentences are asked for.
    public boolean awaitSaid(int count) {
        return await(() -> said.size() >= count);
    }

    boolean awaitReceived(String type, int count) {
        return await(() ->
                received.stream().filter(event -> event.type().equals(type)).count() >= count);
    }

    @Override
    public void close() {
        closeQuietly(listener);
        try {
            accepting.join(); // as long as it waits, its port still takes connections
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lock.lock();
        try {
            open.forEach(ScriptedWyoming::closeQuietly);
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                change(() -> {
                    open.add(socket);
                    connections++;
                });
                if (listener.isClosed()) {
                    closeQuietly(socket);
                }
                Thread.ofVirtual().name("scripted-serve").start(() -> {
                    try {
                        new Visit(socket).serve();
                    } catch (IOException | BrokenEventException gone) {
                        // The client left; so does the visit.
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } finally {
                        closeQuietly(socket);
                        change(() -> open.remove(socket));
                    }
                });
            } catch (IOException closed) {
                return;
            }
        }
    }

    /// One connection.
    private final class Visit {
        private final OutputStream out;
        private final EventReader reader;
        private final EventWriter writer;
        private final ByteArrayOutputStream utterance = new ByteArrayOutputStream();
        private final Trouble wrong = look(() -> trouble);
        private final Deque<String> words = new ArrayDeque<>();
        private final StringBuilder told = new StringBuilder();
        private String transcript = "";
        private String unspoken = "";
        private boolean inStream;

        Visit(Socket socket) throws IOException {
            reader = new EventReader(socket.getInputStream(), EventLimits.OF_SERVICE);
            out = socket.getOutputStream();
            writer = new EventWriter(out);
        }

        void serve() throws IOException, InterruptedException {
            var event = reader.next();
            while (event.isPresent() && take(event.orElseThrow())) {
                event = reader.next();
            }
        }

        private boolean take(Event event) throws IOException, InterruptedException {
            change(() -> received.add(event));
            switch (event.type()) {
                case "describe" -> writer.write(look(ScriptedWyoming.this::info));
                case "audio-start" -> startListening();
                case "audio-chunk" -> hear(event.payload());
                case "audio-stop" -> {
                    return understand();
                }
                case "synthesize-start" -> inStream = true;
                case "synthesize-chunk" -> {
                    unspoken += event.requiredText("text");
                    int end = unspoken.lastIndexOf("\n\n");
                    if (end > 0) {
                        String sentence = unspoken.substring(0, end).strip();
                        unspoken = unspoken.substring(end + 2);
                        return speak(sentence);
                    }
                }
                case "synthesize" -> {
                    return inStream || speak(event.requiredText("text"));
                }
                case "synthesize-stop" -> {
                    if (wrong == Trouble.NONE) {
                        writer.write(new Event("synthesize-stopped"));
                    }
                }
                default -> {}
            }
            return true;
        }

        private void startListening() throws IOException {
            transcript = look(() -> transcripts.isEmpty() ? "" : transcripts.remove());
            if (look(() -> partials) && wrong == Trouble.NONE) {
                words.addAll(List.of(transcript.split("(?<=\\s)")));
                writer.write(new Event("transcript-start"));
            }
        }

        private void hear(ByteBuffer sound) throws IOException {
            byte[] bytes = new byte[sound.remaining()];
            sound.duplicate().get(bytes);
            utterance.writeBytes(bytes);
            tellWord();
        }

        private void tellWord() throws IOException {
            String word = words.poll();
            if (word != null) {
                told.append(word);
                writer.write(
                        new Event("transcript-chunk", Map.of("text", look(() -> cumulative) ? told.toString() : word)));
            }
        }

        private boolean understand() throws IOException, InterruptedException {
            change(() -> heard.add(utterance.toByteArray()));
            utterance.reset();
            if (goesWrong()) {
                return wrong == Trouble.STALL;
            }
            Thread.sleep(look(() -> thinking));
            while (!words.isEmpty()) {
                tellWord();
            }
            writer.write(new Event("transcript", Map.of("text", transcript)));
            if (look(() -> partials)) {
                writer.write(new Event("transcript-stop"));
            }
            return true;
        }

        private boolean speak(String sentence) throws IOException, InterruptedException {
            change(() -> said.add(sentence));
            Voice spoken = look(() -> voice);
            Thread.sleep(spoken.delay());
            Map<String, Object> format = new LinkedHashMap<>();
            format.put("rate", spoken.rate());
            format.put("width", spoken.width());
            format.put("channels", spoken.channels());
            if (wrong == Trouble.VANISH) {
                writer.write(new Event("audio-start", format));
                writer.write(new Event("audio-chunk", format, tone(spoken, 0, spoken.rate() / 100)));
            }
            if (goesWrong()) {
                return wrong == Trouble.STALL;
            }
            writer.write(new Event("audio-start", format));
            int all = (int) (spoken.tone().toNanos() * spoken.rate() / 1_000_000_000L);
            int chunk = (int) (spoken.chunk().toNanos() * spoken.rate() / 1_000_000_000L);
            for (int at = 0; at < all; at += chunk) {
                writer.write(new Event("audio-chunk", format, tone(spoken, at, Math.min(chunk, all - at))));
            }
            writer.write(new Event("audio-stop"));
            return true;
        }

        /// @return whether there is no answer
        private boolean goesWrong() throws IOException {
            switch (wrong) {
                case NONE, STALL, VANISH -> {}
                case ERROR ->
                    writer.write(new Event("error", Map.of("text", "the script says so", "code", "scripted")));
                case NONSENSE -> out.write("{]\n".getBytes(UTF_8));
            }
            return wrong != Trouble.NONE;
        }
    }

    private Event info() {
        Map<String, Object> listens = new LinkedHashMap<>(artifact("scripted-ears"));
        listens.put("models", models);
        listens.put("supports_transcript_streaming", partials);
        Map<String, Object> speaks = new LinkedHashMap<>(artifact("scripted-tone"));
        speaks.put("voices", voices);
        speaks.put("supports_synthesize_streaming", streaming);
        return new Event("info", Map.of("asr", List.of(listens), "tts", List.of(speaks)));
    }

    private static Map<String, Object> model(String name, String... languages) {
        Map<String, Object> model = new LinkedHashMap<>(artifact(name));
        model.put("languages", List.of(languages));
        return model;
    }

    private static Map<String, Object> artifact(String name) {
        return Map.of(
                "name",
                name,
                "installed",
                true,
                "description",
                "of the tests",
                "version",
                "1",
                "attribution",
                Map.of("name", "Jarvas", "url", "https://example.org"));
    }

    private static ByteBuffer tone(Voice voice, int from, int frames) {
        ByteBuffer samples =
                ByteBuffer.allocate(frames * voice.width() * voice.channels()).order(ByteOrder.LITTLE_ENDIAN);
        for (int frame = from; frame < from + frames; frame++) {
            double value = LOUDNESS * Math.sin(2 * Math.PI * HERTZ * frame / voice.rate());
            for (int channel = 0; channel < voice.channels(); channel++) {
                switch (voice.width()) {
                    case 1 -> samples.put((byte) Math.round(128 + value * 127));
                    case 2 -> samples.putShort((short) Math.round(value * Short.MAX_VALUE));
                    case 4 -> samples.putInt((int) Math.round(value * Integer.MAX_VALUE));
                    default -> throw new IllegalArgumentException("a width of " + voice.width());
                }
            }
        }
        return samples.flip();
    }

    private interface Look<T> {
        T look();
    }

    private <T> T look(Look<T> at) {
        lock.lock();
        try {
            return at.look();
        } finally {
            lock.unlock();
        }
    }

    private ScriptedWyoming change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
            return this;
        } finally {
            lock.unlock();
        }
    }

    private boolean await(Look<Boolean> condition) {
        lock.lock();
        try {
            long left = Duration.ofSeconds(10).toNanos();
            while (!condition.look()) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
