package io.jarvas.action;

import io.jarvas.conversation.ConversationKey;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.home.ServiceCall;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Brings back the states from before an action, for a few minutes. Safe to use from any thread.
public final class Undo {
    static final Duration LIFE = Duration.ofMinutes(5);

    /// Something that was done.
    ///
    /// @param id of the action
    /// @param before the home as it was
    record Done(String id, Asking asking, ServiceCall call, HomeSnapshot before, ActionOutcome outcome, Instant at) {}

    /// How something comes back.
    sealed interface Way {
        /// @param verdict of the policy on what is to be called
        /// @param effect calls it; whatever goes wrong is an outcome
        record Back(Verdict verdict, Supplier<ActionOutcome> effect) implements Way {}

        /// There is none, or it is forbidden.
        record None(ActionOutcome outcome) implements Way {}
    }

    private final InstantSource clock;

    public Undo(InstantSource clock) {
        this.clock = clock;
    }

    /// Keeps what has just been done, where it can be undone.
    ///
    /// @return whether it can
    boolean keep(Done done) {
        throw new UnsupportedOperationException();
    }

    /// What can still be undone.
    Optional<Done> find(String id) {
        throw new UnsupportedOperationException();
    }

    /// What the newest turn of the conversation did that can still be undone, the newest first.
    List<Done> newest(ConversationKey conversation) {
        throw new UnsupportedOperationException();
    }

    /// Nobody undoes the same twice.
    ///
    /// @return whether it was still there
    boolean take(Done done) {
        throw new UnsupportedOperationException();
    }

    /// How it would come back now.
    Way way(Done done) {
        throw new UnsupportedOperationException();
    }
}
