package io.jarvas.demo.home;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What calls other services: scenes, scripts, and the services that are for entities of any domain.
final class HomeRoutines {
    /// The service that brings an entity into a state which a scene names.
    private static final Map<String, String> REACHED_BY =
            Map.of("on", "turn_on", "off", "turn_off", "open", "open_cover", "closed", "close_cover");

    private final HomeCore core;
    private final HomeServices services;

    HomeRoutines(HomeCore core, HomeServices services) {
        this.core = core;
        this.services = services;
    }

    Map<String, HomeCall.Action> actions() {
        Map<String, HomeCall.Action> actions = new LinkedHashMap<>();
        actions.put("scene.turn_on", this::scene);
        actions.put("script.turn_on", this::script);
        actions.put("script.toggle", this::script);
        actions.put("script.turn_off", (call, state) -> {});
        core.states().all().stream()
                .filter(state -> state.domain().equals("script"))
                .forEach(state -> actions.put(state.entityId(), this::script));
        for (String service : List.of("turn_on", "turn_off", "toggle")) {
            actions.put("homeassistant." + service, this::generic);
        }
        actions.put("homeassistant.update_entity", (call, state) -> {});
        return actions;
    }

    private void call(String domain, String service, Map<String, @Nullable Object> data, HomeContext context) {
        services.call(domain, service, data, Map.of(), false, context);
    }

    private void scene(HomeCall call, HomeState state) {
        String now = HomeState.iso(core.bus().now());
        core.states().set(state.entityId(), now, state.attributes(), call.context());
        core.detail(state.entityId(), "entities").forEach((id, wanted) -> {
            Map<String, @Nullable Object> data = new LinkedHashMap<>();
            ((Map<?, ?>) Objects.requireNonNull(wanted)).forEach((name, value) -> data.put((String) name, value));
            String service = REACHED_BY.getOrDefault(String.valueOf(data.remove("state")), "turn_on");
            data.put("entity_id", id);
            call(domain(id), service, data, call.context());
        });
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
        for (Object step :
                HomeServices.list(core.details().getOrDefault(id, Map.of()).get("sequence"))) {
            Map<?, ?> action = (Map<?, ?>) step;
            String service = String.valueOf(action.get("action"));
            Map<String, @Nullable Object> data = new LinkedHashMap<>();
            ((Map<?, ?>) Objects.requireNonNull(action.get("data")))
                    .forEach((name, value) -> data.put((String) name, value));
            call(domain(service), service.substring(service.indexOf('.') + 1), data, call.context());
        }
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
