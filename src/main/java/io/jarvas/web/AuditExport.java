package io.jarvas.web;

import io.jarvas.action.AuditEntry;
import io.jarvas.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A form in which the audit log leaves: a JSON array, or a table for spreadsheets, as RFC 4180 has it.
///
/// What stands in the log was said by people, models and devices. A spreadsheet takes a cell for a formula by
/// its first character, and one that splits at semicolons or tabs makes cells that begin within ours. There,
/// such a character gets an apostrophe before it. The JSON has every value as it is.
///
/// @param type as in `Content-Type`
/// @param ending of a file's name
/// @param head before the first entry
/// @param between two entries
/// @param foot after the last
record AuditExport(
        String type, String ending, String head, String between, String foot, Function<AuditEntry, String> row) {
    private static final Pattern FORMULA = Pattern.compile("((?:^|[;\\t\\r\\n])\\s*)([=+@＝＋－＠-])");
    private static final List<String> COLUMNS = List.of(
            "id",
            "at",
            "person",
            "conversation_id",
            "turn_id",
            "origin",
            "asked",
            "tool",
            "args",
            "verdict",
            "outcome",
            "detail",
            "service",
            "entity_ids",
            "changes",
            "took_ms",
            "undone");

    /// @param format as in a query: `json`, `csv`
    static Optional<AuditExport> of(String format) {
        return switch (format) {
            case "json" ->
                Optional.of(new AuditExport(
                        "application/json", format, "[", ",\n", "]\n", entry -> Json.text(json(entry))));
            case "csv" ->
                Optional.of(new AuditExport(
                        "text/csv; charset=utf-8",
                        format,
                        line(COLUMNS.stream()),
                        "",
                        "",
                        entry -> line(cells(entry))));
            default -> Optional.empty();
        };
    }

    /// An entry as the API tells it.
    static Map<String, @Nullable Object> json(AuditEntry entry) {
        return EventJson.object(
                "id",
                entry.id(),
                "at",
                entry.at().toString(),
                "person",
                entry.conversation().person().id(),
                "conversation_id",
                entry.conversation().id(),
                "turn_id",
                entry.turn(),
                "origin",
                EventJson.lower(entry.origin()),
                "asked",
                entry.asked(),
                "tool",
                entry.tool(),
                "args",
                entry.arguments(),
                "verdict",
                entry.verdict(),
                "outcome",
                entry.outcome(),
                "detail",
                entry.detail(),
                "service",
                entry.service(),
                "entity_ids",
                entry.entities(),
                "changes",
                entry.changes().stream().map(AuditExport::change).toList(),
                "took_ms",
                EventJson.milliseconds(entry.took()),
                "undone",
                entry.undone());
    }

    static Map<String, @Nullable Object> change(AuditEntry.Change change) {
        return EventJson.object("entity_id", change.entity(), "from", change.from(), "to", change.to());
    }

    /// The same values, in the order of the columns; those that are no plain value as JSON.
    private static Stream<String> cells(AuditEntry entry) {
        Map<String, @Nullable Object> json = json(entry);
        return COLUMNS.stream().map(json::get).map(value -> switch (value) {
            case null -> "";
            case Map<?, ?> object -> Json.text(object);
            case List<?> list -> Json.text(list);
            default -> value.toString();
        });
    }

    private static String line(Stream<String> cells) {
        return cells.map(AuditExport::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(String text) {
        return "\"" + FORMULA.matcher(text).replaceAll("$1'$2").replace("\"", "\"\"") + "\"";
    }
}
