package io.jarvas.action;

import io.jarvas.action.ActionOutcome.Already;
import io.jarvas.action.ActionOutcome.Denied;
import io.jarvas.action.ActionOutcome.Executed;
import io.jarvas.action.ActionOutcome.Failed;
import io.jarvas.action.ActionOutcome.Failure;
import io.jarvas.action.ActionOutcome.Sent;
import io.jarvas.conversation.ConversationKey;
import io.jarvas.home.EntityId;
import io.jarvas.home.HomeException;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.home.LiveHome;
import io.jarvas.home.ServiceCall;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Takes back what was done, for a few minutes: brings back the states from before a call, and cancels what was
/// scheduled. Safe to use from any thread.
///
/// What comes back is what the action changed and no more: of its targets, of the members of groups and scenes, and of
/// what a script names, those that are now other than they were. Their states come back by `scene.apply` where Home
/// Assistant reproduces the domain, by the service of the state where it does not; what shows in no state by the
/// opposite of what was done. What none of these brings back (a button pressed, a word said) stays done, and is said to
/// be.
///
/// An entity whose state somebody has changed since stays as it is: who switched the light on again at the wall does
/// not want it off because someone in another room takes back a command. That is told by the state alone, and a state
/// on its way (`opening`) may have got there; a brightness or a temperature comes back whoever touched it, since a
/// device that takes its time changes these by itself. Where nothing else is left, the undo is denied as
/// [Denied.Reason#CHANGED].
///
/// It is judged by the services that bring the states about: undoing a lock is an unlock.
public final class Undo {
    /// How long something can be taken back.
    public static final Duration LIFE = Duration.ofMinutes(5);

    private static final int MOST = 200;
    private static final Set<String> STANDING_FOR_OTHERS = Set.of("scene", "script", "group", "automation");

    /// Something that was done.
    sealed interface Done {
        /// Of the action.
        String id();

        Asking asking();

        Instant at();

        /// What it was done to: see [Subjects#values].
        List<String> subjects();

        /// A service was called.
        ///
        /// @param before the home as it was
        record Called(
                String id, Asking asking, ServiceCall call, HomeSnapshot before, ActionOutcome outcome, Instant at)
                implements Done {
            @Override
            public List<String> subjects() {
                return Subjects.of(call).values();
            }
        }

        /// Something was scheduled. To cancel it makes nothing happen.
        ///
        /// @param waits whether it can be cancelled still
        /// @param cancel does so; whatever goes wrong is an outcome
        record Scheduled(
                Asking asking, Schedule schedule, BooleanSupplier waits, Supplier<ActionOutcome> cancel, Instant at)
                implements Done {
            @Override
            public String id() {
                return schedule.id();
            }

            @Override
            public List<String> subjects() {
                return Subjects.of(schedule.call()).values();
            }
        }

        /// What was scheduled was cancelled, and stays so.
        record Cancelled(String id, Asking asking, List<String> subjects, Instant at) implements Done {}
    }

    /// How something comes back.
    sealed interface Way {
        /// @param verdict of the policy on what is to be called
        /// @param calls that are to be made, where any are
        /// @param effect makes them; whatever goes wrong is an outcome
        record Back(Verdict verdict, List<ServiceCall> calls, Supplier<ActionOutcome> effect) implements Way {}

        /// There is none, or it is forbidden.
        record None(ActionOutcome outcome) implements Way {}
    }

    private final LiveHome home;
    private final CallRunner runner;
    private final Policy policy;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final SequencedMap<String, Done> kept = new LinkedHashMap<>();

    public Undo(LiveHome home, CallRunner runner, Policy policy, InstantSource clock) {
        this.home = home;
        this.runner = runner;
        this.policy = policy;
        this.clock = clock;
    }

    /// Keeps what has just been done. What cannot be undone is kept too, so that a person who takes back the
    /// last thing is told so, and nothing older is taken back in its place.
    void keep(Done done) {
        lock.lock();
        try {
            expire();
            kept.putLast(done.id(), done);
            if (kept.size() > MOST) {
                kept.pollFirstEntry();
            }
        } finally {
            lock.unlock();
        }
    }

    /// What was done a few minutes ago at most, and was not taken back.
    Optional<Done> find(String id) {
        lock.lock();
        try {
            expire();
            return Optional.ofNullable(kept.get(id));
        } finally {
            lock.unlock();
        }
    }

    /// What the newest turn of the conversation did, the newest first.
    List<Done> newest(ConversationKey conversation) {
        lock.lock();
        try {
            expire();
            List<Done> done = kept.sequencedValues().reversed().stream()
                    .filter(each -> each.asking().conversation().equals(conversation))
                    .toList();
            return done.stream()
                    .filter(each ->
                            each.asking().turn().equals(done.getFirst().asking().turn()))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /// Nobody undoes the same twice.
    ///
    /// @return whether it was still there
    boolean take(Done done) {
        lock.lock();
        try {
            expire();
            return kept.remove(done.id(), done);
        } finally {
            lock.unlock();
        }
    }

    private void expire() {
        Instant now = clock.instant();
        kept.values().removeIf(done -> !now.isBefore(done.at().plus(LIFE)));
    }

    /// Whether there may be a way back.
    static boolean possible(Done done) {
        return switch (done) {
            case Done.Called called -> possible(called);
            case Done.Scheduled scheduled -> scheduled.waits().getAsBoolean();
            case Done.Cancelled _ -> false;
        };
    }

    /// Until when it can be taken back: what was scheduled, until it is due at the latest.
    static Instant until(Done done) {
        Instant end = done.at().plus(LIFE);
        return done instanceof Done.Scheduled scheduled
                        && scheduled.schedule().due().isBefore(end)
                ? scheduled.schedule().due()
                : end;
    }

    private static boolean possible(Done.Called done) {
        return ServiceStates.opposite(done.call().id(), done.call().data()).isPresent()
                || STANDING_FOR_OTHERS.contains(done.call().domain())
                || Stream.concat(
                                done.outcome().changed().stream().map(StateChange::entity),
                                done.outcome() instanceof Sent ? done.call().targets().stream() : Stream.empty())
                        .map(EntityId::domain)
                        .anyMatch(domain -> STANDING_FOR_OTHERS.contains(domain)
                                || ServiceStates.way(domain) != ServiceStates.Way.NOTHING);
    }

    /// How it would come back now.
    Way way(Done done) {
        return switch (done) {
            case Done.Called called -> way(called);
            case Done.Scheduled scheduled
            when possible(scheduled) -> new Way.Back(new Verdict.Allowed(true), List.of(), scheduled.cancel());
            case Done.Scheduled _, Done.Cancelled _ -> new Way.None(new Denied(Denied.Reason.FINAL, done.subjects()));
        };
    }

    private Way way(Done.Called done) {
        try {
            HomeSnapshot now = home.fresh();
            Restoration restoration = Restoration.of(done, policy.reach(done.call(), done.before()), now);
            if (restoration.nothing()) {
                return new Way.None(none(done, restoration));
            }
            Verdict verdict = verdict(restoration, now);
            if (verdict instanceof Verdict.Never(String subject)) {
                return new Way.None(new Denied(Denied.Reason.NEVER, List.of(subject)));
            }
            return new Way.Back(verdict, restoration.all(), () -> back(done, restoration, verdict));
        } catch (HomeException e) {
            return new Way.None(unreachable(done, e));
        }
    }

    private static ActionOutcome none(Done.Called done, Restoration restoration) {
        if (!restoration.failures().isEmpty()) {
            return new Failed(restoration.failures(), List.of());
        }
        if (!restoration.others().isEmpty()) {
            return new Denied(Denied.Reason.CHANGED, values(restoration.others()));
        }
        boolean shown = !done.outcome().changed().isEmpty()
                || STANDING_FOR_OTHERS.contains(done.call().domain());
        return shown && !restoration.lost() && !restoration.same().isEmpty()
                ? new Already(restoration.same())
                : new Denied(Denied.Reason.FINAL, done.subjects());
    }

    private Verdict verdict(Restoration restoration, HomeSnapshot now) {
        Set<String> risky = new TreeSet<>();
        List<Verdict> verdicts = new ArrayList<>(List.of(policy.judge(restoration.states(), now)));
        restoration.calls().forEach(call -> verdicts.add(policy.judge(call, now)));
        for (Verdict verdict : verdicts) {
            switch (verdict) {
                case Verdict.Never never -> {
                    return never;
                }
                case Verdict.Risky(List<String> subjects) -> risky.addAll(subjects);
                case Verdict.Allowed _ -> {}
            }
        }
        return risky.isEmpty() ? new Verdict.Allowed(true) : new Verdict.Risky(List.copyOf(risky));
    }

    /// Does what was judged; where a person had to say yes, only if it would still be that.
    private ActionOutcome back(Done.Called done, Restoration judged, Verdict verdict) {
        try {
            HomeSnapshot now = home.fresh();
            Restoration restoration = Restoration.of(done, policy.reach(done.call(), done.before()), now);
            boolean other = !restoration.scene().equals(judged.scene())
                    || !restoration.calls().equals(judged.calls())
                    || !verdict(restoration, now).equals(verdict);
            if (other) {
                return new Denied(
                        Denied.Reason.CHANGED,
                        values(List.copyOf(judged.states().keySet())));
            }
            List<ActionOutcome> outcomes = new ArrayList<>();
            restoration.scene().ifPresent(scene -> outcomes.add(runner.run(scene, now, restoration.aims(now))));
            for (ServiceCall call : restoration.calls()) {
                outcomes.add(runner.run(call, home.fresh()));
            }
            return together(outcomes, restoration.failures());
        } catch (HomeException e) {
            return unreachable(done, e);
        }
    }

    private static ActionOutcome together(List<ActionOutcome> outcomes, List<Failure> unreached) {
        Map<EntityId, StateChange> changes = new LinkedHashMap<>();
        List<Failure> failures = new ArrayList<>(unreached);
        List<EntityId> already = new ArrayList<>();
        for (ActionOutcome outcome : outcomes) {
            outcome.changed()
                    .forEach(change -> changes.merge(
                            change.entity(),
                            change,
                            (one, two) -> new StateChange(one.entity(), one.before(), two.after())));
            switch (outcome) {
                case Failed failed -> failures.addAll(failed.failures());
                case Executed executed -> already.addAll(executed.already());
                case Already same -> already.addAll(same.entities());
                case Sent _,
                        ActionOutcome.Answered _,
                        ActionOutcome.Scheduled _,
                        ActionOutcome.Cancelled _,
                        ActionOutcome.Kept _,
                        ActionOutcome.NeedsConfirmation _,
                        Denied _,
                        ActionOutcome.Malformed _ -> {}
            }
        }
        List<StateChange> all = List.copyOf(changes.values());
        already.removeAll(changes.keySet());
        if (!failures.isEmpty()) {
            return new Failed(failures, all);
        }
        if (!all.isEmpty()) {
            return new Executed(all, already, Map.of());
        }
        return already.isEmpty() ? new Sent(Map.of()) : new Already(already);
    }

    private static List<String> values(List<EntityId> entities) {
        return entities.stream().map(EntityId::value).toList();
    }

    private static ActionOutcome unreachable(Done.Called done, HomeException problem) {
        return new Failed(
                List.of(new Failure(
                        Failure.Reason.UNREACHABLE, done.call().id(), String.valueOf(problem.getMessage()))),
                List.of());
    }
}
