package io.jarvas.action;

import java.util.Optional;

/// A person's yes.
///
/// @param pin the digits that came with it
/// @param spoken whether it was said aloud, by whoever has that voice: what is risky takes no such yes without the PIN
public record Consent(Optional<String> pin, boolean spoken) {
    /// A tap, or a yes that was written.
    public Consent(Optional<String> pin) {
        this(pin, false);
    }
}
