package io.jarvas.action;

import io.jarvas.action.ActionOutcome.Failure;
import io.jarvas.home.EntityId;
import io.jarvas.home.ServiceCall;
import io.jarvas.reply.Action;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Writes what became of a case as an entry of the audit log. Codes and PINs stay out of it.
final class AuditEntries {
    private static final Pattern SECRET = Pattern.compile("(?i).*(?:code|pin|password|secret|token|api_key)");
    private static final String HIDDEN = "•••";

    /// How much of a text that could not be read is kept, in characters.
    private static final int RAW = 500;

    private static final Pattern SECRET_VALUE = Pattern.compile(
            "(?i)((?:code|pin|password|secret|token|api_key)[\\\\\"'`]*\\s*[:=]\\s*)(?:\"[^\"]*\"?|'[^']*'?|[^\\s,}\\]]+)");

    private AuditEntries() {}

    /// What stands for an action that could not be read: its text, as far as it is kept.
    static Action unreadable(String raw) {
        String masked = SECRET_VALUE.matcher(raw).replaceAll("$1" + HIDDEN);
        int end = masked.offsetByCodePoints(0, Math.min(RAW, masked.codePointCount(0, masked.length())));
        return new Action("", Map.of("raw", masked.substring(0, end)));
    }

    static AuditEntry of(Case what, Ruled ruled, Duration took) {
        ActionOutcome outcome = ruled.outcome();
        // What is done later is an action of its own.
        List<ServiceCall> calls = outcome instanceof ActionOutcome.Scheduled ? List.of() : ruled.calls();
        return new AuditEntry(
                what.id(),
                what.at(),
                what.asking().conversation(),
                what.asking().turn(),
                what.origin(),
                what.asking().words(),
                what.action().tool(),
                masked(what.action().arguments()),
                ruled.verdict(),
                outcome.kind(),
                detail(outcome),
                calls.stream().map(AuditEntries::call).toList(),
                outcome.changed().stream().map(AuditEntries::change).toList(),
                took,
                false);
    }

    private static AuditEntry.Call call(ServiceCall call) {
        return new AuditEntry.Call(
                call.id(), call.targets().stream().map(EntityId::value).toList());
    }

    /// As [#of], without anything of what was said or kept.
    static AuditEntry withoutWords(Case what, String verdict, ActionOutcome outcome, Duration took) {
        return new AuditEntry(
                what.id(),
                what.at(),
                what.asking().conversation(),
                what.asking().turn(),
                what.origin(),
                "",
                what.action().tool(),
                Map.of(),
                verdict,
                outcome.kind(),
                "",
                List.of(),
                List.of(),
                took,
                false);
    }

    private static AuditEntry.Change change(StateChange change) {
        return new AuditEntry.Change(
                change.entity().value(), change.before().value(), change.after().value());
    }

    private static String detail(ActionOutcome outcome) {
        return switch (outcome) {
            case ActionOutcome.NeedsConfirmation question ->
                lower(question.reason()) + ": " + String.join(", ", question.subjects());
            case ActionOutcome.Denied denied -> lower(denied.reason()) + ": " + String.join(", ", denied.subjects());
            case ActionOutcome.Malformed malformed -> malformed.detail();
            case ActionOutcome.Failed failed ->
                failed.failures().stream().map(AuditEntries::failure).collect(Collectors.joining(", "));
            case ActionOutcome.Executed _,
                    ActionOutcome.Already _,
                    ActionOutcome.Sent _,
                    ActionOutcome.Answered _,
                    ActionOutcome.Scheduled _,
                    ActionOutcome.Kept _ -> "";
            case ActionOutcome.Cancelled(List<Schedule> schedules) ->
                schedules.stream().map(Schedule::id).collect(Collectors.joining(", "));
        };
    }

    private static String failure(Failure failure) {
        return lower(failure.reason()) + ": " + failure.subject();
    }

    private static String lower(Enum<?> reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> masked(Map<String, Object> object) {
        Map<String, Object> masked = new LinkedHashMap<>();
        object.forEach((name, value) -> masked.put(name, SECRET.matcher(name).matches() ? HIDDEN : masked(value)));
        return masked;
    }

    private static Object masked(Object value) {
        return switch (value) {
            case Map<?, ?> object -> {
                Map<String, Object> members = new LinkedHashMap<>();
                object.forEach((name, member) -> members.put(String.valueOf(name), member));
                yield masked(members);
            }
            case List<?> list -> list.stream().<Object>map(AuditEntries::masked).toList();
            default -> value;
        };
    }
}
