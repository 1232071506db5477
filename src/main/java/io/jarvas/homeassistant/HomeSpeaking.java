package io.jarvas.homeassistant;

import io.jarvas.audio.WavReader;
import io.jarvas.speech.SentenceQueue;
import io.jarvas.speech.SentenceQueue.Sentence;
import io.jarvas.speech.Sound;
import io.jarvas.speech.SoundQueue;
import io.jarvas.speech.Speaking;
import io.jarvas.speech.SpeechException;
import io.jarvas.speech.SpeechException.Code;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One answer that Home Assistant speaks. One thread reads the sound of each sentence as it is made, while another asks
/// for the next one, so that Home Assistant makes that while this one is taken.
final class HomeSpeaking implements Speaking {
    private static final Duration PIECE = Duration.ofMillis(100);
    private static final String PREFIX = "/api";

    /// @param path where the sound is read while it is made
    private record Made(String path, int sentence) {}

    private final SpeechRequests requests;
    private final Function<String, Map<String, Object>> request;
    private final Consumer<Optional<SpeechException>> ended;
    private final SentenceQueue sentences = new SentenceQueue();
    private final SoundQueue sounds;
    private final Thread reading;
    /// How many sentences were said of which not all sound is here.
    private int owed;

    private volatile boolean closed;

    /// @param request what Home Assistant is asked for a sentence; may wait
    /// @param ended is told how it ended, if it did
    HomeSpeaking(
            SpeechRequests requests,
            Function<String, Map<String, Object>> request,
            Consumer<Optional<SpeechException>> ended) {
        this.requests = requests;
        this.request = request;
        this.ended = ended;
        sounds = new SoundQueue(requests.patience(), failure -> ended.accept(Optional.of(failure)));
        reading = Thread.ofVirtual().name("home-speaking").unstarted(this::work);
        reading.start();
    }

    @Override
    public void say(String sentence) {
        if (!sentence.isBlank()) {
            owe(1);
        }
        sentences.say(sentence);
    }

    @Override
    public void end() {
        sentences.end();
    }

    @Override
    public Optional<Sound> next() {
        try {
            return sounds.next();
        } catch (SpeechException e) {
            fail(e);
            throw e;
        }
    }

    @Override
    public void close() {
        sounds.close();
        letGo();
    }

    private synchronized void owe(int more) {
        owed += more;
        sounds.owe(owed > 0);
    }

    private void work() {
        FutureTask<Optional<Made>> next = begun();
        try {
            for (Optional<Made> made = next.get(); made.isPresent(); made = next.get()) {
                next = begun();
                read(made.get());
                owe(-1);
            }
            if (!closed) {
                ended.accept(Optional.empty());
            }
            sounds.end();
        } catch (ExecutionException e) {
            fail(failure(e.getCause()));
        } catch (IOException | RuntimeException e) {
            fail(failure(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            next.cancel(true);
        }
    }

    /// Has the next sentence made; nothing after the last one.
    private FutureTask<Optional<Made>> begun() {
        FutureTask<Optional<Made>> next =
                new FutureTask<>(() -> sentences.next().map(this::made));
        Thread.ofVirtual().name("home-speaking-next").start(next);
        return next;
    }

    private Made made(Sentence sentence) {
        Map<String, Object> answer = requests.post("/tts_get_url", request.apply(sentence.text()));
        String path = Fields.text(answer, "path")
                .filter(one -> one.startsWith(PREFIX + "/"))
                .orElseThrow(() -> new SpeechException(Code.REFUSED, "Home Assistant does not say where it speaks"));
        return new Made(path, sentence.number());
    }

    private void read(Made made) throws IOException {
        try (InputStream in = requests.sound(made.path().substring(PREFIX.length()))) {
            WavReader sound = new WavReader(in);
            int most = sound.format().bytes(PIECE);
            for (Optional<ByteBuffer> piece = sound.next(most); piece.isPresent(); piece = sound.next(most)) {
                if (piece.get().hasRemaining()) {
                    sounds.put(new Sound(sound.format(), piece.get(), made.sentence()));
                }
            }
        }
    }

    private static SpeechException failure(@Nullable Throwable cause) {
        if (cause instanceof SpeechException known) {
            return known;
        }
        String words = cause == null ? "no answer" : String.valueOf(cause.getMessage());
        return new SpeechException(cause instanceof IOException ? Code.CUT_SHORT : Code.REFUSED, words, cause);
    }

    private void fail(SpeechException failure) {
        sounds.fail(failure);
        letGo();
    }

    private void letGo() {
        closed = true;
        sentences.close();
        reading.interrupt();
    }
}
