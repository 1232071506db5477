package io.jarvas.homeassistant;

import io.jarvas.speech.Listening;
import io.jarvas.speech.SpeechException;
import io.jarvas.speech.SpeechException.Code;
import io.jarvas.speech.Transcripts;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One utterance on its way to Home Assistant, and its words on the way back.
final class HomeListening implements Listening {
    /// In bytes, of what Home Assistant has not yet taken.
    private static final int LONGEST = 4 << 20;

    private static final byte[] END = {};

    /// What is spoken, as the engine takes it.
    ///
    /// @param header that describes it
    record Content(String header, SpokenSound sound) {}

    private final SpeechRequests requests;
    private final Consumer<Optional<SpeechException>> ended;
    private final BlockingQueue<byte[]> spoken = new LinkedBlockingQueue<>();
    private final AtomicLong waiting = new AtomicLong();
    private final CompletableFuture<String> words = new CompletableFuture<>();
    private final Thread thread;
    private volatile boolean closed;

    /// @param content is asked for on a thread of its own, since it may have to be found out
    /// @param ended is told how it ended, if it did
    HomeListening(
            SpeechRequests requests,
            String path,
            Supplier<Content> content,
            Consumer<Optional<SpeechException>> ended) {
        this.requests = requests;
        this.ended = ended;
        thread = Thread.ofVirtual().name("home-listening").start(() -> run(path, content));
    }

    private void run(String path, Supplier<Content> content) {
        try {
            Content how = content.get();
            CompletableFuture<HttpResponse<InputStream>> answer =
                    requests.send(path, how.header(), BodyPublishers.ofInputStream(() -> new Pieces(how.sound())));
            try {
                words.complete(words(SpeechRequests.object(answer.get())));
            } catch (InterruptedException e) {
                answer.cancel(true);
                throw e;
            }
        } catch (ExecutionException e) {
            words.completeExceptionally(SpeechRequests.failed(e.getCause()));
        } catch (SpeechException e) {
            words.completeExceptionally(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            words.completeExceptionally(new SpeechException(Code.CUT_SHORT, "given up", e));
        } catch (RuntimeException e) {
            words.completeExceptionally(new SpeechException(Code.REFUSED, String.valueOf(e.getMessage()), e));
        }
    }

    /// Engines say `success` without a text where they understood nothing.
    private static String words(Map<String, Object> answer) {
        if (!"success".equals(answer.get("result"))) {
            throw new SpeechException(Code.REFUSED, "Home Assistant's speech-to-text failed");
        }
        return Transcripts.words(Fields.text(answer, "text", ""));
    }

    @Override
    public void hear(ByteBuffer samples) {
        if (!samples.hasRemaining()) {
            return;
        }
        if (words.isCompletedExceptionally()) {
            throw failed(words.exceptionNow());
        }
        if (waiting.addAndGet(samples.remaining()) > LONGEST) {
            throw failed(new SpeechException(Code.STALLED, "Home Assistant takes no more sound"));
        }
        byte[] copy = new byte[samples.remaining()];
        samples.duplicate().get(copy);
        spoken.add(copy);
    }

    @Override
    public String transcript() {
        spoken.add(END);
        try {
            String understood = words.get(requests.patience().toMillis(), TimeUnit.MILLISECONDS);
            ended.accept(Optional.empty());
            return understood;
        } catch (ExecutionException e) {
            throw failed(e.getCause());
        } catch (TimeoutException e) {
            thread.interrupt();
            throw failed(new SpeechException(Code.STALLED, "no words within " + requests.patience(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SpeechException(Code.CUT_SHORT, "interrupted", e);
        }
    }

    private SpeechException failed(@Nullable Throwable cause) {
        SpeechException failure = SpeechRequests.failed(cause);
        if (!closed) {
            ended.accept(Optional.of(failure));
        }
        return new SpeechException(failure.code(), String.valueOf(failure.getMessage()), failure);
    }

    @Override
    public void close() {
        closed = true;
        spoken.add(END);
        thread.interrupt();
    }

    /// What was spoken, piece by piece, as the HTTP client takes it.
    private final class Pieces extends InputStream {
        private final SpokenSound sound;
        private ByteBuffer piece = ByteBuffer.allocate(0);
        private boolean over;

        Pieces(SpokenSound sound) {
            this.sound = sound;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        /// What there is, at once, so that it leaves at once.
        @Override
        public int read(byte[] bytes, int offset, int length) {
            while (!over && !piece.hasRemaining()) {
                try {
                    byte[] next = spoken.take();
                    over = next.length == 0;
                    waiting.addAndGet(-next.length);
                    piece = ByteBuffer.wrap(sound.made(ByteBuffer.wrap(next)));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    over = true;
                }
            }
            if (over) {
                return -1;
            }
            int read = Math.min(length, piece.remaining());
            piece.get(bytes, offset, read);
            return read;
        }
    }
}
