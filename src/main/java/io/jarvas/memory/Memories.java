package io.jarvas.memory;

import io.jarvas.conversation.Person;
import java.util.List;
import java.util.Optional;

/// What is remembered, for whoever sees, writes and deletes it: their own memories and the household's. Safe to use
/// from any thread.
///
/// Every method throws [io.jarvas.conversation.StoreException] where it cannot be done.
public interface Memories {
    /// Those that were changed last come first.
    ///
    /// @param before the id of the memory that the last page ended with; empty for the first page
    /// @param most how many at most
    List<Memory> page(Person person, Optional<String> before, int most);

    /// Remembers it, unless it holds a secret. An older one that says otherwise is forgotten.
    ///
    /// @param text 1 to [Memory#LONGEST] characters; line breaks become spaces
    Kept keep(Person person, Scope scope, String text, Source source);

    /// Writes one anew. The household's may be changed by who kept it, and by an administrator.
    ///
    /// @param scope empty for the same
    /// @param text empty for the same
    Kept edit(Editor editor, String id, Optional<Scope> scope, Optional<String> text);

    /// @return whether there was one that this person may delete
    boolean forget(Editor editor, String id);

    /// Whether a person wants to be remembered at all; the owner of the house may have said no for everybody.
    boolean wanted(Person person);

    /// Turns it on or off for a person. What is remembered stays until it is deleted, and is not told while it
    /// is off.
    void want(Person person, boolean wanted);

    /// @param administrator whether they may change what others kept for the household
    record Editor(Person person, boolean administrator) {}
}
