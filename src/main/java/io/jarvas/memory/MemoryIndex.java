package io.jarvas.memory;

import io.jarvas.conversation.Person;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// Where memories are found by their words, as [Wording] has them. Safe to use from any thread.
///
/// Every method throws [io.jarvas.conversation.StoreException] where it cannot be done.
public interface MemoryIndex {
    /// The person's own and the household's that share a stem or a kin, those that share the most, and the
    /// rarest, first.
    ///
    /// @param words stems and kin
    /// @param most how many at most
    List<Memory> find(Person person, Collection<String> words, int most);

    /// The stems that there are which begin like this.
    Set<String> stems(Collection<String> beginnings);
}
