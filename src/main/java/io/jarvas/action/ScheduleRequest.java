package io.jarvas.action;

import io.jarvas.reply.Action;
import java.time.ZonedDateTime;
import java.util.Map;

/// What a model asks the tool `schedule` for.
///
/// ```
/// {"in": "20 minutes", "action": {"tool": "homeassistant_call_service", "args": {…}}}
/// {"at": "23:00", "action": {…}}
/// {"list": true}
/// {"cancel": "01kaqk3v2n8w4c5t7y9m0z6x1r"}
/// ```
sealed interface ScheduleRequest {
    record Make(ZonedDateTime due, Action action) implements ScheduleRequest {}

    /// What waits is asked for.
    record Show() implements ScheduleRequest {}

    /// @param id of one that waits, or [#ALL]
    record Cancel(String id) implements ScheduleRequest {
        static final String ALL = "all";
    }

    /// @param now in the home's time zone
    /// @throws UnusableArgumentsException with what would be right
    static ScheduleRequest of(Map<String, Object> arguments, ZonedDateTime now) {
        throw new UnsupportedOperationException();
    }
}
