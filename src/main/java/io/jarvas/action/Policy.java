package io.jarvas.action;

import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.home.ServiceCall;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What may be called. [ServiceRisks] is its table; this class applies it to the entities that a call really
/// reaches. Immutable.
///
/// - A generic service (`homeassistant.turn_on`) is judged, for each target, as the service of the target's
///   own domain.
/// - A group, whatever its domain, is judged by its members too, and so is a scene: the attribute `entity_id`
///   names them. A member that is not exposed is judged by its domain where that decides alone (a light), and
///   is risky where its device class would (a cover).
/// - A scene may set a member to anything, so a member that has any risky service makes it risky. A scene
///   that names no entity cannot be read, and is risky.
/// - What a script or an automation does cannot be read here. Starting a script is risky, stopping it is not;
///   an automation is risky to trigger, and to switch either way.
/// - A media player that is to reach files of the home is risky.
public final class Policy {
    private static final Set<String> GENERIC = Set.of("turn_on", "turn_off", "toggle");

    /// Whether a service is forbidden, whatever it is called on.
    public Optional<Verdict.Never> never(String domain, String service) {
        return ServiceRisks.never(domain, service)
                ? Optional.of(new Verdict.Never(domain + "." + service))
                : Optional.empty();
    }

    /// @param home the moment at which the call's targets were resolved
    public Verdict judge(ServiceCall call, HomeSnapshot home) {
        Optional<Verdict.Never> never = never(call.domain(), call.service());
        if (never.isPresent()) {
            return never.get();
        }
        boolean generic = isGeneric(call);
        boolean files = call.domain().equals("media_player")
                && TargetResolver.texts(call.data()).anyMatch(ServiceRisks::file);
        if (files || (!generic && !ServiceRisks.safe(call.domain(), call.service()))) {
            List<String> targets = call.targets().stream().map(EntityId::value).toList();
            return new Verdict.Risky(targets.isEmpty() ? List.of(call.id()) : targets);
        }
        List<String> risky = new ArrayList<>();
        for (EntityId target : call.targets()) {
            if (risky(target, generic ? target.domain() : call.domain(), call.service(), home, new HashSet<>())) {
                risky.add(target.value());
            }
        }
        return risky.isEmpty() ? new Verdict.Allowed(!ServiceRisks.reads(call.id())) : new Verdict.Risky(risky);
    }

    static boolean isGeneric(ServiceCall call) {
        return call.domain().equals("homeassistant") && GENERIC.contains(call.service());
    }

    private static boolean risky(
            EntityId target, String domain, String service, HomeSnapshot home, Set<EntityId> seen) {
        if (domain.equals("homeassistant") || !seen.add(target)) {
            return false;
        }
        boolean exposed = home.catalog().entity(target).isPresent();
        if (domain.equals("scene")) {
            List<EntityId> members = members(target, home);
            return members.isEmpty() || members.stream().anyMatch(member -> riskyMember(member, home, seen));
        }
        String own = ServiceRisks.own(domain, service);
        String ownService = own.substring(own.indexOf('.') + 1);
        if (!ServiceRisks.safe(domain, ownService)) {
            return true;
        }
        Set<String> classes = ServiceRisks.riskyClasses(domain, ownService);
        if (!classes.isEmpty() && (!exposed || classes.contains(deviceClass(target, home)))) {
            return true;
        }
        List<EntityId> members = members(target, home);
        if (domain.equals("group") && members.isEmpty()) {
            return true;
        }
        return members.stream()
                .anyMatch(member ->
                        risky(member, domain.equals("group") ? member.domain() : domain, service, home, seen));
    }

    private static boolean riskyMember(EntityId member, HomeSnapshot home, Set<EntityId> seen) {
        if (!seen.add(member)) {
            return false;
        }
        List<EntityId> members = members(member, home);
        if (ServiceRisks.riskyDomain(member.domain())
                || !ServiceRisks.known(member.domain())
                || (member.domain().equals("group") && members.isEmpty())) {
            return true;
        }
        boolean exposed = home.catalog().entity(member).isPresent();
        Set<String> classes = ServiceRisks.riskyClasses(member.domain());
        if (!classes.isEmpty() && (!exposed || classes.contains(deviceClass(member, home)))) {
            return true;
        }
        return members.stream().anyMatch(inner -> riskyMember(inner, home, seen));
    }

    private static String deviceClass(EntityId entity, HomeSnapshot home) {
        return attribute(entity, "device_class", home) instanceof String text ? text : "";
    }

    private static List<EntityId> members(EntityId entity, HomeSnapshot home) {
        return attribute(entity, "entity_id", home) instanceof List<?> list
                ? list.stream()
                        .map(String::valueOf)
                        .map(EntityId::parse)
                        .flatMap(Optional::stream)
                        .toList()
                : List.of();
    }

    private static Object attribute(EntityId entity, String name, HomeSnapshot home) {
        return home.state(entity)
                .map(EntityState::attributes)
                .map(attributes -> attributes.get(name))
                .orElse("");
    }
}
