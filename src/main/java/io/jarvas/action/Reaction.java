package io.jarvas.action;

import io.jarvas.conversation.ConversationKey;
import io.jarvas.reply.Action;

/// What comes of a person's word about an action: a yes, a no, a wish to take it back.
public sealed interface Reaction {
    /// It is settled.
    ///
    /// @param id of the action that this is the outcome of; for an undo an id of its own
    /// @param conversation that should know of it
    /// @param action as it was proposed
    record Settled(String id, ConversationKey conversation, Action action, ActionOutcome outcome) implements Reaction {}

    /// The yes needs the owner's PIN, and came without it or with a wrong one. It still waits.
    ///
    /// @param wrong whether a PIN was given
    /// @param triesLeft at least one
    record PinWanted(String id, boolean wrong, int triesLeft) implements Reaction {}

    /// A yes that was said aloud is not enough, and there is no PIN to say. It still waits for a tap or a
    /// written yes.
    record Unspeakable(String id) implements Reaction {}

    /// It no longer waits: it was answered, has run out, was given up, or too many PINs were wrong. Or it can
    /// no longer be undone.
    record TooLate(String id) implements Reaction {}

    /// The person has no such action.
    record Unknown(String id) implements Reaction {}
}
