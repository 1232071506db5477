package io.jarvas.demo.home;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What takes its time: covers and valves travel, bolts turn, the alarm arms, the vacuum drives home.
final class HomeMovers {
    /// A tenth of a cover's whole travel.
    private static final Duration TENTH = Duration.ofMillis(400);
    private static final Duration DOOR = Duration.ofSeconds(4);
    private static final Duration BOLT = Duration.ofSeconds(1);
    private static final Duration ARMING = Duration.ofSeconds(2);
    private static final Duration DRIVE = Duration.ofSeconds(5);

    private final HomeCore core;

    HomeMovers(HomeCore core) {
        this.core = core;
    }

    Map<String, HomeCall.Action> actions() {
        Map<String, HomeCall.Action> actions = new LinkedHashMap<>();
        for (String domain : List.of("cover", "valve")) {
            actions.put(domain + ".open_" + domain, (call, state) -> travel(call, state, 100));
            actions.put(domain + ".close_" + domain, (call, state) -> travel(call, state, 0));
            actions.put(
                    domain + ".set_" + domain + "_position",
                    (call, state) -> travel(call, state, (int) call.number("position", 0)));
            actions.put(domain + ".stop_" + domain, this::stop);
            actions.put(domain + ".toggle", this::toggle);
        }
        actions.put("lock.lock", (call, state) -> pass(call, state, "locking", BOLT, "locked"));
        actions.put("lock.unlock", (call, state) -> pass(call, state, "unlocking", BOLT, "unlocked"));
        actions.put("lock.open", (call, state) -> pass(call, state, "opening", BOLT, "open"));
        actions.put("cover.open_cover_tilt", (call, state) -> tilt(call, state, 100));
        actions.put("cover.close_cover_tilt", (call, state) -> tilt(call, state, 0));
        actions.put("cover.stop_cover_tilt", (call, state) -> {});
        actions.put(
                "cover.set_cover_tilt_position",
                (call, state) -> tilt(call, state, (int) call.number("tilt_position", 0)));
        actions.put(
                "cover.toggle_cover_tilt",
                (call, state) -> tilt(call, state, state.number("current_tilt_position", 0) > 0 ? 0 : 100));
        for (String mode : List.of("home", "away", "night", "vacation", "custom_bypass")) {
            actions.put(
                    "alarm_control_panel.alarm_arm_" + mode,
                    (call, state) -> pass(call, state, "arming", ARMING, "armed_" + mode));
        }
        actions.put("alarm_control_panel.alarm_disarm", this::disarm);
        actions.put("alarm_control_panel.alarm_trigger", (call, state) -> become(call, state, "triggered"));
        actions.put("vacuum.start", (call, state) -> become(call, state, "cleaning"));
        actions.put(
                "vacuum.pause",
                (call, state) -> become(call, state, state.value().equals("cleaning") ? "paused" : state.value()));
        actions.put(
                "vacuum.stop",
                (call, state) -> become(call, state, state.value().equals("docked") ? "docked" : "idle"));
        actions.put("vacuum.return_to_base", (call, state) -> pass(call, state, "returning", DRIVE, "docked"));
        actions.put("vacuum.clean_spot", (call, state) -> become(call, state, "cleaning"));
        actions.put("vacuum.send_command", (call, state) -> {});
        actions.put("vacuum.locate", (call, state) -> {});
        actions.put(
                "vacuum.set_fan_speed",
                (call, state) -> core.states()
                        .update(
                                state.entityId(),
                                state.value(),
                                Map.of("fan_speed", call.text("fan_speed").orElseThrow()),
                                call.context()));
        return actions;
    }

    private void tilt(HomeCall call, HomeState state, int position) {
        core.states()
                .update(state.entityId(), state.value(), Map.of("current_tilt_position", position), call.context());
    }

    private void become(HomeCall call, HomeState state, String value) {
        core.halt(state.entityId());
        core.states().set(state.entityId(), value, state.attributes(), call.context());
    }

    /// Goes to a state by way of another, unless it is there already.
    private void pass(HomeCall call, HomeState state, String way, Duration time, String end) {
        if (state.value().equals(end)) {
            return;
        }
        become(call, state, way);
        core.move(
                state.entityId(),
                time,
                () -> core.states()
                        .set(
                                state.entityId(),
                                end,
                                core.states().get(state.entityId()).attributes(),
                                call.context()));
    }

    private void disarm(HomeCall call, HomeState state) {
        Object code = core.details().getOrDefault(state.entityId(), Map.of()).get("code");
        if (code != null && !code.toString().equals(call.text("code").orElse(""))) {
            throw HomeError.validation("invalid_code", "manual", "invalid_code", null);
        }
        become(call, state, "disarmed");
    }

    private void travel(HomeCall call, HomeState state, int target) {
        String id = state.entityId();
        if (!(state.attributes().get("current_position") instanceof Number position)) {
            if (!state.value().equals(target == 0 ? "closed" : "open")) {
                become(call, state, target == 0 ? "closing" : "opening");
                core.move(id, DOOR, () -> settle(call, id));
            }
        } else if (position.intValue() == target) {
            stop(call, state);
        } else {
            become(call, state, target > position.intValue() ? "opening" : "closing");
            core.move(id, TENTH, () -> step(call, id, target));
        }
    }

    private void step(HomeCall call, String id, int target) {
        HomeState state = core.states().get(id);
        int position = ((Number) Objects.requireNonNull(state.attributes().get("current_position"))).intValue();
        int next = position < target ? Math.min(target, position + 10) : Math.max(target, position - 10);
        String value = next != target ? state.value() : next == 0 ? "closed" : "open";
        core.states().update(id, value, Map.of("is_closed", next == 0, "current_position", next), call.context());
        if (next != target) {
            core.move(id, TENTH, () -> step(call, id, target));
        }
    }

    private void settle(HomeCall call, String id) {
        boolean closed = core.states().get(id).value().equals("closing");
        core.states().update(id, closed ? "closed" : "open", Map.of("is_closed", closed), call.context());
    }

    private void stop(HomeCall call, HomeState state) {
        core.halt(state.entityId());
        if (state.value().equals("opening") || state.value().equals("closing")) {
            boolean closed =
                    state.attributes().get("current_position") instanceof Number position && position.intValue() == 0;
            core.states()
                    .update(state.entityId(), closed ? "closed" : "open", Map.of("is_closed", closed), call.context());
        }
    }

    private void toggle(HomeCall call, HomeState state) {
        travel(call, state, state.value().equals("closed") || state.value().equals("closing") ? 100 : 0);
    }
}
