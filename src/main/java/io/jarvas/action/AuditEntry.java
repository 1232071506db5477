package io.jarvas.action;

import io.jarvas.conversation.ConversationKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// One proposal, and what became of it. A later entry of the same id replaces it: what waited for a yes has one
/// row, from the question to the end.
///
/// @param at when it was proposed
/// @param asked the person's words; never a PIN
/// @param arguments as they were given, codes and PINs left out; empty where they could not be read
/// @param verdict `allowed`, `confirm` or `never`, and why; empty where it was never judged
/// @param outcome see [ActionOutcome#kind()]
/// @param detail a few words of no language: what failed, what it waits for
/// @param undone whether it was undone since
public record AuditEntry(
        String id,
        Instant at,
        ConversationKey conversation,
        String turn,
        Origin origin,
        String asked,
        String tool,
        Map<String, Object> arguments,
        String verdict,
        String outcome,
        String detail,
        List<Change> changes,
        Duration took,
        boolean undone) {
    /// Who wanted it.
    public enum Origin {
        /// The model, in a turn.
        MODEL,
        /// A person, who took something back.
        UNDO,
        /// The clock.
        SCHEDULE
    }

    /// @param from and `to` are states, as Home Assistant writes them
    public record Change(String entity, String from, String to) {}

    public AuditEntry {
        arguments = Map.copyOf(arguments);
        changes = List.copyOf(changes);
    }
}
