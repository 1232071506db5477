package io.jarvas.conversation;

import java.time.Instant;

/// What is to be forgotten. What returned is on disk. Safe to use from any thread.
///
/// Every method throws [StoreException] where it cannot be done.
public interface PersonalData {
    /// Deletes everything of a person, wherever it stands: conversations, memories, schedules, in every
    /// index, free page, copy and file set aside. The audit log keeps what happened, without saying who.
    void erase(Person person);

    /// Deletes the conversations in which nothing was written since.
    void expire(Instant before);
}
