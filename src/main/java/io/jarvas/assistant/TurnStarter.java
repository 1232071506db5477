package io.jarvas.assistant;

/// The way in for messages. Safe to use from any thread.
@FunctionalInterface
public interface TurnStarter {
    /// Takes a message in: it has a place in the queue, and is stored. One whose [UserTurn#messageId()] was
    /// taken in before is the same turn, to be listened to from its first event on; nothing is done again.
    ///
    /// @throws OverloadedException where the queue is full; nothing was stored
    /// @throws io.jarvas.conversation.NoSuchTurnException where it replaces a turn that the conversation does
    /// not
    ///     have
    /// @throws io.jarvas.conversation.StoreException where it cannot be stored
    RunningTurn begin(UserTurn turn);
}
