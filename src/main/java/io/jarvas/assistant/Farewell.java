package io.jarvas.assistant;

import io.jarvas.action.Door;
import io.jarvas.conversation.ConversationEdits;
import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.PersonalData;

/// Ends what runs before what is stored goes, in that order, so that nothing comes back. Meanwhile the person's
/// new messages wait. Safe to use from any thread.
public final class Farewell implements Forgetting {
    private final Parts parts;

    /// What has to end, and what has to go.
    ///
    /// @param audited returns when what was done until now is in the audit log, as far as it can be
    /// @param erased forgets what is still known by heart of somebody who was erased
    public record Parts(
            Assistant assistant,
            Door door,
            ConversationEdits conversations,
            PersonalData data,
            Runnable audited,
            Runnable erased) {}

    public Farewell(Parts parts) {
        this.parts = parts;
    }

    @Override
    public boolean delete(Person person, String conversation) {
        ConversationKey key = new ConversationKey(person, conversation);
        return parts.assistant().halt(person, key::equals, () -> {
            parts.door().giveUp(key);
            return parts.conversations().delete(key);
        });
    }

    @Override
    public void erase(Person person) {
        var _ = parts.assistant().halt(person, key -> key.person().equals(person), () -> {
            parts.door().forget(person);
            parts.audited().run();
            try {
                parts.data().erase(person);
            } finally {
                parts.erased().run();
            }
            return true;
        });
    }
}
