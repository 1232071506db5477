package io.jarvas.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One end of a connection, at which one thread at a time may be stuck, and from which it can be got away from
/// outside: interrupting a thread that reads from a socket, or writes to it, closes the socket. Safe to use from
/// any thread.
final class BlockingCall {
    private final Object guard = new Object();
    private @Nullable Thread caller;
    private long since;
    private boolean interrupted;
    private boolean ended;

    /// Runs what may block.
    ///
    /// @throws UncheckedIOException where the connection was ended
    void run(Runnable call) {
        synchronized (guard) {
            if (ended) {
                throw new UncheckedIOException(new IOException("the connection was ended"));
            }
            caller = Thread.currentThread();
            since = System.nanoTime();
        }
        try {
            call.run();
        } finally {
            synchronized (guard) {
                caller = null;
                if (interrupted) {
                    // Ours: what this thread does next was not meant.
                    Thread.interrupted();
                }
            }
        }
    }

    /// Ends the call that is under way, where it has taken so long.
    ///
    /// @return whether a call is under way
    boolean giveUpAfter(Duration limit) {
        synchronized (guard) {
            if (caller == null) {
                return false;
            }
            if (System.nanoTime() - since >= limit.toNanos()) {
                interrupt(caller);
            }
            return true;
        }
    }

    /// Ends the call that is under way, and lets no other begin.
    void end() {
        synchronized (guard) {
            ended = true;
            if (caller != null) {
                interrupt(caller);
            }
        }
    }

    private void interrupt(Thread thread) {
        if (!interrupted) {
            interrupted = true;
            thread.interrupt();
        }
    }
}
