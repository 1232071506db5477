package io.jarvas.assistant;

import io.jarvas.conversation.ConversationKey;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Decides which turn runs when: so many at once, one in a conversation, first come first served. Safe to use
/// from any thread.
final class Admission {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final int maxTurns;
    private final int maxQueue;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /// Everyone inside, in the order in which they came; those who run among them.
    private final Deque<Place> places = new ArrayDeque<>();

    private boolean closed;
    private int reserved;
    private int running;

    Admission(int maxTurns, int maxQueue) {
        this.maxTurns = maxTurns;
        this.maxQueue = maxQueue;
    }

    /// Takes a place, before anything is known of the turn.
    ///
    /// @throws OverloadedException where as many run and wait as may
    Reservation reserve() {
        lock.lock();
        try {
            if (closed || places.size() + reserved >= maxTurns + maxQueue) {
                throw new OverloadedException(RETRY_AFTER);
            }
            reserved++;
            return new Reservation();
        } finally {
            lock.unlock();
        }
    }

    /// Whether nobody runs, and nobody waits.
    boolean idle() {
        lock.lock();
        try {
            return places.isEmpty() && reserved == 0;
        } finally {
            lock.unlock();
        }
    }

    /// Who runs, and who waits.
    Turns.Crowd crowd() {
        lock.lock();
        try {
            return new Turns.Crowd(running, places.size() - running);
        } finally {
            lock.unlock();
        }
    }

    /// Lets nobody in any more, and waits until all have left.
    ///
    /// @param limit the longest wait
    void close(Duration limit) {
        lock.lock();
        try {
            closed = true;
            long left = limit.toNanos();
            while ((reserved > 0 || !places.isEmpty()) && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /// A place that nobody stands in yet. It is to be made a place, or left, once.
    final class Reservation {
        private Reservation() {}

        Place of(ConversationKey conversation) {
            lock.lock();
            try {
                reserved--;
                Place place = new Place(conversation);
                place.cancelled = closed;
                places.addLast(place);
                return place;
            } finally {
                lock.unlock();
            }
        }

        void leave() {
            lock.lock();
            try {
                reserved--;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /// One turn's place. It must be left.
    final class Place {
        private final ConversationKey conversation;
        private boolean runs;
        private boolean cancelled;

        private Place(ConversationKey conversation) {
            this.conversation = conversation;
        }

        /// Waits until the turn may run.
        ///
        /// @param onWait called once, where it must wait
        /// @return whether it may: false where it was cancelled
        boolean await(Runnable onWait) {
            if (!mayRunAtOnce()) {
                onWait.run();
            }
            lock.lock();
            try {
                while (!cancelled && !mayRun()) {
                    changed.awaitUninterruptibly();
                }
                if (cancelled) {
                    return false;
                }
                start();
                return true;
            } finally {
                lock.unlock();
            }
        }

        void cancel() {
            lock.lock();
            try {
                cancelled = true;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        void leave() {
            lock.lock();
            try {
                if (places.remove(this) && runs) {
                    running--;
                }
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        private boolean mayRunAtOnce() {
            lock.lock();
            try {
                if (!cancelled && mayRun()) {
                    start();
                }
                return runs || cancelled;
            } finally {
                lock.unlock();
            }
        }

        private void start() {
            if (!runs) {
                runs = true;
                running++;
            }
        }

        /// Whether there is room, and nobody who came earlier is of the same conversation.
        private boolean mayRun() {
            if (runs || running >= maxTurns) {
                return runs;
            }
            Iterator<Place> earlier = places.iterator();
            for (Place place = earlier.next(); place != this; place = earlier.next()) {
                if (place.conversation.equals(conversation)) {
                    return false;
                }
            }
            return true;
        }
    }
}
