package io.jarvas.action;

import io.jarvas.action.ActionOutcome.Denied;
import io.jarvas.action.ActionOutcome.Failed;
import io.jarvas.action.ActionOutcome.Failure;
import io.jarvas.action.ActionOutcome.Malformed;
import io.jarvas.action.ActionOutcome.NeedsConfirmation;
import io.jarvas.action.Confirmations.Pending;
import io.jarvas.action.Confirmations.Taken;
import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.StoreException;
import io.jarvas.conversation.Ulid;
import io.jarvas.home.EntityId;
import io.jarvas.home.HomeConfig;
import io.jarvas.home.LiveHome;
import io.jarvas.home.ServiceCall;
import io.jarvas.language.Wish;
import io.jarvas.reply.Action;
import io.jarvas.reply.Proposal;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The one way from what is wanted to what is done in the house. Safe to use from any thread.
///
/// A model's proposal, a yes, an undo and the clock all come through here. Whatever changes something is a
/// call of a service: [CallPlanner] resolves, checks and judges it, and it is made only where the policy
/// allows it, the person's message wants something done, and the person's own words lead to every target. In
/// every other case it waits for a yes. What runs after a yes is the very call that was asked about, judged
/// once more: where the home has changed so that the verdict is another, it is not made.
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
    private static final String CANCEL = "cancel";

    private static final Logger LOG = System.getLogger(Door.class.getName());

    private final Parts parts;
    private final Map<String, Tool> tools;
    private final Confirmations confirmations;
    private final Scheduler scheduler;

    /// @throws IllegalStateException where two tools have the same name
    public Door(Parts parts) {
        this.parts = parts;
        this.tools = parts.tools().stream().collect(Collectors.toUnmodifiableMap(Tool::name, Function.identity()));
        this.confirmations = new Confirmations(parts.clock(), parts.pin());
        this.scheduler = new Scheduler(parts.schedules(), this::due, parts.clock());
    }

    /// Begins to do what is scheduled.
    public void start() {
        scheduler.start();
    }

    @Override
    public boolean reads(Proposal proposal) {
        return proposal instanceof Proposal.Readable(Action action)
                && (tools.get(action.tool()) instanceof Tool.Reading
                        || (action.tool().equals(SCHEDULE)
                                && !action.arguments().containsKey("action")));
    }

    @Override
    public ActionOutcome propose(String id, Proposal proposal, Asking asking) {
        return switch (proposal) {
            case Proposal.Readable(Action action) -> {
                Case what = open(id, AuditEntry.Origin.MODEL, asking, action);
                yield noted(what, () -> propose(what));
            }
            case Proposal.Unreadable(String _, String detail) ->
                noted(
                        open(id, AuditEntry.Origin.MODEL, asking, new Action("", Map.of())),
                        () -> new Ruled("", new Malformed(detail)));
        };
    }

    private Ruled propose(Case what) {
        Action action = what.action();
        return switch (action.tool()) {
            case CALL -> call(what, action.arguments());
            case SCHEDULE -> schedule(what);
            default ->
                switch (tools.get(action.tool())) {
                    case Tool.Reading reading -> new Ruled("allowed", reading.read(action.arguments(), what.asking()));
                    case Tool.Acting acting -> call(what, acting.call(action.arguments()));
                    case Tool.Keeping keeping -> keep(what, keeping.intent(action.arguments(), what.asking()));
                    case null -> new Ruled("", failed(Failure.Reason.UNKNOWN, action.tool(), "no such tool"));
                };
        };
    }

    /// Changes what Jarvas keeps: at once where the person wants something done and their own words lead to it.
    private Ruled keep(Case what, Tool.Keeping.Intent intent) {
        boolean asks = what.asking().wish() == Wish.ASKS;
        if (!asks && intent.meant()) {
            return new Ruled("allowed", intent.effect().get());
        }
        NeedsConfirmation question = ask(
                asks ? NeedsConfirmation.Reason.QUESTION : NeedsConfirmation.Reason.UNMEANT,
                what.action().tool(),
                List.of(intent.subject()));
        confirmations.ask(new Pending(what, question, Optional.empty(), intent.effect()));
        return new Ruled("confirm", question);
    }

    private Ruled call(Case what, Map<String, Object> arguments) {
        return judged(what, parts.planner().plan(arguments), (plan, _) -> run(what, plan));
    }

    /// Does what the plan says, now or after a yes.
    @FunctionalInterface
    private interface Doing {
        ActionOutcome with(Plan.Ready plan, boolean confirmed);
    }

    private Ruled judged(Case what, Plan plan, Doing doing) {
        return switch (plan) {
            case Plan.Refused(ActionOutcome outcome) -> new Ruled(outcome instanceof Denied ? "never" : "", outcome);
            case Plan.Ready ready -> {
                Optional<NeedsConfirmation> question = question(ready, what.asking());
                Optional<ServiceCall> call = Optional.of(ready.call());
                if (question.isEmpty()) {
                    yield new Ruled("allowed", doing.with(ready, false), call);
                }
                confirmations.ask(new Pending(what, question.get(), call, () -> again(ready, doing)));
                yield new Ruled("confirm", question.get(), call);
            }
        };
    }

    /// What a person has to be asked first.
    private Optional<NeedsConfirmation> question(Plan.Ready plan, Asking asking) {
        return switch (plan.verdict()) {
            case Verdict.Risky(List<String> subjects) ->
                Optional.of(ask(NeedsConfirmation.Reason.RISKY, plan.call().id(), subjects));
            case Verdict.Allowed(boolean changes) when !changes -> Optional.empty();
            case Verdict.Allowed _
            when asking.wish() == Wish.ASKS ->
                Optional.of(ask(NeedsConfirmation.Reason.QUESTION, plan.call().id(), subjects(plan.call())));
            case Verdict.Allowed _ -> {
                List<String> unmeant = unmeant(subjects(plan.call()), asking);
                yield unmeant.isEmpty()
                        ? Optional.empty()
                        : Optional.of(ask(
                                NeedsConfirmation.Reason.UNMEANT, plan.call().id(), unmeant));
            }
            case Verdict.Never _ -> Optional.empty();
        };
    }

    private static List<String> unmeant(List<String> subjects, Asking asking) {
        return subjects.stream()
                .filter(subject ->
                        !EntityId.parse(subject).filter(asking.meant()).isPresent())
                .toList();
    }

    private NeedsConfirmation ask(NeedsConfirmation.Reason reason, String service, List<String> subjects) {
        boolean pin = reason == NeedsConfirmation.Reason.RISKY && confirmations.hasPin();
        return new NeedsConfirmation(reason, service, subjects, confirmations.expiry(), pin);
    }

    private static List<String> subjects(ServiceCall call) {
        return call.targets().isEmpty()
                ? List.of(call.id())
                : call.targets().stream().map(EntityId::value).toList();
    }

    /// Does what a person said yes to, unless it would be something else by now.
    private ActionOutcome again(Plan.Ready asked, Doing doing) {
        return switch (parts.planner().again(asked.call())) {
            case Plan.Refused(ActionOutcome outcome) -> outcome;
            case Plan.Ready now when now.verdict().equals(asked.verdict()) -> doing.with(now, true);
            case Plan.Ready now -> new Denied(Denied.Reason.CHANGED, subjects(now.call()));
        };
    }

    private ActionOutcome run(Case what, Plan.Ready plan) {
        ActionOutcome outcome = parts.runner().run(plan.call(), plan.home());
        if (!outcome.changed().isEmpty() || outcome instanceof ActionOutcome.Sent) {
            parts.undo()
                    .keep(new Undo.Done(
                            what.id(),
                            what.asking(),
                            plan.call(),
                            plan.home(),
                            outcome,
                            parts.clock().instant()));
        }
        return outcome;
    }

    private Ruled schedule(Case what) {
        Person person = what.asking().conversation().person();
        return switch (ScheduleRequest.of(
                what.action().arguments(), parts.clock().instant().atZone(zone()))) {
            case ScheduleRequest.Show _ -> new Ruled("allowed", shown(scheduler.of(person)));
            case ScheduleRequest.Cancel(String which) -> cancel(what, which, scheduler.of(person));
            case ScheduleRequest.Make(var due, Action action) -> {
                Map<String, Object> call = switch (tools.get(action.tool())) {
                    case Tool.Acting acting -> acting.call(action.arguments());
                    case null, default -> {
                        if (action.tool().equals(CALL)) {
                            yield action.arguments();
                        }
                        throw new UnusableArgumentsException(action.tool() + " cannot be scheduled");
                    }
                };
                yield judged(
                        what,
                        parts.planner().plan(call),
                        (plan, confirmed) -> later(what, plan, due.toInstant(), confirmed));
            }
        };
    }

    /// Gives up what waits. That changes something, so a turn that only asks needs a yes.
    ///
    /// @param which an id, or [ScheduleRequest.Cancel#ALL]
    private Ruled cancel(Case what, String which, List<Schedule> open) {
        List<Schedule> meant = open.stream()
                .filter(schedule -> schedule.state() == Schedule.State.WAITING)
                .filter(schedule -> which.equals(ScheduleRequest.Cancel.ALL)
                        || schedule.id().equals(which))
                .toList();
        if (meant.isEmpty() && !which.equals(ScheduleRequest.Cancel.ALL)) {
            return new Ruled("allowed", failed(Failure.Reason.UNKNOWN, which, "no such schedule"));
        }
        List<String> subjects = meant.stream()
                .flatMap(schedule -> subjects(schedule.call()).stream())
                .distinct()
                .toList();
        boolean asks = what.asking().wish() == Wish.ASKS;
        if (!subjects.isEmpty() && (asks || !unmeant(subjects, what.asking()).isEmpty())) {
            NeedsConfirmation.Reason reason =
                    asks ? NeedsConfirmation.Reason.QUESTION : NeedsConfirmation.Reason.UNMEANT;
            NeedsConfirmation question = ask(reason, CANCEL, subjects);
            confirmations.ask(new Pending(what, question, Optional.empty(), () -> cancelled(what, meant)));
            return new Ruled("confirm", question);
        }
        return new Ruled("allowed", cancelled(what, meant));
    }

    private ActionOutcome cancelled(Case what, List<Schedule> meant) {
        Person person = what.asking().conversation().person();
        try {
            return shown(meant.stream()
                    .flatMap(schedule -> scheduler.cancel(schedule.id(), person).stream())
                    .toList());
        } catch (StoreException e) {
            LOG.log(Level.ERROR, () -> "a schedule could not be cancelled: " + what.id(), e);
            return failed(Failure.Reason.NOT_STORED, SCHEDULE, "");
        }
    }

    private ActionOutcome later(Case what, Plan.Ready plan, Instant due, boolean confirmed) {
        Schedule schedule = new Schedule(
                what.id(),
                what.asking().conversation(),
                what.asking().words(),
                plan.call(),
                confirmed && plan.verdict() instanceof Verdict.Risky,
                due,
                Schedule.State.WAITING);
        try {
            scheduler.add(schedule);
            return new ActionOutcome.Scheduled(schedule);
        } catch (StoreException e) {
            LOG.log(Level.ERROR, () -> "a schedule could not be stored: " + what.id(), e);
            return failed(Failure.Reason.NOT_STORED, plan.call().id(), "");
        }
    }

    private ActionOutcome shown(List<Schedule> schedules) {
        List<Object> list = schedules.stream()
                .<Object>map(schedule -> {
                    Map<String, Object> shown = new LinkedHashMap<>();
                    shown.put("id", schedule.id());
                    shown.put(
                            "due",
                            schedule.due().atZone(zone()).toLocalDateTime().toString());
                    shown.put("service", schedule.call().id());
                    shown.put(
                            "entity_id",
                            schedule.call().targets().stream()
                                    .map(EntityId::value)
                                    .toList());
                    shown.put("state", schedule.state().name().toLowerCase(Locale.ROOT));
                    return shown;
                })
                .toList();
        return new ActionOutcome.Answered(Map.of("schedules", list), List.of());
    }

    private ZoneId zone() {
        return parts.home()
                .snapshot()
                .map(home -> home.catalog().config())
                .map(HomeConfig::zone)
                .orElse(ZoneId.systemDefault());
    }

    /// Does what is due. What a person said yes to when it was made may be risky still, but nothing else.
    private ActionOutcome due(Schedule schedule, String id) {
        Asking asking = new Asking(schedule.conversation(), "", schedule.words(), Wish.ACTS, _ -> true);
        Action action = new Action(SCHEDULE, Map.of("id", schedule.id()));
        Case what = open(id, AuditEntry.Origin.SCHEDULE, asking, action);
        Optional<ServiceCall> call = Optional.of(schedule.call());
        return noted(what, () -> switch (parts.planner().again(schedule.call())) {
            case Plan.Refused(ActionOutcome outcome) ->
                new Ruled(outcome instanceof Denied ? "never" : "", outcome, call);
            case Plan.Ready(var _, var _, Verdict.Risky(var subjects))
            when !schedule.confirmed() -> new Ruled("confirm", new Denied(Denied.Reason.CHANGED, subjects), call);
            case Plan.Ready ready -> new Ruled("allowed", run(what, ready), call);
        });
    }

    /// Asks whether what was missed, or may have been done, is to be done now.
    ///
    /// @return the question, with the id of the action that waits
    public Asked askAgain(Schedule schedule, Asking asking) {
        Case what = open(
                Ulid.at(parts.clock().instant()),
                AuditEntry.Origin.SCHEDULE,
                asking,
                new Action(SCHEDULE, Map.of("id", schedule.id())));
        Plan asked = parts.planner().again(schedule.call());
        boolean harmless = asked instanceof Plan.Ready ready && ready.verdict() instanceof Verdict.Allowed;
        NeedsConfirmation question = new NeedsConfirmation(
                NeedsConfirmation.Reason.LATE,
                schedule.call().id(),
                subjects(schedule.call()),
                confirmations.expiry(),
                !harmless && confirmations.hasPin());
        Optional<ServiceCall> call = Optional.of(schedule.call());
        confirmations.ask(new Pending(
                what, question, call, () -> scheduler.late(schedule, () -> late(what, schedule.call(), asked))));
        audit(what, new Ruled("confirm", question, call), Duration.ZERO);
        return new Asked(what.id(), question);
    }

    /// A question that waits for an answer.
    public record Asked(String id, NeedsConfirmation question) {}

    /// @param asked what it would have been when the person was asked
    private ActionOutcome late(Case what, ServiceCall call, Plan asked) {
        return switch (parts.planner().again(call)) {
            case Plan.Refused(ActionOutcome outcome) -> outcome;
            case Plan.Ready now
            when now.verdict() instanceof Verdict.Allowed
                    || (asked instanceof Plan.Ready then && then.verdict().equals(now.verdict())) -> run(what, now);
            case Plan.Ready now -> new Denied(Denied.Reason.CHANGED, subjects(now.call()));
        };
    }

    /// What waits for an answer in the conversation, with the id of each, the oldest first.
    public Map<String, NeedsConfirmation> waiting(ConversationKey conversation) {
        Map<String, NeedsConfirmation> waiting = new LinkedHashMap<>();
        confirmations.in(conversation).forEach(pending -> waiting.put(pending.id(), pending.question()));
        return waiting;
    }

    /// Whether the text is the owner's PIN. Takes the same time whatever it is.
    public boolean isPin(String text) {
        return confirmations.isPin(text);
    }

    /// Does what waits for this yes.
    public Reaction confirm(String id, Person person, Optional<String> pin) {
        return switch (confirmations.yes(id, person, pin)) {
            case Taken.Missed(Reaction reaction) -> reaction;
            case Taken.Found(Pending pending) -> settled(pending, "confirmed", pending.effect());
        };
    }

    /// Gives up what waits for this no.
    public Reaction reject(String id, Person person) {
        return switch (confirmations.no(id, person)) {
            case Taken.Missed(Reaction reaction) -> reaction;
            case Taken.Found(Pending pending) ->
                settled(
                        pending,
                        "rejected",
                        () -> new Denied(
                                Denied.Reason.REJECTED, pending.question().subjects()));
        };
    }

    private Reaction settled(Pending pending, String verdict, Supplier<ActionOutcome> effect) {
        return new Reaction.Settled(
                pending.id(),
                pending.conversation(),
                pending.what().action(),
                noted(pending.what(), () -> new Ruled(verdict, effect.get(), pending.call())));
    }

    /// The person said something else: what waits in the conversation is given up.
    public void giveUp(ConversationKey conversation) {
        confirmations.giveUp(conversation);
    }

    /// Whether the action can be undone now.
    public boolean undoable(String id) {
        return parts.undo().find(id).filter(Undo::possible).isPresent();
    }

    /// What the newest turn of the conversation did that can be undone, the newest first.
    public List<String> undoable(ConversationKey conversation) {
        return parts.undo().newest(conversation).stream().map(Undo.Done::id).toList();
    }

    /// Takes an action back. That is judged like any other, so it may have to wait for a yes itself.
    ///
    /// @param from the conversation in which a yes would be said; empty for that of the action
    public Reaction undo(String id, Person person, Optional<ConversationKey> from) {
        Optional<Undo.Done> found = parts.undo().find(id);
        if (found.isEmpty()) {
            return new Reaction.TooLate(id);
        }
        Undo.Done done = found.get();
        if (!done.asking().conversation().person().equals(person)) {
            return new Reaction.Unknown(id);
        }
        ConversationKey conversation = from.orElse(done.asking().conversation());
        Asking asking = new Asking(conversation, done.asking().turn(), "", Wish.ACTS, _ -> true);
        Case what = open(
                Ulid.at(parts.clock().instant()),
                AuditEntry.Origin.UNDO,
                asking,
                new Action(UNDO, Map.of(AuditEntry.UNDONE, id)));
        return new Reaction.Settled(what.id(), conversation, what.action(), noted(what, () -> undo(what, done)));
    }

    private Ruled undo(Case what, Undo.Done done) {
        return switch (parts.undo().way(done)) {
            case Undo.Way.None(ActionOutcome outcome) -> new Ruled("never", outcome);
            case Undo.Way.Back(Verdict.Risky(List<String> subjects), Supplier<ActionOutcome> effect) -> {
                NeedsConfirmation question = ask(NeedsConfirmation.Reason.RISKY, UNDO, subjects);
                confirmations.ask(new Pending(what, question, Optional.empty(), () -> back(done, effect)));
                yield new Ruled("confirm", question);
            }
            case Undo.Way.Back(var _, Supplier<ActionOutcome> effect) -> new Ruled("allowed", back(done, effect));
        };
    }

    private ActionOutcome back(Undo.Done done, Supplier<ActionOutcome> effect) {
        if (!parts.undo().take(done)) {
            return new Denied(Denied.Reason.CHANGED, subjects(done.call()));
        }
        return effect.get();
    }

    public Scheduler scheduler() {
        return scheduler;
    }

    /// An outcome, and what the rules said.
    ///
    /// @param call that it came to
    private record Ruled(String verdict, ActionOutcome outcome, Optional<ServiceCall> call) {
        private Ruled(String verdict, ActionOutcome outcome) {
            this(verdict, outcome, Optional.empty());
        }
    }

    private Case open(String id, AuditEntry.Origin origin, Asking asking, Action action) {
        return new Case(id, origin, asking, action, parts.clock().instant());
    }

    private ActionOutcome noted(Case what, Supplier<Ruled> doing) {
        long start = System.nanoTime();
        Ruled ruled;
        try {
            ruled = doing.get();
        } catch (UnusableArgumentsException e) {
            ruled = new Ruled("", new Malformed(String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, () -> "an action broke: " + what.id(), e);
            String tool = what.action().tool();
            ruled = new Ruled(
                    "", failed(Failure.Reason.UNVERIFIED, tool, e.getClass().getSimpleName()));
        }
        audit(what, ruled, Duration.ofNanos(System.nanoTime() - start));
        return ruled.outcome();
    }

    private void audit(Case what, Ruled ruled, Duration took) {
        // What a person has remembered is theirs alone: nobody reads it in the log.
        boolean personal = tools.get(what.action().tool()) instanceof Tool.Keeping;
        parts.audit()
                .accept(
                        personal
                                ? AuditEntries.withoutWords(what, ruled.verdict(), ruled.outcome(), took)
                                : AuditEntries.of(what, ruled.verdict(), ruled.outcome(), ruled.call(), took));
    }

    private static ActionOutcome failed(Failure.Reason reason, String subject, String detail) {
        return new Failed(List.of(new Failure(reason, subject, detail)), List.of());
    }

    @Override
    public void close() {
        scheduler.close();
    }
}
