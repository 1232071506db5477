package io.jarvas.memory;

import io.jarvas.conversation.Person;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Where memories are kept. What returned is on disk. Safe to use from any thread.
///
/// Every method throws [io.jarvas.conversation.StoreException] where it cannot be done.
public interface MemoryStore {
    /// The person's own and the household's, those that were changed last first.
    ///
    /// @param before the id of the one that the last page ended with; empty for the first page
    /// @param most how many at most
    List<Memory> page(Person person, Optional<String> before, int most);

    /// Whosever it is.
    Optional<Memory> find(String id);

    /// Keeps a memory, in the place of the one of its id where there is one, and forgets others: all of it or
    /// nothing.
    ///
    /// @param memory empty where some are only forgotten
    void write(Optional<Memory> memory, Collection<String> forgotten);
}
