package io.jarvas.action;

import io.jarvas.home.ServiceCall;
import java.util.List;

/// What became of a case, and what the rules said.
///
/// @param verdict see [AuditEntry#verdict()]
/// @param calls that it came to, or would have come to, each with the entities that it is for
record Ruled(String verdict, ActionOutcome outcome, List<ServiceCall> calls) {
    Ruled {
        calls = List.copyOf(calls);
    }

    Ruled(String verdict, ActionOutcome outcome) {
        this(verdict, outcome, List.of());
    }
}
