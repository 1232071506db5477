package io.jarvas.speech;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Sound on its way from a service to whoever takes it: so much that the service can work ahead, and no more. Safe to
/// use from any thread.
public final class SoundQueue implements AutoCloseable {
    /// The bytes that wait to be taken: 47 seconds of most voices.
    private static final int MOST = 2 << 20;

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

    /// @param silence the longest wait for a service that owes sound
    /// @param onFailure learns of a failure before whoever takes the sound
    public SoundQueue(Duration silence, Consumer<SpeechException> onFailure) {
        this.silence = silence;
        this.onFailure = onFailure;
    }

    /// Waits for room. What comes after the end is let go.
    public void put(Sound sound) {
        lock.lock();
        try {
            while (bytes >= MOST && !closed && failure == null) {
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
    public void owe(boolean owes) {
        lock.lock();
        try {
            owed = owes;
            progress = System.nanoTime();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// There is no other sound.
    public void end() {
        lock.lock();
        try {
            over = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Ends it after what is here. Whatever ended it before counts.
    public void fail(SpeechException why) {
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

    /// Nothing is given any more, and nothing waits. As often as one likes.
    @Override
    public void close() {
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
    public Optional<Sound> next() {
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
            throw new SpeechException(SpeechException.Code.STALLED, "no sound within " + silence);
        }
        return left;
    }
}
