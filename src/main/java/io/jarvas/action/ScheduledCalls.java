package io.jarvas.action;

import io.jarvas.action.ActionOutcome.Denied;
import io.jarvas.action.ActionOutcome.Failure;
import io.jarvas.action.ActionOutcome.NeedsConfirmation;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.StoreException;
import io.jarvas.home.EntityId;
import io.jarvas.home.HomeConfig;
import io.jarvas.home.LiveHome;
import io.jarvas.home.ServiceCall;
import io.jarvas.language.PlanWords;
import io.jarvas.language.Wish;
import io.jarvas.reply.Action;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Calls that are made later: the tool `schedule`, what is due, and what was missed. Safe to use from any thread.
///
/// A call is judged when it is scheduled, and again when it is due. To cancel one changes something too: where the
/// person only asked, and where the words are neither about plans nor about its entities, it waits for a yes.
final class ScheduledCalls implements AutoCloseable {
    private static final String CANCEL = "cancel";
    private static final Logger LOG = System.getLogger(ScheduledCalls.class.getName());

    private final LiveHome home;
    private final CallPlanner planner;
    private final Calls calls;
    private final Cases cases;
    private final Undo undo;
    private final Function<Action, Optional<Map<String, Object>>> arguments;
    private final Clock clock;
    private final Scheduler scheduler;

    /// @param arguments of `homeassistant_call_service`, of an action that comes to a call; nothing of another
    ScheduledCalls(
            Door.Parts parts, Calls calls, Cases cases, Function<Action, Optional<Map<String, Object>>> arguments) {
        this.home = parts.home();
        this.planner = parts.planner();
        this.calls = calls;
        this.cases = cases;
        this.undo = parts.undo();
        this.arguments = arguments;
        this.clock = parts.clock();
        this.scheduler = new Scheduler(parts.schedules(), this::due, clock);
    }

    Scheduler scheduler() {
        return scheduler;
    }

    /// What a model asks the tool for.
    Ruled asked(Case what) {
        Person person = what.asking().conversation().person();
        return switch (ScheduleRequest.of(
                what.action().arguments(), clock.instant().atZone(zone()))) {
            case ScheduleRequest.Show _ -> new Ruled("allowed", shown(scheduler.of(person)));
            case ScheduleRequest.Cancel(String which) -> cancel(what, which, scheduler.of(person));
            case ScheduleRequest.Make(var due, Action action) -> {
                Map<String, Object> call = arguments
                        .apply(action)
                        .orElseThrow(() -> new UnusableArgumentsException(action.tool() + " cannot be scheduled"));
                yield calls.judged(
                        what, planner.plan(call), (plan, confirmed) -> later(what, plan, due.toInstant(), confirmed));
            }
        };
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
        } catch (StoreException e) {
            LOG.log(Level.ERROR, () -> "a schedule could not be stored: " + what.id(), e);
            return ActionOutcome.failed(Failure.Reason.NOT_STORED, plan.call().id(), "");
        }
        undo.keep(new Undo.Done.Scheduled(
                what.asking(), schedule, () -> waits(schedule), () -> cancelled(List.of(schedule)), clock.instant()));
        return new ActionOutcome.Scheduled(schedule);
    }

    private boolean waits(Schedule schedule) {
        return scheduler.of(schedule.conversation().person()).contains(schedule);
    }

    /// @param which an id, or [ScheduleRequest.Cancel#ALL]
    private Ruled cancel(Case what, String which, List<Schedule> open) {
        List<Schedule> meant = open.stream()
                .filter(schedule -> schedule.state() == Schedule.State.WAITING)
                .filter(schedule -> which.equals(ScheduleRequest.Cancel.ALL)
                        || schedule.id().equals(which))
                .toList();
        Asking asking = what.asking();
        boolean asks = asking.wish() == Wish.ASKS;
        if (meant.isEmpty() || (!asks && isMeant(meant, asking))) {
            return new Ruled("allowed", cancelled(what, meant));
        }
        NeedsConfirmation question = calls.question(
                asks ? NeedsConfirmation.Reason.QUESTION : NeedsConfirmation.Reason.UNMEANT, CANCEL, subjects(meant));
        return calls.ask(what, question, List.of(), () -> cancelled(what, meant));
    }

    private static boolean isMeant(List<Schedule> schedules, Asking asking) {
        return PlanWords.in(asking.words())
                || subjects(schedules).stream().map(EntityId::new).allMatch(asking.meant());
    }

    private static List<String> subjects(List<Schedule> schedules) {
        return schedules.stream()
                .flatMap(schedule -> Subjects.of(schedule.call()).values().stream())
                .distinct()
                .toList();
    }

    private ActionOutcome cancelled(Case what, List<Schedule> meant) {
        ActionOutcome outcome = cancelled(meant);
        if (outcome instanceof ActionOutcome.Cancelled(List<Schedule> cancelled)) {
            undo.keep(new Undo.Done.Cancelled(what.id(), what.asking(), subjects(cancelled), clock.instant()));
        }
        return outcome;
    }

    private ActionOutcome cancelled(List<Schedule> meant) {
        try {
            List<Schedule> cancelled = meant.stream()
                    .flatMap(schedule -> scheduler
                            .cancel(schedule.id(), schedule.conversation().person())
                            .stream())
                    .toList();
            return cancelled.isEmpty()
                    ? ActionOutcome.failed(Failure.Reason.UNPLANNED, Door.SCHEDULE, "")
                    : new ActionOutcome.Cancelled(cancelled);
        } catch (StoreException e) {
            LOG.log(Level.ERROR, "a schedule could not be cancelled", e);
            return ActionOutcome.failed(Failure.Reason.NOT_STORED, Door.SCHEDULE, "");
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
        return home.snapshot()
                .map(now -> now.catalog().config())
                .map(HomeConfig::zone)
                .orElse(ZoneId.systemDefault());
    }

    /// Does what is due. What a person said yes to when it was made may be risky still, but nothing else. Each
    /// is a turn of its own, so that it is taken back by itself.
    private ActionOutcome due(Schedule schedule, String id) {
        Asking asking = new Asking(schedule.conversation(), schedule.id(), schedule.words(), Wish.ACTS, _ -> true);
        Case what = cases.open(id, AuditEntry.Origin.SCHEDULE, asking, action(schedule));
        List<ServiceCall> call = List.of(schedule.call());
        return cases.noted(what, () -> switch (planner.again(schedule.call())) {
            case Plan.Refused(ActionOutcome outcome) -> Calls.refused(outcome, call);
            case Plan.Ready(var _, var _, Verdict.Risky(var subjects))
            when !schedule.confirmed() -> new Ruled("confirm", new Denied(Denied.Reason.CHANGED, subjects), call);
            case Plan.Ready ready -> new Ruled("allowed", calls.run(what, ready), call);
        });
    }

    /// Asks whether what was missed, or may have been done, is to be done now.
    Door.Asked askAgain(Schedule schedule, Asking asking) {
        Case what = cases.open(AuditEntry.Origin.SCHEDULE, asking, action(schedule));
        ServiceCall call = schedule.call();
        Plan then = planner.again(call);
        boolean harmless = then instanceof Plan.Ready ready && ready.verdict() instanceof Verdict.Allowed;
        NeedsConfirmation question = calls.question(
                NeedsConfirmation.Reason.LATE, call.id(), Subjects.of(call).values(), !harmless);
        Ruled ruled =
                calls.ask(what, question, List.of(call), () -> scheduler.late(schedule, () -> late(what, call, then)));
        cases.note(what, ruled, Duration.ZERO);
        return new Door.Asked(what.id(), question);
    }

    /// @param then what it would have been when the person was asked
    private ActionOutcome late(Case what, ServiceCall call, Plan then) {
        return switch (planner.again(call)) {
            case Plan.Refused(ActionOutcome outcome) -> outcome;
            case Plan.Ready now
            when now.verdict() instanceof Verdict.Allowed
                    || (then instanceof Plan.Ready ready && ready.verdict().equals(now.verdict())) ->
                calls.run(what, now);
            case Plan.Ready now -> Calls.changed(now.call());
        };
    }

    private static Action action(Schedule schedule) {
        return new Action(Door.SCHEDULE, Map.of("id", schedule.id()));
    }

    @Override
    public void close() {
        scheduler.close();
    }
}
