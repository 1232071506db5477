package io.jarvas.action;

import io.jarvas.conversation.ConversationKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// One proposal, and what became of it. A later entry of the same id replaces it: what waited for a yes has one
/// row, from the question to the end.
///
/// @param at when it was proposed
/// @param asked the person's words; never a PIN
/// @param arguments as they were given, codes and PINs left out; where they could not be read `raw`, the beginning of
///     the text
/// @param verdict `allowed`, `confirm` or `never` of the policy, `confirmed` or `rejected` of the person who was
///     asked; empty where it was never judged
/// @param outcome see [ActionOutcome#kind()]
/// @param detail a few words of no language: what failed, what it waits for
/// @param calls what was called, or would have been; an undo can come to several, most others come to one
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
        List<Call> calls,
        List<Change> changes,
        Duration took,
        boolean undone) {
    /// The argument of an undo that names the action to be taken back.
    static final String UNDONE = "action";

    /// Who wanted it.
    public enum Origin {
        /// The model, in a turn.
        MODEL,
        /// A person, who took something back.
        UNDO,
        /// The clock.
        SCHEDULE
    }

    /// @param service `light.turn_on`
    /// @param entities the ids of those that the service was called on
    public record Call(String service, List<String> entities) {
        public Call {
            entities = List.copyOf(entities);
        }
    }

    /// @param from and `to` are states, as Home Assistant writes them
    public record Change(String entity, String from, String to) {}

    public AuditEntry {
        arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
        calls = List.copyOf(calls);
        changes = List.copyOf(changes);
    }

    /// What was called, or would have been, with a comma between; empty where it came to no call.
    public String service() {
        return calls.stream().map(Call::service).distinct().collect(Collectors.joining(", "));
    }

    /// The ids of those that services were called on.
    public List<String> entities() {
        return calls.stream()
                .flatMap(call -> call.entities().stream())
                .distinct()
                .toList();
    }

    /// Whether a person was asked first.
    public boolean needsYes() {
        return switch (verdict) {
            case "confirm", "confirmed", "rejected" -> true;
            default -> false;
        };
    }

    /// Whether the person may be told that it is so: see [ActionOutcome#success()].
    public boolean success() {
        return switch (outcome) {
            case "executed", "already", "sent" -> true;
            default -> false;
        };
    }

    /// The id of the action that this one took back; empty where it took back none.
    public Optional<String> undoes() {
        return origin == Origin.UNDO && success() && arguments.get(UNDONE) instanceof String id
                ? Optional.of(id)
                : Optional.empty();
    }
}
