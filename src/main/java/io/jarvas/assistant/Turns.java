package io.jarvas.assistant;

import java.util.List;

/// The way in for messages. Safe to use from any thread.
public interface Turns {
    /// Takes a message in: it has a place in the queue, and is stored.
    ///
    /// @throws OverloadedException where the queue is full; nothing was stored
    /// @throws io.jarvas.conversation.StoreException where it cannot be stored
    RunningTurn begin(UserTurn turn);

    /// How long the latest turns took, the newest first.
    List<TurnLatency> recent();
}
