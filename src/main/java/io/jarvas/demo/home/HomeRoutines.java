package io.jarvas.demo.home;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What calls other services: scripts, automations, and the services that are for entities of any domain.
final class HomeRoutines {
    private final HomeCore core;
    private final HomeServices services;

    HomeRoutines(HomeCore core, HomeServices services) {
        this.core = core;
        this.services = services;
        core.bus().listen(event -> {
            HomeEvent.Change change = event.states();
            if (change != null && change.before() != null && change.after() != null) {
                triggered(
                        change.entityId(),
                        change.before().value(),
                        change.after().value(),
                        event.context());
            }
        });
    }

    Map<String, HomeCall.Action> actions() {
        Map<String, HomeCall.Action> actions = new LinkedHashMap<>();
        actions.put("script.turn_on", this::script);
        actions.put("script.toggle", this::script);
        actions.put("script.turn_off", (call, state) -> {});
        core.states().all().stream()
                .filter(state -> state.domain().equals("script"))
                .forEach(state -> actions.put(state.entityId(), this::script));
        actions.put("automation.trigger", (call, state) -> automation(state, call.context()));
        for (String service : List.of("turn_on", "turn_off", "toggle")) {
            actions.put("homeassistant." + service, this::generic);
            actions.put("automation." + service, this::enable);
        }
        actions.put("homeassistant.update_entity", (call, state) -> {});
        return actions;
    }

    /// What the routine does, as the user interface keeps it; null where there is no such routine.
    @Nullable
    Map<String, Object> config(String entityId) {
        Object config = core.details().getOrDefault(entityId, Map.of()).get("config");
        if (!(config instanceof Map<?, ?> members)) {
            return null;
        }
        Map<String, Object> named = new LinkedHashMap<>();
        members.forEach((name, value) -> named.put((String) name, value));
        return named;
    }

    private void triggered(String entityId, String from, String to, HomeContext context) {
        for (HomeState automation : List.copyOf(core.states().all())) {
            if (automation.domain().equals("automation") && automation.value().equals("on")) {
                for (Object trigger : steps(automation.entityId(), "triggers")) {
                    Map<?, ?> state = (Map<?, ?>) trigger;
                    if (entityId.equals(state.get("entity_id")) && !from.equals(to) && to.equals(state.get("to"))) {
                        automation(automation, context);
                    }
                }
            }
        }
    }

    private List<?> steps(String entityId, String name) {
        Map<String, Object> config = config(entityId);
        return config == null ? List.of() : HomeServices.list(config.get(name));
    }

    private void automation(HomeState state, HomeContext context) {
        core.states()
                .update(
                        state.entityId(),
                        state.value(),
                        Map.of("last_triggered", HomeState.iso(core.bus().now())),
                        context);
        run(steps(state.entityId(), "actions"), context);
    }

    private void enable(HomeCall call, HomeState state) {
        boolean on = call.turnsOn(state.value().equals("on"));
        core.states().set(state.entityId(), on ? "on" : "off", state.attributes(), call.context());
    }

    private void run(List<?> steps, HomeContext context) {
        for (Object step : steps) {
            Map<?, ?> action = (Map<?, ?>) step;
            String service = String.valueOf(action.get("action"));
            Map<String, @Nullable Object> data = new LinkedHashMap<>();
            for (String part : List.of("target", "data")) {
                if (action.get(part) instanceof Map<?, ?> members) {
                    members.forEach((name, value) -> data.put((String) name, value));
                }
            }
            call(domain(service), service.substring(service.indexOf('.') + 1), data, context);
        }
    }

    private void call(String domain, String service, Map<String, @Nullable Object> data, HomeContext context) {
        services.call(domain, service, data, Map.of(), false, context);
    }

    private void script(HomeCall call, HomeState state) {
        String id = state.entityId();
        core.bus()
                .fire(
                        "script_started",
                        Map.of("name", state.attributes().getOrDefault("friendly_name", id), "entity_id", id),
                        call.context());
        core.states()
                .update(
                        id,
                        "on",
                        Map.of("last_triggered", HomeState.iso(core.bus().now()), "current", 1),
                        call.context());
        run(steps(id, "sequence"), call.context());
        core.states().update(id, "off", Map.of("current", 0), call.context());
    }

    /// A domain without the service is passed over.
    private void generic(HomeCall call, HomeState state) {
        if (services.has(state.domain(), call.service())) {
            call(state.domain(), call.service(), Map.of("entity_id", List.of(state.entityId())), call.context());
        }
    }

    private static String domain(String id) {
        return id.substring(0, id.indexOf('.'));
    }
}
