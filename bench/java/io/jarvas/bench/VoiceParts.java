package io.jarvas.bench;

import io.jarvas.assistant.RunningTurn;
import io.jarvas.assistant.SpokenTurns;
import io.jarvas.assistant.TurnEvent;
import io.jarvas.assistant.TurnSink;
import io.jarvas.assistant.UserTurn;
import io.jarvas.conversation.Person;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.home.LiveHome;
import io.jarvas.language.Language;
import io.jarvas.speech.Listening;
import io.jarvas.speech.PcmFormat;
import io.jarvas.speech.Sound;
import io.jarvas.speech.Speaking;
import io.jarvas.speech.SpeechStatus;
import io.jarvas.speech.SpeechToText;
import io.jarvas.speech.TextToSpeech;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// What a voice session talks to in [Voice].
final class VoiceParts {
    private static final String ANSWER =
            "It is warm and dry in the kitchen now. The window is open and the fan is still"
                    + " running. I can close the one and stop the other. The lamp over the table is on as well. Shall I do all"
                    + " of that for you? It would take a minute at most.";

    private VoiceParts() {}

    private static boolean ended(Semaphore over, Duration wait) {
        try {
            return over.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Writes 20 tokens a second.
    static final class Writer implements SpokenTurns {
        private volatile long sentenceEnd;
        private volatile long stopped;

        /// When the first sentence's last token was written.
        long sentenceEnd() {
            return sentenceEnd;
        }

        /// When it was last stopped.
        long stopped() {
            return stopped;
        }

        @Override
        public RunningTurn begin(UserTurn turn) {
            Semaphore over = new Semaphore(0);
            return new RunningTurn() {
                @Override
                public String id() {
                    return "t";
                }

                @Override
                public String conversation() {
                    return "c";
                }

                @Override
                public void run(TurnSink sink) {
                    sink.accept(new TurnEvent.Accepted("t", "c"));
                    boolean first = true;
                    for (String token : ANSWER.split("(?= )")) {
                        if (ended(over, Duration.ofMillis(50))) {
                            break;
                        }
                        if (first && token.endsWith(".")) {
                            first = false;
                            sentenceEnd = System.nanoTime();
                        }
                        if (!token.isEmpty()) {
                            sink.accept(new TurnEvent.Text(token));
                        }
                    }
                    sink.accept(new TurnEvent.FinalText(ANSWER));
                    sink.accept(new TurnEvent.Done(true, "t", "c", Map.of(), Map.of()));
                }

                @Override
                public void leave() {
                    over.release();
                }

                @Override
                public void cancel() {
                    stopped = System.nanoTime();
                    over.release();
                }
            };
        }

        @Override
        public void interrupted(Person person, String conversation, String heard) {}

        @Override
        public String shown(Person person, Optional<String> conversation, String text) {
            return text;
        }

        @Override
        public String shownSoFar(Person person, Optional<String> conversation, String text) {
            return text;
        }
    }

    /// Understands at once.
    static final class Ears implements SpeechToText {
        @Override
        public Listening listen(Language language, Consumer<String> partial) {
            return new Listening() {
                @Override
                public void hear(ByteBuffer samples) {}

                @Override
                public String transcript() {
                    return "how is it in the kitchen";
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public SpeechStatus status() {
            return SpeechStatus.ABSENT;
        }
    }

    /// Takes 0.2 s a sentence, and works ahead.
    static final class Mouth implements TextToSpeech {
        private static final PcmFormat FORMAT = new PcmFormat(22_050, 1);
        private static final Duration PIECE = Duration.ofMillis(50);
        private final Map<Integer, Long> ready = new ConcurrentHashMap<>();

        /// When a sentence's sound was there.
        long ready(int sentence) {
            return ready.getOrDefault(sentence, Long.MAX_VALUE);
        }

        @Override
        public Speaking speak(Language language) {
            ready.clear();
            BlockingQueue<String> sentences = new LinkedBlockingQueue<>();
            BlockingQueue<Optional<Sound>> sounds = new LinkedBlockingQueue<>();
            Semaphore over = new Semaphore(0);
            Thread.ofVirtual().start(() -> {
                int count = 0;
                try {
                    for (String words = sentences.take(); !words.isEmpty(); words = sentences.take()) {
                        if (ended(over, Duration.ofMillis(200))) {
                            break;
                        }
                        ready.put(count, System.nanoTime());
                        for (int i = 0; i < words.length() * 65 / 50; i++) {
                            sounds.add(Optional.of(new Sound(FORMAT, ByteBuffer.allocate(FORMAT.bytes(PIECE)), count)));
                        }
                        count++;
                    }
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                sounds.add(Optional.empty());
            });
            return new Speaking() {
                @Override
                public void say(String sentence) {
                    sentences.add(sentence);
                }

                @Override
                public void end() {
                    sentences.add("");
                }

                @Override
                public Optional<Sound> next() {
                    try {
                        return sounds.take();
                    } catch (InterruptedException e) {
                        throw new NoSuchElementException(e);
                    }
                }

                @Override
                public void close() {
                    over.release();
                    sentences.add("");
                    sounds.clear();
                    sounds.add(Optional.empty());
                }
            };
        }

        @Override
        public SpeechStatus status() {
            return SpeechStatus.ABSENT;
        }
    }

    /// None is known.
    static final class NoHome implements LiveHome {
        @Override
        public Optional<HomeSnapshot> snapshot() {
            return Optional.empty();
        }

        @Override
        public HomeSnapshot fresh() {
            throw new NoSuchElementException();
        }

        @Override
        public Optional<HomeSnapshot> await(Predicate<HomeSnapshot> condition, Duration limit) {
            return Optional.empty();
        }
    }
}
