package io.jarvas.wyoming;

import io.jarvas.speech.Sound;
import io.jarvas.speech.SpeechException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Sound on its way from a service to whoever takes it: so much that the service can work ahead, and no more.
final class SoundQueue {
    private final int most;
    private final Duration silence;
    private final Consumer<SpeechException> onFailure;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Sound> sounds = new ArrayDeque<>();
    private int bytes;
    private boolean owed;
    private long progress = System.nanoTime();
    private boolean over;
    private boolean closed;
    private @Nullable SpeechException failure;

    /// @param most bytes that wait to be taken
    /// @param silence the longest wait for a service that owes sound
    /// @param onFailure learns of a failure before whoever takes the sound
    SoundQueue(int most, Duration silence, Consumer<SpeechException> onFailure) {
        this.most = most;
        this.silence = silence;
        this.onFailure = onFailure;
    }

    /// Waits for room. What comes after the end is let go.
    void put(Sound sound) {
        lock.lock();
        try {
            while (bytes >= most && !closed && failure == null) {
                changed.awaitUninterruptibly();
            }
            progress = System.nanoTime();
            if (!closed && failure == null) {
                sounds.add(sound);
                bytes += sound.samples().remaining();
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Says whether the service has something to send, or rests.
    void owe(boolean owes) {
        lock.lock();
        try {
            owed = owes;
            progress = System.nanoTime();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void end() {
        lock.lock();
        try {
            over = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Ends it after what is here. Whatever ended it before counts.
    void fail(SpeechException why) {
        lock.lock();
        try {
            if (!over && !closed && failure == null) {
                onFailure.accept(why);
                failure = why;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            sounds.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits for the next piece; nothing after the last.
    ///
    /// @throws SpeechException that the service failed with, or `STALLED`
    Optional<Sound> next() {
        lock.lock();
        try {
            while (sounds.isEmpty()) {
                if (closed || over) {
                    return Optional.empty();
                }
                if (failure != null) {
                    throw failure;
                }
                changed.await(longestWait(), TimeUnit.NANOSECONDS);
            }
            Sound sound = sounds.remove();
            bytes -= sound.samples().remaining();
            changed.signalAll();
            return Optional.of(sound);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SpeechException(SpeechException.Code.CUT_SHORT, "interrupted", e);
        } finally {
            lock.unlock();
        }
    }

    private long longestWait() {
        if (!owed) {
            return Long.MAX_VALUE;
        }
        long left = silence.toNanos() - (System.nanoTime() - progress);
        if (left <= 0) {
            throw new SpeechException(SpeechException.Code.STALLED, "no sound");
        }
        return left;
    }
}
