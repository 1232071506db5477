package io.jarvas.assistant;

import io.jarvas.conversation.Person;

/// The way in for what a person wants gone. What returned is gone from the disk, and nothing of it is written
/// afterwards. Safe to use from any thread.
///
/// Every method throws [io.jarvas.conversation.StoreException] where it cannot be done.
public interface Forgetting {
    /// Deletes a conversation. What runs in it is cancelled first.
    ///
    /// @return whether there was such a conversation
    boolean delete(Person person, String conversation);

    /// Deletes everything of a person. What runs is cancelled first, what waits for a yes is given up, and
    /// what is scheduled is cancelled.
    void erase(Person person);
}
