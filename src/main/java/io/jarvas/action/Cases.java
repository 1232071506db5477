package io.jarvas.action;

import io.jarvas.action.ActionOutcome.Failure;
import io.jarvas.action.ActionOutcome.Malformed;
import io.jarvas.conversation.CurrentTurn;
import io.jarvas.conversation.Ulid;
import io.jarvas.reply.Action;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Opens cases, and tells the audit log what became of each. Safe to use from any thread.
final class Cases {
    private static final Logger LOG = System.getLogger(Cases.class.getName());

    private final Consumer<AuditEntry> audit;
    private final InstantSource clock;
    private final Predicate<Case> personal;

    /// @param personal what nobody may read in the log: what a person has remembered is theirs alone
    Cases(Consumer<AuditEntry> audit, InstantSource clock, Predicate<Case> personal) {
        this.audit = audit;
        this.clock = clock;
        this.personal = personal;
    }

    Case open(String id, AuditEntry.Origin origin, Asking asking, Action action) {
        return new Case(id, origin, asking, action, clock.instant());
    }

    /// One that has no id yet.
    Case open(AuditEntry.Origin origin, Asking asking, Action action) {
        return open(Ulid.at(clock.instant()), origin, asking, action);
    }

    /// Does it, and notes what became of it. Whatever goes wrong is an outcome.
    ActionOutcome noted(Case what, Supplier<Ruled> doing) {
        try (var _ = CurrentTurn.begin(what.asking().turn())) {
            return done(what, doing);
        }
    }

    private ActionOutcome done(Case what, Supplier<Ruled> doing) {
        long start = System.nanoTime();
        Ruled ruled;
        try {
            ruled = doing.get();
        } catch (UnusableArgumentsException e) {
            ruled = new Ruled("", new Malformed(String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, () -> "an action broke: " + what.id(), e);
            ruled = new Ruled(
                    "",
                    ActionOutcome.failed(
                            Failure.Reason.UNVERIFIED,
                            what.action().tool(),
                            e.getClass().getSimpleName()));
        }
        note(what, ruled, Duration.ofNanos(System.nanoTime() - start));
        return ruled.outcome();
    }

    void note(Case what, Ruled ruled, Duration took) {
        audit.accept(
                personal.test(what)
                        ? AuditEntries.withoutWords(what, ruled.verdict(), ruled.outcome(), took)
                        : AuditEntries.of(what, ruled, took));
    }
}
