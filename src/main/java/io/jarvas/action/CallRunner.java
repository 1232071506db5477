package io.jarvas.action;

import io.jarvas.action.ActionOutcome.Already;
import io.jarvas.action.ActionOutcome.Executed;
import io.jarvas.action.ActionOutcome.Failed;
import io.jarvas.action.ActionOutcome.Failure;
import io.jarvas.action.ActionOutcome.Failure.Reason;
import io.jarvas.action.ActionOutcome.Sent;
import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.HomeException;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.home.LiveHome;
import io.jarvas.home.ServiceCall;
import io.jarvas.home.ServiceCaller;
import io.jarvas.home.ServiceResult;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// Makes a call to Home Assistant, and looks whether it came about.
///
/// Targets that are unavailable are left out of the call. It is sent even where its aim holds already, because
/// Home Assistant's state may be stale.
///
/// Home Assistant answers when a service has run, often later than the state that proves it. So the answer
/// and the proof are awaited at once: a proof ends the waiting, unless a refusal follows within a short
/// grace; an error ends it too. After the answer the proof has a shorter time left. What was shown must still
/// hold at the end. Where no target's state can show anything, and where all targets' aims held before, the
/// answer is what is awaited: without one nothing is claimed.
public final class CallRunner {
    /// How long it may take until an outcome is known.
    ///
    /// @param total for a proof, or for an answer where nothing else can tell
    /// @param afterAnswer for a proof, from Home Assistant's answer on
    /// @param grace for an answer, from the proof on: a refusal still wins
    public record Limits(Duration total, Duration afterAnswer, Duration grace) {
        public static final Limits DEFAULT =
                new Limits(Duration.ofSeconds(10), Duration.ofSeconds(3), Duration.ofMillis(200));
    }

    private static final Logger LOG = System.getLogger(CallRunner.class.getName());
    private static final Answer NONE_YET = new Answer.Missing();

    private final LiveHome home;
    private final ServiceCaller caller;
    private final Limits limits;

    public CallRunner(LiveHome home, ServiceCaller caller) {
        this(home, caller, Limits.DEFAULT);
    }

    public CallRunner(LiveHome home, ServiceCaller caller, Limits limits) {
        this.home = home;
        this.caller = caller;
        this.limits = limits;
    }

    /// Makes the call, whatever the policy says to it, and waits until its outcome is known. Whatever goes
    /// wrong is an outcome.
    ///
    /// @param before the moment in which the call's targets were resolved
    ActionOutcome run(ServiceCall whole, HomeSnapshot before) {
        List<Failure> failures = new ArrayList<>();
        List<EntityId> reached = new ArrayList<>();
        for (EntityId target : whole.targets()) {
            String own = target.domain() + "." + whole.service();
            if (before.state(target).filter(EntityState::available).isEmpty()) {
                failures.add(new Failure(Reason.UNAVAILABLE, target.value(), ""));
            } else if (Policy.isGeneric(whole) && !canBeSwitched(target, own, before)) {
                failures.add(new Failure(Reason.REFUSED, target.value(), "cannot be switched"));
            } else {
                reached.add(target);
            }
        }
        if (reached.isEmpty() && !failures.isEmpty()) {
            return new Failed(failures, List.of());
        }
        ServiceCall call = new ServiceCall(whole.domain(), whole.service(), reached, whole.data());
        return new Running(call, call, before, failures, aims(call, before)).outcome();
    }

    /// Makes a call that names in its fields what it acts on (`scene.apply`), and waits until its outcome is
    /// known.
    ///
    /// @param aims the states that prove it, for every entity that it acts on; each has a state before
    ActionOutcome run(ServiceCall sent, HomeSnapshot before, Map<EntityId, Predicate<EntityState>> aims) {
        List<EntityId> targets = aims.keySet().stream().sorted().toList();
        ServiceCall call = new ServiceCall(sent.domain(), sent.service(), targets, sent.data());
        return new Running(call, sent, before, new ArrayList<>(), new TreeMap<>(aims)).outcome();
    }

    private static Map<EntityId, Predicate<EntityState>> aims(ServiceCall call, HomeSnapshot before) {
        Map<EntityId, Predicate<EntityState>> aims = new TreeMap<>();
        for (EntityId target : call.targets()) {
            EntityState state = before.state(target).orElseThrow();
            String own = Policy.isGeneric(call) ? target.domain() + "." + call.service() : call.id();
            ServiceAims.standard().of(own, call.data(), state).ifPresent(aim -> aims.put(target, aim));
        }
        return aims;
    }

    /// Home Assistant takes a group apart and passes over what has no such service.
    private static boolean canBeSwitched(EntityId target, String own, HomeSnapshot before) {
        return target.domain().equals("group") || before.catalog().services().containsKey(own);
    }

    /// What came of the call itself.
    private sealed interface Answer {
        record Accepted(ServiceResult result) implements Answer {}

        record Refused(HomeException problem) implements Answer {
            /// Whether it is certain that the call did not come about as a whole.
            private boolean isFinal() {
                return problem.code() != HomeException.Code.ANSWER_LOST;
            }
        }

        /// None within the time.
        record Missing() implements Answer {}
    }

    /// One call, from before it leaves until its outcome is known.
    private final class Running {
        private final ServiceCall call;
        private final ServiceCall sent;
        private final HomeSnapshot before;
        private final List<Failure> failures;
        private final List<EntityId> already = new ArrayList<>();
        private final Proof proof;
        private final boolean silent;
        private final CompletableFuture<Answer> answer = new CompletableFuture<>();

        /// @param call with whatever it acts on as its targets
        /// @param sent as Home Assistant gets it
        private Running(
                ServiceCall call,
                ServiceCall sent,
                HomeSnapshot before,
                List<Failure> failures,
                Map<EntityId, Predicate<EntityState>> aims) {
            this.call = call;
            this.sent = sent;
            this.before = before;
            this.failures = failures;
            silent = aims.size() < call.targets().size() || aims.isEmpty();
            aims.forEach((target, aim) -> {
                if (aim.test(before.state(target).orElseThrow())) {
                    already.add(target);
                }
            });
            already.forEach(aims::remove);
            proof = new Proof(aims);
        }

        private ActionOutcome outcome() {
            boolean provable = !proof.wanted().isEmpty();
            CompletableFuture<Boolean> proven = new CompletableFuture<>();
            if (provable) {
                Thread.ofVirtual().name("service-proof").start(() -> watch(proven));
            }
            Thread.ofVirtual().name("service-call").start(() -> send(provable));
            if (provable) {
                // The watch keeps to the limit; the margin is for one that does not.
                within(
                        CompletableFuture.anyOf(proven, answer),
                        NONE_YET,
                        limits.total().plus(limits.afterAnswer()));
                if (!(answer.getNow(NONE_YET) instanceof Answer.Refused refused && refused.isFinal())) {
                    within(proven, false, limits.afterAnswer());
                }
                proof.abandon();
            }
            Answer end = answer(provable, holding());
            return settle(end, holding());
        }

        private Map<EntityId, EntityState> holding() {
            return home.snapshot().map(proof::holding).orElse(Collections.emptySortedMap());
        }

        /// The answer as far as it is needed: where states prove all, or have failed to, it has the grace
        /// alone.
        private Answer answer(boolean provable, Map<EntityId, EntityState> shown) {
            boolean proven = shown.keySet().equals(proof.wanted());
            return within(answer, NONE_YET, provable && !(proven && silent) ? limits.grace() : limits.total());
        }

        private void send(boolean provable) {
            try {
                if (provable) {
                    proof.awaitWatch();
                }
                answer.complete(new Answer.Accepted(caller.call(sent)));
            } catch (HomeException e) {
                answer.complete(new Answer.Refused(e));
            } catch (Throwable e) {
                LOG.log(Level.ERROR, () -> "service call broke off: " + call.id(), e);
                answer.complete(new Answer.Refused(new HomeException(
                        HomeException.Code.ANSWER_LOST, e.getClass().getSimpleName(), e)));
            } finally {
                answer.complete(NONE_YET);
            }
        }

        private void watch(CompletableFuture<Boolean> proven) {
            try {
                proven.complete(home.await(proof::complete, limits.total()).isPresent());
            } catch (Throwable e) {
                LOG.log(Level.WARNING, () -> "no proof can be had: " + call.id(), e);
            } finally {
                proof.abandon();
                proven.complete(false);
            }
        }

        private ActionOutcome settle(Answer end, Map<EntityId, EntityState> shown) {
            List<StateChange> changes = new ArrayList<>();
            shown.forEach((id, after) ->
                    changes.add(new StateChange(id, before.state(id).orElseThrow(), after)));
            switch (end) {
                case Answer.Accepted _ -> unproven(shown, Reason.UNCHANGED, "");
                case Answer.Missing _ -> missing(shown, "no answer in time");
                case Answer.Refused(HomeException problem) -> {
                    String detail = String.valueOf(problem.getMessage());
                    switch (problem.code()) {
                        case REFUSED -> refused(shown, Reason.REFUSED, detail);
                        case UNREACHABLE, WRONG_TOKEN -> refused(shown, Reason.UNREACHABLE, detail);
                        case ANSWER_LOST -> missing(shown, detail);
                    }
                }
            }
            if (!failures.isEmpty()) {
                return new Failed(failures, changes);
            }
            Map<String, Object> response =
                    end instanceof Answer.Accepted(ServiceResult result) ? result.response() : Map.of();
            if (!changes.isEmpty()) {
                return new Executed(changes, already, response);
            }
            return silent ? new Sent(response) : new Already(already);
        }

        private void unproven(Map<EntityId, EntityState> shown, Reason reason, String detail) {
            proof.wanted().stream()
                    .filter(id -> !shown.containsKey(id))
                    .sorted()
                    .forEach(id -> failures.add(new Failure(reason, id.value(), detail)));
        }

        /// Without an answer nothing is known of what shows no state; nor, where nothing changed at all, of
        /// what held before, since the call may not have got through.
        private void missing(Map<EntityId, EntityState> shown, String detail) {
            unproven(shown, Reason.UNVERIFIED, detail);
            if (call.targets().isEmpty()) {
                failures.add(new Failure(Reason.UNVERIFIED, call.id(), detail));
            }
            call.targets().stream()
                    .filter(id -> !proof.wanted().contains(id))
                    .filter(id -> shown.isEmpty() || !already.contains(id))
                    .forEach(id -> failures.add(new Failure(Reason.UNVERIFIED, id.value(), detail)));
        }

        /// All that was not seen to change has failed, what held before included: the call did not get
        /// through.
        private void refused(Map<EntityId, EntityState> shown, Reason reason, String detail) {
            if (call.targets().isEmpty()) {
                failures.add(new Failure(reason, call.id(), detail));
            }
            List<EntityId> failed =
                    call.targets().stream().filter(id -> !shown.containsKey(id)).toList();
            (failed.isEmpty() ? call.targets() : failed)
                    .forEach(id -> failures.add(new Failure(reason, id.value(), detail)));
        }
    }

    /// Not interrupted: a call that has left is awaited.
    private static <T> T within(CompletableFuture<T> future, T otherwise, Duration limit) {
        return future.copy()
                .completeOnTimeout(otherwise, limit.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
