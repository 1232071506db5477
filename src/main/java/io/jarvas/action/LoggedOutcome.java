package io.jarvas.action;

import io.jarvas.action.ActionOutcome.Already;
import io.jarvas.action.ActionOutcome.Denied;
import io.jarvas.action.ActionOutcome.Executed;
import io.jarvas.action.ActionOutcome.Failed;
import io.jarvas.action.ActionOutcome.Failure;
import io.jarvas.action.ActionOutcome.Malformed;
import io.jarvas.action.ActionOutcome.Sent;
import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads from an entry of the audit log what became of an action, as far as it says: states without their attributes,
/// and nothing of what was read or arranged within Jarvas, or waits for a yes.
public final class LoggedOutcome {
    private static final Pattern NEXT_FAILURE = Pattern.compile(Arrays.stream(Failure.Reason.values())
            .map(LoggedOutcome::lower)
            .collect(Collectors.joining("|", ", (?=(?:", "): )")));

    private LoggedOutcome() {}

    /// Nothing where the entry does not say it.
    public static Optional<ActionOutcome> of(AuditEntry entry) {
        return switch (entry.outcome()) {
            case "executed" ->
                Optional.<ActionOutcome>of(new Executed(changes(entry), List.of(), Map.of()))
                        .filter(executed -> !executed.changed().isEmpty());
            case "already" ->
                Optional.<ActionOutcome>of(new Already(ids(entry.entities()).toList()))
                        .filter(_ -> !entry.entities().isEmpty());
            case "sent" -> Optional.of(new Sent(Map.of()));
            case "denied" -> denied(entry.detail());
            case "malformed" -> Optional.of(new Malformed(entry.detail()));
            case "failed" -> failed(entry);
            default -> Optional.empty();
        };
    }

    private static Optional<ActionOutcome> denied(String detail) {
        return before(detail)
                .flatMap(word -> constant(Denied.Reason.values(), word))
                .map(reason -> new Denied(reason, List.of(after(detail).split(", "))));
    }

    private static Optional<ActionOutcome> failed(AuditEntry entry) {
        List<Failure> failures = NEXT_FAILURE
                .splitAsStream(entry.detail())
                .flatMap(text -> before(text)
                        .flatMap(word -> constant(Failure.Reason.values(), word))
                        .map(reason -> new Failure(reason, after(text), ""))
                        .stream())
                .toList();
        return failures.isEmpty() ? Optional.empty() : Optional.of(new Failed(failures, changes(entry)));
    }

    private static List<StateChange> changes(AuditEntry entry) {
        return entry.changes().stream()
                .flatMap(change -> EntityId.parse(change.entity())
                        .map(id -> new StateChange(id, state(change.from()), state(change.to())))
                        .stream())
                .toList();
    }

    private static EntityState state(String value) {
        return new EntityState(value, Map.of(), Instant.EPOCH, Instant.EPOCH);
    }

    private static Stream<EntityId> ids(List<String> ids) {
        return ids.stream().flatMap(id -> EntityId.parse(id).stream());
    }

    private static Optional<String> before(String text) {
        int colon = text.indexOf(": ");
        return colon < 0 ? Optional.empty() : Optional.of(text.substring(0, colon));
    }

    private static String after(String text) {
        return text.substring(text.indexOf(": ") + 2);
    }

    private static <E extends Enum<E>> Optional<E> constant(E[] all, String word) {
        return Arrays.stream(all).filter(each -> lower(each).equals(word)).findFirst();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
