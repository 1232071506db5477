package io.jarvas.action;

import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.home.Routines;
import io.jarvas.home.ServiceCall;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/// What may be called. [ServiceRisks] is its table, [OwnerRules] is what the owner adds; a [Judgement] applies both
/// to the entities that a call really reaches. Safe to use from any thread.
///
/// - A generic service (`homeassistant.turn_on`) is judged, for each target, as the service of the target's
///   own domain.
/// - A group, whatever its domain, is judged by its members too: the attribute `entity_id` names them. A member that
///   is not exposed is judged by its domain where that decides alone (a light), and is risky where its device class
///   would (a cover).
/// - A scene is judged by the states that its configuration sets, each as the service that brings it about
///   ([ServiceStates]); where that cannot be read, by whatever can be done to the entities that it names. One that
///   names none is risky.
/// - A script is judged by what it does, in every branch, and so is an automation that is triggered or switched on. One
///   that is switched off may have been an alarm: that is as risky as the riskiest state of any entity in it.
/// - What cannot be read is risky: a template that names a service or a target, an event, a device action, a blueprint,
///   a configuration that Home Assistant does not show. What is forbidden stays so inside a script, but for what owners
///   write scripts for (a shell command): that needs a confirmation.
/// - A player that may have to fetch what it is to play, from a file of the home, a camera or another machine, is risky
///   ([Media]).
/// - The owner's rules hold for every entity on the way and for every service, by whatever name it is called.
///
/// Reading a configuration costs Home Assistant a call, where a script, a scene or an automation is concerned. Nothing
/// else costs any.
public final class Policy {
    private final OwnerRules owner;
    private final Routines routines;

    public Policy(OwnerRules owner, Routines routines) {
        this.owner = owner;
        this.routines = routines;
    }

    /// Of an owner who adds nothing, in a home whose scripts cannot be read.
    public Policy() {
        this(OwnerRules.NONE, _ -> Optional.empty());
    }

    /// Whether a service is forbidden, whatever it is called on.
    public Optional<Verdict.Never> never(String domain, String service) {
        String id = domain + "." + service;
        return ServiceRisks.of(id).or(owner.of(id)) == Risk.NEVER
                ? Optional.of(new Verdict.Never(id))
                : Optional.empty();
    }

    /// @param home the moment at which the call's targets were resolved
    public Verdict judge(ServiceCall call, HomeSnapshot home) {
        Optional<Verdict.Never> never = never(call.domain(), call.service());
        return never.isPresent() ? never.get() : judgement(home).of(call);
    }

    /// What it says to bringing entities into these states, by whatever service does that.
    Verdict judge(Map<EntityId, EntityState> states, HomeSnapshot home) {
        return judgement(home).of(states);
    }

    /// Every entity that a call may change: its targets, their members, what scenes and scripts among them
    /// name.
    SequencedSet<EntityId> reach(ServiceCall call, HomeSnapshot home) {
        Judgement judgement = judgement(home);
        judgement.of(call);
        return judgement.reached();
    }

    private Judgement judgement(HomeSnapshot home) {
        return new Judgement(owner, routines, home);
    }

    static boolean isGeneric(ServiceCall call) {
        return Judgement.generic(call.domain(), call.service());
    }
}
