package io.jarvas.demo.home;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the media players do. One that is off shows neither volume nor title, and remembers them.
final class HomeMedia {
    private static final Set<String> ALWAYS =
            Set.of("source_list", "sound_mode_list", "device_class", "friendly_name", "supported_features");

    private final HomeCore core;

    HomeMedia(HomeCore core) {
        this.core = core;
        core.states().all().stream()
                .filter(state -> state.domain().equals("media_player"))
                .toList()
                .forEach(state -> show(state, state.value(), state.context()));
    }

    Map<String, HomeCall.Action> actions() {
        Map<String, HomeCall.Action> actions = new LinkedHashMap<>();
        actions.put(
                "turn_on",
                (call, state) ->
                        show(state, state.value().equals("off") ? awake(state) : state.value(), call.context()));
        actions.put("turn_off", (call, state) -> show(state, "off", call.context()));
        actions.put(
                "toggle",
                (call, state) -> show(state, state.value().equals("off") ? awake(state) : "off", call.context()));
        actions.put("media_play", (call, state) -> show(state, "playing", call.context()));
        actions.put("media_pause", (call, state) -> show(state, "paused", call.context()));
        actions.put(
                "media_play_pause",
                (call, state) -> show(state, state.value().equals("playing") ? "paused" : "playing", call.context()));
        actions.put("media_stop", (call, state) -> show(state, "idle", call.context()));
        actions.put("media_next_track", (call, state) -> track(call, state, 1));
        actions.put("media_previous_track", (call, state) -> track(call, state, -1));
        actions.put("volume_up", (call, state) -> volume(call, state, volume(state) + 0.1));
        actions.put("volume_down", (call, state) -> volume(call, state, volume(state) - 0.1));
        actions.put("volume_set", (call, state) -> volume(call, state, call.number("volume_level", 0)));
        actions.put(
                "volume_mute",
                (call, state) ->
                        keep(call, state, "is_volume_muted", call.data().get("is_volume_muted")));
        actions.put(
                "select_source",
                (call, state) -> keep(call, state, "source", call.data().get("source")));
        actions.put(
                "shuffle_set",
                (call, state) -> keep(call, state, "shuffle", call.data().get("shuffle")));
        actions.put(
                "select_sound_mode",
                (call, state) -> keep(call, state, "sound_mode", call.data().get("sound_mode")));
        actions.put(
                "repeat_set",
                (call, state) -> keep(call, state, "repeat", call.data().get("repeat")));
        actions.put(
                "media_seek",
                (call, state) -> keep(call, state, "media_position", call.data().get("seek_position")));
        actions.put("clear_playlist", (call, state) -> {
            keep(call, state, "media_title", null);
            show(core.states().get(state.entityId()), "idle", call.context());
        });
        actions.put("join", (call, state) -> {
            List<Object> members = new ArrayList<>(List.of(state.entityId()));
            members.addAll(HomeServices.list(call.data().get("group_members")));
            keep(call, state, "group_members", members.stream().distinct().toList());
        });
        actions.put("unjoin", (call, state) -> keep(call, state, "group_members", List.of()));
        actions.put("play_media", this::play);
        Map<String, HomeCall.Action> named = new LinkedHashMap<>();
        actions.forEach((service, action) -> named.put("media_player." + service, action));
        return named;
    }

    private static String awake(HomeState state) {
        return "tv".equals(state.attributes().get("device_class")) ? "on" : "playing";
    }

    private void show(HomeState state, String value, HomeContext context) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        for (String list : List.of("source_list", "sound_mode_list")) {
            if (state.attributes().containsKey(list)) {
                shown.put(list, state.attributes().get(list));
            }
        }
        if (!value.equals("off")) {
            shown.putAll(core.detail(state.entityId(), "on"));
        }
        state.attributes().forEach((name, attribute) -> {
            if (ALWAYS.contains(name)) {
                shown.putIfAbsent(name, attribute);
            }
        });
        core.states().set(state.entityId(), value, shown, context);
    }

    private void keep(HomeCall call, HomeState state, String name, @Nullable Object value) {
        Map<String, @Nullable Object> look = core.detail(state.entityId(), "on");
        look.put(name, value);
        core.remember(state.entityId(), "on", look);
        show(state, state.value(), call.context());
    }

    private double volume(HomeState state) {
        return core.detail(state.entityId(), "on").get("volume_level") instanceof Number number
                ? number.doubleValue()
                : 0;
    }

    private void volume(HomeCall call, HomeState state, double level) {
        keep(call, state, "volume_level", Math.rint(Math.clamp(level, 0, 1) * 100) / 100);
    }

    private void track(HomeCall call, HomeState state, int by) {
        List<?> tracks = HomeServices.list(
                core.details().getOrDefault(state.entityId(), Map.of()).get("tracks"));
        int present = tracks.indexOf(core.detail(state.entityId(), "on").get("media_title"));
        if (!tracks.isEmpty()) {
            keep(call, state, "media_title", tracks.get(Math.floorMod(present + by, tracks.size())));
        }
    }

    private void play(HomeCall call, HomeState state) {
        Map<?, ?> media = call.data().get("media") instanceof Map<?, ?> given ? given : call.data();
        keep(call, state, "media_content_type", media.get("media_content_type"));
        keep(call, state, "media_content_id", media.get("media_content_id"));
        keep(call, state, "media_title", media.get("media_content_id"));
        show(core.states().get(state.entityId()), "playing", call.context());
    }
}
