package io.jarvas.homeassistant;

import io.jarvas.home.HomeSnapshot;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The snapshots in the order in which they were published. A reader that waits sees every one, however late
/// it comes to it.
///
/// They form a chain of which only the newest is held here: a snapshot that no reader still has before it is
/// garbage.
final class SnapshotFeed {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition published = lock.newCondition();

    private volatile Link newest = new Link(Optional.empty());

    private static final class Link {
        private final Optional<HomeSnapshot> snapshot;
        private volatile @Nullable Link next;

        Link(Optional<HomeSnapshot> snapshot) {
            this.snapshot = snapshot;
        }
    }

    Optional<HomeSnapshot> newest() {
        return newest.snapshot;
    }

    void publish(HomeSnapshot snapshot) {
        lock.lock();
        try {
            Link link = new Link(Optional.of(snapshot));
            newest.next = link;
            newest = link;
            published.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// A reader that begins at the newest snapshot.
    Reader reader() {
        return new Reader(newest);
    }

    /// Reads the chain. For one thread.
    final class Reader {
        private Link at;

        private Reader(Link at) {
            this.at = at;
        }

        /// Where the reader is; empty only before the first snapshot of all.
        Optional<HomeSnapshot> current() {
            return at.snapshot;
        }

        /// Goes on to the next snapshot, and waits for it where it is the newest's turn.
        ///
        /// @return whether there was one within the limit
        boolean next(Duration limit) throws InterruptedException {
            Link next = at.next;
            if (next == null) {
                next = published(limit);
            }
            if (next == null) {
                return false;
            }
            at = next;
            return true;
        }

        private @Nullable Link published(Duration limit) throws InterruptedException {
            long left = limit.toNanos();
            lock.lock();
            try {
                while (at.next == null && left > 0) {
                    left = published.awaitNanos(left);
                }
                return at.next;
            } finally {
                lock.unlock();
            }
        }
    }
}
