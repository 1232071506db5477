package io.jarvas.web;

import io.jarvas.action.ActionOutcome;
import io.jarvas.action.StateChange;
import io.jarvas.action.Undo;
import io.jarvas.assistant.TurnEvent;
import io.jarvas.json.Json;
import io.jarvas.reply.Proposal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A turn's event as clients read it.
///
/// ```
/// Text("Olá ")  →  message  {"type":"chunk","content":"Olá "}
/// ```
///
/// @param name of the event; [#DEFAULT] for a piece of text
/// @param data on one line
record EventJson(String name, String data) {
    /// What browsers call an event that was sent without a name.
    static final String DEFAULT = "message";

    static EventJson of(TurnEvent event) {
        return switch (event) {
            case TurnEvent.Accepted(String turn, String conversation) ->
                event("status", object("phase", "accepted", "turn_id", turn, "conversation_id", conversation));
            case TurnEvent.Progress(TurnEvent.Phase phase, String detail) ->
                event("status", object("phase", lower(phase), "detail", detail));
            case TurnEvent.Text(String content) -> event(DEFAULT, object("type", "chunk", "content", content));
            case TurnEvent.ActionProposed(String id, Proposal proposal) ->
                event("action", object("id", id, "action", action(proposal)));
            case TurnEvent.Confirmation(String id, Proposal proposal, String reason, Duration expires, boolean pin) ->
                event("confirmation", confirmation(id, proposal, reason, expires, pin));
            case TurnEvent.ActionDone(String id, ActionOutcome outcome, String message, boolean undoable) ->
                event("action_result", result(id, outcome, message, undoable));
            case TurnEvent.FinalText(String text) -> event("final_text", object("text", text));
            case TurnEvent.Problem(String code, String sentence, boolean retryable) ->
                event("error", object("error", sentence, "code", code, "retryable", retryable));
            case TurnEvent.Done(
                    boolean finished,
                    String turn,
                    String conversation,
                    Map<String, Duration> timings,
                    Map<String, Integer> tokens) ->
                event(
                        "done",
                        object(
                                "finished",
                                finished,
                                "conversation_id",
                                conversation,
                                "turn_id",
                                turn,
                                "timings",
                                milliseconds(timings),
                                "tokens",
                                new TreeMap<>(tokens)));
        };
    }

    /// `{"tool":"…","args":{…}}`, or `{"tool":null,"args":null,"raw":"…"}` for what could not be read.
    static Map<String, @Nullable Object> action(Proposal proposal) {
        return switch (proposal) {
            case Proposal.Readable(var action) -> object("tool", action.tool(), "args", action.arguments());
            case Proposal.Unreadable(String raw, String _) -> object("tool", null, "args", null, "raw", raw);
        };
    }

    private static Map<String, @Nullable Object> confirmation(
            String id, Proposal proposal, String reason, Duration expires, boolean pin) {
        Map<String, @Nullable Object> data = object("id", id, "action", action(proposal));
        data.putAll(question(reason, expires, pin));
        return data;
    }

    /// `{"reason":"…","expires_in_seconds":60,"pin":false}`.
    static Map<String, @Nullable Object> question(String reason, Duration expires, boolean pin) {
        return object("reason", reason, "expires_in_seconds", seconds(expires), "pin", pin);
    }

    /// To the nearest second.
    static long seconds(Duration left) {
        return Math.max(0, left.plusMillis(500).toSeconds());
    }

    /// What came of an action just now.
    ///
    /// ```
    /// {"id":"…","outcome":"executed","success":true,"message":"…","changes":[…],"undo":"…",
    ///  "undo_expires_in_seconds":300}
    /// ```
    ///
    /// `undo` is the action's id where it can be undone; else it is null, and so is the time.
    static Map<String, @Nullable Object> result(String id, ActionOutcome outcome, String message, boolean undoable) {
        return object(
                "id",
                id,
                "outcome",
                outcome.kind(),
                "success",
                outcome.success(),
                "message",
                message,
                "changes",
                outcome.changed().stream().map(EventJson::change).toList(),
                "undo",
                undoable ? id : null,
                "undo_expires_in_seconds",
                undoable ? Undo.LIFE.toSeconds() : null);
    }

    /// How long it took, in milliseconds, to the microsecond.
    static double milliseconds(Duration duration) {
        return TimeUnit.NANOSECONDS.toMicros(duration.toNanos()) / 1_000.0;
    }

    private static Map<String, Double> milliseconds(Map<String, Duration> timings) {
        Map<String, Double> milliseconds = new TreeMap<>();
        timings.forEach((name, duration) -> milliseconds.put(name, milliseconds(duration)));
        return milliseconds;
    }

    private static Map<String, @Nullable Object> change(StateChange change) {
        return object(
                "entity_id",
                change.entity().value(),
                "from",
                change.before().value(),
                "to",
                change.after().value());
    }

    private static EventJson event(String name, Map<String, @Nullable Object> data) {
        return new EventJson(name, Json.text(data));
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /// An object of these names and values, in this order.
    static Map<String, @Nullable Object> object(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return object;
    }
}
