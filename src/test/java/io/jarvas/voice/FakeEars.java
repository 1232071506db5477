package io.jarvas.voice;

import io.jarvas.language.Language;
import io.jarvas.speech.Listening;
import io.jarvas.speech.SpeechException;
import io.jarvas.speech.SpeechStatus;
import io.jarvas.speech.SpeechToText;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// A recogniser that understands what a test tells it.
final class FakeEars implements SpeechToText {
    /// What [Listening#transcript()] gives, in order; it waits for it.
    final BlockingQueue<String> words = new LinkedBlockingQueue<>();

    final List<Heard> heard = new CopyOnWriteArrayList<>();
    final AtomicInteger open = new AtomicInteger();
    volatile Optional<SpeechException.Code> problem = Optional.empty();

    /// One utterance.
    final class Heard implements Listening {
        final Language language;
        final AtomicInteger bytes = new AtomicInteger();
        private final Consumer<String> partial;
        volatile boolean closed;

        Heard(Language language, Consumer<String> partial) {
            this.language = language;
            this.partial = partial;
        }

        void understands(String text) {
            partial.accept(text);
        }

        @Override
        public void hear(ByteBuffer samples) {
            bytes.addAndGet(samples.remaining());
            problem.ifPresent(FakeEars::fail);
        }

        @Override
        public String transcript() {
            try {
                while (true) {
                    String next = words.poll(1, java.util.concurrent.TimeUnit.MILLISECONDS);
                    if (closed) {
                        throw new SpeechException(SpeechException.Code.CUT_SHORT, "closed");
                    }
                    if (next != null) {
                        return next;
                    }
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public synchronized void close() {
            if (!closed) {
                closed = true;
                open.decrementAndGet();
            }
        }
    }

    private static void fail(SpeechException.Code code) {
        throw new SpeechException(code, "as scripted");
    }

    @Override
    public Listening listen(Language language, Consumer<String> partial) {
        Heard one = new Heard(language, partial);
        open.incrementAndGet();
        heard.add(one);
        return one;
    }

    @Override
    public SpeechStatus status() {
        return SpeechStatus.ABSENT;
    }
}
