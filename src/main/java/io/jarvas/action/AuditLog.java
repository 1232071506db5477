package io.jarvas.action;

import io.jarvas.conversation.Person;
import java.util.List;
import java.util.Optional;

/// Where it is written down what was proposed and done. What returned is on disk. Safe to use from any thread.
///
/// Every method throws [io.jarvas.conversation.StoreException] where it cannot be done.
public interface AuditLog {
    /// Writes the entry, in the place of an older one of the same id.
    void write(AuditEntry entry);

    /// The newest entries first.
    ///
    /// @param person whose; empty for everybody's
    /// @param before the id of the entry that the last page ended with; empty for the first page
    /// @param most how many at most
    List<AuditEntry> page(Optional<Person> person, Optional<String> before, int most);
}
