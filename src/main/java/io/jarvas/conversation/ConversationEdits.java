package io.jarvas.conversation;

/// What a person changes about a conversation. What returned is on disk. Safe to use from any thread.
///
/// Every method throws [StoreException] where it cannot be done.
public interface ConversationEdits {
    /// @param title 1 to 200 characters
    /// @return whether there is such a conversation
    boolean rename(ConversationKey conversation, String title);

    /// Deletes it and whatever was left aside in it, so that nothing of it stands in the file any more.
    ///
    /// @return whether there was such a conversation
    boolean delete(ConversationKey conversation);
}
