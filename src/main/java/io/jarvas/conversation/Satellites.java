package io.jarvas.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Those who have a voice alone ([Person#speaks]), as far as anything is kept of them. They have no panel to see or
/// delete it in. Safe to use from any thread.
///
/// Every method throws [StoreException] where it cannot be done.
public interface Satellites {
    /// What is kept of one.
    ///
    /// @param conversations how many
    /// @param memories how many, those that it kept for the household among them
    /// @param newest when the newest of it came
    record Satellite(Person person, int conversations, int memories, Instant newest) {}

    /// Those that were spoken to last come first. One of which nothing is kept is in no list.
    ///
    /// @param before the id of the person that the last page ended with; empty for the first page
    /// @param most how many at most
    List<Satellite> page(Optional<String> before, int most);
}
