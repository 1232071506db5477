package io.jarvas.wyoming;

import io.jarvas.language.Language;
import io.jarvas.speech.Sound;
import io.jarvas.speech.Speaking;
import io.jarvas.speech.SpeechException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One answer at a Wyoming service. One thread gives it the sentences; where it takes them as a stream, another takes
/// the sound meanwhile.
final class WyomingSpeaking implements Speaking {
    /// Sound that waits to be taken: 47 seconds of most voices.
    private static final int MOST_AHEAD = 2 << 20;

    /// Piper speaks what comes before an empty line at once, and else waits for how the next sentence begins.
    private static final String END_OF_SENTENCE = "\n\n";

    private static final System.Logger LOG = System.getLogger(WyomingSpeaking.class.getName());

    private record Sentence(int number, String text) {}

    private final Service service;
    private final Language language;
    private final SoundQueue sounds;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Sentence> unsaid = new ArrayDeque<>();
    private int said;
    private boolean ended;
    private boolean closed;
    private @Nullable ServiceConnection current;

    private WyomingSpeaking(Service service, Language language) {
        this.service = service;
        this.language = language;
        this.sounds = new SoundQueue(MOST_AHEAD, service.place().silence(), service::failed);
    }

    static WyomingSpeaking begin(Service service, Language language) {
        WyomingSpeaking speaking = new WyomingSpeaking(service, language);
        Thread.ofVirtual().name("wyoming-speak").start(speaking::work);
        return speaking;
    }

    @Override
    public void say(String sentence) {
        lock.lock();
        try {
            if (ended && !closed) {
                throw new IllegalStateException("said after the end");
            }
            unsaid.add(new Sentence(said, sentence.strip()));
            said++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
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

    private void work() {
        try {
            Optional<Sentence> first = sentence();
            if (first.isPresent()) {
                sounds.owe(true);
                ServiceInfo.Choice choice = service.choice(language);
                if (choice.program().streaming()) {
                    stream(choice, first.orElseThrow());
                } else {
                    oneByOne(choice, first.orElseThrow());
                }
                service.worked();
            }
            sounds.end();
        } catch (SpeechException e) {
            fail(e);
        } catch (BrokenEventException e) {
            fail(new SpeechException(SpeechException.Code.REFUSED, String.valueOf(e.getMessage()), e));
        } catch (RuntimeException | Error broke) {
            fail(new SpeechException(SpeechException.Code.REFUSED, broke.toString(), broke));
        }
    }

    private void oneByOne(ServiceInfo.Choice choice, Sentence first) {
        Optional<Sentence> next = Optional.of(first);
        while (next.isPresent()) {
            Sentence sentence = next.orElseThrow();
            sounds.owe(true);
            try (ServiceConnection connection = connect(choice)) {
                connection.send(new Event("synthesize", data(choice, Optional.of(sentence.text()))));
                receive(connection, "audio-stop", sentence.number());
            }
            sounds.owe(false);
            next = sentence();
        }
    }

    /// The sound is taken here, and the sentences leave from a thread of their own.
    private void stream(ServiceInfo.Choice choice, Sentence first) {
        sounds.owe(false);
        try (ServiceConnection connection = connect(choice)) {
            Thread.ofVirtual().name("wyoming-say").start(() -> {
                try {
                    send(connection, choice, first);
                } catch (SpeechException e) {
                    // What it said before it went away, the receiver knows.
                    LOG.log(System.Logger.Level.DEBUG, "the service takes no more sentences", e);
                }
            });
            receive(connection, "synthesize-stopped", -1);
        }
    }

    private void send(ServiceConnection connection, ServiceInfo.Choice choice, Sentence first) {
        connection.send(new Event("synthesize-start", data(choice, Optional.empty())));
        StringBuilder all = new StringBuilder();
        Optional<Sentence> next = Optional.of(first);
        while (next.isPresent()) {
            String text = next.orElseThrow().text() + END_OF_SENTENCE;
            all.append(text);
            connection.send(new Event("synthesize-chunk", Map.of("text", text)));
            next = sentence();
        }
        // For a service that does not know the stream; the others wait for it too.
        connection.send(
                new Event("synthesize", data(choice, Optional.of(all.toString().strip()))));
        connection.send(new Event("synthesize-stop"));
        sounds.owe(true);
    }

    /// Takes sound until the event that ends it.
    ///
    /// @param before the sentence whose sound comes next, or, in a stream, the one before it
    private void receive(ServiceConnection connection, String last, int before) {
        boolean counts = last.equals("synthesize-stopped");
        int sentence = before;
        @Nullable Samples samples = null;
        while (true) {
            Event event = connection.receive();
            if (event.type().equals(last)) {
                return;
            }
            switch (event.type()) {
                case "audio-start" -> {
                    sentence = counts ? Math.min(sentence + 1, saidSoFar() - 1) : sentence;
                    samples = null;
                }
                case "audio-chunk" -> {
                    Samples of = Samples.of(event);
                    if (samples == null || !samples.isLike(of)) {
                        samples = of;
                    }
                    samples.add(event.payload(), Math.max(0, sentence)).forEach(sounds::put);
                }
                default -> LOG.log(System.Logger.Level.TRACE, "an event that is for others: {0}", event.type());
            }
        }
    }

    private ServiceConnection connect(ServiceInfo.Choice choice) {
        ServiceConnection connection = service.connection();
        lock.lock();
        try {
            current = connection;
            if (closed) {
                connection.close();
            }
        } finally {
            lock.unlock();
        }
        connection.connect();
        if (!choice.program().first()) {
            connection.send(
                    new Event("select-program", Map.of("name", choice.program().name())));
        }
        return connection;
    }

    private static Map<String, Object> data(ServiceInfo.Choice choice, Optional<String> text) {
        Map<String, Object> data = new LinkedHashMap<>();
        text.ifPresent(words -> data.put("text", words));
        data.put(
                "voice",
                choice.model().isPresent()
                        ? Map.of("name", choice.model().orElseThrow())
                        : Map.of("language", choice.language()));
        return data;
    }

    /// Waits for the next sentence that has words; nothing after the last, or when it is closed.
    private Optional<Sentence> sentence() {
        lock.lock();
        try {
            while (true) {
                while (unsaid.isEmpty() && !ended && !closed) {
                    changed.awaitUninterruptibly();
                }
                if (closed || unsaid.isEmpty()) {
                    return Optional.empty();
                }
                Sentence next = unsaid.remove();
                if (!next.text().isEmpty()) {
                    return Optional.of(next);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private int saidSoFar() {
        lock.lock();
        try {
            return said;
        } finally {
            lock.unlock();
        }
    }

    private void fail(SpeechException failure) {
        sounds.fail(failure);
        letGo();
    }

    private void letGo() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            if (current != null) {
                current.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
