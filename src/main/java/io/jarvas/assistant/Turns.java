package io.jarvas.assistant;

import io.jarvas.conversation.Person;
import java.util.List;
import java.util.Optional;

/// The way in for messages, and how it goes with those that came. Safe to use from any thread.
public interface Turns extends TurnStarter {
    /// A person is about to write: what the model will be sent is read in advance, as soon as no turn runs.
    ///
    /// @param conversation its id; empty for a new one
    /// @return whether the model has read it already
    boolean prepare(Person person, Optional<String> conversation);

    /// What the latest turns took, the newest first.
    List<TurnReport> recent();

    /// How the model's window is used.
    WindowReport window();

    /// How many are answered now.
    Crowd crowd();

    /// @param running turns that are being answered
    /// @param waiting turns that wait for their place
    record Crowd(int running, int waiting) {}
}
