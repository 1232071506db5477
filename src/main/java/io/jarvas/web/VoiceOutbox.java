package io.jarvas.web;

import io.jarvas.audio.Wav;
import io.jarvas.json.Json;
import io.jarvas.speech.Sound;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What is to be said to the client of a voice session and has not left yet, in its order. A client that reads slowly
/// misses no text, or is parted with; of the sound, the oldest goes. Safe to use from any thread.
final class VoiceOutbox {
    /// The sound that may wait, whichever is reached first.
    static final Duration MOST_SOUND = Duration.ofSeconds(10);

    static final int MOST_SOUND_BYTES = 1024 * 1024;
    /// The text that may wait, in characters.
    static final int MOST_TEXT = 2 * 1024 * 1024;

    private static final int MOST_ANSWERS = 64;
    private static final int NOT_WELCOME = 1008;
    private static final System.Logger LOG = System.getLogger(VoiceOutbox.class.getName());

    /// @param number by which texts and sound are put in one order
    private record Text(long number, String json) {}

    private record Spoken(long number, Sound sound) {}

    private enum State {
        OPEN,
        /// More text waits than a client that reads ever lets wait.
        OVERFLOWED,
        ENDED
    }

    private final SocketOut out;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /// All below guarded by the lock.
    private final ArrayDeque<Text> texts = new ArrayDeque<>();

    private final ArrayDeque<Spoken> spoken = new ArrayDeque<>();
    private State state = State.OPEN;
    private long numbered;
    private long characters;
    private long soundBytes;
    private Duration sounding = Duration.ZERO;

    VoiceOutbox(SocketOut out) {
        this.out = out;
    }

    /// Takes a message, and returns at once.
    void text(String json) {
        lock.lock();
        try {
            add(json);
        } finally {
            lock.unlock();
        }
    }

    /// Takes the answer to what the client sent, and waits while many wait: a client that does not read is
    /// not listened to either.
    void answer(String json) {
        lock.lock();
        try {
            while (state == State.OPEN && texts.size() >= MOST_ANSWERS) {
                changed.awaitUninterruptibly();
            }
            add(json);
        } finally {
            lock.unlock();
        }
    }

    private void add(String json) {
        if (state != State.OPEN) {
            return;
        }
        texts.add(new Text(numbered++, json));
        characters += json.length();
        if (characters > MOST_TEXT) {
            state = State.OVERFLOWED;
        }
        changed.signalAll();
    }

    /// Takes a piece of what is spoken, and returns at once.
    void sound(Sound sound) {
        lock.lock();
        try {
            if (state == State.OPEN) {
                spoken.add(new Spoken(numbered++, sound));
                count(sound, 1);
                while (spoken.size() > 1 && (soundBytes > MOST_SOUND_BYTES || sounding.compareTo(MOST_SOUND) > 0)) {
                    count(spoken.remove().sound(), -1);
                }
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Lets go of all sound that waits.
    void dropSound() {
        lock.lock();
        try {
            spoken.clear();
            soundBytes = 0;
            sounding = Duration.ZERO;
        } finally {
            lock.unlock();
        }
    }

    /// The client is gone.
    void end() {
        lock.lock();
        try {
            state = State.ENDED;
            texts.clear();
            dropSound();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void count(Sound sound, int sign) {
        soundBytes += (long) sign * sound.samples().remaining();
        sounding = sounding.plus(sound.duration().multipliedBy(sign));
    }

    /// Sends what comes, on the thread that calls, until the client is gone.
    void send() {
        try {
            Optional<String> next = next();
            while (next.isPresent()) {
                out.text(next.get());
                next = next();
            }
            if (overflowed()) {
                LOG.log(System.Logger.Level.DEBUG, "a voice session is closed: its client does not read");
                out.close(NOT_WELCOME, "too much was left unread");
            }
        } catch (UncheckedIOException gone) {
            LOG.log(System.Logger.Level.DEBUG, "a client left", gone);
        } finally {
            end();
        }
    }

    /// Waits for the next message; nothing where there is to be none.
    private Optional<String> next() {
        Sound sound;
        lock.lock();
        try {
            while (state == State.OPEN && texts.isEmpty() && spoken.isEmpty()) {
                changed.awaitUninterruptibly();
            }
            if (state != State.OPEN) {
                return Optional.empty();
            }
            @Nullable Text text = texts.peek();
            @Nullable Spoken first = spoken.peek();
            if (first == null || (text != null && text.number() < first.number())) {
                String json = texts.remove().json();
                characters -= json.length();
                changed.signalAll();
                return Optional.of(json);
            }
            sound = spoken.remove().sound();
            count(sound, -1);
        } finally {
            lock.unlock();
        }
        return Optional.of(json(sound));
    }

    private boolean overflowed() {
        lock.lock();
        try {
            return state == State.OVERFLOWED;
        } finally {
            lock.unlock();
        }
    }

    private static String json(Sound sound) {
        return Json.text(EventJson.object(
                "type",
                "tts_audio_chunk",
                "format",
                "wav",
                "data_b64",
                Base64.getEncoder().encodeToString(Wav.of(sound)),
                "sentence",
                sound.sentence()));
    }
}
