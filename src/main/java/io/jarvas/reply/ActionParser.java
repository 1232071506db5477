package io.jarvas.reply;

import io.jarvas.json.Json;
import io.jarvas.json.JsonException;
import io.jarvas.reply.ReplyPart.ActionLine;
import java.util.Map;
import java.util.Optional;

/// Reads what an ACTION line asks for. JSON is taken as it is; what models get wrong in known ways is
/// repaired where only one reading is possible ([JsonRepair]); the rest is unreadable. Nothing is guessed: a
/// name that comes twice, or members that are neither `tool` nor `args` where `args` is missing, make an
/// action unreadable, and so does an end that came before `args`.
public final class ActionParser {
    private ActionParser() {}

    /// Reads `{"tool": "…", "args": {…}}`. Without `args` the action has no arguments.
    public static Proposal parse(ActionLine line) {
        if (line.object().isEmpty()) {
            return new Proposal.Unreadable(line.raw(), "no object after ACTION:");
        }
        return object(line)
                .map(object -> proposal(line, object))
                .orElseGet(() -> new Proposal.Unreadable(line.raw(), "no JSON, and no one way to repair it"));
    }

    private static Optional<Map<String, Object>> object(ActionLine line) {
        return json(line.object())
                .or(() -> JsonRepair.repair(line.object(), line.end() == ActionLine.End.REPLY)
                        .flatMap(ActionParser::json));
    }

    private static Optional<Map<String, Object>> json(String text) {
        try {
            return Optional.of(Json.object(text));
        } catch (JsonException _) {
            return Optional.empty();
        }
    }

    private static Proposal proposal(ActionLine line, Map<String, Object> object) {
        if (!(object.get("tool") instanceof String tool) || tool.isBlank()) {
            return new Proposal.Unreadable(line.raw(), "no tool");
        }
        Object args = object.get("args");
        if (args instanceof Map<?, ?> map) {
            @SuppressWarnings("unchecked")
            Map<String, Object> arguments = (Map<String, Object>) map;
            return new Proposal.Readable(new Action(tool.strip(), arguments));
        }
        if (args != null || object.size() > 1 || line.end() != ActionLine.End.BALANCED) {
            return new Proposal.Unreadable(line.raw(), "args is missing, or no object");
        }
        return new Proposal.Readable(new Action(tool.strip(), Map.of()));
    }
}
