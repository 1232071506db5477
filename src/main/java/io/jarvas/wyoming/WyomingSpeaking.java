package io.jarvas.wyoming;

import io.jarvas.language.Language;
import io.jarvas.speech.SentenceQueue;
import io.jarvas.speech.SentenceQueue.Sentence;
import io.jarvas.speech.Sound;
import io.jarvas.speech.SoundQueue;
import io.jarvas.speech.Speaking;
import io.jarvas.speech.SpeechException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One answer at a Wyoming service. One thread gives it the sentences; where it takes them as a stream, another takes
/// the sound meanwhile.
final class WyomingSpeaking implements Speaking {
    /// Piper speaks what comes before an empty line at once, and else waits for how the next sentence begins.
    private static final String END_OF_SENTENCE = "\n\n";

    private static final System.Logger LOG = System.getLogger(WyomingSpeaking.class.getName());

    private final Service service;
    private final Language language;
    private final SentenceQueue sentences = new SentenceQueue();
    private final SoundQueue sounds;

    private volatile boolean closed;
    private volatile Optional<ServiceConnection> current = Optional.empty();

    private WyomingSpeaking(Service service, Language language) {
        this.service = service;
        this.language = language;
        this.sounds = new SoundQueue(service.place().silence(), service::failed);
    }

    static WyomingSpeaking begin(Service service, Language language) {
        WyomingSpeaking speaking = new WyomingSpeaking(service, language);
        Thread.ofVirtual().name("wyoming-speak").start(speaking::work);
        return speaking;
    }

    @Override
    public void say(String sentence) {
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

    private void work() {
        try {
            Optional<Sentence> first = sentences.next();
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
            next = sentences.next();
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
            next = sentences.next();
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
                    sentence = counts ? Math.min(sentence + 1, sentences.said() - 1) : sentence;
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
        current = Optional.of(connection);
        if (closed) {
            connection.close();
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

    private void fail(SpeechException failure) {
        sounds.fail(failure);
        letGo();
    }

    private void letGo() {
        closed = true;
        sentences.close();
        current.ifPresent(ServiceConnection::close);
    }
}
