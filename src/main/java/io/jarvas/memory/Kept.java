package io.jarvas.memory;

import java.util.List;

/// What came of something that was to be remembered.
public sealed interface Kept {
    /// @param replaced older ones that said otherwise, and are forgotten
    record Remembered(Memory memory, List<Memory> replaced) implements Kept {
        public Remembered {
            replaced = List.copyOf(replaced);
        }
    }

    /// It is remembered already.
    record Known(Memory memory) implements Kept {}

    /// It holds a secret: a PIN, a password, a token, the number of a card. It was not kept.
    record Secret() implements Kept {}

    /// The owner of the house wants nothing remembered, or the person does not.
    record Off() implements Kept {}

    /// There is no such memory that this person may change.
    record Unknown() implements Kept {}
}
