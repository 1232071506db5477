package io.jarvas.action;

import io.jarvas.action.ActionOutcome.Denied;
import io.jarvas.action.ActionOutcome.NeedsConfirmation;
import io.jarvas.action.Confirmations.Pending;
import io.jarvas.home.ServiceCall;
import io.jarvas.language.Wish;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Makes planned calls, now or later: those that are allowed at once, the others after a person's yes. Safe to use
/// from any thread.
///
/// What runs after a yes is the very call that was asked about, judged once more: where the home has changed so
/// that the verdict is another, it is not made.
final class Calls {
    /// Does what the plan says.
    @FunctionalInterface
    interface Doing {
        /// @param confirmed whether a person said yes to it
        ActionOutcome with(Plan.Ready plan, boolean confirmed);
    }

    private final CallPlanner planner;
    private final CallRunner runner;
    private final Undo undo;
    private final Confirmations confirmations;
    private final InstantSource clock;

    Calls(CallPlanner planner, CallRunner runner, Undo undo, Confirmations confirmations, InstantSource clock) {
        this.planner = planner;
        this.runner = runner;
        this.undo = undo;
        this.confirmations = confirmations;
        this.clock = clock;
    }

    /// Does it, or asks a person first.
    Ruled judged(Case what, Plan plan, Doing doing) {
        return switch (plan) {
            case Plan.Refused(ActionOutcome outcome) -> refused(outcome, List.of());
            case Plan.Ready ready -> {
                Optional<NeedsConfirmation> question = question(ready, what.asking());
                List<ServiceCall> calls = List.of(ready.call());
                yield question.isPresent()
                        ? ask(what, question.get(), calls, () -> again(ready, doing))
                        : new Ruled("allowed", doing.with(ready, false), calls);
            }
        };
    }

    /// @param calls that it would have come to
    static Ruled refused(ActionOutcome outcome, List<ServiceCall> calls) {
        return new Ruled(outcome instanceof Denied ? "never" : "", outcome, calls);
    }

    /// What a person has to be asked first.
    private Optional<NeedsConfirmation> question(Plan.Ready plan, Asking asking) {
        String service = plan.call().id();
        return switch (plan.verdict()) {
            case Verdict.Risky(List<String> subjects) ->
                Optional.of(question(NeedsConfirmation.Reason.RISKY, service, subjects));
            case Verdict.Allowed(boolean changes) when !changes -> Optional.empty();
            case Verdict.Allowed _ -> {
                Subjects subjects = Subjects.of(plan.call(), plan.home().catalog());
                List<String> leftOut = subjects.leftOut(asking, plan.home().catalog());
                boolean asks = asking.wish() == Wish.ASKS;
                // `Don't turn it off` wants nothing done, and is no question.
                if (!leftOut.isEmpty() && !(asks && asking.words().contains("?"))) {
                    yield Optional.of(question(NeedsConfirmation.Reason.LEFT_OUT, service, leftOut));
                }
                if (asks) {
                    yield Optional.of(question(NeedsConfirmation.Reason.QUESTION, service, subjects.values()));
                }
                List<String> unmeant = subjects.unmeant(asking, plan.home().catalog());
                yield unmeant.isEmpty()
                        ? Optional.empty()
                        : Optional.of(question(NeedsConfirmation.Reason.UNMEANT, service, unmeant));
            }
            case Verdict.Never _ -> Optional.empty();
        };
    }

    /// One that is asked now.
    NeedsConfirmation question(NeedsConfirmation.Reason reason, String service, List<String> subjects) {
        return question(reason, service, subjects, reason == NeedsConfirmation.Reason.RISKY);
    }

    /// @param risky whether the yes needs the owner's PIN, where there is one, and else a hand
    NeedsConfirmation question(NeedsConfirmation.Reason reason, String service, List<String> subjects, boolean risky) {
        NeedsConfirmation.Yes yes = !risky
                ? NeedsConfirmation.Yes.ANY
                : confirmations.hasPin() ? NeedsConfirmation.Yes.PIN : NeedsConfirmation.Yes.UNSPOKEN;
        return new NeedsConfirmation(reason, service, subjects, confirmations.expiry(), yes);
    }

    /// Lets it wait for a yes.
    ///
    /// @param effect does it; whatever goes wrong is an outcome
    Ruled ask(Case what, NeedsConfirmation question, List<ServiceCall> calls, Supplier<ActionOutcome> effect) {
        confirmations.ask(new Pending(what, question, calls, effect));
        return new Ruled("confirm", question, calls);
    }

    /// Does what a person said yes to, unless it would be something else by now.
    private ActionOutcome again(Plan.Ready asked, Doing doing) {
        return switch (planner.again(asked.call())) {
            case Plan.Refused(ActionOutcome outcome) -> outcome;
            case Plan.Ready now when now.verdict().equals(asked.verdict()) -> doing.with(now, true);
            case Plan.Ready now -> changed(now.call());
        };
    }

    /// It would be something else by now, and is not done.
    static ActionOutcome changed(ServiceCall call) {
        return new Denied(Denied.Reason.CHANGED, Subjects.of(call).values());
    }

    /// Makes the call.
    ActionOutcome run(Case what, Plan.Ready plan) {
        ActionOutcome outcome = runner.run(plan.call(), plan.home());
        if (!outcome.changed().isEmpty() || outcome instanceof ActionOutcome.Sent) {
            undo.keep(
                    new Undo.Done.Called(what.id(), what.asking(), plan.call(), plan.home(), outcome, clock.instant()));
        }
        return outcome;
    }
}
