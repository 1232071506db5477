package io.jarvas.demo.home;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the lights do. A light that is off shows null for whatever it would show when on, and remembers it.
final class HomeLights {
    private static final List<String> COLOURED = List.of("hs_color", "rgb_color", "xy_color");

    private final HomeCore core;

    HomeLights(HomeCore core) {
        this.core = core;
        core.states().all().stream()
                .filter(state -> state.domain().equals("light"))
                .toList()
                .forEach(state -> show(state, state.value().equals("on"), state.context()));
    }

    Map<String, HomeCall.Action> actions() {
        return Map.of("light.turn_on", this::turn, "light.turn_off", this::turn, "light.toggle", this::turn);
    }

    private void turn(HomeCall call, HomeState state) {
        boolean on = call.turnsOn(state.value().equals("on"));
        if (state.attributes().get("entity_id") instanceof List<?> members) {
            HomeCall each = new HomeCall(call.domain(), on ? "turn_on" : "turn_off", call.data(), call.context());
            members.forEach(member -> turn(each, core.states().get(String.valueOf(member))));
        }
        if (!on) {
            show(state, false, call.context());
            return;
        }
        Map<String, @Nullable Object> look = core.detail(state.entityId(), "on");
        double brightness = look.get("brightness") instanceof Number number ? number.doubleValue() : 255;
        double wanted = call.has("brightness")
                ? call.number("brightness", 0)
                : call.has("brightness_pct")
                        ? Math.round(call.number("brightness_pct", 0) * 255 / 100)
                        : (state.value().equals("on") || !stepped(call) ? brightness : 0)
                                + call.number("brightness_step", 0)
                                + Math.rint(call.number("brightness_step_pct", 0) * 255 / 100);
        if (wanted <= 0) {
            show(state, false, call.context());
            return;
        }
        if (look.containsKey("brightness")) {
            look.put("brightness", (int) Math.min(255, wanted));
        }
        colour(call, state, look);
        if (call.has("effect") && state.features() != 0) {
            look.put("effect", call.data().get("effect"));
        }
        core.remember(state.entityId(), "on", look);
        show(state, true, call.context());
    }

    private static boolean stepped(HomeCall call) {
        return call.has("brightness_step") || call.has("brightness_step_pct");
    }

    /// A colour that the light cannot show is turned into what it can, or left.
    private static void colour(HomeCall call, HomeState state, Map<String, @Nullable Object> look) {
        List<?> modes = modes(state);
        if (call.has("color_temp_kelvin") && modes.contains("color_temp")) {
            double least = state.number("min_color_temp_kelvin", 2000);
            double most = state.number("max_color_temp_kelvin", 6535);
            look.put("color_mode", "color_temp");
            look.put("color_temp_kelvin", (int) Math.clamp(call.number("color_temp_kelvin", 0), least, most));
            look.remove("hs_color");
        }
        HomeColour.read(call).filter(hs -> modes.contains("hs")).ifPresent(hs -> {
            look.put("color_mode", "hs");
            look.put("hs_color", hs);
            look.remove("color_temp_kelvin");
        });
    }

    private static List<?> modes(HomeState state) {
        return state.attributes().get("supported_color_modes") instanceof List<?> modes ? modes : List.of();
    }

    private void show(HomeState state, boolean on, HomeContext context) {
        List<?> modes = modes(state);
        Map<String, @Nullable Object> look = on ? core.detail(state.entityId(), "on") : new LinkedHashMap<>();
        Map<String, @Nullable Object> shown = new LinkedHashMap<>(state.attributes());
        if ((state.features() & 4) != 0) {
            shown.put("effect", on ? look.getOrDefault("effect", "off") : null);
        }
        shown.put("color_mode", look.get("color_mode"));
        if (!modes.contains("onoff")) {
            shown.put("brightness", look.get("brightness"));
        }
        if (modes.contains("color_temp")) {
            shown.put("color_temp_kelvin", look.get("color_temp_kelvin"));
        }
        if (modes.contains("color_temp") || modes.contains("hs")) {
            COLOURED.forEach(name -> shown.put(name, null));
            if (look.get("hs_color") instanceof List<?> hs) {
                shown.putAll(HomeColour.ofHueAndSaturation(hs));
            } else if (look.get("color_temp_kelvin") instanceof Number kelvin) {
                shown.putAll(HomeColour.ofKelvin(kelvin.doubleValue()));
            }
        }
        last(shown, "friendly_name");
        last(shown, "supported_features");
        core.states().set(state.entityId(), on ? "on" : "off", shown, context);
        for (HomeState group : List.copyOf(core.states().all())) {
            if (group.domain().equals("light")
                    && group.attributes().get("entity_id") instanceof List<?> members
                    && members.contains(state.entityId())) {
                boolean any = members.stream()
                        .anyMatch(member -> core.states()
                                .get(String.valueOf(member))
                                .value()
                                .equals("on"));
                show(core.states().get(group.entityId()), any, context);
            }
        }
    }

    private static void last(Map<String, @Nullable Object> attributes, String name) {
        attributes.put(name, attributes.remove(name));
    }
}
