package io.jarvas.language;

import java.util.Optional;

/// What a person says to something that Jarvas proposed or did: a yes, a no, a wish to have it back. Only a
/// whole message that says nothing else is one: `yes, and turn on the light` is none.
public sealed interface ShortReply {
    /// `yes`, `sim, faz isso`, `go ahead`. Who asks (`yes?`) says no yes, unless the PIN comes with it.
    ///
    /// @param pin the digits that came with it: `yes, 1234`
    record Yes(Optional<String> pin) implements ShortReply {}

    /// `no`, `never mind`, `deixa estar`.
    record No() implements ShortReply {}

    /// `undo that`, `volta atrás`.
    record Undo() implements ShortReply {}

    /// What the message is; nothing where it is anything else, or anything more.
    static Optional<ShortReply> of(String message) {
        return ShortReplies.of(message);
    }
}
