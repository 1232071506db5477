package io.jarvas.action;

import io.jarvas.home.EntityId;
import java.util.List;
import java.util.Map;

/// What became of an action. Nothing is claimed here that was not seen.
public sealed interface ActionOutcome {
    /// The state that the service aims at now holds, and did not before.
    ///
    /// @param changes at least one
    /// @param already the targets for which it held before
    /// @param response the service's response data; empty where it has none
    record Executed(List<StateChange> changes, List<EntityId> already, Map<String, Object> response)
            implements ActionOutcome {
        public Executed {
            changes = List.copyOf(changes);
            already = List.copyOf(already);
        }
    }

    /// The state that the service aims at held before, for every target.
    record Already(List<EntityId> entities) implements ActionOutcome {
        public Already {
            entities = List.copyOf(entities);
        }
    }

    /// Home Assistant took the call of a service without an observable state.
    ///
    /// @param response the service's response data; empty where it has none
    record Sent(Map<String, Object> response) implements ActionOutcome {}

    /// The rules forbid it; nothing was called.
    ///
    /// @param subjects what they forbid it for: entity ids, or the service's id
    record Denied(Reason reason, List<String> subjects) implements ActionOutcome {
        public enum Reason {
            /// Nobody may do this through Jarvas.
            NEVER,
            /// It is too risky without a person's yes.
            RISKY
        }

        public Denied {
            subjects = List.copyOf(subjects);
        }
    }

    /// It could not be understood; nothing was called.
    ///
    /// @param detail what is wrong with it, for the log and the API
    record Malformed(String detail) implements ActionOutcome {}

    /// It did not come about, or not for every target.
    ///
    /// @param failures at least one
    /// @param changes what came about nonetheless
    record Failed(List<Failure> failures, List<StateChange> changes) implements ActionOutcome {
        public Failed {
            failures = List.copyOf(failures);
            changes = List.copyOf(changes);
            if (failures.isEmpty()) {
                throw new IllegalArgumentException("a failure without a reason");
            }
        }
    }

    /// Why one target was not reached.
    ///
    /// @param subject an entity's id, or what the model called it; the service's or the tool's id where it is
    ///     about that
    /// @param detail Home Assistant's own words where it has any
    record Failure(Reason reason, String subject, String detail) {
        public enum Reason {
            /// The device cannot be reached.
            UNAVAILABLE,
            /// No exposed entity, area, service or tool has that name.
            UNKNOWN,
            /// Home Assistant said no.
            REFUSED,
            /// Home Assistant cannot be reached; the call never left.
            UNREACHABLE,
            /// The call left, and neither an answer nor a proof came.
            UNVERIFIED,
            /// The state did not become what the service aims at in time.
            UNCHANGED
        }
    }

    /// Whether the person may be told that it is so.
    default boolean success() {
        return switch (this) {
            case Executed _, Already _, Sent _ -> true;
            case Denied _, Malformed _, Failed _ -> false;
        };
    }
}
