package io.jarvas.voice;

import io.jarvas.language.Language;
import io.jarvas.speech.PcmFormat;
import io.jarvas.speech.Sound;
import io.jarvas.speech.Speaking;
import io.jarvas.speech.SpeechException;
import io.jarvas.speech.SpeechStatus;
import io.jarvas.speech.TextToSpeech;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// A voice that says each sentence in a second, in pieces of 50 ms.
final class FakeVoice implements TextToSpeech {
    static final PcmFormat FORMAT = new PcmFormat(24_000, 1);
    private static final int PIECES = 20;

    final List<String> said = new CopyOnWriteArrayList<>();
    final AtomicInteger open = new AtomicInteger();
    volatile boolean breaks;
    /// How many sentences are spoken before it fails with [#problem].
    volatile int good = Integer.MAX_VALUE;

    volatile SpeechException.Code problem = SpeechException.Code.CUT_SHORT;

    @Override
    public Speaking speak(Language language) {
        if (breaks) {
            throw new IllegalStateException("as scripted");
        }
        open.incrementAndGet();
        return new Speaking() {
            private final BlockingQueue<Integer> sentences = new LinkedBlockingQueue<>();
            private int count;
            private int sentence = -1;
            private int piece = PIECES;
            private boolean closed;

            @Override
            public void say(String words) {
                said.add(words);
                sentences.add(count++);
            }

            @Override
            public void end() {
                sentences.add(-1);
            }

            @Override
            public Optional<Sound> next() {
                if (sentence + 1 >= good && piece == PIECES) {
                    throw new SpeechException(problem, "as scripted");
                }
                if (piece == PIECES) {
                    try {
                        sentence = sentences.take();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    piece = 0;
                }
                piece++;
                return sentence < 0
                        ? Optional.empty()
                        : Optional.of(
                                new Sound(FORMAT, ByteBuffer.allocate(FORMAT.bytes(Duration.ofMillis(50))), sentence));
            }

            @Override
            public synchronized void close() {
                if (!closed) {
                    closed = true;
                    open.decrementAndGet();
                    sentences.clear();
                    sentences.add(-1);
                }
            }
        };
    }

    @Override
    public SpeechStatus status() {
        return SpeechStatus.ABSENT;
    }
}
