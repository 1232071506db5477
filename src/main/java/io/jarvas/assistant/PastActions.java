package io.jarvas.assistant;

import io.jarvas.action.AuditEntry;
import io.jarvas.conversation.ConversationKey;
import io.jarvas.language.Language;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What the turns of a conversation did. Safe to use from any thread.
public interface PastActions {
    /// The oldest first.
    ///
    /// @param language of the sentences
    /// @throws io.jarvas.conversation.StoreException where it cannot be read
    List<PastAction> of(ConversationKey conversation, Language language);

    /// An action, and what a person can still do about it.
    ///
    /// @param message what became of it, in a sentence
    /// @param undo how long it can be taken back; empty where it cannot
    /// @param question that waits for an answer
    record PastAction(AuditEntry entry, String message, Optional<Duration> undo, Optional<Question> question) {}

    /// A question that waits for an answer.
    ///
    /// @param reason in a sentence
    /// @param expires how long it waits
    /// @param pin whether a yes needs the owner's PIN
    record Question(String reason, Duration expires, boolean pin) {}
}
