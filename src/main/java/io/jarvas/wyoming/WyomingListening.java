package io.jarvas.wyoming;

import io.jarvas.language.Language;
import io.jarvas.speech.Listening;
import io.jarvas.speech.PcmFormat;
import io.jarvas.speech.SpeechException;
import io.jarvas.speech.Transcripts;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One utterance at a Wyoming service. Whoever speaks never waits for the service: one thread sends what was heard, one
/// receives what was understood, and [#transcript()] waits for the latter, as long as anything moves.
final class WyomingListening implements Listening {
    /// So much may be heard and not yet sent: a service that takes less is stuck.
    private static final int MOST_UNSENT = PcmFormat.SPEECH.bytes(Duration.ofMinutes(1));

    private static final int LARGEST_CHUNK = PcmFormat.SPEECH.bytes(Duration.ofMillis(500));
    private static final Map<String, Object> FORMAT = Map.of(
            "rate",
            PcmFormat.SPEECH.rate(),
            "width",
            PcmFormat.SPEECH.frame(),
            "channels",
            PcmFormat.SPEECH.channels());
    private static final System.Logger LOG = System.getLogger(WyomingListening.class.getName());

    private sealed interface Outcome {
        record Understood(String text) implements Outcome {}

        record Failed(SpeechException failure) implements Outcome {}
    }

    private final Service service;
    private final ServiceConnection connection;
    private final Optional<String> model;
    private final Language language;
    private final Consumer<String> partial;
    private final PartialTranscript soFar = new PartialTranscript();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<ByteBuffer> unsent = new ArrayDeque<>();
    private int unsentBytes;
    private boolean ended;
    private @Nullable Outcome outcome;
    private long progress = System.nanoTime();

    /// Held while a partial transcript is told.
    private final ReentrantLock telling = new ReentrantLock();

    private WyomingListening(Service service, Optional<String> model, Language language, Consumer<String> partial) {
        this.service = service;
        this.connection = service.connection();
        this.model = model;
        this.language = language;
        this.partial = partial;
    }

    static WyomingListening begin(
            Service service, Optional<String> model, Language language, Consumer<String> partial) {
        WyomingListening listening = new WyomingListening(service, model, language, partial);
        Thread.ofVirtual().name("wyoming-listen").start(listening::work);
        return listening;
    }

    @Override
    public void hear(ByteBuffer samples) {
        lock.lock();
        try {
            if (outcome instanceof Outcome.Failed(var failure)) {
                throw failure;
            }
            if (outcome != null || ended || !samples.hasRemaining()) {
                return;
            }
            unsentBytes += samples.remaining();
            unsent.add(ByteBuffer.allocate(samples.remaining())
                    .put(samples.duplicate())
                    .flip());
            changed.signalAll();
            if (unsentBytes <= MOST_UNSENT) {
                return;
            }
        } finally {
            lock.unlock();
        }
        throw fail(new SpeechException(SpeechException.Code.STALLED, "it does not take what is spoken"));
    }

    @Override
    public String transcript() {
        Outcome came = await();
        end(came, true);
        // The partial transcript that is being told comes before.
        telling.lock();
        try {
            return switch (came) {
                case Outcome.Understood(var text) -> text;
                case Outcome.Failed(var failure) -> throw failure;
            };
        } finally {
            telling.unlock();
        }
    }

    @Override
    public void close() {
        end(new Outcome.Failed(new SpeechException(SpeechException.Code.CUT_SHORT, "given up")), false);
    }

    private Outcome await() {
        long longest = service.place().silence().toNanos();
        lock.lock();
        try {
            ended = true;
            progress = System.nanoTime();
            changed.signalAll();
            while (outcome == null) {
                long left = longest - (System.nanoTime() - progress);
                if (left <= 0) {
                    return new Outcome.Failed(new SpeechException(SpeechException.Code.STALLED, "no transcript"));
                }
                changed.await(left, TimeUnit.NANOSECONDS);
            }
            return outcome;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            return new Outcome.Failed(new SpeechException(SpeechException.Code.CUT_SHORT, "interrupted", e));
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        ServiceInfo.Choice choice;
        try {
            choice = service.choice(language);
            connection.connect();
        } catch (SpeechException e) {
            fail(e);
            return;
        }
        Thread.ofVirtual()
                .name("wyoming-understand")
                .start(() -> receive(choice.program().streaming()));
        try {
            send(choice);
        } catch (SpeechException e) {
            // What it said before it went away, the receiver knows.
            LOG.log(System.Logger.Level.DEBUG, "the service takes nothing more", e);
        }
    }

    private void send(ServiceInfo.Choice choice) {
        if (!choice.program().first()) {
            connection.send(
                    new Event("select-program", Map.of("name", choice.program().name())));
        }
        Map<String, Object> transcribe = new LinkedHashMap<>();
        model.filter(name -> choice.model().equals(Optional.of(name))).ifPresent(name -> transcribe.put("name", name));
        transcribe.put("language", choice.language());
        connection.send(new Event("transcribe", transcribe));
        connection.send(new Event("audio-start", FORMAT));
        Optional<ByteBuffer> heard = heard();
        while (heard.isPresent()) {
            connection.send(new Event("audio-chunk", FORMAT, heard.orElseThrow()));
            heard = heard();
        }
        if (!isOver()) {
            connection.send(new Event("audio-stop"));
        }
    }

    /// Waits for the next that was heard; nothing after the last.
    private Optional<ByteBuffer> heard() {
        lock.lock();
        try {
            progress = System.nanoTime();
            while (unsent.isEmpty() && !ended && outcome == null) {
                changed.awaitUninterruptibly();
            }
            ByteBuffer first = unsent.peek();
            if (outcome != null || first == null) {
                return Optional.empty();
            }
            ByteBuffer piece = first.slice(first.position(), Math.min(first.remaining(), LARGEST_CHUNK));
            first.position(first.position() + piece.remaining());
            if (!first.hasRemaining()) {
                unsent.remove();
            }
            unsentBytes -= piece.remaining();
            return Optional.of(piece);
        } finally {
            lock.unlock();
        }
    }

    private void receive(boolean streams) {
        try {
            boolean over = false;
            while (!over) {
                Event event = connection.receive();
                moved();
                over = take(event, streams);
            }
        } catch (SpeechException e) {
            fail(e);
        } catch (BrokenEventException e) {
            fail(new SpeechException(SpeechException.Code.REFUSED, String.valueOf(e.getMessage()), e));
        } catch (RuntimeException | Error broke) {
            fail(new SpeechException(SpeechException.Code.REFUSED, broke.toString(), broke));
        }
    }

    private boolean take(Event event, boolean streams) {
        switch (event.type()) {
            case "transcript" -> {
                end(new Outcome.Understood(Transcripts.words(event.requiredText("text"))), true);
                return true;
            }
            case "transcript-start" -> soFar.restart();
            case "transcript-chunk" -> {
                String text = soFar.add(event.requiredText("text"));
                if (streams) {
                    tell(Transcripts.words(text));
                }
            }
            case "transcript-stop" -> {
                end(new Outcome.Understood(Transcripts.words(soFar.text())), true);
                return true;
            }
            default -> LOG.log(System.Logger.Level.TRACE, "an event that is for others: {0}", event.type());
        }
        return false;
    }

    private void tell(String text) {
        telling.lock();
        try {
            if (!isOver()) {
                partial.accept(text);
            }
        } finally {
            telling.unlock();
        }
    }

    private void moved() {
        lock.lock();
        try {
            progress = System.nanoTime();
        } finally {
            lock.unlock();
        }
    }

    private boolean isOver() {
        lock.lock();
        try {
            return outcome != null;
        } finally {
            lock.unlock();
        }
    }

    private SpeechException fail(SpeechException failure) {
        end(new Outcome.Failed(failure), true);
        return failure;
    }

    /// @param ofService whether it says something about the service
    private void end(Outcome came, boolean ofService) {
        lock.lock();
        try {
            if (outcome == null) {
                if (ofService) {
                    tellOf(came);
                }
                outcome = came;
                unsent.clear();
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
        connection.close();
    }

    private void tellOf(Outcome came) {
        switch (came) {
            case Outcome.Understood understood -> service.worked();
            case Outcome.Failed(var failure) -> service.failed(failure);
        }
    }
}
