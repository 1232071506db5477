package io.jarvas.memory;

import io.jarvas.conversation.Person;

/// Where it is kept who wants to be remembered. Whoever never said wants to. Safe to use from any thread.
///
/// Every method throws [io.jarvas.conversation.StoreException] where it cannot be done.
public interface MemoryConsents {
    boolean wanted(Person person);

    void want(Person person, boolean wanted);
}
