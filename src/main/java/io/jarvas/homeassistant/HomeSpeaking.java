package io.jarvas.homeassistant;

import io.jarvas.audio.WavReader;
import io.jarvas.speech.Sound;
import io.jarvas.speech.Speaking;
import io.jarvas.speech.SpeechException;
import io.jarvas.speech.SpeechException.Code;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/// One answer that Home Assistant speaks. One thread asks for the sound of each sentence, another reads it as it is
/// made, so that Home Assistant makes the next sentence while this one is taken.
final class HomeSpeaking implements Speaking {
    private static final Duration PIECE = Duration.ofMillis(100);
    /// How many pieces wait to be taken.
    private static final int MOST = 300;
    private static final String PREFIX = "/api";

    private sealed interface Part {}

    private record Spoken(Sound sound) implements Part {}

    private record Failed(SpeechException cause) implements Part {}

    private record Over() implements Part {}

    /// @param text empty after the last one
    private record Sentence(String text, int index) {}

    private sealed interface Asked {}

    /// @param path where the sound is read while it is made
    private record Made(String path, int sentence) implements Asked {}

    private record NotMade(SpeechException cause) implements Asked {}

    private record AllAsked() implements Asked {}

    private final SpeechRequests requests;
    private final Function<String, Map<String, Object>> request;
    private final Consumer<Optional<SpeechException>> ended;
    private final BlockingQueue<Sentence> sentences = new LinkedBlockingQueue<>();
    private final BlockingQueue<Asked> asked = new SynchronousQueue<>();
    private final BlockingQueue<Part> parts = new LinkedBlockingQueue<>(MOST);
    private final Thread asking;
    private final Thread reading;
    private final AtomicInteger owed = new AtomicInteger();
    private int said;
    private volatile long heard = System.nanoTime();
    private volatile boolean closed;
    private volatile Optional<InputStream> open = Optional.empty();

    /// @param request what Home Assistant is asked for a sentence; may wait
    /// @param ended is told how it ended, if it did
    HomeSpeaking(
            SpeechRequests requests,
            Function<String, Map<String, Object>> request,
            Consumer<Optional<SpeechException>> ended) {
        this.requests = requests;
        this.request = request;
        this.ended = ended;
        asking = Thread.ofVirtual()
                .name("home-speaking")
                .unstarted(() -> run(this::ask, cause -> put(asked, new NotMade(cause))));
        reading = Thread.ofVirtual()
                .name("home-speaking-sound")
                .unstarted(() -> run(this::read, cause -> put(parts, new Failed(cause))));
        asking.start();
        reading.start();
    }

    @FunctionalInterface
    private interface Work {
        void run() throws InterruptedException, IOException;
    }

    /// @param failed is told why the work was not done
    private static void run(Work work, Consumer<SpeechException> failed) {
        try {
            work.run();
        } catch (SpeechException e) {
            failed.accept(e);
        } catch (IOException e) {
            failed.accept(new SpeechException(Code.CUT_SHORT, String.valueOf(e.getMessage()), e));
        } catch (RuntimeException e) {
            failed.accept(new SpeechException(Code.REFUSED, String.valueOf(e.getMessage()), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static <T> void put(BlockingQueue<? super T> queue, T item) {
        try {
            queue.put(item);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask() throws InterruptedException {
        for (Sentence next = sentences.take(); !next.text().isEmpty(); next = sentences.take()) {
            Map<String, Object> answer = requests.post("/tts_get_url", request.apply(next.text()));
            String path = Fields.text(answer, "path")
                    .filter(one -> one.startsWith(PREFIX + "/"))
                    .orElseThrow(
                            () -> new SpeechException(Code.REFUSED, "Home Assistant does not say where it speaks"));
            asked.put(new Made(path, next.index()));
        }
        asked.put(new AllAsked());
    }

    private void read() throws InterruptedException, IOException {
        while (true) {
            switch (asked.take()) {
                case Made(String path, int sentence) -> read(path, sentence);
                case NotMade(SpeechException cause) -> throw cause;
                case AllAsked _ -> {
                    parts.put(new Over());
                    return;
                }
            }
        }
    }

    private void read(String path, int sentence) throws InterruptedException, IOException {
        try (InputStream in = requests.sound(path.substring(PREFIX.length()))) {
            open = Optional.of(in);
            read(new WavReader(in), sentence);
            owed.decrementAndGet();
            heard();
        } finally {
            open = Optional.empty();
        }
    }

    private void read(WavReader sound, int sentence) throws InterruptedException, IOException {
        int most = sound.format().bytes(PIECE);
        for (Optional<ByteBuffer> piece = sound.next(most); piece.isPresent(); piece = sound.next(most)) {
            heard();
            if (piece.get().hasRemaining()) {
                parts.put(new Spoken(new Sound(sound.format(), piece.get(), sentence)));
            }
        }
    }

    @Override
    public void say(String sentence) {
        int index = said++;
        if (!sentence.isBlank()) {
            heard();
            owed.incrementAndGet();
            sentences.add(new Sentence(sentence, index));
        }
    }

    @Override
    public void end() {
        sentences.add(new Sentence("", said));
    }

    @Override
    public Optional<Sound> next() {
        if (closed) {
            return Optional.empty();
        }
        try {
            Part part = part();
            if (closed) {
                return Optional.empty();
            }
            return switch (part) {
                case Spoken(Sound sound) -> Optional.of(sound);
                case Over _ -> {
                    wake();
                    ended.accept(Optional.empty());
                    yield Optional.empty();
                }
                case Failed(SpeechException cause) -> {
                    ended.accept(Optional.of(cause));
                    close();
                    throw cause;
                }
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private void heard() {
        heard = System.nanoTime();
    }

    /// Waits for the next part, as long as Home Assistant owes none or makes one.
    private Part part() throws InterruptedException {
        long patience = requests.patience().toNanos();
        while (true) {
            long silent = System.nanoTime() - heard;
            Part part = parts.poll(Math.max(1, patience - silent), TimeUnit.NANOSECONDS);
            if (part != null) {
                return part;
            }
            if (owed.get() > 0 && System.nanoTime() - heard >= patience) {
                return new Failed(new SpeechException(Code.STALLED, "no sound within " + requests.patience()));
            }
            if (owed.get() == 0) {
                heard();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        asking.interrupt();
        reading.interrupt();
        open.ifPresent(HomeSpeaking::close);
        parts.clear();
        wake();
    }

    /// Whoever waits, and whoever comes later, learns that it is over.
    private void wake() {
        var _ = parts.offer(new Over());
    }

    private static void close(InputStream in) {
        try {
            in.close();
        } catch (IOException e) {
            System.getLogger(HomeSpeaking.class.getName())
                    .log(System.Logger.Level.DEBUG, "sound of Home Assistant could not be closed", e);
        }
    }
}
