package io.jarvas.conversation;

import java.util.Optional;

/// Where conversations are found. Safe to use from any thread.
public interface Conversations {
    /// The person's conversation of that id, made where there is none; a new one where no id is given.
    ///
    /// @throws StoreException where it cannot be stored
    ConversationKey open(Person person, Optional<String> id);

    /// The turn of a message that a client gave this id; empty where there is none.
    ///
    /// @throws StoreException where it cannot be read
    Optional<StoredTurn> turn(Person person, String messageId);

    /// What the model was sent and wrote; a message that was accepted and never sent is not among it.
    ///
    /// @param last how many of the newest messages at most
    /// @throws StoreException where it cannot be read
    History history(ConversationKey conversation, int last);
}
