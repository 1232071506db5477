package io.jarvas.action;

import io.jarvas.action.ActionOutcome.Denied;
import io.jarvas.action.ActionOutcome.Failed;
import io.jarvas.action.ActionOutcome.Failure;
import io.jarvas.action.ActionOutcome.Failure.Reason;
import io.jarvas.action.ActionOutcome.Malformed;
import io.jarvas.action.TargetResolver.UnknownException;
import io.jarvas.home.EntityId;
import io.jarvas.home.HomeException;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.home.LiveHome;
import io.jarvas.home.ServiceCall;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Turns what somebody asks `homeassistant_call_service` for into one call that can be made: its targets are
/// exposed entities, its fields are what the service takes, and the [Policy] has judged it. Safe to use from
/// any thread.
public final class CallPlanner {
    private final LiveHome home;
    private final Policy policy;

    public CallPlanner(LiveHome home, Policy policy) {
        this.home = home;
        this.policy = policy;
    }

    /// @param arguments as a model gave them, JSON values by name, unchecked
    Plan plan(Map<String, Object> arguments) {
        try {
            ServiceRequest request = ServiceRequest.of(arguments);
            Optional<Verdict.Never> never = policy.never(request.domain(), request.service());
            return never.isPresent() ? denied(never.get()) : plan(request);
        } catch (UnusableArgumentsException e) {
            return new Plan.Refused(new Malformed(String.valueOf(e.getMessage())));
        } catch (UnknownException e) {
            return new Plan.Refused(new Failed(
                    e.names().stream()
                            .map(name -> new Failure(Reason.UNKNOWN, name, "nothing exposed has that name"))
                            .toList(),
                    List.of()));
        }
    }

    private Plan plan(ServiceRequest request) {
        HomeSnapshot now;
        try {
            now = home.fresh();
        } catch (HomeException e) {
            return failed(Reason.UNREACHABLE, request.id(), String.valueOf(e.getMessage()));
        }
        if (!now.catalog().services().containsKey(request.id())) {
            return failed(Reason.UNKNOWN, request.id(), "no such service");
        }
        List<EntityId> targets = new TargetResolver(now.catalog(), request).resolve();
        return judged(new ServiceCall(request.domain(), request.service(), targets, request.fields()), now);
    }

    /// Judges a call anew, in the home as it is now: its targets stay as they are.
    Plan again(ServiceCall call) {
        try {
            return judged(call, home.fresh());
        } catch (HomeException e) {
            return failed(Reason.UNREACHABLE, call.id(), String.valueOf(e.getMessage()));
        }
    }

    private Plan judged(ServiceCall call, HomeSnapshot now) {
        return switch (policy.judge(call, now)) {
            case Verdict.Never never -> denied(never);
            case Verdict.Risky risky -> new Plan.Ready(call, now, risky);
            case Verdict.Allowed allowed -> new Plan.Ready(call, now, allowed);
        };
    }

    private static Plan denied(Verdict.Never never) {
        return new Plan.Refused(new Denied(Denied.Reason.NEVER, List.of(never.service())));
    }

    private static Plan failed(Reason reason, String subject, String detail) {
        return new Plan.Refused(new Failed(List.of(new Failure(reason, subject, detail)), List.of()));
    }
}
