package io.jarvas.speech;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Sentences on their way from whoever says them to the service that speaks them, which is given them one by one. Safe
/// to use from any thread.
public final class SentenceQueue implements AutoCloseable {
    /// @param number among all that were said, as in [Sound#sentence()]
    /// @param text has words
    public record Sentence(int number, String text) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Sentence> unsaid = new ArrayDeque<>();
    private int said;
    private boolean ended;
    private boolean closed;

    /// Takes a sentence. One without words is counted, and never given.
    public void say(String sentence) {
        lock.lock();
        try {
            if (ended && !closed) {
                throw new IllegalStateException("said after the end");
            }
            if (!sentence.isBlank()) {
                unsaid.add(new Sentence(said, sentence.strip()));
            }
            said++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// There is no other sentence.
    public void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits for the next sentence; nothing after the last, or when it is closed.
    public Optional<Sentence> next() {
        lock.lock();
        try {
            while (unsaid.isEmpty() && !ended && !closed) {
                changed.awaitUninterruptibly();
            }
            return closed ? Optional.empty() : Optional.ofNullable(unsaid.poll());
        } finally {
            lock.unlock();
        }
    }

    /// How many were said.
    public int said() {
        lock.lock();
        try {
            return said;
        } finally {
            lock.unlock();
        }
    }

    /// Gives no sentence any more. As often as one likes.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
