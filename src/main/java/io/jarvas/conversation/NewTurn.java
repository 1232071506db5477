package io.jarvas.conversation;

import java.time.Instant;
import java.util.Optional;

/// A message that is taken in.
///
/// @param id a new one
/// @param text as the person wrote it
/// @param messageId that the client gave it, so that sending it again does no harm
/// @param replaces the turn in whose place it comes: that one and what followed it are left aside, and kept until the
///     conversation is deleted
public record NewTurn(String id, String text, Instant at, Optional<String> messageId, Optional<String> replaces) {
    /// One that continues its conversation.
    public NewTurn(String id, String text, Instant at) {
        this(id, text, at, Optional.empty(), Optional.empty());
    }
}
