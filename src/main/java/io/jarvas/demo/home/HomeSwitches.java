package io.jarvas.demo.home;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is either on or off: switches, helpers, the siren, the camera.
final class HomeSwitches {
    private final HomeCore core;

    HomeSwitches(HomeCore core) {
        this.core = core;
    }

    Map<String, HomeCall.Action> actions() {
        Map<String, HomeCall.Action> actions = new LinkedHashMap<>();
        for (String domain : List.of("switch", "input_boolean", "siren")) {
            for (String service : List.of("turn_on", "turn_off", "toggle")) {
                actions.put(domain + "." + service, (call, state) -> set(call, state, "on", "off"));
            }
        }
        actions.put("camera.turn_on", (call, state) -> set(call, state, "idle", "off"));
        actions.put("camera.turn_off", (call, state) -> set(call, state, "idle", "off"));
        return actions;
    }

    private void set(HomeCall call, HomeState state, String on, String off) {
        boolean becomesOn = call.turnsOn(state.value().equals(on));
        core.states().set(state.entityId(), becomesOn ? on : off, state.attributes(), call.context());
    }
}
