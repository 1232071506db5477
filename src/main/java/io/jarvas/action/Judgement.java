package io.jarvas.action;

import io.jarvas.action.RoutineSteps.Step;
import io.jarvas.home.Area;
import io.jarvas.home.Entity;
import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.home.Routines;
import io.jarvas.home.ServiceCall;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;

/// One judgement of the [Policy], from a call down to whatever it reaches. Not to be shared between threads.
final class Judgement {
    /// Configurations that are read for one judgement. Who nests more has hidden something.
    private static final int MOST_READ = 20;

    private static final Set<String> GENERIC = Set.of("turn_on", "turn_off", "toggle");
    /// Where a text can be something to fetch.
    private static final Set<String> PLAYING = Set.of("media_player", "assist_satellite", "tts");
    /// Of what a player plays, all that a scene brings back.
    private static final String PLAYED = "media_content_id";
    /// Domains of which an entity may stand for others.
    private static final Set<String> STANDING_FOR_OTHERS =
            Set.of("homeassistant", "group", "scene", "script", "automation");

    private final OwnerRules owner;
    private final Routines routines;
    private final HomeSnapshot home;
    private final Map<String, Map<String, Effect>> effects = new HashMap<>();
    private final Map<EntityId, Optional<Map<String, Object>>> configs = new HashMap<>();
    private final SequencedSet<EntityId> reached = new LinkedHashSet<>();
    private String never = "";

    /// What a service comes to by itself, and what it was judged for.
    private record Effect(String id, Risk risk, Set<String> classes, Map<EntityId, Risk> judged) {}

    Judgement(OwnerRules owner, Routines routines, HomeSnapshot home) {
        this.owner = owner;
        this.routines = routines;
        this.home = home;
    }

    /// Every entity that was come upon, the targets of the call first.
    SequencedSet<EntityId> reached() {
        return reached;
    }

    static boolean generic(String domain, String service) {
        return domain.equals("homeassistant") && GENERIC.contains(service);
    }

    Verdict of(ServiceCall call) {
        Risk table = ServiceRisks.of(call.id());
        boolean reads = table == Risk.READ;
        Risk whole = noted(table.or(owner.of(call.id())), call.id());
        if (fetches(call.domain(), call.data())) {
            whole = whole.or(Risk.CONFIRM);
        }
        whole = whole.or(named(call.data()));
        if (ServiceRisks.runsScript(call.id())) {
            whole = whole.or(entity(new EntityId(call.id()), "script", "turn_on"));
        }
        boolean generic = generic(call.domain(), call.service());
        List<String> risky = new ArrayList<>();
        for (EntityId target : call.targets()) {
            Risk risk =
                    reads ? owners(target) : entity(target, generic ? target.domain() : call.domain(), call.service());
            if (risk.or(whole) == Risk.CONFIRM && !(reads && whole != Risk.CONFIRM)) {
                risky.add(target.value());
            }
        }
        if (!never.isEmpty()) {
            return new Verdict.Never(never);
        }
        if (call.targets().isEmpty() && whole == Risk.CONFIRM) {
            risky.add(call.id());
        }
        return risky.isEmpty() ? new Verdict.Allowed(!reads) : new Verdict.Risky(risky);
    }

    /// Judges that entities are brought back into states by whichever service does that. What a player played
    /// does not come back.
    Verdict of(Map<EntityId, EntityState> states) {
        List<String> risky = new ArrayList<>();
        states.forEach((entity, state) -> {
            Map<String, Object> attributes = new HashMap<>(state.attributes());
            attributes.remove(PLAYED);
            if (becomes(entity, state.value(), attributes) == Risk.CONFIRM) {
                risky.add(entity.value());
            }
        });
        if (!never.isEmpty()) {
            return new Verdict.Never(never);
        }
        return risky.isEmpty() ? new Verdict.Allowed(true) : new Verdict.Risky(risky);
    }

    private Risk noted(Risk risk, String subject) {
        if (risk == Risk.NEVER && never.isEmpty()) {
            never = subject;
        }
        return risk;
    }

    private Risk owners(EntityId entity) {
        return noted(owner.of(entity, home), entity.value());
    }

    /// What the owner says to entities that fields name.
    private Risk named(Map<String, Object> data) {
        return TargetResolver.texts(data)
                .map(EntityId::parse)
                .flatMap(Optional::stream)
                .map(this::owners)
                .reduce(Risk.READ, Risk::or);
    }

    /// What a service comes to for an entity, and for whatever the entity stands for.
    ///
    /// @param domain of the service; a generic one has the entity's own
    private Risk entity(EntityId target, String domain, String service) {
        Effect effect = effect(domain, service);
        Risk known = effect.judged().putIfAbsent(target, Risk.READ);
        if (known != null) {
            return known;
        }
        reached.add(target);
        Risk risk = owners(target).or(noted(effect.risk(), effect.id()));
        Set<String> classes = effect.classes();
        if (!classes.isEmpty() && (!exposed(target) || classes.contains(Members.deviceClass(target, home)))) {
            risk = risk.or(Risk.CONFIRM);
        }
        risk = risk.or(
                switch (domain) {
                    case "scene" -> service.equals("turn_on") ? scene(target) : Risk.SAFE;
                    case "script" -> service.equals("turn_off") ? Risk.SAFE : routine(target, false);
                    case "automation" ->
                        routine(target, Set.of("turn_off", "toggle").contains(service));
                    default -> members(target, domain, service);
                });
        effect.judged().put(target, risk);
        return risk;
    }

    private Effect effect(String domain, String service) {
        return effects.computeIfAbsent(domain, _ -> new HashMap<>()).computeIfAbsent(service, _ -> {
            String id = ServiceRisks.own(domain, service);
            return new Effect(id, ServiceRisks.of(id).or(owner.of(id)), ServiceRisks.riskyClasses(id), new HashMap<>());
        });
    }

    private Risk members(EntityId target, String domain, String service) {
        List<EntityId> members = Members.of(target, home);
        if (domain.equals("group") && members.isEmpty()) {
            return Risk.CONFIRM;
        }
        Risk risk = Risk.READ;
        for (EntityId member : members) {
            risk = risk.or(entity(member, domain.equals("group") ? member.domain() : domain, service));
        }
        return risk;
    }

    private boolean exposed(EntityId entity) {
        return home.catalog().entity(entity).isPresent();
    }

    private Optional<Map<String, Object>> config(EntityId routine) {
        Optional<Map<String, Object>> known = configs.get(routine);
        if (known != null) {
            return known;
        }
        Optional<Map<String, Object>> config = configs.size() < MOST_READ ? routines.config(routine) : Optional.empty();
        configs.put(routine, config);
        return config;
    }

    /// A scene whose states cannot be read may set its members to anything.
    private Risk scene(EntityId scene) {
        Object entities =
                config(scene).<Object>map(config -> config.get("entities")).orElse("");
        if (entities instanceof Map<?, ?> states && !states.isEmpty()) {
            Risk risk = Risk.READ;
            for (Map.Entry<?, ?> entry : states.entrySet()) {
                risk = risk.or(EntityId.parse(String.valueOf(entry.getKey()))
                        .map(member -> becomes(member, entry.getValue()))
                        .orElse(Risk.CONFIRM));
            }
            return risk;
        }
        List<EntityId> members = Members.of(scene, home);
        return members.isEmpty()
                ? Risk.CONFIRM
                : members.stream().map(this::anything).reduce(Risk.READ, Risk::or);
    }

    private Risk becomes(EntityId entity, Object described) {
        return switch (described) {
            case Boolean on -> becomes(entity, on ? "on" : "off", Map.of());
            case Map<?, ?> map -> {
                Map<String, Object> attributes = new HashMap<>();
                map.forEach((name, value) -> attributes.put(String.valueOf(name), value));
                Object state = attributes.remove("state");
                String value = Boolean.TRUE.equals(state) ? "on" : Boolean.FALSE.equals(state) ? "off" : "" + state;
                yield becomes(entity, value, attributes);
            }
            default -> becomes(entity, described.toString(), Map.of());
        };
    }

    private Risk becomes(EntityId entity, String state, Map<String, ?> attributes) {
        Set<String> services = ServiceStates.services(entity.domain(), state, attributes);
        Risk risk = services.isEmpty() ? owners(entity).or(Risk.CONFIRM) : each(entity, services);
        Object played = attributes.get(PLAYED);
        return played != null && fetches(entity.domain(), played) ? risk.or(Risk.CONFIRM) : risk;
    }

    /// Whatever may be done to an entity that is named and no more.
    private Risk anything(EntityId entity) {
        Set<String> services = ServiceStates.services(entity.domain());
        return services.isEmpty() ? owners(entity).or(Risk.CONFIRM) : each(entity, services);
    }

    private Risk each(EntityId entity, Collection<String> services) {
        return services.stream()
                .map(id -> entity(entity, entity.domain(), id.substring(id.indexOf('.') + 1)))
                .reduce(Risk.READ, Risk::or);
    }

    /// What a script or an automation does.
    ///
    /// @param stopped whether it is kept from doing it, which is as risky as the riskiest thing that its
    ///     entities can be brought to
    private Risk routine(EntityId routine, boolean stopped) {
        List<Step> steps = config(routine).map(RoutineSteps::of).orElse(List.of(new Step.Opaque()));
        Risk risk = Risk.SAFE;
        for (Step step : steps) {
            risk = risk.or(
                    switch (step) {
                        case Step.Opaque _ -> Risk.CONFIRM;
                        case Step.Call call -> step(call, stopped);
                    });
        }
        return risk;
    }

    private Risk step(Step.Call call, boolean stopped) {
        String id = call.service();
        int dot = id.indexOf('.');
        String domain = id.substring(0, dot);
        String service = id.substring(dot + 1);
        if (ServiceRisks.runsScript(id)) {
            return noted(owner.of(id), id).or(entity(new EntityId(id), "script", "turn_on"));
        }
        Risk risk = noted(ServiceRisks.within(id).or(owner.of(id)), id).or(named(call.data()));
        if (fetches(domain, call.data())) {
            risk = risk.or(Risk.CONFIRM);
        }
        boolean generic = generic(domain, service);
        boolean open = call.everything() || !call.places().isEmpty();
        if (open
                && (STANDING_FOR_OTHERS.contains(domain)
                        || !ServiceRisks.riskyClasses(id).isEmpty())) {
            risk = risk.or(Risk.CONFIRM);
        }
        Set<EntityId> entities = new LinkedHashSet<>(call.entities());
        if (open) {
            home.catalog().entities().values().stream()
                    .filter(entity -> generic || entity.id().domain().equals(domain))
                    .filter(entity -> call.everything() || lies(entity, call.places()))
                    .map(Entity::id)
                    .forEach(entities::add);
        }
        if (stopped && open && !ServiceStates.services(domain).isEmpty()) {
            risk = risk.or(ServiceStates.services(domain).stream()
                    .map(ServiceRisks::of)
                    .reduce(Risk.READ, Risk::or));
        }
        for (EntityId entity : entities) {
            // What owners write scripts for was judged above, and is forbidden only elsewhere.
            risk = risk.or(
                    ServiceRisks.of(id) == Risk.NEVER
                            ? owners(entity)
                            : entity(entity, generic ? entity.domain() : domain, service));
            if (stopped) {
                risk = risk.or(anything(entity));
            }
        }
        return risk;
    }

    private boolean lies(Entity entity, Map<String, List<String>> places) {
        Optional<String> floor = home.catalog().areaOf(entity).flatMap(Area::floor);
        return entity.area()
                        .filter(places.getOrDefault("area_id", List.of())::contains)
                        .isPresent()
                || floor.filter(places.getOrDefault("floor_id", List.of())::contains)
                        .isPresent()
                || entity.device()
                        .filter(places.getOrDefault("device_id", List.of())::contains)
                        .isPresent()
                || entity.labels().stream().anyMatch(places.getOrDefault("label_id", List.of())::contains);
    }

    /// Whether a player among the domain's entities may have to fetch what the fields say, or nobody knows yet.
    private static boolean fetches(String domain, Object fields) {
        return PLAYING.contains(domain)
                && TargetResolver.texts(fields).anyMatch(text -> Media.fetched(text) || RoutineSteps.template(text));
    }
}
