package io.jarvas.app;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The wish that the program ends, and the news that it has ended. Safe to use from any thread.
final class StopSignal {
    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    /// Turns SIGTERM and Ctrl+C into a request, and gives the program that long to end before the process
    /// does.
    void onTermination(Duration patience) {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            request();
            awaitStopped(patience);
        }));
    }

    void request() {
        requested.countDown();
    }

    /// Everything is closed.
    void stopped() {
        stopped.countDown();
    }

    void awaitRequest() {
        try {
            requested.await();
        } catch (InterruptedException e) {
            // As good as a request.
            Thread.currentThread().interrupt();
        }
    }

    private void awaitStopped(Duration patience) {
        try {
            if (!stopped.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                System.err.println("Jarvas did not end in " + patience.toSeconds() + " s and is stopped as it is.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
