package io.jarvas.conversation;

import java.time.Instant;

/// Where a turn is written down while it happens. What returned is on disk. Safe to use from any thread.
public interface TurnLog {
    /// How a turn ended.
    enum End {
        /// The model said all it wanted.
        WHOLE,
        /// It was cancelled, or broke off.
        CUT_SHORT
    }

    /// Keeps a person's message as it was written, before the model is asked.
    ///
    /// @throws StoreException where it cannot be stored, or a message of that id was before
    /// @throws NoSuchTurnException where it is to come in the place of a turn that the conversation does not
    /// have
    void accepted(ConversationKey conversation, NewTurn turn);

    /// Keeps a message that the model is about to be sent, or has written.
    ///
    /// @throws StoreException where it cannot be stored
    void appended(ConversationKey conversation, String turn, PromptMessage message);

    /// Takes back the message that was [#appended] last in a turn: the model did not take it. The turn itself,
    /// and
    /// what was appended before, stays.
    ///
    /// @throws StoreException where it cannot be stored
    void withdrawn(ConversationKey conversation, String turn);

    /// Adds to what the model is told with the conversation's next message. Nothing happens where there is no
    /// such
    /// conversation.
    ///
    /// @throws StoreException where it cannot be stored
    void noted(ConversationKey conversation, String note);

    /// Keeps the answer as the person was shown it.
    ///
    /// @param note see [History#note()]
    /// @throws StoreException where it cannot be stored
    void ended(ConversationKey conversation, String turn, String answer, String note, End end, Instant at);
}
