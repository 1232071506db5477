package io.jarvas.language;

import java.util.Optional;

/// The digits of a message that is nothing but a PIN, written or spoken: `1 2 3 4`, `one two three four`,
/// `o PIN é 12-34`.
public final class SpokenDigits {
    private SpokenDigits() {}

    /// Its digits, `1234`, at least three and at most twelve; nothing where the message says anything else.
    public static Optional<String> of(String message) {
        return ShortReplies.digits(message);
    }
}
