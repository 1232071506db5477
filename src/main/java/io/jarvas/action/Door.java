package io.jarvas.action;

import io.jarvas.action.ActionOutcome.Denied;
import io.jarvas.action.ActionOutcome.Failure;
import io.jarvas.action.ActionOutcome.Malformed;
import io.jarvas.action.ActionOutcome.NeedsConfirmation;
import io.jarvas.action.Confirmations.Pending;
import io.jarvas.action.Confirmations.Taken;
import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.Person;
import io.jarvas.home.LiveHome;
import io.jarvas.language.Wish;
import io.jarvas.reply.Action;
import io.jarvas.reply.Proposal;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The one way from what is wanted to what is done in the house. Safe to use from any thread.
///
/// A model's proposal, a yes, an undo and the clock all come through here. Whatever changes something is a
/// call of a service: [CallPlanner] resolves, checks and judges it, and [Calls] makes it only where the policy
/// allows it, the person's message wants something done, and the person's own words lead to all it is about
/// ([Subjects]). In every other case it waits for a yes ([Confirmations]). [ScheduledCalls] makes it later, [Undo]
/// takes it back.
///
/// Whatever was proposed is told to the audit log when its outcome is known.
public final class Door implements Proposals, AutoCloseable {
    /// What the door works with.
    ///
    /// @param tools besides `homeassistant_call_service` and `schedule`, which are the door's own
    /// @param audit takes what was proposed and what became of it; returns at once
    /// @param pin that a risky action's yes needs
    public record Parts(
            LiveHome home,
            CallPlanner planner,
            CallRunner runner,
            Undo undo,
            Collection<? extends Tool> tools,
            ScheduleStore schedules,
            Consumer<AuditEntry> audit,
            Optional<String> pin,
            Clock clock) {}

    public static final String CALL = "homeassistant_call_service";
    public static final String SCHEDULE = "schedule";
    private static final String UNDO = "undo";

    private final Undo undo;
    private final CallPlanner planner;
    private final Map<String, Tool> tools;
    private final Confirmations confirmations;
    private final Cases cases;
    private final Calls calls;
    private final ScheduledCalls scheduled;

    /// @throws IllegalStateException where two tools have the same name
    public Door(Parts parts) {
        this.undo = parts.undo();
        this.planner = parts.planner();
        this.tools = parts.tools().stream().collect(Collectors.toUnmodifiableMap(Tool::name, Function.identity()));
        this.confirmations = new Confirmations(parts.clock(), parts.pin());
        this.cases = new Cases(
                parts.audit(), parts.clock(), what -> tools.get(what.action().tool()) instanceof Tool.Keeping);
        this.calls = new Calls(planner, parts.runner(), undo, confirmations, parts.clock());
        this.scheduled = new ScheduledCalls(parts, calls, cases, this::arguments);
    }

    /// Begins to do what is scheduled.
    public void start() {
        scheduled.scheduler().start();
    }

    @Override
    public boolean reads(Proposal proposal) {
        return proposal instanceof Proposal.Readable(Action action)
                && (tools.get(action.tool()) instanceof Tool.Reading
                        || (action.tool().equals(SCHEDULE) && ScheduleRequest.reads(action.arguments())));
    }

    @Override
    public ActionOutcome propose(String id, Proposal proposal, Asking asking) {
        return switch (proposal) {
            case Proposal.Readable(Action action) -> {
                Case what = cases.open(id, AuditEntry.Origin.MODEL, asking, action);
                yield cases.noted(what, () -> propose(what));
            }
            case Proposal.Unreadable(String raw, String detail) ->
                cases.noted(
                        cases.open(id, AuditEntry.Origin.MODEL, asking, AuditEntries.unreadable(raw)),
                        () -> new Ruled("", new Malformed(detail)));
        };
    }

    private Ruled propose(Case what) {
        Action action = what.action();
        if (action.tool().equals(SCHEDULE)) {
            return scheduled.asked(what);
        }
        if (tools.get(action.tool()) instanceof Tool.Reading reading) {
            return new Ruled("allowed", reading.read(action.arguments(), what.asking()));
        }
        if (tools.get(action.tool()) instanceof Tool.Keeping keeping) {
            return keep(what, keeping.intent(action.arguments(), what.asking()));
        }
        return arguments(action)
                .map(call -> calls.judged(what, planner.plan(call), (plan, _) -> calls.run(what, plan)))
                .orElseGet(() ->
                        new Ruled("", ActionOutcome.failed(Failure.Reason.UNKNOWN, action.tool(), "no such tool")));
    }

    /// Changes what Jarvas keeps: at once where the person wants something done and their own words lead to it.
    private Ruled keep(Case what, Tool.Keeping.Intent intent) {
        boolean asks = what.asking().wish() == Wish.ASKS;
        if (!asks && intent.meant()) {
            return new Ruled("allowed", intent.effect().get());
        }
        NeedsConfirmation question = calls.question(
                asks ? NeedsConfirmation.Reason.QUESTION : NeedsConfirmation.Reason.UNMEANT,
                what.action().tool(),
                List.of(intent.subject()));
        return calls.ask(what, question, List.of(), intent.effect());
    }

    /// The call that an action is another way to write; nothing where it is none.
    private Optional<Map<String, Object>> arguments(Action action) {
        if (action.tool().equals(CALL)) {
            return Optional.of(action.arguments());
        }
        return tools.get(action.tool()) instanceof Tool.Acting acting
                ? Optional.of(acting.call(action.arguments()))
                : Optional.empty();
    }

    /// Asks whether what was missed, or may have been done, is to be done now.
    ///
    /// @return the question, with the id of the action that waits
    public Asked askAgain(Schedule schedule, Asking asking) {
        return scheduled.askAgain(schedule, asking);
    }

    /// A question that waits for an answer.
    public record Asked(String id, NeedsConfirmation question) {}

    /// What waits for an answer in the conversation, with the id of each, the oldest first.
    public Map<String, NeedsConfirmation> waiting(ConversationKey conversation) {
        Map<String, NeedsConfirmation> waiting = new LinkedHashMap<>();
        confirmations.in(conversation).forEach(pending -> waiting.put(pending.id(), pending.question()));
        return waiting;
    }

    /// Whether the owner has set a PIN.
    public boolean hasPin() {
        return confirmations.hasPin();
    }

    /// Does what waits for this yes, a tap or a written one.
    public Reaction confirm(String id, Person person, Optional<String> pin) {
        return confirm(List.of(id), person, pin).getFirst();
    }

    /// Does all that waits for this one yes, a tap or a written one.
    public List<Reaction> confirm(List<String> ids, Person person, Optional<String> pin) {
        return confirm(ids, person, new Consent(pin));
    }

    /// Does all that waits for this one yes, with which the PIN is tried once.
    ///
    /// @return what came of each, in order
    public List<Reaction> confirm(List<String> ids, Person person, Consent consent) {
        return confirmations.yes(ids, person, consent).stream()
                .map(taken ->
                        settled(taken, "confirmed", pending -> pending.effect().get()))
                .toList();
    }

    /// Gives up what waits for this no.
    public Reaction reject(String id, Person person) {
        return settled(
                confirmations.no(id, person),
                "rejected",
                pending -> new Denied(Denied.Reason.REJECTED, pending.question().subjects()));
    }

    private Reaction settled(Taken taken, String verdict, Function<Pending, ActionOutcome> effect) {
        return switch (taken) {
            case Taken.Missed(Reaction reaction) -> reaction;
            case Taken.Found(Pending pending) ->
                new Reaction.Settled(
                        pending.id(),
                        pending.conversation(),
                        pending.what().action(),
                        cases.noted(pending.what(), () -> new Ruled(verdict, effect.apply(pending), pending.calls())));
        };
    }

    /// The person said something else: what waits in the conversation is given up.
    public void giveUp(ConversationKey conversation) {
        confirmations.giveUp(conversation);
    }

    /// Gives up what waits for a person's yes, and cancels what is scheduled for them, but for what runs:
    /// that has ended, and been told to the audit log, when this returns.
    ///
    /// @throws io.jarvas.conversation.StoreException where that cannot be kept, or what runs does not end
    public void forget(Person person) {
        confirmations.giveUp(person);
        scheduled.scheduler().forget(person);
    }

    /// Whether the action can be undone now.
    public boolean undoable(String id) {
        return undo.find(id).filter(Undo::possible).isPresent();
    }

    /// Until when the action can be undone; empty where it cannot.
    public Optional<Instant> undoableUntil(String id) {
        return undo.find(id).filter(Undo::possible).map(Undo::until);
    }

    /// What the newest turn of the conversation did that can be undone, the newest first.
    public List<String> undoable(ConversationKey conversation) {
        return undo.newest(conversation).stream().map(Undo.Done::id).toList();
    }

    /// Takes an action back. That is judged like any other, so it may have to wait for a yes itself.
    ///
    /// @param from the conversation in which a yes would be said; empty for that of the action
    public Reaction undo(String id, Person person, Optional<ConversationKey> from) {
        Optional<Undo.Done> found = undo.find(id);
        if (found.isEmpty()) {
            return new Reaction.TooLate(id);
        }
        Undo.Done done = found.get();
        if (!done.asking().conversation().person().equals(person)) {
            return new Reaction.Unknown(id);
        }
        ConversationKey conversation = from.orElse(done.asking().conversation());
        Asking asking = new Asking(conversation, done.asking().turn(), "", Wish.ACTS, _ -> true);
        Case what = cases.open(AuditEntry.Origin.UNDO, asking, new Action(UNDO, Map.of(AuditEntry.UNDONE, id)));
        return new Reaction.Settled(what.id(), conversation, what.action(), cases.noted(what, () -> undo(what, done)));
    }

    private Ruled undo(Case what, Undo.Done done) {
        return switch (undo.way(done)) {
            case Undo.Way.None(ActionOutcome outcome) -> new Ruled("never", outcome);
            case Undo.Way.Back(Verdict.Risky(List<String> subjects), var back, var effect) ->
                calls.ask(
                        what,
                        calls.question(NeedsConfirmation.Reason.RISKY, UNDO, subjects),
                        back,
                        () -> back(done, effect));
            case Undo.Way.Back(var _, var back, var effect) -> new Ruled("allowed", back(done, effect), back);
        };
    }

    private ActionOutcome back(Undo.Done done, Supplier<ActionOutcome> effect) {
        return undo.take(done) ? effect.get() : new Denied(Denied.Reason.CHANGED, done.subjects());
    }

    /// What is scheduled.
    public Scheduler scheduler() {
        return scheduled.scheduler();
    }

    @Override
    public void close() {
        scheduled.close();
    }
}
