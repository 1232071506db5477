package io.jarvas.assistant;

/// A turn, for one who listens to it. Whoever took it in must run it, or leave.
public interface RunningTurn {
    String id();

    /// The id of the conversation it belongs to.
    String conversation();

    /// Does everything that the message asks for, and tells the sink; where that is done by another, or was
    /// done, only tells it. Returns after the last event, whatever went wrong. To be called once.
    void run(TurnSink sink);

    /// The listener has gone. The turn is cancelled where nobody else listens, unless it was asked to wait for
    /// someone: see [UserTurn#resume()]. From any thread, as often as one likes.
    void leave();

    /// Stops the model. Actions that have not begun are dropped; one that has begun runs to its outcome. From
    /// any thread, as often as one likes.
    void cancel();
}
