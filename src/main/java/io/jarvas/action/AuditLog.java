package io.jarvas.action;

import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.Person;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Where it is written down what was proposed and done. What returned is on disk. Safe to use from any thread.
///
/// Every method throws [io.jarvas.conversation.StoreException] where it cannot be done.
public interface AuditLog {
    /// How many entries an export holds at once.
    int EXPORT_PAGE = 500;

    /// Writes the entry, in the place of an older one of the same id. One that waits for a yes takes no place
    /// of one that is settled. Where the entry took back another action, that one is undone from now on.
    void write(AuditEntry entry);

    /// A person's entry of that id.
    Optional<AuditEntry> find(String id, Person person);

    /// The newest entries first.
    ///
    /// @param person whose; empty for everybody's
    /// @param before the id of the entry that the last page ended with; empty for the first page
    /// @param most how many at most
    List<AuditEntry> page(Optional<Person> person, Optional<String> before, int most);

    /// Every entry of a conversation, the oldest first.
    List<AuditEntry> of(ConversationKey conversation);

    /// Drops the entries of what was proposed before.
    void forgetBefore(Instant before);

    /// Hands over every entry, the newest first, without keeping them all at once.
    ///
    /// @param person whose; empty for everybody's
    default void export(Optional<Person> person, Consumer<AuditEntry> each) {
        Optional<String> before = Optional.empty();
        while (true) {
            List<AuditEntry> page = page(person, before, EXPORT_PAGE);
            page.forEach(each);
            if (page.size() < EXPORT_PAGE) {
                return;
            }
            before = Optional.of(page.getLast().id());
        }
    }
}
