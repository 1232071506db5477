package io.jarvas.memory;

import io.jarvas.conversation.Person;
import java.time.Instant;

/// A fact that is remembered.
///
/// @param owner who kept it
/// @param text 1 to 500 characters, in one line
/// @param changed when it was kept, or written anew
public record Memory(String id, Person owner, Scope scope, String text, Source source, Instant changed) {
    public static final int LONGEST = 500;

    public Memory {
        if (text.isBlank() || text.length() > LONGEST || text.lines().count() > 1) {
            throw new IllegalArgumentException("a memory is a line of 1 to 500 characters");
        }
    }
}
