package io.jarvas.action;

import io.jarvas.home.EntityId;
import java.time.Instant;
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

    /// Something was read for the model, which goes on with it.
    ///
    /// @param data JSON values by name; what the house says, so never to be taken as anything but data
    /// @param images in base64, for a model with vision
    record Answered(Map<String, Object> data, List<String> images) implements ActionOutcome {
        public Answered {
            images = List.copyOf(images);
        }
    }

    /// It will be done later.
    record Scheduled(Schedule schedule) implements ActionOutcome {}

    /// What was scheduled will not be done.
    ///
    /// @param schedules at least one
    record Cancelled(List<Schedule> schedules) implements ActionOutcome {
        public Cancelled {
            schedules = List.copyOf(schedules);
        }
    }

    /// Something that Jarvas itself keeps is as the person wants it.
    ///
    /// @param text what it is about
    record Kept(Change change, String text) implements ActionOutcome {
        public enum Change {
            /// It is remembered now.
            REMEMBERED,
            /// It was remembered before.
            KNOWN,
            /// It is remembered no more.
            FORGOTTEN
        }
    }

    /// It waits for a person's yes; nothing was called yet.
    ///
    /// @param service that would be called: `lock.unlock`; `undo` for taking something back, `cancel` for what
    /// is scheduled
    /// @param subjects what it waits for: ids of entities and areas, or the service's id
    /// @param expires when it is too late
    /// @param yes what yes it takes
    record NeedsConfirmation(Reason reason, String service, List<String> subjects, Instant expires, Yes yes)
            implements ActionOutcome {
        public enum Yes {
            /// Whatever way it comes.
            ANY,
            /// One with the owner's PIN.
            PIN,
            /// Any but one that is said aloud: that would need a PIN, and the owner has set none.
            UNSPOKEN
        }

        public enum Reason {
            /// What it does is risky, or nobody knows.
            RISKY,
            /// The person only asked.
            QUESTION,
            /// The person's words do not lead to what it is about.
            UNMEANT,
            /// The person's words say that something it is about is to be left alone.
            LEFT_OUT,
            /// It was to be done earlier, and was not, or nobody knows whether it was.
            LATE
        }

        public NeedsConfirmation {
            subjects = List.copyOf(subjects);
        }

        /// @param pin whether the yes needs the owner's PIN
        public NeedsConfirmation(Reason reason, String service, List<String> subjects, Instant expires, boolean pin) {
            this(reason, service, subjects, expires, pin ? Yes.PIN : Yes.ANY);
        }

        /// Whether the yes needs the owner's PIN.
        public boolean pin() {
            return yes == Yes.PIN;
        }
    }

    /// The rules forbid it; nothing was called.
    ///
    /// @param subjects what they forbid it for: entity ids, or the service's id
    record Denied(Reason reason, List<String> subjects) implements ActionOutcome {
        public enum Reason {
            /// Nobody may do this through Jarvas.
            NEVER,
            /// The home has changed since a person said yes, so that the same call would be something else.
            CHANGED,
            /// A person said no.
            REJECTED,
            /// What was done cannot be undone.
            FINAL,
            /// It holds a secret, which is not remembered.
            SECRET,
            /// The owner of the house, or the person, wants nothing remembered.
            FORGETFUL
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
            /// Jarvas could not write it down.
            NOT_STORED,
            /// Nothing is scheduled that could be cancelled.
            UNPLANNED,
            /// The state did not become what the service aims at in time.
            UNCHANGED,
            /// It is a picture, and the model that answers sees none.
            MODEL_CANNOT_SEE
        }
    }

    /// It failed for one reason, and nothing changed.
    static ActionOutcome failed(Failure.Reason reason, String subject, String detail) {
        return new Failed(List.of(new Failure(reason, subject, detail)), List.of());
    }

    /// Whether the person may be told that it is so.
    default boolean success() {
        return switch (this) {
            case Executed _, Already _, Sent _, Answered _, Scheduled _, Cancelled _, Kept _ -> true;
            case NeedsConfirmation _, Denied _, Malformed _, Failed _ -> false;
        };
    }

    /// What clients and the audit log call it: `executed`, `already`, `sent`, `needs_confirmation`, `denied`,
    /// `malformed`, `failed`. What was read or arranged within Jarvas is `executed`.
    default String kind() {
        return switch (this) {
            case Executed _, Answered _, Scheduled _, Cancelled _, Kept _ -> "executed";
            case Already _ -> "already";
            case Sent _ -> "sent";
            case NeedsConfirmation _ -> "needs_confirmation";
            case Denied _ -> "denied";
            case Malformed _ -> "malformed";
            case Failed _ -> "failed";
        };
    }

    /// What changed, as far as it was seen.
    default List<StateChange> changed() {
        return switch (this) {
            case Executed executed -> executed.changes();
            case Failed failed -> failed.changes();
            case Already _,
                    Sent _,
                    Answered _,
                    Scheduled _,
                    Cancelled _,
                    Kept _,
                    NeedsConfirmation _,
                    Denied _,
                    Malformed _ -> List.of();
        };
    }

    /// What the model has to be told before it can go on: what it asked to read, and a service's response
    /// data. Empty where there is nothing.
    default Map<String, Object> told() {
        return switch (this) {
            case Answered answered -> answered.data();
            case Executed executed -> executed.response();
            case Sent sent -> sent.response();
            case Already _, Scheduled _, Cancelled _, Kept _, NeedsConfirmation _, Denied _, Malformed _, Failed _ ->
                Map.of();
        };
    }

    /// The same, as a person is told of it: without what is for the model alone.
    default ActionOutcome untold() {
        return switch (this) {
            case Answered _ -> new Answered(Map.of(), List.of());
            case Executed executed -> new Executed(executed.changes(), executed.already(), Map.of());
            case Sent _ -> new Sent(Map.of());
            case Already _, Scheduled _, Cancelled _, Kept _, NeedsConfirmation _, Denied _, Malformed _, Failed _ ->
                this;
        };
    }
}
