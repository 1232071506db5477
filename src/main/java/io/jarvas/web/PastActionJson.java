package io.jarvas.web;

import io.jarvas.action.AuditEntry;
import io.jarvas.assistant.PastActions.PastAction;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a turn did, as a conversation tells it: so that a page that is opened again can show what it showed.
final class PastActionJson {
    private static final String RAW = "raw";

    private PastActionJson() {}

    static Map<String, @Nullable Object> of(PastAction action) {
        AuditEntry entry = action.entry();
        return EventJson.object(
                "id",
                entry.id(),
                "at",
                entry.at().toString(),
                "origin",
                EventJson.lower(entry.origin()),
                "action",
                proposed(entry),
                "outcome",
                entry.outcome(),
                "success",
                entry.success(),
                "message",
                action.message(),
                "changes",
                entry.changes().stream().map(AuditExport::change).toList(),
                "undo",
                action.undo().isPresent() ? entry.id() : null,
                "undo_expires_in_seconds",
                action.undo().map(EventJson::seconds).orElse(null),
                "confirmation",
                action.question()
                        .map(question -> EventJson.question(question.reason(), question.expires(), question.pin()))
                        .orElse(null),
                "undone",
                entry.undone());
    }

    private static Map<String, @Nullable Object> proposed(AuditEntry entry) {
        return entry.tool().isEmpty() && entry.arguments().get(RAW) instanceof String raw
                ? EventJson.object("tool", null, "args", null, RAW, raw)
                : EventJson.object("tool", entry.tool(), "args", entry.arguments());
    }
}
