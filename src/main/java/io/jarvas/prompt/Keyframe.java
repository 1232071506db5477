package io.jarvas.prompt;

import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.HomeCatalog;
import io.jarvas.home.HomeSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/// The states of a home at one moment, as the beginning of every prompt shows them. Later moments are told as
/// what differs, so that the beginning stays as the model has it in its cache.
final class Keyframe {
    /// Domains whose state is only the time of their last use.
    private static final Set<String> STATELESS =
            Set.of("button", "event", "input_button", "scene", "stt", "tts", "todo");

    private final HomeSnapshot snapshot;
    private final Map<EntityId, String> lines = new TreeMap<>();

    Keyframe(HomeSnapshot snapshot) {
        this.snapshot = snapshot;
        for (EntityId id : snapshot.catalog().entities().keySet()) {
            EntityState state = snapshot.states().get(id);
            if (state != null && !STATELESS.contains(id.domain())) {
                lines.put(id, StateLine.of(state));
            }
        }
    }

    HomeCatalog catalog() {
        return snapshot.catalog();
    }

    /// Its states, a line each.
    String text() {
        StringBuilder text = new StringBuilder();
        lines.forEach((id, line) -> text.append(line(id, line)).append('\n'));
        return text.toString();
    }

    /// `light.kitchen_lights: off` for each entity whose line is another one now.
    List<String> changes(HomeSnapshot now) {
        List<String> changes = new ArrayList<>();
        for (EntityId id : catalog().entities().keySet()) {
            EntityState state = now.states().get(id);
            if (Objects.equals(state, snapshot.states().get(id)) || STATELESS.contains(id.domain())) {
                continue;
            }
            String line = state == null ? "unknown" : StateLine.of(state);
            if (!line.equals(lines.get(id))) {
                changes.add(line(id, line));
            }
        }
        return changes;
    }

    private static String line(EntityId id, String line) {
        return id + ": " + line;
    }
}
