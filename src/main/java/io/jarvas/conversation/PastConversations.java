package io.jarvas.conversation;

import java.util.List;
import java.util.Optional;

/// A person's conversations, to be found again. Nobody else's are ever among them. Safe to use from any thread.
///
/// Every method throws [StoreException] where it cannot be done.
public interface PastConversations {
    /// Those that were written in last come first. One without a turn is in no list.
    ///
    /// @param words that one of its messages or answers has, in any form of theirs; empty for all conversations
    /// @param before the id of the conversation that the last page ended with; empty for the first page
    /// @param most how many at most
    List<ConversationSummary> page(Person person, String words, Optional<String> before, int most);

    Optional<StoredConversation> find(ConversationKey conversation);
}
