package io.jarvas.action;

import io.jarvas.conversation.ConversationKey;
import io.jarvas.home.ServiceCall;
import java.time.Instant;

/// Something that is to be done later.
///
/// @param id also that of the action in the audit log that made it
/// @param words with which the person asked for it
/// @param call as it was judged when it was made, its targets resolved
/// @param confirmed whether a person said yes to it when it was made
/// @param due when it is to be done
public record Schedule(
        String id,
        ConversationKey conversation,
        String words,
        ServiceCall call,
        boolean confirmed,
        Instant due,
        State state) {
    public enum State {
        /// Not due yet.
        WAITING,
        /// It has begun, and nobody knows yet how it ends. Stored before the call leaves.
        RUNNING,
        DONE,
        /// It was done, and did not come about; or the policy forbade it when it was due.
        FAILED,
        /// Jarvas was not there when it was due. It is not run late by surprise.
        MISSED,
        /// Jarvas died while it ran: it may have been done. It is never run a second time unasked.
        INTERRUPTED,
        CANCELLED
    }

    public Schedule in(State now) {
        return new Schedule(id, conversation, words, call, confirmed, due, now);
    }
}
