package io.jarvas.assistant;

import io.jarvas.conversation.Person;
import java.util.Optional;

/// The way in for messages that are said aloud, and answered so. Safe to use from any thread.
public interface SpokenTurns extends TurnStarter {
    /// The person did not hear an answer to its end. The model is told with the conversation's next message,
    /// so that it takes nothing for known that was not heard. To be called before that message is taken in.
    ///
    /// @param conversation its id
    /// @param heard the answer's words until then; empty where none was heard
    void interrupted(Person person, String conversation, String heard);

    /// A message as it may be shown: what may be a PIN is hidden.
    ///
    /// @param conversation its id; empty for a new one
    String shown(Person person, Optional<String> conversation, String text);

    /// What is heard so far of a message, as it may be shown: where a PIN may have begun, nothing of it is.
    ///
    /// @param conversation its id; empty for a new one
    String shownSoFar(Person person, Optional<String> conversation, String text);
}
