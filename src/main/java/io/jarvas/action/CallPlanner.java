package io.jarvas.action;

import io.jarvas.action.ActionOutcome.Denied;
import io.jarvas.action.ActionOutcome.Failed;
import io.jarvas.action.ActionOutcome.Failure;
import io.jarvas.action.ActionOutcome.Failure.Reason;
import io.jarvas.action.ActionOutcome.Malformed;
import io.jarvas.action.TargetResolver.UnknownException;
import io.jarvas.home.EntityId;
import io.jarvas.home.HomeCatalog;
import io.jarvas.home.HomeException;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.home.LiveHome;
import io.jarvas.home.ServiceCall;
import io.jarvas.home.ServiceDescription;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Turns what somebody asks `homeassistant_call_service` for into one call that can be made: its targets are
/// exposed entities, its fields are what the service and the targets take, and the [Policy] has judged it.
/// Safe to use from any thread.
public final class CallPlanner {
    private final LiveHome home;
    private final Policy policy;

    /// Of the newest catalogue that was asked about: catalogues seldom change.
    private volatile Optional<NameIndex> newest = Optional.empty();

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

    private Plan plan(ServiceRequest asked) {
        HomeSnapshot now;
        try {
            now = home.fresh();
        } catch (HomeException e) {
            return failed(Reason.UNREACHABLE, asked.id(), String.valueOf(e.getMessage()));
        }
        NavigableMap<String, ServiceDescription> services = now.catalog().services();
        ServiceRequest request = services.containsKey(asked.id())
                ? asked
                : ServiceNames.find(asked.domain(), asked.service(), servicesOf(asked.domain(), services))
                        .map(asked::with)
                        .orElse(asked);
        if (!services.containsKey(request.id())) {
            return failed(Reason.UNKNOWN, request.id(), "no such service");
        }
        NameIndex names = names(now.catalog());
        TargetResolver.Found found = new TargetResolver(names, request).resolve();
        List<Target> targets = found.all().stream()
                .map(entity -> Target.of(entity, now, found.named().contains(entity.id())))
                .toList();
        List<Target> able = able(services.get(request.id()), targets);
        List<Failure> unable = targets.stream()
                .filter(target -> able.isEmpty() || (target.named() && !able.contains(target)))
                .map(target -> new Failure(Reason.REFUSED, target.id().value(), "does not support " + request.id()))
                .toList();
        return unable.isEmpty()
                ? judged(checked(request, able, now, names), now)
                : new Plan.Refused(new Failed(unable, List.of()));
    }

    private static Set<String> servicesOf(String domain, NavigableMap<String, ServiceDescription> services) {
        return services.subMap(domain + ".", true, domain + "/", false).values().stream()
                .map(ServiceDescription::service)
                .collect(Collectors.toUnmodifiableSet());
    }

    @SuppressWarnings("ReferenceEquality") // The same instance stays until something changes.
    private NameIndex names(HomeCatalog catalog) {
        Optional<NameIndex> known = newest;
        if (known.isPresent() && known.get().catalog() == catalog) {
            return known.get();
        }
        NameIndex index = known.map(before -> before.renewed(catalog)).orElseGet(() -> new NameIndex(catalog));
        newest = Optional.of(index);
        return index;
    }

    /// Reads the names of a home, so that the first call does not wait for it.
    public void prepare(HomeSnapshot now) {
        names(now.catalog()).read();
    }

    /// Those that have what the service needs. What one that cannot be reached supports, nobody knows.
    private static List<Target> able(@Nullable ServiceDescription service, List<Target> targets) {
        if (service == null || service.features().isEmpty()) {
            return targets;
        }
        List<String> required = service.fields().entrySet().stream()
                .filter(field -> field.getValue().required())
                .map(Map.Entry::getKey)
                .toList();
        return targets.stream()
                .filter(target -> target.state().isEmpty()
                        || target.supports(service.features())
                        || required.stream().anyMatch(field -> FieldValues.lists(target, field)))
                .toList();
    }

    /// The call with the fields that its targets take. Of those that were not named by themselves, the ones
    /// that do not take them are left out.
    private static ServiceCall checked(ServiceRequest request, List<Target> able, HomeSnapshot now, NameIndex names) {
        Map<String, Object> fields = request.fields();
        List<Target> targets = new ArrayList<>();
        for (List<Target> alike : alike(request, able)) {
            String domain = alike.isEmpty() || !request.domain().equals("homeassistant")
                    ? request.domain()
                    : alike.getFirst().id().domain();
            ServiceDescription service = now.catalog().services().get(domain + "." + request.service());
            List<Target> fitting = alike;
            if (service != null && !(fields.isEmpty() && service.fields().isEmpty())) {
                ServiceArguments any = new ServiceArguments(service, alike, now, names);
                Map<String, Object> given = fields;
                List<Target> some = alike.stream()
                        .filter(target -> given.isEmpty() || target.named() || any.fits(target, given))
                        .toList();
                fitting = some.isEmpty() ? alike : some;
                fields = new ServiceArguments(service, fitting, now, names).mended(fields);
            }
            targets.addAll(fitting);
        }
        List<EntityId> ids = targets.stream().map(Target::id).sorted().toList();
        return new ServiceCall(request.domain(), request.service(), ids, fields);
    }

    /// The targets by what their fields are checked against: the called service, or that of their own domain.
    private static Collection<List<Target>> alike(ServiceRequest request, List<Target> targets) {
        return request.domain().equals("homeassistant") && !targets.isEmpty()
                ? targets.stream()
                        .collect(Collectors.groupingBy(
                                target -> target.id().domain(), TreeMap::new, Collectors.toList()))
                        .values()
                : List.of(targets);
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
