package io.jarvas.conversation;

import java.time.Instant;
import java.util.Optional;

/// One turn as the person was shown it.
///
/// @param text what the person wrote
/// @param answer empty while there is none
/// @param current whether the conversation goes on from it; another came in the place of one that is not
/// @param ended empty while it runs, and where Jarvas died meanwhile
public record StoredTurn(
        ConversationKey conversation,
        String id,
        String text,
        String answer,
        State state,
        boolean current,
        Instant accepted,
        Optional<Instant> ended) {
    public enum State {
        /// Taken in, and not answered to the end yet.
        ACCEPTED,
        /// The model said all it wanted.
        WHOLE,
        /// It was cancelled, or broke off.
        CUT_SHORT
    }
}
