package io.jarvas.assistant;

import java.util.concurrent.locks.ReentrantLock;

/// One turn's events, from the thread of the text and the thread of the actions, one at a time into a sink. A
/// sink that throws is not called again, and the turn is told. Safe to use from any thread.
final class Events {
    private final TurnSink sink;
    private final Runnable onFailure;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean failed;

    Events(TurnSink sink, Runnable onFailure) {
        this.sink = sink;
        this.onFailure = onFailure;
    }

    void emit(TurnEvent event) {
        lock.lock();
        try {
            if (!failed) {
                sink.accept(event);
            }
        } catch (RuntimeException gone) {
            failed = true;
            System.getLogger(Events.class.getName()).log(System.Logger.Level.DEBUG, "the client left", gone);
            onFailure.run();
        } finally {
            lock.unlock();
        }
    }
}
