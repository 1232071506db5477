package io.jarvas.action;

import io.jarvas.reply.Action;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// What a model asks the tool `schedule` for.
///
/// ```
/// {"in": "20 minutes", "action": {"tool": "homeassistant_call_service", "args": {…}}}
/// {"at": "23:00", "action": {…}}
/// {"list": true}
/// {"cancel": "01kaqk3v2n8w4c5t7y9m0z6x1r"}
/// {"cancel": "all"}
/// ```
sealed interface ScheduleRequest {
    record Make(ZonedDateTime due, Action action) implements ScheduleRequest {}

    /// What waits is asked for.
    record Show() implements ScheduleRequest {}

    /// @param id of one that waits, or [#ALL]
    record Cancel(String id) implements ScheduleRequest {
        static final String ALL = "all";
    }

    /// Whether it is asked what waits, and for nothing else.
    ///
    /// @param given as a model gave them
    static boolean reads(Map<String, Object> given) {
        return given(given).keySet().equals(Set.of("list"));
    }

    /// @param given as a model gave them
    /// @param now in the home's time zone
    /// @throws UnusableArgumentsException with what would be right
    static ScheduleRequest of(Map<String, Object> given, ZonedDateTime now) {
        Map<String, Object> arguments = given(given);
        boolean list = arguments.containsKey("list");
        boolean cancel = arguments.containsKey("cancel");
        boolean make = Stream.of("in", "at", "action").anyMatch(arguments::containsKey);
        if ((list && cancel) || (make && (list || cancel))) {
            throw new UnusableArgumentsException("one at a time: a new schedule, \"list\" or \"cancel\"");
        }
        if (list) {
            return new Show();
        }
        if (cancel) {
            return cancel(Objects.requireNonNull(arguments.get("cancel")));
        }
        if (!arguments.containsKey("action")) {
            throw new UnusableArgumentsException(
                    "\"in\" or \"at\" with an \"action\", or \"list\": true, or \"cancel\" with an id or \"all\"");
        }
        Action action = action(arguments.get("action"));
        ZonedDateTime due = due(arguments, now);
        if (due.isBefore(now)) {
            throw new UnusableArgumentsException("that time has passed: it is " + now.toLocalDateTime());
        }
        if (due.isAfter(now.plusYears(1))) {
            throw new UnusableArgumentsException("at most one year ahead");
        }
        return new Make(due, action);
    }

    /// Some models fill in every argument that there is, with nothing.
    private static Map<String, Object> given(Map<String, Object> arguments) {
        Map<String, Object> given = new LinkedHashMap<>(arguments);
        given.values().removeIf(ScheduleRequest::nothing);
        return given;
    }

    private static boolean nothing(Object value) {
        return switch (value) {
            case String text -> text.isBlank() || text.equals("false");
            case Map<?, ?> object -> object.isEmpty();
            default -> value.equals(false);
        };
    }

    private static Cancel cancel(Object which) {
        String id = which instanceof String text ? text.strip().toLowerCase(Locale.ROOT) : "";
        if (id.isEmpty()) {
            throw new UnusableArgumentsException(
                    "\"cancel\" needs the id of a schedule, as \"list\" shows it, or \"all\"");
        }
        return Set.of("all", "everything", "tudo", "todos", "todas").contains(id)
                ? new Cancel(Cancel.ALL)
                : new Cancel(id);
    }

    private static ZonedDateTime due(Map<String, Object> arguments, ZonedDateTime now) {
        if (arguments.containsKey("in") == arguments.containsKey("at")) {
            throw new UnusableArgumentsException("either \"in\": \"20 minutes\" or \"at\": \"23:00\"");
        }
        return arguments.containsKey("in")
                ? DelayReader.after(now, Objects.requireNonNull(arguments.get("in")))
                : TimeReader.next(now, Objects.requireNonNull(arguments.get("at")));
    }

    private static Action action(Object value) {
        if (!(value instanceof Map<?, ?> given)) {
            throw new UnusableArgumentsException("\"action\" is an object: {\"tool\": …, \"args\": {…}}");
        }
        Map<String, Object> action = new LinkedHashMap<>();
        given.forEach((name, member) -> action.put((String) name, member));
        // A call that stands there by itself can mean nothing else.
        if (!action.containsKey("tool") && action.containsKey("service")) {
            return new Action(Door.CALL, action);
        }
        if (!(action.get("tool") instanceof String tool)
                || !(action.getOrDefault("args", Map.of()) instanceof Map<?, ?> args)) {
            throw new UnusableArgumentsException("\"action\" is an object: {\"tool\": …, \"args\": {…}}");
        }
        if (tool.equals(Door.SCHEDULE)) {
            throw new UnusableArgumentsException("a schedule cannot be scheduled");
        }
        Map<String, Object> arguments = new LinkedHashMap<>();
        args.forEach((name, member) -> arguments.put((String) name, member));
        return new Action(tool, arguments);
    }
}
