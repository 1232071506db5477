package io.jarvas.assistant;

/// Where a turn's events go: an event stream, a socket, a voice, one JSON answer, a test's list.
///
/// Called by one thread at a time, in order. What it throws cancels the turn.
@FunctionalInterface
public interface TurnSink {
    void accept(TurnEvent event);
}
