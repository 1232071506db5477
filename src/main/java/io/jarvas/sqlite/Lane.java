package io.jarvas.sqlite;

import io.jarvas.conversation.CurrentTurn;
import io.jarvas.conversation.NoSuchTurnException;
import io.jarvas.conversation.StoreException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/// One platform thread that does work on SQLite, one piece after another. Safe to use from any thread but its own.
final class Lane {
    private final ExecutorService thread;

    Lane(String name) {
        thread = Executors.newSingleThreadExecutor(Thread.ofPlatform()
                .name(name)
                .daemon()
                .inheritInheritableThreadLocals(false)
                .factory());
    }

    /// Waits for the work. An interrupted caller waits on: whether its words were kept must not be left open.
    ///
    /// @throws StoreException where the work does, or the lane is closed
    <T> T await(Callable<T> work) {
        Future<T> result;
        try {
            result = thread.submit(CurrentTurn.carried(work));
        } catch (RejectedExecutionException e) {
            throw new StoreException("The database is closed.", e);
        }
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw of(e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException of(ExecutionException failure) {
        if (failure.getCause() instanceof StoreException e) {
            return new StoreException(String.valueOf(e.getMessage()), e);
        }
        if (failure.getCause() instanceof NoSuchTurnException e) {
            return e;
        }
        return new IllegalStateException("work on the database failed", failure.getCause());
    }

    /// Has the work done some time.
    void later(Runnable work) {
        try {
            thread.execute(work);
        } catch (RejectedExecutionException e) {
            System.getLogger(Lane.class.getName())
                    .log(System.Logger.Level.DEBUG, "the database was closed before that", e);
        }
    }

    boolean closed() {
        return thread.isShutdown();
    }

    /// Waits for the work that there is.
    void close() {
        thread.close();
    }
}
