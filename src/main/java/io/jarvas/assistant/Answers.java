package io.jarvas.assistant;

import io.jarvas.action.ActionOutcome;
import io.jarvas.conversation.Person;
import io.jarvas.language.Language;
import java.util.Optional;

/// The way in for what a person decides about an action other than by a message: a tap. Safe to use from any
/// thread.
public interface Answers {
    /// Does what waits for this yes.
    Answered confirm(Person person, String action, Optional<String> pin, Language language);

    /// Gives up what waits for this no.
    Answered reject(Person person, String action, Language language);

    /// Takes back what was done.
    ///
    /// @param conversation in which a yes would be said that the undoing needs; empty for that of the action
    Answered undo(Person person, String action, Optional<String> conversation, Language language);

    /// What came of it.
    sealed interface Answered {
        /// @param id of the action that this is the outcome of; an undo has an id of its own
        /// @param message the outcome in a sentence
        record Settled(String id, ActionOutcome outcome, String message, boolean undoable) implements Answered {}

        /// The yes needs the owner's PIN; it still waits.
        record PinWanted(String id, boolean wrong, int triesLeft, String message) implements Answered {}

        record TooLate(String message) implements Answered {}

        /// The person has no such action.
        record Unknown() implements Answered {}
    }
}
