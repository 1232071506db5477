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

    /// Takes back the message that was [#appended] last in a turn: the model did not take it. The turn
    /// itself, and what was appended before, stays.
    ///
    /// @throws StoreException where it cannot be stored
    void withdrawn(ConversationKey conversation, String turn);

    /// Adds to what the model is told with the conversation's next message. Nothing happens where there is no
    /// such conversation.
    ///
    /// @throws StoreException where it cannot be stored
    void noted(ConversationKey conversation, String note);

    /// How a turn ended, and what it leaves.
    ///
    /// @param answer as the person was shown it
    /// @param told the note that the model was told with the turn's message: see [History#note()]. What was
    /// [#noted]
    ///     besides, while the turn ran, is still to be told
    /// @param note what is to be told of this turn itself, before what was noted while it ran
    record Ending(String answer, String told, String note, End end, Instant at) {
        /// What is to be told with the next message.
        ///
        /// @param before what was to be told until now: `told`, and what was noted since
        public String noteAfter(String before) {
            if (!before.startsWith(told)) {
                return notes(note, before);
            }
            String since = before.substring(told.length());
            return notes(note, since.startsWith(BETWEEN) ? since.substring(BETWEEN.length()) : since);
        }
    }

    /// Stands between two notes.
    String BETWEEN = "; ";

    /// Both notes, in this order.
    static String notes(String one, String other) {
        return one.isEmpty() || other.isEmpty() ? one + other : one + BETWEEN + other;
    }

    /// Keeps the end of a turn.
    ///
    /// @throws StoreException where it cannot be stored
    void ended(ConversationKey conversation, String turn, Ending ending);
}
