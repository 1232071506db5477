package io.jarvas.assistant;

import io.jarvas.action.ActionOutcome;
import io.jarvas.conversation.Person;
import io.jarvas.language.Language;
import java.util.Optional;

/// Takes a person's yes, no or "take that back" about one action, outside of a turn: a tap on a button. Safe to
/// use from any thread; returns when the outcome is known.
public interface Answers {
    /// Does what waits for this yes.
    ///
    /// @param pin as the person gave it, where one did
    /// @param language of the message
    Answered confirm(Person person, String action, Optional<String> pin, Language language);

    /// Gives up what waits for this yes.
    Answered reject(Person person, String action, Language language);

    /// Brings back the states from before the action. That is judged like any other, so it may have to wait for
    /// a yes itself.
    ///
    /// @param conversation in which the yes would be said; without one, that of the action
    Answered undo(Person person, String action, Optional<String> conversation, Language language);

    /// What came of it. Every message is a sentence for a person.
    sealed interface Answered {
        /// @param id of the action that this is the outcome of; for an undo an id of its own
        record Settled(String id, ActionOutcome outcome, String message, boolean undoable) implements Answered {}

        /// The yes needs the owner's PIN, and came without it or with a wrong one. It still waits.
        ///
        /// @param wrong whether a PIN was given
        /// @param triesLeft at least one
        record PinWanted(String id, boolean wrong, int triesLeft, String message) implements Answered {}

        /// It no longer waits, or can no longer be undone.
        record TooLate(String message) implements Answered {}

        /// The person has no such action.
        record Unknown() implements Answered {}
    }
}
