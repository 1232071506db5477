package io.jarvas.web;

import io.jarvas.RunningThreads;
import io.jarvas.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The threads of this process that serve WebSockets, virtual ones included.
final class SocketThreads {
    private static final List<String> OURS = List.of(
            "io.jarvas.web.SocketConnection.",
            "io.jarvas.web.ChatSocket.",
            "io.jarvas.web.VoiceSocket.",
            "io.jarvas.web.VoiceOutbox.",
            "io.jarvas.web.FrameReader.",
            "io.jarvas.web.FrameWriter.");

    private SocketThreads() {}

    /// Their names.
    static List<String> running() {
        List<String> running = new ArrayList<>();
        collect(Json.object(RunningThreads.dump()), running);
        return running;
    }

    private static void collect(Object part, List<String> running) {
        if (part instanceof Map<?, ?> map) {
            if (map.get("stack") instanceof List<?> stack
                    && stack.stream().anyMatch(frame -> OURS.stream().anyMatch(String.valueOf(frame)::contains))) {
                running.add(String.valueOf(map.get("name")));
            }
            map.values().forEach(value -> collect(value, running));
        } else if (part instanceof List<?> list) {
            list.forEach(value -> collect(value, running));
        }
    }
}
