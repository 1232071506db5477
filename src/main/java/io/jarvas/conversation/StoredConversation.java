package io.jarvas.conversation;

import java.util.List;

/// A conversation as the person was shown it.
///
/// @param turns oldest first; those that others came in the place of are among them
public record StoredConversation(ConversationSummary summary, List<StoredTurn> turns) {
    public StoredConversation {
        turns = List.copyOf(turns);
    }
}
