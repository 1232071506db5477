package io.jarvas.memory;

import io.jarvas.conversation.Person;
import io.jarvas.llm.Embedding;
import java.util.List;

/// Where the meanings of memories are kept. A memory that is written anew or forgotten loses its own. Safe to use from
/// any thread.
///
/// Every method throws [io.jarvas.conversation.StoreException] where it cannot be done.
public interface MeaningStore {
    /// One memory's.
    ///
    /// @param memory its id
    record Placed(String memory, Person owner, Scope scope, Embedding meaning) {}

    /// Memories of which that model has not said the meaning yet.
    ///
    /// @param most how many at most
    List<Memory> without(String model, int most);

    /// Keeps a meaning, unless the memory is no longer as it was.
    ///
    /// @return whether it is kept
    boolean put(Memory memory, Embedding meaning);

    /// All that the model has said.
    List<Placed> all(String model);
}
