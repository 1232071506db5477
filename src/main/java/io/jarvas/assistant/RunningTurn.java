package io.jarvas.assistant;

/// A message that was taken in. Whoever took it in must run it.
public interface RunningTurn {
    String id();

    /// The id of the conversation it belongs to.
    String conversation();

    /// Does everything that the message asks for, and tells the sink. Returns after the last event, whatever
    /// went wrong. To be called once.
    void run(TurnSink sink);

    /// Stops the model. Actions that have not begun are dropped; one that has begun runs to its outcome. From
    /// any thread, as often as one likes.
    void cancel();
}
