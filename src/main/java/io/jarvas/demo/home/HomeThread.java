package io.jarvas.demo.home;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// The one thread that owns everything in the home. Whatever reads or changes the home runs here, one after
/// another.
final class HomeThread implements AutoCloseable {
    private static final Logger LOGGER = System.getLogger(HomeThread.class.getName());

    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("demo-home").daemon().factory());

    HomeThread() {
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /// Runs the task after those that wait. A home that has been closed runs none.
    void run(Runnable task) {
        try {
            executor.execute(guarded(task));
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.DEBUG, "The demo home is closed", e);
        }
    }

    /// The task's result, once it has run. An exception of the task comes as the cause of a
    /// `CompletionException`.
    <T> T ask(Supplier<T> task) {
        return CompletableFuture.supplyAsync(task, executor).join();
    }

    /// Runs the task after a while.
    ///
    /// @return what keeps it from being run
    Runnable later(Duration delay, Runnable task) {
        ScheduledFuture<?> future = executor.schedule(guarded(task), delay.toMillis(), TimeUnit.MILLISECONDS);
        return () -> future.cancel(false);
    }

    /// Runs the task again and again.
    ///
    /// @return what ends that
    Runnable every(Duration pause, Runnable task) {
        ScheduledFuture<?> future = executor.scheduleWithFixedDelay(
                guarded(task), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        return () -> future.cancel(false);
    }

    @Override
    public void close() {
        executor.shutdown();
    }

    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RejectedExecutionException e) {
                LOGGER.log(Level.DEBUG, "The demo home was closed during a step", e);
            } catch (RuntimeException e) {
                LOGGER.log(Level.ERROR, "A step of the demo home failed", e);
            }
        };
    }
}
